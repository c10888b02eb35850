/* A side's diagrams over joint points, node by node. Above the conditions a
 * node keeps its level and its edges are laid out anew: joint points come in
 * runs that either follow the side's points one by one or all lead to the same
 * one, so a term more costs two edges and not a table. A condition level of
 * the side becomes the set of joint facts from which the side concludes it,
 * and the node a choice between its branches by that set; where the branches
 * lie deeper and the set is one level, that is a node again. */

#include "diff/common.h"

#include "base/arena.h"
#include "base/memory.h"

#include <stdlib.h>

/* Joint points from `start` to `end`: the side's points from `from` on, or
 * `from` for all. */
struct run {
    uint32_t start, end;
    uint32_t from;
    bool follows;
};

struct runs {
    struct run *items;
    size_t count;
};

/* What a node has become; valid in the round that wrote it. */
struct become {
    uint32_t round;
    uint32_t node;
};

struct passage {
    struct analysis *from, *to;
    struct runs runs[LEVEL_CONDITIONS];
    uint32_t *facts; /* [the side's condition level]: a set */
    const uint32_t *values;
    struct become *known; /* by node of the side */
    size_t known_count;
    uint32_t round;
    struct edge *edges; /* under construction, a stack */
    size_t edge_count, edge_capacity;
};

/* --- making one ------------------------------------------------------- */

static struct runs find_runs(struct arena *arena, const uint32_t *points,
                             size_t count)
{
    struct runs runs = { NULL, 0 };
    for (uint32_t i = 0; i < count;) {
        uint32_t end = i + 1;
        bool follows = end >= count || points[end] != points[i];
        while (end < count &&
               points[end] == points[i] + (follows ? end - i : 0)) {
            end++;
        }
        runs.items =
            arena_extend(arena, runs.items, runs.count, sizeof *runs.items);
        runs.items[runs.count++] = (struct run){ i, end, points[i], follows };
        i = end;
    }
    return runs;
}

/* The joint facts from which the side concludes a condition of its own. One
 * that no rule names decides nothing. */
static uint32_t find_facts(const struct common *common, size_t side,
                           const struct term *condition)
{
    struct analysis *to = common->analysis;
    const struct joint_side *view = &common->joint->sides[side];
    uint32_t set = SET_EMPTY;
    if (!bits_has(view->policy->conditions_used, condition->number)) {
        return set;
    }
    for (size_t i = 0; i < to->condition_count; i++) {
        if (bits_has(view->implied[to->conditions[i]->number],
                     condition->number)) {
            struct edge edges[2] = { { 1, SET_EMPTY }, { 2, SET_ALL } };
            uint32_t one =
                node_make(to->diagrams, LEVEL_CONDITIONS + (int)i, edges, 2);
            set = diagram_combine(to->diagrams, &set_or, set, one);
        }
    }
    return set;
}

struct passage *passage_create(struct common *common, size_t side)
{
    struct passage *passage = arena_allocate(common->arena, sizeof *passage);
    struct analysis *from = common->sides[side];
    passage->from = from;
    passage->to = common->analysis;
    for (int level = 0; level < LEVEL_CONDITIONS; level++) {
        passage->runs[level] = find_runs(
            common->arena, common->points[side][level],
            diagrams_level_size(common->analysis->diagrams, (size_t)level));
    }
    passage->facts =
        arena_array(common->arena, from->condition_count, sizeof(uint32_t));
    for (size_t i = 0; i < from->condition_count; i++) {
        passage->facts[i] = find_facts(common, side, from->conditions[i]);
    }
    return passage;
}

void passage_destroy(struct passage *passage)
{
    if (passage != NULL) {
        free(passage->known);
        free(passage->edges);
    }
}

/* --- points ----------------------------------------------------------- */

static void push(struct passage *passage, struct edge edge)
{
    if (passage->edge_count == passage->edge_capacity) {
        passage->edge_capacity =
            passage->edge_capacity == 0 ? 256 : passage->edge_capacity * 2;
        passage->edges = memory_resize(
            passage->edges,
            memory_product(passage->edge_capacity, sizeof *passage->edges));
    }
    passage->edges[passage->edge_count++] = edge;
}

