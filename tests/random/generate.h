#ifndef WRIT_TESTS_RANDOM_GENERATE_H
#define WRIT_TESTS_RANDOM_GENERATE_H

/* Random policies: the same text for the same seed, on every machine. */

#include "base/text.h"

#include <stdint.h>

struct dice {
    uint64_t state;
};

/* A number below `sides`, which is at least 1. */
uint32_t dice_throw(struct dice *dice, uint32_t sides);

/* A policy over a small vocabulary that uses all that a statement may say: terms
 * with several parents, `except`, `only`, guards, conditions that imply each
 * other, order between statements and sections, measures, times, rights. It
 * resolves; it may contradict itself. */
void generate_policy(uint64_t seed, struct text *text);

#endif
