#ifndef WRIT_DIFF_CHANGE_H
#define WRIT_DIFF_CHANGE_H

/* What an approval is of. */

#include "diff/diff.h"

/* The digest of the change: of both meanings, of what changed in text, and of
 * every sentence and wording of both sides. It is the same for two pairs of
 * policies exactly where nobody could be told anything else about them; the
 * order, the layout and the names of statements are not in it. In the arena of
 * the diff; NULL where the budget does not hold it. */
const char *diff_digest(struct diff *diff);

#endif
