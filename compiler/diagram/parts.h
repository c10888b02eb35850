#ifndef WRIT_DIAGRAM_PARTS_H
#define WRIT_DIAGRAM_PARTS_H

/* A set of points in words: the fewest terms that make it up. */

#include "model/term.h"

struct part {
    const struct term *term;
    bool rest; /* only what is not listed below the term */
};

/* All of `items` but what is in `except`. */
struct parts {
    struct part *items;
    size_t count;
    struct part *except;
    size_t except_count;
};

/* The terms that are wholly in the set and no parent of theirs is, and the
 * remainders of those that are not; or, where that is shorter, one term and
 * what of it is not in the set. In the order of declaration, the remainder of
 * the root last. */
struct parts parts_of(struct arena *arena, const struct terms *terms,
                      const struct bits *points);

#endif
