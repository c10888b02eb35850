#ifndef WRIT_TESTS_BENCH_FLOOR_H
#define WRIT_TESTS_BENCH_FLOOR_H

/* Policies of the shape that the goals for the emitted tables are set on: four
 * dimensions of 6.4 million points (8 verbs, 100 data, 100 purposes, 80
 * recipients, each in trees), permissions and prohibitions in equal shares, two
 * thirds of them under one of six conditions. The prohibitions prevail, so that
 * the policy has no contradiction and builds. */

#include "base/text.h"

#include <stdint.h>

/* The same text for the same seed, on every machine. */
void floor_policy(uint32_t statements, uint64_t seed, struct text *text);

#endif
