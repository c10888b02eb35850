/* The model to diagrams. Every statement becomes, box by box, the set of points
 * where it applies strongly and the set where it applies weakly; from the
 * strong sets those that prevail are taken away; what is left merges, in any
 * order, into the verdict diagram. */

#include "diagram/analysis.h"

#include "base/arena.h"
#include "diagram/intern.h"
#include "diagram/keeping.h"
#include "diagram/levels.h"
#include "diagram/outcome.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_CONDITIONS = 512 };

/* --- levels ----------------------------------------------------------- */

static void create_diagrams(struct analysis *analysis, size_t budget)
{
    const struct policy *policy = analysis->policy;
    size_t count = LEVEL_CONDITIONS + analysis->condition_count;
    uint32_t *size = arena_array(analysis->arena, count, sizeof *size);
    for (int d = 0; d < DIMENSION_COUNT; d++) {
        size[d] = (uint32_t)policy->terms[dimension_space[d]].count;
    }
    size[LEVEL_EVENT] =
        (uint32_t)(policy->terms[KIND_EVENT].count + analysis->compound_count);
    size[LEVEL_RIGHT] = (uint32_t)policy->terms[KIND_RIGHT].count;
    for (size_t i = LEVEL_CONDITIONS; i < count; i++) {
        size[i] = 2;
    }
    analysis->diagrams = diagrams_create(size, count, budget);
}

/* --- sets of points --------------------------------------------------- */

static uint32_t set_not(struct analysis *analysis, uint32_t set)
{
    return diagram_combine(analysis->diagrams, &set_minus, SET_ALL, set);
}

/* The condition, or one that implies it, is among the facts. */
static uint32_t condition_name(struct analysis *analysis,
                               const struct term *term)
{
    struct diagrams *diagrams = analysis->diagrams;
    uint32_t set = SET_EMPTY;
    for (size_t i = 0; i < analysis->condition_count; i++) {
        if (!term_within(analysis->conditions[i], term)) {
            continue;
        }
        struct edge edges[2] = { { 1, SET_EMPTY }, { 2, SET_ALL } };
        uint32_t one = node_make(diagrams, LEVEL_CONDITIONS + (int)i, edges, 2);
        set = diagram_combine(diagrams, &set_or, set, one);
    }
    return set;
}

uint32_t analysis_condition(struct analysis *analysis,
                            const struct condition *condition)
{
    if (condition == NULL) {
        return SET_ALL;
    }
    if (condition->kind == TREE_CONDITION_NAME) {
        return condition_name(analysis, condition->term);
    }
    uint32_t left = analysis_condition(analysis, condition->left);
    if (condition->kind == TREE_CONDITION_NOT) {
        return set_not(analysis, left);
    }
    uint32_t right = analysis_condition(analysis, condition->right);
    return diagram_combine(analysis->diagrams,
                           condition->kind == TREE_CONDITION_AND ? &set_and
                                                                 : &set_or,
                           left, right);
}

uint32_t analysis_box(struct analysis *analysis, const struct box *box,
                      uint32_t inside)
{
    for (int d = DIMENSION_COUNT - 1; d >= 0; d--) {
        inside = diagram_select(analysis->diagrams, d, box->select[d], inside,
                                SET_EMPTY);
    }
    return inside;
}

uint32_t analysis_question(struct analysis *analysis,
                           const struct question *question)
{
    uint32_t set = SET_EMPTY;
    for (size_t i = 0; i < question->box_count; i++) {
        set = diagram_combine(
            analysis->diagrams, &set_or, set,
            analysis_box(analysis, &question->boxes[i], SET_ALL));
    }
    return set;
}

const struct bits *analysis_holds(struct analysis *analysis,
                                  const struct bits *facts)
{
    struct bits *holds =
        bits_create(analysis->arena, analysis->condition_count);
    for (size_t i = 0; i < analysis->condition_count; i++) {
        if (bits_has(facts, analysis->conditions[i]->number)) {
            bits_add(holds, i);
        }
    }
    return holds;
}

/* --- statements ------------------------------------------------------- */

static void apply_statement(struct analysis *analysis,
                            const struct statement *statement)
{
    size_t index = statement->index;
    size_t count = statement->box_count;
    struct arena *arena = analysis->arena;
    struct diagrams *diagrams = analysis->diagrams;
    analysis->strong[index] = arena_array(arena, count, sizeof(uint32_t));
    analysis->weak[index] = arena_array(arena, count, sizeof(uint32_t));
    analysis->undefeated[index] = arena_array(arena, count, sizeof(uint32_t));
    uint32_t guard = analysis_condition(analysis, statement->guard);
    uint32_t lifted = statement->unless == NULL
                          ? SET_EMPTY
                          : analysis_condition(analysis, statement->unless);
    uint32_t strong = diagram_combine(diagrams, &set_minus, guard, lifted);
    uint32_t weak = diagram_combine(diagrams, &set_and, guard, lifted);
    for (size_t i = 0; i < count; i++) {
        const struct box *box = &statement->boxes[i];
        analysis->strong[index][i] = analysis_box(analysis, box, strong);
        analysis->weak[index][i] =
            box->weak ? analysis_box(analysis, box, weak) : SET_EMPTY;
    }
}

