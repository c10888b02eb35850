/* vague-deadline, no-interval: duties whose time nobody can hold us to. */

#include "check/catalogue.h"
#include "check/select.h"

static void run_vague(struct compilation *compilation);
static void run_interval(struct compilation *compilation);

RULE(vague_deadline) = {
    .slug = "vague-deadline",
    .severity = SEVERITY_WARNING,
    .summary = "a duty says `promptly` and names no time",
    .why = "\"Promptly\" means what its author wants it to mean; regulators "
           "count in hours.",
    .bad = "import std.events\n"
           "tell: we must notify you promptly after breach_discovery.\n",
    .good = "import std.events\n"
            "tell: we must notify you within 72 hours after "
            "breach_discovery.\n",
    .run = run_vague,
};

RULE(no_interval) = {
    .slug = "no-interval",
    .severity = SEVERITY_WARNING,
    .summary = "a duty that recurs says not how often",
    .why = "\"Regularly\" can be once in ten years.",
    .bad = "data email\n"
           "audit: we must assess email.\n",
    .good = "data email\n"
            "audit: we must assess email every 12 months.\n",
    .run = run_interval,
};

static void run_vague(struct compilation *compilation)
{
    const struct policy *policy = compilation->policy;
    for (size_t i = 0; i < policy->statement_count; i++) {
        const struct statement *statement = policy->statements[i];
        bool measured = false;
        for (size_t t = 0; t < statement->time_count; t++) {
            measured = measured || statement->times[t].kind == TIME_WITHIN;
        }
        for (size_t t = 0; t < statement->time_count; t++) {
            const struct time *time = &statement->times[t];
            if (time->kind != TIME_PROMPTLY || measured) {
                continue;
            }
            struct finding *finding = finding_add(
                &compilation->findings, &rule_vague_deadline, time->span,
                "`promptly` is no deadline that `%s` could be held to",
                statement->name);
            finding->statement = statement->name;
            finding_help(&compilation->findings, finding,
                         "write `within 72 hours after ...`");
        }
    }
}

/* Assessing is what is done again and again. A duty to assess that says when
 * (before a transfer, on a change) need not say how often. */
static void run_interval(struct compilation *compilation)
{
    const struct policy *policy = compilation->policy;
    for (size_t i = 0; i < policy->statement_count; i++) {
        const struct statement *statement = policy->statements[i];
        bool timed = false;
        for (size_t t = 0; t < statement->time_count; t++) {
            timed = timed || statement->times[t].kind == TIME_EVERY ||
                    statement->times[t].kind == TIME_BEFORE ||
                    statement->times[t].kind == TIME_ON ||
                    statement->times[t].kind == TIME_WITHIN;
        }
        if (statement->kind != STATEMENT_RULE ||
            statement->modality != MODALITY_MUST || timed ||
            !select_acts(policy, statement, "assess")) {
            continue;
        }
        struct finding *finding = finding_add(
            &compilation->findings, &rule_no_interval, statement->rule,
            "`%s` recurs, and does not say how often", statement->name);
        finding->statement = statement->name;
        finding_help(&compilation->findings, finding, "add `every 12 months`");
    }
}
