#ifndef WRIT_DIAGRAM_ENDS_H
#define WRIT_DIAGRAM_ENDS_H

/* The first and the last term that each statement selects in each dimension.
 * Terms are numbered so that what lies below one stands together: where the
 * ends of two statements are apart, which is nearly always, whether they meet
 * needs no look at their sets. */

#include "model/policy.h"

struct ends {
    uint16_t first[DIMENSION_COUNT], last[DIMENSION_COUNT];
};

/* Those of every statement, by its index. */
struct ends *ends_of(struct arena *arena, const struct policy *policy);

/* As statement_meets: some point lies in a box of each, facts left aside. */
bool ends_meet(const struct ends *ends, const struct statement *a,
               const struct statement *b);

#endif
