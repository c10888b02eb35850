#ifndef WRIT_CHECK_MENTIONS_H
#define WRIT_CHECK_MENTIONS_H

/* What a wording names, held against what its rule has. */

#include "language/phrase.h"

struct mention {
    const char *name;  /* of the term, as short as it may be written */
    const char *label; /* in the language of the wording */
    const char *part;  /* the placeholder that would bring it */
};

struct mentions {
    struct mention *items;
    size_t count;
};

/* The terms that a wording in a language could name. */
struct vocabulary {
    const struct policy *policy;
    const struct language *language;
    struct term_name *items; /* private to mentions.c */
    size_t count;
};

/* In the policy's arena. */
struct vocabulary vocabulary_create(const struct policy *policy,
                                    const struct language *language);

/* The parts of the rule of which neither label nor placeholder stands in its
 * wording in that language, and the terms that stand in it and are not the
 * rule's, nor above or below one that is. The statement has such a wording. */
void mentions_compare(const struct vocabulary *vocabulary,
                      const struct statement *statement,
                      struct mentions *left_out, struct mentions *foreign);

#endif
