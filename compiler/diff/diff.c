/* The whole of a comparison: common ground, each family of changes, and the
 * verdict. Families find changes in an order of their own; they are sorted by
 * group at the end, and the sort keeps what is equal in order. */

#include "diff/diff.h"

#include "base/arena.h"
#include "diagram/intern.h"
#include "diff/family.h"

#include <stdlib.h>

const char *const change_kind_name[] = {
    [CHANGE_NEWLY_ALLOWED] = "newly_allowed",
    [CHANGE_NEWLY_DENIED] = "newly_denied",
    [CHANGE_NEWLY_SILENT] = "newly_silent",
    [CHANGE_DUTY_ADDED] = "duty_added",
    [CHANGE_DUTY_REMOVED] = "duty_removed",
    [CHANGE_RETENTION_LONGER] = "retention_longer",
    [CHANGE_RETENTION_SHORTER] = "retention_shorter",
    [CHANGE_RIGHT_ADDED] = "right_added",
    [CHANGE_RIGHT_REMOVED] = "right_removed",
    [CHANGE_DEADLINE_LATER] = "deadline_later",
    [CHANGE_DEADLINE_EARLIER] = "deadline_earlier",
    [CHANGE_TEXT_ONLY] = "text_only",
};

const char *const change_effect_name[] = {
    [EFFECT_NEUTRAL] = "neutral",
    [EFFECT_NARROWER] = "narrower",
    [EFFECT_BROADER] = "broader",
};

const char *const change_group_name[] = {
    [GROUP_NEW_DATA] = "new_data",
    [GROUP_NEW_PURPOSE] = "new_purpose",
    [GROUP_NEW_RECIPIENT] = "new_recipient",
    [GROUP_NEW_PLACE] = "new_place_or_weaker_safeguard",
    [GROUP_PROHIBITION] = "prohibition_narrowed",
    [GROUP_CONDITION] = "condition_widened",
    [GROUP_KEPT_LONGER] = "kept_longer",
    [GROUP_RIGHT_REMOVED] = "right_removed",
    [GROUP_CONTROLLER] = "controller_or_contact",
    [GROUP_RIGHT_ADDED] = "right_added",
    [GROUP_PROMISE] = "promise_added",
    [GROUP_KEPT_SHORTER] = "kept_shorter",
    [GROUP_WORDING] = "wording",
    [GROUP_TRANSLATION] = "translation",
};

const char *const diff_verdict_name[] = {
    [DIFF_SAME] = "same",
    [DIFF_NARROWER] = "narrower",
    [DIFF_BROADER] = "broader",
    [DIFF_MIXED] = "mixed",
};

/* Equal changes stay in the order in which they were found. */
struct found {
    struct change change;
    size_t order;
};

static int by_group(const void *a, const void *b)
{
    const struct found *left = a;
    const struct found *right = b;
    if (left->change.group != right->change.group) {
        return left->change.group < right->change.group ? -1 : 1;
    }
    if (left->change.kind != right->change.kind) {
        return left->change.kind < right->change.kind ? -1 : 1;
    }
    return left->order < right->order ? -1 : left->order > right->order;
}

static void sort_changes(struct diff *diff)
{
    struct found *list = arena_array(diff->arena, diff->count, sizeof *list);
    for (size_t i = 0; i < diff->count; i++) {
        list[i] = (struct found){ diff->changes[i], i };
    }
    if (diff->count > 0) {
        qsort(list, diff->count, sizeof *list, by_group);
    }
    for (size_t i = 0; i < diff->count; i++) {
        diff->changes[i] = list[i].change;
    }
}

size_t diff_count(const struct diff *diff, enum change_effect effect)
{
    size_t count = 0;
    for (size_t i = 0; i < diff->count; i++) {
        count += diff->changes[i].effect == effect;
    }
    return count;
}

size_t diff_count_texts(const struct diff *diff)
{
    size_t count = 0;
    for (size_t i = 0; i < diff->count; i++) {
        count += diff->changes[i].kind == CHANGE_TEXT_ONLY;
    }
    return count;
}

static void judge(struct diff *diff)
{
    bool broader = diff_count(diff, EFFECT_BROADER) > 0;
    bool narrower = diff_count(diff, EFFECT_NARROWER) > 0;
    diff->verdict = broader && narrower ? DIFF_MIXED
                    : broader           ? DIFF_BROADER
                    : narrower          ? DIFF_NARROWER
                                        : DIFF_SAME;
}

/* Everything up to the first family; false where the vocabularies do not go
 * together. */
static bool prepare(struct diff *diff)
{
    const struct compilation *old = diff->sides[SIDE_OLD];
    const struct compilation *new = diff->sides[SIDE_NEW];
    struct analysis *sides[SIDE_COUNT] = { old->analysis, new->analysis };
    const struct joint *joint =
        joint_create(diff->arena, old->policy, new->policy);
    if (joint == NULL) {
        return false;
    }
    diff->common =
        common_create(diff->arena, joint, sides,
                      old->budget > new->budget ? old->budget : new->budget);
    diff->comparing = arena_allocate(diff->arena, sizeof *diff->comparing);
    for (int i = 0; i < PAIRS_COUNT; i++) {
        diff->comparing->pairs[i].arena = diff->arena;
        diff->comparing->pairs[i].numbers = interner_create();
    }
    return true;
}

static struct diff *create(struct compilation *old, struct compilation *new,
                           void (*const *families)(struct diff *diff))
{
    struct arena *arena = arena_create();
    struct diff *diff = arena_allocate(arena, sizeof *diff);
    diff->arena = arena;
    diff->sides[SIDE_OLD] = old;
    diff->sides[SIDE_NEW] = new;
    diff->exhausted = !prepare(diff);
    for (size_t i = 0; families[i] != NULL && !diff->exhausted; i++) {
        families[i](diff);
        diff->exhausted = diagrams_exhausted(diff->common->analysis->diagrams);
        for (size_t side = 0; side < SIDE_COUNT; side++) {
            diff->exhausted =
                diff->exhausted ||
                diagrams_exhausted(diff->sides[side]->analysis->diagrams);
        }
    }
    sort_changes(diff);
    judge(diff);
    return diff;
}

struct diff *diff_create(struct compilation *old, struct compilation *new)
{
    static void (*const families[])(struct diff * diff) = {
        compare_verdicts,  compare_keeping, compare_rights,
        compare_deadlines, compare_texts,   NULL,
    };
    return create(old, new, families);
}

struct diff *diff_refinement(struct compilation *base,
                             struct compilation *policy)
{
    static void (*const families[])(struct diff * diff) = { compare_refinement,
                                                            NULL };
    struct diff *diff = create(base, policy, families);
    diff->refinement = true;
    return diff;
}

void diff_destroy(struct diff *diff)
{
    if (diff == NULL) {
        return;
    }
    for (int i = 0; diff->comparing != NULL && i < PAIRS_COUNT; i++) {
        interner_destroy(diff->comparing->pairs[i].numbers);
    }
    common_destroy(diff->common);
    arena_destroy(diff->arena);
}
