/* The words of the policy in other languages. */

#include "diff/text.h"

#include "base/arena.h"

/* What is translated, by the name that it has on both sides. */
static const char *thing_name(const struct diff *diff, size_t side,
                              const struct translated *item)
{
    const struct joint *joint = diff->common->joint;
    if (item->term != NULL) {
        int space = item->term->space;
        uint16_t number = joint->sides[side].joint[space][item->term->number];
        return joint->policy->terms[space].items[number]->path;
    }
    return item->statement != NULL ? item->statement->name
           : item->section != NULL ? item->section->name
           : item->field != NULL   ? item->field->name
           : item->prose != NULL && item->prose->name != NULL
               ? item->prose->name
               : "";
}

void compare_translations(struct diff *diff)
{
    struct pieces pieces = { .arena = diff->arena };
    for (size_t side = 0; side < SIDE_COUNT; side++) {
        const struct policy *policy = diff->sides[side]->policy;
        for (size_t t = 0; t < policy->translation_count; t++) {
            const struct translation *translation = &policy->translations[t];
            for (size_t i = 0; i < translation->count; i++) {
                const struct translated *item = &translation->items[i];
                struct piece piece = {
                    .key = arena_print(diff->arena, "%s: %s",
                                       translation->language,
                                       thing_name(diff, side, item)),
                    .compare = piece_flow(diff->arena, item->text),
                    .text = item->text,
                    .span = item->span,
                };
                if (!item->library) {
                    piece_add(&pieces, side, &piece);
                }
            }
        }
    }
    pieces_match(&pieces, true);
    text_tell(diff, &pieces, "translation", GROUP_TRANSLATION);
}
