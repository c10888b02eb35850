#ifndef WRIT_EMIT_SUMMARY_H
#define WRIT_EMIT_SUMMARY_H

/* The table of data: which, what for and on which ground, to whom, how long.
 * It is computed from the verdict diagram, so it is never wider or narrower
 * than the clauses. */

#include "emit/practice.h"

/* Data that is treated alike. What all rows of related data have in common
 * stands in a row before them, and not again in each: what holds for data is
 * what its own row says and what its common row says, if it has one. */
struct summary_row {
    bool common;
    bool besides; /* a common row stands before it */
    struct cell data, purposes, recipients, keeping;
    const struct bits *points; /* of data; of a common row all those below */
};

/* Data that is kept alike, and for how long. */
struct stay {
    struct cell periods;
    struct bits *points;
};

struct summary {
    struct summary_row *rows;
    size_t count;
    struct stay *stays; /* data that is used is in one */
    size_t stay_count;
};

/* In the arena of the analysis. Data that is neither used, kept nor given to
 * anybody has no row. Where the diagrams are exhausted by it
 * (diagrams_exhausted), it is not worth reading. */
struct summary summary_create(const struct practice *practice);

#endif
