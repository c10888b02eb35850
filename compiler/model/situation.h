#ifndef WRIT_MODEL_SITUATION_H
#define WRIT_MODEL_SITUATION_H

/* A box of points in the most general terms: what a witness shows. Every point
 * of it, under exactly these facts, is an example of the finding. */

#include "model/policy.h"

struct situation {
    const struct term *at[DIMENSION_COUNT];
    bool rest[DIMENSION_COUNT]; /* only what is not listed below the term */
    const struct bits *facts;   /* the fewest; those they imply are left out */
    bool any_facts; /* facts play no part: it holds whatever they are */
};

#endif
