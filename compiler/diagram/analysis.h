#ifndef WRIT_DIAGRAM_ANALYSIS_H
#define WRIT_DIAGRAM_ANALYSIS_H

/* From the model to diagrams: the one thing that checks, questions and
 * emitters share. What is proven about the verdict diagram is true of the
 * table that is emitted from it. */

#include "diagram/combine.h"
#include "model/evaluate.h"
#include "model/situation.h"

/* What a terminal of the verdict diagram stands for. The first is silence. */
struct outcome {
    enum verdict verdict;
    bool strong;      /* decided by strong extents */
    bool absolute;    /* by a `never` */
    size_t statement; /* first deciding statement; SIZE_MAX for silence */
    const struct bits *measures; /* owed with an allow; NULL for none */
};

/* How long data may and must be kept, at one point of data, purpose, subject,
 * region, party and event. The first is "nothing is said". */
struct keeping {
    uint64_t at_least;         /* seconds; 0: no lower bound */
    uint64_t up_to;            /* seconds; TIME_FOREVER: no upper bound */
    size_t at_least_statement; /* SIZE_MAX: none */
    size_t up_to_statement;
    const struct term *method; /* promised way of deletion, or NULL */
    size_t method_statement;
};

/* A clock that starts at the first or the last of several events. It is a point
 * of its own on the event level, behind those of the event terms. */
struct compound {
    enum tree_event_choice choice;
    const struct bits *events; /* the terms named */
};

struct analysis {
    struct arena *arena;
    const struct policy *policy;
    struct diagrams *diagrams;

    /* Conditions that guards rest on, and the level of each. A guard on a
     * condition reads "it, or one that implies it, is among the facts given",
     * so that every assignment of the levels stands for a closed set. */
    const struct term **conditions; /* [level - LEVEL_CONDITIONS] */
    size_t condition_count;
    int *condition_level; /* [number in the condition space]; -1: not used */

    /* For each statement and each of its boxes the points where it applies
     * strongly, and weakly, and strongly without another prevailing over it. */
    uint32_t **strong, **weak, **undefeated;

    uint32_t permitted,
        prohibited;    /* undefeated, by may/must and by must not */
    uint32_t absolute; /* by never */
    uint32_t verdict;  /* terminals index `outcomes` */
    uint32_t allowed;  /* set: where the verdict is so */
    uint32_t denied;   /* the same: analysis_denied */
    bool denied_known;
    struct outcome *outcomes;
    size_t outcome_count;
    struct interner *outcome_numbers, *keeping_numbers;
    struct bits *scratch; /* of outcomes being merged; NULL until needed */

    struct compound *compounds;
    size_t compound_count;
    uint32_t keeping; /* terminals index `keepings` */
    struct keeping *keepings;
    size_t keeping_count;

    uint32_t
        rights; /* terminals: 0, or 1 + index of the first statement that grants it */
};

/* `budget` in nodes. Where it is exceeded the analysis has no diagrams worth
 * reading (diagrams_exhausted) and the caller reports `limit`. */
struct analysis *analysis_create(struct arena *arena,
                                 const struct policy *policy, size_t budget);
void analysis_destroy(struct analysis *analysis);

/* The number of an outcome, or of a keeping, among those of the analysis; adds
 * it where it is new. Measures are compared by what they hold. */
uint32_t analysis_outcome(struct analysis *analysis,
                          const struct outcome *outcome);
uint32_t analysis_keeping(struct analysis *analysis,
                          const struct keeping *keeping);

/* The set of points of a condition, of a statement's box without its guard, of
 * a question. */
uint32_t analysis_condition(struct analysis *analysis,
                            const struct condition *condition);
uint32_t analysis_box(struct analysis *analysis, const struct box *box,
                      uint32_t inside);
uint32_t analysis_question(struct analysis *analysis,
                           const struct question *question);

/* The set of points where the verdict is to deny. */
uint32_t analysis_denied(struct analysis *analysis);

/* Facts as a set over condition levels, and back to the condition space. */
const struct bits *analysis_holds(struct analysis *analysis,
                                  const struct bits *facts);

#endif
