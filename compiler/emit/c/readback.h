#ifndef WRIT_EMIT_C_READBACK_H
#define WRIT_EMIT_C_READBACK_H

/* The emitted text, read back: what its constants, arrays and strings are, with
 * no knowledge of what they were to be. */

#include "base/text.h"

#include <stdbool.h>
#include <stdint.h>

struct arena;

struct numbers {
    uint64_t *items;
    size_t count; /* of rows, each of `width` items */
    size_t width;
};

struct readback {
    struct arena *arena;
    struct constant_value *constants; /* sorted by name */
    size_t constant_count;
    struct array_place *arrays; /* sorted by name */
    size_t array_count;
    const char *strings; /* behind the brace that opens the block of text */
    const char *code;    /* the fixed part of the source */
    const char *fault;   /* the first thing that could not be read, or NULL */
};

void readback_begin(struct readback *readback, struct arena *arena,
                    const struct text *header, const struct text *source);

/* The value of a constant of the header, or of one of the source that is no
 * array. */
bool readback_constant(const struct readback *readback, const char *name,
                       uint64_t *value);

/* Whether the code of the source has these words, in which one space stands for
 * all white space. */
bool readback_code_has(const struct readback *readback, const char *words);

/* The rows of an array, "retentions", or of a block, "decide.cells", without the
 * last, which is all zeros. Where there is no such array: `width` 0. What is not
 * as it must be becomes the fault. */
struct numbers readback_array(struct readback *readback, const char *name,
                              size_t width);

/* The block of strings. */
const char *readback_text(struct readback *readback, size_t *size);

#endif
