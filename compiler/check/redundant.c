/* redundant-statement: without it every verdict, duty, bound and right stays the
 * same. Decided on whole sets, for all statements at once where that can be: a
 * second diagram keeps, at each point, the strongest step, the one statement
 * that alone takes it, and the strongest step without that statement; one more a
 * measure keeps who alone gives it. Only a statement that prevails over others,
 * or behind whose step another one allows, is left out and looked at alone. */

#include "base/arena.h"
#include "check/catalogue.h"
#include "check/dead.h"
#include "check/select.h"
#include "diagram/ends.h"
#include "diagram/intern.h"
#include "diagram/outcome.h"

#include <string.h>

static void run_redundant(struct compilation *compilation);

RULE(redundant_statement) = {
    .slug = "redundant-statement",
    .severity = SEVERITY_WARNING,
    .summary = "without the statement every verdict, duty, bound and right "
               "stays the same",
    .why = "Two sentences that say the same must both be changed, and one day "
           "only one will be.",
    .bad = "data account { email, phone }\n"
           "wide: we must not share account.\n"
           "narrow: we must not share email.\n",
    .good = "data account { email, phone }\n"
            "wide: we must not share account.\n",
    .run = run_redundant,
};

/* --- who alone decides ------------------------------------------------ */

/* At a point: the strongest step, the statement that alone takes it (SIZE_MAX:
 * several do, or none), and the strongest step of the others. */
struct rank {
    uint64_t step, sole, next;
};

struct ranking {
    struct interner *numbers;
    struct arena *arena;
    struct rank *items;
    size_t count;
    uint32_t *pile; /* diagrams waiting to be merged */
    size_t pile_count;
};

static uint32_t rank_number(struct ranking *ranking, struct rank rank)
{
    bool added;
    uint32_t number =
        interner_number(ranking->numbers, &rank, sizeof rank, &added);
    if (added) {
        ranking->items = arena_extend(ranking->arena, ranking->items,
                                      ranking->count, sizeof *ranking->items);
        ranking->items[ranking->count++] = rank;
    }
    return number;
}

static uint32_t value_rank(void *context, uint32_t a, uint32_t b)
{
    struct ranking *ranking = context;
    struct rank high = ranking->items[a];
    struct rank low = ranking->items[b];
    if (high.step < low.step) {
        struct rank swap = high;
        high = low;
        low = swap;
    }
    if (high.step == low.step) {
        high.sole = SIZE_MAX;
        high.next = high.step;
    } else if (low.step > high.next) {
        high.next = low.step;
    }
    return rank_number(ranking, high);
}

static bool shortcut_rank(void *context, uint32_t a, uint32_t b,
                          uint32_t *result)
{
    (void)context;
    if (a != SET_EMPTY && b != SET_EMPTY) {
        return false;
    }
    *result = a == SET_EMPTY ? b : a;
    return true;
}

/* Steps as in outcome.c; odd ones allow. */
static enum verdict verdict_of(uint64_t step)
{
    return step == 0       ? VERDICT_SILENT
           : step % 2 == 1 ? (step == 5 ? VERDICT_DENY : VERDICT_ALLOW)
                           : VERDICT_DENY;
}

static uint64_t step_of(const struct statement *statement,
                        const struct box *box, bool strong)
{
    if (strong && statement->modality == MODALITY_NEVER) {
        return 5;
    }
    bool permits = box->permits == strong;
    return (strong ? 3u : 1u) + !permits;
}

/* What the steps show of leaving a statement out. */
struct need {
    struct bits *needed;   /* a verdict or a measure would change */
    struct bits *doubtful; /* another step would allow, with its own measures */
    struct bits *prevails; /* what it prevails over would come back, which the
                            * steps do not show */
};

/* Adds the ranks of one statement, of all that it says or (`measure` below
 * SIZE_MAX) only where it gives the measure. */
static void add_ranks(struct analysis *analysis, struct ranking *ranking,
                      const struct statement *statement, size_t measure)
{
    size_t index = statement->index;
    for (size_t i = 0; i < statement->box_count; i++) {
        bool never = statement->modality == MODALITY_NEVER;
        uint32_t sets[2] = { never ? analysis->strong[index][i]
                                   : analysis->undefeated[index][i],
                             analysis->weak[index][i] };
        for (size_t k = 0; k < 2; k++) {
            const struct box *box = &statement->boxes[i];
            struct outcome said = outcome_of(statement, box, k == 0);
            if (sets[k] == SET_EMPTY ||
                (measure != SIZE_MAX && (said.measures == NULL ||
                                         !bits_has(said.measures, measure)))) {
                continue;
            }
            struct rank rank = { step_of(statement, box, k == 0), index, 0 };
            ranking->pile =
                arena_extend(ranking->arena, ranking->pile, ranking->pile_count,
                             sizeof *ranking->pile);
            ranking->pile[ranking->pile_count++] =
                set_to(analysis, sets[k], rank_number(ranking, rank));
        }
    }
}

