/* retention-conflict, no-retention: how long data is kept. Each point of data,
 * purpose, subject and event has an interval from the longest `at least` to the
 * shortest `up to`; the keeping diagram holds them all, so an empty interval is
 * found wherever it is, whichever statements make it. */

#include "check/catalogue.h"
#include "check/example.h"
#include "check/select.h"
#include "diagram/keeping.h"
#include "language/phrase.h"

#include <string.h>

static void run_conflict(struct compilation *compilation);
static void run_missing(struct compilation *compilation);

RULE(retention_conflict) = {
    .slug = "retention-conflict",
    .severity = SEVERITY_ERROR,
    .meaning = true,
    .summary = "data must be kept for longer than it may be",
    .why = "Whatever the service does, it breaks one of the two promises.",
    .bad = "import std.events\n"
           "data invoice\n"
           "short: we may store invoice up to 30 days after purchase.\n"
           "long: we must store invoice at least 7 years after purchase.\n",
    .good = "import std.events\n"
            "data invoice\n"
            "short: we may store invoice up to 10 years after purchase.\n"
            "long: we must store invoice at least 7 years after purchase.\n",
    .run = run_conflict,
};

RULE(no_retention) = {
    .slug = "no-retention",
    .severity = SEVERITY_WARNING,
    .summary = "data may be collected or stored, and nothing says for how long",
    .why = "People are entitled to know how long their data is kept, or by "
           "what criterion; without an end it is kept for ever.",
    .bad = "import std.purposes\n"
           "data email\n"
           "collect: we may collect email for communication.\n",
    .good = "import std.purposes\n"
            "import std.events\n"
            "data email\n"
            "collect: we may collect email for communication up to 30 days "
            "after account_closure.\n",
    .run = run_missing,
};

/* --- conflict --------------------------------------------------------- */

/* The keepings of one pair of statements that leave no time between. */
struct pair {
    const struct analysis *analysis;
    size_t at_least, up_to;
};

static bool is_empty(const struct keeping *keeping)
{
    return keeping->at_least > keeping->up_to;
}

static uint32_t value_pair(void *context, uint32_t value)
{
    const struct pair *pair = context;
    const struct keeping *keeping = &pair->analysis->keepings[value];
    return is_empty(keeping) && keeping->at_least_statement == pair->at_least &&
           keeping->up_to_statement == pair->up_to;
}

static const struct time *bound_of(const struct policy *policy, size_t index,
                                   bool lower)
{
    const struct statement *statement = policy->statements[index];
    const struct time *best = NULL;
    for (size_t i = 0; i < statement->time_count; i++) {
        const struct time *time = &statement->times[i];
        bool fits = lower
                        ? time->kind == TIME_AT_LEAST
                        : time->kind == TIME_UP_TO || time->kind == TIME_WITHIN;
        if (fits && (best == NULL || (lower ? time->seconds > best->seconds
                                            : time->seconds < best->seconds))) {
            best = time;
        }
    }
    return best;
}

static const char *duration_of(struct compilation *compilation,
                               const struct time *time)
{
    struct text text = { 0 };
    language_english.duration(&time->written, &text);
    const char *copy =
        arena_copy(compilation->arena, text_string(&text), text.length);
    text_destroy(&text);
    return copy;
}

static void report_conflict(struct compilation *compilation,
                            const struct keeping *keeping)
{
    struct analysis *analysis = compilation->analysis;
    const struct policy *policy = compilation->policy;
    struct pair pair = { analysis, keeping->at_least_statement,
                         keeping->up_to_statement };
    uint32_t set =
        diagram_map(analysis->diagrams, analysis->keeping, value_pair, &pair);
    const struct statement *lower = policy->statements[pair.at_least];
    const struct statement *upper = policy->statements[pair.up_to];
    const struct time *least = bound_of(policy, pair.at_least, true);
    const struct time *most = bound_of(policy, pair.up_to, false);
    struct finding *finding = finding_add(
        &compilation->findings, &rule_retention_conflict, least->span,
        "`%s` keeps for at least %s what `%s` keeps for at most %s",
        lower->name, duration_of(compilation, least), upper->name,
        duration_of(compilation, most));
    finding->statement = lower->name;
    finding_relate(&compilation->findings, finding, most->span, upper->name,
                   "at most this long");
    example_of_set(compilation, finding, set);
    finding_help(&compilation->findings, finding,
                 "give the two different conditions, or make the longer time "
                 "the limit of both");
}

