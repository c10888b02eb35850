/* A condition that implies others is tested by itself only where it makes more of
 * a difference than to make those true. */

#include "diagram/spare.h"

#include "base/arena.h"
#include "diagram/table.h"

/* The conditions that a diagram tests, by their places. */
static void mark_tested(struct diagrams *diagrams, uint32_t node,
                        uint32_t round, struct bits *tested)
{
    if (node_is_terminal(node) || diagrams->visits[node].round == round) {
        return;
    }
    diagrams->visits[node].round = round;
    int level = node_level(diagrams, node);
    if (level >= LEVEL_CONDITIONS) {
        bits_add(tested, (size_t)(level - LEVEL_CONDITIONS));
    }
    size_t count;
    const struct edge *edges = node_edges(diagrams, node, &count);
    for (size_t i = 0; i < count; i++) {
        mark_tested(diagrams, edges[i].to, round, tested);
    }
}

/* The diagram where all that the condition implies holds besides. */
static uint32_t with_implied(struct analysis *analysis, uint32_t node,
                             size_t condition)
{
    const struct term *term = analysis->conditions[condition];
    for (size_t k = 0; k < analysis->condition_count; k++) {
        if (k != condition && term_within(term, analysis->conditions[k])) {
            node = diagram_fix(analysis->diagrams, node,
                               LEVEL_CONDITIONS + (int)k, 1);
        }
    }
    return node;
}

static bool implies_any(const struct analysis *analysis, size_t condition)
{
    const struct term *term = analysis->conditions[condition];
    for (size_t k = 0; k < analysis->condition_count; k++) {
        if (k != condition && term_within(term, analysis->conditions[k])) {
            return true;
        }
    }
    return false;
}

uint32_t spare_conditions(struct analysis *analysis, uint32_t node)
{
    struct diagrams *diagrams = analysis->diagrams;
    struct arena *arena = arena_create();
    struct bits *tested = bits_create(arena, analysis->condition_count);
    mark_tested(diagrams, node, visits_begin(diagrams), tested);
    for (size_t i = bits_next(tested, 0); i < tested->size;
         i = bits_next(tested, i + 1)) {
        int level = LEVEL_CONDITIONS + (int)i;
        if (!implies_any(analysis, i)) {
            continue;
        }
        uint32_t fails = diagram_fix(diagrams, node, level, 0);
        if (diagram_fix(diagrams, node, level, 1) ==
            with_implied(analysis, fails, i)) {
            node = fails;
        }
    }
    arena_destroy(arena);
    return node;
}
