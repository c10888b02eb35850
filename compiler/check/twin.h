#ifndef WRIT_CHECK_TWIN_H
#define WRIT_CHECK_TWIN_H

/* Flows of JSON that do the same are checked once (model/policy.h). */

#include "check/compilation.h"

/* Says of each twin what was found of its flow, right behind it. */
void twin_findings(struct compilation *compilation);

#endif
