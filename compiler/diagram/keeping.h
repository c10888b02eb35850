#ifndef WRIT_DIAGRAM_KEEPING_H
#define WRIT_DIAGRAM_KEEPING_H

/* Retention: how long data must and may be kept, an interval for each point of
 * party, data, purpose, subject, region, facts and event. */

#include "diagram/analysis.h"

extern const struct keeping keeping_nothing;

/* The compound events of the policy, before the levels are sized. */
void collect_compounds(struct analysis *analysis);

/* Builds analysis->keeping. */
void keep(struct analysis *analysis);

/* Whether the statement is a duty to delete. */
bool keeping_deletes(const struct policy *policy,
                     const struct statement *statement);

/* The tighter of two intervals, point by point; for those who combine further. */
uint32_t keeping_tighter(void *context, uint32_t a, uint32_t b);

#endif
