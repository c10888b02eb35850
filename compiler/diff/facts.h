#ifndef WRIT_DIFF_FACTS_H
#define WRIT_DIFF_FACTS_H

/* Sets of facts as conditions that can be read: alternatives of what must and
 * what must not hold, none of them needless and no part of one needless. */

#include "diff/common.h"

/* A set of facts. `holds` is a condition that says it, NULL where it makes no
 * difference which facts are given; the other two say the same for a reader,
 * each of them NULL where it is not needed: it is where the first holds, except
 * where the second does. */
struct facts {
    uint32_t set;
    const struct condition *holds;
    const struct condition *where, *except;
};

/* One of the simplest sets from `least` to `most`, over condition levels alone;
 * whatever lacks what it implies may be in it or not. */
struct facts facts_between(struct common *common, uint32_t least,
                           uint32_t most);

#endif
