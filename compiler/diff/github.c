/* Changes as workflow commands, a line each, which GitHub shows beside the
 * lines of a pull request: at the statement that says it now, or where it stood
 * before. */

#include "diff/format.h"

#include "report/workflow.h"

static const char *command_of(const struct diff_report *report,
                              const struct change *change)
{
    return diff_report_fails(report, change)  ? "error"
           : change->effect == EFFECT_BROADER ? "warning"
                                              : "notice";
}

static void put_change(const struct diff_report *report,
                       const struct change *change, struct text *text)
{
    static const char *const when[SIDE_COUNT] = { "before: ", "now: " };
    struct change_place place = diff_place(report->diff, change);
    text_print(text, "::%s ", command_of(report, change));
    workflow_where(text, &place.where);
    text_put(text, "title=");
    workflow_property(text, change->effect == EFFECT_NEUTRAL
                                ? change_kind_name[change->kind]
                                : change_effect_name[change->effect]);
    text_put(text, "::");
    workflow_data(text, change->sentence);
    for (size_t side = 0; side < SIDE_COUNT; side++) {
        if (change->texts[side].text != NULL) {
            text_put(text, "%0A");
            text_put(text, when[side]);
            workflow_data(text, change->texts[side].text);
        }
    }
    text_char(text, '\n');
}

static void github_write(const struct diff_report *report, struct text *text)
{
    for (size_t i = 0; i < report->diff->count; i++) {
        put_change(report, &report->diff->changes[i], text);
    }
}

const struct diff_format diff_github = {
    .name = "github",
    .summary = "for GitHub Actions: workflow commands",
    .write = github_write,
};
