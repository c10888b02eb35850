/* The smallest witness. First the cheapest way to a member of the set: fewest
 * facts, then fewest dimensions that play a part. Then, the facts being fixed,
 * each dimension in turn is widened to the most general term for which every
 * point of the whole box is still in the set. */

#include "diagram/witness.h"

#include "base/arena.h"
#include "diagram/table.h"

#include <stdlib.h>
#include <string.h>

/* Cost of a way: facts count in the high half, nodes on the way in the low. A
 * condition that implies others counts a little more than those it implies. */
static const uint64_t COST_NONE = UINT64_MAX;

static uint64_t fact_cost(const struct analysis *analysis, int level)
{
    const struct term *term = analysis->conditions[level - LEVEL_CONDITIONS];
    uint64_t depth = 0;
    for (const struct term *at = term; at->parent_count > 0;
         at = at->parents[0]) {
        depth++;
    }
    return (UINT64_C(1) << 44) + (depth << 32);
}

static uint64_t edge_cost(const struct analysis *analysis, int level,
                          size_t edge)
{
    if (level < LEVEL_CONDITIONS) {
        return 1;
    }
    return edge == 0 ? 0 : fact_cost(analysis, level);
}

/* The least cost from a node to the terminal 1. */
static uint64_t cost(struct analysis *analysis, uint32_t node, uint32_t round)
{
    struct diagrams *diagrams = analysis->diagrams;
    if (node_is_terminal(node)) {
        return node == SET_EMPTY ? COST_NONE : 0;
    }
    struct visit *visit = &diagrams->visits[node];
    if (visit->round == round) {
        return visit->value;
    }
    size_t count;
    const struct edge *edges = node_edges(diagrams, node, &count);
    int level = node_level(diagrams, node);
    uint64_t least = COST_NONE;
    for (size_t i = 0; i < count; i++) {
        uint64_t rest = cost(analysis, edges[i].to, round);
        if (rest != COST_NONE && rest + edge_cost(analysis, level, i) < least) {
            least = rest + edge_cost(analysis, level, i);
        }
    }
    visit->round = round;
    visit->value = least;
    return least;
}

/* Points of the chosen way: for each level an interval, or all of it. */
struct way {
    uint32_t first[DIMENSION_COUNT], end[DIMENSION_COUNT]; /* end 0: all */
    struct bits *facts; /* over the condition space */
};

static void follow(struct analysis *analysis, uint32_t node, uint32_t round,
                   struct way *way)
{
    struct diagrams *diagrams = analysis->diagrams;
    while (!node_is_terminal(node)) {
        size_t count;
        const struct edge *edges = node_edges(diagrams, node, &count);
        int level = node_level(diagrams, node);
        uint64_t least = cost(analysis, node, round);
        size_t i = 0;
        for (; i + 1 < count; i++) {
            uint64_t rest = cost(analysis, edges[i].to, round);
            if (rest != COST_NONE &&
                rest + edge_cost(analysis, level, i) == least) {
                break;
            }
        }
        if (level < DIMENSION_COUNT) {
            way->first[level] = i > 0 ? edges[i - 1].end : 0;
            way->end[level] = edges[i].end;
        } else if (level >= LEVEL_CONDITIONS && i == 1) {
            bits_add(way->facts,
                     analysis->conditions[level - LEVEL_CONDITIONS]->number);
        }
        node = edges[i].to;
    }
}

/* --- widening --------------------------------------------------------- */

/* A box of points: for each dimension a set, or all of it. */
struct cover {
    struct diagrams *diagrams;
    const struct bits *select[DIMENSION_COUNT];
    struct bits *one[DIMENSION_COUNT];   /* room for single points */
    struct bits *above[DIMENSION_COUNT]; /* and for what lies above them */
    uint32_t round;
};

/* Whether every point of the box is in the set. */
static bool covers(struct cover *cover, uint32_t node)
{
    struct diagrams *diagrams = cover->diagrams;
    if (node_is_terminal(node)) {
        return node != SET_EMPTY;
    }
    struct visit *visit = &diagrams->visits[node];
    if (visit->round == cover->round) {
        return visit->value != 0;
    }
    int level = node_level(diagrams, node);
    size_t count;
    const struct edge *edges = node_edges(diagrams, node, &count);
    const struct bits *select =
        level < DIMENSION_COUNT ? cover->select[level] : NULL;
    bool all = true;
    size_t start = 0;
    for (size_t i = 0; i < count && all; i++) {
        bool met = select == NULL || bits_next(select, start) < edges[i].end;
        all = !met || covers(cover, edges[i].to);
        start = edges[i].end;
    }
    visit->round = cover->round;
    visit->value = all;
    return all;
}

static bool covers_all(struct cover *cover, uint32_t set)
{
    cover->round = visits_begin(cover->diagrams);
    return covers(cover, set);
}

