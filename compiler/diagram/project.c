/* Projection: the union over all that a level leads to, from the bottom up. A
 * node is worked out once a projection, and recursion goes one level a step. */

#include "diagram/project.h"

#include "diagram/table.h"

#include <assert.h>

struct projection {
    struct diagrams *diagrams;
    unsigned dimensions;
    int deepest; /* of the levels that go */
    uint32_t round;
};

static uint32_t project(const struct projection *how, uint32_t node);

/* The union of what the edges lead to. */
static uint32_t unite(const struct projection *how, const struct edge *edges,
                      size_t count)
{
    uint32_t set = SET_EMPTY;

    for (size_t i = 0; i < count && set != SET_ALL; i++)
        set = diagram_combine(how->diagrams, &set_or, set,
                              project(how, edges[i].to));
    return set;
}

/* The node over what its edges have become. */
static uint32_t rebuild(const struct projection *how, int level,
                        const struct edge *edges, size_t count)
{
    struct diagrams *diagrams = how->diagrams;
    size_t base = diagrams->stack_count;

    for (size_t i = 0; i < count; i++) {
        uint32_t to = project(how, edges[i].to);
        stack_push(diagrams, base, edges[i].end, to);
    }
    return stack_make(diagrams, level, base);
}

static uint32_t project(const struct projection *how, uint32_t node)
{
    struct diagrams *diagrams = how->diagrams;
    int level = node_level(diagrams, node);

    if (level > how->deepest || diagrams_exhausted(diagrams))
        return node;
    if (diagrams->visits[node].round == how->round)
        return (uint32_t)diagrams->visits[node].value;

    size_t count;
    const struct edge *edges = node_edges(diagrams, node, &count);
    uint32_t made = (how->dimensions & DIMENSION_BIT(level)) != 0
                        ? unite(how, edges, count)
                        : rebuild(how, level, edges, count);

    diagrams->visits[node].round = how->round;
    diagrams->visits[node].value = made;
    return made;
}

uint32_t project_some(struct diagrams *diagrams, uint32_t set,
                      unsigned dimensions)
{
    struct projection how = { diagrams, dimensions, -1, 0 };

    for (int d = 0; d < DIMENSION_COUNT; d++)
        if ((dimensions & DIMENSION_BIT(d)) != 0)
            how.deepest = d;
    how.round = visits_begin(diagrams);
    return project(&how, set);
}

const struct bits *project_points(struct diagrams *diagrams,
                                  struct arena *arena, uint32_t set,
                                  int dimension)
{
    uint32_t size = diagrams_level_size(diagrams, (size_t)dimension);
    struct bits *points = bits_create(arena, size);
    struct edge whole = { size, set };
    const struct edge *edges = &whole;
    size_t count = 1;
    uint32_t start = 0;

    if (diagrams_exhausted(diagrams))
        return points;
    if (node_level(diagrams, set) == dimension)
        edges = node_edges(diagrams, set, &count);
    for (size_t i = 0; i < count; i++) {
        assert(node_is_terminal(edges[i].to) &&
               "the set is over this dimension alone");
        if (edges[i].to == SET_ALL)
            bits_add_range(points, start, edges[i].end);
        start = edges[i].end;
    }
    return points;
}
