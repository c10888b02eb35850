#ifndef WRIT_DIFF_POINTS_H
#define WRIT_DIFF_POINTS_H

/* Regions as programs read them. Strings are in the arena of the diff. */

#include "diff/diff.h"

/* Points of a space as a list in the language's syntax, for programs: terms
 * whose union is the set, "TERM..." for what is not listed below it. */
const char **points_list(struct diff *diff, int space,
                         const struct bits *points, size_t *count);

const char **points_events(struct diff *diff, const struct bits *points,
                           size_t *count);

/* A condition as it is written in a policy: "consent and not declined". */
const char *points_condition(struct diff *diff,
                             const struct condition *condition);

#endif
