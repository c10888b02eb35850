/* Changes of deadlines: how soon a duty is done, or a right is answered. A
 * clock is what is timed and from when; of several times on one clock the
 * strictest counts, as in the digest. What another change has told already is
 * left out: a duty or a right that itself came or went, and the time in which
 * something is deleted where that is how long it may be kept. */

#include "diff/family.h"

#include "base/arena.h"
#include "diagram/keeping.h"
#include "diagram/outcome.h"
#include "diff/telling.h"

#include <stdlib.h>

struct clock {
    bool right; /* of a right, else of a duty */
    enum time_kind kind;
    enum tree_event_choice choice;
    const struct bits *events; /* joint numbers */
    bool deletes;              /* one of its duties is to delete */
    uint64_t *seconds;         /* that any of its times has, strictest first */
    size_t count;
};

/* A time of a statement, on its clock. */
struct deadline {
    size_t clock;
    const struct statement *statement;
    const struct time *time;
    uint32_t set; /* where it holds, of the side */
};

struct deadlines {
    struct deadline *items[SIDE_COUNT];
    size_t count[SIDE_COUNT];
    struct clock *clocks;
    size_t clock_count;
};

/* --- gathering -------------------------------------------------------- */

static const struct bits *joint_events(struct diff *diff, size_t side,
                                       const struct time *time)
{
    const struct joint *joint = diff->common->joint;
    struct bits *events =
        bits_create(diff->arena, joint->policy->terms[KIND_EVENT].count);
    for (size_t i = 0; i < time->event_count; i++) {
        bits_add(events,
                 joint->sides[side].joint[KIND_EVENT][time->events[i]->number]);
    }
    return events;
}

static size_t find_clock(struct diff *diff, struct deadlines *deadlines,
                         const struct clock *clock)
{
    for (size_t i = 0; i < deadlines->clock_count; i++) {
        struct clock *known = &deadlines->clocks[i];
        if (known->right == clock->right && known->kind == clock->kind &&
            known->choice == clock->choice &&
            bits_equal(known->events, clock->events)) {
            known->deletes = known->deletes || clock->deletes;
            return i;
        }
    }
    deadlines->clocks =
        arena_extend(diff->arena, deadlines->clocks, deadlines->clock_count,
                     sizeof *deadlines->clocks);
    deadlines->clocks[deadlines->clock_count] = *clock;
    return deadlines->clock_count++;
}

/* Before an event, the longer the stricter. */
static void add_seconds(struct diff *diff, struct clock *clock,
                        uint64_t seconds)
{
    size_t at = 0;
    while (at < clock->count && clock->seconds[at] != seconds &&
           (clock->seconds[at] < seconds) != (clock->kind == TIME_BEFORE)) {
        at++;
    }
    if (at < clock->count && clock->seconds[at] == seconds) {
        return;
    }
    clock->seconds = arena_extend(diff->arena, clock->seconds, clock->count,
                                  sizeof *clock->seconds);
    for (size_t i = clock->count++; i > at; i--) {
        clock->seconds[i] = clock->seconds[i - 1];
    }
    clock->seconds[at] = seconds;
}

static uint32_t deadline_set(struct analysis *analysis,
                             const struct statement *statement)
{
    uint32_t set = analysis->strong[statement->index][0];
    if (statement->kind == STATEMENT_RIGHT) {
        set = diagram_combine(analysis->diagrams, &set_and, set,
                              diagram_select(analysis->diagrams, LEVEL_RIGHT,
                                             statement->right_set, SET_ALL,
                                             SET_EMPTY));
    }
    return set;
}

static void add_time(struct diff *diff, struct deadlines *deadlines,
                     size_t side, const struct statement *statement,
                     const struct time *time)
{
    struct analysis *from = diff->common->sides[side];
    struct clock clock = {
        .right = statement->kind == STATEMENT_RIGHT,
        .kind = time->kind,
        .choice = time->choice,
        .events = joint_events(diff, side, time),
        .deletes = time->kind == TIME_WITHIN &&
                   keeping_deletes(from->policy, statement),
    };
    size_t number = find_clock(diff, deadlines, &clock);
    add_seconds(diff, &deadlines->clocks[number], time->seconds);
    deadlines->items[side] =
        arena_extend(diff->arena, deadlines->items[side],
                     deadlines->count[side], sizeof *deadlines->items[side]);
    deadlines->items[side][deadlines->count[side]++] =
        (struct deadline){ number, statement, time,
                           deadline_set(from, statement) };
}

