#ifndef WRIT_DIAGRAM_ANSWER_H
#define WRIT_DIAGRAM_ANSWER_H

/* Answers to questions, and proofs of theorems. The verdict diagram finds the
 * point that matters; the reference evaluator says who decides there and why
 * the others do not, so an answer rests on both readings of the policy. */

#include "diagram/analysis.h"

/* Why a statement that is about the point does not decide it. */
enum pass {
    PASS_PREVAILED,  /* `by` prevails over it */
    PASS_NEVER,      /* `by` is a `never`, which nothing overrides */
    PASS_OUTWEIGHED, /* it permits and `by` forbids, on the same footing */
    PASS_WEAK,       /* it only speaks weakly, and `by` strongly */
    PASS_GUARD,      /* its `if` or `when` does not hold */
    PASS_UNLESS      /* its `unless` holds, and it then says nothing */
};

struct bystander {
    const struct statement *statement;
    bool permits; /* what it says there, or would say if its guard held */
    enum pass pass;
    const struct statement *by; /* NULL for PASS_GUARD and PASS_UNLESS */
};

/* All in the arena of the analysis. */
struct answer {
    enum verdict verdict;
    bool uniform; /* every point of the question has this verdict */
    bool weakly;  /* those who decide do so by their `unless` */
    struct situation situation; /* the most general example of the verdict */
    struct point point;         /* one point of it */
    struct ruling ruling;       /* what the reference evaluator says there */
    /* Who decides: at the point, but of an allow at every point of the
     * question, and likewise the measures that it owes. In reading order. */
    const struct statement **deciding;
    size_t deciding_count;
    const struct bits *measures;
    struct bystander *bystanders; /* in reading order */
    size_t bystander_count;
};

/* The answer under exactly the facts that are given, at the worst point that
 * the question covers: deny, silent, allow in that order. Where the budget of
 * the diagrams ran out (diagrams_exhausted) it means nothing. */
struct answer answer_question(struct analysis *analysis,
                              const struct question *question);

/* Whether every point of the question has the verdict, under all facts that
 * its condition allows. Where not, `*counterexample` is the smallest point
 * that has another; its `uniform` is false. Where the budget of the diagrams
 * ran out (diagrams_exhausted) neither is proven. */
bool answer_theorem(struct analysis *analysis, const struct question *question,
                    enum verdict wanted, struct answer *counterexample);

#endif
