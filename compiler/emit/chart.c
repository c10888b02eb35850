/* Groups first, then what links them. Purposes are told apart only by which
 * groups they are linked with, so there are as many of them as a reader can
 * tell apart; beyond that, and beyond MOST_NODES of any column, the rest is one
 * node. Invariant: a ribbon joins two groups exactly where a point of the one
 * may be used for, or given for, a point of the other. */

#include "emit/chart.h"

#include "base/arena.h"
#include "emit/line.h"

#include <stdio.h>
#include <string.h>

enum { MOST_NODES = 9, MOST_LABELS = 4 };

enum link { LINK_NONE, LINK_PART, LINK_WHOLE };

/* Sets of points on their way to be nodes. */
struct sets {
    struct bits **items;
    size_t count;
};

struct chart_maker {
    const struct practice *practice;
    struct arena *arena;
    uint32_t uses;  /* data, purpose, subject, ..., facts: at `us` */
    uint32_t gifts; /* purpose, recipient, subject, ..., facts */
    struct sets data, purposes, recipients;
};

static void sets_add(struct chart_maker *maker, struct sets *sets,
                     struct bits *set)
{
    if (!bits_empty(set)) {
        sets->items = arena_extend(maker->arena, sets->items, sets->count,
                                   sizeof(struct bits *));
        sets->items[sets->count++] = set;
    }
}

/* --- topmost terms ------------------------------------------------------- */

/* Where nearly all is below one term, what is below it tells more. */
static const struct term *top_of(const struct terms *terms,
                                 const struct bits *points)
{
    const struct term *top = terms->items[0];
    for (;;) {
        const struct term *only = NULL;
        size_t met = 0;
        for (size_t i = 0; i < top->child_count; i++) {
            if (bits_meet(top->children[i]->below, points)) {
                only = top->children[i];
                met++;
            }
        }
        if (met != 1 || bits_has(points, top->number) ||
            only->child_count < 2) {
            return top;
        }
        top = only;
    }
}

/* The points as one set a term below the topmost, and one for those that are
 * below none. */
static struct sets split(struct chart_maker *maker, const struct terms *terms,
                         struct bits *points)
{
    struct sets sets = { NULL, 0 };
    const struct term *top = top_of(terms, points);
    for (size_t i = 0; i < top->child_count; i++) {
        struct bits *part = bits_copy(maker->arena, top->children[i]->below);
        bits_intersect(part, points);
        bits_subtract(points, part);
        sets_add(maker, &sets, part);
    }
    sets_add(maker, &sets, points);
    return sets;
}

/* All behind the first MOST_NODES - 1 as one. */
static void fold(struct sets *sets)
{
    while (sets->count > MOST_NODES) {
        bits_unite(sets->items[MOST_NODES - 1], sets->items[--sets->count]);
    }
}

/* --- links --------------------------------------------------------------- */

/* How the points of a level (all of them) lead on to those of the next. */
static enum link link_of(const struct chart_maker *maker, uint32_t root,
                         int level, const struct bits *from, int next,
                         const struct bits *to)
{
    struct diagrams *diagrams = maker->practice->diagrams;
    bool some = false;
    bool all = true;
    for (size_t a = bits_next(from, 0); a < from->size;
         a = bits_next(from, a + 1)) {
        uint32_t below = node_follow(diagrams, root, level, (uint32_t)a);
        for (size_t b = bits_next(to, 0); b < to->size;
             b = bits_next(to, b + 1)) {
            uint32_t end = node_follow(diagrams, below, next, (uint32_t)b);
            some = some || end != SET_EMPTY;
            all = all && end == SET_ALL;
        }
        if (some && !all) {
            return LINK_PART;
        }
    }
    return some ? LINK_WHOLE : LINK_NONE;
}

static enum link use_link(const struct chart_maker *maker,
                          const struct bits *data, const struct bits *purposes)
{
    return link_of(maker, maker->uses, DIMENSION_DATA, data, DIMENSION_PURPOSE,
                   purposes);
}

static enum link gift_link(const struct chart_maker *maker,
                           const struct bits *purposes,
                           const struct bits *recipients)
{
    return link_of(maker, maker->gifts, DIMENSION_PURPOSE, purposes,
                   DIMENSION_RECIPIENT, recipients);
}

