/* A list is made backwards from what is to be said: one value is chosen to be
 * the rest, the last case; every other value becomes an irredundant sum of
 * products of the points that have it (Minato, Morreale), each product a case.
 * Each value is tried as the rest, and the shortest list is taken.
 *
 * A sum of products is made between two sets: it covers all of `lower` and
 * nothing outside `upper`. Between them lies what cannot be asked: points that
 * an earlier case has answered, and facts that are not closed. The main
 * invariant: at every closed point the first case that fits has the value of
 * the diagram there. */

#include "emit/c/cases.h"

#include "base/arena.h"
#include "diagram/intern.h"

#include <string.h>

enum {
    MOST_STEPS = 1 << 22,
    MOST_ROWS = 1 << 20,
    MOST_TRIED = 6 /* values that are tried as the rest */
};

/* Cases while they are worked out, in an arena of their own. */
struct draft {
    struct cases *cases;
    struct arena *arena;
    uint32_t impossible; /* facts that are not closed */
    struct case_row *rows;
    size_t count;
};

static struct diagrams *diagrams_of(const struct draft *draft)
{
    return draft->cases->analysis->diagrams;
}

static uint32_t set_of(const struct draft *draft,
                       const struct operation *operation, uint32_t a,
                       uint32_t b)
{
    return diagram_combine(diagrams_of(draft), operation, a, b);
}

static void add_row(struct draft *draft, uint32_t answer)
{
    draft->rows = arena_extend(draft->arena, draft->rows, draft->count,
                               sizeof *draft->rows);
    draft->rows[draft->count++] = (struct case_row){ .answer = answer };
}

/* Every row from `first` on holds only where the condition of `level` does, or
 * does not. */
static void add_literal(struct draft *draft, size_t first, int level,
                        bool holds)
{
    const struct cases *cases = draft->cases;
    const struct term *term =
        cases->analysis->conditions[level - LEVEL_CONDITIONS];
    uint64_t bit = UINT64_C(1) << cases->facts->bit[term->number];
    for (size_t i = first; i < draft->count; i++) {
        draft->rows[i].mask |= bit;
        draft->rows[i].value |= holds ? bit : 0;
    }
}

/* Adds rows that cover `lower` and nothing outside `upper`; returns what they
 * cover. */
static uint32_t cover(struct draft *draft, uint32_t lower, uint32_t upper,
                      uint32_t answer)
{
    struct cases *cases = draft->cases;
    struct diagrams *diagrams = diagrams_of(draft);
    if (lower == SET_EMPTY || cases->exhausted) {
        return SET_EMPTY;
    }
    if (cases->steps-- == 0 || diagrams_exhausted(diagrams)) {
        cases->exhausted = true;
        return SET_EMPTY;
    }
    if (upper == SET_ALL) {
        add_row(draft, answer);
        return SET_ALL;
    }
    int level = node_level(diagrams, lower);
    if (node_level(diagrams, upper) < level) {
        level = node_level(diagrams, upper);
    }
    uint32_t low[2];
    uint32_t high[2];
    uint32_t got[2];
    for (uint32_t side = 0; side < 2; side++) {
        low[side] = node_follow(diagrams, lower, level, side);
        high[side] = node_follow(diagrams, upper, level, side);
    }
    uint32_t rest = SET_EMPTY;
    for (uint32_t side = 0; side < 2; side++) {
        size_t first = draft->count;
        uint32_t alone = set_of(draft, &set_minus, low[side], high[1 - side]);
        got[side] = cover(draft, alone, high[side], answer);
        add_literal(draft, first, level, side == 1);
        alone = set_of(draft, &set_minus, low[side], got[side]);
        rest = set_of(draft, &set_or, rest, alone);
    }
    uint32_t both =
        cover(draft, rest, set_of(draft, &set_and, high[0], high[1]), answer);
    struct edge edges[2] = {
        { 1, set_of(draft, &set_or, got[0], both) },
        { 2, set_of(draft, &set_or, got[1], both) },
    };
    return node_make(diagrams, level, edges, 2);
}

