/* Changes of how long data is kept: the most that it may be, the least that it
 * must be, and the way of deleting that is promised. A bound that comes or goes
 * together with the permission to keep at all is not told: that nothing bounds
 * what is not kept is no news. */

#include "diff/family.h"

#include "base/arena.h"
#include "diff/telling.h"

#include <string.h>

static uint32_t translate_keeping(struct diff *diff, size_t side)
{
    const struct analysis *from = diff->common->sides[side];
    const struct joint *joint = diff->common->joint;
    uint32_t *values =
        arena_array(diff->arena, from->keeping_count, sizeof *values);
    for (size_t i = 0; i < from->keeping_count; i++) {
        struct keeping plain = from->keepings[i];
        plain.at_least_statement = SIZE_MAX;
        plain.up_to_statement = SIZE_MAX;
        plain.method_statement = SIZE_MAX;
        if (plain.method != NULL) {
            plain.method =
                joint->policy->terms[KIND_METHOD]
                    .items[joint->sides[side]
                               .joint[KIND_METHOD][plain.method->number]];
        }
        values[i] = 1 + analysis_keeping(diff->common->analysis, &plain);
    }
    return common_translate(diff->common, side, from->keeping, values);
}

static const struct keeping *keeping_at(const struct diff *diff, uint32_t value)
{
    return &diff->common->analysis->keepings[value - 1];
}

/* --- which bound ------------------------------------------------------ */

enum part { PART_UP_TO, PART_AT_LEAST, PART_METHOD };

/* One part of a keeping that has become another. */
struct shift {
    const struct diff *diff;
    enum part part;
    struct keeping old, new;
};

static bool same_part(enum part part, const struct keeping *a,
                      const struct keeping *b)
{
    switch (part) {
    case PART_UP_TO: return a->up_to == b->up_to;
    case PART_AT_LEAST: return a->at_least == b->at_least;
    case PART_METHOD: return a->method == b->method;
    }
    return true;
}

static bool shifts_so(const void *context, const struct pair *pair)
{
    const struct shift *shift = context;
    return same_part(shift->part, keeping_at(shift->diff, pair->old),
                     &shift->old) &&
           same_part(shift->part, keeping_at(shift->diff, pair->new),
                     &shift->new);
}

/* Every shift of a part among the pairs, each once. */
static struct shift *list_shifts(struct diff *diff, const struct pairs *pairs,
                                 enum part part, size_t *count)
{
    struct shift *list = NULL;
    *count = 0;
    for (size_t i = 0; i < pairs->count; i++) {
        struct shift shift = { diff, part,
                               *keeping_at(diff, pairs->items[i].old),
                               *keeping_at(diff, pairs->items[i].new) };
        bool known = same_part(part, &shift.old, &shift.new);
        for (size_t n = 0; n < *count && !known; n++) {
            known = same_part(part, &list[n].old, &shift.old) &&
                    same_part(part, &list[n].new, &shift.new);
        }
        if (!known) {
            list = arena_extend(diff->arena, list, *count, sizeof *list);
            list[(*count)++] = shift;
        }
    }
    return list;
}

/* --- in words --------------------------------------------------------- */

static const struct statement *statement_of(const struct keeping *keeping,
                                            enum part part,
                                            const struct policy *policy)
{
    size_t index = part == PART_UP_TO      ? keeping->up_to_statement
                   : part == PART_AT_LEAST ? keeping->at_least_statement
                                           : keeping->method_statement;
    return index == SIZE_MAX ? NULL : policy->statements[index];
}

/* Who sets the part on each side. */
static void find_statements(struct diff *diff, struct change *change,
                            enum part part,
                            const struct statement *set_by[SIDE_COUNT])
{
    for (size_t side = 0; side < SIDE_COUNT; side++) {
        const struct analysis *from = diff->common->sides[side];
        uint32_t value =
            family_value(diff, side, from->keeping, &change->region->spot);
        set_by[side] = statement_of(&from->keepings[value], part, from->policy);
        if (set_by[side] != NULL) {
            family_mention(diff, change, side, set_by[side]);
        }
    }
}

/* What the bound was and is, and so how it is said. */
static enum change_form form_of(const struct shift *shift, bool longer)
{
    bool upper = shift->part == PART_UP_TO;
    bool gone =
        upper ? shift->new.up_to == TIME_FOREVER : shift->new.at_least == 0;
    bool new =
        upper ? shift->old.up_to == TIME_FOREVER : shift->old.at_least == 0;
    if (gone) {
        return upper ? FORM_LIMIT_REMOVED : FORM_MINIMUM_REMOVED;
    }
    if (new) {
        return upper ? FORM_LIMIT_ADDED : FORM_MINIMUM_ADDED;
    }
    return upper ? (longer ? FORM_LIMIT_LONGER : FORM_LIMIT_SHORTER)
                 : (longer ? FORM_MINIMUM_LONGER : FORM_MINIMUM_SHORTER);
}

static void tell_bound(struct diff *diff, struct change *change,
                       const void *context)
{
    const struct shift *shift = context;
    bool upper = shift->part == PART_UP_TO;
    struct telling telling = {
        .form = form_of(shift, change->kind == CHANGE_RETENTION_LONGER),
        .seconds = { upper ? shift->old.up_to : shift->old.at_least,
                     upper ? shift->new.up_to : shift->new.at_least },
    };
    find_statements(diff, change, shift->part, telling.set_by);
    telling_set(diff, change, telling);
}

