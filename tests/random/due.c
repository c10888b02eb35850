/* What must be said of a situation follows from what each side answers there,
 * and from nothing that diff/ has: the verdict and the duties by the reference
 * evaluator, rights and deadlines by the definition of a strong extent, bounds
 * by the side's own diagram, which is held against the evaluator elsewhere. */

#include "due.h"

#include "base/arena.h"

#include <string.h>

/* --- what must be said of a situation ------------------------------------ */

/* Kinds of changes, as a set: those that are told there, and those that another
 * change may tell in their place. */
struct due {
    uint32_t kinds;
    uint32_t perhaps;
};

struct asking {
    struct arena *arena; /* of one situation */
    struct diff *diff;
    const struct spot *spot;
    struct point point[SIDE_COUNT];
    struct ruling ruling[SIDE_COUNT];
    struct due due;
};

static uint32_t bit(enum change_kind kind)
{
    return UINT32_C(1) << kind;
}

static const struct term *joint_action(const struct asking *asking)
{
    return asking->diff->common->joint->policy->terms[KIND_ACTION]
        .items[asking->spot->at[DIMENSION_ACTION]];
}

static bool acts(const struct asking *asking, const char *path)
{
    const struct terms *actions =
        &asking->diff->common->joint->policy->terms[KIND_ACTION];
    const struct term *above = term_find(actions, path, NULL, NULL);
    return above != NULL && term_within(joint_action(asking), above);
}

static bool is_owed(const struct asking *asking)
{
    return acts(asking, "delete") || acts(asking, "notify") ||
           acts(asking, "protect") || acts(asking, "assess") ||
           acts(asking, "respond");
}

/* It must, and its actions are not all kinds of `process`. */
static bool obliged(const struct asking *asking, size_t side)
{
    const struct ruling *ruling = &asking->ruling[side];
    const struct policy *policy = asking->diff->sides[side]->policy;
    const struct term *process =
        term_find(&policy->terms[KIND_ACTION], "process", NULL, NULL);
    for (size_t i = 0;
         ruling->verdict == VERDICT_ALLOW && i < ruling->deciding_count; i++) {
        const struct statement *statement = ruling->deciding[i];
        const struct bits *actions =
            statement->boxes[0].select[DIMENSION_ACTION];
        if (statement->modality == MODALITY_MUST &&
            (actions == NULL || !bits_within(actions, process->below))) {
            return true;
        }
    }
    return false;
}

static enum change_kind kind_of(enum verdict verdict)
{
    return verdict == VERDICT_ALLOW  ? CHANGE_NEWLY_ALLOWED
           : verdict == VERDICT_DENY ? CHANGE_NEWLY_DENIED
                                     : CHANGE_NEWLY_SILENT;
}

static void ask_verdict(struct asking *asking)
{
    bool old = obliged(asking, SIDE_OLD);
    bool new = obliged(asking, SIDE_NEW);
    bool gone = old && !new && !acts(asking, "process");
    bool come = new && !old &&is_owed(asking);
    if (gone) {
        asking->due.kinds |= bit(CHANGE_DUTY_REMOVED);
    }
    if (come) {
        asking->due.kinds |= bit(CHANGE_DUTY_ADDED);
    }
    if (!gone && !come &&
        asking->ruling[SIDE_OLD].verdict != asking->ruling[SIDE_NEW].verdict) {
        asking->due.kinds |= bit(kind_of(asking->ruling[SIDE_NEW].verdict));
    }
}

/* The measures that an allow owes, in joint numbers. */
static struct bits *owed(const struct asking *asking, size_t side)
{
    const struct joint *joint = asking->diff->common->joint;
    const struct bits *measures = asking->ruling[side].measures;
    struct bits *set =
        bits_create(asking->arena, joint->policy->terms[KIND_MEASURE].count);
    for (size_t i = bits_next(measures, 0); i < measures->size;
         i = bits_next(measures, i + 1)) {
        bits_add(set, joint->sides[side].joint[KIND_MEASURE][i]);
    }
    return set;
}