static uint32_t is_value(void *context, uint32_t value)
{
    const uint32_t *wanted = context;
    return value == *wanted;
}

static uint32_t points_of(const struct draft *draft, uint32_t node,
                          uint32_t value)
{
    return diagram_map(diagrams_of(draft), node, is_value, &value);
}

/* Facts that are not closed, as far as they are facts of the node: a condition
 * holds, and one that it implies does not. */
static uint32_t not_closed(const struct draft *draft, uint32_t node)
{
    const struct analysis *analysis = draft->cases->analysis;
    struct diagrams *diagrams = diagrams_of(draft);
    struct bits *used = bits_create(
        draft->arena, analysis->policy->terms[KIND_CONDITION].count);
    cases_conditions(analysis, node, used);
    uint32_t set = SET_EMPTY;
    for (size_t i = bits_next(used, 0); i < used->size;
         i = bits_next(used, i + 1)) {
        const struct term *upper =
            analysis->policy->terms[KIND_CONDITION].items[i];
        struct edge edges[2] = { { 1, SET_ALL }, { 2, SET_EMPTY } };
        uint32_t lacks =
            node_make(diagrams, analysis->condition_level[i], edges, 2);
        for (size_t k = bits_next(used, 0); k < used->size;
             k = bits_next(used, k + 1)) {
            if (k == i || !bits_has(upper->below, k)) {
                continue;
            }
            struct edge other[2] = { { 1, SET_EMPTY }, { 2, SET_ALL } };
            uint32_t has =
                node_make(diagrams, analysis->condition_level[k], other, 2);
            set = set_of(draft, &set_or, set,
                         set_of(draft, &set_and, lacks, has));
        }
    }
    return set;
}

/* What a node has at some point, the least first. */
struct values {
    uint32_t *items;
    size_t count;
};

static struct values list_values(struct draft *draft, uint32_t node)
{
    struct bits *reached = draft->cases->reached;
    struct values values = { 0 };
    diagram_values(diagrams_of(draft), node, reached);
    for (size_t i = bits_next(reached, 0); i < reached->size;
         i = bits_next(reached, i + 1)) {
        values.items = arena_extend(draft->arena, values.items, values.count,
                                    sizeof *values.items);
        values.items[values.count++] = (uint32_t)i;
        bits_remove(reached, i);
    }
    return values;
}

/* The list with `rest` as its last answer. */
static void draft_list(struct draft *draft, uint32_t node,
                       const struct values *values, uint32_t rest)
{
    const uint32_t *answer = draft->cases->answer;
    uint32_t free = draft->impossible;
    for (size_t i = 0; i < values->count; i++) {
        uint32_t value = values->items[i];
        if (value == rest) {
            continue;
        }
        uint32_t points = points_of(draft, node, value);
        uint32_t lower = set_of(draft, &set_minus, points, free);
        uint32_t upper = set_of(draft, &set_or, points, free);
        uint32_t got = cover(draft, lower, upper, answer[value]);
        free = set_of(draft, &set_or, free, got);
    }
    add_row(draft, answer[rest]);
}

static uint32_t value_without_facts(const struct diagrams *diagrams,
                                    uint32_t node)
{
    while (!node_is_terminal(node)) {
        node = node_follow(diagrams, node, node_level(diagrams, node), 0);
    }
    return node_value(node);
}

/* The shortest list, or the first that cannot be shorter; of equals the one that
 * ends in what holds without any fact. */
static void draft_best(struct draft *best, uint32_t node)
{
    struct cases *cases = best->cases;
    struct values values = list_values(best, node);
    best->impossible = cases->implications ? not_closed(best, node) : SET_EMPTY;
    uint32_t plain = value_without_facts(diagrams_of(best), node);
    draft_list(best, node, &values, plain);
    size_t tried = 1;
    /* there is a case a value at least */
    for (size_t i = 0;
         i < values.count && tried < MOST_TRIED && best->count > values.count;
         i++) {
        if (values.items[i] == plain) {
            continue;
        }
        struct draft other = { .cases = cases,
                               .arena = best->arena,
                               .impossible = best->impossible };
        draft_list(&other, node, &values, values.items[i]);
        tried++;
        if (other.count < best->count) {
            best->rows = other.rows;
            best->count = other.count;
        }
    }
}