/* The ranks of all statements, as add_ranks. */
static uint32_t rank_all(struct analysis *analysis, struct ranking *ranking,
                         size_t measure)
{
    const struct policy *policy = analysis->policy;
    struct operation merge = { value_rank, shortcut_rank, ranking, true };
    ranking->pile = NULL;
    ranking->pile_count = 0;
    for (size_t i = 0; i < policy->statement_count; i++) {
        if (policy->statements[i]->kind == STATEMENT_RULE) {
            add_ranks(analysis, ranking, policy->statements[i], measure);
        }
    }
    return diagram_combine_all(analysis->diagrams, &merge, ranking->pile,
                               ranking->pile_count, SET_EMPTY);
}

/* 1 + the statement that alone gives the measure in the step that decides. */
static uint32_t value_sole(void *context, uint32_t given, uint32_t decides)
{
    const struct ranking *ranking = context;
    const struct rank *gives = &ranking->items[given];
    return gives->step == ranking->items[decides].step &&
                   gives->sole < UINT32_MAX
               ? (uint32_t)gives->sole + 1
               : 0;
}

static bool shortcut_sole(void *context, uint32_t given, uint32_t decides,
                          uint32_t *result)
{
    (void)context;
    (void)decides;
    *result = SET_EMPTY;
    return given == SET_EMPTY;
}

static void mark_by_verdict(struct analysis *analysis,
                            const struct ranking *ranking, uint32_t ranks,
                            struct need *need)
{
    struct bits *values = bits_create(analysis->arena, ranking->count);
    diagram_values(analysis->diagrams, ranks, values);
    for (size_t v = bits_next(values, 0); v < values->size;
         v = bits_next(values, v + 1)) {
        const struct rank *rank = &ranking->items[v];
        if (rank->sole >= analysis->policy->statement_count ||
            rank->step == rank->next) {
            continue;
        }
        if (verdict_of(rank->step) != verdict_of(rank->next)) {
            bits_add(need->needed, (size_t)rank->sole);
        } else if (verdict_of(rank->step) == VERDICT_ALLOW) {
            bits_add(need->doubtful, (size_t)rank->sole);
        }
    }
}

static void mark_by_measure(struct analysis *analysis, struct ranking *ranking,
                            uint32_t ranks, size_t measure, struct need *need)
{
    struct operation sole = { value_sole, shortcut_sole, ranking, false };
    size_t count = analysis->policy->statement_count;
    uint32_t given = rank_all(analysis, ranking, measure);
    struct bits *values = bits_create(analysis->arena, count + 1);
    diagram_values(analysis->diagrams,
                   diagram_combine(analysis->diagrams, &sole, given, ranks),
                   values);
    for (size_t v = bits_next(values, 1); v < values->size;
         v = bits_next(values, v + 1)) {
        bits_add(need->needed, v - 1);
    }
}

static void mark_prevailing(const struct policy *policy, struct need *need)
{
    for (size_t i = 0; i < policy->statement_count; i++) {
        const struct statement *statement = policy->statements[i];
        for (size_t k = 0; k < statement->prevailing_count; k++) {
            bits_add(need->prevails, statement->prevailing[k]->index);
        }
    }
}

static struct need find_need(struct analysis *analysis, struct ranking *ranking)
{
    const struct policy *policy = analysis->policy;
    struct need need = {
        .needed = bits_create(analysis->arena, policy->statement_count),
        .doubtful = bits_create(analysis->arena, policy->statement_count),
        .prevails = bits_create(analysis->arena, policy->statement_count),
    };
    mark_prevailing(policy, &need);
    uint32_t ranks = rank_all(analysis, ranking, SIZE_MAX);
    mark_by_verdict(analysis, ranking, ranks, &need);
    for (size_t m = 0; m < policy->terms[KIND_MEASURE].count; m++) {
        mark_by_measure(analysis, ranking, ranks, m, &need);
    }
    return need;
}

/* --- one statement left out ------------------------------------------- */

