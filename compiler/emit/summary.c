/* The summary table, from the verdict diagram. Data points that are treated
 * alike share a row, purposes and recipients that are treated alike share a
 * phrase; what decides is the set of facts, subjects and regions under which
 * something of the kind is allowed. Invariant: data is in
 * exactly one row, or in none where nothing is allowed with it. */

#include "emit/summary.h"

#include "base/arena.h"

#include <assert.h>
#include <string.h>

struct summarizer {
    struct phrasing phrasing;
    struct diagrams *diagrams;
    const struct policy *policy;
    struct arena *arena;
    uint32_t uses;    /* from the data level: what we may do but disclose */
    uint32_t gifts;   /* from the data level: what we may disclose */
    uint32_t keeping; /* from the data level: values index keepings */
};

/* How the data of a row is treated: roots below the data level. */
struct treatment {
    uint32_t uses;    /* purpose, subject, region, facts */
    uint32_t gifts;   /* recipient, subject, region, facts */
    uint32_t keeping; /* purpose, ... */
};

/* --- purposes and recipients -------------------------------------------- */

/* The points of a level by where they lead. */
struct group {
    uint32_t to;
    struct bits *points;
};

struct groups {
    struct group *items;
    size_t count;
};

static struct groups group_points(struct summarizer *summarizer, int level,
                                  uint32_t root)
{
    struct groups groups = { NULL, 0 };
    size_t count = summarizer->policy->terms[dimension_space[level]].count;
    for (size_t p = 0; p < count; p++) {
        uint32_t to =
            node_follow(summarizer->diagrams, root, level, (uint32_t)p);
        size_t g = 0;
        while (g < groups.count && groups.items[g].to != to) {
            g++;
        }
        if (g == groups.count) {
            groups.items = arena_extend(summarizer->arena, groups.items,
                                        groups.count, sizeof *groups.items);
            groups.items[groups.count++] =
                (struct group){ to, bits_create(summarizer->arena, count) };
        }
        bits_add(groups.items[g].points, p);
    }
    return groups;
}

/* The group of a point, which is in one. */
static struct group *group_of(const struct groups *groups, size_t point)
{
    struct group *group = groups->items;
    assert(group != NULL && "every point is in a group");
    while (!bits_has(group->points, point)) {
        group++;
    }
    return group;
}

/* What is always allowed comes first, each as a phrase of its own; then what
 * stands under a condition, as one phrase a condition. */
static struct cell cell_of(struct summarizer *summarizer, int level,
                           uint32_t root, size_t ignored)
{
    struct cell cell = { NULL, 0 };
    struct groups groups = group_points(summarizer, level, root);
    for (int pass = 0; pass < 2; pass++) {
        for (size_t g = 0; g < groups.count; g++) {
            struct group *group = &groups.items[g];
            bool always = group->to == SET_ALL;
            if (group->to == SET_EMPTY || always != (pass == 0)) {
                continue;
            }
            if (bits_has(group->points, 0) && ignored > 0) {
                bits_add(group->points, ignored);
            }
            struct cell parts = phrasing_points(
                &summarizer->phrasing, dimension_space[level], group->points);
            if (!always) {
                parts.items[0] = phrasing_under(
                    &summarizer->phrasing, group->to,
                    phrasing_list(&summarizer->phrasing, &parts));
                parts.count = 1;
            }
            for (size_t i = 0; i < parts.count; i++) {
                cell_add(summarizer->arena, &cell, parts.items[i]);
            }
        }
    }
    return cell;
}

/* --- how long ----------------------------------------------------------- */

/* Where a bound is looked for: in `keeping`, of data that is used in `uses`. */
struct period {
    uint32_t keeping, uses;
};

/* The bound as the statement words it: of its times the one that is as long.
 * Its condition is told where the data may be had without it. */
