/* The nodes and the table that keeps them unique. Invariants: no two nodes have
 * the same level and edges; neighbouring edges of a node lead to different
 * places; every edge leads to a deeper level. The table is part of what a
 * decision diagram is, open addressing over node numbers, at most half full. */

#include "diagram/node.h"

#include "base/arena.h"
#include "base/memory.h"
#include "diagram/table.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum {
    EDGES_A_NODE = 16
}; /* budget of edges, as a multiple of that of nodes */

struct diagrams *diagrams_create(const uint32_t *size, size_t level_count,
                                 size_t budget)
{
    struct diagrams *diagrams = memory_allocate(sizeof *diagrams);
    *diagrams =
        (struct diagrams){ .level_count = level_count, .budget = budget };
    diagrams->arena = arena_create();
    diagrams->size = memory_allocate(memory_product(level_count, sizeof *size));
    memcpy(diagrams->size, size, level_count * sizeof *size);
    diagrams->slot_count = 1u << 12;
    diagrams->slots =
        memory_allocate(diagrams->slot_count * sizeof *diagrams->slots);
    memset(diagrams->slots, 0xff,
           diagrams->slot_count * sizeof *diagrams->slots);
    diagrams->memo_count = 1u << 12;
    diagrams->memo =
        memory_allocate(diagrams->memo_count * sizeof *diagrams->memo);
    memset(diagrams->memo, 0, diagrams->memo_count * sizeof *diagrams->memo);
    return diagrams;
}

void diagrams_destroy(struct diagrams *diagrams)
{
    if (diagrams == NULL) {
        return;
    }
    arena_destroy(diagrams->arena);
    free(diagrams->size);
    free(diagrams->slots);
    free(diagrams->memo);
    free(diagrams->nodes);
    free(diagrams->stack);
    free(diagrams->visits);
    free(diagrams);
}

bool diagrams_exhausted(const struct diagrams *diagrams)
{
    return diagrams->exhausted;
}

void diagrams_charge(struct diagrams *diagrams)
{
    diagrams->charged++;
}

size_t diagrams_node_count(const struct diagrams *diagrams)
{
    return diagrams->count;
}

size_t diagrams_level_count(const struct diagrams *diagrams)
{
    return diagrams->level_count;
}

uint32_t diagrams_level_size(const struct diagrams *diagrams, size_t level)
{
    return diagrams->size[level];
}

uint32_t node_terminal(uint32_t value)
{
    assert(value < NODE_TERMINAL && "a terminal's value fits 31 bits");
    return value | NODE_TERMINAL;
}

bool node_is_terminal(uint32_t node)
{
    return (node & NODE_TERMINAL) != 0;
}

uint32_t node_value(uint32_t node)
{
    return node & ~NODE_TERMINAL;
}

int node_level(const struct diagrams *diagrams, uint32_t node)
{
    return node_is_terminal(node) ? (int)LEVEL_TERMINAL
                                  : diagrams->nodes[node].level;
}

const struct edge *node_edges(const struct diagrams *diagrams, uint32_t node,
                              size_t *count)
{
    *count = diagrams->nodes[node].count;
    return diagrams->nodes[node].edges;
}

uint32_t node_follow(const struct diagrams *diagrams, uint32_t node, int level,
                     uint32_t point)
{
    if (node_level(diagrams, node) != level) {
        return node;
    }
    const struct node *at = &diagrams->nodes[node];
    size_t low = 0;
    size_t high = at->count - 1;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (at->edges[middle].end <= point) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return at->edges[low].to;
}

static uint64_t mix(uint64_t hash, uint64_t word)
{
    hash = (hash ^ word) * UINT64_C(0x9e3779b97f4a7c15);
    return hash ^ (hash >> 29);
}

static uint64_t hash_edges(int level, const struct edge *edges, size_t count)
{
    uint64_t hash = mix(UINT64_C(0x51ed270b), (uint64_t)level);
    for (size_t i = 0; i < count; i++) {
        hash = mix(hash, (uint64_t)edges[i].end << 32 | edges[i].to);
    }
    return hash;
}

/* Joins neighbours that lead to the same place, in place. */
static size_t join_edges(struct edge *edges, size_t count)
{
    size_t used = 0;
    for (size_t i = 0; i < count; i++) {
        if (used > 0 && edges[used - 1].to == edges[i].to) {
            edges[used - 1].end = edges[i].end;
        } else {
            edges[used++] = edges[i];
        }
    }
    return used;
}

