/* Rights, retention and names of the emitted C, each against a reading of the
 * model that is as plain as can be. */

#include "check.h"

#include "base/arena.h"

#include <string.h>

#define FUNCTION(subject, variable, name)                                      \
    do {                                                                       \
        any_function found_ = subject_function((subject), (name));             \
        memcpy(&(variable), &found_, sizeof(variable));                        \
    } while (0)

static const struct term *term_at(const struct subject *subject, int space,
                                  size_t number)
{
    return subject->policy->terms[space].items[number];
}

/* --- rights --------------------------------------------------------------- */

/* Whether the right holds over the data of the subject for some party, action,
 * purpose, recipient and region. */
static bool holds_somewhere(const struct subject *subject, size_t right,
                            size_t data, size_t of, const struct bits *facts)
{
    const struct policy *policy = subject->policy;
    for (size_t i = 0; i < policy->statement_count; i++) {
        const struct statement *statement = policy->statements[i];
        if (statement->kind != STATEMENT_RIGHT ||
            !bits_has(statement->right_set, right)) {
            continue;
        }
        struct point point = { .facts = facts };
        for (int d = 0; d < DIMENSION_COUNT; d++) {
            const struct bits *select = statement->boxes[0].select[d];
            point.at[d] = (uint16_t)(select != NULL ? bits_next(select, 0) : 0);
        }
        point.at[DIMENSION_DATA] = (uint16_t)data;
        point.at[DIMENSION_SUBJECT] = (uint16_t)of;
        if (evaluate_right(policy, term_at(subject, KIND_RIGHT, right),
                           &point)) {
            return true;
        }
    }
    return false;
}

static bool holds_everywhere(const struct subject *subject, size_t right,
                             size_t data, size_t of, const struct bits *facts)
{
    const struct bits *rights = term_at(subject, KIND_RIGHT, right)->below;
    const struct bits *datas = term_at(subject, KIND_DATA, data)->below;
    const struct bits *subjects = term_at(subject, KIND_SUBJECT, of)->below;
    for (size_t r = bits_next(rights, 0); r < rights->size;
         r = bits_next(rights, r + 1)) {
        for (size_t d = bits_next(datas, 0); d < datas->size;
             d = bits_next(datas, d + 1)) {
            for (size_t s = bits_next(subjects, 0); s < subjects->size;
                 s = bits_next(subjects, s + 1)) {
                if (!holds_somewhere(subject, r, d, s, facts)) {
                    return false;
                }
            }
        }
    }
    return true;
}

const char *check_rights(struct subject *subject)
{
    bool (*right)(uint16_t right, uint16_t data, uint16_t of, uint64_t facts);
    const struct terms *terms = subject->policy->terms;
    FUNCTION(subject, right, "right");
    size_t datas = terms[KIND_DATA].count;
    size_t subjects = terms[KIND_SUBJECT].count;
    size_t count = terms[KIND_RIGHT].count * datas * subjects;
    for (size_t set = 0; set < subject->set_count; set++) {
        for (size_t i = 0; i < count; i++) {
            size_t r = i / subjects / datas;
            size_t d = i / subjects % datas;
            size_t s = i % subjects;
            if (right((uint16_t)r, (uint16_t)d, (uint16_t)s,
                      subject->word[set]) !=
                holds_everywhere(subject, r, d, s, subject->closed[set])) {
                return arena_print(
                    subject->arena, "right %s over %s of %s, set of facts %zu",
                    term_at(subject, KIND_RIGHT, r)->path,
                    term_at(subject, KIND_DATA, d)->path,
                    term_at(subject, KIND_SUBJECT, s)->path, set);
            }
        }
    }
    if (right((uint16_t)terms[KIND_RIGHT].count, 0, 0, UINT64_MAX) ||
        right(0, (uint16_t)datas, 0, UINT64_MAX) ||
        right(0, 0, UINT16_MAX, UINT64_MAX)) {
        return "a right that is out of range holds";
    }
    return NULL;
}

/* --- retention ------------------------------------------------------------ */

static bool speaks_of_deleting(const struct subject *subject,
                               const struct statement *statement)
{
    const struct chosen *verbs = statement->chosen[DIMENSION_ACTION];
    for (size_t i = 0; i < verbs->term_count; i++) {
        if (strncmp(verbs->terms[i]->path, "delete", 6) == 0) {
            return true;
        }
    }
    (void)subject;
    return false;
}

/* Whether the guard can hold and `unless` not. */
static bool can_apply(const struct subject *subject,
                      const struct statement *statement)
{
    for (size_t set = 0; set < subject->set_count; set++) {
        const struct bits *facts = subject->closed[set];
        if (condition_holds(statement->guard, facts) &&
            (statement->unless == NULL ||
             !condition_holds(statement->unless, facts))) {
            return true;
        }
    }
    return false;
}

