/* Changes as SARIF 2.1.0: a rule for each kind of change, a result for each
 * change at the statement that says it now. What the older policy said is a
 * related place where it stands in a file of another name; a place in an older
 * version of the same file would point at lines that have moved. */

#include "diff/format.h"

#include "base/embedded.h"
#include "report/json.h"
#include "report/sarif_parts.h"

#include <string.h>

static const char *const kind_summary[] = {
    [CHANGE_NEWLY_ALLOWED] = "Something is allowed that was not.",
    [CHANGE_NEWLY_DENIED] = "Something is forbidden that was not.",
    [CHANGE_NEWLY_SILENT] =
        "The policy no longer says whether something is allowed.",
    [CHANGE_DUTY_ADDED] = "Something is owed that was not.",
    [CHANGE_DUTY_REMOVED] = "Something is no longer owed.",
    [CHANGE_RETENTION_LONGER] = "Information is kept longer.",
    [CHANGE_RETENTION_SHORTER] = "Information is kept for less long.",
    [CHANGE_RIGHT_ADDED] = "People have a right that they had not.",
    [CHANGE_RIGHT_REMOVED] = "People no longer have a right.",
    [CHANGE_DEADLINE_LATER] = "A deadline is later, or gone.",
    [CHANGE_DEADLINE_EARLIER] = "A deadline is sooner, or new.",
    [CHANGE_TEXT_ONLY] = "A text reads otherwise, and changes no verdict.",
};

static void put_rules(struct text *text)
{
    text_put(text, "\"rules\": [");
    for (size_t i = 0; i < sizeof kind_summary / sizeof *kind_summary; i++) {
        text_put(text, i > 0 ? ",\n     {" : "\n     {");
        json_member(text, "id", change_kind_name[i]);
        text_put(text, ", ");
        sarif_message(text, "shortDescription", kind_summary[i]);
        text_put(text, "}");
    }
    text_put(text, "]");
}

static const char *level_of(const struct diff_report *report,
                            const struct change *change)
{
    return diff_report_fails(report, change)  ? "error"
           : change->effect == EFFECT_BROADER ? "warning"
                                              : "note";
}

/* The sentence, and both wordings where a text alone changed. */
static void put_said(const struct change *change, struct text *text)
{
    static const char *const when[SIDE_COUNT] = { "Before", "Now" };
    struct text said = { NULL, 0, 0 };
    text_print(&said, "%s.", change->sentence);
    for (size_t side = 0; side < SIDE_COUNT; side++) {
        if (change->texts[side].text != NULL) {
            text_print(&said, "\n%s: %s", when[side], change->texts[side].text);
        }
    }
    sarif_message(text, "message", text_string(&said));
    text_destroy(&said);
}

static void put_location(const struct diff *diff, const struct change *change,
                         struct text *text)
{
    struct change_place place = diff_place(diff, change);
    text_put(text, "\"locations\": [{");
    sarif_physical(text, &place.where);
    if (place.statement != NULL) {
        text_put(text, ", \"logicalLocations\": [{");
        json_member(text, "fullyQualifiedName", place.statement);
        text_put(text, "}]");
    }
    text_put(text, "}]");
}

static void put_related(const struct diff *diff, const struct change *change,
                        struct text *text)
{
    struct change_place place = diff_place(diff, change);
    const char *separator = "";
    text_put(text, "\"relatedLocations\": [");
    for (size_t i = 0;
         place.side == SIDE_NEW && i < change->statement_count[SIDE_OLD]; i++) {
        const struct statement *statement = change->statements[SIDE_OLD][i];
        struct where old = diff_where(diff, SIDE_OLD, statement->rule);
        if (old.file == NULL || strcmp(old.file, place.where.file) == 0) {
            continue;
        }
        text_print(text, "%s{\"id\": %zu, ", separator, i + 1);
        sarif_physical(text, &old);
        text_put(text, ", ");
        sarif_message(text, "message", "said before here");
        text_char(text, '}');
        separator = ", ";
    }
    text_char(text, ']');
}

static void put_result(const struct diff_report *report, size_t index,
                       size_t turn, struct text *text)
{
    const struct change *change = &report->diff->changes[index];
    const char *const parts[] = { change_kind_name[change->kind],
                                  change->sentence };
    text_char(text, '{');
    json_member(text, "ruleId", change_kind_name[change->kind]);
    text_print(text, ", \"ruleIndex\": %d, \"level\": \"%s\", ",
               (int)change->kind, level_of(report, change));
    put_said(change, text);
    text_put(text, ",\n     ");
    put_location(report->diff, change, text);
    text_put(text, ",\n     ");
    put_related(report->diff, change, text);
    text_put(text, ",\n     ");
    sarif_fingerprint(text, parts, sizeof parts / sizeof *parts, turn);
    text_print(text,
               ", \"suppressions\": [], \"properties\": {\"effect\": \"%s\", "
               "\"group\": \"%s\"}}",
               change_effect_name[change->effect],
               change_group_name[change->group]);
}

static void sarif_write(const struct diff_report *report, struct text *text)
{
    const size_t *turns = diff_turns(report->diff);
    text_put(text,
             "{\"$schema\": \"" SARIF_SCHEMA "\",\n \"version\": \"2.1.0\",\n"
             " \"runs\": [{\n   \"tool\": {\"driver\": {\n     "
             "\"name\": \"writ\", ");
    json_member(text, "version", embedded_version);
    text_put(text, ",\n     ");
    put_rules(text);
    text_put(text, "}},\n   \"columnKind\": \"unicodeCodePoints\",\n"
                   "   \"results\": [");
    for (size_t i = 0; i < report->diff->count; i++) {
        text_put(text, i > 0 ? ",\n    " : "\n    ");
        put_result(report, i, turns[i], text);
    }
    text_put(text, "]}]}\n");
}

const struct diff_format diff_sarif = {
    .name = "sarif",
    .summary = "for code scanning: SARIF 2.1.0",
    .write = sarif_write,
};
