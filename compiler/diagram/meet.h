#ifndef WRIT_DIAGRAM_MEET_H
#define WRIT_DIAGRAM_MEET_H

/* Whether a box meets values of some kind, without making a node: for those who
 * ask about a great many boxes and expect to find nothing. */

#include "diagram/combine.h"

/* Points of each level, NULL for all of them; conditions as `guard`, a set over
 * their levels. */
struct meeting {
    const struct bits *select[LEVEL_CONDITIONS];
    uint32_t guard;
    bool (*wanted)(const void *context, uint32_t value);
    const void *context;
};

/* False where no point of the box has a value that is wanted. True where one
 * has, or where the conditions have too many cases to look at all. */
bool diagram_meets(struct diagrams *diagrams, uint32_t node,
                   const struct meeting *meeting);

#endif
