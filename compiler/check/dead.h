#ifndef WRIT_CHECK_DEAD_H
#define WRIT_CHECK_DEAD_H

/* Where statements decide. */

#include "check/compilation.h"

/* The points at which a statement that says so does not decide, whatever it is:
 * a permission, a prohibition, and what one weakly says where it is lifted. */
struct speech {
    uint32_t over_permission, over_prohibition;
    uint32_t over_weak_permission, over_weak_prohibition;
};

struct speech speech_of(struct analysis *analysis);

/* The points of the set at which the statement is among those that decide. */
uint32_t decided_by(struct analysis *analysis, const struct speech *speech,
                    const struct statement *statement, uint32_t set);

/* Whether there is such a point at all; it makes no node. */
bool decides_at_all(struct analysis *analysis, const struct speech *speech,
                    const struct statement *statement);

#endif
