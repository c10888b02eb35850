#ifndef WRIT_CHECK_ALONE_H
#define WRIT_CHECK_ALONE_H

/* Where one statement alone decides, so that the policy says something else
 * without it. What it prevails over would come back besides, which is not looked
 * at here. */

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

#endif
