#ifndef WRIT_CHECK_EXAMPLE_H
#define WRIT_CHECK_EXAMPLE_H

/* Witnesses in words. */

#include "check/compilation.h"

/* Gives the finding the smallest example of the set, as data and as a sentence.
 * Nothing where the set is empty. */
void example_of_set(struct compilation *compilation, struct finding *finding,
                    uint32_t set);

void example_of(struct compilation *compilation, struct finding *finding,
                const struct situation *situation);

#endif