static const struct bits *method_set(struct diff *diff,
                                     const struct term *method)
{
    struct bits *one = bits_create(
        diff->arena, diff->common->joint->policy->terms[KIND_METHOD].count);
    bits_add(one, method->number);
    return one;
}

static void tell_method(struct diff *diff, struct change *change,
                        const void *context)
{
    const struct shift *shift = context;
    const struct statement *set_by[SIDE_COUNT];
    bool comes = change->kind == CHANGE_DUTY_ADDED;
    find_statements(diff, change, PART_METHOD, set_by);
    telling_set(diff, change,
                (struct telling){
                    .form = comes ? FORM_METHOD_ADDED : FORM_METHOD_REMOVED,
                    .space = KIND_METHOD,
                    .terms = method_set(diff, comes ? shift->new.method
                                                    : shift->old.method),
                });
}

/* --- where data is kept at all ----------------------------------------- */

/* The points of a set of situations that retention is about: with any action
 * of these, and any recipient. */
static uint32_t with_action(struct diff *diff, size_t side, uint32_t within,
                            const char *path)
{
    struct bits *actions = family_actions(diff, path, false);
    uint32_t set = family_and(diff, family_allowed(diff, side), within);
    set = family_exists(diff, set, DIMENSION_ACTION, actions);
    return family_exists(diff, set, DIMENSION_RECIPIENT, NULL);
}

/* What the sides keep: what they may store or, where neither speaks of storing,
 * process in any way. */
static void find_kept(struct diff *diff, uint32_t within,
                      uint32_t kept[SIDE_COUNT])
{
    uint32_t stored[SIDE_COUNT];
    within = family_exists(diff, within, LEVEL_EVENT, NULL);
    for (size_t side = 0; side < SIDE_COUNT; side++) {
        stored[side] = with_action(diff, side, within, "process.store");
    }
    uint32_t spoken = family_or(diff, stored[SIDE_OLD], stored[SIDE_NEW]);
    for (size_t side = 0; side < SIDE_COUNT; side++) {
        uint32_t processed = with_action(diff, side, within, "process");
        kept[side] = family_or(diff, stored[side],
                               family_minus(diff, processed, spoken));
    }
}

/* What of the set only one side keeps at all. */
static uint32_t kept_alone(struct diff *diff, uint32_t set, size_t side)
{
    uint32_t kept[SIDE_COUNT];
    if (set == SET_EMPTY) {
        return set;
    }
    find_kept(diff, set, kept);
    size_t other = side == SIDE_NEW ? SIDE_OLD : SIDE_NEW;
    return family_minus(diff, kept[side], kept[other]);
}

/* --- the whole -------------------------------------------------------- */

static void add_bound(struct diff *diff, struct paired pairs,
                      const struct shift *shift)
{
    bool upper = shift->part == PART_UP_TO;
    bool longer = upper ? shift->new.up_to > shift->old.up_to
                        : shift->new.at_least > shift->old.at_least;
    uint32_t set = family_set(diff, pairs, shifts_so, shift);
    uint32_t told = SET_EMPTY;
    if (upper && shift->old.up_to == TIME_FOREVER) {
        told = kept_alone(diff, set, SIDE_NEW);
    } else if (upper && shift->new.up_to == TIME_FOREVER) {
        told = kept_alone(diff, set, SIDE_OLD);
    }
    if (upper) {
        diff->comparing->kept_changed =
            family_or(diff, diff->comparing->kept_changed, set);
    }
    struct change like = { .kind = CHANGE_RETENTION_SHORTER,
                           .effect = EFFECT_NARROWER,
                           .group = GROUP_KEPT_SHORTER };
    if (longer) {
        like = (struct change){ .kind = CHANGE_RETENTION_LONGER,
                                .effect = EFFECT_BROADER,
                                .group = GROUP_KEPT_LONGER };
    }
    family_add(diff, set, &(struct family){ like, tell_bound, shift, told });
}

static void add_method(struct diff *diff, struct paired pairs,
                       const struct shift *shift)
{
    uint32_t set = family_set(diff, pairs, shifts_so, shift);
    if (shift->old.method != NULL) {
        family_add(diff, set,
                   &(struct family){ { .kind = CHANGE_DUTY_REMOVED,
                                       .effect = EFFECT_BROADER,
                                       .group = GROUP_NEW_PLACE },
                                     tell_method,
                                     shift,
                                     SET_EMPTY });
    }
    if (shift->new.method != NULL) {
        family_add(diff, set,
                   &(struct family){ { .kind = CHANGE_DUTY_ADDED,
                                       .effect = EFFECT_NARROWER,
                                       .group = GROUP_PROMISE },
                                     tell_method,
                                     shift,
                                     SET_EMPTY });
    }
}

void compare_keeping(struct diff *diff)
{
    struct paired pairs =
        family_pair(diff, PAIRS_KEEPING, translate_keeping(diff, SIDE_OLD),
                    translate_keeping(diff, SIDE_NEW));
    diff->comparing->kept_changed = SET_EMPTY;
    diff->comparing->keeping_changed = family_changed(diff, pairs);
    for (enum part part = PART_UP_TO; part <= PART_METHOD; part++) {
        size_t count;
        struct shift *shifts = list_shifts(diff, pairs.pairs, part, &count);
        for (size_t i = 0; i < count; i++) {
            if (part == PART_METHOD) {
                add_method(diff, pairs, &shifts[i]);
            } else {
                add_bound(diff, pairs, &shifts[i]);
            }
        }
    }
}
