/* Recipients to whom the same data may be given, for the same purposes, under
 * the same conditions and with the same measures are told together; and so is
 * data that is given to them alike. Places to which data may be transferred
 * are told in the same way. */

#include "emit/receivers.h"

#include "base/arena.h"

#include <string.h>

/* What is told of: recipients that are given to, or places of transfer. */
struct telling {
    const struct practice *practice;
    enum doing doing;
    int level;        /* of what is told of */
    uint32_t allowed; /* data, purpose, the level, subject, ..., facts */
    uint32_t terms;   /* the same with the measures owed; below the party */
};

/* Points of the level that are treated alike. */
struct circle {
    uint32_t allowed; /* data, purpose, subject, ..., facts */
    uint32_t terms;
    struct bits *points;
};

struct circles {
    struct circle *items;
    size_t count;
};

/* An outcome to the number of its measures, so that who decides plays no
 * part. */
static uint32_t value_measures(void *context, uint32_t value)
{
    struct analysis *analysis = context;
    if (value == 0) {
        return 0;
    }
    struct outcome outcome = { .verdict = VERDICT_ALLOW,
                               .measures =
                                   analysis->outcomes[value - 1].measures };
    return analysis_outcome(analysis, &outcome);
}

/* The measures of what is allowed by the actions of the kind. */
static uint32_t terms_of(const struct practice *practice, enum doing doing)
{
    struct analysis *analysis = practice->phrasing.analysis;
    struct diagrams *diagrams = practice->diagrams;
    uint32_t we = practice->policy->terms[SPACE_PARTY].items[1]->number;
    uint32_t done =
        diagram_select(diagrams, DIMENSION_ACTION, practice->actions[doing],
                       SET_ALL, SET_EMPTY);
    done = diagram_combine(
        diagrams, &set_and, done,
        node_follow(diagrams, analysis->allowed, DIMENSION_PARTY, we));
    return diagram_map(diagrams,
                       diagram_combine(diagrams, &diagram_pick,
                                       node_follow(diagrams, analysis->verdict,
                                                   DIMENSION_PARTY, we),
                                       done),
                       value_measures, analysis);
}

static struct telling telling_of(const struct practice *practice,
                                 enum doing doing)
{
    bool giving = doing == DOING_GIVE;
    return (struct telling){
        .practice = practice,
        .doing = doing,
        .level = giving ? DIMENSION_RECIPIENT : DIMENSION_REGION,
        .allowed = giving ? practice->allowed[doing]
                          : practice_without(practice, DIMENSION_RECIPIENT,
                                             practice->allowed[doing]),
        .terms = terms_of(practice, doing),
    };
}

static void add_point(const struct telling *telling, struct circles *circles,
                      const struct circle *circle, size_t point)
{
    struct arena *arena = telling->practice->arena;
    size_t c = 0;
    while (c < circles->count &&
           (circles->items[c].allowed != circle->allowed ||
            circles->items[c].terms != circle->terms)) {
        c++;
    }
    if (c == circles->count) {
        int space = dimension_space[telling->level];
        circles->items = arena_extend(arena, circles->items, circles->count,
                                      sizeof *circles->items);
        circles->items[circles->count] = *circle;
        circles->items[circles->count++].points =
            bits_create(arena, telling->practice->policy->terms[space].count);
    }
    bits_add(circles->items[c].points, point);
}

/* In the order of what is named: what has members, and stands for those that
 * are not named, comes behind all of them. */
static struct circles gather(const struct telling *telling)
{
    const struct practice *practice = telling->practice;
    const struct terms *terms =
        &practice->policy->terms[dimension_space[telling->level]];
    struct circles circles = { NULL, 0 };
    for (int pass = 0; pass < 2; pass++) {
        for (size_t p = 0; p < terms->count; p++) {
            bool named = terms->items[p]->child_count == 0;
            struct circle circle = {
                .allowed = diagram_fix(practice->diagrams, telling->allowed,
                                       telling->level, (uint32_t)p),
                .terms = diagram_fix(practice->diagrams, telling->terms,
                                     telling->level, (uint32_t)p),
            };
            if (named == (pass == 0) && circle.allowed != SET_EMPTY &&
                terms->items[p] != practice->policy->us) {
                add_point(telling, &circles, &circle, p);
            }
        }
    }
    return circles;
}

static void add_measures(const struct practice *practice,
                         const struct bits *measures, const char *heading,
                         struct cell *cell)
{
    const struct phrasing *phrasing = &practice->phrasing;
    const struct terms *terms = &practice->policy->terms[KIND_MEASURE];
    for (size_t m = bits_next(measures, 1); m < measures->size;
         m = bits_next(measures, m + 1)) {
        const char *name =
            phrasing->language->label(practice->policy, terms->items[m]);
        cell_add(practice->arena, cell,
                 heading == NULL
                     ? name
                     : phrasing_filled(phrasing, heading, name, NULL));
    }
}