static void add_bound(struct summarizer *summarizer, struct cell *cell,
                      uint32_t uses, size_t index, uint64_t seconds)
{
    struct diagrams *diagrams = summarizer->diagrams;
    const struct statement *statement = summarizer->policy->statements[index];
    uint32_t facts = phrasing_facts(&summarizer->phrasing, statement);
    bool always =
        diagram_combine(diagrams, &set_minus, uses, facts) == SET_EMPTY;
    for (size_t i = 0; i < statement->time_count; i++) {
        struct time time = statement->times[i];
        if (time.kind > TIME_AT_LEAST || time.seconds != seconds) {
            continue;
        }
        time.kind = time.kind == TIME_WITHIN ? TIME_UP_TO : time.kind;
        struct text text = { NULL, 0, 0 };
        summarizer->phrasing.language->time(summarizer->policy, &time, &text);
        const char *phrase = phrasing_taken(&summarizer->phrasing, &text);
        cell_add(summarizer->arena, cell,
                 always ? phrase
                        : phrasing_under(&summarizer->phrasing, facts, phrase));
    }
}

static struct cell bounds_of(struct summarizer *summarizer,
                             const struct period *period)
{
    const struct analysis *analysis = summarizer->phrasing.analysis;
    struct bits *values =
        bits_create(summarizer->arena, analysis->keeping_count);
    diagram_values(summarizer->diagrams, period->keeping, values);
    struct cell cell = { NULL, 0 };
    for (size_t v = bits_next(values, 0); v < values->size;
         v = bits_next(values, v + 1)) {
        const struct keeping *keeping = &analysis->keepings[v];
        if (keeping->up_to_statement != SIZE_MAX) {
            add_bound(summarizer, &cell, period->uses, keeping->up_to_statement,
                      keeping->up_to);
        }
        if (keeping->at_least_statement != SIZE_MAX) {
            add_bound(summarizer, &cell, period->uses,
                      keeping->at_least_statement, keeping->at_least);
        }
    }
    if (cell.count == 0) {
        cell_add(summarizer->arena, &cell,
                 summarizer->phrasing.language->headings->no_limit);
    }
    return cell;
}

/* A bound, and the purposes for which it holds. */
struct bound {
    const char *phrase;
    struct bits *purposes;
};

struct bounds {
    struct bound *items;
    size_t count;
};

static void bounds_add(struct summarizer *summarizer, struct bounds *bounds,
                       const char *phrase, const struct bits *purposes)
{
    for (size_t i = 0; i < bounds->count; i++) {
        if (strcmp(bounds->items[i].phrase, phrase) == 0) {
            bits_unite(bounds->items[i].purposes, purposes);
            return;
        }
    }
    bounds->items = arena_extend(summarizer->arena, bounds->items,
                                 bounds->count, sizeof *bounds->items);
    bounds->items[bounds->count++] =
        (struct bound){ phrase, bits_copy(summarizer->arena, purposes) };
}

/* The bounds for the purposes in `used`, each with its purposes where it does
 * not hold for all of them. */
static struct cell keeping_of(struct summarizer *summarizer,
                              const struct treatment *treatment,
                              const struct bits *used)
{
    struct groups groups =
        group_points(summarizer, DIMENSION_PURPOSE, treatment->keeping);
    struct bounds bounds = { NULL, 0 };
    for (size_t p = bits_next(used, 0); p < used->size;
         p = bits_next(used, p + 1)) {
        struct group *group = group_of(&groups, p);
        bits_intersect(group->points, used);
        if (bits_next(group->points, 0) < p) {
            continue; /* its first purpose had its turn */
        }
        struct period period = { group->to, SET_EMPTY };
        for (size_t n = p; n < group->points->size;
             n = bits_next(group->points, n + 1)) {
            period.uses = diagram_combine(
                summarizer->diagrams, &set_or, period.uses,
                node_follow(summarizer->diagrams, treatment->uses,
                            DIMENSION_PURPOSE, (uint32_t)n));
        }
        struct cell phrases = bounds_of(summarizer, &period);
        for (size_t i = 0; i < phrases.count; i++) {
            bounds_add(summarizer, &bounds, phrases.items[i], group->points);
        }
    }
    struct cell cell = { NULL, 0 };
    for (size_t i = 0; i < bounds.count; i++) {
        const struct bound *bound = &bounds.items[i];
        const char *phrase = bound->phrase;
        if (!bits_equal(bound->purposes, used)) {
            struct cell parts = phrasing_points(&summarizer->phrasing,
                                                KIND_PURPOSE, bound->purposes);
            phrase = phrasing_filled(
                &summarizer->phrasing,
                summarizer->phrasing.language->headings->keeping_for, phrase,
                phrasing_list(&summarizer->phrasing, &parts));
        }
        cell_add(summarizer->arena, &cell, phrase);
    }
    return cell;
}

