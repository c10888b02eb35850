#ifndef WRIT_DIAGRAM_OUTCOME_H
#define WRIT_DIAGRAM_OUTCOME_H

/* Outcomes and how they merge: the steps of the definition of a verdict as one
 * operation that is commutative and associative. */

#include "diagram/analysis.h"

extern const struct outcome outcome_silence;

/* What a box of a statement says where it applies: strongly, or weakly and then
 * the opposite. */
struct outcome outcome_of(const struct statement *statement,
                          const struct box *box, bool strongly);

/* The diagram with this outcome at the points of the set, silence elsewhere. */
uint32_t outcome_over(struct analysis *analysis, uint32_t set,
                      const struct outcome *outcome);

/* All of them merged: at each point the stronger step decides; within a step
 * the first statement is named and the measures of permissions are joined. */
uint32_t outcome_merge(struct analysis *analysis, const uint32_t *items,
                       size_t count);

/* A set with its members' value replaced: `value` inside, 0 outside. */
uint32_t set_to(struct analysis *analysis, uint32_t set, uint32_t value);

#endif