static void gather(struct diff *diff, struct deadlines *deadlines)
{
    for (size_t side = 0; side < SIDE_COUNT; side++) {
        const struct policy *policy = diff->sides[side]->policy;
        for (size_t i = 0; i < policy->statement_count; i++) {
            const struct statement *statement = policy->statements[i];
            for (size_t t = 0; t < statement->time_count; t++) {
                const struct time *time = &statement->times[t];
                if (time->kind != TIME_UP_TO && time->kind != TIME_AT_LEAST) {
                    add_time(diff, deadlines, side, statement, time);
                }
            }
        }
    }
}

/* --- both sides on common ground --------------------------------------- */

/* The strictest is the lowest; 0 is none. */
static uint32_t value_strictest(void *context, uint32_t a, uint32_t b)
{
    (void)context;
    return a == 0 || (b != 0 && b < a) ? b : a;
}

static bool shortcut_strictest(void *context, uint32_t a, uint32_t b,
                               uint32_t *result)
{
    (void)context;
    *result = a == SET_EMPTY ? b : a;
    return a == SET_EMPTY || b == SET_EMPTY || a == b;
}

static const struct operation strictest = {
    value_strictest, shortcut_strictest, NULL, true,
    NOTHING_KEEPS,   NOTHING_KEEPS
};

/* Where a side has the clock: 1 where it says nothing, else 2 + the number of
 * the seconds. */
static uint32_t translate_clock(struct diff *diff,
                                const struct deadlines *deadlines, size_t side,
                                size_t number)
{
    const struct clock *clock = &deadlines->clocks[number];
    struct analysis *from = diff->common->sides[side];
    uint32_t *values =
        arena_array(diff->arena, clock->count + 1, sizeof *values);
    uint32_t *sets = NULL;
    size_t count = 0;
    for (size_t i = 0; i <= clock->count; i++) {
        values[i] = (uint32_t)i + 1;
    }
    for (size_t i = 0; i < deadlines->count[side]; i++) {
        const struct deadline *deadline = &deadlines->items[side][i];
        uint32_t rank = 0;
        if (deadline->clock != number) {
            continue;
        }
        while (clock->seconds[rank] != deadline->time->seconds) {
            rank++;
        }
        sets = arena_extend(diff->arena, sets, count, sizeof *sets);
        sets[count++] = set_to(from, deadline->set, rank + 1);
    }
    uint32_t node =
        diagram_combine_all(from->diagrams, &strictest, sets, count, SET_EMPTY);
    return common_translate(diff->common, side, node, values);
}

/* --- in words --------------------------------------------------------- */

/* A change of one clock from one time to another. */
struct delay {
    const struct deadlines *deadlines;
    size_t clock;
    struct pair pair;
};

/* The first in reading order that sets the time of a side there. */
static const struct deadline *set_by(struct diff *diff,
                                     const struct delay *delay, size_t side,
                                     const struct spot *spot)
{
    const struct clock *clock = &delay->deadlines->clocks[delay->clock];
    uint32_t value = side == SIDE_OLD ? delay->pair.old : delay->pair.new;
    for (size_t i = 0; value > 1 && i < delay->deadlines->count[side]; i++) {
        const struct deadline *deadline = &delay->deadlines->items[side][i];
        if (deadline->clock == delay->clock &&
            deadline->time->seconds == clock->seconds[value - 2] &&
            family_value(diff, side, deadline->set, spot) != 0) {
            return deadline;
        }
    }
    return NULL;
}

static enum change_form form_of(bool right, bool later,
                                const struct time *const times[SIDE_COUNT])
{
    if (times[SIDE_OLD] != NULL && times[SIDE_NEW] != NULL) {
        return right ? (later ? FORM_ANSWER_LATER : FORM_ANSWER_SOONER)
                     : (later ? FORM_TIME_LATER : FORM_TIME_SOONER);
    }
    return times[SIDE_OLD] == NULL
               ? (right ? FORM_ANSWER_ADDED : FORM_TIME_ADDED)
               : (right ? FORM_ANSWER_REMOVED : FORM_TIME_REMOVED);
}

