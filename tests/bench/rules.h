#ifndef WRIT_TESTS_BENCH_RULES_H
#define WRIT_TESTS_BENCH_RULES_H

/* A policy as a list of rules in which the first that fits decides: what a
 * program without tables would go through, and what other engines are given.
 * Where a policy has no contradiction, the order in which statements prevail
 * makes such a list of it: `never`, then each statement behind those that
 * prevail over it, then what is only said weakly, prohibitions first. */

#include "model/evaluate.h"

struct arena;

/* Bits of facts, as the emitted C numbers them. */
struct cube {
    uint64_t mask, value;
};

struct clause {
    const struct statement *statement;
    const struct box *box;
    bool allows;
    bool weak;
    struct cube *cubes; /* it fits where one of them does */
    size_t cube_count;
};

struct rules {
    struct arena *arena;
    const struct policy *policy;
    uint64_t *bit_of; /* [number in the condition space]; 0: plays no part */
    struct clause *items;
    size_t count;
    size_t statements;
};

/* What is asked: terms without children, and facts closed under implication. */
struct ask {
    uint16_t at[DIMENSION_COUNT];
    uint64_t facts;
};

/* `bit` gives the emitted bit of a fact by its path. */
struct rules rules_create(struct arena *arena, const struct policy *policy,
                          uint64_t (*bit)(const char *name, size_t length));

enum verdict rules_scan(const struct rules *rules, const struct ask *ask);

#endif
