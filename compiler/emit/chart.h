#ifndef WRIT_EMIT_CHART_H
#define WRIT_EMIT_CHART_H

/* How information flows, as a graph of three columns: data, what it is used
 * for, and who receives it. Groups, so that any policy has a graph that fits a
 * page: data and recipients by their topmost terms, purposes that are linked
 * alike as one. */

#include "emit/practice.h"

enum { CHART_COLUMNS = 3 };

/* A group. Its labels are one phrase each; `more` says how many it has no room
 * for, "and 4 more", or is NULL. */
struct chart_node {
    struct cell labels;
    const char *more;
    const struct bits *points;
};

/* From a node of a column to one of the next. It is there where something
 * between the two groups is allowed, and `whole` where all of it always is. */
struct chart_ribbon {
    size_t from, to;
    bool whole;
    size_t statement; /* the first that permits it */
};

struct chart_column {
    struct chart_node *nodes;
    size_t count;
};

struct chart {
    struct chart_column columns[CHART_COLUMNS];
    struct chart_ribbon *ribbons[CHART_COLUMNS - 1]; /* between two columns */
    size_t ribbon_count[CHART_COLUMNS - 1];
};

/* In the arena of the analysis; NULL where nothing is used. */
const struct chart *chart_create(const struct practice *practice);

#endif
