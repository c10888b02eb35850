#ifndef WRIT_EMIT_C_STRINGS_H
#define WRIT_EMIT_C_STRINGS_H

/* All strings of the emitted C in one block, so that tables hold offsets and no
 * pointer. Each string is there once, with its NUL; offset 0 is "". */

#include "base/text.h"

#include <stdint.h>

struct arena;
struct interner;

struct string {
    const char *bytes;
    size_t length;
    uint32_t offset;
};

struct strings {
    struct arena *arena;
    struct string *items; /* in the order of their offsets */
    size_t count;
    struct interner *numbers; /* to find a string again */
    uint64_t size;            /* bytes; past UINT32_MAX offsets mean nothing */
};

void strings_begin(struct strings *strings, struct arena *arena);
void strings_end(struct strings *strings); /* after the last is added */

/* The offset of the string, which is kept by its pointer. */
uint32_t strings_add(struct strings *strings, const char *string);

/* The block as a C definition of `text`. */
void strings_write(const struct strings *strings, struct text *out);

#endif
