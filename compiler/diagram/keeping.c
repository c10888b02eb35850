/* Retention. `up to D` and `must delete within D` are upper bounds, `at least D`
 * is a lower one; each binds on the points of the event level where its clock
 * can start. An upper bound after the earliest of several events binds from
 * each of them, one after the latest only from the last, which is a point of
 * its own; lower bounds the other way round. A bound without an event binds
 * from every event. */

#include "diagram/keeping.h"

#include "base/arena.h"
#include "diagram/intern.h"
#include "diagram/outcome.h"

#include <string.h>

const struct keeping keeping_nothing = { .up_to = TIME_FOREVER,
                                         .at_least_statement = SIZE_MAX,
                                         .up_to_statement = SIZE_MAX,
                                         .method_statement = SIZE_MAX };

bool keeping_deletes(const struct policy *policy,
                     const struct statement *statement)
{
    const struct term *delete_action =
        term_find(&policy->terms[KIND_ACTION], "delete", NULL, NULL);
    const struct chosen *verbs = statement->chosen[DIMENSION_ACTION];
    if (statement->kind != STATEMENT_RULE ||
        statement->modality != MODALITY_MUST || delete_action == NULL) {
        return false;
    }
    for (size_t i = 0; i < verbs->term_count; i++) {
        if (term_within(verbs->terms[i], delete_action)) {
            return true;
        }
    }
    return false;
}

static const struct bits *named(struct analysis *analysis,
                                const struct time *time)
{
    struct bits *events =
        bits_create(analysis->arena, analysis->policy->terms[KIND_EVENT].count);
    for (size_t i = 0; i < time->event_count; i++) {
        bits_add(events, time->events[i]->number);
    }
    return events;
}

static size_t compound_find(struct analysis *analysis, const struct time *time)
{
    const struct bits *events = named(analysis, time);
    for (size_t i = 0; i < analysis->compound_count; i++) {
        if (analysis->compounds[i].choice == time->choice &&
            bits_equal(analysis->compounds[i].events, events)) {
            return i;
        }
    }
    return SIZE_MAX;
}

void collect_compounds(struct analysis *analysis)
{
    const struct policy *policy = analysis->policy;
    for (size_t i = 0; i < policy->statement_count; i++) {
        const struct statement *statement = policy->statements[i];
        for (size_t t = 0; t < statement->time_count; t++) {
            const struct time *time = &statement->times[t];
            if (time->choice == EVENT_ONE ||
                compound_find(analysis, time) != SIZE_MAX) {
                continue;
            }
            analysis->compounds = arena_extend(
                analysis->arena, analysis->compounds, analysis->compound_count,
                sizeof *analysis->compounds);
            analysis->compounds[analysis->compound_count++] =
                (struct compound){ .choice = time->choice,
                                   .events = named(analysis, time) };
        }
    }
}

/* The points of the event level from which the bound counts; NULL: all. */
static const struct bits *clock_of(struct analysis *analysis,
                                   const struct time *time)
{
    const struct terms *events = &analysis->policy->terms[KIND_EVENT];
    struct bits *points =
        bits_create(analysis->arena, events->count + analysis->compound_count);
    bool upper = time->kind != TIME_AT_LEAST;
    bool each =
        time->choice == EVENT_ONE || (time->choice == EVENT_EARLIEST) == upper;
    for (size_t i = 0; i < time->event_count; i++) {
        if (time->events[i]->number == 0) {
            return NULL;
        }
        for (size_t p = bits_next(time->events[i]->below, 0);
             each && p < events->count;
             p = bits_next(time->events[i]->below, p + 1)) {
            bits_add(points, p);
        }
    }
    if (time->event_count == 0) {
        return NULL;
    }
    if (time->choice != EVENT_ONE) {
        bits_add(points, events->count + compound_find(analysis, time));
    }
    return points;
}

/* Structs have holes, so a keeping is interned by its fields. */
uint32_t analysis_keeping(struct analysis *analysis,
                          const struct keeping *keeping)
{
    uint64_t key[6] = { keeping->at_least,
                        keeping->up_to,
                        keeping->at_least_statement,
                        keeping->up_to_statement,
                        keeping->method != NULL ? keeping->method->number : 0,
                        keeping->method_statement };
    bool added;
    uint32_t number =
        interner_number(analysis->keeping_numbers, key, sizeof key, &added);
    if (added) {
        analysis->keepings =
            arena_extend(analysis->arena, analysis->keepings,
                         analysis->keeping_count, sizeof *analysis->keepings);
        analysis->keepings[analysis->keeping_count++] = *keeping;
    }
    return number;
}

