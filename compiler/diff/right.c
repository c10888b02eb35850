/* Rights that came and went. */

#include "diff/family.h"

#include "base/arena.h"
#include "diff/telling.h"

static uint32_t translate_rights(struct diff *diff, size_t side)
{
    const struct analysis *from = diff->common->sides[side];
    size_t count = from->policy->statement_count + 1;
    uint32_t *values = arena_array(diff->arena, count, sizeof *values);
    for (size_t i = 0; i < count; i++) {
        values[i] = i == 0 ? 1 : 2;
    }
    return common_translate(diff->common, side, from->rights, values);
}

static bool comes(const void *context, const struct pair *pair)
{
    (void)context;
    return pair->new == 2;
}

static bool goes(const void *context, const struct pair *pair)
{
    (void)context;
    return pair->old == 2;
}

static void tell_right(struct diff *diff, struct change *change,
                       const void *context)
{
    (void)context;
    for (size_t side = 0; side < SIDE_COUNT; side++) {
        const struct analysis *from = diff->common->sides[side];
        uint32_t value =
            family_value(diff, side, from->rights, &change->region->spot);
        if (value > 0) {
            family_mention(diff, change, side,
                           from->policy->statements[value - 1]);
        }
    }
    telling_set(diff, change,
                (struct telling){ .form = change->kind == CHANGE_RIGHT_ADDED
                                              ? FORM_RIGHT_ADDED
                                              : FORM_RIGHT_REMOVED });
}

void compare_rights(struct diff *diff)
{
    struct paired pairs =
        family_pair(diff, PAIRS_RIGHT, translate_rights(diff, SIDE_OLD),
                    translate_rights(diff, SIDE_NEW));
    diff->comparing->rights_changed = family_changed(diff, pairs);
    family_add(diff, family_set(diff, pairs, goes, NULL),
               &(struct family){ { .kind = CHANGE_RIGHT_REMOVED,
                                   .effect = EFFECT_BROADER,
                                   .group = GROUP_RIGHT_REMOVED },
                                 tell_right,
                                 NULL,
                                 SET_EMPTY });
    family_add(diff, family_set(diff, pairs, comes, NULL),
               &(struct family){ { .kind = CHANGE_RIGHT_ADDED,
                                   .effect = EFFECT_NARROWER,
                                   .group = GROUP_RIGHT_ADDED },
                                 tell_right,
                                 NULL,
                                 SET_EMPTY });
}
