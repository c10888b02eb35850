/* The items are dealt in blocks, one for each combination of `width` facts. A
 * vector that looks at some of them takes the items of a block whose numbers
 * agree in the other bits, and those of the same facts fill a block without a
 * gap; where facts differ, the first place that is free is taken. Those of many
 * facts come first. For a set of facts no block is looked at again in which no
 * place was free, so that the search is short. */

#include "emit/c/vectors.h"

#include "base/arena.h"

enum { MOST_ITEMS = 1 << 22, UNKNOWN_FACTS = -1 };

/* Vectors while they are made, in an arena of their own. */
struct dealing {
    struct vectors *vectors;
    const struct analysis *analysis;
    const struct word *facts;
    struct arena *scratch;
    struct bits *seen; /* nodes */
    int *looked_at;    /* [node]: bits of facts; or UNKNOWN_FACTS */
    uint32_t *nodes;   /* those to make vectors of */
    size_t node_count;
    uint8_t *taken; /* [item] */
    size_t *from;   /* [set of facts]: the block to begin to search in */
    bool too_wide;
};

/* --- what there is -------------------------------------------------------- */

static uint64_t bit_of(const struct dealing *dealing, int level)
{
    const struct term *condition =
        dealing->analysis->conditions[level - LEVEL_CONDITIONS];
    return UINT64_C(1) << dealing->facts->bit[condition->number];
}

/* The facts that a node below the dimensions looks at. */
static int looked_at(struct dealing *dealing, uint32_t node)
{
    const struct diagrams *diagrams = dealing->analysis->diagrams;
    if (node_is_terminal(node)) {
        return 0;
    }
    if (dealing->looked_at[node] == UNKNOWN_FACTS) {
        uint64_t bit = bit_of(dealing, node_level(diagrams, node));
        int facts = 0;
        if (bit >> VECTORS_WIDEST != 0) {
            dealing->too_wide = true;
        } else {
            facts = (int)bit;
        }
        size_t count;
        const struct edge *edges = node_edges(diagrams, node, &count);
        for (size_t i = 0; i < count && !dealing->too_wide; i++) {
            facts |= looked_at(dealing, edges[i].to);
        }
        dealing->looked_at[node] = facts;
    }
    return dealing->looked_at[node];
}

/* 1 + the place of a node or a terminal. */
static uint32_t *place_at(const struct vectors *vectors, uint32_t node)
{
    return node_is_terminal(node) ? &vectors->place_of_value[node_value(node)]
                                  : &vectors->place_of_node[node];
}

static void note(struct dealing *dealing, uint32_t node)
{
    uint32_t *known = place_at(dealing->vectors, node);
    if (*known == 0) {
        *known = 1;
        dealing->nodes =
            arena_extend(dealing->scratch, dealing->nodes, dealing->node_count,
                         sizeof *dealing->nodes);
        dealing->nodes[dealing->node_count++] = node;
    }
}

/* Notes the nodes just below the dimensions. */
static void collect(struct dealing *dealing, uint32_t node)
{
    const struct diagrams *diagrams = dealing->analysis->diagrams;
    if (node_level(diagrams, node) >= LEVEL_CONDITIONS) {
        note(dealing, node);
        return;
    }
    if (bits_has(dealing->seen, node)) {
        return;
    }
    bits_add(dealing->seen, node);
    size_t count;
    const struct edge *edges = node_edges(diagrams, node, &count);
    for (size_t i = 0; i < count; i++) {
        collect(dealing, edges[i].to);
    }
}

/* Bits up to the last that a vector looks at; and room for all items. */
static bool measure(struct dealing *dealing)
{
    size_t items = 0;
    unsigned width = 0;
    for (size_t i = 0; i < dealing->node_count && !dealing->too_wide; i++) {
        int facts = looked_at(dealing, dealing->nodes[i]);
        items += (size_t)1 << __builtin_popcount((unsigned)facts);
        while (facts >> width != 0) {
            width++;
        }
    }
    dealing->vectors->width = width;
    return !dealing->too_wide && items <= MOST_ITEMS;
}

/* --- places --------------------------------------------------------------- */

/* The next subset of `set` after `subset`; after the last one 0. */
static unsigned next_subset(unsigned subset, unsigned set)
{
    return (subset - set) & set;
}

static bool is_free(const struct dealing *dealing, size_t begin, unsigned facts)
{
    unsigned some = 0;
    do {
        if (dealing->taken[begin + some] != 0) {
            return false;
        }
        some = next_subset(some, facts);
    } while (some != 0);
    return true;
}

