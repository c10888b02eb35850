#ifndef WRIT_CHECK_ALONE_H
#define WRIT_CHECK_ALONE_H

/* Where one statement alone decides, so that the policy says something else
 * without it, or alone keeps down what would come back. */

#include "diagram/analysis.h"

struct alone;

/* In the arena; it makes nodes. */
struct alone *alone_create(struct arena *arena, struct analysis *analysis);

/* Without the statement a verdict would change, or a measure be owed no more. */
bool alone_needed(const struct alone *alone, const struct statement *statement);

/* Without it another step would allow, with its own measures: neither of the two
 * is known. */
bool alone_doubtful(const struct alone *alone,
                    const struct statement *statement);

/* Without it something that it prevails over might come back, for no other
 * prevails there: both of the above are then not known. False only where nothing
 * would. */
bool alone_restores(const struct alone *alone,
                    const struct statement *statement);

#endif
