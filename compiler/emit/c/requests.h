#ifndef WRIT_EMIT_C_REQUESTS_H
#define WRIT_EMIT_C_REQUESTS_H

/* The requests that a self-test asks one by one: one for each statement, for
 * each terminal of the verdict diagram, and for what the policy's own tests
 * expect. */

#include "emit/c/sweep.h"

struct asked_request {
    uint32_t terms[DIMENSION_COUNT];
    uint64_t facts;
    const char *why; /* for a comment */
};

/* Requests whose worst verdict an expectation of the policy says. */
struct asked_group {
    size_t first, count;
    enum verdict verdict;
};

struct asked_retention {
    uint32_t terms[4]; /* data, purpose, subject, event */
    const char *why;
};

struct asked_right {
    uint32_t terms[3]; /* data, subject, right */
    uint64_t facts;
    const char *why;
};

struct requests {
    const struct oracle *oracle;
    struct asked_request *items;
    size_t count;
    uint32_t *dead; /* rules that apply nowhere, and so have no request */
    size_t dead_count;
    struct asked_group *groups;
    size_t group_count;
    struct asked_retention *retentions;
    size_t retention_count;
    struct asked_right *rights;
    size_t right_count;
};

/* All of them, in the plan's arena. */
struct requests requests_make(const struct oracle *oracle);

#endif
