#ifndef WRIT_CHECK_SILENCE_H
#define WRIT_CHECK_SILENCE_H

/* `# writ: allow SLUG because REASON` silences a finding at the statement (or
 * declaration) that it stands in or before. */

#include "check/compilation.h"

/* Marks findings as silenced; adds a needless-silence for a comment that gives
 * no reason, silences nothing, or tries to silence an error of meaning. */
void silence_findings(struct compilation *compilation);

#endif