static bool within(const struct bits *select, size_t point)
{
    return select == NULL || bits_has(select, point);
}

/* Whether the bound counts from the event, which is a term's point or that of a
 * compound. */
static bool counts_from(const struct subject *subject, const struct time *time,
                        size_t event)
{
    const struct terms *events = &subject->policy->terms[KIND_EVENT];
    bool upper = time->kind != TIME_AT_LEAST;
    bool each =
        time->choice == EVENT_ONE || (time->choice == EVENT_EARLIEST) == upper;
    if (event >= events->count) {
        const struct compound *compound =
            &subject->analysis->compounds[event - events->count];
        size_t named = 0;
        for (size_t i = 0; i < time->event_count; i++) {
            if (!bits_has(compound->events, time->events[i]->number)) {
                return false;
            }
            bool again = false;
            for (size_t k = 0; k < i; k++) {
                again |= time->events[k] == time->events[i];
            }
            named += !again;
        }
        return time->event_count == 0 ||
               (time->choice == compound->choice &&
                named == bits_count(compound->events));
    }
    for (size_t i = 0; i < time->event_count; i++) {
        if (each && bits_has(time->events[i]->below, event)) {
            return true;
        }
    }
    return time->event_count == 0;
}

static void bind(struct retention *tightest, const struct statement *statement,
                 const struct time *time)
{
    if (time->kind == TIME_AT_LEAST) {
        if (time->seconds > tightest->at_least) {
            tightest->at_least = time->seconds;
            tightest->at_least_statement = (uint16_t)statement->index;
        } else if (time->seconds == tightest->at_least &&
                   statement->index < tightest->at_least_statement) {
            tightest->at_least_statement = (uint16_t)statement->index;
        }
    } else if (time->seconds < tightest->up_to) {
        tightest->up_to = time->seconds;
        tightest->statement = (uint16_t)statement->index;
    } else if (time->seconds == tightest->up_to &&
               statement->index < tightest->statement) {
        tightest->statement = (uint16_t)statement->index;
    }
}

/* Binds by all that is said about what the four terms cover. */
static void bind_all(const struct subject *subject, const size_t *at,
                     struct retention *tightest)
{
    const struct policy *policy = subject->policy;
    for (size_t i = 0; i < policy->statement_count; i++) {
        const struct statement *statement = policy->statements[i];
        const struct bits *const *select = statement->kind == STATEMENT_RULE
                                               ? statement->boxes[0].select
                                               : NULL;
        if (select == NULL || !within(select[DIMENSION_PARTY], 1) ||
            !within(select[DIMENSION_DATA], at[0]) ||
            !within(select[DIMENSION_PURPOSE], at[1]) ||
            !within(select[DIMENSION_SUBJECT], at[2]) ||
            !can_apply(subject, statement)) {
            continue;
        }
        for (size_t t = 0; t < statement->time_count; t++) {
            const struct time *time = &statement->times[t];
            bool bound = time->kind == TIME_UP_TO ||
                         time->kind == TIME_AT_LEAST ||
                         (time->kind == TIME_WITHIN &&
                          statement->modality == MODALITY_MUST &&
                          speaks_of_deleting(subject, statement));
            if (bound && counts_from(subject, time, at[3])) {
                bind(tightest, statement, time);
            }
        }
    }
}

/* The points that a number of the level covers, as a set over its points. */
static const struct bits *covered(const struct subject *subject, int space,
                                  size_t number, size_t points)
{
    struct bits *set = bits_create(subject->arena, points);
    const struct terms *terms = &subject->policy->terms[space];
    if (number == 0) {
        return bits_full(subject->arena, points);
    }
    if (number >= terms->count) {
        bits_add(set, number);
    }
    for (size_t i = 0; number < terms->count && i < terms->count; i++) {
        if (bits_has(terms->items[number]->below, i)) {
            bits_add(set, i);
        }
    }
    return set;
}

static struct retention tightest_of(const struct subject *subject,
                                    const size_t *asked, const size_t *size)
{
    static const int space[4] = { KIND_DATA, KIND_PURPOSE, KIND_SUBJECT,
                                  KIND_EVENT };
    uint16_t none = (uint16_t)subject->policy->statement_count;
    struct retention tightest = { .up_to = UINT64_MAX,
                                  .statement = none,
                                  .at_least_statement = none };
    const struct bits *cover[4];
    size_t at[4];
    for (int i = 0; i < 4; i++) {
        cover[i] = covered(subject, space[i], asked[i], size[i]);
    }
    for (at[0] = 0; at[0] < size[0]; at[0]++) {
        for (at[1] = 0; at[1] < size[1]; at[1]++) {
            for (at[2] = 0; at[2] < size[2]; at[2]++) {
                for (at[3] = 0; at[3] < size[3]; at[3]++) {
                    if (bits_has(cover[0], at[0]) &&
                        bits_has(cover[1], at[1]) &&
                        bits_has(cover[2], at[2]) &&
                        bits_has(cover[3], at[3])) {
                        bind_all(subject, at, &tightest);
                    }
                }
            }
        }
    }
    return tightest;
}

