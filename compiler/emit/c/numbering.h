#ifndef WRIT_EMIT_C_NUMBERING_H
#define WRIT_EMIT_C_NUMBERING_H

/* A number a node or terminal of the diagrams: an array each, for both are
 * numbered from 0. */

#include "diagram/node.h"

struct arena;

struct numbering {
    uint32_t *of_node, *of_terminal; /* 0: none yet */
};

/* `terminals` is more than any value below the nodes that are asked about. */
struct numbering numbering_create(struct arena *arena, size_t nodes,
                                  size_t terminals);

uint32_t *numbering_at(const struct numbering *numbering, uint32_t node);

#endif
