/* Findings as SARIF 2.1.0, which code scanning services read. Every rule is
 * described, whether it found anything or not, with the text that `writ
 * explain` prints; a text that cannot be read gives results too, and an
 * invocation that did not succeed. The standard wants `suppressions` and
 * `baselineState` on all results of a run or on none, so the first is always
 * there, empty where nothing is suppressed. */

#include "base/embedded.h"
#include "check/catalogue.h"
#include "report/json.h"
#include "report/reporters.h"
#include "report/sarif_parts.h"

#include <string.h>

/* --- rules ------------------------------------------------------------- */

/* An example of a rule, fenced where it is Markdown. */
static void add_example(struct text *help, const char *title,
                        const char *example, bool markdown)
{
    if (!example)
        return;
    text_print(help, "\n%s\n\n%s%s", title, markdown ? "```\n" : "", example);
    if (help->length > 0 && help->bytes[help->length - 1] != '\n')
        text_char(help, '\n');
    if (markdown)
        text_put(help, "```\n");
}

static void put_help(struct text *text, const struct rule *rule)
{
    text_put(text, "\"help\": {");
    for (int markdown = 0; markdown < 2; markdown++) {
        struct text help = { 0 };
        text_print(&help, "%s.\n\n%s\n", rule->summary, rule->why);
        add_example(&help, "This raises it:", rule->bad, markdown);
        add_example(&help, "This does not:", rule->good, markdown);
        text_put(text, markdown ? ", " : "");
        json_member(text, markdown ? "markdown" : "text", text_string(&help));
        text_destroy(&help);
    }
    text_char(text, '}');
}

static void put_rule(struct text *text, const struct rule *rule)
{
    text_char(text, '{');
    json_member(text, "id", rule->slug);
    text_put(text, ", ");
    sarif_message(text, "shortDescription", rule->summary);
    text_put(text, ", ");
    sarif_message(text, "fullDescription", rule->why);
    text_put(text, ",\n      ");
    put_help(text, rule);
    text_print(text, ",\n      \"helpUri\": \"%s%s\", ", SARIF_HELP,
               rule->slug);
    text_print(text, "\"defaultConfiguration\": {\"level\": \"%s\"}}",
               severity_name[rule->severity]);
}

static void put_rules(struct text *text)
{
    text_put(text, "\"rules\": [");
    for (size_t i = 0; catalogue[i]; i++) {
        text_put(text, i > 0 ? ",\n     " : "\n     ");
        put_rule(text, catalogue[i]);
    }
    text_put(text, "]");
}

/* `"ruleId": "...", "ruleIndex": 0`; a rule of another writ has no index. */
static void put_rule_of(struct text *text, const char *slug)
{
    json_member(text, "ruleId", slug);
    for (size_t i = 0; catalogue[i]; i++)
        if (strcmp(catalogue[i]->slug, slug) == 0)
            text_print(text, ", \"ruleIndex\": %zu", i);
    text_put(text, ", ");
}

static void fingerprint(struct text *text, const struct identity *identity)
{
    const char *const parts[] = { identity->slug, identity->about,
                                  identity->message };
    sarif_fingerprint(text, parts, sizeof parts / sizeof *parts,
                      identity->turn);
}

/* --- results ----------------------------------------------------------- */

/* What is wrong, with the example and the repair, as sentences. */
static void put_said(struct text *text, const struct finding *finding)
{
    struct text said = { 0 };

    text_print(&said, "%s.", finding->message);
    if (finding->sentence)
        text_print(&said, "\nFor example: %s.", finding->sentence);
    if (finding->help)
        text_print(&said, "\nHelp: %s.", finding->help);
    sarif_message(text, "message", text_string(&said));
    text_destroy(&said);
}

static void put_location(struct text *text, const struct where *where,
                         const char *statement)
{
    text_put(text, "\"locations\": [");
    if (where->file) {
        text_char(text, '{');
        sarif_physical(text, where);
        if (statement) {
            text_put(text, ", \"logicalLocations\": [{");
            json_member(text, "fullyQualifiedName", statement);
            text_put(text, "}]");
        }
        text_char(text, '}');
    }
    text_char(text, ']');
}

/* Places that are nowhere are left out: readers want a file in each. */
static void put_related(struct text *text, const struct sources *sources,
                        const struct finding *finding)
{
    const char *separator = "";

    text_put(text, "\"relatedLocations\": [");
    for (size_t i = 0; i < finding->related_count; i++) {
        const struct related *related = &finding->related[i];
        struct where where = where_span(sources, related->span);
        if (!where.file)
            continue;
        text_print(text, "%s{\"id\": %zu, ", separator, i + 1);
        sarif_physical(text, &where);
        if (related->caption) {
            text_put(text, ", ");
            sarif_message(text, "message", related->caption);
        }
        text_char(text, '}');
        separator = ", ";
    }
    text_char(text, ']');
}

