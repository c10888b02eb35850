/* redundant-statement: without it every verdict, duty, bound and right stays the
 * same. Decided on whole sets, for all statements at once where that can be:
 * those of alone.h, where one alone decides. Only a statement without which others
 * would come back, or behind whose step another one allows, is left out and
 * looked at by itself. */

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

/* What is asked of every statement. */
struct search {
    struct compilation *compilation;
    struct speech speech;
    struct ends *ends;
    const struct alone *alone;
    struct bits *idle; /* statements that decide nothing */
    struct bits *met;  /* room for statements */
};

/* --- one statement left out ------------------------------------------- */

/* Verdicts and measures without the statements behind them, where they were
 * picked. */
static uint32_t plain(void *context, uint32_t value)
{
    struct analysis *analysis = context;
    if (value == 0) {
        return 0;
    }
    struct outcome outcome = analysis->outcomes[value - 1];
    struct outcome plain = { .verdict = outcome.verdict,
                             .statement = SIZE_MAX,
                             .measures = outcome.measures };
    if (plain.measures != NULL && bits_empty(plain.measures)) {
        plain.measures = NULL;
    }
    return 1 + analysis_outcome(analysis, &plain);
}

/* A statement left out, where that could change a verdict, and the statements
 * that may speak there. */
struct without {
    const struct statement *statement;
    uint32_t reach;
    const struct bits *met;
};

