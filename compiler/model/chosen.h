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

struct term_list {
    struct term **items;
    size_t count;
};

#endif
