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

enum { FIRST_SIZE = 1 << 12 }; /* of the tables */

struct diagrams *diagrams_create(const uint32_t *size, size_t level_count,
                                 size_t budget)
{
    struct diagrams *diagrams = memory_allocate(sizeof *diagrams);
    *diagrams =
        (struct diagrams){ .level_count = level_count, .budget = budget };
    diagrams->arena = arena_create();
    diagrams->size = memory_allocate(memory_product(level_count, sizeof *size));
    memcpy(diagrams->size, size, level_count * sizeof *size);
    diagrams->node_arena = arena_create();
    diagrams->slot_arena = arena_create();
    diagrams->memo_arena = arena_create();
    diagrams->slot_count = FIRST_SIZE;
    diagrams->slots = arena_array(diagrams->slot_arena, diagrams->slot_count,
                                  sizeof *diagrams->slots);
    diagrams->memo_count = diagrams->memo_used = FIRST_SIZE;
    diagrams->memo = arena_array(diagrams->memo_arena, diagrams->memo_count,
                                 sizeof *diagrams->memo);
    return diagrams;
}

void diagrams_destroy(struct diagrams *diagrams)
{
    if (diagrams == NULL) {
        return;
    }
    arena_destroy(diagrams->arena);
    arena_destroy(diagrams->node_arena);
    arena_destroy(diagrams->slot_arena);
    arena_destroy(diagrams->memo_arena);
    free(diagrams->size);
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

static uint32_t hash_edges(int level, const struct edge *edges, size_t count)
{
    uint64_t hash = mix(UINT64_C(0x51ed270b), (uint64_t)level);
    for (size_t i = 0; i < count; i++) {
        hash = mix(hash, (uint64_t)edges[i].end << 32 | edges[i].to);
    }
    return (uint32_t)(hash >> 32);
}

static void add_slot(struct slot *slots, size_t slot_count, struct slot slot)
{
    size_t at = slot.hash & (slot_count - 1);
    while (slots[at].number != 0) {
        at = (at + 1) & (slot_count - 1);
    }
    slots[at] = slot;
}

static void grow_slots(struct diagrams *diagrams)
{
    size_t count = diagrams->slot_count * 2;
    struct arena *arena = arena_create();
    struct slot *slots = arena_array(arena, count, sizeof *slots);
    for (size_t i = 0; i < diagrams->slot_count; i++) {
        if (diagrams->slots[i].number != 0) {
            add_slot(slots, count, diagrams->slots[i]);
        }
    }
    arena_destroy(diagrams->slot_arena);
    diagrams->slot_arena = arena;
    diagrams->slots = slots;
    diagrams->slot_count = count;
}

static void grow_nodes(struct diagrams *diagrams)
{
    uint32_t capacity =
        diagrams->capacity == 0 ? FIRST_SIZE : diagrams->capacity * 2;
    struct arena *arena = arena_create();
    struct node *nodes = arena_array(arena, capacity, sizeof *nodes);
    if (diagrams->count > 0) {
        memcpy(nodes, diagrams->nodes, diagrams->count * sizeof *nodes);
    }
    arena_destroy(diagrams->node_arena);
    diagrams->node_arena = arena;
    diagrams->nodes = nodes;
    diagrams->capacity = capacity;
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
        grow_nodes(diagrams);
    }
    struct edge *copy = arena_array(diagrams->arena, count, sizeof *copy);
    memcpy(copy, edges, count * sizeof *copy);
    diagrams->nodes[diagrams->count] = (struct node){ .edges = copy,
                                                      .count = (uint32_t)count,
                                                      .level = level };
    diagrams->edge_count += count;
    return diagrams->count++;
}

static uint32_t find_node(struct diagrams *diagrams, int level,
                          const struct edge *edges, size_t count)
{
    uint32_t hash = hash_edges(level, edges, count);
    size_t at = hash & (diagrams->slot_count - 1);
    for (; diagrams->slots[at].number != 0;
         at = (at + 1) & (diagrams->slot_count - 1)) {
        uint32_t node = diagrams->slots[at].number - 1;
        if (diagrams->slots[at].hash == hash &&
            same(&diagrams->nodes[node], level, edges, count)) {
            return node;
        }
    }
    if (diagrams->count + diagrams->charged >= diagrams->budget ||
        diagrams->edge_count + count > diagrams->budget * EDGES_A_NODE) {
        diagrams->exhausted = true;
        return NODE_TERMINAL;
    }
    uint32_t node = add_node(diagrams, level, edges, count);
    diagrams->slots[at] = (struct slot){ node + 1, hash };
    if ((size_t)diagrams->count * 2 > diagrams->slot_count) {
        grow_slots(diagrams);
    }
    return node;
}

void stack_grow(struct diagrams *diagrams)
{
    diagrams->stack_capacity =
        diagrams->stack_capacity == 0 ? 256 : diagrams->stack_capacity * 2;
    diagrams->stack =
        memory_resize(diagrams->stack, memory_product(diagrams->stack_capacity,
                                                      sizeof *diagrams->stack));
}

uint32_t stack_make(struct diagrams *diagrams, int level, size_t base)
{
    const struct edge *edges = diagrams->stack + base;
    size_t count = diagrams->stack_count - base;
    diagrams->stack_count = base;
    return diagrams->exhausted ? NODE_TERMINAL
           : count == 1        ? edges[0].to
                               : find_node(diagrams, level, edges, count);
}

uint32_t node_make(struct diagrams *diagrams, int level,
                   const struct edge *edges, size_t count)
{
    size_t base = diagrams->stack_count;
    for (size_t i = 0; i < count; i++) {
        stack_push(diagrams, base, edges[i].end, edges[i].to);
    }
    return stack_make(diagrams, level, base);
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