/* Verdicts and measures without the statements behind them. */
static uint32_t plain(void *context, uint32_t value)
{
    struct analysis *analysis = context;
    struct outcome outcome = { .verdict = analysis->outcomes[value].verdict,
                               .statement = SIZE_MAX,
                               .measures = analysis->outcomes[value].measures };
    if (outcome.measures != NULL && bits_empty(outcome.measures)) {
        outcome.measures = NULL;
    }
    return analysis_outcome(analysis, &outcome);
}

static bool is_over(const struct statement *statement,
                    const struct statement *other)
{
    for (size_t i = 0; i < other->prevailing_count; i++) {
        if (other->prevailing[i] == statement) {
            return true;
        }
    }
    return false;
}

/* What `other` strongly says where `without` is not there to prevail. */
static uint32_t undefeated_without(struct analysis *analysis,
                                   const struct statement *other, size_t box,
                                   const struct statement *without)
{
    struct diagrams *diagrams = analysis->diagrams;
    if (other->modality == MODALITY_NEVER) {
        return analysis->strong[other->index][box];
    }
    if (!is_over(without, other)) {
        return analysis->undefeated[other->index][box];
    }
    uint32_t set = analysis->strong[other->index][box];
    for (size_t i = 0; i < other->prevailing_count; i++) {
        const struct statement *above = other->prevailing[i];
        for (size_t b = 0; above != without && above->kind == STATEMENT_RULE &&
                           b < above->box_count;
             b++) {
            set = diagram_combine(diagrams, &set_minus, set,
                                  analysis->strong[above->index][b]);
        }
    }
    return set;
}

/* The points where leaving the statement out could change a verdict. */
static uint32_t reach_of(struct analysis *analysis,
                         const struct statement *statement)
{
    uint32_t reach = SET_EMPTY;
    for (size_t i = 0; i < statement->box_count; i++) {
        reach = diagram_combine(analysis->diagrams, &set_or, reach,
                                analysis->strong[statement->index][i]);
        reach = diagram_combine(analysis->diagrams, &set_or, reach,
                                analysis->weak[statement->index][i]);
    }
    return reach;
}

/* What the others say within the reach, merged; and the first of them. */
static uint32_t others_say(struct analysis *analysis,
                           const struct statement *without, uint32_t reach)
{
    const struct policy *policy = analysis->policy;
    uint32_t *items = NULL;
    size_t count = 0;
    for (size_t i = 0; i < policy->statement_count; i++) {
        const struct statement *other = policy->statements[i];
        if (other == without || other->kind != STATEMENT_RULE ||
            !statement_meets(other, without)) {
            continue;
        }
        for (size_t b = 0; b < other->box_count; b++) {
            uint32_t strong = diagram_combine(
                analysis->diagrams, &set_and, reach,
                undefeated_without(analysis, other, b, without));
            uint32_t weak = diagram_combine(analysis->diagrams, &set_and, reach,
                                            analysis->weak[i][b]);
            struct outcome said = outcome_of(other, &other->boxes[b], true);
            struct outcome weakly = outcome_of(other, &other->boxes[b], false);
            items = arena_extend(analysis->arena, items, count, sizeof *items);
            items[count++] = outcome_over(analysis, strong, &said);
            items = arena_extend(analysis->arena, items, count, sizeof *items);
            items[count++] = outcome_over(analysis, weak, &weakly);
        }
    }
    return outcome_merge(analysis, items, count);
}

/* A bound or a deadline that no other statement gives at least as strictly, at
 * every point where this one does. */
static bool time_is_needed(struct analysis *analysis,
                           const struct statement *statement,
                           const struct time *time)
{
    const struct policy *policy = analysis->policy;
    uint32_t set = analysis->strong[statement->index][0];
    for (size_t i = 0; i < policy->statement_count; i++) {
        const struct statement *other = policy->statements[i];
        for (size_t t = 0; other != statement && t < other->time_count; t++) {
            const struct time *same = &other->times[t];
            if (same->kind == time->kind && same->choice == time->choice &&
                same->event_count == time->event_count &&
                (time->event_count == 0 ||
                 memcmp((const void *)same->events, (const void *)time->events,
                        time->event_count * sizeof *time->events) == 0) &&
                time_slack(same) <= time_slack(time)) {
                set = diagram_combine(analysis->diagrams, &set_minus, set,
                                      analysis->strong[i][0]);
            }
        }
    }
    return set != SET_EMPTY;
}

static bool has_needed_time(struct analysis *analysis,
                            const struct statement *statement)
{
    for (size_t t = 0; t < statement->time_count; t++) {
        if (time_is_needed(analysis, statement, &statement->times[t])) {
            return true;
        }
    }
    return statement->methods.count > 0;
}

/* --- rights ----------------------------------------------------------- */

