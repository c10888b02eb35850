#ifndef WRIT_MODEL_MATCH_H
#define WRIT_MODEL_MATCH_H

/* What the sections hold, by name, and what the name of a statement or a section
 * stands for, seen from a section. */

#include "model/policy.h"

/* A section or a statement: the first of those that it could be. */
struct match {
    struct section *section;
    struct statement *statement;
    size_t count; /* how many it could be, none, one, or more */
};

/* Empty, with room for so many. */
struct match_index *match_index_create(struct arena *arena, size_t most);

/* Adds what has a name, in reading order. */
void match_add(struct match_index *index, struct content *content);

struct contents {
    struct content **items;
    size_t count;
};

/* Of what was added, whatever may share its name, as was added. */
struct contents match_repeated(const struct match_index *index);

/* Once names of what was added have changed, before any is looked for. */
void match_again(struct match_index *index);

/* The full name first; then the nearest enclosing section's own; then any whose
 * name ends so. `from` may be NULL. Needs every statement's name. */
struct match match_find(const struct policy *policy, const struct section *from,
                        const char *name);

#endif
