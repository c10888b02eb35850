/* Pairs of values, sets of the common ground, and the way from a set to
 * changes: what every family of changes does alike. */

#include "diff/family.h"

#include "base/arena.h"
#include "diagram/intern.h"

#include <string.h>

/* --- pairs ------------------------------------------------------------ */

static uint32_t value_pair(void *context, uint32_t old, uint32_t new)
{
    struct pairs *pairs = context;
    if (old == new) {
        return 0;
    }
    struct pair pair = { old, new };
    bool added;
    uint32_t number =
        interner_number(pairs->numbers, &pair, sizeof pair, &added);
    if (added) {
        pairs->items = arena_extend(pairs->arena, pairs->items, pairs->count,
                                    sizeof *pairs->items);
        pairs->items[pairs->count++] = pair;
    }
    return number + 1;
}

/* What is the same node on both sides is not looked into: the cost is that of
 * the change. */
static bool shortcut_pair(void *context, uint32_t old, uint32_t new,
                          uint32_t *result)
{
    (void)context;
    *result = SET_EMPTY;
    return old == new;
}

struct paired family_pair(struct diff *diff, int whose, uint32_t old,
                          uint32_t new)
{
    struct pairs *pairs = &diff->comparing->pairs[whose];
    struct operation pair = { value_pair, shortcut_pair, pairs,
                              false,      NOTHING_ASKS,  NOTHING_ASKS };
    return (struct paired){ pairs,
                            diagram_combine(diff->common->analysis->diagrams,
                                            &pair, old, new) };
}

/* Which pairs make up a set. */
struct choice {
    const struct pairs *pairs;
    bool (*is)(const void *context, const struct pair *pair);
    const void *context;
};

static uint32_t value_chosen(void *context, uint32_t value)
{
    const struct choice *choice = context;
    return value > 0 &&
           choice->is(choice->context, &choice->pairs->items[value - 1]);
}

uint32_t family_set(struct diff *diff, struct paired paired,
                    bool (*is)(const void *context, const struct pair *pair),
                    const void *context)
{
    struct choice choice = { paired.pairs, is, context };
    return diagram_map(diff->common->analysis->diagrams, paired.node,
                       value_chosen, &choice);
}

static bool is_any(const void *context, const struct pair *pair)
{
    (void)context;
    (void)pair;
    return true;
}

uint32_t family_changed(struct diff *diff, struct paired paired)
{
    return family_set(diff, paired, is_any, NULL);
}

/* --- sets ------------------------------------------------------------- */

uint32_t family_and(struct diff *diff, uint32_t a, uint32_t b)
{
    return diagram_combine(diff->common->analysis->diagrams, &set_and, a, b);
}

uint32_t family_or(struct diff *diff, uint32_t a, uint32_t b)
{
    return diagram_combine(diff->common->analysis->diagrams, &set_or, a, b);
}

uint32_t family_minus(struct diff *diff, uint32_t a, uint32_t b)
{
    return diagram_combine(diff->common->analysis->diagrams, &set_minus, a, b);
}

uint32_t family_at(struct diff *diff, int level, const struct bits *points)
{
    return diagram_select(diff->common->analysis->diagrams, level, points,
                          SET_ALL, SET_EMPTY);
}

uint32_t family_around(struct diff *diff, const struct region *region, int open)
{
    uint32_t set = SET_ALL;
    for (int level = LEVEL_CONDITIONS - 1; level >= 0; level--) {
        if (level != open) {
            set = diagram_select(diff->common->analysis->diagrams, level,
                                 region->select[level], set, SET_EMPTY);
        }
    }
    return set;
}

/* A level on its way out of a set. */
struct leaving {
    struct diagrams *diagrams;
    int level;
    const struct bits *points;
    struct arena *arena;
    uint32_t *known; /* by node of the set: 1 + what it became; 0: unknown */
};

static uint32_t leave(struct leaving *leaving, uint32_t node)
{
    struct diagrams *diagrams = leaving->diagrams;
    int level = node_level(diagrams, node);
    if (level > leaving->level) {
        return node;
    }
    if (leaving->known[node] != 0) {
        return leaving->known[node] - 1;
    }
    size_t count;
    const struct edge *edges = node_edges(diagrams, node, &count);
    struct edge *copy = arena_array(leaving->arena, count, sizeof *copy);
    uint32_t result = SET_EMPTY;
    size_t start = 0;
    for (size_t i = 0; i < count; start = edges[i++].end) {
        if (level < leaving->level) {
            copy[i] =
                (struct edge){ edges[i].end, leave(leaving, edges[i].to) };
        } else if (leaving->points == NULL ||
                   bits_next(leaving->points, start) < edges[i].end) {
            result = diagram_combine(diagrams, &set_or, result, edges[i].to);
        }
    }
    if (level < leaving->level) {
        result = node_make(diagrams, level, copy, count);
    }
    leaving->known[node] = result + 1;
    return result;
}

