#ifndef WRIT_DIAGRAM_DECIDERS_H
#define WRIT_DIAGRAM_DECIDERS_H

/* Who decides at all points of a cut of the verdict diagram, and what they
 * owe. */

#include "diagram/analysis.h"

struct deciders {
    const struct statement **items; /* in reading order */
    size_t count;
    const struct bits *measures; /* over the measure space */
    bool weakly;                 /* everywhere by an `unless` */
};

/* `cut` is what diagram_pick makes of the verdict. Of several that decide at
 * one point the first is named; `also` are named in any case. */
struct deciders deciders_of(struct analysis *analysis, uint32_t cut,
                            const struct ruling *also);

#endif
