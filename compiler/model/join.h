#ifndef WRIT_MODEL_JOIN_H
#define WRIT_MODEL_JOIN_H

/* Two policies over one vocabulary, so that they can be held against each
 * other. The joint policy has no statements; its spaces hold the terms of both.
 * A term is the same on both sides where its path is; where the newer policy
 * says that it was renamed; where its parents are the same and its name is; and
 * where it alone of its name has gone from the one and come to the other: then
 * it was moved. Labels and parents are those of the newer side, of the older
 * where the newer has not the term. */

#include "model/policy.h"

enum { SIDE_OLD, SIDE_NEW, SIDE_COUNT };

/* A side as seen from the joint vocabulary. A term that it has not counts as
 * the remainder of its nearest joint ancestor that it has. */
struct joint_side {
    const struct policy *policy;
    struct term **own[SPACE_COUNT]; /* [joint number]; NULL: it has not */
    uint16_t *point[SPACE_COUNT];   /* [joint number]: the side's point */
    uint16_t *joint[SPACE_COUNT];   /* [the side's number]: joint number */
    const struct bits **implied; /* [joint condition]: those of the side, over
                                    its numbers, that it implies there; of one
                                    that it has, itself included */
};

struct joint {
    struct policy *policy;
    struct joint_side sides[SIDE_COUNT];
};

/* NULL where a space would have more terms, or lie deeper, than there may be.
 * All in the arena; it refers to both policies. */
struct joint *joint_create(struct arena *arena, const struct policy *old,
                           const struct policy *new);

/* What a side makes of facts over the joint conditions, which need not be
 * closed: the side's own, closed as the side closes them. */
struct bits *joint_facts(struct arena *arena, const struct joint *joint,
                         size_t side, const struct bits *facts);

#endif
