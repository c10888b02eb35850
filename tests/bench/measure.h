#ifndef WRIT_TESTS_BENCH_MEASURE_H
#define WRIT_TESTS_BENCH_MEASURE_H

/* One check of one policy in a process of its own, so that its peak of memory
 * is its own too, and so that one that hangs or dies is one figure, not the end
 * of the run. */

#include <stdbool.h>
#include <stddef.h>

enum { SLOWEST = 3, SLUG_SIZE = 32, NOTE_SIZE = 512 };

/* A check that took long. */
struct slow {
    char slug[SLUG_SIZE];
    double seconds;
};

struct measured {
    double tree, model, analysis, checks, digest; /* seconds */
    double whole;
    struct slow slowest[SLOWEST];
    size_t nodes, findings;
    bool refused;         /* with `limit` */
    char note[NOTE_SIZE]; /* the first error, `limit` before others */
    bool done;            /* false: it died, or its time was up */
    size_t peak;          /* bytes */
};

/* Checks the file as `writ check` does, step by step, for at most so many
 * seconds. */
struct measured measure_steps(const char *path, unsigned seconds);

/* The same in one call: no times but of the whole, and every note. `systems`
 * is an inventory in JSON, or NULL. */
struct measured measure_whole(const char *path, const char *systems,
                              unsigned seconds);

#endif
