/* The summary table, from the verdict diagram. Data points that are treated
 * alike share a row, purposes and recipients that are treated alike share a
 * phrase; what decides is the set of facts, subjects and regions under which
 * something of the kind is allowed. A period names its data where it does not
 * hold for all of the row. Rows are related where they hold data of one
 * top-level term, and what related rows all say is taken out of them.
 * Invariant: data is in exactly one row that is no common one, or in none where
 * nothing is allowed with it. */

#include "emit/summary.h"

#include "base/arena.h"
#include "emit/periods.h"

#include <string.h>

/* How data is treated: roots below the data level. */
struct treatment {
    uint32_t uses;    /* purpose, subject, region, facts */
    uint32_t gifts;   /* recipient, subject, region, facts */
    uint32_t keeping; /* purpose, ... */
};

/* A row while its data is gathered. */
struct draft {
    struct treatment treatment;
    struct cell purposes, recipients; /* of its first data */
    struct bits *points;
    size_t family; /* the first draft that it is related to */
};

struct drafts {
    struct draft *items;
    size_t count;
};

/* --- one row ------------------------------------------------------------- */

/* Uses without the recipient level, at `us`; gifts without the purposes. */
static struct treatment treatment_of(const struct practice *practice,
                                     uint32_t data)
{
    struct diagrams *diagrams = practice->diagrams;
    const struct policy *policy = practice->policy;
    uint32_t uses = node_follow(diagrams, practice->allowed[DOING_USE],
                                DIMENSION_DATA, data);
    uint32_t gifts = node_follow(diagrams, practice->allowed[DOING_GIVE],
                                 DIMENSION_DATA, data);
    size_t count = policy->terms[KIND_PURPOSE].count;
    struct edge *edges = arena_array(practice->arena, count, sizeof *edges);
    for (size_t p = 0; p < count; p++) {
        uint32_t at = (uint32_t)p;
        edges[p].end = at + 1;
        edges[p].to = node_follow(
            diagrams, node_follow(diagrams, uses, DIMENSION_PURPOSE, at),
            DIMENSION_RECIPIENT, policy->us->number);
    }
    return (struct treatment){
        .uses = node_make(diagrams, DIMENSION_PURPOSE, edges, count),
        .gifts = practice_without(practice, DIMENSION_PURPOSE, gifts),
        .keeping =
            node_follow(diagrams, practice->keeping, DIMENSION_DATA, data),
    };
}

/* The recipients with `us` taken out: we are no recipient. */
static uint32_t outsiders(const struct practice *practice, uint32_t gifts)
{
    const struct policy *policy = practice->policy;
    struct bits *others =
        bits_full(practice->arena, policy->terms[KIND_RECIPIENT].count);
    bits_remove(others, policy->us->number);
    uint32_t set = diagram_select(practice->diagrams, DIMENSION_RECIPIENT,
                                  others, SET_ALL, SET_EMPTY);
    return diagram_combine(practice->diagrams, &set_and, gifts, set);
}

static struct cell purposes_cell(const struct practice *practice,
                                 const struct treatment *treatment,
                                 const struct bits *data,
                                 const struct bits *among)
{
    struct bits *us = bits_create(
        practice->arena, practice->policy->terms[KIND_RECIPIENT].count);
    bits_add(us, practice->policy->us->number);
    struct column column = {
        .doing = DOING_USE,
        .level = DIMENSION_PURPOSE,
        .root = treatment->uses,
        .among = among,
        .extent = { .data = data, .recipients = us },
    };
    return practice_cell(practice, &column);
}

static struct cell recipients_cell(const struct practice *practice,
                                   const struct treatment *treatment,
                                   const struct bits *data,
                                   const struct bits *among)
{
    struct column column = {
        .doing = DOING_GIVE,
        .level = DIMENSION_RECIPIENT,
        .root = outsiders(practice, treatment->gifts),
        .among = among,
        .ignored = practice->policy->us->number,
        .extent = { .data = data },
    };
    return practice_cell(practice, &column);
}

/* --- drafts -------------------------------------------------------------- */

static struct bits *purposes_used(const struct practice *practice,
                                  const struct treatment *treatment)
{
    return practice_reached(practice, DIMENSION_PURPOSE, treatment->uses, NULL);
}

