#ifndef WRIT_DIAGRAM_DUTY_H
#define WRIT_DIAGRAM_DUTY_H

/* What must be done. To permit and to oblige give the same verdict; where the
 * doing is no processing (deleting, notifying, protecting) it is owed to people
 * all the same, and a duty that became a permission is a promise less. */

#include "diagram/analysis.h"

/* The set of points at which an undefeated `must` holds whose doing is no kind
 * of `process`, and is allowed. */
uint32_t analysis_obliged(struct analysis *analysis);

#endif
