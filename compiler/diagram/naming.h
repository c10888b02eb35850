#ifndef WRIT_DIAGRAM_NAMING_H
#define WRIT_DIAGRAM_NAMING_H

/* The points of the levels above the conditions by their names, for what is not
 * to hang on how terms are numbered. */

#include "diagram/analysis.h"

/* The points of a level, terms and compounds, by their numbers. */
struct naming {
    size_t count;
    const char **name;
    uint32_t *by_name; /* where it stands among the names */
    uint32_t *parent;  /* what it is compared to; the root is its own */
    uint32_t *skip;    /* the first point behind it that lies not below */
};

/* In the analysis' arena. */
struct naming naming_of(struct analysis *analysis, int level);

/* How a clock of several events is called: "earliest closure request". */
const char *naming_clock(struct analysis *analysis,
                         const struct compound *compound);

#endif
