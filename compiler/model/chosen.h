#ifndef WRIT_MODEL_CHOSEN_H
#define WRIT_MODEL_CHOSEN_H

/* What was written for one dimension, in order: for sentences, not for
 * meaning. */

#include "model/term.h"

struct chosen {
    bool written;
    bool only;
    struct term **terms;
    size_t term_count;
    struct term **except;
    size_t except_count;
};

/* Nothing is written. */
extern const struct chosen chosen_nothing;

/* A term of a space as all that is written, and the points that it covers. */
struct chosen_term {
    struct chosen chosen;
    const struct bits *points; /* NULL: all of the space */
};

struct term_list {
    struct term **items;
    size_t count;
};

#endif
