/* redundant-statement: without it every verdict, duty, bound and right stays the
 * same. Decided on whole sets, for all statements at once where that can be:
 * those of alone.h, where one alone decides. Only a statement that prevails over
 * others, or behind whose step another one allows, is left out and looked at by
 * itself. */

#include "base/arena.h"
#include "check/alone.h"
#include "check/catalogue.h"
#include "check/dead.h"
#include "check/select.h"
#include "diagram/ends.h"
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

/* Whether the statement gives that bound or deadline, as strictly or more. */
static bool gives_time(const struct statement *statement,
                       const struct time *time)
{
    for (size_t t = 0; t < statement->time_count; t++) {
        const struct time *same = &statement->times[t];
        if (same->kind == time->kind && same->choice == time->choice &&
            same->event_count == time->event_count &&
            (time->event_count == 0 ||
             memcmp((const void *)same->events, (const void *)time->events,
                    time->event_count * sizeof *time->events) == 0) &&
            time_slack(same) <= time_slack(time)) {
            return true;
        }
    }
    return false;
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
        if (other != statement && gives_time(other, time)) {
            set = diagram_combine(analysis->diagrams, &set_minus, set,
                                  analysis->strong[i][0]);
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

/* What is asked of every statement. */
struct search {
    struct compilation *compilation;
    struct speech speech;
    struct ends *ends;
    const struct alone *alone;
    struct bits *prevails; /* what these prevail over would come back */
    uint32_t verdict;      /* the whole policy's, plain */
};

/* Whether the statement speaks at a point of the set, weakly or strongly. */
static bool speaks_in(struct analysis *analysis,
                      const struct statement *statement, uint32_t set)
{
    struct diagrams *diagrams = analysis->diagrams;
    size_t index = statement->index;
    for (size_t i = 0; i < statement->box_count; i++) {
        if (set_meets(diagrams, set, analysis->strong[index][i]) ||
            set_meets(diagrams, set, analysis->weak[index][i])) {
            return true;
        }
    }
    return false;
}

/* A part of what a statement says: a time, a measure, or with neither the
 * verdict. */
struct part {
    const struct time *time;
    const struct term *measure;
};

static bool gives_part(const struct statement *statement,
                       const struct part *part)
{
    return (part->time == NULL || gives_time(statement, part->time)) &&
           (part->measure == NULL ||
            (statement->measure_set != NULL &&
             bits_has(statement->measure_set, part->measure->number)));
}

/* Where the other statement says the part. */
static uint32_t says_part(const struct search *search,
                          const struct statement *other,
                          const struct part *part)
{
    struct analysis *analysis = search->compilation->analysis;
    return other->kind != STATEMENT_RULE || part->time != NULL
               ? analysis->strong[other->index][0]
               : decided_by(analysis, &search->speech, other);
}

/* Those that say what the statement says. */
struct sayers {
    const struct search *search;
    const struct statement *statement;
    const struct statement *items[3];
    size_t count;
};

/* Adds who says the part wherever the statement does, beside those that are
 * there already. */
static void add_sayers(struct sayers *sayers, const struct part *part)
{
    enum { MOST = sizeof sayers->items / sizeof *sayers->items };
    const struct search *search = sayers->search;
    struct analysis *analysis = search->compilation->analysis;
    struct diagrams *diagrams = analysis->diagrams;
    const struct bits *near = ends_near(search->ends, sayers->statement);
    uint32_t left = reach_of(analysis, sayers->statement);
    for (size_t i = 0; i < sayers->count; i++) {
        if (gives_part(sayers->items[i], part)) {
            left = diagram_combine(diagrams, &set_minus, left,
                                   says_part(search, sayers->items[i], part));
        }
    }
    for (size_t i = bits_next(near, 0);
         i < near->size && left != SET_EMPTY && sayers->count < MOST;
         i = bits_next(near, i + 1)) {
        const struct statement *other = analysis->policy->statements[i];
        if (other == sayers->statement ||
            other->kind != sayers->statement->kind ||
            !gives_part(other, part) ||
            !statement_meets(other, sayers->statement) ||
            !speaks_in(analysis, other, left)) {
            continue;
        }
        uint32_t rest = diagram_combine(diagrams, &set_minus, left,
                                        says_part(search, other, part));
        if (rest != left) {
            sayers->items[sayers->count++] = other;
            left = rest;
        }
    }
}

/* Who gives a time or a measure often gives the verdict too, so these are
 * looked for first. */
static struct sayers find_sayers(const struct search *search,
                                 const struct statement *statement)
{
    struct sayers sayers = { .search = search, .statement = statement };
    for (size_t t = 0; t < statement->time_count; t++) {
        add_sayers(&sayers, &(struct part){ .time = &statement->times[t] });
    }
    for (size_t m = 0; m < statement->measures.count; m++) {
        add_sayers(&sayers,
                   &(struct part){ .measure = statement->measures.items[m] });
    }
    add_sayers(&sayers, &(struct part){ .time = NULL });
    return sayers;
}

static void report(const struct search *search,
                   const struct statement *statement)
{
    struct findings *findings = &search->compilation->findings;
    struct sayers sayers = find_sayers(search, statement);
    struct finding *finding = finding_add(
        findings, &rule_redundant_statement, statement->rule,
        "without `%s` the policy would say the same", statement->name);
    finding->statement = statement->name;
    for (size_t i = 0; i < sayers.count; i++) {
        finding_relate(findings, finding, sayers.items[i]->rule,
                       sayers.items[i]->name, "this says it already");
    }
    finding_help(findings, finding,
                 "leave it out, or let it say what the others do not");
}

static bool rule_is_redundant(const struct search *search,
                              const struct statement *statement)
{
    struct analysis *analysis = search->compilation->analysis;
    struct diagrams *diagrams = analysis->diagrams;
    uint32_t reach = reach_of(analysis, statement);
    uint32_t without = diagram_map(
        diagrams, others_say(analysis, statement, reach), plain, analysis);
    return diagram_combine(diagrams, &diagram_pick, search->verdict, reach) ==
           diagram_combine(diagrams, &diagram_pick, without, reach);
}

static bool is_redundant(const struct search *search,
                         const struct statement *statement)
{
    struct analysis *analysis = search->compilation->analysis;
    if (statement->kind == STATEMENT_RIGHT) {
        return right_is_redundant(analysis, statement);
    }
    bool prevails = bits_has(search->prevails, statement->index);
    return statement->kind == STATEMENT_RULE &&
           (prevails || !alone_needed(search->alone, statement)) &&
           decides_at_all(analysis, &search->speech, statement) &&
           !has_needed_time(analysis, statement) &&
           ((!prevails && !alone_doubtful(search->alone, statement)) ||
            rule_is_redundant(search, statement));
}

static struct bits *find_prevailing(struct arena *arena,
                                    const struct policy *policy)
{
    struct bits *prevails = bits_create(arena, policy->statement_count);
    for (size_t i = 0; i < policy->statement_count; i++) {
        const struct statement *statement = policy->statements[i];
        for (size_t k = 0; k < statement->prevailing_count; k++) {
            bits_add(prevails, statement->prevailing[k]->index);
        }
    }
    return prevails;
}

static void run_redundant(struct compilation *compilation)
{
    struct analysis *analysis = compilation->analysis;
    const struct policy *policy = compilation->policy;
    const struct search search = {
        .compilation = compilation,
        .speech = speech_of(analysis),
        .ends = ends_create(compilation->arena, policy),
        .alone = alone_create(compilation->arena, analysis),
        .prevails = find_prevailing(compilation->arena, policy),
        .verdict =
            diagram_map(analysis->diagrams, analysis->verdict, plain, analysis),
    };
    for (size_t i = 0;
         i < policy->statement_count && !diagrams_exhausted(analysis->diagrams);
         i++) {
        if (is_redundant(&search, policy->statements[i])) {
            report(&search, policy->statements[i]);
        }
    }
}
