#ifndef WRIT_SERVER_CONTEXT_H
#define WRIT_SERVER_CONTEXT_H

/* What may be named at a place, judged by the words of its sentence before it:
 * the sentence need not be whole, nor right. */

#include "model/kind.h"

struct context {
    bool spaces[SPACE_COUNT]; /* terms of these */
    bool orders;              /* statements and sections */
    bool modules;             /* of the standard library */
};

/* `at` is an offset in the bytes, before the name. */
struct context context_at(const unsigned char *bytes, size_t at);

/* A name, or a path, as it stands in a text. */
struct word {
    size_t start, length;
};

/* The one around or right before `at`; a length of 0 where there is none. */
struct word context_word(const unsigned char *bytes, size_t length, size_t at);

#endif
