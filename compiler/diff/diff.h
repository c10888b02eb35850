#ifndef WRIT_DIFF_DIFF_H
#define WRIT_DIFF_DIFF_H

/* What one policy says that another did not: the changes of meaning, each as a
 * region of situations with its sentence, and the texts that changed without
 * one. The order is that of `enum change_group`, within a group that of the
 * joint vocabulary. */

#include "check/compilation.h"
#include "diff/region.h"
#include "language/change.h"

enum change_kind {
    CHANGE_NEWLY_ALLOWED,
    CHANGE_NEWLY_DENIED,
    CHANGE_NEWLY_SILENT,
    CHANGE_DUTY_ADDED, /* a measure owed with an allow, or the `must` itself */
    CHANGE_DUTY_REMOVED,
    CHANGE_RETENTION_LONGER,
    CHANGE_RETENTION_SHORTER,
    CHANGE_RIGHT_ADDED,
    CHANGE_RIGHT_REMOVED,
    CHANGE_DEADLINE_LATER,
    CHANGE_DEADLINE_EARLIER,
    CHANGE_TEXT_ONLY
};

/* For the person whose data it is: more is done with it or less is promised,
 * or the other way round. Neutral are texts, and the limits of a permission
 * that comes or goes as a whole. */
enum change_effect { EFFECT_NEUTRAL, EFFECT_NARROWER, EFFECT_BROADER };

enum diff_verdict { DIFF_SAME, DIFF_NARROWER, DIFF_BROADER, DIFF_MIXED };

/* A text of a side that is not what it was. */
struct change_text {
    const char *text;      /* NULL: the side has none */
    const char *statement; /* name of the statement it publishes, or NULL */
    struct span span;      /* where it is written, or nowhere */
};

/* What a sentence says beside its region; telling.h makes it in a language. */
struct telling {
    enum change_form form;
    const struct bits *terms; /* measures or a method, of the space; or NULL */
    int space;
    uint64_t seconds[SIDE_COUNT];               /* a bound, ... */
    const struct statement *set_by[SIDE_COUNT]; /* and who sets it, or NULL */
    const struct time *times[SIDE_COUNT];       /* a deadline, or NULL */
};

struct change {
    enum change_kind kind;
    enum change_effect effect;
    enum change_group group;
    const char *sentence;        /* in English, one line, no full stop */
    const struct region *region; /* NULL where only a text changed */
    struct telling telling;      /* where there is a region */
    /* Who decides on each side, at `region->spot`, in reading order. */
    const struct statement **statements[SIDE_COUNT];
    size_t statement_count[SIDE_COUNT];
    /* Of CHANGE_TEXT_ONLY: "statement", "prose", ..., and both texts. */
    const char *what;
    const char *name; /* of what has the text: of a field, a statement, ... */
    struct change_text texts[SIDE_COUNT];
};

struct diff {
    struct arena *arena;                   /* its own, freed with it */
    struct compilation *sides[SIDE_COUNT]; /* the caller's */
    struct common *common;
    struct change *changes;
    size_t count;
    enum diff_verdict verdict;
    bool refinement; /* made by diff_refinement */
    bool exhausted;  /* the budget was too small: nothing else counts */
    struct comparing *comparing; /* private to diff/ */
};

extern const char *const change_kind_name[];   /* "newly_allowed" */
extern const char *const change_effect_name[]; /* "broader" */
extern const char *const change_group_name[];  /* "new_data" */
extern const char *const diff_verdict_name[];  /* "same" */

/* Both are analysed, their budgets sufficient, and outlive the diff. */
struct diff *diff_create(struct compilation *old, struct compilation *new);
void diff_destroy(struct diff *diff);

/* What the newer policy allows although the older, its baseline, forbids it:
 * changes of kind CHANGE_NEWLY_ALLOWED alone. None: it refines the baseline. */
struct diff *diff_refinement(struct compilation *base,
                             struct compilation *policy);

/* How many changes have the effect, and how many are of texts alone. */
size_t diff_count(const struct diff *diff, enum change_effect effect);
size_t diff_count_texts(const struct diff *diff);

#endif