/* What goes along, with the statements that ask for it. */
static struct cell measures_cell(const struct telling *telling,
                                 const struct extent *extent)
{
    const struct practice *practice = telling->practice;
    const struct headings *headings = practice->phrasing.language->headings;
    struct owed owed = practice_owed(practice, telling->doing, extent);
    struct warrant warrant =
        practice_warrant(practice, telling->doing, extent, false);
    struct cell cell = { .count = 0 };
    add_measures(practice, owed.always, NULL, &cell);
    add_measures(practice, owed.sometimes, headings->sometimes, &cell);
    struct claims asking = { NULL, 0 };
    for (size_t i = 0; i < warrant.statements.count; i++) {
        size_t index = warrant.statements.items[i];
        if (practice->policy->statements[index]->measures.count > 0) {
            claims_add(practice->arena, &asking, index);
        }
    }
    for (size_t i = 0; i < cell.count; i++) {
        cell.warrants[i].statements = asking;
    }
    if (cell.count == 0) {
        cell_add(practice->arena, &cell, headings->none);
    }
    return cell;
}

/* Everybody is everybody but us. */
static struct cell who_cell(const struct telling *telling,
                            const struct bits *points)
{
    const struct practice *practice = telling->practice;
    const struct headings *headings = practice->phrasing.language->headings;
    struct bits *named = bits_copy(practice->arena, points);
    if (telling->level == DIMENSION_RECIPIENT && bits_has(named, 0)) {
        bits_add(named, practice->policy->us->number);
    }
    struct cell cell = phrasing_points(&practice->phrasing,
                                       dimension_space[telling->level], named);
    if (telling->level == DIMENSION_RECIPIENT) {
        return cell;
    }
    struct cell places = { .count = 0 };
    cell_add(practice->arena, &places,
             phrasing_filled(&practice->phrasing, headings->sent_to,
                             phrasing_list(&practice->phrasing, &cell), NULL));
    return places;
}

static struct receiver row_of(const struct telling *telling,
                              const struct circle *circle,
                              const struct group *group)
{
    const struct practice *practice = telling->practice;
    struct extent extent = { .data = group->points };
    if (telling->level == DIMENSION_RECIPIENT) {
        extent.recipients = circle->points;
    } else {
        extent.regions = circle->points;
    }
    struct column column = {
        .doing = telling->doing,
        .level = DIMENSION_PURPOSE,
        .root = group->to,
        .extent = extent,
    };
    return (struct receiver){
        .place = telling->level == DIMENSION_REGION,
        .purposes = practice_cell(practice, &column),
        .measures = measures_cell(telling, &extent),
        .who_points = circle->points,
        .points = group->points,
    };
}

/* Adds the row of data that is given so, or to a row of the circle, from
 * `first` on, that reads so. */
static void add_row(const struct telling *telling, struct receivers *receivers,
                    const struct receiver *row, size_t first)
{
    const struct practice *practice = telling->practice;
    for (size_t i = first; i < receivers->count; i++) {
        struct receiver *other = &receivers->rows[i];
        if (cell_equal(&other->purposes, &row->purposes) &&
            cell_equal(&other->measures, &row->measures)) {
            struct bits *points = bits_copy(practice->arena, other->points);
            bits_unite(points, row->points);
            other->points = points;
            cell_claim_all(practice->arena, &other->purposes, &row->purposes);
            cell_claim_all(practice->arena, &other->measures, &row->measures);
            return;
        }
    }
    receivers->rows = arena_extend(practice->arena, receivers->rows,
                                   receivers->count, sizeof *receivers->rows);
    receivers->rows[receivers->count++] = *row;
}

/* What a row's data may be given on: all that its purposes rest on. */
static struct cell data_cell(const struct practice *practice,
                             const struct receiver *row)
{
    struct warrant all = { .basis = NULL };
    for (size_t i = 0; i < row->purposes.count; i++) {
        all.statements = claims_union(practice->arena, &all.statements,
                                      &row->purposes.warrants[i].statements);
    }
    struct cell names =
        phrasing_points(&practice->phrasing, KIND_DATA, row->points);
    struct cell cell = { .count = 0 };
    cell_claim(practice->arena, &cell,
               phrasing_list(&practice->phrasing, &names), all);
    return cell;
}

static void tell(const struct telling *telling, struct receivers *receivers)
{
    const struct practice *practice = telling->practice;
    struct circles circles = gather(telling);
    for (size_t c = 0; c < circles.count; c++) {
        const struct circle *circle = &circles.items[c];
        struct groups groups =
            practice_groups(practice, DIMENSION_DATA, circle->allowed);
        size_t first = receivers->count;
        for (size_t g = 0; g < groups.count; g++) {
            if (groups.items[g].to != SET_EMPTY) {
                struct receiver row = row_of(telling, circle, &groups.items[g]);
                add_row(telling, receivers, &row, first);
            }
        }
        for (size_t i = first; i < receivers->count; i++) {
            struct receiver *row = &receivers->rows[i];
            row->who = who_cell(telling, circle->points);
            row->data = data_cell(practice, row);
        }
    }
}

struct receivers receivers_create(const struct practice *practice)
{
    struct receivers receivers = { .count = 0 };
    struct telling gifts = telling_of(practice, DOING_GIVE);
    struct telling transfers = telling_of(practice, DOING_TRANSFER);
    tell(&gifts, &receivers);
    receivers.recipients = receivers.count;
    tell(&transfers, &receivers);
    return receivers;
}
