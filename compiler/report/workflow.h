#ifndef WRIT_REPORT_WORKFLOW_H
#define WRIT_REPORT_WORKFLOW_H

/* Pieces of the workflow commands of GitHub Actions, escaped. */

#include "base/text.h"
#include "report/where.h"

void workflow_data(struct text *text, const char *string);
void workflow_property(struct text *text, const char *string);

/* `file=policy.writ,line=41,col=5,endLine=41,endColumn=73,`; columns are for
 * one line alone. */
void workflow_where(struct text *text, const struct where *where);

#endif