/* --- purposes ------------------------------------------------------------ */

/* How a purpose is linked with each group of data and of recipients. */
struct signature {
    unsigned char data[MOST_NODES], recipients[MOST_NODES];
};

static struct signature signature_of(const struct chart_maker *maker,
                                     const struct bits *purposes)
{
    struct signature signature = { { 0 }, { 0 } };
    for (size_t i = 0; i < maker->data.count; i++) {
        signature.data[i] =
            (unsigned char)use_link(maker, maker->data.items[i], purposes);
    }
    for (size_t i = 0; i < maker->recipients.count; i++) {
        signature.recipients[i] = (unsigned char)gift_link(
            maker, purposes, maker->recipients.items[i]);
    }
    return signature;
}

/* The purposes as sets that are linked alike on both sides. */
static struct sets same_purposes(struct chart_maker *maker)
{
    size_t count = maker->practice->policy->terms[KIND_PURPOSE].count;
    const struct signature none = { { 0 }, { 0 } };
    struct signature *signatures =
        arena_array(maker->arena, count, sizeof *signatures);
    struct sets sets = { NULL, 0 };
    for (size_t p = 0; p < count; p++) {
        struct bits *one = bits_create(maker->arena, count);
        bits_add(one, p);
        struct signature signature = signature_of(maker, one);
        if (memcmp(&signature, &none, sizeof none) == 0) {
            continue;
        }
        size_t s = 0;
        while (s < sets.count &&
               memcmp(&signature, &signatures[s], sizeof signature) != 0) {
            s++;
        }
        if (s < sets.count) {
            bits_unite(sets.items[s], one);
        } else {
            signatures[s] = signature;
            sets_add(maker, &sets, one);
        }
    }
    return sets;
}

/* Twice the mean place of the data that is used for these purposes. */
static size_t place_of(const struct chart_maker *maker,
                       const struct bits *purposes)
{
    size_t sum = 0;
    size_t count = 0;
    for (size_t i = 0; i < maker->data.count; i++) {
        if (use_link(maker, maker->data.items[i], purposes) != LINK_NONE) {
            sum += i;
            count++;
        }
    }
    return count == 0 ? 2 * maker->data.count : 2 * sum / count;
}

/* In the order of the data they are used with, so that few ribbons cross. */
static void order_purposes(struct chart_maker *maker)
{
    struct sets *sets = &maker->purposes;
    for (size_t i = 1; i < sets->count; i++) {
        struct bits *set = sets->items[i];
        size_t place = place_of(maker, set);
        size_t at = i;
        while (at > 0 && place_of(maker, sets->items[at - 1]) > place) {
            sets->items[at] = sets->items[at - 1];
            at--;
        }
        sets->items[at] = set;
    }
}

/* Where every purpose is told of, the one that holds what is unnamed stands for
 * all that the others do not say. */
static void name_rest(const struct chart_maker *maker,
                      struct chart_column *purposes)
{
    const struct headings *headings =
        maker->practice->phrasing.language->headings;
    size_t told = 0;
    for (size_t i = 0; i < purposes->count; i++) {
        told += bits_count(purposes->nodes[i].points);
    }
    for (size_t i = 0; i < purposes->count && purposes->count > 1; i++) {
        struct chart_node *node = &purposes->nodes[i];
        if (told == node->points->size && bits_has(node->points, 0)) {
            *node = (struct chart_node){ .points = node->points };
            cell_add(maker->arena, &node->labels,
                     headings->rest_of[KIND_PURPOSE]);
            line_head_cell(maker->arena, &node->labels);
        }
    }
}

/* --- the graph ----------------------------------------------------------- */

static struct chart_column column_of(const struct chart_maker *maker, int space,
                                     const struct sets *sets)
{
    const struct phrasing *phrasing = &maker->practice->phrasing;
    struct chart_column column = { .count = sets->count };
    column.nodes =
        arena_array(maker->arena, sets->count + 1, sizeof *column.nodes);
    for (size_t i = 0; i < sets->count; i++) {
        struct chart_node *node = &column.nodes[i];
        node->points = sets->items[i];
        node->labels = phrasing_points(phrasing, space, node->points);
        line_head_cell(maker->arena, &node->labels);
        if (node->labels.count > MOST_LABELS) {
            char number[32];
            snprintf(number, sizeof number, "%zu",
                     node->labels.count - (MOST_LABELS - 1));
            node->more = phrasing_filled(
                phrasing, phrasing->language->headings->more, number, NULL);
            node->labels.count = MOST_LABELS - 1;
        }
    }
    return column;
}