/* The draft of data that is used and given so, or that reads so. */
static struct draft *draft_of(const struct practice *practice,
                              struct drafts *drafts,
                              const struct treatment *treatment, size_t data)
{
    for (size_t i = 0; i < drafts->count; i++) {
        const struct treatment *other = &drafts->items[i].treatment;
        if (other->uses == treatment->uses &&
            other->gifts == treatment->gifts) {
            return &drafts->items[i];
        }
    }
    struct draft draft = {
        .treatment = *treatment,
        .points = bits_create(practice->arena,
                              practice->policy->terms[KIND_DATA].count),
        .family = drafts->count,
    };
    bits_add(draft.points, data);
    draft.purposes = purposes_cell(practice, treatment, draft.points, NULL);
    draft.recipients = recipients_cell(practice, treatment, draft.points, NULL);
    for (size_t i = 0; i < drafts->count; i++) {
        struct draft *other = &drafts->items[i];
        if (cell_equal(&draft.purposes, &other->purposes) &&
            cell_equal(&draft.recipients, &other->recipients)) {
            return other;
        }
    }
    drafts->items = arena_extend(practice->arena, drafts->items, drafts->count,
                                 sizeof *drafts->items);
    drafts->items[drafts->count] = draft;
    return &drafts->items[drafts->count++];
}

/* Adds data to those that are kept alike. */
static void add_stay(const struct practice *practice, struct summary *summary,
                     const struct treatment *treatment, size_t data)
{
    struct cell periods =
        periods_of(practice, treatment->uses, treatment->keeping,
                   purposes_used(practice, treatment));
    for (size_t i = 0; i < summary->stay_count; i++) {
        struct stay *stay = &summary->stays[i];
        if (cell_equal(&stay->periods, &periods)) {
            cell_claim_all(practice->arena, &stay->periods, &periods);
            bits_add(stay->points, data);
            return;
        }
    }
    summary->stays = arena_extend(practice->arena, summary->stays,
                                  summary->stay_count, sizeof *summary->stays);
    struct stay *stay = &summary->stays[summary->stay_count++];
    stay->periods = periods;
    stay->points =
        bits_create(practice->arena, practice->policy->terms[KIND_DATA].count);
    bits_add(stay->points, data);
}

static struct drafts gather(const struct practice *practice,
                            struct summary *summary)
{
    struct drafts drafts = { NULL, 0 };
    size_t count = practice->policy->terms[KIND_DATA].count;
    for (size_t d = 0; d < count && !diagrams_exhausted(practice->diagrams);
         d++) {
        struct treatment treatment = treatment_of(practice, (uint32_t)d);
        if (treatment.uses != SET_EMPTY || treatment.gifts != SET_EMPTY) {
            bits_add(draft_of(practice, &drafts, &treatment, d)->points, d);
        }
        if (treatment.uses != SET_EMPTY) {
            add_stay(practice, summary, &treatment, d);
        }
    }
    return drafts;
}

/* --- families ------------------------------------------------------------ */

/* Data outside every term is related to all. */
static bool related(const struct practice *practice, const struct draft *a,
                    const struct draft *b)
{
    const struct term *root = practice->policy->terms[KIND_DATA].items[0];
    if (bits_has(a->points, 0) || bits_has(b->points, 0)) {
        return true;
    }
    for (size_t i = 0; i < root->child_count; i++) {
        const struct bits *below = root->children[i]->below;
        if (bits_meet(below, a->points) && bits_meet(below, b->points)) {
            return true;
        }
    }
    return false;
}

static void relate(const struct practice *practice, struct drafts *drafts)
{
    for (size_t i = 0; i < drafts->count; i++) {
        struct draft *draft = &drafts->items[i];
        for (size_t n = 0; n < i; n++) {
            size_t from = draft->family;
            size_t to = drafts->items[n].family;
            if (from == to || !related(practice, draft, &drafts->items[n])) {
                continue;
            }
            size_t first = from < to ? from : to;
            for (size_t k = 0; k <= i; k++) {
                size_t *family = &drafts->items[k].family;
                *family = *family == from || *family == to ? first : *family;
            }
        }
    }
}

