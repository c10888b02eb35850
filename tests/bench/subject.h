#ifndef WRIT_TESTS_BENCH_SUBJECT_H
#define WRIT_TESTS_BENCH_SUBJECT_H

/* The emitted C of one policy, to be measured: subject.c is compiled once a
 * policy, with its name. */

#include <stddef.h>
#include <stdint.h>

struct ask;

struct subject {
    const char *name;
    const char *title; /* for people */
    const char *path;  /* of the policy, below the folder or the root */
    size_t bytes;      /* of the tables that decide */

    /* The term of each dimension, and the fact, by its name. */
    uint16_t (*from_name[7])(const char *name, size_t length);
    uint64_t (*fact_from_name)(const char *name, size_t length);

    /* The verdict on one. */
    unsigned (*verdict)(const struct ask *ask);

    /* What is timed: so many decisions on the requests that were set, the first
     * `count` of them round and round; the result hangs on all of them. In
     * `dependent` the next request hangs on the last decision, by `order`. */
    void (*set)(const struct ask *asks, const uint32_t *order, size_t count);
    uint64_t (*independent)(size_t count, size_t decisions);
    uint64_t (*dependent)(size_t count, size_t decisions);
    uint64_t (*batch)(size_t count, size_t decisions);
};

#endif