/* Where one side has no time, what is new or gone is the other's. */
static void tell_delay(struct diff *diff, struct change *change,
                       const void *context)
{
    const struct delay *delay = context;
    const struct clock *clock = &delay->deadlines->clocks[delay->clock];
    struct telling telling = { .form = FORM_TIME_ADDED };
    for (size_t side = 0; side < SIDE_COUNT; side++) {
        const struct deadline *deadline =
            set_by(diff, delay, side, &change->region->spot);
        if (deadline != NULL) {
            family_mention(diff, change, side, deadline->statement);
            telling.times[side] = deadline->time;
        }
    }
    telling.form = form_of(clock->right, change->kind == CHANGE_DEADLINE_LATER,
                           telling.times);
    telling_set(diff, change, telling);
}

/* --- the whole -------------------------------------------------------- */

/* What others have told. */
static uint32_t told(struct diff *diff, const struct clock *clock)
{
    struct comparing *comparing = diff->comparing;
    if (clock->right) {
        return comparing->rights_changed;
    }
    uint32_t set =
        family_or(diff, comparing->verdict_changed,
                  family_or(diff, comparing->duty_gone, comparing->duty_new));
    if (clock->deletes) {
        uint32_t kept =
            family_exists(diff, comparing->kept_changed, LEVEL_EVENT, NULL);
        kept = family_and(diff, kept,
                          family_at(diff, DIMENSION_ACTION,
                                    family_actions(diff, "delete", false)));
        set = family_or(diff, set, kept);
    }
    return set;
}

static struct change like_of(const struct clock *clock, bool later)
{
    if (later) {
        return (struct change){
            .kind = CHANGE_DEADLINE_LATER,
            .effect = EFFECT_BROADER,
            .group = clock->right ? GROUP_RIGHT_REMOVED : GROUP_NEW_PLACE,
        };
    }
    return (struct change){
        .kind = CHANGE_DEADLINE_EARLIER,
        .effect = EFFECT_NARROWER,
        .group = clock->right ? GROUP_RIGHT_ADDED : GROUP_PROMISE,
    };
}

static bool is_pair(const void *context, const struct pair *pair)
{
    const struct delay *delay = context;
    return pair->old == delay->pair.old && pair->new == delay->pair.new;
}

static void compare_clock(struct diff *diff, const struct deadlines *deadlines,
                          size_t number)
{
    const struct clock *clock = &deadlines->clocks[number];
    struct paired paired =
        family_pair(diff, PAIRS_DEADLINE,
                    translate_clock(diff, deadlines, SIDE_OLD, number),
                    translate_clock(diff, deadlines, SIDE_NEW, number));
    if (paired.node == SET_EMPTY) {
        return;
    }
    uint32_t *changed = clock->right ? &diff->comparing->answers_changed
                                     : &diff->comparing->duties_changed;
    *changed = family_or(diff, *changed, family_changed(diff, paired));
    uint32_t elsewhere = told(diff, clock);
    for (size_t i = 0; i < paired.pairs->count; i++) {
        struct delay delay = { deadlines, number, paired.pairs->items[i] };
        uint32_t set = family_set(diff, paired, is_pair, &delay);
        if (set == SET_EMPTY) {
            continue;
        }
        bool later = delay.pair.new == 1 ||
                     (delay.pair.old != 1 && delay.pair.new > delay.pair.old);
        family_add(diff, set,
                   &(struct family){ like_of(clock, later), tell_delay, &delay,
                                     elsewhere });
    }
}

void compare_deadlines(struct diff *diff)
{
    struct deadlines deadlines = { .clock_count = 0 };
    diff->comparing->answers_changed = SET_EMPTY;
    diff->comparing->duties_changed = SET_EMPTY;
    gather(diff, &deadlines);
    for (size_t i = 0; i < deadlines.clock_count; i++) {
        compare_clock(diff, &deadlines, i);
    }
}
