#ifndef WRIT_EMIT_C_VERIFY_ANSWERS_H
#define WRIT_EMIT_C_VERIFY_ANSWERS_H

/* What the statements answer at every class of points and for every set of
 * facts, worked out without a diagram. A row of a dimension has, for each thing
 * that can be asked there, a row of the next dimension, and at last a behaviour;
 * equal rows have one number. */

#include "emit/c/verify_axis.h"
#include "emit/c/verify_behaviours.h"

struct answer_level {
    struct axis axis;
    bool alone;     /* of one class: its rows are those of the next dimension */
    uint32_t **row; /* [row][asked] */
    size_t row_count;

    struct parts *parts; /* the rest is private */
    uint32_t *order;
    struct interner *sets, *rows;
    uint32_t *row_of;
};

struct answers {
    struct arena *arena;
    struct answer_level levels[DIMENSION_COUNT + 1]; /* the last has no rows */
    struct behaviours *behaviours;
    uint32_t root; /* the row of all */

    struct box_of *boxes; /* the rest is private */
    struct met *met;
    struct bits *holding;
    struct point at;
    size_t weighed;
};

/* False where they are too many to be worked out. Either way they are to be
 * destroyed. */
bool answers_make(struct answers *answers, struct artifact *artifact);
void answers_destroy(struct answers *answers);

#endif