/* --- keeping rows --------------------------------------------------------- */

/* The number of the row, which is added where it is new. */
static uint32_t add_kept(struct cases *cases, const struct case_row *row)
{
    uint64_t key[4] = { row->mask, row->value, row->answer, row->next };
    bool added;
    uint32_t number = interner_number(cases->numbers, key, sizeof key, &added);
    if (added) {
        cases->rows = arena_extend(cases->arena, cases->rows, cases->count,
                                   sizeof *cases->rows);
        cases->rows[cases->count++] = *row;
    }
    return number;
}

static uint32_t keep(struct cases *cases, const struct draft *draft)
{
    uint32_t next = 0;
    for (size_t i = draft->count; i-- > 0;) {
        struct case_row row = draft->rows[i];
        row.next = row.mask == 0 ? 0 : next;
        next = add_kept(cases, &row);
    }
    return next;
}

/* --- the face ------------------------------------------------------------ */

void cases_begin(struct cases *cases, struct analysis *analysis,
                 const struct word *facts, const uint32_t *answer,
                 size_t value_count)
{
    *cases = (struct cases){ .arena = analysis->arena,
                             .analysis = analysis,
                             .facts = facts,
                             .answer = answer,
                             .value_count = value_count,
                             .numbers = interner_create(),
                             .steps = MOST_STEPS };
    cases->reached = bits_create(cases->arena, value_count);
    cases->single =
        arena_array(cases->arena, value_count, sizeof *cases->single);
    memset(cases->single, 0xFF, value_count * sizeof *cases->single);
    for (size_t i = 0; i < analysis->condition_count; i++) {
        for (size_t k = 0; k < analysis->condition_count; k++) {
            cases->implications |=
                i != k &&
                term_within(analysis->conditions[i], analysis->conditions[k]);
        }
    }
}

void cases_end(struct cases *cases)
{
    interner_destroy(cases->numbers);
    cases->numbers = NULL;
}

static uint32_t add_single(struct cases *cases, uint32_t value)
{
    if (cases->single[value] == UINT32_MAX) {
        struct case_row row = { .answer = cases->answer[value] };
        cases->single[value] = add_kept(cases, &row);
    }
    return cases->single[value];
}

uint32_t cases_add(struct cases *cases, uint32_t node)
{
    if (node_is_terminal(node)) {
        return add_single(cases, node_value(node));
    }
    struct draft draft = { .cases = cases, .arena = arena_create() };
    uint32_t first = 0;
    draft_best(&draft, node);
    if (cases->count + draft.count > MOST_ROWS) {
        cases->exhausted = true;
    }
    if (!cases->exhausted) {
        first = keep(cases, &draft);
    }
    arena_destroy(draft.arena);
    return first;
}

/* Nodes seen on one way down are few next to all ways, so they are marked. */
static void mark_conditions(const struct analysis *analysis, uint32_t node,
                            struct bits *seen, struct bits *conditions)
{
    if (node_is_terminal(node) || bits_has(seen, node)) {
        return;
    }
    bits_add(seen, node);
    int level = node_level(analysis->diagrams, node);
    if (level >= LEVEL_CONDITIONS) {
        bits_add(conditions,
                 analysis->conditions[level - LEVEL_CONDITIONS]->number);
    }
    size_t count;
    const struct edge *edges = node_edges(analysis->diagrams, node, &count);
    for (size_t i = 0; i < count; i++) {
        mark_conditions(analysis, edges[i].to, seen, conditions);
    }
}

void cases_conditions(const struct analysis *analysis, uint32_t node,
                      struct bits *conditions)
{
    struct arena *scratch = arena_create();
    struct bits *seen =
        bits_create(scratch, diagrams_node_count(analysis->diagrams));
    mark_conditions(analysis, node, seen, conditions);
    arena_destroy(scratch);
}
