#ifndef WRIT_LANGUAGE_READABILITY_H
#define WRIT_LANGUAGE_READABILITY_H

/* How hard a text is to read, measured as is the custom in each language. The
 * figures of texts add up to those of a document. */

#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>

struct figures {
    size_t sentences;
    size_t words;     /* or, where words are not told apart, characters */
    size_t syllables; /* 0 where the language does not count them */
    size_t longest;   /* the words of the longest sentence */
};

struct readability {
    const char *unit; /* what `words` counts, in English: "words" */
    size_t longest;   /* a sentence of more of them is hard to read */
    const char *most; /* the same of a document: "grade 12" */

    /* Adds the figures of a text. An empty line ends a sentence too. */
    void (*count)(const char *text, struct figures *figures);

    /* Whether a document with these figures is hard to read; false where it is
     * too short to say. */
    bool (*is_hard)(const struct figures *figures);

    /* Adds the figures of a document, in English: "grade 11.2, reading ease
     * 44.1, 19.0 words a sentence". */
    void (*say)(const struct figures *figures, struct text *text);
};

extern const struct readability readability_english, readability_chinese;

#endif