static void run_conflict(struct compilation *compilation)
{
    struct analysis *analysis = compilation->analysis;
    struct diagrams *diagrams = analysis->diagrams;
    if (diagrams_exhausted(diagrams)) {
        return;
    }
    size_t count = compilation->policy->statement_count;
    struct bits *values =
        bits_create(compilation->arena, analysis->keeping_count);
    diagram_values(diagrams, analysis->keeping, values);
    struct bits *done = bits_create(compilation->arena, count * count);
    for (size_t i = bits_next(values, 0); i < values->size;
         i = bits_next(values, i + 1)) {
        struct keeping keeping = analysis->keepings[i];
        size_t pair =
            keeping.at_least_statement * count + keeping.up_to_statement;
        if (is_empty(&keeping) && !bits_has(done, pair)) {
            bits_add(done, pair);
            report_conflict(compilation, &keeping);
        }
    }
}

/* --- missing ---------------------------------------------------------- */

static uint32_t value_unlimited(void *context, uint32_t value)
{
    const struct analysis *analysis = context;
    return analysis->keepings[value].up_to == TIME_FOREVER;
}

/* Points at which the controller may collect or store. */
static uint32_t collecting(struct compilation *compilation)
{
    struct analysis *analysis = compilation->analysis;
    const struct policy *policy = compilation->policy;
    uint32_t collect = select_allowed(
        analysis, select_term(policy, KIND_ACTION, "process.collect"));
    uint32_t store = select_allowed(
        analysis, select_term(policy, KIND_ACTION, "process.store"));
    return diagram_combine(analysis->diagrams, &set_or, collect, store);
}

/* Whether the statement permits collecting or storing something without end:
 * a limit from any one event is a limit. */
static uint32_t unlimited(struct compilation *compilation)
{
    struct analysis *analysis = compilation->analysis;
    struct diagrams *diagrams = analysis->diagrams;
    uint32_t set =
        diagram_map(diagrams, analysis->keeping, value_unlimited, analysis);
    uint32_t everywhere = SET_ALL;
    uint32_t size = diagrams_level_size(diagrams, LEVEL_EVENT);
    for (uint32_t event = 0; event < size; event++) {
        everywhere =
            diagram_combine(diagrams, &set_and, everywhere,
                            diagram_fix(diagrams, set, LEVEL_EVENT, event));
    }
    return everywhere;
}

static void run_missing(struct compilation *compilation)
{
    struct analysis *analysis = compilation->analysis;
    const struct policy *policy = compilation->policy;
    struct diagrams *diagrams = analysis->diagrams;
    if (diagrams_exhausted(diagrams)) {
        return;
    }
    uint32_t set = diagram_combine(diagrams, &set_and, collecting(compilation),
                                   unlimited(compilation));
    for (size_t i = 0; i < policy->statement_count && set != SET_EMPTY; i++) {
        const struct statement *statement = policy->statements[i];
        if (statement->kind != STATEMENT_RULE || statement_forbids(statement) ||
            !set_meets(diagrams, set, analysis->undefeated[i][0])) {
            continue;
        }
        uint32_t here = diagram_combine(diagrams, &set_and, set,
                                        analysis->undefeated[i][0]);
        struct finding *finding = finding_add(
            &compilation->findings, &rule_no_retention, statement->rule,
            "nothing says how long what `%s` collects or stores is kept",
            statement->name);
        finding->statement = statement->name;
        example_of_set(compilation, finding, here);
        finding_help(&compilation->findings, finding,
                     "end it with `up to 30 days after ...`, or write a "
                     "statement that says so for all of it");
        set = diagram_combine(diagrams, &set_minus, set, here);
    }
}
