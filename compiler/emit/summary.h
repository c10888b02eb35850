#ifndef WRIT_EMIT_SUMMARY_H
#define WRIT_EMIT_SUMMARY_H

/* The table at the head of a policy: which data, what for, to whom, how long.
 * It is computed from the verdict diagram, so it is never wider or narrower
 * than the clauses. */

#include "emit/phrasing.h"

/* One row: the data of its name are all treated alike, and nothing else is. */
struct summary_row {
    struct cell data, purposes, recipients, keeping;
};

struct summary {
    struct summary_row *rows;
    size_t count;
};

/* In the arena of the analysis. Data that is neither used, kept nor given to
 * anybody has no row. Where the diagrams are exhausted by it
 * (diagrams_exhausted), it is not worth reading. */
struct summary summary_create(struct analysis *analysis,
                              const struct language *language);

#endif
