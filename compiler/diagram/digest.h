#ifndef WRIT_DIAGRAM_DIGEST_H
#define WRIT_DIAGRAM_DIGEST_H

/* The digest of a policy's meaning: verdicts, measures, bounds, rights, duties
 * and deadlines over the names of terms. Names of statements, labels, wording,
 * order, layout, and terms that no rule tells apart from their parent are not
 * in it. */

#include "diagram/analysis.h"

/* "sha256:" and 64 hexadecimal digits, in the analysis' arena; NULL where the
 * budget does not hold it, and the diagrams are exhausted then. */
const char *analysis_digest(struct analysis *analysis);

/* For each statement the digest of what it says itself, whatever others say:
 * where it permits, forbids and makes exceptions, its times, measures, methods
 * and legal bases. Approvals rest on it, so what is hashed stays as it is from
 * one version to the next. False where the budget does not hold them. */
bool analysis_rule_digests(struct analysis *analysis,
                           const struct statement *const *statements,
                           size_t count, const char **digests);

#endif
