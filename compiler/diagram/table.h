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

/* Where a node is found by its level and edges. */
struct slot {
    uint32_t number; /* 1 + the node; 0: free */
    uint32_t hash;
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

/* Tables that grow have an arena of their own, for its huge pages, and leave it
 * with what they held. */
struct diagrams {
    struct arena *arena; /* edges */
    uint32_t *size;
    size_t level_count;
    size_t budget; /* nodes, and what is charged */
    size_t charged;
    bool exhausted;

    struct arena *node_arena;
    struct node *nodes;
    uint32_t count, capacity;
    size_t edge_count;

    struct arena *slot_arena;
    struct slot *slots;
    size_t slot_count;

    struct arena *memo_arena;
    struct memo *memo; /* direct mapped; forgets */
    size_t memo_count;
    size_t memo_used;                 /* of it, by the operation that runs */
    size_t memo_filled;               /* by that operation */
    bool recalls_long;                /* operations that belong together run */
    struct known_operation known[32]; /* tag - 1 of the binary operations */
    uint32_t known_count;
    uint32_t last_tag; /* of unary ones, counting down from UINT32_MAX */

    struct edge *stack; /* edges under construction */
    size_t stack_count, stack_capacity;

    struct visit *visits; /* by node */
    size_t visit_count;
    uint32_t visit_round;
};

void stack_grow(struct diagrams *diagrams);

/* Adds an edge to the node that is under construction from `base` on. Neighbours
 * that lead to the same place are one edge. */
static inline void stack_push(struct diagrams *diagrams, size_t base,
                              uint32_t end, uint32_t to)
{
    size_t count = diagrams->stack_count;
    if (count > base && diagrams->stack[count - 1].to == to) {
        diagrams->stack[count - 1].end = end;
        return;
    }
    if (count == diagrams->stack_capacity) {
        stack_grow(diagrams);
    }
    diagrams->stack[count] = (struct edge){ end, to };
    diagrams->stack_count = count + 1;
}

/* The node of the edges from `base` on, which leave the stack. */
uint32_t stack_make(struct diagrams *diagrams, int level, size_t base);

/* Starts a walk that makes no nodes; returns its round, for `visits`. */
uint32_t visits_begin(struct diagrams *diagrams);

#endif
