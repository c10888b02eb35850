#ifndef WRIT_MODEL_KIND_H
#define WRIT_MODEL_KIND_H

/* The seven dimensions of a situation, and the kinds of terms they run over.
 * Parties are a space of their own, made from `we` and the recipients. */

#include "syntax/tree.h"

enum dimension {
    DIMENSION_PARTY,
    DIMENSION_ACTION,
    DIMENSION_DATA,
    DIMENSION_PURPOSE,
    DIMENSION_RECIPIENT,
    DIMENSION_SUBJECT,
    DIMENSION_REGION,
    DIMENSION_COUNT
};

/* Spaces of terms: the twelve kinds, and parties. */
enum { SPACE_PARTY = KIND_COUNT, SPACE_COUNT };

extern const char *const space_name[SPACE_COUNT];  /* "action", ..., "party" */
extern const int dimension_space[DIMENSION_COUNT]; /* index of a space */

#endif
