#ifndef WRIT_DIAGRAM_FORMULA_H
#define WRIT_DIAGRAM_FORMULA_H

/* A set over conditions as a sum of products in the author's names: it holds
 * where one of the products does. It is minimal: no product and no name in one
 * can be left out, and where few conditions play a part no other sum has fewer
 * products. Only sets of facts that can be, which are closed, are told apart:
 * what implies a condition is not named beside it. */

#include "diagram/analysis.h"

/* All of `holds` do, and none of `fails`; over the condition space. */
struct product {
    const struct bits *holds;
    const struct bits *fails;
};

struct formula {
    struct product *items;
    size_t count;
    bool always; /* no condition is asked for; one empty product */
    bool more;   /* there are more products than are listed */
};

struct formula formula_of(struct analysis *analysis, uint32_t set);

/* The same of one of the simplest sets from `low` to `high`, which is then
 * `*set`: minimal, all of its products listed, in the order of the levels. What
 * is in the one and not in the other may be covered or not. */
struct formula formula_between(struct analysis *analysis, uint32_t low,
                               uint32_t high, uint32_t *set);

/* As it would stand behind `if`; NULL where it always holds. A formula without
 * products, which never holds, has none. */
const struct condition *formula_condition(struct arena *arena,
                                          const struct terms *conditions,
                                          const struct formula *formula);

#endif
