#ifndef WRIT_MODEL_INVENTORY_H
#define WRIT_MODEL_INVENTORY_H

/* Systems from JSON: the same flows as `system` blocks declare. A file is an
 * inventory of our own form (`systems`) or a Fides manifest (`system`). */

#include "model/policy.h"

extern const struct rule rule_inventory;

/* A file that was read. `bytes` end in a NUL behind `length`; both, and the
 * name, live as long as the policy. */
struct inventory_text {
    const char *file;
    const unsigned char *bytes;
    size_t length;
};

/* What the keys of a Fides manifest are in the policy. */
struct fides_map;

/* NULL where anything is wrong with the mapping; findings say what. It refers
 * to the policy. */
const struct fides_map *fides_map_read(const struct reading *reading,
                                       struct policy *policy,
                                       const struct inventory_text *text);

/* Adds the systems of a JSON text to the policy. What is wrong with it becomes
 * findings at the file, each with the path of the value ("$.systems[0].name").
 * False where there was anything. `map` is for a Fides manifest, or NULL. */
bool inventory_read(const struct reading *reading, struct policy *policy,
                    const struct inventory_text *text,
                    const struct fides_map *map);

#endif
