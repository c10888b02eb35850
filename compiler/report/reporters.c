/* The table of formats. A new one is a file beside this, a declaration in
 * reporters.h and a row here. */

#include "report/reporters.h"

#include <string.h>

const char *const severity_name[3] = {
    [SEVERITY_ERROR] = "error",
    [SEVERITY_WARNING] = "warning",
    [SEVERITY_NOTE] = "note",
};

const struct reporter *const reporters[] = {
    &reporter_human,  &reporter_json,  &reporter_sarif,
    &reporter_github, &reporter_junit, NULL,
};

const struct reporter *reporter_find(const char *name)
{
    for (size_t i = 0; reporters[i]; i++)
        if (strcmp(reporters[i]->name, name) == 0)
            return reporters[i];
    return NULL;
}

enum standing report_standing(const struct report *report, size_t index)
{
    const struct baseline *baseline = report->baseline;

    if (report->compilation->findings.items[index].silenced)
        return STANDING_SILENCED;
    return baseline && baseline->known[index] ? STANDING_KNOWN : STANDING_NEW;
}

size_t report_count(const struct report *report, enum severity severity)
{
    const struct findings *findings = &report->compilation->findings;
    size_t count = 0;

    for (size_t i = 0; i < findings->count; i++)
        count += findings->items[i].rule->severity == severity &&
                 report_standing(report, i) == STANDING_NEW;
    return count;
}
