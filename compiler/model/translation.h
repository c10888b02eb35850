#ifndef WRIT_MODEL_TRANSLATION_H
#define WRIT_MODEL_TRANSLATION_H

/* The words of what is published in another language, as `translation` blocks
 * give them: all blocks of a language are one. */

#include "base/source.h"

#include <stdbool.h>
#include <stddef.h>

struct content;
struct policy;
struct policy_field;
struct section;
struct statement;
struct term;

/* The words of one thing: the label of a term, the wording of a statement, the
 * title of a section (of the document: the policy's), prose, or a value of the
 * header. */
struct translated {
    const struct term *term; /* one of the five */
    const struct statement *statement;
    const struct section *section;
    const struct content *prose;
    const struct policy_field *field;
    const char *text;
    struct span span; /* of the text, with its quotes */
    struct span name; /* of what it translates, as written */
    bool library;     /* the policy's own words go before it */
};

struct translation {
    const char *language; /* "zh" */
    struct translated *items;
    size_t count;
    /* Private: finds an item by its thing. NULL: all are looked through. */
    struct translation_index *index;
};

/* The words of a thing (a term, a statement, ...) in a language, or NULL. */
const struct translated *translation_find(const struct policy *policy,
                                          const char *language,
                                          const void *thing);

#endif
