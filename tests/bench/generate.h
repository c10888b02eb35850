#ifndef WRIT_TESTS_BENCH_GENERATE_H
#define WRIT_TESTS_BENCH_GENERATE_H

/* Policies to measure with: about 500 data terms, 150 purposes, 150 recipients
 * and 30 conditions, and as many statements as are asked for, in sections of
 * 20. The same text for the same generation, on every machine. */

#include "base/text.h"

#include <stdbool.h>
#include <stdint.h>

enum shape {
    /* As the engine was first measured: each dimension by chance, two in five
     * forbid. Most pairs that meet contradict each other. */
    SHAPE_RANDOM,
    /* As a large policy is: terms far down, few conditions, permissions and
     * prohibitions mostly for different purposes, some rights, bounds of
     * retention and exceptions, a word of prose. */
    SHAPE_REALISTIC
};

struct generation {
    enum shape shape;
    uint32_t statements;
    uint64_t seed;
};

void generate_policy(const struct generation *generation, struct text *text);

/* An inventory in JSON of so many flows, most of which the policy of that
 * generation allows; its shape is realistic. */
void generate_flows(const struct generation *generation, uint32_t flows,
                    struct text *text);

/* Writes the text; false, and told, where the machine refuses. */
bool generate_file(const char *path, const struct text *text);

#endif
