#ifndef WRIT_EMIT_C_THEOREMS_H
#define WRIT_EMIT_C_THEOREMS_H

/* The theorems of the policy for its self-test, which asks at every point that
 * `prove` speaks of: of each box the terms that lie in it whole, one of those
 * that no statement tells apart, and the facts that may matter. No answer is
 * worked out here: what is asked must have the verdict of the theorem, which
 * `build` has proven before it writes anything. */

#include "emit/c/plan.h"

/* Writes their rows, terms and conditions. */
void theorems_write(const struct plan *plan, struct text *out);

#endif
