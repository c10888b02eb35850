#include "diagram/ends.h"

#include "base/arena.h"
#include "base/bits.h"

/* Over all boxes; what one does not select is selected as a whole. */
static struct ends find_ends(const struct statement *statement)
{
    struct ends ends = { .first = { 0 } };
    for (int d = 0; d < DIMENSION_COUNT; d++) {
        ends.first[d] = UINT16_MAX;
        ends.last[d] = 0;
        for (size_t i = 0; i < statement->box_count; i++) {
            const struct bits *set = statement->boxes[i].select[d];
            size_t first = set == NULL ? 0 : bits_next(set, 0);
            size_t last = set == NULL ? UINT16_MAX : bits_last(set);
            if (first < ends.first[d]) {
                ends.first[d] = (uint16_t)first;
            }
            if (last > ends.last[d]) {
                ends.last[d] = (uint16_t)last;
            }
        }
    }
    return ends;
}

struct ends *ends_of(struct arena *arena, const struct policy *policy)
{
    struct ends *ends =
        arena_array(arena, policy->statement_count, sizeof *ends);
    for (size_t i = 0; i < policy->statement_count; i++) {
        ends[i] = find_ends(policy->statements[i]);
    }
    return ends;
}

bool ends_meet(const struct ends *ends, const struct statement *a,
               const struct statement *b)
{
    static const int order[DIMENSION_COUNT] = {
        DIMENSION_DATA,   DIMENSION_PURPOSE, DIMENSION_RECIPIENT,
        DIMENSION_ACTION, DIMENSION_PARTY,   DIMENSION_SUBJECT,
        DIMENSION_REGION
    };
    const struct ends *left = &ends[a->index];
    const struct ends *right = &ends[b->index];
    for (size_t i = 0; i < DIMENSION_COUNT; i++) {
        int d = order[i];
        if (left->first[d] > right->last[d] ||
            right->first[d] > left->last[d]) {
            return false;
        }
    }
    return statement_meets(a, b);
}