static void grow_slots(struct diagrams *diagrams)
{
    size_t count = diagrams->slot_count * 2;
    uint32_t *slots = memory_allocate(memory_product(count, sizeof *slots));
    memset(slots, 0xff, count * sizeof *slots);
    for (uint32_t i = 0; i < diagrams->count; i++) {
        const struct node *node = &diagrams->nodes[i];
        size_t at = (size_t)hash_edges(node->level, node->edges, node->count) &
                    (count - 1);
        while (slots[at] != UINT32_MAX) {
            at = (at + 1) & (count - 1);
        }
        slots[at] = i;
    }
    free(diagrams->slots);
    diagrams->slots = slots;
    diagrams->slot_count = count;
}

static bool same(const struct node *node, int level, const struct edge *edges,
                 size_t count)
{
    return node->level == level && node->count == count &&
           memcmp(node->edges, edges, count * sizeof *edges) == 0;
}

static uint32_t add_node(struct diagrams *diagrams, int level,
                         const struct edge *edges, size_t count)
{
    if (diagrams->count == diagrams->capacity) {
        diagrams->capacity =
            diagrams->capacity == 0 ? 1024 : diagrams->capacity * 2;
        diagrams->nodes = memory_resize(
            diagrams->nodes,
            memory_product(diagrams->capacity, sizeof *diagrams->nodes));
    }
    struct edge *copy = arena_array(diagrams->arena, count, sizeof *copy);
    memcpy(copy, edges, count * sizeof *copy);
    diagrams->nodes[diagrams->count] = (struct node){ .edges = copy,
                                                      .count = (uint32_t)count,
                                                      .level = level };
    diagrams->edge_count += count;
    return diagrams->count++;
}

uint32_t node_make(struct diagrams *diagrams, int level,
                   const struct edge *edges, size_t count)
{
    size_t base = stack_push_edges(diagrams, edges, count);
    struct edge *joined = diagrams->stack + base;
    count = join_edges(joined, count);
    diagrams->stack_count = base;
    if (count == 1 || diagrams->exhausted) {
        return diagrams->exhausted ? NODE_TERMINAL : joined[0].to;
    }
    uint64_t hash = hash_edges(level, joined, count);
    size_t at = (size_t)hash & (diagrams->slot_count - 1);
    while (diagrams->slots[at] != UINT32_MAX) {
        uint32_t node = diagrams->slots[at];
        if (same(&diagrams->nodes[node], level, joined, count)) {
            return node;
        }
        at = (at + 1) & (diagrams->slot_count - 1);
    }
    if (diagrams->count + diagrams->charged >= diagrams->budget ||
        diagrams->edge_count + count > diagrams->budget * EDGES_A_NODE) {
        diagrams->exhausted = true;
        return NODE_TERMINAL;
    }
    uint32_t node = add_node(diagrams, level, joined, count);
    diagrams->slots[at] = node;
    if ((size_t)diagrams->count * 2 > diagrams->slot_count) {
        grow_slots(diagrams);
    }
    return node;
}

size_t stack_push_edges(struct diagrams *diagrams, const struct edge *edges,
                        size_t count)
{
    size_t base = diagrams->stack_count;
    for (size_t i = 0; i < count; i++) {
        struct edge edge = edges[i]; /* `edges` may lie in the stack itself */
        if (diagrams->stack_count == diagrams->stack_capacity) {
            bool inside = diagrams->stack != NULL && edges >= diagrams->stack &&
                          edges < diagrams->stack + diagrams->stack_count;
            size_t offset = inside ? (size_t)(edges - diagrams->stack) : 0;
            diagrams->stack_capacity = diagrams->stack_capacity == 0
                                           ? 256
                                           : diagrams->stack_capacity * 2;
            diagrams->stack = memory_resize(
                diagrams->stack, memory_product(diagrams->stack_capacity,
                                                sizeof *diagrams->stack));
            edges = inside ? diagrams->stack + offset : edges;
        }
        diagrams->stack[diagrams->stack_count++] = edge;
    }
    return base;
}

uint32_t visits_begin(struct diagrams *diagrams)
{
    if (diagrams->visit_count < diagrams->count) {
        diagrams->visits = memory_resize(
            diagrams->visits,
            memory_product(diagrams->capacity, sizeof *diagrams->visits));
        memset(diagrams->visits + diagrams->visit_count, 0,
               (diagrams->capacity - diagrams->visit_count) *
                   sizeof *diagrams->visits);
        diagrams->visit_count = diagrams->capacity;
    }
    return ++diagrams->visit_round;
}
