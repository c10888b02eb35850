/* Changes of the verdict, of the measures that an allow carries, and of what
 * must be done. Where the doing is owed to people, as of deleting and telling,
 * a duty that goes is no permission withdrawn and one that comes is none given:
 * it is told as a duty. */

#include "diff/family.h"

#include "base/arena.h"
#include "diagram/duty.h"
#include "diff/telling.h"

#include <string.h>

/* --- both sides on common ground --------------------------------------- */

static const struct bits *joint_measures(const struct diff *diff, size_t side,
                                         const struct bits *measures)
{
    const struct joint *joint = diff->common->joint;
    if (measures == NULL || bits_empty(measures)) {
        return NULL;
    }
    struct bits *own =
        bits_create(diff->arena, joint->policy->terms[KIND_MEASURE].count);
    for (size_t i = bits_next(measures, 0); i < measures->size;
         i = bits_next(measures, i + 1)) {
        bits_add(own, joint->sides[side].joint[KIND_MEASURE][i]);
    }
    return own;
}

static uint32_t translate_verdict(struct diff *diff, size_t side)
{
    const struct analysis *from = diff->common->sides[side];
    uint32_t *values =
        arena_array(diff->arena, from->outcome_count, sizeof *values);
    for (size_t i = 0; i < from->outcome_count; i++) {
        const struct outcome *outcome = &from->outcomes[i];
        struct outcome plain = {
            .verdict = outcome->verdict,
            .statement = SIZE_MAX,
            .measures = outcome->verdict == VERDICT_ALLOW
                            ? joint_measures(diff, side, outcome->measures)
                            : NULL,
        };
        values[i] = 1 + analysis_outcome(diff->common->analysis, &plain);
    }
    return common_translate(diff->common, side, from->verdict, values);
}

static const struct outcome *outcome_at(const struct diff *diff, uint32_t value)
{
    return &diff->common->analysis->outcomes[value - 1];
}

/* --- what must be done ------------------------------------------------ */

static uint32_t obliged(struct diff *diff, size_t side)
{
    static const uint32_t values[] = { 1, 2 };
    return common_translate(diff->common, side,
                            analysis_obliged(diff->common->sides[side]),
                            values);
}

static bool is_pair(const void *context, const struct pair *pair)
{
    const struct pair *wanted = context;
    return pair->old == wanted->old && pair->new == wanted->new;
}

/* Actions whose doing is owed to people, by those that the language has. */
static struct bits *owed_actions(const struct diff *diff)
{
    static const char *const paths[] = { "delete", "notify", "protect",
                                         "assess", "respond" };
    struct bits *owed = family_actions(diff, paths[0], false);
    for (size_t i = 1; i < sizeof paths / sizeof *paths; i++) {
        bits_unite(owed, family_actions(diff, paths[i], false));
    }
    return owed;
}

static void find_duties(struct diff *diff)
{
    struct comparing *comparing = diff->comparing;
    struct paired pairs = family_pair(diff, PAIRS_DUTY, obliged(diff, SIDE_OLD),
                                      obliged(diff, SIDE_NEW));
    struct bits *others = family_actions(diff, "process", true);
    struct bits *owed = owed_actions(diff);
    comparing->duty_gone = family_and(
        diff, family_set(diff, pairs, is_pair, &(struct pair){ 2, 1 }),
        family_at(diff, DIMENSION_ACTION, others));
    comparing->duty_new = family_and(
        diff, family_set(diff, pairs, is_pair, &(struct pair){ 1, 2 }),
        family_at(diff, DIMENSION_ACTION, owed));
}

static void tell_duty(struct diff *diff, struct change *change,
                      const void *context)
{
    telling_set(diff, change,
                (struct telling){ .form = *(const enum change_form *)context });
    family_decide(diff, change);
}

static void add_duties(struct diff *diff)
{
    static const enum change_form removed = FORM_DUTY_REMOVED;
    static const enum change_form added = FORM_DUTY_ADDED;
    family_add(diff, diff->comparing->duty_gone,
               &(struct family){ { .kind = CHANGE_DUTY_REMOVED,
                                   .effect = EFFECT_BROADER,
                                   .group = GROUP_NEW_PLACE },
                                 tell_duty,
                                 &removed,
                                 SET_EMPTY });
    family_add(diff, diff->comparing->duty_new,
               &(struct family){ { .kind = CHANGE_DUTY_ADDED,
                                   .effect = EFFECT_NARROWER,
                                   .group = GROUP_PROMISE },
                                 tell_duty,
                                 &added,
                                 SET_EMPTY });
}

