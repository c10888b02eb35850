#ifndef WRIT_DIAGRAM_ASK_H
#define WRIT_DIAGRAM_ASK_H

/* From diagrams over points to diagrams over asked terms: where a level of the
 * first has a point, the same level of the second has the term of that number,
 * and its edge leads to the meet over every point the term covers. Nothing is
 * left out of such a question: 0 is `any`, which is all of the dimension, so
 * recipient 0 includes `us`. This is what the emitted tables answer. */

#include "diagram/analysis.h"

/* Terminals of `verdict` index the analysis' outcomes; those it lacks are added
 * to it. The meet is the worst: deny before silent before allow; among equals
 * the first statement in reading order, and for allow the measures of all of
 * them. `strong` and `absolute` are not kept: they are false throughout.
 *
 * Terminals of `keeping` index the analysis' keepings, likewise. It has the
 * levels of data, purpose, subject and event alone, which is all that
 * PREFIX_retain is told: what the others say is projected, over `we` as the
 * party and over all actions, recipients, regions and facts. Both steps take
 * the tightest: the largest at_least, the smallest up_to, of equals and of
 * methods the first statement's. Points behind the terms of
 * the event level are `latest of` several; they cover themselves alone, and
 * `any` covers them too.
 *
 * `rights` is a set over data, subject, right and conditions: it holds for what
 * is asked if at every point of it, for some party, action, purpose, recipient
 * and region, a statement grants the right. */
struct asked {
    uint32_t verdict;
    uint32_t keeping;
    uint32_t rights;
};

/* In the analysis' diagrams. Where those are exhausted it is not worth
 * reading. */
struct asked ask_all(struct analysis *analysis);

#endif
