/* The output buffer. The invariant: `bytes` is NULL and `capacity` 0, or
 * length < capacity and bytes[length] is NUL. */

#include "base/text.h"

#include "base/memory.h"
#include "base/utf8.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifdef TORTURE
enum { FIRST_CAPACITY = 1 };
#else
enum { FIRST_CAPACITY = 256 };
#endif

void text_destroy(struct text *text)
{
    free(text->bytes);
    *text = (struct text){ 0 };
}

const char *text_string(const struct text *text)
{
    return text->bytes ? text->bytes : "";
}

/* Room for `more` bytes and the NUL. The torture build grows by what is asked
 * for and no more, so that a pointer kept across a call is soon stale. */
static void reserve(struct text *text, size_t more)
{
    if (more > SIZE_MAX / 2 - text->length)
        memory_exhausted();

    size_t needed = text->length + more + 1;
    size_t capacity = FIRST_CAPACITY;

    if (needed <= text->capacity)
        return;
#ifndef TORTURE
    if (text->capacity > 0)
        capacity = text->capacity * 2;
#endif
    if (capacity < needed)
        capacity = needed;
    text->bytes = memory_resize(text->bytes, capacity);
    text->capacity = capacity;
}

void text_add(struct text *text, const char *bytes, size_t length)
{
    reserve(text, length);
    if (length > 0)
        memcpy(text->bytes + text->length, bytes, length);
    text->length += length;
    text->bytes[text->length] = '\0';
}

void text_put(struct text *text, const char *string)
{
    text_add(text, string, strlen(string));
}

void text_char(struct text *text, char byte)
{
    text_add(text, &byte, 1);
}

void text_repeat(struct text *text, char byte, size_t count)
{
    reserve(text, count);
    memset(text->bytes + text->length, byte, count);
    text->length += count;
    text->bytes[text->length] = '\0';
}

void text_print(struct text *text, const char *format, ...)
{
    va_list arguments;
    va_list again;
    size_t room = text->capacity - text->length;

    va_start(arguments, format);
    va_copy(again, arguments);
    int length = vsnprintf(room > 0 ? text->bytes + text->length : NULL, room,
                           format, arguments);
    va_end(arguments);
    if (length < 0)
        memory_exhausted(); /* longer than INT_MAX */
    if ((size_t)length >= room) {
        reserve(text, (size_t)length);
        vsnprintf(text->bytes + text->length, (size_t)length + 1, format,
                  again);
    }
    va_end(again);
    text->length += (size_t)length;
}

enum { ESCAPE = 8 }; /* bytes of the longest escape, and its NUL */

/* Adds the string, with each byte that `escape` has a word for replaced by
 * it; the bytes between go in at once. `escape` writes the word and returns
 * its length, 0 for a byte that stands as it is. */
static inline void add_escaped(struct text *text, const char *string,
                               size_t (*escape)(unsigned char byte,
                                                char word[ESCAPE]))
{
    const char *plain = string;

    for (const char *at = string; *at; at++) {
        char word[ESCAPE];
        size_t length = escape((unsigned char)*at, word);

        if (length == 0)
            continue;
        text_add(text, plain, (size_t)(at - plain));
        text_add(text, word, length);
        plain = at + 1;
    }
    text_put(text, plain);
}

static size_t spell(char word[ESCAPE], const char *escape)
{
    size_t length = strlen(escape);

    memcpy(word, escape, length + 1);
    return length;
}

static size_t escape_json(unsigned char byte, char word[ESCAPE])
{
    if (byte >= 0x20 && byte != '"' && byte != '\\')
        return 0;
    switch (byte) {
    case '"': return spell(word, "\\\"");
    case '\\': return spell(word, "\\\\");
    case '\b': return spell(word, "\\b");
    case '\f': return spell(word, "\\f");
    case '\n': return spell(word, "\\n");
    case '\r': return spell(word, "\\r");
    case '\t': return spell(word, "\\t");
    default: return (size_t)snprintf(word, ESCAPE, "\\u%04x", byte);
    }
}

/* Whether the line break behind what was added is nothing. */
static bool is_joined(const struct text *text, const char *behind)
{
    uint32_t after;

    (void)utf8_read((const unsigned char *)behind, strlen(behind), &after);
    return utf8_joins(
        utf8_last((const unsigned char *)text->bytes, text->length), after);
}

void text_line(struct text *text, const char *string)
{
    static const char space[] = " \t\r\n";
    struct text line = { 0 };

    for (const char *at = string + strspn(string, space); *at != '\0';) {
        size_t word = strcspn(at, space);
        size_t gap = strspn(at + word, space);

        text_add(&line, at, word);
        at += word;
        if (at[gap] != '\0' &&
            !(memchr(at, '\n', gap) && is_joined(&line, at + gap)))
            text_char(&line, ' ');
        at += gap;
    }
    text_put(text, text_string(&line));
    text_destroy(&line);
}

void text_json(struct text *text, const char *string)
{
    text_char(text, '"');
    add_escaped(text, string, escape_json);
    text_char(text, '"');
}

static size_t escape_html(unsigned char byte, char word[ESCAPE])
{
    switch (byte) {
    case '&': return spell(word, "&amp;");
    case '<': return spell(word, "&lt;");
    case '>': return spell(word, "&gt;");
    case '"': return spell(word, "&quot;");
    case '\'': return spell(word, "&#39;");
    default: return 0;
    }
}

void text_html(struct text *text, const char *string)
{
    add_escaped(text, string, escape_html);
}

/* Octal and not hexadecimal: \x takes in every hexadecimal digit that
 * follows, three octal digits end by themselves. */
static size_t escape_c(unsigned char byte, char word[ESCAPE])
{
    switch (byte) {
    case '"': return spell(word, "\\\"");
    case '\\': return spell(word, "\\\\");
    case '?': return spell(word, "\\?"); /* or ??/ is a trigraph */
    case '\n': return spell(word, "\\n");
    default: break;
    }
    if (byte >= 0x20 && byte <= 0x7E)
        return 0;
    return (size_t)snprintf(word, ESCAPE, "\\%03o", byte);
}

void text_c_string(struct text *text, const char *string)
{
    text_char(text, '"');
    add_escaped(text, string, escape_c);
    text_char(text, '"');
}
