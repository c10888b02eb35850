/* Covering a set by regions, greedily. The first situation that is not covered
 * yet is widened, level by level, to all points for which the whole choice is
 * still not covered, under the facts that the situation allows. Where that is
 * told in fewer words with points that another region has already, those are
 * chosen too: "all data for marketing" beside "email for any purpose", not "all
 * data but email". What the region has is taken away, and so on. The invariant:
 * `left` holds the situations of the set that no region has. */

#include "diff/region.h"

#include "base/arena.h"
#include "diagram/table.h"
#include "diff/selection.h"

enum {
    MOST_REGIONS = 200, /* of one set, before the rest is told as a whole */
    MOST_TIDIED = 64,   /* before needless ones are no longer looked for */
};

/* A region while it grows. */
struct growth {
    struct common *common;
    struct diagrams *diagrams;
    struct arena *arena; /* of this region alone */
    uint32_t facts;      /* the least that every point must allow */
    struct bits *select[LEVEL_CONDITIONS];
    int level; /* being widened */
    uint32_t round;
};

static size_t size_of(const struct growth *growth, int level)
{
    return diagrams_level_size(growth->diagrams, (size_t)level);
}

/* --- the first situation ---------------------------------------------- */

/* The first point of each level at which the set has any, and the facts there
 * as a set. */
static uint32_t first_spot(struct growth *growth, uint32_t node,
                           struct spot *spot)
{
    *spot = (struct spot){ { 0 }, NULL };
    while (node_level(growth->diagrams, node) < LEVEL_CONDITIONS) {
        size_t count;
        const struct edge *edges = node_edges(growth->diagrams, node, &count);
        size_t i = edges[0].to == SET_EMPTY ? 1 : 0;
        spot->at[node_level(growth->diagrams, node)] =
            i == 0 ? 0 : edges[i - 1].end;
        node = edges[i].to;
    }
    return node;
}

/* Facts with as few conditions as lead into the set, which is not empty. */
static const struct bits *first_facts(const struct common *common,
                                      uint32_t node)
{
    const struct analysis *analysis = common->analysis;
    struct bits *facts = bits_create(
        common->arena, analysis->policy->terms[KIND_CONDITION].count);
    while (!node_is_terminal(node)) {
        int level = node_level(analysis->diagrams, node);
        uint32_t absent = node_follow(analysis->diagrams, node, level, 0);
        if (absent == SET_EMPTY) {
            bits_add(facts,
                     analysis->conditions[level - LEVEL_CONDITIONS]->number);
            node = node_follow(analysis->diagrams, node, level, 1);
        } else {
            node = absent;
        }
    }
    return facts;
}

/* --- widening --------------------------------------------------------- */

/* Whether every chosen point below the level being widened allows the facts. */
static bool allows(struct growth *growth, uint32_t node)
{
    struct diagrams *diagrams = growth->diagrams;
    int level = node_level(diagrams, node);
    if (level >= LEVEL_CONDITIONS) {
        return diagram_combine(diagrams, &set_minus, growth->facts, node) ==
               SET_EMPTY;
    }
    struct visit *visit = &diagrams->visits[node];
    if (visit->round == growth->round) {
        return visit->value != 0;
    }
    size_t count;
    const struct edge *edges = node_edges(diagrams, node, &count);
    const struct bits *select = growth->select[level];
    bool all = true;
    size_t start = 0;
    for (size_t i = 0; i < count && all; i++) {
        all = bits_next(select, start) >= edges[i].end ||
              allows(growth, edges[i].to);
        start = edges[i].end;
    }
    visit->round = growth->round;
    visit->value = all;
    return all;
}

/* The points of the level being widened at which every chosen point of the
 * others allows the facts. NULL stands for none. */
static struct bits *admitted(struct growth *growth, uint32_t node)
{
    struct diagrams *diagrams = growth->diagrams;
    int level = node_level(diagrams, node);
    size_t size = size_of(growth, growth->level);
    if (level > growth->level) {
        return allows(growth, node) ? bits_full(growth->arena, size) : NULL;
    }
    struct visit *visit = &diagrams->visits[node];
    if (visit->round == growth->round) {
        return (struct bits *)(uintptr_t)visit->value;
    }
    size_t count;
    const struct edge *edges = node_edges(diagrams, node, &count);
    struct bits *points = NULL;
    bool any = false;
    size_t start = 0;
    for (size_t i = 0; i < count; start = edges[i++].end) {
        if (level == growth->level) {
            if (allows(growth, edges[i].to)) {
                points =
                    points != NULL ? points : bits_create(growth->arena, size);
                bits_add_range(points, start, edges[i].end);
            }
        } else if (bits_next(growth->select[level], start) < edges[i].end) {
            struct bits *more = admitted(growth, edges[i].to);
            if (more == NULL) {
                points = NULL;
                break;
            }
            points = any ? points : bits_full(growth->arena, size);
            bits_intersect(points, more);
            any = true;
        }
    }
    visit->round = growth->round;
    visit->value = (uint64_t)(uintptr_t)points;
    return points;
}

