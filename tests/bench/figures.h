#ifndef WRIT_TESTS_BENCH_FIGURES_H
#define WRIT_TESTS_BENCH_FIGURES_H

/* What the programs of `make bench` have in common: a clock, medians, and a
 * list of figures that is printed, written as JSON and drawn as SVG. Figures are for
 * reading; nothing asserts them. Only ratios within one run mean much on a
 * machine that others use too. */

#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;

struct figure {
    const char *group; /* "realistic, 10000 statements" */
    const char *name;  /* "analysis" */
    double value;
    const char *unit; /* "ms" */
    const char *word; /* in place of a value, or NULL */
};

struct figures {
    struct arena *arena;
    const char *name;  /* of the files: "check" */
    const char *title; /* of the chart */
    struct figure *items;
    size_t count;
};

/* Both strings live as long as the figures. */
struct figures figures_create(const char *name, const char *title);
void figures_destroy(struct figures *figures);

/* The strings are copied. Figures of one group come one after the other. */
void figures_add(struct figures *figures, const char *group, const char *name,
                 double value, const char *unit);

/* The same for what is told in a word, which is not drawn. */
void figures_add_word(struct figures *figures, const char *group,
                      const char *name, const char *word);

/* Prints the list as tables, a line a group: groups whose figures have the same
 * names share one. A value that is 0 and called `goal` is none. */
void figures_print(const struct figures *figures);

/* FOLDER/NAME.json and FOLDER/NAME.svg; false, and told, where the machine
 * refuses. */
bool figures_write(const struct figures *figures, const char *folder);

/* Seconds on a clock that only goes forward, and those of them that this
 * program was at work, and the machine for it. */
double figures_now(void);
double figures_worked(void);

/* The middle one; the values are sorted. */
double figures_median(double *values, size_t count);

#endif
