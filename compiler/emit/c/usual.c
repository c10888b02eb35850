/* The weight of a node is the share of all points whose way leads through it:
 * each edge hands on its part, as many parts as it covers points. Weights are
 * whole numbers, so that they are the same on every machine, and what rounding
 * loses is of no matter: any choice gives tables that are right. */

#include "emit/c/making.h"

#include "base/arena.h"

#define WHOLE (UINT64_C(1) << 62)

/* Nodes above what is handed on, and the terminals. */
struct weights {
    uint64_t *of_node, *of_value;
};

static void hand_on(const struct making *making, const struct weights *weights,
                    uint32_t node, uint64_t weight)
{
    if (node_is_terminal(node)) {
        weights->of_value[node_value(node)] += weight;
    } else if (making_place(making, node) < making->layout->level_count) {
        weights->of_node[node] += weight;
    }
}

static void divide(const struct making *making, const struct weights *weights,
                   uint32_t node)
{
    size_t count;
    const struct edge *edges =
        node_edges(making->source->diagrams, node, &count);
    uint64_t part = weights->of_node[node] / edges[count - 1].end;
    uint32_t begin = 0;
    for (size_t i = 0; i < count; i++) {
        hand_on(making, weights, edges[i].to, part * (edges[i].end - begin));
        begin = edges[i].end;
    }
}

uint32_t making_usual(const struct making *making)
{
    const struct diagrams *diagrams = making->source->diagrams;
    struct weights weights = {
        arena_array(making->scratch, diagrams_node_count(diagrams),
                    sizeof(uint64_t)),
        arena_array(making->scratch, making->terminals + 1, sizeof(uint64_t))
    };
    hand_on(making, &weights, making->source->root, WHOLE);
    for (size_t place = 0; place < making->layout->level_count; place++) {
        for (size_t i = 0; i < making->node_count[place]; i++) {
            divide(making, &weights, making->nodes[place][i]);
        }
    }
    uint32_t usual = 0;
    for (uint32_t value = 0; value < making->terminals; value++) {
        if (weights.of_value[value] > weights.of_value[usual]) {
            usual = value;
        }
    }
    return weights.of_value[usual] > 0 ? node_terminal(usual) : UNKNOWN;
}
