#ifndef WRIT_CHECK_DEAD_H
#define WRIT_CHECK_DEAD_H

/* Where statements decide. */

#include "check/compilation.h"

/* Points at which anything speaks strongly, and at which something forbids
 * weakly. */
struct speech {
    uint32_t strong, weakly_forbidden;
};

struct speech speech_of(struct analysis *analysis);

/* The set of points at which the statement is among those that decide. */
uint32_t decided_by(struct analysis *analysis, const struct speech *speech,
                    const struct statement *statement);

#endif