static uint32_t all_strong(struct analysis *analysis,
                           const struct statement *statement)
{
    uint32_t set = SET_EMPTY;
    for (size_t i = 0;
         statement->kind == STATEMENT_RULE && i < statement->box_count; i++) {
        set = diagram_combine(analysis->diagrams, &set_or, set,
                              analysis->strong[statement->index][i]);
    }
    return set;
}

/* Where what prevails over statements speaks strongly. Those under one order
 * share the list of it, and so the set. */
struct defeating {
    struct interner *lists; /* numbers of lists, by where they are */
    uint32_t *sets;         /* by these numbers */
    uint32_t *of;           /* by statement */
};

/* Those directly above, and what is above them in turn. */
static uint32_t unite_above(struct analysis *analysis,
                            const struct statement *statement,
                            const struct defeating *defeating)
{
    size_t count = statement->direct_count;
    uint32_t *sets = arena_array(analysis->arena, 2 * count, sizeof *sets);
    for (size_t i = 0; i < count; i++) {
        const struct statement *other = statement->prevailing[i];
        sets[2 * i] = all_strong(analysis, other);
        sets[2 * i + 1] = defeating->of[other->index];
    }
    return diagram_combine_all(analysis->diagrams, &set_or, sets, 2 * count,
                               SET_EMPTY);
}

static void defeat_statement(struct analysis *analysis,
                             const struct statement *statement,
                             struct defeating *defeating)
{
    bool added;
    uint32_t list = interner_number(defeating->lists, &statement->prevailing,
                                    sizeof statement->prevailing, &added);
    if (added) {
        defeating->sets = arena_extend(analysis->arena, defeating->sets, list,
                                       sizeof *defeating->sets);
        defeating->sets[list] = unite_above(analysis, statement, defeating);
    }
    defeating->of[statement->index] = defeating->sets[list];
    for (size_t i = 0; i < statement->box_count; i++) {
        analysis->undefeated[statement->index][i] = diagram_combine(
            analysis->diagrams, &set_minus,
            analysis->strong[statement->index][i], defeating->sets[list]);
    }
}

/* More prevail over a statement than over any of those, so they come first. */
static int by_prevailing(const void *a, const void *b)
{
    const struct statement *left = *(const struct statement *const *)a;
    const struct statement *right = *(const struct statement *const *)b;
    if (left->prevailing_count != right->prevailing_count) {
        return left->prevailing_count < right->prevailing_count ? -1 : 1;
    }
    return left->index < right->index ? -1 : left->index > right->index;
}

static void defeat_all(struct analysis *analysis)
{
    const struct policy *policy = analysis->policy;
    size_t count = policy->statement_count;
    struct defeating defeating = {
        .lists = interner_create(),
        .of = arena_array(analysis->arena, count, sizeof(uint32_t)),
    };
    struct statement **order =
        arena_array(analysis->arena, count, sizeof *order);
    for (size_t i = 0; i < count; i++) {
        order[i] = policy->statements[i];
        defeating.of[i] = SET_EMPTY;
    }
    if (count > 0) {
        qsort((void *)order, count, sizeof *order, by_prevailing);
    }
    for (size_t i = 0; i < count; i++) {
        defeat_statement(analysis, order[i], &defeating);
    }
    interner_destroy(defeating.lists);
}

/* --- the verdict ------------------------------------------------------ */

/* Diagrams waiting to be combined. */
struct pile {
    uint32_t *items;
    size_t count;
};

static void pile_add(struct analysis *analysis, struct pile *pile,
                     uint32_t item)
{
    if (item != SET_EMPTY) {
        pile->items = arena_extend(analysis->arena, pile->items, pile->count,
                                   sizeof *pile->items);
        pile->items[pile->count++] = item;
    }
}

static void pile_statement(struct analysis *analysis,
                           const struct statement *statement,
                           struct pile *verdicts)
{
    size_t index = statement->index;
    bool never = statement->modality == MODALITY_NEVER;
    for (size_t i = 0; i < statement->box_count; i++) {
        const struct box *box = &statement->boxes[i];
        struct outcome strongly = outcome_of(statement, box, true);
        struct outcome weakly = outcome_of(statement, box, false);
        pile_add(analysis, verdicts,
                 outcome_over(analysis,
                              never ? analysis->strong[index][i]
                                    : analysis->undefeated[index][i],
                              &strongly));
        pile_add(analysis, verdicts,
                 outcome_over(analysis, analysis->weak[index][i], &weakly));
    }
}

static void sort_statement(struct analysis *analysis,
                           const struct statement *statement,
                           struct pile piles[3])
{
    for (size_t i = 0; i < statement->box_count; i++) {
        if (statement->modality == MODALITY_NEVER) {
            pile_add(analysis, &piles[2],
                     analysis->strong[statement->index][i]);
        } else {
            pile_add(analysis, &piles[statement->boxes[i].permits ? 0 : 1],
                     analysis->undefeated[statement->index][i]);
        }
    }
}

