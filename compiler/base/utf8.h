#ifndef WRIT_BASE_UTF8_H
#define WRIT_BASE_UTF8_H

/* UTF-8: validity, code points, and how wide a terminal shows them. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Offset of the first byte that is not valid UTF-8, or `length`. */
size_t utf8_check(const unsigned char *bytes, size_t length);

/* Reads one code point of valid UTF-8 and returns its length in bytes (at
 * least 1); 0xFFFD and 1 where the bytes are not valid. */
size_t utf8_read(const unsigned char *bytes, size_t length, uint32_t *point);

/* Code points in valid UTF-8. */
size_t utf8_count(const unsigned char *bytes, size_t length);

/* Cells on a terminal: 2 for wide characters, 0 for combining ones and for
 * controls (a tab too: its width depends on where it stands). */
size_t utf8_width(const unsigned char *bytes, size_t length);

/* The last code point of valid UTF-8 that is not empty. */
uint32_t utf8_last(const unsigned char *bytes, size_t length);

/* Whether words of its script stand without spaces between them, so that a line
 * may end at it: Chinese and Japanese. */
bool utf8_is_unspaced(uint32_t point);

/* Whether a line break between the two is nothing, and not a space. */
bool utf8_joins(uint32_t before, uint32_t after);

/* A control character other than tab and newline, or a bidirectional one:
 * neither may stand in a source or a document. A carriage return is one: let
 * it pass where a newline follows. */
bool utf8_is_forbidden(uint32_t point);

#endif
