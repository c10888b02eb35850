#ifndef WRIT_EMIT_RECEIVERS_H
#define WRIT_EMIT_RECEIVERS_H

/* The table of recipients: who receives which data, what for and on which
 * ground, and what goes along to keep it safe; and the same of the places to
 * which data is transferred. Computed from the verdict diagram, as the table
 * of data is. */

#include "emit/practice.h"

struct receiver {
    bool place; /* not a recipient */
    struct cell who, data, purposes, measures;
    const struct bits *who_points; /* of recipients, or of regions */
    const struct bits *points;     /* of data */
};

struct receivers {
    struct receiver *rows;
    size_t count;
    size_t recipients; /* how many are none of places; they come first */
};

/* In the arena of the analysis. A recipient and a datum share at most one row,
 * and none where nothing may be given; so do a place and a datum. */
struct receivers receivers_create(const struct practice *practice);

#endif
