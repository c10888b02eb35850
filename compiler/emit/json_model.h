#ifndef WRIT_EMIT_JSON_MODEL_H
#define WRIT_EMIT_JSON_MODEL_H

/* The model as JSON, for json.c: vocabulary and statements in names, so that a
 * tool needs nothing else to know what is permitted, forbidden and owed. */

#include "emit/emit.h"
#include "emit/outline.h"

/* "terms": by kind, those of the policy and those that its statements reach. */
void json_terms(struct outline *outline, const struct policy *policy);

/* "statements": in reading order, with their extents. */
void json_statements(struct outline *outline, const struct policy *policy);

#endif
