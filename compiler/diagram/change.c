/* Operations on one diagram: its values replaced, levels taken out of it, its
 * values listed. */

#include "diagram/combine.h"
#include "diagram/recall.h"

#include <assert.h>

/* What one change of a diagram carries down. */
struct changing {
    struct diagrams *diagrams;
    uint32_t tag;
    uint32_t (*value)(void *context, uint32_t value); /* NULL: keep */
    void *context;
    const struct bits *holds; /* of conditions; NULL: keep their levels */
    int level;                /* fixed at `point`; -1: none */
    uint32_t point;
};

static uint32_t change(const struct changing *how, uint32_t node)
{
    struct diagrams *diagrams = how->diagrams;
    uint32_t result;
    if (node_is_terminal(node)) {
        return how->value == NULL
                   ? node
                   : node_terminal(how->value(how->context, node_value(node)));
    }
    if (diagrams->exhausted) {
        return NODE_TERMINAL;
    }
    if (how->level >= 0 && node_level(diagrams, node) > how->level) {
        return node;
    }
    if (recall(diagrams, how->tag, node, 0, &result)) {
        return result;
    }
    int level = node_level(diagrams, node);
    if (how->holds != NULL && level >= LEVEL_CONDITIONS) {
        uint32_t point =
            bits_has(how->holds, (size_t)(level - LEVEL_CONDITIONS));
        result = change(how, node_follow(diagrams, node, level, point));
    } else if (level == how->level) {
        result = change(how, node_follow(diagrams, node, level, how->point));
    } else {
        const struct edge *edges = diagrams->nodes[node].edges;
        size_t count = diagrams->nodes[node].count;
        size_t base = diagrams->stack_count;
        for (size_t i = 0; i < count; i++) {
            uint32_t to = change(how, edges[i].to);
            stack_push(diagrams, base, edges[i].end, to);
        }
        result = stack_make(diagrams, level, base);
    }
    remember(diagrams, (struct memo){ how->tag, node, 0, result });
    return result;
}

static uint32_t next_tag(struct diagrams *diagrams)
{
    diagrams->last_tag =
        diagrams->last_tag == 0 ? UINT32_MAX : diagrams->last_tag - 1;
    assert(diagrams->last_tag > 64 && "tags do not run out");
    return diagrams->last_tag;
}

uint32_t diagram_map(struct diagrams *diagrams, uint32_t node,
                     uint32_t (*value)(void *context, uint32_t value),
                     void *context)
{
    recall_begin(diagrams);
    struct changing how = { .diagrams = diagrams,
                            .tag = next_tag(diagrams),
                            .value = value,
                            .context = context,
                            .level = -1 };
    return change(&how, node);
}

uint32_t diagram_given(struct diagrams *diagrams, uint32_t node,
                       const struct bits *holds)
{
    recall_begin(diagrams);
    struct changing how = { .diagrams = diagrams,
                            .tag = next_tag(diagrams),
                            .holds = holds,
                            .level = -1 };
    return change(&how, node);
}

uint32_t diagram_fix(struct diagrams *diagrams, uint32_t node, int level,
                     uint32_t point)
{
    recall_begin(diagrams);
    struct changing how = { .diagrams = diagrams,
                            .tag = level < LEVEL_CONDITIONS
                                       ? next_tag(diagrams)
                                       : TAG_FIX + 2 * (uint32_t)level + point,
                            .level = level,
                            .point = point };
    return change(&how, node);
}

static void mark_values(const struct diagrams *diagrams, struct visit *visits,
                        uint32_t round, uint32_t node, struct bits *values)
{
    if (node_is_terminal(node)) {
        bits_add(values, node_value(node));
        return;
    }
    if (visits[node].round == round) {
        return;
    }
    visits[node].round = round;
    for (size_t i = 0; i < diagrams->nodes[node].count; i++) {
        mark_values(diagrams, visits, round, diagrams->nodes[node].edges[i].to,
                    values);
    }
}

void diagram_values(struct diagrams *diagrams, uint32_t node,
                    struct bits *values)
{
    uint32_t round = visits_begin(diagrams);
    mark_values(diagrams, diagrams->visits, round, node, values);
}
