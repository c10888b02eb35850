#ifndef WRIT_DIFF_SELECTION_H
#define WRIT_DIFF_SELECTION_H

/* Sets of points as terms with exceptions, as an author would select them. */

#include "model/term.h"

struct selected {
    struct term *term;
    bool rest; /* only what is unnamed below it */
};

struct selection {
    struct selected *items;
    size_t count;
    struct term **except; /* from all of them; none is partly in the set */
    size_t except_count;
    size_t effort; /* of reading it; 0: it is everything */
};

/* The selection of the points that is easiest to read. Points of `free` (or
 * NULL) may be in it or not. In the arena. */
struct selection selection_find(struct arena *arena, const struct terms *terms,
                                const struct bits *points,
                                const struct bits *free);

/* The points that it selects. */
struct bits *selection_points(struct arena *arena, const struct terms *terms,
                              const struct selection *selection);

#endif
