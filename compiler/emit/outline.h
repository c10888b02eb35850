#ifndef WRIT_EMIT_OUTLINE_H
#define WRIT_EMIT_OUTLINE_H

/* JSON that a person can read and git can compare: a member a line, but for small
 * things and lists of strings. Members come in the order in which they are written. */

#include "base/text.h"

#include <stdbool.h>
#include <stdint.h>

/* Zeroed but for the text, it stands before the one value of the file. */
struct outline {
    struct text *text;
    size_t depth;
    bool filled; /* what is open has a member already */
    size_t flat; /* from this depth on, all is on one line; 0: nothing is */
};

/* Opens and closes `{` or `[`. The key is NULL in a list, and of the file. */
void outline_open(struct outline *outline, const char *key, char bracket);
void outline_close(struct outline *outline, char bracket);

/* The same, with all that is in it on one line. */
void outline_open_flat(struct outline *outline, const char *key, char bracket);

/* A string, or null; numbers; lists of strings. */
void outline_string(struct outline *outline, const char *key,
                    const char *string);
void outline_number(struct outline *outline, const char *key, uint64_t number);
void outline_bool(struct outline *outline, const char *key, bool value);
void outline_strings(struct outline *outline, const char *key,
                     const char *const *strings, size_t count);

/* A value that is JSON already, on one line. */
void outline_value(struct outline *outline, const char *key, const char *json);

#endif
