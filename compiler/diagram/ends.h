#ifndef WRIT_DIAGRAM_ENDS_H
#define WRIT_DIAGRAM_ENDS_H

/* Which statements are about the same thing, for those who look at all pairs.
 * Known are the first and the last term that each selects in each dimension.
 * Terms are numbered so that what lies below one stands together: where the
 * ends of two statements are apart, which is nearly always, they have no point
 * in common, and none of the two is looked at for the other. */

#include "model/policy.h"

struct ends;

/* In the arena. */
struct ends *ends_create(struct arena *arena, const struct policy *policy);

/* The statements, by index, that may have a point in common with this one,
 * facts left aside; no other does (statement_meets tells of these). Valid until
 * the next call. */
const struct bits *ends_near(struct ends *ends,
                             const struct statement *statement);

#endif