/* What all drafts of a family have in common. */
struct shared {
    size_t members;
    struct bits *points; /* the data of all of them */
    struct bits *purposes, *recipients;
    struct cell keeping;
    const struct treatment *treatment; /* of the first */
};

/* Keeps of the points those that lead to the same place from both roots. */
static void keep_same(const struct practice *practice, struct bits *points,
                      int level, uint32_t a, uint32_t b)
{
    for (size_t p = bits_next(points, 0); p < points->size;
         p = bits_next(points, p + 1)) {
        if (node_follow(practice->diagrams, a, level, (uint32_t)p) !=
            node_follow(practice->diagrams, b, level, (uint32_t)p)) {
            bits_remove(points, p);
        }
    }
}

static void share_draft(const struct practice *practice, struct shared *shared,
                        const struct draft *draft)
{
    const struct treatment *treatment = &draft->treatment;
    if (shared->members++ == 0) {
        shared->treatment = treatment;
        shared->points = bits_copy(practice->arena, draft->points);
        shared->purposes = purposes_used(practice, treatment);
        shared->recipients =
            practice_reached(practice, DIMENSION_RECIPIENT,
                             outsiders(practice, treatment->gifts), NULL);
        return;
    }
    bits_unite(shared->points, draft->points);
    keep_same(practice, shared->purposes, DIMENSION_PURPOSE,
              shared->treatment->uses, treatment->uses);
    keep_same(practice, shared->recipients, DIMENSION_RECIPIENT,
              shared->treatment->gifts, treatment->gifts);
}

/* --- how long ------------------------------------------------------------ */

/* Of `points` those for which the period holds; and all statements that say
 * so. */
static struct bits *period_points(const struct practice *practice,
                                  const struct summary *summary,
                                  const char *period, const struct bits *points,
                                  struct warrant *warrant)
{
    struct bits *held = bits_create(practice->arena, points->size);
    struct cell all = { .count = 0 };
    for (size_t i = 0; i < summary->stay_count; i++) {
        const struct stay *stay = &summary->stays[i];
        for (size_t n = 0; n < stay->periods.count; n++) {
            if (bits_meet(stay->points, points) &&
                strcmp(stay->periods.items[n], period) == 0) {
                bits_unite(held, stay->points);
                cell_claim(practice->arena, &all, period,
                           stay->periods.warrants[n]);
            }
        }
    }
    bits_intersect(held, points);
    *warrant = all.warrants[0];
    return held;
}

/* The periods of data of these points, each with its data where it does not
 * hold for all of them. `whole`: only those that do; `told`: but these. */
static struct cell keeping_cell(const struct practice *practice,
                                const struct summary *summary,
                                const struct bits *points, bool whole,
                                const struct cell *told)
{
    const struct phrasing *phrasing = &practice->phrasing;
    struct cell cell = { .count = 0 };
    for (size_t i = 0; i < summary->stay_count; i++) {
        const struct stay *stay = &summary->stays[i];
        for (size_t n = 0;
             n < stay->periods.count && bits_meet(stay->points, points); n++) {
            const char *period = stay->periods.items[n];
            struct warrant warrant;
            struct bits *held =
                period_points(practice, summary, period, points, &warrant);
            bool all = bits_within(points, held);
            if ((whole && !all) || (told != NULL && cell_has(told, period))) {
                continue;
            }
            struct cell data = phrasing_points(phrasing, KIND_DATA, held);
            const char *phrase =
                phrasing_filled(phrasing, phrasing->language->headings->kept,
                                phrasing_list(phrasing, &data), period);
            cell_claim(practice->arena, &cell, all ? period : phrase, warrant);
        }
    }
    return cell;
}

static struct shared shared_of(const struct practice *practice,
                               const struct summary *summary,
                               const struct drafts *drafts, size_t family)
{
    struct shared shared = { .members = 0 };
    for (size_t i = 0; i < drafts->count; i++) {
        if (drafts->items[i].family == family) {
            share_draft(practice, &shared, &drafts->items[i]);
        }
    }
    if (shared.members > 1) {
        shared.keeping =
            keeping_cell(practice, summary, shared.points, true, NULL);
    }
    return shared;
}

/* --- the table ----------------------------------------------------------- */

static struct cell *column_of(struct summary_row *row, int column)
{
    return column == 0   ? &row->purposes
           : column == 1 ? &row->recipients
                         : &row->keeping;
}