/* --- the verdict ------------------------------------------------------ */

/* One way from a verdict to another. */
struct turn {
    enum verdict old, new;
    enum change_kind kind;
    enum change_effect effect;
    enum change_group group;
    enum change_form form;
};

static const struct turn turns[] = {
    { VERDICT_SILENT, VERDICT_ALLOW, CHANGE_NEWLY_ALLOWED, EFFECT_BROADER,
      GROUP_NEW_PURPOSE, FORM_ALLOWED },
    { VERDICT_DENY, VERDICT_ALLOW, CHANGE_NEWLY_ALLOWED, EFFECT_BROADER,
      GROUP_PROHIBITION, FORM_ALLOWED_FORBIDDEN_BEFORE },
    { VERDICT_ALLOW, VERDICT_DENY, CHANGE_NEWLY_DENIED, EFFECT_NARROWER,
      GROUP_PROMISE, FORM_FORBIDDEN_ALLOWED_BEFORE },
    { VERDICT_SILENT, VERDICT_DENY, CHANGE_NEWLY_DENIED, EFFECT_NARROWER,
      GROUP_PROMISE, FORM_FORBIDDEN },
    { VERDICT_ALLOW, VERDICT_SILENT, CHANGE_NEWLY_SILENT, EFFECT_NARROWER,
      GROUP_PROMISE, FORM_NO_LONGER_ALLOWED },
    { VERDICT_DENY, VERDICT_SILENT, CHANGE_NEWLY_SILENT, EFFECT_BROADER,
      GROUP_PROHIBITION, FORM_NO_LONGER_FORBIDDEN },
};

/* A turn of this diff. */
struct turning {
    const struct diff *diff;
    const struct turn *turn;
};

static bool turns_so(const void *context, const struct pair *pair)
{
    const struct turning *turning = context;
    return outcome_at(turning->diff, pair->old)->verdict ==
               turning->turn->old &&
           outcome_at(turning->diff, pair->new)->verdict == turning->turn->new;
}

/* Whether the old policy allows any of it. */
static bool allowed_before(struct diff *diff, uint32_t set)
{
    return family_and(diff, family_allowed(diff, SIDE_OLD), set) != SET_EMPTY;
}

/* What is new about something that is newly allowed: the condition, if the same
 * was allowed on another; a prohibition gone, if one forbade it; else the one
 * thing but for which it was allowed; else the first that it names. */
static enum change_group group_of(struct diff *diff,
                                  const struct change *change)
{
    static const struct {
        int level;
        enum change_group group;
    } order[] = { { DIMENSION_DATA, GROUP_NEW_DATA },
                  { DIMENSION_PURPOSE, GROUP_NEW_PURPOSE },
                  { DIMENSION_RECIPIENT, GROUP_NEW_RECIPIENT },
                  { DIMENSION_REGION, GROUP_NEW_PLACE } };
    const struct region *region = change->region;
    size_t count = sizeof order / sizeof *order;
    if (region->rest) {
        return change->group;
    }
    if (allowed_before(diff, family_around(diff, region, LEVEL_TERMINAL))) {
        return GROUP_CONDITION;
    }
    if (change->statement_count[SIDE_OLD] > 0 &&
        statement_forbids(change->statements[SIDE_OLD][0])) {
        return GROUP_PROHIBITION;
    }
    for (size_t i = 0; i < count; i++) {
        if (region->select[order[i].level] != NULL &&
            allowed_before(diff, family_around(diff, region, order[i].level))) {
            return order[i].group;
        }
    }
    for (size_t i = count; i-- > 0;) {
        if (region->select[order[i].level] != NULL &&
            order[i].group != GROUP_NEW_DATA) {
            return order[i].group;
        }
    }
    return GROUP_NEW_DATA;
}

