#ifndef WRIT_DIAGRAM_COMBINE_H
#define WRIT_DIAGRAM_COMBINE_H

/* Operations on whole diagrams, memoised. What an operation makes of two values
 * may depend on its context alone, and the context lives as long as the
 * diagrams: results are remembered by function and context. */

#include "base/bits.h"
#include "diagram/node.h"

/* What an operation makes of (the terminal 0) on one side. */
enum nothing {
    NOTHING_ASKS,  /* that hangs on the other side */
    NOTHING_GIVES, /* (the terminal 0) */
    NOTHING_KEEPS  /* the other side */
};

/* An operation on the values at each point. */
struct operation {
    /* The value from two values. */
    uint32_t (*value)(void *context, uint32_t a, uint32_t b);
    /* Where one side decides without looking further: true, and the result.
     * NULL where there is no such case. a and b are nodes or terminals. */
    bool (*shortcut)(void *context, uint32_t a, uint32_t b, uint32_t *result);
    void *context;
    bool commutative;
    enum nothing left, right; /* the same where it is commutative */
};

uint32_t diagram_combine(struct diagrams *diagrams,
                         const struct operation *operation, uint32_t a,
                         uint32_t b);

/* Balanced combination of all; `empty` where there is none. */
uint32_t diagram_combine_all(struct diagrams *diagrams,
                             const struct operation *operation,
                             const uint32_t *items, size_t count,
                             uint32_t empty);

/* Many operations belong together: what one of them finds out is of use to those
 * after it, and is worth a longer search; until called with false. */
void diagrams_recall_long(struct diagrams *diagrams, bool recall);

/* Sets of points: diagrams whose terminals are 0 and 1. */
#define SET_EMPTY NODE_TERMINAL
#define SET_ALL   (NODE_TERMINAL | 1u)
extern const struct operation set_and, set_or, set_minus;

/* Whether two sets have a point in common; whether the points of one all lie in
 * the other. Neither makes a node. */
bool set_meets(struct diagrams *diagrams, uint32_t a, uint32_t b);
bool set_within(struct diagrams *diagrams, uint32_t inner, uint32_t outer);

/* The values of a inside the set b, one higher; 0 outside. */
extern const struct operation diagram_pick;

/* Every value replaced by another. */
uint32_t diagram_map(struct diagrams *diagrams, uint32_t node,
                     uint32_t (*value)(void *context, uint32_t value),
                     void *context);

/* The points of `level` in `points` (NULL: all of them), and there `inside`;
 * elsewhere `outside`. Both must lie below the level. */
uint32_t diagram_select(struct diagrams *diagrams, int level,
                        const struct bits *points, uint32_t inside,
                        uint32_t outside);

/* The diagram where every condition level takes the branch that `holds` (over
 * levels from LEVEL_CONDITIONS) says. */
uint32_t diagram_given(struct diagrams *diagrams, uint32_t node,
                       const struct bits *holds);

/* The diagram where `level` is at one point. */
uint32_t diagram_fix(struct diagrams *diagrams, uint32_t node, int level,
                     uint32_t point);

/* Marks the values that are reached at some point; `values` has room. */
void diagram_values(struct diagrams *diagrams, uint32_t node,
                    struct bits *values);

#endif
