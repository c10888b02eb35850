#ifndef WRIT_EMIT_DECIDER_H
#define WRIT_EMIT_DECIDER_H

/* Which statements decide in an extent, by the definition of a verdict: a
 * statement is among them exactly if it is among those that the reference
 * evaluator names at some point of the extent. */

#include "emit/practice.h"

struct decider {
    const struct practice *practice;
    struct extent extent;
    enum doing doing;
    uint32_t all;     /* points of the extent */
    uint32_t allowed; /* those where one of the actions is */
};

struct decider decider_create(const struct practice *practice, enum doing doing,
                              const struct extent *extent);

struct claims decider_permitting(const struct decider *decider);
struct claims decider_forbidding(const struct decider *decider);

/* The grounds of these statements as a phrase; NULL where they name none. */
const char *decider_basis(const struct decider *decider,
                          const struct claims *statements);

struct owed decider_owed(const struct decider *decider);

#endif