static struct bits *admitted_at(struct growth *growth, uint32_t set, int level)
{
    growth->level = level;
    growth->round = visits_begin(growth->diagrams);
    return admitted(growth, set);
}

static const struct terms *terms_of(const struct growth *growth, int level)
{
    return &growth->common->joint->policy->terms[level_space(level)];
}

/* How a level is told; clocks of several events, behind the terms, each by
 * itself. */
static size_t effort_of(struct growth *growth, int level,
                        const struct bits *points)
{
    const struct terms *terms = terms_of(growth, level);
    if (points->size != terms->count) {
        return bits_count(points) == points->size ? 0 : bits_count(points);
    }
    return selection_find(growth->arena, terms, points, NULL).effort;
}

/* A choice of points at every level, as good as it is easy to tell, and of
 * those as easy, as it is large. */
struct widening {
    struct bits *select[LEVEL_CONDITIONS];
    size_t effort;
    double size;
};

/* Widens `first`, then every other level in turn, the last first if `upward`. */
static void widen(struct growth *growth, uint32_t set, const struct spot *spot,
                  int first, bool upward)
{
    for (int level = 0; level < LEVEL_CONDITIONS; level++) {
        growth->select[level] =
            bits_create(growth->arena, size_of(growth, level));
        bits_add(growth->select[level], spot->at[level]);
    }
    for (int i = -1; i < LEVEL_CONDITIONS; i++) {
        int level = i < 0 ? first : upward ? LEVEL_CONDITIONS - 1 - i : i;
        struct bits *points = admitted_at(growth, set, level);
        if (points != NULL) { /* NULL only where the budget is gone */
            growth->select[level] = points;
        }
    }
}

static struct widening judge(struct growth *growth)
{
    struct widening widening = { .size = 1 };
    for (int level = 0; level < LEVEL_CONDITIONS; level++) {
        widening.select[level] = growth->select[level];
        widening.effort += effort_of(growth, level, growth->select[level]);
        widening.size *= (double)bits_count(growth->select[level]);
    }
    return widening;
}

/* Widens in several orders, the level that comes first being the widest. */
static void widen_best(struct growth *growth, uint32_t set,
                       const struct spot *spot)
{
    struct widening best = { .effort = SIZE_MAX };
    for (int first = 0; first < LEVEL_CONDITIONS; first++) {
        for (int upward = 0; upward < 2; upward++) {
            widen(growth, set, spot, first, upward != 0);
            struct widening widening = judge(growth);
            if (widening.effort < best.effort ||
                (widening.effort == best.effort && widening.size > best.size)) {
                best = widening;
            }
        }
    }
    for (int level = 0; level < LEVEL_CONDITIONS; level++) {
        growth->select[level] = best.select[level];
    }
}

/* Chooses points that other regions have, where that is simpler to tell. */
static void simplify(struct growth *growth, uint32_t set, int level)
{
    const struct terms *terms = terms_of(growth, level);
    struct bits *points = growth->select[level];
    if (points->size != terms->count) {
        return; /* events, with clocks of several behind them */
    }
    struct selection told = selection_find(growth->arena, terms, points, NULL);
    bool plain =
        told.count == 1 && !told.items[0].rest && told.except_count == 0;
    struct bits *free = plain ? NULL : admitted_at(growth, set, level);
    if (free != NULL) {
        bits_subtract(free, points);
        told = selection_find(growth->arena, terms, points, free);
        growth->select[level] = selection_points(growth->arena, terms, &told);
    }
}

/* --- one region ------------------------------------------------------- */

/* The facts that every chosen point allows. */
static uint32_t shared_facts(struct growth *growth, uint32_t node)
{
    struct diagrams *diagrams = growth->diagrams;
    int level = node_level(diagrams, node);
    if (level >= LEVEL_CONDITIONS) {
        return node;
    }
    struct visit *visit = &diagrams->visits[node];
    if (visit->round == growth->round) {
        return (uint32_t)visit->value;
    }
    size_t count;
    const struct edge *edges = node_edges(diagrams, node, &count);
    uint32_t shared = SET_ALL;
    size_t start = 0;
    for (size_t i = 0; i < count; start = edges[i++].end) {
        if (bits_next(growth->select[level], start) < edges[i].end) {
            shared = diagram_combine(diagrams, &set_and, shared,
                                     shared_facts(growth, edges[i].to));
        }
    }
    visit->round = growth->round;
    visit->value = shared;
    return shared;
}

