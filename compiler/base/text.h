#ifndef WRIT_BASE_TEXT_H
#define WRIT_BASE_TEXT_H

/* A growing buffer of bytes that reporters and emitters write to. It owns its
 * bytes (from malloc, so it outlives no arena question); NUL ended always. A
 * zeroed struct is an empty text. Nothing added may point into the text. */

#include <stddef.h>

struct text {
    char *bytes;   /* NULL while empty and never written; see text_string */
    size_t length; /* bytes used, without the NUL */
    size_t capacity;
};

void text_destroy(struct text *text); /* leaves it empty, reusable */
const char *text_string(const struct text *text); /* "" when empty */

void text_add(struct text *text, const char *bytes, size_t length);
void text_put(struct text *text, const char *string); /* NUL ended */
void text_char(struct text *text, char byte);
void text_repeat(struct text *text, char byte, size_t count);
void text_print(struct text *text, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* The string on one line: white space at its ends is dropped, and runs of it
 * become one space, or nothing where they break a line between two characters
 * of a script without spaces. */
void text_line(struct text *text, const char *string);

/* A JSON string with its quotes; the bytes must be valid UTF-8. */
void text_json(struct text *text, const char *string);

/* Escaped for HTML text and quoted attributes. */
void text_html(struct text *text, const char *string);

/* A C string literal with its quotes, ASCII only: octal escapes, `?` escaped. */
void text_c_string(struct text *text, const char *string);

#endif
