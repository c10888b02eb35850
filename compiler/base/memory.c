/* Memory from the machine, or the end of the program. No caller checks for
 * NULL, and no caller sees an overflowed size: both end in
 * memory_exhausted(). */

#include "base/memory.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

void *memory_allocate(size_t size)
{
    void *bytes = malloc(size > 0 ? size : 1);

    if (!bytes)
        memory_exhausted();
    return bytes;
}

void *memory_zeroed(size_t count, size_t size)
{
    size_t total = memory_product(count, size);
    void *bytes = calloc(total > 0 ? total : 1, 1);

    if (!bytes)
        memory_exhausted();
    return bytes;
}

void *memory_resize(void *old, size_t size)
{
    void *bytes = realloc(old, size > 0 ? size : 1);

    if (!bytes)
        memory_exhausted();
    return bytes;
}

size_t memory_product(size_t count, size_t size)
{
    if (size > 0 && count > SIZE_MAX / size)
        memory_exhausted();
    return count * size;
}

/* Not exit(): what is still in the buffer of standard output is half a
 * result, and half a result is worse than none. */
void memory_exhausted(void)
{
    fputs("writ: out of memory\n", stderr);
    _Exit(2);
}
