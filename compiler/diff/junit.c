/* Changes as JUnit XML: a change that the caller counts as a failure is a test
 * that failed, any other by which more is allowed a test that was skipped, the
 * rest tests that passed. Dashboards know a test by its class and name, so these
 * hold no place. */

#include "diff/format.h"

#include "report/where.h"
#include "report/xml.h"

#include <inttypes.h>

/* Test cases as they are written, and how many there are. */
struct suite {
    const struct diff_report *report;
    struct text text;
    size_t tests, failures, skipped;
};

static void put_where(struct text *text, const struct where *where)
{
    if (where->file != NULL) {
        xml_attribute(text, "file", where->file);
    }
    if (where->line > 0) {
        text_print(text, " line=\"%" PRIu32 "\"", where->line);
    }
}

/* Who says it on each side. */
static void put_details(const struct change *change, struct text *text)
{
    static const char *const when[SIDE_COUNT] = { "before: ", "now: " };
    xml_put(text, change->sentence);
    text_char(text, '\n');
    for (size_t side = 0; side < SIDE_COUNT; side++) {
        for (size_t i = 0; i < change->statement_count[side]; i++) {
            text_put(text, when[side]);
            xml_put(text, change->statements[side][i]->name);
            text_char(text, '\n');
        }
    }
}

static void put_case(struct suite *suite, const struct change *change,
                     size_t turn)
{
    struct text *text = &suite->text;
    struct text name = { NULL, 0, 0 };
    struct change_place place = diff_place(suite->report->diff, change);
    bool fails = diff_report_fails(suite->report, change);
    bool skipped = !fails && change->effect == EFFECT_BROADER;
    text_put(&name, change->sentence);
    if (turn > 1) {
        text_print(&name, " (%zu)", turn);
    }
    text_print(text, "    <testcase classname=\"writ.diff.%s\"",
               change_kind_name[change->kind]);
    xml_attribute(text, "name", text_string(&name));
    text_put(text, " time=\"0\"");
    put_where(text, &place.where);
    if (fails || skipped) {
        const char *element = fails ? "failure" : "skipped";
        text_print(text, ">\n      <%s", element);
        xml_attribute(text, "message", change_effect_name[change->effect]);
        if (fails) {
            xml_attribute(text, "type", change_group_name[change->group]);
        }
        text_char(text, '>');
        put_details(change, text);
        text_print(text, "</%s>\n    </testcase>\n", element);
    } else {
        text_put(text, "/>\n");
    }
    suite->tests++;
    suite->failures += fails;
    suite->skipped += skipped;
    text_destroy(&name);
}

static void junit_write(const struct diff_report *report, struct text *text)
{
    struct diff *diff = report->diff;
    struct suite suite = { .report = report };
    const size_t *turns = diff_turns(diff);
    for (size_t i = 0; i < diff->count; i++) {
        put_case(&suite, &diff->changes[i], turns[i]);
    }
    text_put(text, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    for (int inner = 0; inner < 2; inner++) {
        text_put(text, inner ? "  <testsuite" : "<testsuites");
        xml_attribute(text, "name",
                      inner ? diff->sides[SIDE_NEW]->policy->name : "writ");
        text_print(text,
                   " tests=\"%zu\" failures=\"%zu\" errors=\"0\" "
                   "skipped=\"%zu\" time=\"0\">\n",
                   suite.tests, suite.failures, suite.skipped);
    }
    text_put(text, text_string(&suite.text));
    text_put(text, "  </testsuite>\n</testsuites>\n");
    text_destroy(&suite.text);
}

const struct diff_format diff_junit = {
    .name = "junit",
    .summary = "for dashboards of CI: JUnit XML",
    .write = junit_write,
};
