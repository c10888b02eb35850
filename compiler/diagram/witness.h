#ifndef WRIT_DIAGRAM_WITNESS_H
#define WRIT_DIAGRAM_WITNESS_H

/* The smallest example of a set of points: fewest facts, then the most general
 * terms whose every point is in the set, `any` where a dimension plays no
 * part, ties by order of declaration. */

#include "diagram/analysis.h"

/* False where the set is empty. Levels of events and rights are ignored. */
bool witness_find(struct analysis *analysis, uint32_t set,
                  struct situation *situation);

/* One point of the situation, for the reference evaluator. */
struct point witness_point(struct analysis *analysis,
                           const struct situation *situation);

#endif
