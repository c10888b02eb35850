#ifndef WRIT_DIAGRAM_DIGEST_H
#define WRIT_DIAGRAM_DIGEST_H

/* The digest of a policy's meaning: verdicts, measures, bounds, rights and
 * deadlines over the names of terms. Names of statements, labels, wording,
 * order, layout, and terms that no rule tells apart from their parent are not
 * in it. */

#include "diagram/analysis.h"

/* "sha256:" and 64 hexadecimal digits, in the analysis' arena; NULL where the
 * budget does not hold it, and the diagrams are exhausted then. */
const char *analysis_digest(struct analysis *analysis);

#endif