static bool lacks(const struct asking *asking, const struct bits *has,
                  const struct bits *other)
{
    const struct terms *terms =
        &asking->diff->common->joint->policy->terms[KIND_MEASURE];
    for (size_t i = bits_next(has, 0); i < has->size;
         i = bits_next(has, i + 1)) {
        if (!bits_meet(terms->items[i]->below, other)) {
            return true;
        }
    }
    return false;
}

static void ask_measures(struct asking *asking)
{
    if (asking->ruling[SIDE_OLD].verdict != VERDICT_ALLOW ||
        asking->ruling[SIDE_NEW].verdict != VERDICT_ALLOW) {
        return;
    }
    struct bits *old = owed(asking, SIDE_OLD);
    struct bits *new = owed(asking, SIDE_NEW);
    asking->due.kinds |= lacks(asking, old, new) ? bit(CHANGE_DUTY_REMOVED) : 0;
    asking->due.kinds |= lacks(asking, new, old) ? bit(CHANGE_DUTY_ADDED) : 0;
}

static void ask_right(struct asking *asking)
{
    bool has[SIDE_COUNT];
    for (size_t side = 0; side < SIDE_COUNT; side++) {
        const struct policy *policy = asking->diff->sides[side]->policy;
        uint32_t right =
            asking->diff->common
                ->points[side][LEVEL_RIGHT][asking->spot->at[LEVEL_RIGHT]];
        has[side] =
            evaluate_right(policy, policy->terms[KIND_RIGHT].items[right],
                           &asking->point[side]);
    }
    if (has[SIDE_OLD] != has[SIDE_NEW]) {
        asking->due.kinds |=
            has[SIDE_NEW] ? bit(CHANGE_RIGHT_ADDED) : bit(CHANGE_RIGHT_REMOVED);
    }
}

/* Read off the side's own diagram, which is held against the evaluator
 * elsewhere. */
static const struct keeping *keeping_of(const struct asking *asking,
                                        size_t side, uint32_t event)
{
    const struct analysis *analysis = asking->diff->sides[side]->analysis;
    uint32_t node = analysis->keeping;
    while (!node_is_terminal(node)) {
        int level = node_level(analysis->diagrams, node);
        uint32_t at =
            level == LEVEL_EVENT
                ? asking->diff->common->points[side][LEVEL_EVENT][event]
            : level < LEVEL_CONDITIONS
                ? asking->point[side].at[level]
                : bits_has(
                      asking->point[side].facts,
                      analysis->conditions[level - LEVEL_CONDITIONS]->number);
        node = node_follow(analysis->diagrams, node, level, at);
    }
    return &analysis->keepings[node_value(node)];
}

/* Some action of that path is allowed there, whoever receives. */
static bool allows(const struct asking *asking, size_t side, const char *path)
{
    const struct policy *joint = asking->diff->common->joint->policy;
    const struct terms *actions = &joint->terms[KIND_ACTION];
    const struct bits *below = term_find(actions, path, NULL, NULL)->below;
    struct spot spot = *asking->spot;
    for (size_t a = bits_next(below, 0); a < below->size;
         a = bits_next(below, a + 1)) {
        for (size_t r = 0; r < joint->terms[KIND_RECIPIENT].count; r++) {
            spot.at[DIMENSION_ACTION] = (uint32_t)a;
            spot.at[DIMENSION_RECIPIENT] = (uint32_t)r;
            struct point point =
                common_point(asking->diff->common, side, &spot);
            if (evaluate(asking->arena, asking->diff->sides[side]->policy,
                         &point)
                    .verdict == VERDICT_ALLOW) {
                return true;
            }
        }
    }
    return false;
}

/* Only that side keeps at all what is bounded there. */
static bool keeps_alone(const struct asking *asking, size_t side)
{
    size_t other = side == SIDE_NEW ? SIDE_OLD : SIDE_NEW;
    bool stores = allows(asking, side, "process.store");
    bool others = allows(asking, other, "process.store");
    return stores || others ? stores && !others
                            : allows(asking, side, "process") &&
                                  !allows(asking, other, "process");
}

static const char *method_of(const struct keeping *keeping)
{
    return keeping->method != NULL ? keeping->method->path : "";
}

