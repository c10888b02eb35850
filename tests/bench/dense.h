#ifndef WRIT_TESTS_BENCH_DENSE_H
#define WRIT_TESTS_BENCH_DENSE_H

/* The same universe as one table with a bit for every question there is: what a
 * decision costs at least, where memory costs nothing. Its questions number the
 * terms of each dimension from 0, with no gap, so that nothing but the sum of
 * the index, one load and one shift is left. */

#include "rules.h"

struct subject;

/* The terms that are asked about: those without children, and where there are
 * hundreds that no rule tells apart (regions, parties, subjects), one of each
 * sort. */
struct universe {
    uint16_t *terms[DIMENSION_COUNT];
    uint16_t *place[DIMENSION_COUNT]; /* of a term number, in `terms` */
    size_t count[DIMENSION_COUNT];
    unsigned facts; /* how many bits */
};

struct universe universe_create(const struct rules *rules);

struct dense {
    uint64_t *cells;
    uint32_t stride[DIMENSION_COUNT]; /* in cells */
    size_t bytes;
};

/* Filled by asking the subject everything. The arena's. */
struct dense dense_create(const struct rules *rules,
                          const struct universe *universe,
                          const struct subject *subject);

/* The ask in the numbers of the universe. */
struct ask dense_ask(const struct universe *universe, const struct ask *ask);

/* 1 where it is allowed. */
uint64_t dense_allows(const struct dense *dense, const struct ask *ask);

#endif
