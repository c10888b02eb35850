#ifndef WRIT_MODEL_INVENTORY_H
#define WRIT_MODEL_INVENTORY_H

/* Systems from JSON: the same flows as `system` blocks declare. */

#include "model/policy.h"

extern const struct rule rule_inventory;

/* Adds the systems of a JSON text to the policy. What is wrong with it becomes
 * findings at `file`, each with the path of the value ("$.systems[0].name").
 * False where there was anything. `bytes` end in a NUL behind `length`. */
bool inventory_read(const struct reading *reading, struct policy *policy,
                    const char *file, const unsigned char *bytes,
                    size_t length);

#endif
