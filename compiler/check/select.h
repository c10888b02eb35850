#ifndef WRIT_CHECK_SELECT_H
#define WRIT_CHECK_SELECT_H

/* Which statements a check is about, and which points are allowed. */

#include "check/compilation.h"

/* It is a `may` or a `must`. */
bool select_permits(const struct statement *statement);

/* One of its actions is the action of that path, or a kind of it. */
bool select_acts(const struct policy *policy, const struct statement *statement,
                 const char *path);

/* The term of that path, or NULL. */
const struct term *select_term(const struct policy *policy, int space,
                               const char *path);

/* The set of points with an allow, for `we`, of an action (NULL: any). */
uint32_t select_allowed(struct analysis *analysis, const struct term *action);

/* The points of a dimension at which the set has any member. */
struct bits *select_project(struct analysis *analysis, uint32_t set,
                            int dimension);

#endif