uint32_t keeping_tighter(void *context, uint32_t a, uint32_t b)
{
    struct analysis *analysis = context;
    struct keeping tight = analysis->keepings[a];
    const struct keeping *other = &analysis->keepings[b];
    if (other->at_least > tight.at_least ||
        (other->at_least == tight.at_least &&
         other->at_least_statement < tight.at_least_statement)) {
        tight.at_least = other->at_least;
        tight.at_least_statement = other->at_least_statement;
    }
    if (other->up_to < tight.up_to ||
        (other->up_to == tight.up_to &&
         other->up_to_statement < tight.up_to_statement)) {
        tight.up_to = other->up_to;
        tight.up_to_statement = other->up_to_statement;
    }
    if (other->method_statement < tight.method_statement) {
        tight.method = other->method;
        tight.method_statement = other->method_statement;
    }
    return analysis_keeping(analysis, &tight);
}

static bool shortcut_tighter(void *context, uint32_t a, uint32_t b,
                             uint32_t *result)
{
    (void)context;
    if (a != SET_EMPTY && b != SET_EMPTY && a != b) {
        return false;
    }
    *result = a == SET_EMPTY ? b : a;
    return true;
}

static bool is_bound(const struct policy *policy,
                     const struct statement *statement, const struct time *time)
{
    return time->kind == TIME_UP_TO || time->kind == TIME_AT_LEAST ||
           (time->kind == TIME_WITHIN && keeping_deletes(policy, statement));
}

/* The statement's strong extent, over what retention depends on. */
static uint32_t bound_over(struct analysis *analysis,
                           const struct statement *statement,
                           const struct bits *clock,
                           const struct keeping *keeping)
{
    struct diagrams *diagrams = analysis->diagrams;
    uint32_t guard = analysis_condition(analysis, statement->guard);
    uint32_t lifted = statement->unless == NULL
                          ? SET_EMPTY
                          : analysis_condition(analysis, statement->unless);
    uint32_t set = diagram_combine(diagrams, &set_minus, guard, lifted);
    set = set_to(analysis, set, analysis_keeping(analysis, keeping));
    set = diagram_select(diagrams, LEVEL_EVENT, clock, set, SET_EMPTY);
    struct box box = statement->boxes[0];
    box.select[DIMENSION_ACTION] = NULL;
    box.select[DIMENSION_RECIPIENT] = NULL;
    return analysis_box(analysis, &box, set);
}

static void keep_statement(struct analysis *analysis,
                           const struct statement *statement, uint32_t *keeping)
{
    struct operation tighter = { keeping_tighter, shortcut_tighter,
                                 analysis,        true,
                                 NOTHING_KEEPS,   NOTHING_KEEPS };
    for (size_t t = 0; t < statement->time_count; t++) {
        const struct time *time = &statement->times[t];
        if (!is_bound(analysis->policy, statement, time)) {
            continue;
        }
        struct keeping bound = keeping_nothing;
        if (time->kind == TIME_AT_LEAST) {
            bound.at_least = time->seconds;
            bound.at_least_statement = statement->index;
        } else {
            bound.up_to = time->seconds;
            bound.up_to_statement = statement->index;
        }
        *keeping = diagram_combine(
            analysis->diagrams, &tighter, *keeping,
            bound_over(analysis, statement, clock_of(analysis, time), &bound));
    }
    if (statement->methods.count > 0 &&
        keeping_deletes(analysis->policy, statement)) {
        struct keeping way = keeping_nothing;
        way.method = statement->methods.items[0];
        way.method_statement = statement->index;
        *keeping = diagram_combine(analysis->diagrams, &tighter, *keeping,
                                   bound_over(analysis, statement, NULL, &way));
    }
}

void keep(struct analysis *analysis)
{
    const struct policy *policy = analysis->policy;
    analysis->keeping = SET_EMPTY;
    for (size_t i = 0; i < policy->statement_count; i++) {
        if (policy->statements[i]->kind == STATEMENT_RULE) {
            keep_statement(analysis, policy->statements[i], &analysis->keeping);
        }
    }
}
