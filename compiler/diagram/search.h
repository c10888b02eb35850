#ifndef WRIT_DIAGRAM_SEARCH_H
#define WRIT_DIAGRAM_SEARCH_H

/* What the files that look for the nearest question share; nothing outside
 * diagram/ sees it. nearest.c measures and chooses, settle.c says what to ask
 * about instead. */

#include "diagram/nearest.h"
#include "diagram/relax.h"

enum { CHOICES = 1 << DIMENSION_COUNT };

struct search {
    struct analysis *analysis;
    const struct question *question;
    const struct bits *held;
    const struct bits *selected[DIMENSION_COUNT]; /* by the question */
    uint32_t weakly;           /* points that are allowed by an `unless` */
    uint32_t allowed[CHOICES]; /* [dimensions let go] */
    size_t distance[CHOICES];
    size_t least;
    struct nearest_answer *found;
};

/* Sets of points that both have, and that only the first has. */
uint32_t search_both(const struct search *search, uint32_t a, uint32_t b);
uint32_t search_minus(const struct search *search, uint32_t a, uint32_t b);

/* A box within the set, which is not empty and over the loose dimensions of the
 * remedy: as near to what the question selects as may be, and then as large.
 * Fills in its points. */
void search_settle(const struct search *search, uint32_t set,
                   struct remedy *remedy);

#endif
