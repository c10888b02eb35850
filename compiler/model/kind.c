/* The names of the spaces of terms, and which one each dimension runs over. */

#include "model/kind.h"

const char *const space_name[SPACE_COUNT] = {
    [KIND_ACTION] = "action",       [KIND_DATA] = "data",
    [KIND_PURPOSE] = "purpose",     [KIND_RECIPIENT] = "recipient",
    [KIND_SUBJECT] = "subject",     [KIND_REGION] = "region",
    [KIND_CONDITION] = "condition", [KIND_RIGHT] = "right",
    [KIND_MEASURE] = "measure",     [KIND_EVENT] = "event",
    [KIND_BASIS] = "basis",         [KIND_METHOD] = "method",
    [SPACE_PARTY] = "party",
};

const int dimension_space[DIMENSION_COUNT] = {
    [DIMENSION_PARTY] = SPACE_PARTY,        [DIMENSION_ACTION] = KIND_ACTION,
    [DIMENSION_DATA] = KIND_DATA,           [DIMENSION_PURPOSE] = KIND_PURPOSE,
    [DIMENSION_RECIPIENT] = KIND_RECIPIENT, [DIMENSION_SUBJECT] = KIND_SUBJECT,
    [DIMENSION_REGION] = KIND_REGION,
};
