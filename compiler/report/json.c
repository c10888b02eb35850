/* Findings as JSON, format 1. Every key of a finding is always there, null
 * where it says nothing, so that a reader need not ask which are; keys are only
 * ever added. One finding stands on one line. */

#include "report/json.h"

#include "report/clean.h"
#include "report/reporters.h"

#include <inttypes.h>
#include <string.h>

void json_string(struct text *text, const char *string)
{
    if (!string) {
        text_put(text, "null");
        return;
    }
    struct text clean = { 0 };
    clean_put(&clean, string);
    text_json(text, text_string(&clean));
    text_destroy(&clean);
}

void json_member(struct text *text, const char *key, const char *string)
{
    text_print(text, "\"%s\": ", key);
    json_string(text, string);
}

void json_strings(struct text *text, const char *const *strings, size_t count)
{
    text_char(text, '[');
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            text_put(text, ", ");
        json_string(text, strings[i]);
    }
    text_char(text, ']');
}

void json_example(struct text *text, const struct example *example)
{
    static const char *const key[7] = { "party",   "action",    "data",
                                        "purpose", "recipient", "subject",
                                        "region" };
    if (!example) {
        text_put(text, "null");
        return;
    }
    text_char(text, '{');
    for (size_t i = 0; i < sizeof key / sizeof *key; i++) {
        json_member(text, key[i], example->at[i] ? example->at[i] : "any");
        text_put(text, ", ");
    }
    text_put(text, "\"facts\": ");
    json_strings(text, example->facts, example->fact_count);
    text_char(text, '}');
}

/* `"line": 41`; null for 0, which no line and no column is. */
static void put_number(struct text *text, const char *key, uint32_t number)
{
    if (number > 0)
        text_print(text, "\"%s\": %" PRIu32, key, number);
    else
        text_print(text, "\"%s\": null", key);
}

static void put_place(struct text *text, struct place place)
{
    json_member(text, "file", place.source ? place.source->name : NULL);
    text_put(text, ", ");
    put_number(text, "line", place.line);
    text_put(text, ", ");
    put_number(text, "column", place.column);
}

static void put_related(struct text *text, const struct sources *sources,
                        const struct finding *finding)
{
    text_put(text, "\"related\": [");
    for (size_t i = 0; i < finding->related_count; i++) {
        const struct related *related = &finding->related[i];
        text_put(text, i > 0 ? ", {" : "{");
        json_member(text, "statement", related->statement);
        text_put(text, ", ");
        put_place(text, source_place(sources, related->span.start));
        text_put(text, ", ");
        json_member(text, "caption", related->caption);
        text_char(text, '}');
    }
    text_char(text, ']');
}

/* Start and end; the end is the column behind the last character. */
static void put_span(struct text *text, const struct sources *sources,
                     const struct finding *finding)
{
    struct place start = source_place(sources, finding->span.start);
    struct place end = source_place(sources, finding->span.end);

    if (finding->file) {
        json_member(text, "file", finding->file);
        text_put(text, ", ");
        put_number(text, "line", finding->line);
        text_put(text, ", \"column\": null, ");
        end = (struct place){ .line = finding->line };
    } else {
        put_place(text, start);
        text_put(text, ", ");
    }
    put_number(text, "end_line", end.line);
    text_put(text, ", ");
    put_number(text, "end_column", end.column);
}

static void put_finding(struct text *text, const struct sources *sources,
                        const struct finding *finding)
{
    text_char(text, '{');
    json_member(text, "slug", finding->rule->slug);
    text_put(text, ", ");
    json_member(text, "severity", severity_name[finding->rule->severity]);
    text_put(text, ", ");
    json_member(text, "relation", finding->relation);
    text_put(text, ", ");
    json_member(text, "message", finding->message);
    text_put(text, ", ");
    json_member(text, "statement", finding->statement);
    text_put(text, ", ");
    put_related(text, sources, finding);
    text_put(text, ", ");
    put_span(text, sources, finding);
    text_put(text, ", \"witness\": ");
    json_example(text, finding->example);
    text_put(text, ", ");
    json_member(text, "sentence", finding->sentence);
    text_put(text, ", ");
    json_member(text, "help", finding->help);
    if (finding->silenced) {
        text_put(text, ", ");
        json_member(text, "reason", finding->reason);
    }
    text_char(text, '}');
}

static void put_list(const struct report *report, struct text *text,
                     const char *key, enum standing standing)
{
    const struct findings *findings = &report->compilation->findings;
    const char *separator = "\n  ";

    text_print(text, " \"%s\": [", key);
    for (size_t i = 0; i < findings->count; i++) {
        if (report_standing(report, i) != standing)
            continue;
        text_put(text, separator);
        put_finding(text, &report->compilation->sources, &findings->items[i]);
        separator = ",\n  ";
    }
    text_put(text, "],\n");
}

/* What the baseline lists: what of it is known, and what is gone. Nothing
 * where there is none. */
static void put_baseline(const struct report *report, struct text *text)
{
    const struct baseline *baseline = report->baseline;
    const char *separator = "";

    if (!baseline)
        return;
    put_list(report, text, "known", STANDING_KNOWN);
    text_put(text, " \"baseline\": {");
    json_member(text, "file", baseline->file);
    text_print(text, ", \"known\": %zu, \"known_errors\": %zu, \"gone\": [",
               baseline->known_count, baseline->known_errors);
    for (size_t i = 0; i < baseline->count && baseline->gone > 0; i++) {
        const struct listed *listed = &baseline->items[i];
        if (listed->found == listed->count)
            continue;
        text_print(text, "%s\n  {", separator);
        json_member(text, "slug", listed->identity.slug);
        text_put(text, ", ");
        json_member(text, "about", listed->identity.about);
        text_put(text, ", ");
        json_member(text, "message", listed->identity.message);
        text_print(text, ", \"count\": %zu}", listed->count - listed->found);
        separator = ",";
    }
    text_put(text, "]},\n");
}

/* How the `test` blocks ended; nothing where they did not run. */
static void put_tests(const struct report *report, struct text *text)
{
    const struct policy *policy = report->compilation->policy;
    const struct findings *findings = &report->compilation->findings;
    size_t total = 0, failed = 0;

    if (!report->digest || !policy)
        return;
    for (size_t i = 0; i < policy->test_count; i++)
        total += policy->tests[i].expectation_count;
    for (size_t i = 0; i < findings->count; i++) {
        const char *slug = findings->items[i].rule->slug;
        failed += strcmp(slug, "test-failed") == 0 ||
                  strcmp(slug, "proof-failed") == 0;
    }
    text_print(text, " \"tests\": {\"passed\": %zu, \"failed\": %zu},\n",
               total - failed, failed);
}

static void json_write(const struct report *report, struct text *text)
{
    const struct compilation *compilation = report->compilation;

    text_put(text, "{\"format\": 1, ");
    json_member(text, "policy",
                compilation->policy ? compilation->policy->name : NULL);
    text_put(text, ", ");
    json_member(text, "digest", report->digest);
    text_put(text, ",\n");
    put_list(report, text, "findings", STANDING_NEW);
    put_list(report, text, "silenced", STANDING_SILENCED);
    put_baseline(report, text);
    put_tests(report, text);
    text_print(text,
               " \"summary\": {\"errors\": %zu, \"warnings\": %zu, "
               "\"notes\": %zu}}\n",
               report_count(report, SEVERITY_ERROR),
               report_count(report, SEVERITY_WARNING),
               report_count(report, SEVERITY_NOTE));
}

const struct reporter reporter_json = {
    .name = "json",
    .summary = "for programs: format 1, which grows only by adding",
    .write = json_write,
};
