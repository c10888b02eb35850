#ifndef WRIT_DIAGRAM_TABLE_H
#define WRIT_DIAGRAM_TABLE_H

/* The inside of `struct diagrams`, for the files of this floor that make or
 * walk nodes. Edges are stable once made; `nodes` and `stack` move when they
 * grow, so hold numbers, not pointers, across a call that makes nodes. */

#include "diagram/node.h"

struct arena;

struct node {
    const struct edge *edges;
    uint32_t count;
    int32_t level;
};

/* A remembered result: of an operation (`tag`) on a and b. Tag 0: unused. */
struct memo {
    uint32_t tag, a, b, result;
};

/* What a walk noted at a node; valid in the round that wrote it. */
struct visit {
    uint32_t round;
    uint64_t value;
};

struct known_operation {
    uint32_t (*value)(void *context, uint32_t a, uint32_t b);
    void *context;
};

struct diagrams {
    struct arena *arena; /* edges */
    uint32_t *size;
    size_t level_count;
    size_t budget; /* nodes, and what is charged */
    size_t charged;
    bool exhausted;

    struct node *nodes;
    uint32_t count, capacity;
    size_t edge_count;
    uint32_t *slots; /* UINT32_MAX: free */
    size_t slot_count;

    struct memo *memo; /* direct mapped; forgets */
    size_t memo_count;
    struct known_operation known[32]; /* tag - 1 of the binary operations */
    uint32_t known_count;
    uint32_t last_tag; /* of unary ones, counting down from UINT32_MAX */

    struct edge *stack; /* edges under construction */
    size_t stack_count, stack_capacity;

    struct visit *visits; /* by node */
    size_t visit_count;
    uint32_t visit_round;
};

/* Pushes edges; returns the index of the first. */
size_t stack_push_edges(struct diagrams *diagrams, const struct edge *edges,
                        size_t count);

/* Starts a walk that makes no nodes; returns its round, for `visits`. */
uint32_t visits_begin(struct diagrams *diagrams);

#endif
