/* The common ground. Its condition levels are those that a rule of either side
 * names, each side's in the order of that side as far as both orders allow, so
 * that a side's diagrams keep their shape; and of the rest only those from
 * which the sides conclude what they conclude from no rule's condition. */

#include "diff/common.h"

#include "base/arena.h"
#include "diagram/intern.h"
#include "diagram/keeping.h"
#include "diagram/outcome.h"

#include <string.h>

int level_space(int level)
{
    return level < DIMENSION_COUNT ? dimension_space[level]
           : level == LEVEL_EVENT  ? (int)KIND_EVENT
                                   : (int)KIND_RIGHT;
}

/* --- conditions ------------------------------------------------------- */

/* What follows from a joint condition: the conditions that rules name, those
 * of the older side, then those of the newer. */
struct effects {
    struct arena *arena;
    const struct joint *joint;
    size_t *place[SIDE_COUNT]; /* [the side's condition]; SIZE_MAX: no rule */
    size_t count;
    struct bits **of; /* [joint condition]; NULL where there are none */
};

static const struct bits *used_by(const struct joint *joint, size_t side)
{
    return joint->sides[side].policy->conditions_used;
}

static void number_places(struct effects *effects)
{
    for (size_t side = 0; side < SIDE_COUNT; side++) {
        const struct bits *used = used_by(effects->joint, side);
        effects->place[side] =
            arena_array(effects->arena, used->size, sizeof(size_t));
        for (size_t i = 0; i < used->size; i++) {
            effects->place[side][i] =
                bits_has(used, i) ? effects->count++ : SIZE_MAX;
        }
    }
}

static struct bits *effect_of(struct effects *effects, size_t condition)
{
    struct bits *effect = NULL;
    for (size_t side = 0; side < SIDE_COUNT; side++) {
        const struct bits *implied =
            effects->joint->sides[side].implied[condition];
        for (size_t i = bits_next(implied, 0); i < implied->size;
             i = bits_next(implied, i + 1)) {
            size_t place = effects->place[side][i];
            if (place == SIZE_MAX) {
                continue;
            }
            if (effect == NULL) {
                effect = bits_create(effects->arena, effects->count);
            }
            bits_add(effect, place);
        }
    }
    return effect;
}

static struct effects find_effects(struct arena *arena,
                                   const struct joint *joint)
{
    struct effects effects = { .arena = arena, .joint = joint };
    size_t count = joint->policy->terms[KIND_CONDITION].count;
    number_places(&effects);
    effects.of = arena_array(arena, count, sizeof *effects.of);
    for (size_t i = 1; i < count; i++) {
        effects.of[i] = effect_of(&effects, i);
    }
    return effects;
}

static void add_level(struct analysis *analysis, size_t condition)
{
    if (analysis->condition_level[condition] >= 0) {
        return;
    }
    analysis->conditions =
        arena_extend(analysis->arena, (void *)analysis->conditions,
                     analysis->condition_count, sizeof *analysis->conditions);
    analysis->condition_level[condition] =
        LEVEL_CONDITIONS + (int)analysis->condition_count;
    analysis->conditions[analysis->condition_count++] =
        analysis->policy->terms[KIND_CONDITION].items[condition];
}

/* The joint numbers of the conditions that rules of the side name, in the order
 * of its levels. */
static uint16_t *side_order(const struct common *common, size_t side,
                            size_t *count)
{
    const struct analysis *analysis = common->sides[side];
    const struct joint_side *view = &common->joint->sides[side];
    const struct bits *used = used_by(common->joint, side);
    uint16_t *order =
        arena_array(common->arena, analysis->condition_count, sizeof *order);
    *count = 0;
    for (size_t i = 0; i < analysis->condition_count; i++) {
        size_t number = analysis->conditions[i]->number;
        if (bits_has(used, number)) {
            order[(*count)++] = view->joint[KIND_CONDITION][number];
        }
    }
    return order;
}

/* The newer order; what only the older has stands where it stood there. */
static void merge_orders(struct common *common)
{
    struct analysis *analysis = common->analysis;
    size_t old_count;
    size_t new_count;
    const uint16_t *old = side_order(common, SIDE_OLD, &old_count);
    const uint16_t *new = side_order(common, SIDE_NEW, &new_count);
    struct bits *newer = bits_create(
        common->arena, analysis->policy->terms[KIND_CONDITION].count);
    for (size_t i = 0; i < new_count; i++) {
        bits_add(newer, new[i]);
    }
    size_t at = 0;
    for (size_t i = 0; i < new_count; i++) {
        size_t here = 0;
        while (here < old_count && old[here] != new[i]) {
            here++;
        }
        for (; here < old_count && at < here; at++) {
            if (!bits_has(newer, old[at])) {
                add_level(analysis, old[at]);
            }
        }
        add_level(analysis, new[i]);
    }
    for (; at < old_count; at++) {
        add_level(analysis, old[at]);
    }
}

/* Whether what follows from a condition that no rule names is more than what
 * follows from all of those that conclude part of it. */