/* --- rows --------------------------------------------------------------- */

static uint32_t value_allowed(void *context, uint32_t value)
{
    const struct analysis *analysis = context;
    return analysis->outcomes[value].verdict == VERDICT_ALLOW;
}

static const struct term *library_term(const struct policy *policy,
                                       const char *name)
{
    return term_find(&policy->terms[KIND_ACTION], name, NULL, NULL);
}

/* Whether doing this with data is using it: all but disclosing, and but what
 * the standard library keeps apart from processing (to delete, to notify). */
static bool is_use(const struct policy *policy, const struct term *action)
{
    const struct term *process = library_term(policy, "process");
    if (term_within(action, policy->disclose)) {
        return false;
    }
    return process == NULL || term_within(action, process) ||
           (!action->library && action->parents[0]->parent_count == 0);
}

static void unite_actions(struct summarizer *summarizer, uint32_t allowed)
{
    const struct terms *actions = &summarizer->policy->terms[KIND_ACTION];
    summarizer->uses = SET_EMPTY;
    summarizer->gifts = SET_EMPTY;
    for (size_t a = 1; a < actions->count; a++) {
        const struct term *action = actions->items[a];
        uint32_t to = node_follow(summarizer->diagrams, allowed,
                                  DIMENSION_ACTION, (uint32_t)a);
        uint32_t *into = is_use(summarizer->policy, action) ? &summarizer->uses
                         : term_within(action, summarizer->policy->disclose)
                             ? &summarizer->gifts
                             : NULL;
        if (into != NULL && to != *into) {
            *into = diagram_combine(summarizer->diagrams, &set_or, *into, to);
        }
    }
}

/* Uses without the recipient level, at `us`; gifts without the purposes. */
static struct treatment treatment_of(struct summarizer *summarizer,
                                     uint32_t data)
{
    struct diagrams *diagrams = summarizer->diagrams;
    const struct policy *policy = summarizer->policy;
    uint32_t uses =
        node_follow(diagrams, summarizer->uses, DIMENSION_DATA, data);
    uint32_t gifts =
        node_follow(diagrams, summarizer->gifts, DIMENSION_DATA, data);
    size_t count = policy->terms[KIND_PURPOSE].count;
    struct edge *edges = arena_array(summarizer->arena, count, sizeof *edges);
    uint32_t given = SET_EMPTY;
    for (size_t p = 0; p < count; p++) {
        uint32_t at = (uint32_t)p;
        edges[p].end = at + 1;
        edges[p].to = node_follow(
            diagrams, node_follow(diagrams, uses, DIMENSION_PURPOSE, at),
            DIMENSION_RECIPIENT, policy->us->number);
        uint32_t to = node_follow(diagrams, gifts, DIMENSION_PURPOSE, at);
        if (to != given) {
            given = diagram_combine(diagrams, &set_or, given, to);
        }
    }
    return (struct treatment){
        .uses = node_make(diagrams, DIMENSION_PURPOSE, edges, count),
        .gifts = given,
        .keeping =
            node_follow(diagrams, summarizer->keeping, DIMENSION_DATA, data),
    };
}

static struct bits *used_purposes(struct summarizer *summarizer,
                                  const struct treatment *treatment)
{
    size_t count = summarizer->policy->terms[KIND_PURPOSE].count;
    struct bits *used = bits_create(summarizer->arena, count);
    for (size_t p = 0; p < count; p++) {
        if (node_follow(summarizer->diagrams, treatment->uses,
                        DIMENSION_PURPOSE, (uint32_t)p) != SET_EMPTY) {
            bits_add(used, p);
        }
    }
    return used;
}

/* The recipients with `us` taken out: we are no recipient. */
static uint32_t outsiders(struct summarizer *summarizer, uint32_t gifts)
{
    const struct policy *policy = summarizer->policy;
    struct bits *others =
        bits_full(summarizer->arena, policy->terms[KIND_RECIPIENT].count);
    bits_remove(others, policy->us->number);
    uint32_t set = diagram_select(summarizer->diagrams, DIMENSION_RECIPIENT,
                                  others, SET_ALL, SET_EMPTY);
    return diagram_combine(summarizer->diagrams, &set_and, gifts, set);
}

