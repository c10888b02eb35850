#ifndef WRIT_BASE_MEMORY_H
#define WRIT_BASE_MEMORY_H

/* What the machine refuses ends here: one line on standard error, exit 2.
 * Nothing is half-written when it happens, because files are only committed
 * once everything that needs memory is done. */

#include <stddef.h>

/* `size` bytes, never NULL; the caller frees. `size` may be 0. */
void *memory_allocate(size_t size);

/* `count` zeroed items of `size` bytes, never NULL; the caller frees. A large
 * block costs nothing until it is touched. */
void *memory_zeroed(size_t count, size_t size);

/* As realloc, never NULL. */
void *memory_resize(void *old, size_t size);

/* `count * size`, or the end of the program where that overflows. */
size_t memory_product(size_t count, size_t size);

/* The one way out when memory is gone: says so and exits with 2. */
_Noreturn void memory_exhausted(void);

#endif