static const struct bits *keep(const struct growth *growth, int level)
{
    const struct bits *select = growth->select[level];
    return bits_count(select) == select->size
               ? NULL
               : bits_copy(growth->common->arena, select);
}

/* The region of the first situation that is left. False where only facts that
 * are not closed were left there, which are taken away all the same. */
static bool next_region(struct growth *growth, uint32_t set, uint32_t *left,
                        struct region *region)
{
    struct diagrams *diagrams = growth->diagrams;
    *region = (struct region){ .rest = false };
    growth->facts = first_spot(growth, *left, &region->spot);
    widen_best(growth, *left, &region->spot);
    for (int level = 0; level < LEVEL_CONDITIONS; level++) {
        simplify(growth, set, level);
    }
    growth->round = visits_begin(diagrams);
    uint32_t most = shared_facts(growth, set);
    region->facts = facts_between(growth->common, growth->facts, most);
    uint32_t free = common_unclosed(growth->common, growth->facts);
    uint32_t closed =
        diagram_combine(diagrams, &set_minus, growth->facts, free);
    region->spot.facts = first_facts(growth->common, closed);
    region->set = region->facts.set;
    uint32_t gone = diagram_combine(
        diagrams, &set_or, region->facts.set,
        common_unclosed(growth->common, diagram_combine(diagrams, &set_or,
                                                        growth->facts, most)));
    for (int level = LEVEL_CONDITIONS - 1; level >= 0; level--) {
        region->select[level] = keep(growth, level);
        region->set = diagram_select(diagrams, level, region->select[level],
                                     region->set, SET_EMPTY);
        gone = diagram_select(diagrams, level, region->select[level], gone,
                              SET_EMPTY);
    }
    *left = diagram_combine(diagrams, &set_minus, *left, gone);
    return closed != SET_EMPTY;
}

/* --- all of them ------------------------------------------------------ */

struct regions {
    struct region *items;
    size_t count;
};

static void add_region(struct common *common, struct regions *regions,
                       const struct region *region)
{
    regions->items = arena_extend(common->arena, regions->items, regions->count,
                                  sizeof *regions->items);
    regions->items[regions->count++] = *region;
}

/* Takes out what the others have among them, the last first. */
static void tidy(struct common *common, struct regions *regions)
{
    struct diagrams *diagrams = common->analysis->diagrams;
    for (size_t i = regions->count; i-- > 0 && regions->count > 1;) {
        uint32_t alone = regions->items[i].set;
        uint32_t free = common_unclosed(common, regions->items[i].facts.set);
        alone = diagram_combine(diagrams, &set_minus, alone, free);
        for (size_t n = 0; n < regions->count && alone != SET_EMPTY; n++) {
            if (n != i) {
                alone = diagram_combine(diagrams, &set_minus, alone,
                                        regions->items[n].set);
            }
        }
        if (alone == SET_EMPTY) {
            regions->count--;
            for (size_t n = i; n < regions->count; n++) {
                regions->items[n] = regions->items[n + 1];
            }
        }
    }
}

/* What is left, as one. */
static void add_rest(struct growth *growth, struct regions *regions,
                     uint32_t left)
{
    struct region region = { .set = left, .rest = true };
    region.facts.set = SET_ALL;
    region.spot.facts =
        first_facts(growth->common, first_spot(growth, left, &region.spot));
    add_region(growth->common, regions, &region);
}

struct region *region_cover(struct common *common, uint32_t set, size_t *count)
{
    struct diagrams *diagrams = common->analysis->diagrams;
    struct regions regions = { NULL, 0 };
    uint32_t left = set;
    while (left != SET_EMPTY && !diagrams_exhausted(diagrams)) {
        struct growth growth = { .common = common,
                                 .diagrams = diagrams,
                                 .arena = arena_create() };
        struct region region;
        if (regions.count == MOST_REGIONS) {
            add_rest(&growth, &regions, left);
            left = SET_EMPTY;
        } else if (next_region(&growth, set, &left, &region)) {
            add_region(common, &regions, &region);
        }
        arena_destroy(growth.arena);
    }
    if (regions.count <= MOST_TIDIED && !diagrams_exhausted(diagrams)) {
        tidy(common, &regions);
    }
    *count = diagrams_exhausted(diagrams) ? 0 : regions.count;
    return regions.items;
}

bool region_has(const struct common *common, const struct region *region,
                const struct spot *spot)
{
    for (int level = 0; level < LEVEL_CONDITIONS; level++) {
        if (region->select[level] != NULL &&
            !bits_has(region->select[level], spot->at[level])) {
            return false;
        }
    }
    struct spot closed = *spot;
    closed.facts = common_close(common, spot->facts);
    return common_value(common, region->set, &closed) != 0;
}