/* What `other` strongly says there where the statement is not there to prevail. */
static uint32_t undefeated_without(struct analysis *analysis,
                                   const struct statement *other, size_t box,
                                   const struct without *without)
{
    struct diagrams *diagrams = analysis->diagrams;
    bool never = other->modality == MODALITY_NEVER;
    bool back = !never && statement_is_over(without->statement, other);
    uint32_t set = diagram_combine(
        diagrams, &set_and, without->reach,
        never || back ? analysis->strong[other->index][box]
                      : analysis->undefeated[other->index][box]);
    for (size_t i = bits_next(without->met, 0);
         back && set != SET_EMPTY && i < without->met->size;
         i = bits_next(without->met, i + 1)) {
        const struct statement *above = analysis->policy->statements[i];
        for (size_t b = 0;
             above->kind == STATEMENT_RULE && statement_is_over(above, other) &&
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

/* What the others say there, merged. */
static uint32_t others_say(struct analysis *analysis,
                           const struct without *without)
{
    const struct policy *policy = analysis->policy;
    uint32_t *items = NULL;
    size_t count = 0;
    for (size_t i = bits_next(without->met, 0); i < without->met->size;
         i = bits_next(without->met, i + 1)) {
        const struct statement *other = policy->statements[i];
        if (other->kind != STATEMENT_RULE) {
            continue;
        }
        for (size_t b = 0; b < other->box_count; b++) {
            uint32_t strong = undefeated_without(analysis, other, b, without);
            uint32_t weak =
                diagram_combine(analysis->diagrams, &set_and, without->reach,
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
static bool time_is_needed(const struct search *search,
                           const struct statement *statement,
                           const struct time *time)
{
    struct analysis *analysis = search->compilation->analysis;
    const struct bits *near = ends_near(search->ends, statement);
    uint32_t set = analysis->strong[statement->index][0];
    for (size_t i = bits_next(near, 0); i < near->size;
         i = bits_next(near, i + 1)) {
        const struct statement *other = analysis->policy->statements[i];
        if (other != statement && gives_time(other, time)) {
            set = diagram_combine(analysis->diagrams, &set_minus, set,
                                  analysis->strong[i][0]);
        }
    }
    return set != SET_EMPTY;
}

static bool has_needed_time(const struct search *search,
                            const struct statement *statement)
{
    for (size_t t = 0; t < statement->time_count; t++) {
        if (time_is_needed(search, statement, &statement->times[t])) {
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

static bool right_is_redundant(const struct search *search,
                               const struct statement *statement)
{
    struct analysis *analysis = search->compilation->analysis;
    const struct policy *policy = analysis->policy;
    uint32_t set = right_set(analysis, statement);
    for (size_t i = 0; i < policy->statement_count; i++) {
        if (policy->statements[i] != statement &&
            policy->statements[i]->kind == STATEMENT_RIGHT) {
            set = diagram_combine(analysis->diagrams, &set_minus, set,
                                  right_set(analysis, policy->statements[i]));
        }
    }
    return set == SET_EMPTY && !has_needed_time(search, statement);
}

/* --- findings --------------------------------------------------------- */

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

/* Where the other statement says the part, at least in the set. */
static uint32_t says_part(const struct search *search,
                          const struct statement *other,
                          const struct part *part, uint32_t set)
{
    struct analysis *analysis = search->compilation->analysis;
    return other->kind != STATEMENT_RULE || part->time != NULL
               ? analysis->strong[other->index][0]
               : decided_by(analysis, &search->speech, other, set);
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
            left = diagram_combine(
                diagrams, &set_minus, left,
                says_part(search, sayers->items[i], part, left));
        }
    }
    for (size_t i = bits_next(near, 0);
         i < near->size && left != SET_EMPTY && sayers->count < MOST;
         i = bits_next(near, i + 1)) {
        const struct statement *other = analysis->policy->statements[i];
        if (other == sayers->statement ||
            other->kind != sayers->statement->kind ||
            !gives_part(other, part) ||
            (part->time == NULL && bits_has(search->idle, i)) ||
            !statement_meets(other, sayers->statement) ||
            !speaks_in(analysis, other, left)) {
            continue;
        }
        uint32_t rest = diagram_combine(diagrams, &set_minus, left,
                                        says_part(search, other, part, left));
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

/* The other statements with which it has a point in common, facts left aside. */
static const struct bits *met_by(const struct search *search,
                                 const struct statement *statement)
{
    const struct policy *policy = search->compilation->policy;
    struct bits *met = search->met;
    bits_subtract(met, met);
    bits_unite(met, ends_near(search->ends, statement));
    bits_remove(met, statement->index);
    for (size_t i = bits_next(met, 0); i < met->size;
         i = bits_next(met, i + 1)) {
        if (!statement_meets(policy->statements[i], statement)) {
            bits_remove(met, i);
        }
    }
    return met;
}

static bool rule_is_redundant(const struct search *search,
                              const struct statement *statement)
{
    struct analysis *analysis = search->compilation->analysis;
    struct diagrams *diagrams = analysis->diagrams;
    uint32_t reach = reach_of(analysis, statement);
    const struct without without = { statement, reach,
                                     met_by(search, statement) };
    uint32_t others = others_say(analysis, &without);
    return diagram_map(diagrams,
                       diagram_combine(diagrams, &diagram_pick,
                                       analysis->verdict, reach),
                       plain, analysis) ==
           diagram_map(diagrams,
                       diagram_combine(diagrams, &diagram_pick, others, reach),
                       plain, analysis);
}

static bool is_redundant(const struct search *search,
                         const struct statement *statement)
{
    if (statement->kind == STATEMENT_RIGHT) {
        return right_is_redundant(search, statement);
    }
    bool restores = statement->kind == STATEMENT_RULE &&
                    alone_restores(search->alone, statement);
    return statement->kind == STATEMENT_RULE &&
           (restores || !alone_needed(search->alone, statement)) &&
           !bits_has(search->idle, statement->index) &&
           !has_needed_time(search, statement) &&
           ((!restores && !alone_doubtful(search->alone, statement)) ||
            rule_is_redundant(search, statement));
}

static struct bits *find_idle(struct arena *arena, struct analysis *analysis,
                              const struct speech *speech)
{
    const struct policy *policy = analysis->policy;
    struct bits *idle = bits_create(arena, policy->statement_count);
    for (size_t i = 0; i < policy->statement_count; i++) {
        if (policy->statements[i]->kind == STATEMENT_RULE &&
            !decides_at_all(analysis, speech, policy->statements[i])) {
            bits_add(idle, i);
        }
    }
    return idle;
}

static void run_redundant(struct compilation *compilation)
{
    struct analysis *analysis = compilation->analysis;
    const struct policy *policy = compilation->policy;
    struct speech speech = speech_of(analysis);
    const struct search search = {
        .compilation = compilation,
        .speech = speech,
        .ends = compilation_ends(compilation),
        .alone = alone_create(compilation->arena, analysis),
        .idle = find_idle(compilation->arena, analysis, &speech),
        .met = bits_create(compilation->arena, policy->statement_count),
    };
    for (size_t i = 0;
         i < policy->statement_count && !diagrams_exhausted(analysis->diagrams);
         i++) {
        if (is_redundant(&search, policy->statements[i])) {
            report(&search, policy->statements[i]);
        }
    }
}
