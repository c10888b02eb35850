/* Invariant: the text is JSON up to what is open, with no comma behind the last
 * member. */

#include "emit/outline.h"

#include <inttypes.h>

static void start(struct outline *outline, const char *key)
{
    if (outline->flat > 0) {
        text_put(outline->text, outline->filled ? ", " : "");
    } else if (outline->depth > 0) {
        text_put(outline->text, outline->filled ? ",\n" : "\n");
        text_repeat(outline->text, ' ', outline->depth * 2);
    }
    if (key != NULL) {
        text_json(outline->text, key);
        text_put(outline->text, ": ");
    }
    outline->filled = true;
}

void outline_open(struct outline *outline, const char *key, char bracket)
{
    start(outline, key);
    text_char(outline->text, bracket);
    outline->depth++;
    outline->filled = false;
}

void outline_open_flat(struct outline *outline, const char *key, char bracket)
{
    outline_open(outline, key, bracket);
    if (outline->flat == 0) {
        outline->flat = outline->depth;
    }
}

void outline_close(struct outline *outline, char bracket)
{
    bool flat = outline->flat > 0;
    if (outline->flat == outline->depth) {
        outline->flat = 0;
    }
    outline->depth--;
    if (outline->filled && !flat) {
        text_char(outline->text, '\n');
        text_repeat(outline->text, ' ', outline->depth * 2);
    }
    text_char(outline->text, bracket);
    text_put(outline->text, outline->depth == 0 ? "\n" : "");
    outline->filled = true;
}

void outline_value(struct outline *outline, const char *key, const char *json)
{
    start(outline, key);
    text_put(outline->text, json);
}

void outline_string(struct outline *outline, const char *key,
                    const char *string)
{
    start(outline, key);
    if (string == NULL) {
        text_put(outline->text, "null");
    } else {
        text_json(outline->text, string);
    }
}

void outline_number(struct outline *outline, const char *key, uint64_t number)
{
    start(outline, key);
    text_print(outline->text, "%" PRIu64, number);
}

void outline_bool(struct outline *outline, const char *key, bool value)
{
    outline_value(outline, key, value ? "true" : "false");
}

void outline_strings(struct outline *outline, const char *key,
                     const char *const *strings, size_t count)
{
    start(outline, key);
    text_char(outline->text, '[');
    for (size_t i = 0; i < count; i++) {
        text_put(outline->text, i > 0 ? ", " : "");
        text_json(outline->text, strings[i]);
    }
    text_char(outline->text, ']');
}