/* Whether a box reaches into the region, facts left aside. */
static bool reaches(const struct diff *diff, size_t side, const struct box *box,
                    const struct region *region)
{
    for (int d = 0; d < DIMENSION_COUNT; d++) {
        const struct bits *select = region->select[d];
        size_t count =
            diagrams_level_size(diff->common->analysis->diagrams, (size_t)d);
        bool met = box->select[d] == NULL;
        for (size_t p = 0; p < count && !met; p++) {
            met = (select == NULL || bits_has(select, p)) &&
                  bits_has(box->select[d], diff->common->points[side][d][p]);
        }
        if (!met) {
            return false;
        }
    }
    return true;
}

static bool prohibited_by_any(const struct diff *diff, size_t side,
                              const struct region *region)
{
    const struct policy *policy = diff->sides[side]->policy;
    for (size_t i = 0; i < policy->statement_count; i++) {
        const struct statement *statement = policy->statements[i];
        if (statement->kind == STATEMENT_RULE && statement_forbids(statement) &&
            reaches(diff, side, &statement->boxes[0], region)) {
            return true;
        }
    }
    return false;
}

/* Whether what a side forbids is but the limit of a permission that the other
 * side has not: "only for support" of a new recipient, "unless declined" of a
 * new use. It came, or went, with the permission, which is told. */
static bool is_limit(struct diff *diff, const struct change *change,
                     size_t side)
{
    size_t other = side == SIDE_NEW ? SIDE_OLD : SIDE_NEW;
    struct region around = *change->region;
    if (around.rest || prohibited_by_any(diff, side, change->region)) {
        return false;
    }
    for (size_t i = 0; i < change->statement_count[side]; i++) {
        const struct statement *statement = change->statements[side][i];
        for (int d = 0; d < DIMENSION_COUNT; d++) {
            if (statement->chosen[d]->only) {
                around.select[d] = NULL;
            }
        }
    }
    uint32_t set = family_around(diff, &around, LEVEL_TERMINAL);
    return family_and(diff, family_allowed(diff, side), set) != SET_EMPTY &&
           family_and(diff, family_allowed(diff, other), set) == SET_EMPTY;
}

static void tell_turn(struct diff *diff, struct change *change,
                      const void *context)
{
    const struct turn *turn = context;
    tell_duty(diff, change, &turn->form);
    if (change->kind == CHANGE_NEWLY_ALLOWED) {
        change->group = group_of(diff, change);
    }
    bool forbids_alone =
        turn->old == VERDICT_SILENT && turn->new == VERDICT_DENY;
    bool forbade_alone =
        turn->old == VERDICT_DENY && turn->new == VERDICT_SILENT;
    if ((forbids_alone && is_limit(diff, change, SIDE_NEW)) ||
        (forbade_alone && is_limit(diff, change, SIDE_OLD))) {
        change->effect = EFFECT_NEUTRAL;
    }
}

static void add_turn(struct diff *diff, const struct turn *turn)
{
    struct turning turning = { diff, turn };
    struct comparing *comparing = diff->comparing;
    uint32_t set = family_set(diff, comparing->verdicts, turns_so, &turning);
    set = family_minus(diff, set, comparing->duty_gone);
    set = family_minus(diff, set, comparing->duty_new);
    family_add(diff, set,
               &(struct family){ { .kind = turn->kind,
                                   .effect = turn->effect,
                                   .group = turn->group },
                                 tell_turn,
                                 turn,
                                 SET_EMPTY });
}

/* --- measures --------------------------------------------------------- */

/* A measure on its way out of, or into, what an allow carries. */
struct moving {
    const struct diff *diff;
    size_t measure;
    bool comes;
};

static bool owes_kind_of(const struct diff *diff, const struct bits *measures,
                         size_t measure)
{
    const struct terms *terms =
        &diff->common->joint->policy->terms[KIND_MEASURE];
    return measures != NULL &&
           bits_meet(terms->items[measure]->below, measures);
}

/* It is owed on one side, and neither it nor a kind of it on the other. */
static bool moves(const void *context, const struct pair *pair)
{
    const struct moving *moving = context;
    const struct outcome *old = outcome_at(moving->diff, pair->old);
    const struct outcome *new = outcome_at(moving->diff, pair->new);
    const struct outcome *with = moving->comes ? new : old;
    const struct outcome *without = moving->comes ? old : new;
    return old->verdict == VERDICT_ALLOW && new->verdict == VERDICT_ALLOW &&
           with->measures != NULL &&bits_has(with->measures, moving->measure) &&
           !owes_kind_of(moving->diff, without->measures, moving->measure);
}