static bool tells_apart(const struct effects *effects,
                        const struct analysis *analysis, size_t condition,
                        struct bits *room)
{
    const struct bits *effect = effects->of[condition];
    memset(room->word, 0, (room->size + 63) / 64 * sizeof *room->word);
    for (size_t i = 0; i < analysis->condition_count; i++) {
        const struct bits *other = effects->of[analysis->conditions[i]->number];
        if (bits_within(other, effect)) {
            bits_unite(room, other);
        }
    }
    return !bits_equal(room, effect);
}

static const struct bits *implied_levels(const struct effects *effects,
                                         const struct analysis *analysis,
                                         size_t condition)
{
    struct bits *implied =
        bits_create(effects->arena, analysis->condition_count);
    const struct bits *effect = effects->of[condition];
    for (size_t i = 0; effect != NULL && i < analysis->condition_count; i++) {
        if (bits_within(effects->of[analysis->conditions[i]->number], effect)) {
            bits_add(implied, i);
        }
    }
    return implied;
}

static void order_levels(struct common *common)
{
    struct analysis *analysis = common->analysis;
    size_t count = analysis->policy->terms[KIND_CONDITION].count;
    analysis->condition_level = arena_array(common->arena, count, sizeof(int));
    for (size_t i = 0; i < count; i++) {
        analysis->condition_level[i] = -1;
    }
    merge_orders(common);
    struct effects effects = find_effects(common->arena, common->joint);
    struct bits *room = bits_create(common->arena, effects.count);
    for (size_t i = 1; i < count; i++) {
        if (effects.of[i] != NULL && tells_apart(&effects, analysis, i, room)) {
            add_level(analysis, i);
        }
    }
    common->implied =
        arena_array(common->arena, count, sizeof *common->implied);
    for (size_t i = 0; i < count; i++) {
        common->implied[i] = implied_levels(&effects, analysis, i);
    }
}

/* --- points ----------------------------------------------------------- */

/* The events of a compound, in joint numbers. */
static const struct bits *joint_events(const struct common *common, size_t side,
                                       const struct compound *compound)
{
    const struct joint *joint = common->joint;
    struct bits *events =
        bits_create(common->arena, joint->policy->terms[KIND_EVENT].count);
    for (size_t i = bits_next(compound->events, 0); i < compound->events->size;
         i = bits_next(compound->events, i + 1)) {
        bits_add(events, joint->sides[side].joint[KIND_EVENT][i]);
    }
    return events;
}

static size_t add_compound(struct analysis *analysis,
                           enum tree_event_choice choice,
                           const struct bits *events)
{
    for (size_t i = 0; i < analysis->compound_count; i++) {
        if (analysis->compounds[i].choice == choice &&
            bits_equal(analysis->compounds[i].events, events)) {
            return i;
        }
    }
    analysis->compounds =
        arena_extend(analysis->arena, analysis->compounds,
                     analysis->compound_count, sizeof *analysis->compounds);
    analysis->compounds[analysis->compound_count] =
        (struct compound){ .choice = choice, .events = events };
    return analysis->compound_count++;
}

/* `places[side][i]` is the joint number of the side's compound i. */
static void join_compounds(struct common *common, size_t *places[SIDE_COUNT])
{
    for (size_t side = 0; side < SIDE_COUNT; side++) {
        const struct analysis *from = common->sides[side];
        places[side] =
            arena_array(common->arena, from->compound_count, sizeof(size_t));
        for (size_t i = 0; i < from->compound_count; i++) {
            const struct compound *compound = &from->compounds[i];
            places[side][i] =
                add_compound(common->analysis, compound->choice,
                             joint_events(common, side, compound));
        }
    }
}

/* A clock that the side does not know starts at an event it does not name. */
static void map_points(struct common *common, size_t side,
                       const size_t *compounds)
{
    const struct analysis *analysis = common->analysis;
    const struct analysis *from = common->sides[side];
    for (int level = 0; level < LEVEL_CONDITIONS; level++) {
        int space = level_space(level);
        size_t count = analysis->policy->terms[space].count;
        size_t more = level == LEVEL_EVENT ? analysis->compound_count : 0;
        uint32_t *points =
            arena_array(common->arena, count + more, sizeof *points);
        for (size_t i = 0; i < count; i++) {
            points[i] = common->joint->sides[side].point[space][i];
        }
        for (size_t i = 0; more > 0 && i < from->compound_count; i++) {
            points[count + compounds[i]] =
                (uint32_t)(from->policy->terms[space].count + i);
        }
        common->points[side][level] = points;
    }
}

static void create_diagrams(struct analysis *analysis, size_t budget)
{
    size_t count = LEVEL_CONDITIONS + analysis->condition_count;
    uint32_t *size = arena_array(analysis->arena, count, sizeof *size);
    for (int level = 0; level < LEVEL_CONDITIONS; level++) {
        size[level] =
            (uint32_t)analysis->policy->terms[level_space(level)].count;
    }
    size[LEVEL_EVENT] += (uint32_t)analysis->compound_count;
    for (size_t i = LEVEL_CONDITIONS; i < count; i++) {
        size[i] = 2;
    }
    analysis->diagrams = diagrams_create(size, count, budget);
}

/* --- the whole -------------------------------------------------------- */

