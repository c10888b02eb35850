#ifndef WRIT_DIAGRAM_OPEN_H
#define WRIT_DIAGRAM_OPEN_H

/* What `?` stands for in a question: the maximal terms of its dimension for
 * which the answer is allow, and under which condition. A term is listed where
 * its condition holds at more facts than those of the terms above it. So the
 * list says all there is: at a point and some facts the answer is allow just
 * where a listed term that has the point has its condition met. */

#include "diagram/deciders.h"
#include "diagram/formula.h"
#include "diagram/parts.h"

struct open_term {
    struct part part;
    uint32_t facts; /* the condition, as a set over conditions */
    struct formula formula;
    struct deciders deciders; /* where it is met */
};

struct open_terms {
    struct open_term *items; /* in the order of declaration */
    size_t count;
};

/* Of a question that has a `?`. With facts given, under exactly those: then no
 * term has a condition. Where the budget of the diagrams ran out it means
 * nothing. */
struct open_terms open_list(struct analysis *analysis,
                            const struct question *question);

#endif
