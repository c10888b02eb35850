/* Findings as JUnit XML, which dashboards of CI show as tests. A finding that
 * fails the gate is a test that failed; one that does not (a warning, a note,
 * silenced, or in the baseline) is a test that was skipped, with the reason; a
 * rule that found nothing, and an expectation that holds, is a test that
 * passed. Dashboards know a test by its class and name, so the two are unique
 * and the same from run to run: neither holds a place. */

#include "check/catalogue.h"
#include "report/reporters.h"
#include "report/where.h"
#include "report/xml.h"

#include <inttypes.h>
#include <string.h>

/* Test cases as they are written, and how many there are. */
struct suite {
    const struct report *report;
    const struct identity *identities;
    struct text text;
    size_t tests, failures, skipped;
};

/* Where it is, an example and the repair, a line each. */
static void put_details(struct text *text, const struct finding *finding,
                        const struct where *where)
{
    struct text details = { 0 };

    text_print(&details, "%s[%s]: %s\n", severity_name[finding->rule->severity],
               finding->rule->slug, finding->message);
    if (where->file && where->column > 0)
        text_print(&details, "%s:%" PRIu32 ":%" PRIu32 "\n", where->file,
                   where->line, where->column);
    else if (where->file && where->line > 0)
        text_print(&details, "%s:%" PRIu32 "\n", where->file, where->line);
    else if (where->file)
        text_print(&details, "%s\n", where->file);
    if (finding->sentence)
        text_print(&details, "for example: %s\n", finding->sentence);
    if (finding->help)
        text_print(&details, "help: %s\n", finding->help);
    xml_put(text, text_string(&details));
    text_destroy(&details);
}

/* Why a finding does not fail the gate; false where it does. */
static bool excuse(const struct suite *suite, size_t index, struct text *why)
{
    const struct report *report = suite->report;
    const struct finding *finding = &report->compilation->findings.items[index];

    switch (report_standing(report, index)) {
    case STANDING_SILENCED:
        text_print(why, "silenced: %s", finding->reason);
        return true;
    case STANDING_KNOWN:
        text_print(why, "listed in %s", report->baseline->file);
        return true;
    case STANDING_NEW: break;
    }
    text_put(why, severity_name[finding->rule->severity]);
    return finding->rule->severity != SEVERITY_ERROR;
}

/* `<testcase classname=... name=... time="0"`, still open. */
static void open_case(struct suite *suite, const char *class, const char *name)
{
    struct text whole = { 0 };

    text_print(&whole, "writ.%s", class);
    suite->tests++;
    text_put(&suite->text, "    <testcase");
    xml_attribute(&suite->text, "classname", text_string(&whole));
    xml_attribute(&suite->text, "name", name);
    text_put(&suite->text, " time=\"0\"");
    text_destroy(&whole);
}

static void put_case(struct suite *suite, size_t index, const char *class,
                     const char *name)
{
    const struct compilation *compilation = suite->report->compilation;
    const struct finding *finding = &compilation->findings.items[index];
    struct where where = where_of(compilation, finding);
    struct text why = { 0 };
    bool excused = excuse(suite, index, &why);
    const char *element = excused ? "skipped" : "failure";

    open_case(suite, class, name);
    if (where.file)
        xml_attribute(&suite->text, "file", where.file);
    if (where.line > 0)
        text_print(&suite->text, " line=\"%" PRIu32 "\"", where.line);
    text_print(&suite->text, ">\n      <%s", element);
    xml_attribute(&suite->text, "message",
                  excused ? text_string(&why) : finding->message);
    if (!excused)
        xml_attribute(&suite->text, "type", finding->rule->slug);
    text_char(&suite->text, '>');
    put_details(&suite->text, finding, &where);
    text_print(&suite->text, "</%s>\n    </testcase>\n", element);
    suite->skipped += excused;
    suite->failures += !excused;
    text_destroy(&why);
}

static void put_passed(struct suite *suite, const char *class, const char *name)
{
    open_case(suite, class, name);
    text_put(&suite->text, "/>\n");
}

/* The message, with what it is about before it where it does not say so, and
 * its turn where there are several. */
static void put_finding(struct suite *suite, size_t index)
{
    const struct identity *identity = &suite->identities[index];
    struct text name = { 0 };

    if (*identity->about && !strstr(identity->message, identity->about))
        text_print(&name, "%s: ", identity->about);
    text_put(&name, identity->message);
    if (identity->turn > 1)
        text_print(&name, " (%zu)", identity->turn);
    put_case(suite, index, identity->slug, text_string(&name));
    text_destroy(&name);
}

/* --- expectations ------------------------------------------------------ */

