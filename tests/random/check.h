#ifndef WRIT_TESTS_RANDOM_CHECK_H
#define WRIT_TESTS_RANDOM_CHECK_H

/* One policy under test: its model, its diagrams, and its emitted C, compiled
 * and loaded. Each check returns NULL or what differs, in the arena. */

#include "diagram/analysis.h"

/* The types of the emitted header, which differ between policies by name. */
struct request {
    uint16_t at[DIMENSION_COUNT]; /* party, action, ..., in the C's order */
    uint64_t facts;
};

struct decision {
    uint8_t verdict;
    uint16_t statement;
    uint64_t duties;
};

struct retention {
    uint64_t at_least, up_to;
    uint16_t method, statement, at_least_statement;
};

struct subject {
    struct arena *arena;
    const struct policy *policy;
    struct analysis *analysis;
    void *library; /* NULL: the C is not checked */
    uint64_t seed;
    const char *prefix;

    /* Sets of facts: as they are given, closed, and as bits of the C. A set
     * given for each subset of the conditions; closed[i] is one of them. */
    size_t set_count;
    struct bits **closed;
    uint64_t *word; /* [set]: before it is closed */
};

/* Every point and closed set of facts: evaluator against diagram; and then, if
 * there is C, every combination of terms and every set of facts given: the
 * worst of the evaluator against the C. */
const char *check_verdicts(struct subject *subject);

/* Rights, retention and names of the C. */
const char *check_rights(struct subject *subject);
const char *check_retention(struct subject *subject);
const char *check_names(struct subject *subject);

/* A function of the C: "p3_decide" for "decide". */
typedef void (*any_function)(void);
any_function subject_function(const struct subject *subject, const char *name);

#endif
