#ifndef WRIT_EMIT_C_VERIFY_AXIS_H
#define WRIT_EMIT_C_VERIFY_AXIS_H

/* One dimension as the statements see it, for verifying: points that no box of
 * a statement tells apart are one class, and a term covers a set of classes. It
 * comes from the model alone. */

#include "model/policy.h"

struct axis {
    const struct terms *terms;
    uint32_t *class_of; /* [point] */
    uint32_t *point;    /* [class]: one of its points */
    size_t classes;

    /* Terms that cover the same are asked about as one. */
    uint32_t *asked_of;         /* [term] */
    uint32_t *term;             /* [asked]: one of its terms */
    const struct bits **covers; /* [asked]: classes */
    size_t asked;               /* 0: axis_ask was not called */
};

/* Terms that neither the model nor a table tells apart. */
struct alike {
    uint32_t asked, term;
    uint64_t class; /* in the table */
};

struct axis axis_make(struct arena *arena, const struct policy *policy,
                      int dimension);

/* Fills in what is asked; false where so many terms cover so many classes that
 * it is not done. */
bool axis_ask(struct arena *arena, struct axis *axis);

/* One for all terms that are alike, where the table has its own class of each;
 * NULL: one of all. Call axis_ask before. */
struct alike *axis_alike(struct arena *arena, const struct axis *axis,
                         const uint64_t *classes, size_t *count);

/* The classes that a term covers. */
struct bits *axis_cover(struct arena *arena, const struct axis *axis,
                        size_t term);

#endif