static bool is_of_tests(const struct rule *rule)
{
    return strcmp(rule->slug, "test-failed") == 0 ||
           strcmp(rule->slug, "proof-failed") == 0;
}

/* The finding about an expectation, or the number of all where it holds. */
static size_t find_failure(const struct findings *findings, struct span span)
{
    size_t index = 0;

    while (index < findings->count &&
           !(is_of_tests(findings->items[index].rule) &&
             findings->items[index].span.start == span.start))
        index++;
    return index;
}

static void put_test(struct suite *suite, const struct test *test,
                     size_t number)
{
    const struct compilation *compilation = suite->report->compilation;
    const struct findings *findings = &compilation->findings;
    struct span span = test->expectations[number].tree->span;
    size_t index = find_failure(findings, span);
    struct text name = { 0 };

    text_print(&name, "%s: ", test->title);
    where_words(&name, &compilation->sources, span);
    if (index < findings->count)
        put_case(suite, index, "test", text_string(&name));
    else
        put_passed(suite, "test", text_string(&name));
    text_destroy(&name);
}

/* They have run where the policy could be analysed. */
static void put_tests(struct suite *suite)
{
    const struct policy *policy = suite->report->compilation->policy;

    for (size_t t = 0; t < policy->test_count; t++)
        for (size_t i = 0; i < policy->tests[t].expectation_count; i++)
            put_test(suite, &policy->tests[t], i);
}

/* --- the suite --------------------------------------------------------- */

static bool found_any(const struct findings *findings, const struct rule *rule)
{
    for (size_t i = 0; i < findings->count; i++)
        if (findings->items[i].rule == rule)
            return true;
    return false;
}

/* Rules that have looked and found nothing. */
static void put_rules(struct suite *suite)
{
    const struct findings *findings = &suite->report->compilation->findings;

    for (size_t i = 0; catalogue[i]; i++)
        if (catalogue[i]->run && !is_of_tests(catalogue[i]) &&
            !found_any(findings, catalogue[i]))
            put_passed(suite, catalogue[i]->slug, "none found");
}

static void put_gone(struct suite *suite, const struct baseline *baseline)
{
    struct text *text = &suite->text;
    struct text why = { 0 };

    text_print(&why,
               "%zu finding%s of %s %s gone; write it anew with "
               "`--write-baseline %s`",
               baseline->gone, baseline->gone == 1 ? "" : "s", baseline->file,
               baseline->gone == 1 ? "is" : "are", baseline->file);
    open_case(suite, "baseline", "what the baseline lists is still there");
    text_put(text, ">\n      <skipped");
    xml_attribute(text, "message", text_string(&why));
    text_char(text, '>');
    for (size_t i = 0; i < baseline->count; i++) {
        const struct listed *listed = &baseline->items[i];
        if (listed->found == listed->count)
            continue;
        xml_put(text, listed->identity.slug);
        text_put(text, ": ");
        xml_put(text, listed->identity.message);
        text_char(text, '\n');
    }
    text_put(text, "</skipped>\n    </testcase>\n");
    suite->skipped++;
    text_destroy(&why);
}

static void put_cases(struct suite *suite)
{
    const struct report *report = suite->report;
    const struct compilation *compilation = report->compilation;
    const struct findings *findings = &compilation->findings;
    bool tested = report->digest && compilation->policy;

    for (size_t i = 0; i < findings->count; i++)
        if (!tested || !is_of_tests(findings->items[i].rule))
            put_finding(suite, i);
    if (tested)
        put_tests(suite);
    if (compilation->checked)
        put_rules(suite);
    if (report->baseline && report->baseline->gone > 0)
        put_gone(suite, report->baseline);
}

static void junit_write(const struct report *report, struct text *text)
{
    const struct policy *policy = report->compilation->policy;
    struct arena *arena = arena_create();
    struct suite suite = {
        .report = report,
        .identities = identities_of(arena, report->compilation),
    };

    put_cases(&suite);
    text_put(text, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    for (int inner = 0; inner < 2; inner++) {
        text_put(text, inner ? "  <testsuite" : "<testsuites");
        xml_attribute(text, "name",
                      !inner   ? "writ"
                      : policy ? policy->name
                               : "policy");
        text_print(text,
                   " tests=\"%zu\" failures=\"%zu\" errors=\"0\" "
                   "skipped=\"%zu\" time=\"0\">\n",
                   suite.tests, suite.failures, suite.skipped);
    }
    text_put(text, text_string(&suite.text));
    text_put(text, "  </testsuite>\n</testsuites>\n");
    text_destroy(&suite.text);
    arena_destroy(arena);
}

const struct reporter reporter_junit = {
    .name = "junit",
    .summary = "for dashboards of CI: JUnit XML",
    .write = junit_write,
};
