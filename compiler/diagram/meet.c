/* A walk from the root along the edges that the box takes. Above the conditions
 * a node is looked at once, since what lies below it is the same whichever way
 * led there; below, diagram and guard are followed together, in so many steps
 * at most. */

#include "diagram/meet.h"

#include "diagram/table.h"

enum { STEPS_MOST = 4096 };

struct walk {
    struct diagrams *diagrams;
    const struct meeting *meeting;
    uint32_t round;
    size_t steps; /* among the conditions */
};

static bool meets_conditions(struct walk *walk, uint32_t node, uint32_t guard)
{
    struct diagrams *diagrams = walk->diagrams;
    if (guard == SET_EMPTY) {
        return false;
    }
    if (node_is_terminal(node)) {
        return walk->meeting->wanted(walk->meeting->context, node_value(node));
    }
    if (++walk->steps > STEPS_MOST) {
        return true;
    }
    int level = node_level(diagrams, node);
    int other = node_level(diagrams, guard);
    level = other < level ? other : level;
    for (uint32_t holds = 0; holds < 2; holds++) {
        if (meets_conditions(walk, node_follow(diagrams, node, level, holds),
                             node_follow(diagrams, guard, level, holds))) {
            return true;
        }
    }
    return false;
}

static bool meets(struct walk *walk, uint32_t node)
{
    struct diagrams *diagrams = walk->diagrams;
    int level = node_level(diagrams, node);
    if (level >= LEVEL_CONDITIONS) {
        return meets_conditions(walk, node, walk->meeting->guard);
    }
    struct visit *visit = &diagrams->visits[node];
    if (visit->round == walk->round) {
        return false;
    }
    visit->round = walk->round;
    size_t count;
    const struct bits *select = walk->meeting->select[level];
    const struct edge *edges = node_edges(diagrams, node, &count);
    size_t point = select != NULL ? bits_next(select, 0) : 0;
    for (size_t i = 0; i < count; i++) {
        if (point >= edges[i].end) {
            continue;
        }
        if (select != NULL && point >= select->size) {
            break;
        }
        if (meets(walk, edges[i].to)) {
            return true;
        }
        point = select != NULL ? bits_next(select, edges[i].end) : edges[i].end;
    }
    return false;
}

bool diagram_meets(struct diagrams *diagrams, uint32_t node,
                   const struct meeting *meeting)
{
    struct walk walk = {
        .diagrams = diagrams,
        .meeting = meeting,
        .round = visits_begin(diagrams),
    };
    return meeting->guard != SET_EMPTY && meets(&walk, node);
}
