#ifndef WRIT_CHECK_CATALOGUE_H
#define WRIT_CHECK_CATALOGUE_H

/* Every rule there is, of this floor and of those below. check/rules.def holds a
 * row for each; row order is the order of running and of `writ explain`. */

#include "base/finding.h"
#include "check/compilation.h"

extern const struct rule *const catalogue[]; /* NULL ended */

#define BELOW(name)
#define ROW(name) extern const struct rule rule_##name;
#include "check/rules.def"
#undef BELOW
#undef ROW

const struct rule *catalogue_find(const char *slug);

/* Runs every check, then silences what comments allow, then sorts. */
void catalogue_run(struct compilation *compilation);

#endif