/* The sets of all measures that come, or go; SET_EMPTY for those that do not. */
static uint32_t *moved_sets(struct diff *diff, bool comes, size_t count)
{
    uint32_t *sets = arena_array(diff->arena, count, sizeof *sets);
    struct bits *named = bits_create(diff->arena, count);
    const struct pairs *pairs = diff->comparing->verdicts.pairs;
    for (size_t i = 0; i < pairs->count; i++) {
        uint32_t value = comes ? pairs->items[i].new : pairs->items[i].old;
        if (outcome_at(diff, value)->measures != NULL) {
            bits_unite(named, outcome_at(diff, value)->measures);
        }
    }
    for (size_t i = 0; i < count; i++) {
        struct moving moving = { diff, i, comes };
        sets[i] =
            bits_has(named, i)
                ? family_set(diff, diff->comparing->verdicts, moves, &moving)
                : SET_EMPTY;
    }
    return sets;
}

static void tell_measures(struct diff *diff, struct change *change,
                          const void *context)
{
    telling_set(diff, change,
                (struct telling){
                    .form = change->kind == CHANGE_DUTY_ADDED
                                ? FORM_MEASURE_ADDED
                                : FORM_MEASURE_REMOVED,
                    .space = KIND_MEASURE,
                    .terms = context,
                });
    family_decide(diff, change);
}

/* Measures that come or go together are one sentence. */
static void add_measures(struct diff *diff, bool comes)
{
    size_t count = diff->common->joint->policy->terms[KIND_MEASURE].count;
    uint32_t *sets = moved_sets(diff, comes, count);
    for (size_t i = 0; i < count; i++) {
        uint32_t set = sets[i];
        if (set == SET_EMPTY) {
            continue;
        }
        struct bits *together = bits_create(diff->arena, count);
        for (size_t n = i; n < count; n++) {
            if (sets[n] == set) {
                bits_add(together, n);
                sets[n] = SET_EMPTY;
            }
        }
        struct change like = { .kind = CHANGE_DUTY_REMOVED,
                               .effect = EFFECT_BROADER,
                               .group = GROUP_NEW_PLACE };
        if (comes) {
            like = (struct change){ .kind = CHANGE_DUTY_ADDED,
                                    .effect = EFFECT_NARROWER,
                                    .group = GROUP_PROMISE };
        }
        family_add(
            diff, set,
            &(struct family){ like, tell_measures, together, SET_EMPTY });
    }
}

/* --- the whole -------------------------------------------------------- */

static bool is_turn(const void *context, const struct pair *pair)
{
    return outcome_at(context, pair->old)->verdict !=
           outcome_at(context, pair->new)->verdict;
}

static void pair_verdicts(struct diff *diff)
{
    struct comparing *comparing = diff->comparing;
    for (size_t side = 0; side < SIDE_COUNT; side++) {
        comparing->verdict[side] = translate_verdict(diff, side);
    }
    comparing->verdicts =
        family_pair(diff, PAIRS_VERDICT, comparing->verdict[SIDE_OLD],
                    comparing->verdict[SIDE_NEW]);
    comparing->ruling_changed = family_changed(diff, comparing->verdicts);
    comparing->verdict_changed =
        family_set(diff, comparing->verdicts, is_turn, diff);
}

void compare_verdicts(struct diff *diff)
{
    pair_verdicts(diff);
    find_duties(diff);
    for (size_t i = 0; i < sizeof turns / sizeof *turns; i++) {
        add_turn(diff, &turns[i]);
    }
    add_measures(diff, false);
    add_measures(diff, true);
    add_duties(diff);
}

void compare_refinement(struct diff *diff)
{
    pair_verdicts(diff);
    diff->comparing->duty_gone = SET_EMPTY;
    diff->comparing->duty_new = SET_EMPTY;
    for (size_t i = 0; i < sizeof turns / sizeof *turns; i++) {
        if (turns[i].old == VERDICT_DENY && turns[i].new == VERDICT_ALLOW) {
            struct turn turn = turns[i];
            turn.form = FORM_AGAINST_BASELINE;
            add_turn(diff, &turn);
        }
    }
}