static uint32_t unite(struct analysis *analysis, const struct pile *pile)
{
    return diagram_combine_all(analysis->diagrams, &set_or, pile->items,
                               pile->count, SET_EMPTY);
}

static uint32_t value_allow(void *context, uint32_t value)
{
    const struct analysis *analysis = context;
    return analysis->outcomes[value].verdict == VERDICT_ALLOW;
}

static uint32_t value_deny(void *context, uint32_t value)
{
    const struct analysis *analysis = context;
    return analysis->outcomes[value].verdict == VERDICT_DENY;
}

static void decide(struct analysis *analysis)
{
    const struct policy *policy = analysis->policy;
    struct pile verdicts = { 0 };
    struct pile piles[3] = { { 0 } };
    for (size_t i = 0; i < policy->statement_count; i++) {
        if (policy->statements[i]->kind == STATEMENT_RULE) {
            pile_statement(analysis, policy->statements[i], &verdicts);
            sort_statement(analysis, policy->statements[i], piles);
        }
    }
    analysis->permitted = unite(analysis, &piles[0]);
    analysis->prohibited = unite(analysis, &piles[1]);
    analysis->absolute = unite(analysis, &piles[2]);
    analysis->verdict = outcome_merge(analysis, verdicts.items, verdicts.count);
    analysis->allowed = diagram_map(analysis->diagrams, analysis->verdict,
                                    value_allow, analysis);
}

uint32_t analysis_denied(struct analysis *analysis)
{
    if (!analysis->denied_known) {
        analysis->denied = diagram_map(analysis->diagrams, analysis->verdict,
                                       value_deny, analysis);
        analysis->denied_known = true;
    }
    return analysis->denied;
}

/* --- rights ----------------------------------------------------------- */

static uint32_t value_first(void *context, uint32_t a, uint32_t b)
{
    (void)context;
    return a == 0 ? b : b == 0 ? a : a < b ? a : b;
}

static bool shortcut_first(void *context, uint32_t a, uint32_t b,
                           uint32_t *result)
{
    (void)context;
    if (a != SET_EMPTY && b != SET_EMPTY && a != b) {
        return false;
    }
    *result = a == SET_EMPTY ? b : a;
    return true;
}

static void grant(struct analysis *analysis)
{
    static const struct operation first = { value_first,   shortcut_first,
                                            NULL,          true,
                                            NOTHING_KEEPS, NOTHING_KEEPS };
    const struct policy *policy = analysis->policy;
    struct pile rights = { 0 };
    for (size_t i = 0; i < policy->statement_count; i++) {
        const struct statement *statement = policy->statements[i];
        if (statement->kind != STATEMENT_RIGHT) {
            continue;
        }
        uint32_t guard = analysis_condition(analysis, statement->guard);
        uint32_t lifted = statement->unless == NULL
                              ? SET_EMPTY
                              : analysis_condition(analysis, statement->unless);
        uint32_t set =
            diagram_combine(analysis->diagrams, &set_minus, guard, lifted);
        set = set_to(analysis, set, (uint32_t)i + 1);
        set = diagram_select(analysis->diagrams, LEVEL_RIGHT,
                             statement->right_set, set, SET_EMPTY);
        pile_add(analysis, &rights,
                 analysis_box(analysis, &statement->boxes[0], set));
    }
    analysis->rights = diagram_combine_all(
        analysis->diagrams, &first, rights.items, rights.count, SET_EMPTY);
}

struct analysis *analysis_create(struct arena *arena,
                                 const struct policy *policy, size_t budget)
{
    struct analysis *analysis = arena_allocate(arena, sizeof *analysis);
    size_t count = policy->statement_count;
    analysis->arena = arena;
    analysis->policy = policy;
    analysis->outcome_numbers = interner_create();
    analysis->keeping_numbers = interner_create();
    analysis->strong = arena_array(arena, count, sizeof(uint32_t *));
    analysis->weak = arena_array(arena, count, sizeof(uint32_t *));
    analysis->undefeated = arena_array(arena, count, sizeof(uint32_t *));
    order_levels(analysis);
    collect_compounds(analysis);
    if (analysis->condition_count > MOST_CONDITIONS) {
        analysis->condition_count = MOST_CONDITIONS;
        budget = 0; /* refused as too large */
    }
    create_diagrams(analysis, budget);
    analysis_outcome(analysis, &outcome_silence);
    analysis_keeping(analysis, &keeping_nothing);
    for (size_t i = 0; i < count; i++) {
        apply_statement(analysis, policy->statements[i]);
    }
    defeat_all(analysis);
    decide(analysis);
    grant(analysis);
    keep(analysis);
    return analysis;
}

void analysis_destroy(struct analysis *analysis)
{
    if (analysis != NULL) {
        diagrams_destroy(analysis->diagrams);
        interner_destroy(analysis->outcome_numbers);
        interner_destroy(analysis->keeping_numbers);
    }
}
