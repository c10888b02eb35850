/* Strings are passed by looking for their quote, brackets by counting them; no
 * text is copied and nothing is kept. Once broken, the place stays where it
 * broke and everything that is taken is empty. */

#include "model/pieces.h"

#include <string.h>

static void skip_space(struct pieces *pieces)
{
    const char *at = pieces->at;
    while (at < pieces->end &&
           (*at == ' ' || *at == '\n' || *at == '\r' || *at == '\t')) {
        at++;
    }
    pieces->at = at;
}

static bool fail(struct pieces *pieces)
{
    pieces->broken = true;
    return false;
}

static bool take(struct pieces *pieces, char expected)
{
    skip_space(pieces);
    if (pieces->broken || pieces->at == pieces->end ||
        *pieces->at != expected) {
        return fail(pieces);
    }
    pieces->at++;
    return true;
}

char pieces_peek(struct pieces *pieces)
{
    skip_space(pieces);
    return pieces->at < pieces->end ? *pieces->at : '\0';
}

bool pieces_enter(struct pieces *pieces, char open)
{
    char close = open == '{' ? '}' : ']';
    if (!take(pieces, open)) {
        return false;
    }
    if (pieces_peek(pieces) == close) {
        pieces->at++;
        return false;
    }
    return true;
}

bool pieces_more(struct pieces *pieces, char close)
{
    if (pieces->broken) {
        return false;
    }
    if (pieces_peek(pieces) == ',') {
        pieces->at++;
        return true;
    }
    take(pieces, close);
    return false;
}

/* Behind the quote that ends the string; NULL where none does. */
static const char *string_end(const char *at, const char *end)
{
    for (at++; at < end && *at != '"'; at++) {
        if (*at == '\\') {
            at++;
        }
    }
    return at < end ? at + 1 : NULL;
}

/* Behind the bracket that closes the one at the start; NULL where none does. */
static const char *brackets_end(const char *at, const char *end)
{
    size_t depth = 0;
    while (at != NULL && at < end) {
        if (*at == '"') {
            at = string_end(at, end);
            continue;
        }
        depth += *at == '{' || *at == '[';
        depth -= *at == '}' || *at == ']';
        at++;
        if (depth == 0) {
            return at;
        }
    }
    return NULL;
}

/* Behind a number or a word. */
static const char *word_end(const char *at, const char *end)
{
    const char *start = at;
    while (at < end && strchr(",]} \n\r\t", *at) == NULL) {
        at++;
    }
    return at > start ? at : NULL;
}

struct piece pieces_value(struct pieces *pieces)
{
    char first = pieces_peek(pieces);
    const char *start = pieces->at;
    const char *end = pieces->broken ? NULL
                      : first == '"' ? string_end(start, pieces->end)
                      : first == '{' || first == '['
                          ? brackets_end(start, pieces->end)
                      : first != '\0' ? word_end(start, pieces->end)
                                      : NULL;
    if (end == NULL) {
        fail(pieces);
        return (struct piece){ start, 0 };
    }
    pieces->at = end;
    return (struct piece){ start, (size_t)(end - start) };
}

struct piece pieces_key(struct pieces *pieces)
{
    if (pieces_peek(pieces) != '"') {
        fail(pieces);
        return (struct piece){ pieces->at, 0 };
    }
    struct piece key = pieces_value(pieces);
    if (!pieces->broken && !take(pieces, ':')) {
        key.length = 0;
    }
    return key;
}