struct common *common_create(struct arena *arena, const struct joint *joint,
                             struct analysis *const sides[SIDE_COUNT],
                             size_t budget)
{
    struct common *common = arena_allocate(arena, sizeof *common);
    struct analysis *analysis = arena_allocate(arena, sizeof *analysis);
    size_t *compounds[SIDE_COUNT];
    common->arena = arena;
    common->joint = joint;
    common->analysis = analysis;
    analysis->arena = arena;
    analysis->policy = joint->policy;
    analysis->outcome_numbers = interner_create();
    analysis->keeping_numbers = interner_create();
    for (size_t side = 0; side < SIDE_COUNT; side++) {
        common->sides[side] = sides[side];
    }
    order_levels(common);
    join_compounds(common, compounds);
    create_diagrams(analysis, budget);
    analysis_outcome(analysis, &outcome_silence);
    analysis_keeping(analysis, &keeping_nothing);
    for (size_t side = 0; side < SIDE_COUNT; side++) {
        map_points(common, side, compounds[side]);
        common->passages[side] = passage_create(common, side);
    }
    return common;
}

void common_destroy(struct common *common)
{
    if (common == NULL) {
        return;
    }
    for (size_t side = 0; side < SIDE_COUNT; side++) {
        passage_destroy(common->passages[side]);
    }
    analysis_destroy(common->analysis);
}

/* --- facts ------------------------------------------------------------ */

static void mark_levels(struct diagrams *diagrams, uint32_t node,
                        struct bits *levels, struct bits *seen)
{
    if (node_is_terminal(node) || bits_has(seen, node)) {
        return;
    }
    size_t count;
    const struct edge *edges = node_edges(diagrams, node, &count);
    int level = node_level(diagrams, node);
    bits_add(seen, node);
    if (level >= LEVEL_CONDITIONS) {
        bits_add(levels, (size_t)(level - LEVEL_CONDITIONS));
    }
    for (size_t i = 0; i < count; i++) {
        mark_levels(diagrams, edges[i].to, levels, seen);
    }
}

static uint32_t literal(struct diagrams *diagrams, size_t condition, bool holds)
{
    struct edge edges[2] = { { 1, holds ? SET_EMPTY : SET_ALL },
                             { 2, holds ? SET_ALL : SET_EMPTY } };
    return node_make(diagrams, LEVEL_CONDITIONS + (int)condition, edges, 2);
}

uint32_t common_fact(struct common *common, size_t level, bool holds)
{
    return literal(common->analysis->diagrams, level, holds);
}

uint32_t common_unclosed(struct common *common, uint32_t set)
{
    struct diagrams *diagrams = common->analysis->diagrams;
    struct arena *scratch = arena_create();
    size_t levels = common->analysis->condition_count;
    struct bits *part = bits_create(scratch, levels);
    struct bits *seen = bits_create(scratch, diagrams_node_count(diagrams) + 1);
    uint32_t unclosed = SET_EMPTY;
    mark_levels(diagrams, set, part, seen);
    for (size_t i = bits_next(part, 0); i < levels;
         i = bits_next(part, i + 1)) {
        for (size_t n = bits_next(part, 0); n < levels;
             n = bits_next(part, n + 1)) {
            const struct term *term = common->analysis->conditions[i];
            if (n != i && bits_has(common->implied[term->number], n)) {
                uint32_t lacks = diagram_combine(diagrams, &set_and,
                                                 literal(diagrams, i, true),
                                                 literal(diagrams, n, false));
                unclosed = diagram_combine(diagrams, &set_or, unclosed, lacks);
            }
        }
    }
    arena_destroy(scratch);
    return unclosed;
}

struct bits *common_close(const struct common *common, const struct bits *facts)
{
    const struct analysis *analysis = common->analysis;
    struct bits *closed = bits_copy(common->arena, facts);
    for (size_t i = bits_next(facts, 0); i < facts->size;
         i = bits_next(facts, i + 1)) {
        const struct bits *implied = common->implied[i];
        for (size_t n = bits_next(implied, 0); n < implied->size;
             n = bits_next(implied, n + 1)) {
            bits_add(closed, analysis->conditions[n]->number);
        }
    }
    return closed;
}

/* --- situations ------------------------------------------------------- */

struct point common_point(const struct common *common, size_t side,
                          const struct spot *spot)
{
    struct point point = { 0 };
    for (int d = 0; d < DIMENSION_COUNT; d++) {
        point.at[d] = (uint16_t)common->points[side][d][spot->at[d]];
    }
    point.facts = joint_facts(common->arena, common->joint, side, spot->facts);
    return point;
}

uint32_t common_value(const struct common *common, uint32_t node,
                      const struct spot *spot)
{
    const struct analysis *analysis = common->analysis;
    while (!node_is_terminal(node)) {
        int level = node_level(analysis->diagrams, node);
        uint32_t point =
            level < LEVEL_CONDITIONS
                ? spot->at[level]
                : bits_has(
                      spot->facts,
                      analysis->conditions[level - LEVEL_CONDITIONS]->number);
        node = node_follow(analysis->diagrams, node, level, point);
    }
    return node_value(node);
}
