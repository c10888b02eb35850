#ifndef WRIT_CHECK_REACH_H
#define WRIT_CHECK_REACH_H

/* The vocabulary that the statements of a policy reach: what can be read in its
 * document, and what only holds it together. */

#include "model/policy.h"

struct reached {
    struct bits *said[SPACE_COUNT]; /* terms named, and all below them */
    struct bits *held[SPACE_COUNT]; /* these, and all above */
};

/* In the arena. */
struct reached reach_policy(struct arena *arena, const struct policy *policy);

#endif