static uint32_t right_set(struct analysis *analysis,
                          const struct statement *statement)
{
    uint32_t rights = diagram_select(analysis->diagrams, LEVEL_RIGHT,
                                     statement->right_set, SET_ALL, SET_EMPTY);
    return diagram_combine(analysis->diagrams, &set_and,
                           analysis->strong[statement->index][0], rights);
}

static bool right_is_redundant(struct analysis *analysis,
                               const struct statement *statement)
{
    const struct policy *policy = analysis->policy;
    uint32_t set = right_set(analysis, statement);
    for (size_t i = 0; i < policy->statement_count; i++) {
        if (policy->statements[i] != statement &&
            policy->statements[i]->kind == STATEMENT_RIGHT) {
            set = diagram_combine(analysis->diagrams, &set_minus, set,
                                  right_set(analysis, policy->statements[i]));
        }
    }
    return set == SET_EMPTY && !has_needed_time(analysis, statement);
}

/* --- findings --------------------------------------------------------- */

static void report(struct compilation *compilation,
                   const struct statement *statement,
                   const struct speech *speech, const struct ends *ends)
{
    struct analysis *analysis = compilation->analysis;
    const struct policy *policy = compilation->policy;
    struct finding *finding = finding_add(
        &compilation->findings, &rule_redundant_statement, statement->rule,
        "without `%s` the policy would say the same", statement->name);
    finding->statement = statement->name;
    uint32_t left = reach_of(analysis, statement);
    for (size_t i = 0; i < policy->statement_count && left != SET_EMPTY &&
                       finding->related_count < 3;
         i++) {
        const struct statement *other = policy->statements[i];
        if (other == statement || other->kind != statement->kind ||
            !ends_meet(ends, other, statement)) {
            continue;
        }
        uint32_t own = other->kind == STATEMENT_RULE
                           ? decided_by(analysis, speech, other)
                           : analysis->strong[i][0];
        uint32_t rest =
            diagram_combine(analysis->diagrams, &set_minus, left, own);
        if (rest != left) {
            finding_relate(&compilation->findings, finding, other->rule,
                           other->name, "this says it already");
            left = rest;
        }
    }
    finding_help(&compilation->findings, finding,
                 "leave it out, or let it say what the others do not");
}

/* `verdict` is the whole policy's, plain. */
static bool rule_is_redundant(struct analysis *analysis,
                              const struct statement *statement,
                              uint32_t verdict)
{
    struct diagrams *diagrams = analysis->diagrams;
    uint32_t reach = reach_of(analysis, statement);
    uint32_t without = diagram_map(
        diagrams, others_say(analysis, statement, reach), plain, analysis);
    return diagram_combine(diagrams, &diagram_pick, verdict, reach) ==
           diagram_combine(diagrams, &diagram_pick, without, reach);
}

static bool is_redundant(struct analysis *analysis,
                         const struct statement *statement,
                         const struct speech *speech, const struct need *need,
                         uint32_t verdict)
{
    if (statement->kind == STATEMENT_RIGHT) {
        return right_is_redundant(analysis, statement);
    }
    bool prevails = bits_has(need->prevails, statement->index);
    return statement->kind == STATEMENT_RULE &&
           (prevails || !bits_has(need->needed, statement->index)) &&
           decided_by(analysis, speech, statement) != SET_EMPTY &&
           !has_needed_time(analysis, statement) &&
           ((!prevails && !bits_has(need->doubtful, statement->index)) ||
            rule_is_redundant(analysis, statement, verdict));
}

static void run_redundant(struct compilation *compilation)
{
    struct analysis *analysis = compilation->analysis;
    const struct policy *policy = compilation->policy;
    struct ranking *ranking =
        arena_allocate(compilation->arena, sizeof *ranking);
    ranking->numbers = interner_create();
    ranking->arena = compilation->arena;
    rank_number(ranking, (struct rank){ 0, SIZE_MAX, 0 });
    struct need need = find_need(analysis, ranking);
    struct speech speech = speech_of(analysis);
    const struct ends *ends = ends_of(compilation->arena, policy);
    uint32_t verdict =
        diagram_map(analysis->diagrams, analysis->verdict, plain, analysis);
    for (size_t i = 0; i < policy->statement_count; i++) {
        if (diagrams_exhausted(analysis->diagrams)) {
            break;
        }
        if (is_redundant(analysis, policy->statements[i], &speech, &need,
                         verdict)) {
            report(compilation, policy->statements[i], &speech, ends);
        }
    }
    interner_destroy(ranking->numbers);
}
