#ifndef WRIT_DIAGRAM_FEWEST_H
#define WRIT_DIAGRAM_FEWEST_H

/* The fewest facts to add or take away, so that a set of facts is reached. A
 * fact that is added brings those it implies, one that is taken away takes
 * those that imply it, and either counts one. Conditions that no guard rests
 * on play no part. */

#include "diagram/analysis.h"

/* More facts than these changes need are not looked for. */
#define FEWEST_NONE SIZE_MAX

/* One way. Both over the condition space, and neither names what the other
 * facts that it names bring or take along. */
struct fact_change {
    const struct bits *add;
    const struct bits *take;
};

struct fact_changes {
    struct fact_change *items; /* in the order of declaration */
    size_t count;
    bool more; /* there are more ways than are listed */
};

/* How many changes lead from the facts that hold (closed) into the set, which
 * is over conditions alone; FEWEST_NONE where none do. */
size_t fewest_count(struct analysis *analysis, uint32_t set,
                    const struct bits *held);

/* The ways to do it in so many. */
struct fact_changes fewest_list(struct analysis *analysis, uint32_t set,
                                const struct bits *held, size_t count);

/* The facts that hold after a change, closed. */
const struct bits *fewest_facts(struct analysis *analysis,
                                const struct bits *held,
                                const struct fact_change *change);

#endif