/* Makes room up to the end of a block. */
static void add_blocks(struct dealing *dealing, size_t blocks)
{
    struct vectors *vectors = dealing->vectors;
    struct arena *arena = dealing->analysis->arena;
    for (size_t end = blocks << vectors->width; vectors->count < end;) {
        vectors->items = arena_extend(arena, vectors->items, vectors->count,
                                      sizeof *vectors->items);
        dealing->taken = arena_extend(dealing->scratch, dealing->taken,
                                      vectors->count, sizeof *dealing->taken);
        dealing->taken[vectors->count++] = 0;
    }
}

/* Where a vector of these facts begins. */
static size_t find_begin(struct dealing *dealing, unsigned facts)
{
    unsigned width = dealing->vectors->width;
    unsigned others = ((1U << width) - 1) & ~facts;
    for (size_t block = dealing->from[facts];; block++) {
        unsigned at = 0;
        dealing->from[facts] = block;
        add_blocks(dealing, block + 1);
        do {
            size_t begin = (block << width) + at;
            if (is_free(dealing, begin, facts)) {
                return begin;
            }
            at = next_subset(at, others);
        } while (at != 0);
    }
}

/* The answer where just these facts hold. */
static uint32_t value_at(const struct dealing *dealing, uint32_t node,
                         unsigned facts)
{
    const struct diagrams *diagrams = dealing->analysis->diagrams;
    while (!node_is_terminal(node)) {
        int level = node_level(diagrams, node);
        uint32_t holds = (facts & bit_of(dealing, level)) != 0;
        node = node_follow(diagrams, node, level, holds);
    }
    return node_value(node);
}

static void deal(struct dealing *dealing, const uint32_t *answer, uint32_t node)
{
    struct vectors *vectors = dealing->vectors;
    unsigned facts = (unsigned)looked_at(dealing, node);
    size_t begin = find_begin(dealing, facts);
    unsigned some = 0;
    do {
        dealing->taken[begin + some] = 1;
        vectors->items[begin + some] = answer[value_at(dealing, node, some)];
        some = next_subset(some, facts);
    } while (some != 0);
    uint32_t place = (uint32_t)(begin << vectors->width) | facts;
    *place_at(vectors, node) = place + 1;
}

static void deal_all(struct dealing *dealing, const uint32_t *answer,
                     uint32_t unused)
{
    struct vectors *vectors = dealing->vectors;
    for (int facts = (int)vectors->width; facts >= 0; facts--) {
        for (size_t i = 0; i < dealing->node_count; i++) {
            uint32_t node = dealing->nodes[i];
            unsigned set = (unsigned)looked_at(dealing, node);
            if (__builtin_popcount(set) == facts) {
                deal(dealing, answer, node);
            }
        }
    }
    for (size_t i = 0; i < vectors->count; i++) {
        vectors->items[i] = dealing->taken[i] ? vectors->items[i] : unused;
    }
    while (!dealing->taken[vectors->count - 1]) {
        vectors->count--;
    }
    vectors->vector_count = dealing->node_count;
}

/* --- the face ------------------------------------------------------------- */

bool vectors_make(struct vectors *vectors, const struct analysis *analysis,
                  const struct word *facts, const uint32_t *answer,
                  uint32_t unused, uint32_t root)
{
    struct arena *scratch = arena_create();
    size_t nodes = diagrams_node_count(analysis->diagrams);
    struct dealing dealing = {
        .vectors = vectors,
        .analysis = analysis,
        .facts = facts,
        .scratch = scratch,
        .seen = bits_create(scratch, nodes),
        .looked_at = arena_array(scratch, nodes, sizeof(int)),
        .from = arena_array(scratch, 1 << VECTORS_WIDEST, sizeof(size_t)),
    };
    *vectors = (struct vectors){
        .place_of_node = arena_array(analysis->arena, nodes, sizeof(uint32_t)),
        .place_of_value = arena_array(analysis->arena, analysis->outcome_count,
                                      sizeof(uint32_t)),
    };
    for (size_t i = 0; i < nodes; i++) {
        dealing.looked_at[i] = UNKNOWN_FACTS;
    }
    collect(&dealing, root);
    bool fits = measure(&dealing);
    if (fits) {
        deal_all(&dealing, answer, unused);
    }
    arena_destroy(scratch);
    return fits;
}

uint32_t vectors_place(const struct vectors *vectors, uint32_t node)
{
    return *place_at(vectors, node) - 1;
}
