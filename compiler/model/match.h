#ifndef WRIT_MODEL_MATCH_H
#define WRIT_MODEL_MATCH_H

/* What the name of a statement or a section stands for, seen from a section. */

#include "model/policy.h"

/* A section or a statement: the first of those that it could be. */
struct match {
    struct section *section;
    struct statement *statement;
    size_t count; /* how many it could be, none, one, or more */
};

/* Empty; it fills itself. The policy has it from resolve_order on. */
struct match_index *match_index_create(struct arena *arena);

/* The full name first; then the nearest enclosing section's own; then any whose
 * name ends so. `from` may be NULL. Needs every statement's name. */
struct match match_find(const struct policy *policy, const struct section *from,
                        const char *name);

#endif