static void ask_keeping(struct asking *asking)
{
    uint32_t event = asking->spot->at[LEVEL_EVENT];
    const struct keeping *old = keeping_of(asking, SIDE_OLD, event);
    const struct keeping *new = keeping_of(asking, SIDE_NEW, event);
    struct due *due = &asking->due;
    if (old->up_to != new->up_to) {
        uint32_t kind = bit(new->up_to > old->up_to ? CHANGE_RETENTION_LONGER
                                                    : CHANGE_RETENTION_SHORTER);
        bool told =
            (old->up_to == TIME_FOREVER && keeps_alone(asking, SIDE_NEW)) ||
            (new->up_to == TIME_FOREVER &&keeps_alone(asking, SIDE_OLD));
        *(told ? &due->perhaps : &due->kinds) |= kind;
    }
    if (old->at_least != new->at_least) {
        due->kinds |=
            bit(new->at_least > old->at_least ? CHANGE_RETENTION_LONGER
                                              : CHANGE_RETENTION_SHORTER);
    }
    if (strcmp(method_of(old), method_of(new)) != 0) {
        due->kinds |= old->method != NULL ? bit(CHANGE_DUTY_REMOVED) : 0;
        due->kinds |= new->method != NULL ? bit(CHANGE_DUTY_ADDED) : 0;
    }
}

/* --- deadlines ------------------------------------------------------------ */

/* The strictest time of a side on the same clock as the time of any side;
 * UINT64_MAX where it has none. */
struct clock {
    const struct asking *asking;
    bool right;
    const struct time *time;
    size_t side;
};

static bool same_events(const struct clock *clock, size_t side,
                        const struct time *time)
{
    const struct joint *joint = clock->asking->diff->common->joint;
    struct bits *sets[2];
    const struct time *times[2] = { clock->time, time };
    size_t sides[2] = { clock->side, side };
    for (int i = 0; i < 2; i++) {
        sets[i] = bits_create(clock->asking->arena,
                              joint->policy->terms[KIND_EVENT].count);
        for (size_t e = 0; e < times[i]->event_count; e++) {
            bits_add(sets[i],
                     joint->sides[sides[i]]
                         .joint[KIND_EVENT][times[i]->events[e]->number]);
        }
    }
    return bits_equal(sets[0], sets[1]);
}

static bool holds_there(const struct asking *asking, size_t side,
                        const struct statement *statement)
{
    uint32_t right =
        asking->diff->common
            ->points[side][LEVEL_RIGHT][asking->spot->at[LEVEL_RIGHT]];
    return statement->kind != STATEMENT_DEEM &&
           box_applies(statement, &statement->boxes[0], &asking->point[side]) ==
               APPLIES_STRONGLY &&
           (statement->right_set == NULL ||
            bits_has(statement->right_set, right));
}

static uint64_t strictest(const struct clock *clock, size_t side)
{
    const struct policy *policy = clock->asking->diff->sides[side]->policy;
    uint64_t least = UINT64_MAX;
    for (size_t i = 0; i < policy->statement_count; i++) {
        const struct statement *statement = policy->statements[i];
        for (size_t t = 0; t < statement->time_count; t++) {
            const struct time *time = &statement->times[t];
            if ((statement->kind == STATEMENT_RIGHT) == clock->right &&
                time->kind == clock->time->kind &&
                time->choice == clock->time->choice && time->seconds < least &&
                same_events(clock, side, time) &&
                holds_there(clock->asking, side, statement)) {
                least = time->seconds;
            }
        }
    }
    return least;
}

static void ask_clock(struct asking *asking, const struct clock *clock)
{
    uint64_t old = strictest(clock, SIDE_OLD);
    uint64_t new = strictest(clock, SIDE_NEW);
    if (old == new) {
        return;
    }
    uint32_t kind =
        bit(new > old ? CHANGE_DEADLINE_LATER : CHANGE_DEADLINE_EARLIER);
    uint32_t told = clock->right
                        ? bit(CHANGE_RIGHT_ADDED) | bit(CHANGE_RIGHT_REMOVED)
                        : bit(CHANGE_NEWLY_ALLOWED) | bit(CHANGE_NEWLY_DENIED) |
                              bit(CHANGE_NEWLY_SILENT) |
                              bit(CHANGE_DUTY_ADDED) | bit(CHANGE_DUTY_REMOVED);
    bool elsewhere = (asking->due.kinds & told) != 0;
    bool kept = false;
    size_t events = diagrams_level_size(
        asking->diff->common->analysis->diagrams, LEVEL_EVENT);
    for (uint32_t e = 0; !clock->right && acts(asking, "delete") && e < events;
         e++) {
        kept = kept || keeping_of(asking, SIDE_OLD, e)->up_to !=
                           keeping_of(asking, SIDE_NEW, e)->up_to;
    }
    *(elsewhere || kept ? &asking->due.perhaps : &asking->due.kinds) |= kind;
}

