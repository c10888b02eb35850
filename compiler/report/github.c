/* Findings as workflow commands, a line each, which GitHub shows beside the
 * lines of a pull request. What the baseline lists is a notice, whatever its
 * severity. */

#include "report/reporters.h"
#include "report/workflow.h"

static const char *const command_of[] = {
    [SEVERITY_ERROR] = "error",
    [SEVERITY_WARNING] = "warning",
    [SEVERITY_NOTE] = "notice",
};

static void put_finding(struct text *text, const struct report *report,
                        size_t index)
{
    const struct finding *finding = &report->compilation->findings.items[index];
    struct where where = where_of(report->compilation, finding);
    bool known = report_standing(report, index) == STANDING_KNOWN;

    text_print(text, "::%s ",
               command_of[known ? SEVERITY_NOTE : finding->rule->severity]);
    workflow_where(text, &where);
    text_put(text, "title=");
    workflow_property(text, finding->rule->slug);
    text_print(text, "%s::", known ? " in the baseline" : "");
    workflow_data(text, finding->message);
    if (finding->sentence) {
        text_put(text, "%0Afor example: ");
        workflow_data(text, finding->sentence);
    }
    if (finding->help) {
        text_put(text, "%0Ahelp: ");
        workflow_data(text, finding->help);
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
    workflow_property(text, baseline->file);
    text_put(text, ",title=gone from the baseline::");
    workflow_data(text, text_string(&said));
    text_destroy(&said);
    for (size_t i = 0; i < baseline->count; i++) {
        const struct listed *listed = &baseline->items[i];
        if (listed->found == listed->count)
            continue;
        text_print(text, "%%0A%s: ", listed->identity.slug);
        workflow_data(text, listed->identity.message);
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
