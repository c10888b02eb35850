#ifndef WRIT_REPORT_REPORTERS_H
#define WRIT_REPORT_REPORTERS_H

/* What the files of this floor share; the table of formats reads it. */

#include "report/report.h"

extern const char *const severity_name[3]; /* "error", "warning", "note" */

extern const struct reporter reporter_human, reporter_json;

#endif
