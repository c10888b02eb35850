#ifndef WRIT_EMIT_PROVENANCE_H
#define WRIT_EMIT_PROVENANCE_H

/* How much of what is published stands behind more than words: what `build` says
 * once its files are there. */

#include "model/policy.h"

/* How many sentences are enforced (a row of the tables), are a duty (with a
 * deadline, or a measure that shows it was done), or are text only, which are
 * listed; and how the text reads in each language. */
void provenance_write(const struct policy *policy,
                      const struct sources *sources, struct text *text);

#endif