const char *check_retention(struct subject *subject)
{
    struct retention (*retain)(uint16_t data, uint16_t purpose, uint16_t of,
                               uint16_t event);
    const struct terms *terms = subject->policy->terms;
    size_t size[4] = { terms[KIND_DATA].count, terms[KIND_PURPOSE].count,
                       terms[KIND_SUBJECT].count,
                       terms[KIND_EVENT].count +
                           subject->analysis->compound_count };
    FUNCTION(subject, retain, "retain");
    size_t count = size[0] * size[1] * size[2] * size[3];
    for (size_t i = 0; i < count; i++) {
        size_t asked[4] = { i / size[3] / size[2] / size[1],
                            i / size[3] / size[2] % size[1],
                            i / size[3] % size[2], i % size[3] };
        struct retention want = tightest_of(subject, asked, size);
        struct retention got = retain((uint16_t)asked[0], (uint16_t)asked[1],
                                      (uint16_t)asked[2], (uint16_t)asked[3]);
        if (got.at_least != want.at_least || got.up_to != want.up_to ||
            got.statement != want.statement ||
            got.at_least_statement != want.at_least_statement) {
            return arena_print(subject->arena,
                               "retention of %zu for %zu of %zu after %zu",
                               asked[0], asked[1], asked[2], asked[3]);
        }
    }
    bool (*may_keep)(uint16_t data, uint16_t purpose, uint16_t of,
                     uint16_t event, uint64_t age);
    FUNCTION(subject, may_keep, "may_keep");
    for (size_t i = 0; i < count; i++) {
        uint16_t asked[4] = { (uint16_t)(i / size[3] / size[2] / size[1]),
                              (uint16_t)(i / size[3] / size[2] % size[1]),
                              (uint16_t)(i / size[3] % size[2]),
                              (uint16_t)(i % size[3]) };
        uint64_t up_to = retain(asked[0], asked[1], asked[2], asked[3]).up_to;
        if (!may_keep(asked[0], asked[1], asked[2], asked[3], up_to) ||
            (up_to < UINT64_MAX &&
             may_keep(asked[0], asked[1], asked[2], asked[3], up_to + 1))) {
            return "it may be kept for another time than it is retained";
        }
    }
    struct retention none = retain((uint16_t)size[0], 0, 0, 0);
    return none.up_to != 0 || none.at_least != 0
               ? "what is out of range may be kept"
               : NULL;
}

/* --- names ---------------------------------------------------------------- */

const char *check_names(struct subject *subject)
{
    for (int space = 0; space < SPACE_COUNT; space++) {
        uint16_t (*from_name)(const char *name, size_t length);
        const char *(*name)(uint16_t number);
        bool (*is_within)(uint16_t term, uint16_t other);
        const char *kind = space_name[space];
        const struct terms *terms = &subject->policy->terms[space];
        if (space == KIND_CONDITION) {
            continue; /* facts have bits: see policies.c */
        }
        FUNCTION(subject, from_name,
                 arena_print(subject->arena, "%s_from_name", kind));
        FUNCTION(subject, name, arena_print(subject->arena, "%s_name", kind));
        FUNCTION(subject, is_within,
                 arena_print(subject->arena, "%s_is_within", kind));
        for (uint16_t i = 0; i < terms->count; i++) {
            const struct term *term = terms->items[i];
            const struct term *meant = term_find(terms, term->name, NULL, NULL);
            uint16_t by_path = from_name(term->path, strlen(term->path));
            uint16_t by_name = from_name(term->name, strlen(term->name));
            if (by_path != i || strcmp(name(i), term->path) != 0 ||
                (meant != NULL ? by_name != meant->number
                               : by_name < terms->count)) {
                return arena_print(subject->arena, "the name of %s %s", kind,
                                   term->path);
            }
            for (uint16_t k = 0; k < terms->count; k++) {
                if (is_within(i, k) != bits_has(terms->items[k]->below, i)) {
                    return arena_print(subject->arena, "%s %s within %s", kind,
                                       term->path, terms->items[k]->path);
                }
            }
        }
        if (from_name("nobody", 6) < terms->count ||
            from_name("", 0) < terms->count || name(UINT16_MAX)[0] != '\0') {
            return "a name that means nothing";
        }
    }
    return NULL;
}
