#ifndef WRIT_DIFF_REGION_H
#define WRIT_DIFF_REGION_H

/* Sets of situations as few regions, each a choice of points at every level
 * under one condition: what one sentence can say. Regions may overlap; together
 * they are exactly the set, facts being closed. */

#include "diff/facts.h"

struct region {
    const struct bits *select[LEVEL_CONDITIONS]; /* NULL: all points */
    struct facts facts;
    uint32_t set;     /* its situations, and perhaps unclosed ones */
    struct spot spot; /* one that no region before it has */
    bool rest;        /* no choice of points: all that is left of a set which
                         takes more regions than anybody reads; see `set` */
};

/* The regions of a set of the common ground, in the arena; none where it is
 * empty or the diagrams are exhausted. */
struct region *region_cover(struct common *common, uint32_t set, size_t *count);

/* Whether the situation is one of the region's. */
bool region_has(const struct common *common, const struct region *region,
                const struct spot *spot);

#endif
