#ifndef WRIT_EMIT_C_NAMES_H
#define WRIT_EMIT_C_NAMES_H

/* Names of terms in the emitted C: constants of the header, and the strings
 * that are understood at run time. */

#include "emit/c/perfect.h"
#include "emit/c/plan.h"
#include "emit/c/strings.h"

/* False where two terms become one constant; `*error` names both. */
bool names_are_distinct(const struct plan *plan, const char **error);

/* A name that is understood: a full path, or as much of its end as is unique. */
struct spelling {
    const char *text; /* in the path it is the end of */
    const char *path;
    size_t length;
    uint16_t number; /* what it stands for: of a term, or of a bit */
};

struct spellings {
    struct spelling *items; /* sorted by their bytes */
    size_t count;
};

/* All names of a family; and of the facts that have a bit. */
struct spellings names_of_family(const struct plan *plan,
                                 const struct family *family);
struct spellings names_of_facts(const struct plan *plan);

/* Names and where each of them stands in its table. */
struct naming {
    struct spellings spellings;
    struct perfect perfect;
};

struct namings {
    struct naming families[FAMILY_COUNT];
    struct naming facts; /* those that have a bit */
    uint32_t seed;       /* of the hash of all of them */
    size_t longest;      /* bytes of a name */
};

/* All names. False where one is too long; `*error` says so. */
bool names_make(const struct plan *plan, struct namings *namings,
                const char **error);

#endif
