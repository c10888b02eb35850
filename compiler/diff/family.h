#ifndef WRIT_DIFF_FAMILY_H
#define WRIT_DIFF_FAMILY_H

/* What the files that find changes share; nothing outside diff/ sees it. Each
 * family of changes translates something of both sides, pairs the values point
 * by point, and turns sets of pairs into changes. */

#include "diff/diff.h"

/* Numbers for two values that differ. */
struct pair {
    uint32_t old, new;
};

struct pairs {
    struct interner *numbers;
    struct pair *items;
    size_t count;
    struct arena *arena;
};

/* Whose values are paired: numbers mean the same within one of these. */
enum {
    PAIRS_VERDICT,
    PAIRS_DUTY,
    PAIRS_KEEPING,
    PAIRS_RIGHT,
    PAIRS_DEADLINE,
    PAIRS_COUNT
};

/* At each point 0 where both sides are the same, else 1 + number of the pair. */
struct paired {
    const struct pairs *pairs;
    uint32_t node;
};

/* What one family leaves for the next. */
struct comparing {
    struct pairs pairs[PAIRS_COUNT];
    uint32_t verdict[SIDE_COUNT]; /* values: 1 + number of a joint outcome */
    uint32_t allowed[SIDE_COUNT]; /* sets; made on demand */
    bool allowed_known[SIDE_COUNT];
    struct paired verdicts;
    uint32_t verdict_changed; /* set: another verdict, whatever goes with it */
    uint32_t ruling_changed;  /* set: another verdict, or other measures */
    uint32_t duty_gone, duty_new; /* sets: what must be done, whose doing is
                                     owed to people */
    uint32_t rights_changed;      /* set */
    uint32_t kept_changed;        /* set: where an upper bound is another */
    uint32_t keeping_changed; /* sets: where anything is another of how long */
    uint32_t duties_changed;  /* data is kept, of duties and of rights timed, */
    uint32_t answers_changed; /* whether told or not */
};

struct paired family_pair(struct diff *diff, int whose, uint32_t old,
                          uint32_t new);

/* The points at which the pair is one that `is` says. */
uint32_t family_set(struct diff *diff, struct paired paired,
                    bool (*is)(const void *context, const struct pair *pair),
                    const void *context);

/* A kind of change while its regions are found. `tell` completes each: its
 * sentence, and what is not yet right about it. */
struct family {
    struct change like;
    void (*tell)(struct diff *diff, struct change *change, const void *context);
    const void *context;
    uint32_t told; /* a region that lies in this set is told otherwise */
};

/* Adds a change for each region of the set. */
void family_add(struct diff *diff, uint32_t set, const struct family *family);

/* Adds one; the caller fills it in. */
struct change *family_change(struct diff *diff);

/* Sets of the common ground. */
uint32_t family_and(struct diff *diff, uint32_t a, uint32_t b);
uint32_t family_or(struct diff *diff, uint32_t a, uint32_t b);
uint32_t family_minus(struct diff *diff, uint32_t a, uint32_t b);

/* The points of a level, and those of a region's choice with one level, or none
 * (LEVEL_TERMINAL), left open and every fact. */
uint32_t family_at(struct diff *diff, int level, const struct bits *points);
uint32_t family_around(struct diff *diff, const struct region *region,
                       int open);

/* The set with a level left out: there is such a point of it among `points`
 * (NULL: at all). */
uint32_t family_exists(struct diff *diff, uint32_t set, int level,
                       const struct bits *points);

/* Where the sides differ. */
uint32_t family_changed(struct diff *diff, struct paired paired);

/* Where a side allows. */
uint32_t family_allowed(struct diff *diff, size_t side);

/* The points of the action of that path; all others where `outside`. */
struct bits *family_actions(const struct diff *diff, const char *path,
                            bool outside);

/* The value of one of a side's own diagrams at a joint situation. */
uint32_t family_value(const struct diff *diff, size_t side, uint32_t node,
                      const struct spot *spot);

/* Names the statements that decide on the verdict at the region's spot. */
void family_decide(struct diff *diff, struct change *change);

/* Adds a statement to those of a side. */
void family_mention(struct diff *diff, struct change *change, size_t side,
                    const struct statement *statement);

/* --- one file each ----------------------------------------------------- */

void compare_verdicts(struct diff *diff); /* and measures, and duties */
void compare_keeping(struct diff *diff);
void compare_rights(struct diff *diff);
void compare_deadlines(struct diff *diff); /* the last of these: it leaves out
                                              what the others told */
void compare_texts(struct diff *diff);     /* after all of these */
void compare_refinement(struct diff *diff);

#endif