/* The first term wholly inside the interval, else the remainder that stands
 * first in it. */
static const struct term *start_at(const struct terms *terms, uint32_t first,
                                   uint32_t end, bool *rest)
{
    *rest = false;
    for (uint32_t p = first; p < end; p++) {
        const struct bits *below = terms->items[p]->below;
        if (bits_next(below, 0) >= first &&
            bits_next(below, end) >= below->size) {
            return terms->items[p];
        }
    }
    *rest = true;
    return terms->items[first];
}

/* Whether a comes before b as the more general term. */
static bool more_general(const struct term *a, const struct term *b)
{
    size_t count_a = bits_count(a->below);
    size_t count_b = bits_count(b->below);
    return count_a != count_b ? count_a > count_b : a->number < b->number;
}

static void add_above(struct bits *above, const struct term *term)
{
    if (bits_has(above, term->number)) {
        return;
    }
    bits_add(above, term->number);
    for (size_t i = 0; i < term->parent_count; i++) {
        add_above(above, term->parents[i]);
    }
}

/* The most general term above (or at) the present one that keeps the box in
 * the set. */
static void widen(struct cover *cover, uint32_t set, const struct terms *terms,
                  int dimension, struct situation *situation)
{
    const struct term *present = situation->at[dimension];
    const struct term *best = NULL;
    struct bits *above = cover->above[dimension];
    add_above(above, present);
    for (size_t i = bits_next(above, 0); i < above->size;
         i = bits_next(above, i + 1)) {
        const struct term *term = terms->items[i];
        if ((term == present && !situation->rest[dimension]) ||
            (best != NULL && !more_general(term, best))) {
            continue;
        }
        cover->select[dimension] = term->below;
        if (covers_all(cover, set)) {
            best = term;
        }
    }
    if (best != NULL) {
        situation->at[dimension] = best;
        situation->rest[dimension] = false;
    }
    cover->select[dimension] = situation->rest[dimension]
                                   ? cover->one[dimension]
                                   : situation->at[dimension]->below;
}

/* `set` is what is left of `whole` under the facts of the way. */
static void generalise(struct analysis *analysis, const uint32_t sets[2],
                       const struct way *way, struct situation *situation)
{
    uint32_t set = sets[0];
    uint32_t whole = sets[1];
    const struct policy *policy = analysis->policy;
    struct cover cover = { .diagrams = analysis->diagrams };
    for (int d = 0; d < DIMENSION_COUNT; d++) {
        const struct terms *terms = &policy->terms[dimension_space[d]];
        uint32_t end = way->end[d] > 0 ? way->end[d] : (uint32_t)terms->count;
        situation->at[d] =
            start_at(terms, way->first[d], end, &situation->rest[d]);
        cover.one[d] = bits_create(analysis->arena, terms->count);
        cover.above[d] = bits_create(analysis->arena, terms->count);
        bits_add(cover.one[d], situation->at[d]->number);
        cover.select[d] =
            situation->rest[d] ? cover.one[d] : situation->at[d]->below;
    }
    for (int d = 0; d < DIMENSION_COUNT; d++) {
        widen(&cover, set, &policy->terms[dimension_space[d]], d, situation);
    }
    situation->any_facts = covers_all(&cover, whole);
}

bool witness_find(struct analysis *analysis, uint32_t set,
                  struct situation *situation)
{
    *situation = (struct situation){ 0 };
    if (set == SET_EMPTY || diagrams_exhausted(analysis->diagrams)) {
        return false;
    }
    const struct terms *conditions = &analysis->policy->terms[KIND_CONDITION];
    struct way way = { .facts =
                           bits_create(analysis->arena, conditions->count) };
    follow(analysis, set, visits_begin(analysis->diagrams), &way);
    situation->facts = way.facts;
    struct bits *closed = bits_copy(analysis->arena, way.facts);
    facts_close(conditions, closed);
    uint32_t there = diagram_given(analysis->diagrams, set,
                                   analysis_holds(analysis, closed));
    generalise(analysis, (uint32_t[2]){ there, set }, &way, situation);
    return true;
}

struct point witness_point(struct analysis *analysis,
                           const struct situation *situation)
{
    const struct policy *policy = analysis->policy;
    struct point point = { 0 };
    for (int d = 0; d < DIMENSION_COUNT; d++) {
        const struct term *term = situation->at[d];
        if (!situation->rest[d]) { /* a leaf reads best, and any will do */
            while (term->child_count > 0) {
                term = term->children[0];
            }
        }
        point.at[d] = term->number;
    }
    struct bits *facts = bits_copy(analysis->arena, situation->facts);
    facts_close(&policy->terms[KIND_CONDITION], facts);
    point.facts = facts;
    return point;
}