/* The first of `count` edges from `base` on that reaches behind the point. */
static size_t edge_at(const struct passage *passage, size_t base, size_t count,
                      uint32_t point)
{
    size_t low = base;
    size_t high = base + count - 1;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (passage->edges[middle].end <= point) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* Behind the side's edges, which are the last `count`, the joint ones. */
static void lay_out(struct passage *passage, const struct runs *runs,
                    size_t base, size_t count)
{
    for (size_t r = 0; r < runs->count; r++) {
        const struct run *run = &runs->items[r];
        uint32_t start = run->start;
        size_t at = edge_at(passage, base, count, run->from);
        while (start < run->end) {
            struct edge edge = passage->edges[at++];
            uint32_t end = run->start + (edge.end - run->from);
            edge.end = run->follows && end < run->end ? end : run->end;
            push(passage, edge);
            start = edge.end;
        }
    }
}

static uint32_t translate(struct passage *passage, uint32_t node);

static uint32_t translate_points(struct passage *passage, uint32_t node,
                                 int level)
{
    size_t count;
    const struct edge *edges =
        node_edges(passage->from->diagrams, node, &count);
    size_t base = passage->edge_count;
    for (size_t i = 0; i < count; i++) {
        uint32_t to = translate(passage, edges[i].to);
        push(passage, (struct edge){ edges[i].end, to });
    }
    lay_out(passage, &passage->runs[level], base, count);
    uint32_t result =
        node_make(passage->to->diagrams, level, passage->edges + base + count,
                  passage->edge_count - base - count);
    passage->edge_count = base;
    return result;
}

/* --- conditions ------------------------------------------------------- */

/* `b` where a set holds, nothing (0) elsewhere. */
static uint32_t value_where(void *context, uint32_t set, uint32_t b)
{
    (void)context;
    return set ? b : 0;
}

static bool shortcut_where(void *context, uint32_t set, uint32_t b,
                           uint32_t *result)
{
    (void)context;
    *result = set == SET_ALL ? b : SET_EMPTY;
    return set == SET_ALL || set == SET_EMPTY || b == SET_EMPTY;
}

static uint32_t value_either(void *context, uint32_t a, uint32_t b)
{
    (void)context;
    return a != 0 ? a : b;
}

static bool shortcut_either(void *context, uint32_t a, uint32_t b,
                            uint32_t *result)
{
    (void)context;
    *result = a == SET_EMPTY ? b : a;
    return a == SET_EMPTY || b == SET_EMPTY || a == b;
}

static const struct operation where = { value_where,   shortcut_where,
                                        NULL,          false,
                                        NOTHING_GIVES, NOTHING_GIVES };
static const struct operation either = { value_either,  shortcut_either,
                                         NULL,          true,
                                         NOTHING_KEEPS, NOTHING_KEEPS };

/* Whether the set is that a level holds, which then may stand above both. */
static bool stands_above(struct diagrams *diagrams, uint32_t set, uint32_t a,
                         uint32_t b)
{
    int level = node_level(diagrams, set);
    return !node_is_terminal(set) &&
           node_follow(diagrams, set, level, 0) == SET_EMPTY &&
           node_follow(diagrams, set, level, 1) == SET_ALL &&
           node_level(diagrams, a) > level && node_level(diagrams, b) > level;
}

static uint32_t translate_condition(struct passage *passage, uint32_t node,
                                    int level)
{
    struct diagrams *from = passage->from->diagrams;
    struct diagrams *to = passage->to->diagrams;
    uint32_t facts = passage->facts[level - LEVEL_CONDITIONS];
    uint32_t absent = translate(passage, node_follow(from, node, level, 0));
    if (facts == SET_EMPTY) {
        return absent;
    }
    uint32_t present = translate(passage, node_follow(from, node, level, 1));
    if (stands_above(to, facts, absent, present)) {
        struct edge edges[2] = { { 1, absent }, { 2, present } };
        return node_make(to, node_level(to, facts), edges, 2);
    }
    uint32_t others = diagram_combine(to, &set_minus, SET_ALL, facts);
    return diagram_combine(to, &either,
                           diagram_combine(to, &where, facts, present),
                           diagram_combine(to, &where, others, absent));
}

/* --- the whole -------------------------------------------------------- */

static uint32_t translate(struct passage *passage, uint32_t node)
{
    if (node_is_terminal(node)) {
        return node_terminal(passage->values[node_value(node)]);
    }
    if (passage->known[node].round == passage->round) {
        return passage->known[node].node;
    }
    int level = node_level(passage->from->diagrams, node);
    uint32_t result = level < LEVEL_CONDITIONS
                          ? translate_points(passage, node, level)
                          : translate_condition(passage, node, level);
    passage->known[node] = (struct become){ passage->round, result };
    return result;
}

uint32_t common_translate(struct common *common, size_t side, uint32_t node,
                          const uint32_t *values)
{
    struct passage *passage = common->passages[side];
    size_t count = diagrams_node_count(passage->from->diagrams);
    if (count > passage->known_count) {
        free(passage->known);
        passage->known = memory_zeroed(count, sizeof *passage->known);
        passage->known_count = count;
        passage->round = 0;
    }
    passage->round++;
    passage->values = values;
    return translate(passage, node);
}
