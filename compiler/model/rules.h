#ifndef WRIT_MODEL_RULES_H
#define WRIT_MODEL_RULES_H

/* What can be wrong with a name; name.c defines them. */

#include "base/finding.h"

extern const struct rule rule_unknown_name, rule_ambiguous_name,
    rule_wrong_kind, rule_duplicate_name, rule_empty_selection;

#endif
