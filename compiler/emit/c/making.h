#ifndef WRIT_EMIT_C_MAKING_H
#define WRIT_EMIT_C_MAKING_H

/* A layout while it is made: what layout.c and stages.c share. */

#include "emit/c/layout.h"

struct making {
    const struct layout_source *source;
    struct layout *layout;
    struct arena *scratch;
    uint32_t **nodes; /* [place of a level]: its nodes */
    size_t node_count[LAYOUT_LEVELS];
    uint32_t *note;   /* [node]: below the levels its answer; else its row */
    uint32_t largest; /* answer */
    size_t terminals; /* more than any value of one */
    bool overflow;
};

#define UNKNOWN UINT32_MAX

/* The place of a node's level in the layout, or the count for one below. */
size_t making_place(const struct making *making, uint32_t node);

/* The answer of a node below all levels. */
uint32_t making_answer(const struct making *making, uint32_t node);

/* For each class of the level in that place where the node leads. */
void making_row(const struct making *making, size_t place, uint32_t node,
                uint32_t *to);

/* The terminal that most of all points lead to whatever the facts; UNKNOWN: none
 * does. */
uint32_t making_usual(const struct making *making);

/* Lays the diagram out in stages; false, and nothing done, where they would be
 * too large. */
bool stages_make(struct making *making);

#endif
