/* Purposes that are kept alike share their bounds, and a bound that several
 * purposes have is told once. Invariant: every bound of the keeping diagram at
 * a purpose in use is told, and no other. */

#include "emit/periods.h"

#include "base/arena.h"

#include <string.h>

/* Where a bound is looked for: in `keeping`, of data that is used in `uses`. */
struct period {
    uint32_t keeping, uses;
};

/* The bound as the statement words it: of its times the one that is as long.
 * Its condition is told where the data may be had without it. */
static void add_bound(const struct practice *practice, struct cell *cell,
                      uint32_t uses, size_t index, uint64_t seconds)
{
    const struct phrasing *phrasing = &practice->phrasing;
    const struct statement *statement = practice->policy->statements[index];
    uint32_t facts = phrasing_facts(phrasing, statement);
    bool always = diagram_combine(practice->diagrams, &set_minus, uses,
                                  facts) == SET_EMPTY;
    for (size_t i = 0; i < statement->time_count; i++) {
        struct time time = statement->times[i];
        if (time.kind > TIME_AT_LEAST || time.seconds != seconds) {
            continue;
        }
        time.kind = time.kind == TIME_WITHIN ? TIME_UP_TO : time.kind;
        struct text text = { NULL, 0, 0 };
        phrasing->language->time(practice->policy, &time, &text);
        const char *phrase = phrasing_taken(phrasing, &text);
        cell_claim(practice->arena, cell,
                   always ? phrase : phrasing_under(phrasing, facts, phrase),
                   warrant_of(phrasing->analysis->arena, statement->index));
    }
}

static struct cell bounds_of(const struct practice *practice,
                             const struct period *period)
{
    const struct analysis *analysis = practice->phrasing.analysis;
    struct bits *values = bits_create(practice->arena, analysis->keeping_count);
    diagram_values(practice->diagrams, period->keeping, values);
    struct cell cell = { .count = 0 };
    for (size_t v = bits_next(values, 0); v < values->size;
         v = bits_next(values, v + 1)) {
        const struct keeping *keeping = &analysis->keepings[v];
        if (keeping->up_to_statement != SIZE_MAX) {
            add_bound(practice, &cell, period->uses, keeping->up_to_statement,
                      keeping->up_to);
        }
        if (keeping->at_least_statement != SIZE_MAX) {
            add_bound(practice, &cell, period->uses,
                      keeping->at_least_statement, keeping->at_least);
        }
    }
    if (cell.count == 0) {
        cell_add(practice->arena, &cell,
                 practice->phrasing.language->headings->no_limit);
    }
    return cell;
}

/* A bound, and the purposes for which it holds. */
struct bound {
    const char *phrase;
    struct warrant warrant;
    struct bits *purposes;
};

struct bounds {
    struct bound *items;
    size_t count;
};

static void bounds_add(const struct practice *practice, struct bounds *bounds,
                       const struct bound *bound)
{
    for (size_t i = 0; i < bounds->count; i++) {
        struct bound *there = &bounds->items[i];
        if (strcmp(there->phrase, bound->phrase) == 0) {
            bits_unite(there->purposes, bound->purposes);
            there->warrant.statements =
                claims_union(practice->arena, &there->warrant.statements,
                             &bound->warrant.statements);
            return;
        }
    }
    bounds->items = arena_extend(practice->arena, bounds->items, bounds->count,
                                 sizeof *bounds->items);
    struct bound *added = &bounds->items[bounds->count++];
    *added = *bound;
    added->purposes = bits_copy(practice->arena, bound->purposes);
}

static const char *bound_phrase(const struct practice *practice,
                                const struct bound *bound,
                                const struct bits *used)
{
    const struct phrasing *phrasing = &practice->phrasing;
    if (bits_equal(bound->purposes, used)) {
        return bound->phrase;
    }
    struct cell parts =
        phrasing_points(phrasing, KIND_PURPOSE, bound->purposes);
    return phrasing_filled(phrasing, phrasing->language->headings->keeping_for,
                           bound->phrase, phrasing_list(phrasing, &parts));
}

/* Adds the bounds of the group's purposes. */
static void group_bounds(const struct practice *practice,
                         const struct group *group, uint32_t uses,
                         struct bounds *bounds)
{
    struct period period = { group->to, SET_EMPTY };
    for (size_t n = bits_next(group->points, 0); n < group->points->size;
         n = bits_next(group->points, n + 1)) {
        period.uses =
            diagram_combine(practice->diagrams, &set_or, period.uses,
                            node_follow(practice->diagrams, uses,
                                        DIMENSION_PURPOSE, (uint32_t)n));
    }
    struct cell phrases = bounds_of(practice, &period);
    for (size_t i = 0; i < phrases.count; i++) {
        struct bound bound = { phrases.items[i], phrases.warrants[i],
                               group->points };
        bounds_add(practice, bounds, &bound);
    }
}

struct cell periods_of(const struct practice *practice, uint32_t uses,
                       uint32_t keeping, const struct bits *used)
{
    struct groups groups =
        practice_groups(practice, DIMENSION_PURPOSE, keeping);
    struct bounds bounds = { NULL, 0 };
    for (size_t p = bits_next(used, 0); p < used->size;
         p = bits_next(used, p + 1)) {
        struct group *group = group_of(&groups, p);
        bits_intersect(group->points, used);
        if (bits_next(group->points, 0) == p) { /* its first purpose */
            group_bounds(practice, group, uses, &bounds);
        }
    }
    struct cell cell = { .count = 0 };
    for (size_t i = 0; i < bounds.count; i++) {
        cell_claim(practice->arena, &cell,
                   bound_phrase(practice, &bounds.items[i], used),
                   bounds.items[i].warrant);
    }
    return cell;
}