static void put_suppressions(struct text *text, const struct report *report,
                             size_t index)
{
    const struct finding *finding = &report->compilation->findings.items[index];
    enum standing standing = report_standing(report, index);

    text_put(text, "\"suppressions\": [");
    if (standing == STANDING_SILENCED) {
        text_put(text, "{\"kind\": \"inSource\", ");
        json_member(text, "justification", finding->reason);
        text_char(text, '}');
    } else if (standing == STANDING_KNOWN) {
        struct text why = { 0 };
        text_print(&why, "listed in %s", report->baseline->file);
        text_put(text, "{\"kind\": \"external\", ");
        json_member(text, "justification", text_string(&why));
        text_char(text, '}');
        text_destroy(&why);
    }
    text_char(text, ']');
    if (report->baseline)
        text_print(text, ", \"baselineState\": \"%s\"",
                   standing == STANDING_KNOWN ? "unchanged" : "new");
}

static void put_result(struct text *text, const struct report *report,
                       size_t index, const struct identity *identity)
{
    const struct compilation *compilation = report->compilation;
    const struct finding *finding = &compilation->findings.items[index];
    struct where where = where_of(compilation, finding);

    text_char(text, '{');
    put_rule_of(text, finding->rule->slug);
    text_print(text, "\"level\": \"%s\", ",
               severity_name[finding->rule->severity]);
    put_said(text, finding);
    text_put(text, ",\n     ");
    put_location(text, &where, finding->statement);
    text_put(text, ",\n     ");
    put_related(text, &compilation->sources, finding);
    text_put(text, ",\n     ");
    fingerprint(text, identity);
    text_put(text, ", ");
    put_suppressions(text, report, index);
    text_char(text, '}');
}

/* What the baseline lists and is no more. */
static void put_absent(struct text *text, const struct compilation *compilation,
                       const struct identity *identity)
{
    const struct finding nowhere = { 0 };
    struct where where = where_of(compilation, &nowhere);

    text_char(text, '{');
    put_rule_of(text, identity->slug);
    text_put(text, "\"kind\": \"pass\", \"level\": \"none\", ");
    sarif_message(text, "message", identity->message);
    text_put(text, ",\n     ");
    put_location(text, &where, NULL);
    text_put(text, ",\n     ");
    fingerprint(text, identity);
    text_put(text, ", \"suppressions\": [], \"baselineState\": \"absent\"}");
}

static void put_results(struct text *text, const struct report *report)
{
    const struct compilation *compilation = report->compilation;
    const struct baseline *baseline = report->baseline;
    struct arena *arena = arena_create();
    const struct identity *identities = identities_of(arena, compilation);
    const char *separator = "\n    ";

    text_put(text, "\"results\": [");
    for (size_t i = 0; i < compilation->findings.count; i++) {
        text_put(text, separator);
        put_result(text, report, i, &identities[i]);
        separator = ",\n    ";
    }
    for (size_t i = 0; baseline && baseline->gone > 0 && i < baseline->count;
         i++) {
        struct identity identity = baseline->items[i].identity;
        for (size_t turn = baseline->items[i].found;
             turn < baseline->items[i].count; turn++) {
            identity.turn = turn + 1;
            text_put(text, separator);
            put_absent(text, compilation, &identity);
            separator = ",\n    ";
        }
    }
    text_char(text, ']');
    arena_destroy(arena);
}

static void sarif_write(const struct report *report, struct text *text)
{
    text_put(text,
             "{\"$schema\": \"" SARIF_SCHEMA "\",\n \"version\": \"2.1.0\",\n"
             " \"runs\": [{\n   \"tool\": {\"driver\": {\n     "
             "\"name\": \"writ\", ");
    json_member(text, "version", embedded_version);
    text_put(text, ",\n     ");
    put_rules(text);
    text_print(text,
               "}},\n   \"columnKind\": \"unicodeCodePoints\",\n"
               "   \"invocations\": [{\"executionSuccessful\": %s}],\n   ",
               report->digest ? "true" : "false");
    put_results(text, report);
    text_put(text, "}]}\n");
}

const struct reporter reporter_sarif = {
    .name = "sarif",
    .summary = "for code scanning: SARIF 2.1.0",
    .write = sarif_write,
};
