#ifndef WRIT_EMIT_C_CASES_H
#define WRIT_EMIT_C_CASES_H

/* What is left of a diagram below its dimensions, as lists of cases over the
 * facts: the first whose facts fit answers, and the last of a list fits all.
 * The facts are closed under implication when a list is read. */

#include "diagram/analysis.h"
#include "emit/c/word.h"

struct case_row {
    uint64_t mask, value; /* fits where (facts & mask) == value */
    uint32_t answer;
    uint32_t
        next; /* row, a lower one, to try where it does not; mask 0: none */
};

struct interner;

struct cases {
    struct arena *arena;
    struct analysis *analysis;
    const struct word *facts;
    const uint32_t *answer; /* [value of a terminal] */
    size_t value_count;     /* of terminals */
    bool implications;      /* conditions of the diagrams imply each other */

    /* No two rows are alike: lists that end alike share their end. */
    struct case_row *rows;
    size_t count;
    struct interner *numbers; /* to find a row again */
    uint32_t *single; /* [value]: its list of one case; UINT32_MAX: none yet */
    struct bits *reached; /* values at the node at hand; else empty */

    size_t steps; /* left before the lists are given up as too long */
    bool exhausted;
};

void cases_begin(struct cases *cases, struct analysis *analysis,
                 const struct word *facts, const uint32_t *answer,
                 size_t value_count);

void cases_end(struct cases *cases); /* after the last is added */

/* Where the list of this node begins. Only conditions that have a bit may lie
 * below it. Once `exhausted` is set the answer is 0 and nothing is added. */
uint32_t cases_add(struct cases *cases, uint32_t node);

/* Marks the numbers of the conditions that the diagram rests on. */
void cases_conditions(const struct analysis *analysis, uint32_t node,
                      struct bits *conditions);

#endif
