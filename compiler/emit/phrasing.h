#ifndef WRIT_EMIT_PHRASING_H
#define WRIT_EMIT_PHRASING_H

/* Sets of points and of facts as phrases, for the cells of a table. All that
 * is returned lives in the arena of the analysis. */

#include "diagram/analysis.h"
#include "emit/cell.h"
#include "language/phrase.h"

struct phrasing {
    struct analysis *analysis;
    const struct language *language;
};

/* The text as a string of the arena; it is destroyed. */
const char *phrasing_taken(const struct phrasing *phrasing, struct text *text);

/* An action or a right by itself (language->verb). */
const char *phrasing_verb(const struct phrasing *phrasing,
                          const struct term *term, bool object);

/* A heading with its `%s` filled in, in order. */
const char *phrasing_filled(const struct phrasing *phrasing,
                            const char *heading, const char *first,
                            const char *second);

/* The fewest phrases that name these points of a space, and which of the points
 * each of them names. */
struct naming {
    struct cell names;
    struct bits **points; /* one a name */
};

struct naming phrasing_naming(const struct phrasing *phrasing, int space,
                              const struct bits *points);

/* The phrases alone; and as one. */
struct cell phrasing_points(const struct phrasing *phrasing, int space,
                            const struct bits *points);
/* Data that no list holds: what is below a closed list of the policy without
 * being one of its members. */
const struct bits *phrasing_nothing(const struct phrasing *phrasing);
const char *phrasing_list(const struct phrasing *phrasing,
                          const struct cell *cell);

/* The phrase with what limits it: whose information, where, under which facts.
 * The set has subjects, regions and conditions as its levels. */
const char *phrasing_under(const struct phrasing *phrasing, uint32_t set,
                           const char *phrase);

/* The facts under which a statement applies strongly. */
uint32_t phrasing_facts(const struct phrasing *phrasing,
                        const struct statement *statement);

#endif
