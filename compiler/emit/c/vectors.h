#ifndef WRIT_EMIT_C_VECTORS_H
#define WRIT_EMIT_C_VECTORS_H

/* What is left of a diagram below its dimensions, as vectors: an answer for each
 * combination of the facts that it looks at. One number leads to a vector, its
 * place: the low bits of it are the facts that are looked at, and above them
 * stands where it begins, a number that has none of those bits, so that the
 * answer stands at the sum of it and of the facts among them that hold.
 *
 * Nothing is tried one after the other, as in lists of cases (cases.h); but a
 * vector doubles with each fact, and the facts must be among the first bits. */

#include "diagram/analysis.h"
#include "emit/c/word.h"

enum { VECTORS_WIDEST = 8 }; /* bits of facts */

struct vectors {
    unsigned width;  /* bits of a place that are facts */
    uint32_t *items; /* answers */
    size_t count;    /* of items; 0: there are no vectors */
    size_t vector_count;
    uint32_t *place_of_node, *place_of_value; /* 1 + it; 0: none yet */
};

/* The vectors of all that lies below the dimensions of `root`; an answer is
 * answer[value of a terminal], and what no facts lead to is `unused`. False, and
 * `count` 0, where it looks at facts behind the first VECTORS_WIDEST bits, or
 * there would be too many items. */
bool vectors_make(struct vectors *vectors, const struct analysis *analysis,
                  const struct word *facts, const uint32_t *answer,
                  uint32_t unused, uint32_t root);

/* The place of a node that lies just below the dimensions of the root. */
uint32_t vectors_place(const struct vectors *vectors, uint32_t node);

#endif
