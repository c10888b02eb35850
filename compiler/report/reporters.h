#ifndef WRIT_REPORT_REPORTERS_H
#define WRIT_REPORT_REPORTERS_H

/* What the files of this floor share; the table of formats reads it. */

#include "report/report.h"

extern const char *const severity_name[3]; /* "error", "warning", "note" */

extern const struct reporter reporter_human, reporter_json, reporter_sarif,
    reporter_github, reporter_junit;

/* What is to be done about a finding. */
enum standing {
    STANDING_NEW,     /* it counts */
    STANDING_KNOWN,   /* the baseline lists it */
    STANDING_SILENCED /* a comment silences it, with a reason */
};

/* Of the finding at that index of the list. */
enum standing report_standing(const struct report *report, size_t index);

/* How many new findings there are of a severity. */
size_t report_count(const struct report *report, enum severity severity);

#endif
