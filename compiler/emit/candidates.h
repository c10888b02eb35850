#ifndef WRIT_EMIT_CANDIDATES_H
#define WRIT_EMIT_CANDIDATES_H

/* The statements that can decide somewhere in an extent, found by what they
 * select, so that a policy with thousands of them is not read through for every
 * phrase of its tables. */

#include "emit/practice.h"

struct candidates;

struct candidates *candidates_create(struct arena *arena,
                                     const struct policy *policy);

/* All rules whose boxes meet the extent in each of data, purpose and recipient,
 * and some that do not. Good until the next call. */
const struct bits *candidates_in(struct candidates *candidates,
                                 const struct extent *extent);

#endif
