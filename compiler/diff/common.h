#ifndef WRIT_DIFF_COMMON_H
#define WRIT_DIFF_COMMON_H

/* The ground on which two analyses are compared: diagrams over joint points and
 * joint conditions, into which the diagrams of either side are translated.
 * There, equal meaning is the same node.
 *
 * A condition level reads "it is among the facts given", and each side draws
 * its own conclusions from them. So a set of facts need not be closed, and an
 * implication that only one side knows is a difference like any other. */

#include "diagram/analysis.h"
#include "model/join.h"

struct common {
    struct arena *arena;
    const struct joint *joint;
    struct analysis *analysis; /* no statements: levels, outcomes, keepings */
    struct analysis *sides[SIDE_COUNT];
    struct passage *passages[SIDE_COUNT];           /* private to translate.c */
    uint32_t *points[SIDE_COUNT][LEVEL_CONDITIONS]; /* [joint]: the side's */
    /* [joint condition]: the condition levels that both sides take to hold with
     * it, or that make no difference then; its own included. */
    const struct bits **implied;
};

/* A situation of the joint vocabulary: a point of each level, whether it plays
 * a part or not, and the facts given, over the joint conditions. */
struct spot {
    uint32_t at[LEVEL_CONDITIONS];
    const struct bits *facts;
};

/* The space whose terms are the points of a level before the conditions. */
int level_space(int level);

/* `sides` belong to the sides of the joint vocabulary, their diagrams not
 * exhausted; those of the common ground may be (diagrams_exhausted). */
struct common *common_create(struct arena *arena, const struct joint *joint,
                             struct analysis *const sides[SIDE_COUNT],
                             size_t budget);
void common_destroy(struct common *common);

/* A diagram of a side, its terminals replaced: `values[v]`, never 0, stands for
 * the side's v. */
uint32_t common_translate(struct common *common, size_t side, uint32_t node,
                          const uint32_t *values);

/* The sets of facts that lack what they imply on both sides, as far as the
 * levels of the set go: they stand for the same situations as those with it,
 * so it does not matter what is said of them. */
uint32_t common_unclosed(struct common *common, uint32_t set);

/* The set of facts that hold, or lack, the condition of that level. */
uint32_t common_fact(struct common *common, size_t level, bool holds);

/* Adds the conditions that both sides take to hold with the facts. */
struct bits *common_close(const struct common *common,
                          const struct bits *facts);

/* The situation as the reference evaluator of a side takes it. */
struct point common_point(const struct common *common, size_t side,
                          const struct spot *spot);

/* The value of a translated diagram there. */
uint32_t common_value(const struct common *common, uint32_t node,
                      const struct spot *spot);

/* --- translate.c, for common.c ----------------------------------------- */

struct passage *passage_create(struct common *common, size_t side);
void passage_destroy(struct passage *passage);

#endif
