/* Numbers by node. */

#include "emit/c/numbering.h"

#include "base/arena.h"

struct numbering numbering_create(struct arena *arena, size_t nodes,
                                  size_t terminals)
{
    return (struct numbering){
        .of_node = arena_array(arena, nodes + 1, sizeof(uint32_t)),
        .of_terminal = arena_array(arena, terminals + 1, sizeof(uint32_t)),
    };
}

uint32_t *numbering_at(const struct numbering *numbering, uint32_t node)
{
    return node_is_terminal(node) ? &numbering->of_terminal[node_value(node)]
                                  : &numbering->of_node[node];
}
