#ifndef WRIT_MODEL_CONDITION_H
#define WRIT_MODEL_CONDITION_H

/* A condition over facts, names resolved. Facts are a set of condition terms
 * that is closed: with a term all those it implies are in it. */

#include "model/term.h"

struct arena;

struct condition {
    enum tree_condition_kind kind;
    const struct term *term;
    const struct condition *left, *right;
};

/* Whether it holds; NULL holds always. */
bool condition_holds(const struct condition *condition,
                     const struct bits *facts);

/* Adds the numbers of all the terms it names. */
void condition_collect(const struct condition *condition, struct bits *into);

const struct condition *condition_join(struct arena *arena,
                                       enum tree_condition_kind kind,
                                       const struct condition *left,
                                       const struct condition *right);

/* Closes a set of facts under implication, in place. */
void facts_close(const struct terms *conditions, struct bits *facts);

#endif
