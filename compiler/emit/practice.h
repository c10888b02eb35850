#ifndef WRIT_EMIT_PRACTICE_H
#define WRIT_EMIT_PRACTICE_H

/* What the controller may do with data, and which statements decide it: sets
 * of points, computed from the verdict diagram, that every table and picture
 * of a document is read from. */

#include "emit/phrasing.h"

/* The kinds of doing that a document tells apart. */
enum doing { DOING_USE, DOING_GIVE, DOING_TRANSFER, DOING_COUNT };

struct practice {
    struct phrasing phrasing;
    const struct policy *policy;
    struct arena *arena;
    struct diagrams *diagrams;
    const struct bits *actions[DOING_COUNT];
    /* From the data level on: where something of the kind is allowed, with data
     * that there is (phrasing_nothing). */
    uint32_t allowed[DOING_COUNT];
    uint32_t keeping; /* from the data level on: values index keepings */
    uint32_t claimed; /* where some statement permits, defeated or not */
    struct candidates *candidates; /* which statements to look at */
};

/* Where something is looked for; NULL is everywhere. */
struct extent {
    const struct bits *data, *purposes, *recipients, *regions;
};

struct practice practice_create(struct analysis *analysis,
                                const struct language *language);

/* The points of a level by where they lead. */
struct group {
    uint32_t to;
    struct bits *points;
};

struct groups {
    struct group *items;
    size_t count;
};

struct groups practice_groups(const struct practice *practice, int level,
                              uint32_t root);

/* The group of a point, which is in one. */
struct group *group_of(const struct groups *groups, size_t point);

/* The same set without a level: its points where some point of the level is. */
uint32_t practice_without(const struct practice *practice, int level,
                          uint32_t root);

/* Of `among` (NULL: all) those that lead somewhere. */
struct bits *practice_reached(const struct practice *practice, int level,
                              uint32_t root, const struct bits *among);

/* A cell of purposes, recipients or regions. What is always allowed comes
 * first, each as a phrase of its own; then what stands under a condition, as
 * one phrase a condition. */
struct column {
    enum doing doing;
    int level;
    uint32_t root;            /* from the level on, then facts alone */
    const struct bits *among; /* points of the level; NULL: all */
    size_t ignored;           /* a point that is neither in nor out; 0: none */
    struct extent extent;     /* of the row; the level's part is filled in */
};

struct cell practice_cell(const struct practice *practice,
                          const struct column *column);

/* The statements that permit something of the kind there, and where `limited`
 * those that forbid it too; with the grounds of those that permit. */
struct warrant practice_warrant(const struct practice *practice,
                                enum doing doing, const struct extent *extent,
                                bool limited);

/* The measures that go along with all that is allowed there, and those that go
 * along with some of it. */
struct owed {
    struct bits *always, *sometimes;
};

struct owed practice_owed(const struct practice *practice, enum doing doing,
                          const struct extent *extent);

#endif