static void make_row(struct summarizer *summarizer,
                     const struct treatment *treatment, struct summary_row *row)
{
    const char *none = summarizer->phrasing.language->headings->none;
    row->purposes = cell_of(summarizer, DIMENSION_PURPOSE, treatment->uses, 0);
    row->recipients = cell_of(summarizer, DIMENSION_RECIPIENT,
                              outsiders(summarizer, treatment->gifts),
                              summarizer->policy->us->number);
    row->keeping =
        keeping_of(summarizer, treatment, used_purposes(summarizer, treatment));
    struct cell *cells[] = { &row->purposes, &row->recipients, &row->keeping };
    for (size_t i = 0; i < 3; i++) {
        if (cells[i]->count == 0) {
            cell_add(summarizer->arena, cells[i], none);
        }
    }
}

static bool cell_equal(const struct cell *a, const struct cell *b)
{
    if (a->count != b->count) {
        return false;
    }
    for (size_t i = 0; i < a->count; i++) {
        if (strcmp(a->items[i], b->items[i]) != 0) {
            return false;
        }
    }
    return true;
}

/* A row while its data is gathered. */
struct draft {
    struct treatment treatment;
    struct summary_row row;
    struct bits *points;
};

struct drafts {
    struct draft *items;
    size_t count;
};

/* The draft of data that is treated so, or that reads so. */
static struct draft *draft_of(struct summarizer *summarizer,
                              struct drafts *drafts,
                              const struct treatment *treatment)
{
    for (size_t i = 0; i < drafts->count; i++) {
        const struct treatment *other = &drafts->items[i].treatment;
        if (other->uses == treatment->uses &&
            other->gifts == treatment->gifts &&
            other->keeping == treatment->keeping) {
            return &drafts->items[i];
        }
    }
    struct summary_row row = { .data = { NULL, 0 } };
    make_row(summarizer, treatment, &row);
    for (size_t i = 0; i < drafts->count; i++) {
        const struct summary_row *other = &drafts->items[i].row;
        if (cell_equal(&row.purposes, &other->purposes) &&
            cell_equal(&row.recipients, &other->recipients) &&
            cell_equal(&row.keeping, &other->keeping)) {
            return &drafts->items[i];
        }
    }
    drafts->items = arena_extend(summarizer->arena, drafts->items,
                                 drafts->count, sizeof *drafts->items);
    struct draft *draft = &drafts->items[drafts->count++];
    draft->treatment = *treatment;
    draft->row = row;
    draft->points = bits_create(summarizer->arena,
                                summarizer->policy->terms[KIND_DATA].count);
    return draft;
}

struct summary summary_create(struct analysis *analysis,
                              const struct language *language)
{
    struct summarizer summarizer = {
        .phrasing = { analysis, language },
        .diagrams = analysis->diagrams,
        .policy = analysis->policy,
        .arena = analysis->arena,
    };
    struct summary summary = { NULL, 0 };
    const struct terms *parties = &analysis->policy->terms[SPACE_PARTY];
    uint32_t we = parties->items[1]->number;
    uint32_t allowed = diagram_map(analysis->diagrams, analysis->verdict,
                                   value_allowed, analysis);
    unite_actions(&summarizer, node_follow(analysis->diagrams, allowed,
                                           DIMENSION_PARTY, we));
    summarizer.keeping =
        node_follow(analysis->diagrams, analysis->keeping, DIMENSION_PARTY, we);
    struct drafts drafts = { NULL, 0 };
    const struct bits *nothing = phrasing_nothing(&summarizer.phrasing);
    size_t count = analysis->policy->terms[KIND_DATA].count;
    for (size_t d = 0; d < count && !diagrams_exhausted(analysis->diagrams);
         d++) {
        if (bits_has(nothing, d)) {
            continue;
        }
        struct treatment treatment = treatment_of(&summarizer, (uint32_t)d);
        if (treatment.uses != SET_EMPTY || treatment.gifts != SET_EMPTY) {
            bits_add(draft_of(&summarizer, &drafts, &treatment)->points, d);
        }
    }
    summary.rows =
        arena_array(analysis->arena, drafts.count, sizeof *summary.rows);
    for (size_t i = 0; i < drafts.count; i++) {
        struct summary_row *row = &summary.rows[summary.count++];
        *row = drafts.items[i].row;
        row->data = phrasing_points(&summarizer.phrasing, KIND_DATA,
                                    drafts.items[i].points);
    }
    return summary;
}
