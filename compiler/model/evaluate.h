#ifndef WRIT_MODEL_EVALUATE_H
#define WRIT_MODEL_EVALUATE_H

/* The reference evaluator: REFERENCE.md, Meaning, word for word, one point at
 * a time. Slow and obvious on purpose; it includes nothing of diagram/, and
 * everything fast is held against it. */

#include "model/policy.h"

enum verdict { VERDICT_DENY, VERDICT_ALLOW, VERDICT_SILENT };

extern const char *const verdict_name[3]; /* "deny", "allow", "silent" */

/* One situation. */
struct point {
    uint16_t at[DIMENSION_COUNT];
    const struct bits *facts; /* closed, over the condition space */
};

struct ruling {
    enum verdict verdict;
    const struct statement **deciding; /* in reading order */
    size_t deciding_count;
    const struct statement *
        *defeated; /* strongly apply, and another prevails */
    size_t defeated_count;
    struct bits *measures; /* owed with an allow, over the measure space */
};

enum application { APPLIES_NOT, APPLIES_STRONGLY, APPLIES_WEAKLY };

/* How the box of a statement applies at the point. */
enum application box_applies(const struct statement *statement,
                             const struct box *box, const struct point *point);

/* The verdict at a point and who decides it; all in the arena. */
struct ruling evaluate(struct arena *arena, const struct policy *policy,
                       const struct point *point);

/* Whether a right holds for a subject and data there. */
bool evaluate_right(const struct policy *policy, const struct term *right,
                    const struct point *point);

#endif
