/* What can be told from a statement alone. */

#include "model/statement.h"

const struct chosen chosen_nothing = { .written = false };

bool statement_forbids(const struct statement *statement)
{
    return statement->modality == MODALITY_MUST_NOT ||
           statement->modality == MODALITY_NEVER;
}

bool statement_is_over(const struct statement *statement,
                       const struct statement *other)
{
    return other->above != NULL && bits_has(other->above, statement->index);
}

static bool boxes_meet(const struct box *a, const struct box *b)
{
    for (int d = 0; d < DIMENSION_COUNT; d++) {
        if (a->select[d] != NULL && b->select[d] != NULL &&
            !bits_meet(a->select[d], b->select[d])) {
            return false;
        }
    }
    return true;
}

bool statement_meets(const struct statement *a, const struct statement *b)
{
    for (size_t i = 0; i < a->box_count; i++) {
        for (size_t k = 0; k < b->box_count; k++) {
            if (boxes_meet(&a->boxes[i], &b->boxes[k])) {
                return true;
            }
        }
    }
    return false;
}