static void add_row(const struct practice *practice, struct summary *summary,
                    const struct summary_row *row)
{
    const struct phrasing *phrasing = &practice->phrasing;
    summary->rows = arena_extend(practice->arena, summary->rows, summary->count,
                                 sizeof *summary->rows);
    struct summary_row *added = &summary->rows[summary->count++];
    *added = *row;
    added->data = phrasing_points(phrasing, KIND_DATA, row->points);
}

/* Says in words that a cell is empty: where a common row stands at `first`,
 * what is nowhere is told once, and what only some have is told to be below. */
static void fill_column(const struct practice *practice,
                        struct summary *summary, size_t first, int column)
{
    const struct headings *headings = practice->phrasing.language->headings;
    struct summary_row *head = &summary->rows[first];
    bool shared = head->common && column_of(head, column)->count > 0;
    bool any = shared;
    for (size_t i = first; i < summary->count; i++) {
        any = any || column_of(&summary->rows[i], column)->count > 0;
    }
    for (size_t i = first; i < summary->count; i++) {
        struct summary_row *row = &summary->rows[i];
        struct cell *cell = column_of(row, column);
        if (cell->count == 0) {
            bool more = row->besides && (shared || !any);
            cell_add(practice->arena, cell,
                     row->common && any ? headings->see_below
                     : more             ? headings->nothing_more
                                        : headings->none);
        }
    }
}

static bool add_common(const struct practice *practice, struct summary *summary,
                       const struct shared *shared)
{
    if (shared->members < 2 ||
        (bits_empty(shared->purposes) && bits_empty(shared->recipients))) {
        return false;
    }
    struct summary_row row = {
        .common = true,
        .purposes = purposes_cell(practice, shared->treatment, shared->points,
                                  shared->purposes),
        .recipients = recipients_cell(practice, shared->treatment,
                                      shared->points, shared->recipients),
        .keeping = shared->keeping,
        .points = shared->points,
    };
    add_row(practice, summary, &row);
    return true;
}

/* What a row says that its family does not. */
static void add_own(const struct practice *practice, struct summary *summary,
                    const struct draft *draft, const struct shared *shared)
{
    const struct treatment *treatment = &draft->treatment;
    struct bits *purposes = purposes_used(practice, treatment);
    struct bits *recipients =
        practice_reached(practice, DIMENSION_RECIPIENT,
                         outsiders(practice, treatment->gifts), NULL);
    struct summary_row row = { .besides = shared != NULL,
                               .points = draft->points };
    if (shared != NULL) {
        bits_subtract(purposes, shared->purposes);
        bits_subtract(recipients, shared->recipients);
    }
    row.purposes = purposes_cell(practice, treatment, draft->points, purposes);
    row.recipients =
        recipients_cell(practice, treatment, draft->points, recipients);
    row.keeping = keeping_cell(practice, summary, draft->points, false,
                               shared != NULL ? &shared->keeping : NULL);
    add_row(practice, summary, &row);
}

static void add_family(const struct practice *practice, struct summary *summary,
                       const struct drafts *drafts, size_t family)
{
    struct shared shared = shared_of(practice, summary, drafts, family);
    size_t first = summary->count;
    bool common = add_common(practice, summary, &shared);
    for (size_t i = family; i < drafts->count; i++) {
        if (drafts->items[i].family == family) {
            add_own(practice, summary, &drafts->items[i],
                    common ? &shared : NULL);
        }
    }
    for (int column = 0; column < 3; column++) {
        if (common) {
            fill_column(practice, summary, first, column);
        }
        for (size_t i = first; i < summary->count && !common; i++) {
            struct cell *cell = column_of(&summary->rows[i], column);
            if (cell->count == 0) {
                cell_add(practice->arena, cell,
                         practice->phrasing.language->headings->none);
            }
        }
    }
}

struct summary summary_create(const struct practice *practice)
{
    struct summary summary = { .count = 0 };
    struct drafts drafts = gather(practice, &summary);
    relate(practice, &drafts);
    for (size_t f = 0; f < drafts.count; f++) {
        if (drafts.items[f].family == f) { /* the first of its family */
            add_family(practice, &summary, &drafts, f);
        }
    }
    return summary;
}
