#ifndef WRIT_DIAGRAM_NODE_H
#define WRIT_DIAGRAM_NODE_H

/* Hash-consed decision diagrams with many terminals. A node tests one level
 * and has interval edges over that level's points; a level that plays no part
 * is skipped. Equal functions are the same node, so equality is ==. Nodes are
 * made in the diagrams' own memory and live as long as it.
 *
 * Levels: the seven dimensions in their order, then events and rights (for
 * the diagrams of time and of rights), then one level a condition, whose two
 * points are "does not hold" and "holds". */

#include "model/kind.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    LEVEL_EVENT = DIMENSION_COUNT,
    LEVEL_RIGHT,
    LEVEL_CONDITIONS, /* the first of them */
    LEVEL_TERMINAL = INT32_MAX
};

#define NODE_TERMINAL UINT32_C(0x80000000)

/* One edge covers the points from the end of the one before it to `end`. */
struct edge {
    uint32_t end;
    uint32_t to; /* a node, or a terminal value with NODE_TERMINAL set */
};

struct diagrams;

/* `size[level]` points at each of `level_count` levels; at most `budget` nodes. */
struct diagrams *diagrams_create(const uint32_t *size, size_t level_count,
                                 size_t budget);
void diagrams_destroy(struct diagrams *diagrams);

/* The budget was exceeded: what was made since is unusable, and every caller
 * must say so. Operations go on to return (the terminal 0), quickly. */
bool diagrams_exhausted(const struct diagrams *diagrams);

/* Takes the room of one node out of the budget: for what else grows with the
 * diagrams, such as what their terminals stand for. */
void diagrams_charge(struct diagrams *diagrams);
size_t diagrams_node_count(const struct diagrams *diagrams);
size_t diagrams_level_count(const struct diagrams *diagrams);
uint32_t diagrams_level_size(const struct diagrams *diagrams, size_t level);

/* The terminal of a value below 2^31. */
uint32_t node_terminal(uint32_t value);
bool node_is_terminal(uint32_t node);
uint32_t node_value(uint32_t node); /* of a terminal */

/* LEVEL_TERMINAL for terminals. */
int node_level(const struct diagrams *diagrams, uint32_t node);

/* Edges in order; the last one's end is the level's size. */
const struct edge *node_edges(const struct diagrams *diagrams, uint32_t node,
                              size_t *count);

/* Where a point of `level` leads: the node itself where it skips the level. */
uint32_t node_follow(const struct diagrams *diagrams, uint32_t node, int level,
                     uint32_t point);

/* The one node of these edges: neighbours that lead to the same place are
 * joined, and a node with one edge is that place. */
uint32_t node_make(struct diagrams *diagrams, int level,
                   const struct edge *edges, size_t count);

#endif
