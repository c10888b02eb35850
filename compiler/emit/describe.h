#ifndef WRIT_EMIT_DESCRIBE_H
#define WRIT_EMIT_DESCRIBE_H

/* From sets of points back to terms and conditions, so that a table can be
 * computed from what is enforced and still be read. Exact both ways: what is
 * described is the set, no more and no less. */

#include "diagram/analysis.h"

/* Part of a set: a term with exceptions, or only what is unnamed below it. */
struct share {
    const struct term *term;
    bool rest;
    struct chosen chosen; /* the term, and `except`; unless `rest` */
};

struct shares {
    struct share *items;
    size_t count;
};

/* The fewest shares that make up `points` of the space, in the order of the
 * terms. Points of `free` (or NULL) may be counted in or not, as is shorter. */
struct shares describe_points(struct arena *arena, const struct terms *terms,
                              const struct bits *points,
                              const struct bits *free);

/* The condition that a diagram over condition levels alone stands for, once
 * facts are closed. NULL where that takes more clauses than can be read. */
const struct condition *describe_facts(struct analysis *analysis, uint32_t set);

#endif
