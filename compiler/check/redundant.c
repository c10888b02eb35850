/* redundant-statement: without it every verdict, duty, bound and right stays the
 * same. Decided on whole sets, for all statements at once where that can be: a
 * second diagram keeps, at each point, the strongest step, the one statement
 * that alone takes it, and the strongest step without that statement. A
 * statement that is never needed there is looked at alone: measures, bounds,
 * deadlines, rights, and what it prevails over. */

#include "base/arena.h"
#include "check/catalogue.h"
#include "check/dead.h"
#include "check/select.h"
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

/* The ranks of one statement; `work` has room for two a box. */
static size_t ranks_of(struct analysis *analysis, struct ranking *ranking,
                       const struct statement *statement, uint32_t *work)
{
    size_t index = statement->index;
    size_t count = 0;
    for (size_t i = 0; i < statement->box_count; i++) {
        bool never = statement->modality == MODALITY_NEVER;
        uint32_t sets[2] = { never ? analysis->strong[index][i]
                                   : analysis->undefeated[index][i],
                             analysis->weak[index][i] };
        for (size_t k = 0; k < 2; k++) {
            if (sets[k] == SET_EMPTY) {
                continue;
            }
            struct rank rank = {
                step_of(statement, &statement->boxes[i], k == 0), index, 0
            };
            work[count++] =
                set_to(analysis, sets[k], rank_number(ranking, rank));
        }
    }
    return count;
}

/* Marks the statements without which some verdict would change. For those that
 * prevail over others the ranks do not show what would come back. */
static void mark_needed(struct analysis *analysis, struct ranking *ranking,
                        struct bits *needed)
{
    const struct policy *policy = analysis->policy;
    struct operation merge = { value_rank, shortcut_rank, ranking, true };
    uint32_t *items = NULL;
    size_t count = 0;
    for (size_t i = 0; i < policy->statement_count; i++) {
        uint32_t work[2 * (DIMENSION_COUNT + 1)];
        const struct statement *statement = policy->statements[i];
        size_t more = statement->kind == STATEMENT_RULE
                          ? ranks_of(analysis, ranking, statement, work)
                          : 0;
        for (size_t k = 0; k < more; k++) {
            items = arena_extend(analysis->arena, items, count, sizeof *items);
            items[count++] = work[k];
        }
    }
    uint32_t ranks = diagram_combine_all(analysis->diagrams, &merge, items,
                                         count, SET_EMPTY);
    struct bits *values = bits_create(analysis->arena, ranking->count);
    diagram_values(analysis->diagrams, ranks, values);
    for (size_t v = bits_next(values, 0); v < values->size;
         v = bits_next(values, v + 1)) {
        const struct rank *rank = &ranking->items[v];
        if (rank->sole < policy->statement_count &&
            verdict_of(rank->step) != verdict_of(rank->next)) {
            bits_add(needed, (size_t)rank->sole);
        }
    }
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
            bool stricter = time->kind == TIME_AT_LEAST
                                ? same->seconds >= time->seconds
                                : same->seconds <= time->seconds;
            if (same->kind == time->kind && same->choice == time->choice &&
                same->event_count == time->event_count &&
                (time->event_count == 0 ||
                 memcmp((const void *)same->events, (const void *)time->events,
                        time->event_count * sizeof *time->events) == 0) &&
                stricter) {
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
                   const struct speech *speech)
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
            !statement_meets(other, statement)) {
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
    if (has_needed_time(analysis, statement)) {
        return false;
    }
    uint32_t reach = reach_of(analysis, statement);
    uint32_t without = diagram_map(
        diagrams, others_say(analysis, statement, reach), plain, analysis);
    return diagram_combine(diagrams, &diagram_pick, verdict, reach) ==
           diagram_combine(diagrams, &diagram_pick, without, reach);
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
    struct bits *needed =
        bits_create(compilation->arena, policy->statement_count);
    mark_needed(analysis, ranking, needed);
    struct speech speech = speech_of(analysis);
    uint32_t verdict =
        diagram_map(analysis->diagrams, analysis->verdict, plain, analysis);
    for (size_t i = 0; i < policy->statement_count; i++) {
        const struct statement *statement = policy->statements[i];
        if (diagrams_exhausted(analysis->diagrams)) {
            break;
        }
        bool redundant =
            statement->kind == STATEMENT_RIGHT
                ? right_is_redundant(analysis, statement)
            : statement->kind == STATEMENT_RULE
                ? (!bits_has(needed, i) ||
                   statement->notwithstanding_count > 0) &&
                      decided_by(analysis, &speech, statement) != SET_EMPTY &&
                      rule_is_redundant(analysis, statement, verdict)
                : false;
        if (redundant) {
            report(compilation, statement, &speech);
        }
    }
    interner_destroy(ranking->numbers);
}