static void add_ribbon(const struct chart_maker *maker, struct chart *chart,
                       int side, const struct chart_ribbon *ribbon)
{
    const struct chart_node *from = &chart->columns[side].nodes[ribbon->from];
    const struct chart_node *to = &chart->columns[side + 1].nodes[ribbon->to];
    struct bits *us = bits_create(
        maker->arena, maker->practice->policy->terms[KIND_RECIPIENT].count);
    bits_add(us, maker->practice->policy->us->number);
    struct extent extent = {
        .data = side == 0 ? from->points : NULL,
        .purposes = side == 0 ? to->points : from->points,
        .recipients = side == 0 ? us : to->points,
    };
    struct warrant warrant = practice_warrant(
        maker->practice, side == 0 ? DOING_USE : DOING_GIVE, &extent, false);
    chart->ribbons[side] =
        arena_extend(maker->arena, chart->ribbons[side],
                     chart->ribbon_count[side], sizeof *chart->ribbons[side]);
    struct chart_ribbon *added =
        &chart->ribbons[side][chart->ribbon_count[side]++];
    *added = *ribbon;
    added->statement =
        warrant.statements.count > 0 ? warrant.statements.items[0] : 0;
}

static void join_columns(const struct chart_maker *maker, struct chart *chart,
                         int side)
{
    const struct chart_column *left = &chart->columns[side];
    const struct chart_column *right = &chart->columns[side + 1];
    for (size_t a = 0; a < left->count; a++) {
        for (size_t b = 0; b < right->count; b++) {
            enum link link = side == 0 ? use_link(maker, left->nodes[a].points,
                                                  right->nodes[b].points)
                                       : gift_link(maker, left->nodes[a].points,
                                                   right->nodes[b].points);
            struct chart_ribbon ribbon = { a, b, link == LINK_WHOLE, 0 };
            if (link != LINK_NONE) {
                add_ribbon(maker, chart, side, &ribbon);
            }
        }
    }
}

static void gather(struct chart_maker *maker)
{
    const struct practice *practice = maker->practice;
    const struct policy *policy = practice->policy;
    uint32_t received =
        practice_without(practice, DIMENSION_PURPOSE, maker->gifts);
    struct bits *data = practice_reached(practice, DIMENSION_DATA,
                                         practice->allowed[DOING_USE], NULL);
    struct bits *recipients =
        practice_reached(practice, DIMENSION_RECIPIENT, received, NULL);
    bits_remove(recipients, policy->us->number);
    maker->data = split(maker, &policy->terms[KIND_DATA], data);
    maker->recipients =
        split(maker, &policy->terms[KIND_RECIPIENT], recipients);
    fold(&maker->data);
    fold(&maker->recipients);
    maker->purposes = same_purposes(maker);
    order_purposes(maker);
    fold(&maker->purposes);
}

const struct chart *chart_create(const struct practice *practice)
{
    const struct policy *policy = practice->policy;
    struct chart_maker maker = {
        .practice = practice,
        .arena = practice->arena,
        .uses = diagram_fix(practice->diagrams, practice->allowed[DOING_USE],
                            DIMENSION_RECIPIENT, policy->us->number),
        .gifts = practice_without(practice, DIMENSION_DATA,
                                  practice->allowed[DOING_GIVE]),
    };
    gather(&maker);
    if (maker.data.count == 0 || maker.purposes.count == 0) {
        return NULL;
    }
    struct chart *chart = arena_allocate(practice->arena, sizeof *chart);
    chart->columns[0] = column_of(&maker, KIND_DATA, &maker.data);
    chart->columns[1] = column_of(&maker, KIND_PURPOSE, &maker.purposes);
    name_rest(&maker, &chart->columns[1]);
    chart->columns[2] = column_of(&maker, KIND_RECIPIENT, &maker.recipients);
    join_columns(&maker, chart, 0);
    join_columns(&maker, chart, 1);
    return chart;
}
