#ifndef WRIT_EMIT_C_ROWS_H
#define WRIT_EMIT_C_ROWS_H

/* Writing arrays of the emitted C, one row after the other. */

#include "base/text.h"

#include <stdbool.h>
#include <stdint.h>

enum { ROWS_WIDTH = 98 }; /* columns of a line */

/* "uint8_t", "uint16_t" or "uint32_t": the smallest that holds it. */
const char *rows_type(uint32_t largest);

/* Bytes of "uint16_t". */
size_t type_bytes(const char *type);

/* An empty line, and `/` `*` what follows is `*` `/` (NULL: nothing). */
void rows_comment(struct text *out, const char *comment);

/* `/` `*` how it is read `*` `/` and "static const TYPE NAME[] = {". */
void rows_begin(struct text *out, const char *comment, const char *type,
                const char *name);

/* Ends the array with its row of zeros, "0u" or "{ 0u, 0u }", and "};". */
void rows_end(struct text *out, const char *zeros);

/* One row and a comment, behind it or, where little of it would fit there, above
 * it; cut to the line. What could end a comment or is no ASCII is a `.`. */
void rows_add(struct text *out, const char *row, const char *comment);

/* Numbers, as many on a line as fit, below a comment (NULL: none). */
void rows_numbers(struct text *out, const uint32_t *numbers, size_t count,
                  bool hexadecimal, const char *comment);

/* The words of a comment, made harmless, at most `most` bytes. */
void rows_words(struct text *out, const char *words, size_t most);

#endif