static void ask_deadlines(struct asking *asking)
{
    for (size_t side = 0; side < SIDE_COUNT; side++) {
        const struct policy *policy = asking->diff->sides[side]->policy;
        for (size_t i = 0; i < policy->statement_count; i++) {
            const struct statement *statement = policy->statements[i];
            for (size_t t = 0; t < statement->time_count; t++) {
                const struct time *time = &statement->times[t];
                struct clock clock = { asking,
                                       statement->kind == STATEMENT_RIGHT, time,
                                       side };
                if (time->kind != TIME_UP_TO && time->kind != TIME_AT_LEAST) {
                    ask_clock(asking, &clock);
                }
            }
        }
    }
}

/* --- what is said --------------------------------------------------------- */

static uint32_t said(const struct diff *diff, const struct spot *spot)
{
    uint32_t kinds = 0;
    for (size_t i = 0; i < diff->count; i++) {
        const struct change *change = &diff->changes[i];
        if (change->region != NULL &&
            region_has(diff->common, change->region, spot)) {
            kinds |= bit(change->kind);
        }
    }
    return kinds;
}

static const char *names_of(struct arena *arena, uint32_t kinds)
{
    const char *names = "";
    for (int kind = 0; kind <= CHANGE_TEXT_ONLY; kind++) {
        if ((kinds & bit((enum change_kind)kind)) != 0) {
            names = arena_print(arena, "%s %s", names, change_kind_name[kind]);
        }
    }
    return names[0] != '\0' ? names : " nothing";
}

static const char *spot_words(struct arena *arena, const struct diff *diff,
                              const struct spot *spot)
{
    const struct policy *policy = diff->common->joint->policy;
    const char *words = "";
    for (int level = 0; level < LEVEL_CONDITIONS; level++) {
        const struct terms *terms = &policy->terms[level_space(level)];
        words = arena_print(arena, "%s %s", words,
                            spot->at[level] < terms->count
                                ? terms->items[spot->at[level]]->path
                                : "(several)");
    }
    for (size_t i = bits_next(spot->facts, 0); i < spot->facts->size;
         i = bits_next(spot->facts, i + 1)) {
        words = arena_print(arena, "%s +%s", words,
                            policy->terms[KIND_CONDITION].items[i]->path);
    }
    return words;
}

const char *due_check(struct arena *arena, struct diff *diff,
                      const struct spot *spot)
{
    struct arena *scratch = arena_create();
    struct asking asking = { .arena = scratch, .diff = diff, .spot = spot };
    const char *wrong = NULL;
    for (size_t side = 0; side < SIDE_COUNT; side++) {
        asking.point[side] = common_point(diff->common, side, spot);
        asking.ruling[side] =
            evaluate(scratch, diff->sides[side]->policy, &asking.point[side]);
    }
    ask_verdict(&asking);
    ask_measures(&asking);
    ask_right(&asking);
    ask_keeping(&asking);
    ask_deadlines(&asking);
    uint32_t kinds = said(diff, spot);
    if ((asking.due.kinds & ~kinds) != 0 ||
        (kinds & ~(asking.due.kinds | asking.due.perhaps)) != 0) {
        wrong = arena_print(
            arena, "said:%s; to be said:%s, perhaps%s; at%s",
            names_of(arena, kinds), names_of(arena, asking.due.kinds),
            names_of(arena, asking.due.perhaps), spot_words(arena, diff, spot));
    }
    arena_destroy(scratch);
    return wrong;
}