uint32_t family_exists(struct diff *diff, uint32_t set, int level,
                       const struct bits *points)
{
    struct leaving leaving = { .diagrams = diff->common->analysis->diagrams,
                               .level = level,
                               .points = points,
                               .arena = arena_create() };
    if (!node_is_terminal(set)) {
        leaving.known =
            arena_array(leaving.arena, (size_t)set + 1, sizeof *leaving.known);
        set = leave(&leaving, set);
    }
    arena_destroy(leaving.arena);
    return set;
}

static uint32_t value_allows(void *context, uint32_t value)
{
    const struct analysis *analysis = context;
    return analysis->outcomes[value - 1].verdict == VERDICT_ALLOW;
}

uint32_t family_allowed(struct diff *diff, size_t side)
{
    struct comparing *comparing = diff->comparing;
    struct analysis *analysis = diff->common->analysis;
    if (!comparing->allowed_known[side] &&
        !diagrams_exhausted(analysis->diagrams)) {
        comparing->allowed[side] =
            diagram_map(analysis->diagrams, comparing->verdict[side],
                        value_allows, analysis);
        comparing->allowed_known[side] = true;
    }
    return comparing->allowed[side];
}

struct bits *family_actions(const struct diff *diff, const char *path,
                            bool outside)
{
    const struct terms *actions =
        &diff->common->joint->policy->terms[KIND_ACTION];
    struct bits *points = bits_create(diff->arena, actions->count);
    for (size_t i = 1; i < actions->count; i++) {
        if (strcmp(actions->items[i]->path, path) == 0) {
            bits_unite(points, actions->items[i]->below);
        }
    }
    if (outside) {
        bits_complement(points);
    }
    return points;
}

/* --- changes ---------------------------------------------------------- */

struct change *family_change(struct diff *diff)
{
    diff->changes = arena_extend(diff->arena, diff->changes, diff->count,
                                 sizeof *diff->changes);
    return &diff->changes[diff->count++];
}

static bool is_told(struct diff *diff, const struct region *region,
                    uint32_t told)
{
    uint32_t rest = family_minus(diff, region->set, told);
    return family_minus(diff, rest, common_unclosed(diff->common, rest)) ==
           SET_EMPTY;
}

void family_add(struct diff *diff, uint32_t set, const struct family *family)
{
    size_t count;
    struct region *regions = region_cover(diff->common, set, &count);
    for (size_t i = 0; i < count; i++) {
        if (is_told(diff, &regions[i], family->told)) {
            continue;
        }
        struct change *change = family_change(diff);
        *change = family->like;
        change->region = &regions[i];
        family->tell(diff, change, family->context);
    }
}

void family_mention(struct diff *diff, struct change *change, size_t side,
                    const struct statement *statement)
{
    for (size_t i = 0; i < change->statement_count[side]; i++) {
        if (change->statements[side][i] == statement) {
            return;
        }
    }
    change->statements[side] = arena_extend(
        diff->arena, (void *)change->statements[side],
        change->statement_count[side], sizeof *change->statements[side]);
    change->statements[side][change->statement_count[side]++] = statement;
}

void family_decide(struct diff *diff, struct change *change)
{
    struct arena *scratch = arena_create();
    for (size_t side = 0; side < SIDE_COUNT; side++) {
        struct point point =
            common_point(diff->common, side, &change->region->spot);
        struct ruling ruling =
            evaluate(scratch, diff->sides[side]->policy, &point);
        for (size_t i = 0; i < ruling.deciding_count; i++) {
            family_mention(diff, change, side, ruling.deciding[i]);
        }
    }
    arena_destroy(scratch);
}

uint32_t family_value(const struct diff *diff, size_t side, uint32_t node,
                      const struct spot *spot)
{
    const struct analysis *analysis = diff->common->sides[side];
    struct point point = common_point(diff->common, side, spot);
    while (!node_is_terminal(node)) {
        int level = node_level(analysis->diagrams, node);
        uint32_t at =
            level < LEVEL_CONDITIONS
                ? diff->common->points[side][level][spot->at[level]]
                : bits_has(
                      point.facts,
                      analysis->conditions[level - LEVEL_CONDITIONS]->number);
        node = node_follow(analysis->diagrams, node, level, at);
    }
    return node_value(node);
}
