/* Findings as workflow commands, a line each, which GitHub shows beside the
 * lines of a pull request. What follows `::` is read by the runner: a per cent
 * sign or a line end in a message, and a comma or a colon in a property too,
 * would be read as the command's own, so they are escaped. What the baseline
 * lists is a notice, whatever its severity. */

#include "report/clean.h"
#include "report/reporters.h"
#include "report/where.h"

#include <inttypes.h>
#include <string.h>

static const char *const command_of[] = {
    [SEVERITY_ERROR] = "error",
    [SEVERITY_WARNING] = "warning",
    [SEVERITY_NOTE] = "notice",
};

/* Adds the string, with each of the bytes as its number in hexadecimal. */
static void put_escaped(struct text *text, const char *string,
                        const char *bytes)
{
    struct text clean = { 0 };

    clean_put(&clean, string);
    for (const char *at = text_string(&clean); *at; at++) {
        if (strchr(bytes, *at))
            text_print(text, "%%%02X", (unsigned)(unsigned char)*at);
        else
            text_char(text, *at);
    }
    text_destroy(&clean);
}

static void put_data(struct text *text, const char *string)
{
    put_escaped(text, string, "%\r\n");
}

static void put_property(struct text *text, const char *string)
{
    put_escaped(text, string, "%\r\n:,");
}

/* `file=policy.writ,line=41,col=5,endLine=41,endColumn=73,`; columns are for
 * one line alone. */
static void put_where(struct text *text, const struct where *where)
{
    if (!where->file)
        return;
    text_put(text, "file=");
    put_property(text, where->file);
    text_char(text, ',');
    if (where->line == 0)
        return;
    text_print(text, "line=%" PRIu32 ",", where->line);
    if (where->end_line == where->line)
        text_print(text, "col=%" PRIu32 ",", where->column);
    if (where->end_line > 0)
        text_print(text, "endLine=%" PRIu32 ",", where->end_line);
    if (where->end_line == where->line)
        text_print(text, "endColumn=%" PRIu32 ",", where->end_column);
}

static void put_finding(struct text *text, const struct report *report,
                        size_t index)
{
    const struct finding *finding = &report->compilation->findings.items[index];
    struct where where = where_of(report->compilation, finding);
    bool known = report_standing(report, index) == STANDING_KNOWN;

    text_print(text, "::%s ",
               command_of[known ? SEVERITY_NOTE : finding->rule->severity]);
    put_where(text, &where);
    text_put(text, "title=");
    put_property(text, finding->rule->slug);
    text_print(text, "%s::", known ? " in the baseline" : "");
    put_data(text, finding->message);
    if (finding->sentence) {
        text_put(text, "%0Afor example: ");
        put_data(text, finding->sentence);
    }
    if (finding->help) {
        text_put(text, "%0Ahelp: ");
        put_data(text, finding->help);
    }
    text_char(text, '\n');
}

/* One notice for all that is gone. */
static void put_gone(struct text *text, const struct baseline *baseline)
{
    struct text said = { 0 };

    text_print(&said,
               "%zu finding%s of %s %s gone; write it anew with "
               "`--write-baseline %s`",
               baseline->gone, baseline->gone == 1 ? "" : "s", baseline->file,
               baseline->gone == 1 ? "is" : "are", baseline->file);
    text_put(text, "::notice file=");
    put_property(text, baseline->file);
    text_put(text, ",title=gone from the baseline::");
    put_data(text, text_string(&said));
    text_destroy(&said);
    for (size_t i = 0; i < baseline->count; i++) {
        const struct listed *listed = &baseline->items[i];
        if (listed->found == listed->count)
            continue;
        text_print(text, "%%0A%s: ", listed->identity.slug);
        put_data(text, listed->identity.message);
    }
    text_char(text, '\n');
}

static void github_write(const struct report *report, struct text *text)
{
    const struct findings *findings = &report->compilation->findings;

    for (size_t i = 0; i < findings->count; i++)
        if (report_standing(report, i) != STANDING_SILENCED)
            put_finding(text, report, i);
    if (report->baseline && report->baseline->gone > 0)
        put_gone(text, report->baseline);
}

const struct reporter reporter_github = {
    .name = "github",
    .summary = "for GitHub Actions: workflow commands",
    .write = github_write,
};
