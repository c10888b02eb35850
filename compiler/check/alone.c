/* The steps of the definition of a verdict, the last one that is taken first.
 * For each the points where some statement takes it, and where only one does,
 * are counted up to two. Where one takes the step that decides, and the step
 * that would decide without it gives another verdict, that one is needed,
 * whichever it is: so no set of statements is kept at a point, and none is left
 * out to see what becomes of the rest. */

#include "check/alone.h"

#include "base/arena.h"
#include "diagram/outcome.h"

enum step {
    STEP_WEAKLY_ALLOWED,
    STEP_WEAKLY_DENIED,
    STEP_ALLOWED,
    STEP_DENIED,
    STEP_NEVER,
    STEP_COUNT
};

struct alone {
    struct analysis *analysis;
    uint32_t some[STEP_COUNT];  /* points where a statement takes the step */
    uint32_t above[STEP_COUNT]; /* and where one takes a later one */
    uint32_t needed[STEP_COUNT];
    uint32_t doubtful;             /* of STEP_ALLOWED */
    uint32_t (*given)[STEP_COUNT]; /* [measure]: where one alone gives it */
};

static enum step step_of(const struct statement *statement,
                         const struct box *box, bool strong)
{
    if (strong && statement->modality == MODALITY_NEVER) {
        return STEP_NEVER;
    }
    if (box->permits == strong) {
        return strong ? STEP_ALLOWED : STEP_WEAKLY_ALLOWED;
    }
    return strong ? STEP_DENIED : STEP_WEAKLY_DENIED;
}

static uint32_t set_of(const struct analysis *analysis,
                       const struct statement *statement, size_t box,
                       bool strong)
{
    size_t index = statement->index;
    return !strong ? analysis->weak[index][box]
           : statement->modality == MODALITY_NEVER
               ? analysis->strong[index][box]
               : analysis->undefeated[index][box];
}

/* --- counting --------------------------------------------------------- */

enum { SEVERAL = 2 };

static uint32_t value_add(void *context, uint32_t a, uint32_t b)
{
    (void)context;
    return a + b < SEVERAL ? a + b : SEVERAL;
}

static bool shortcut_add(void *context, uint32_t a, uint32_t b,
                         uint32_t *result)
{
    static const uint32_t several = NODE_TERMINAL | SEVERAL;
    (void)context;
    if (a == several || b == several) {
        *result = several;
    } else if (a == SET_EMPTY) {
        *result = b;
    } else if (b == SET_EMPTY) {
        *result = a;
    } else {
        return false;
    }
    return true;
}

static const struct operation add = { value_add, shortcut_add, NULL, true };

static uint32_t value_some(void *context, uint32_t count)
{
    (void)context;
    return count > 0;
}

static uint32_t value_one(void *context, uint32_t count)
{
    (void)context;
    return count == 1;
}

/* Sets to be counted. */
struct pile {
    uint32_t *items;
    size_t count;
};

/* The sets of one statement, by their steps; of a measure (below SIZE_MAX) only
 * where it is given. */
static void pile_statement(struct arena *arena, const struct analysis *analysis,
                           const struct statement *statement, size_t measure,
                           struct pile piles[STEP_COUNT])
{
    for (size_t i = 0; i < statement->box_count; i++) {
        const struct box *box = &statement->boxes[i];
        for (int strong = 0; strong <= 1; strong++) {
            uint32_t set = set_of(analysis, statement, i, strong == 1);
            struct outcome said = outcome_of(statement, box, strong == 1);
            if (set == SET_EMPTY ||
                (measure != SIZE_MAX && (said.measures == NULL ||
                                         !bits_has(said.measures, measure)))) {
                continue;
            }
            struct pile *pile = &piles[step_of(statement, box, strong == 1)];
            pile->items = arena_extend(arena, pile->items, pile->count,
                                       sizeof *pile->items);
            pile->items[pile->count++] = set;
        }
    }
}

static void count_steps(struct arena *arena, struct analysis *analysis,
                        size_t measure, uint32_t counts[STEP_COUNT])
{
    const struct policy *policy = analysis->policy;
    struct pile piles[STEP_COUNT] = { { 0 } };
    for (size_t i = 0; i < policy->statement_count; i++) {
        if (policy->statements[i]->kind == STATEMENT_RULE) {
            pile_statement(arena, analysis, policy->statements[i], measure,
                           piles);
        }
    }
    for (int step = 0; step < STEP_COUNT; step++) {
        counts[step] =
            diagram_combine_all(analysis->diagrams, &add, piles[step].items,
                                piles[step].count, SET_EMPTY);
    }
}

/* --- the points ------------------------------------------------------- */

static uint32_t minus(const struct alone *alone, uint32_t a, uint32_t b)
{
    return diagram_combine(alone->analysis->diagrams, &set_minus, a, b);
}

static uint32_t either(const struct alone *alone, uint32_t a, uint32_t b)
{
    return diagram_combine(alone->analysis->diagrams, &set_or, a, b);
}

static uint32_t both(const struct alone *alone, uint32_t a, uint32_t b)
{
    return diagram_combine(alone->analysis->diagrams, &set_and, a, b);
}

/* Where one alone takes the step that decides. */
static uint32_t decides(const struct alone *alone, uint32_t count,
                        enum step step)
{
    uint32_t one =
        diagram_map(alone->analysis->diagrams, count, value_one, NULL);
    return minus(alone, one, alone->above[step]);
}

static void find_needed(struct alone *alone, const uint32_t counts[STEP_COUNT])
{
    const uint32_t *some = alone->some;
    uint32_t one[STEP_COUNT];
    for (int step = 0; step < STEP_COUNT; step++) {
        one[step] = decides(alone, counts[step], (enum step)step);
    }
    alone->needed[STEP_WEAKLY_ALLOWED] = one[STEP_WEAKLY_ALLOWED];
    alone->needed[STEP_WEAKLY_DENIED] = one[STEP_WEAKLY_DENIED];

    /* without an allowance it is weakly denied, weakly allowed or silent, */
    uint32_t allowed =
        minus(alone, some[STEP_WEAKLY_ALLOWED], some[STEP_WEAKLY_DENIED]);
    alone->doubtful = both(alone, one[STEP_ALLOWED], allowed);
    alone->needed[STEP_ALLOWED] = minus(alone, one[STEP_ALLOWED], allowed);

    /* and without a denial allowed, or the same but that it may be denied */
    uint32_t denied =
        minus(alone, some[STEP_WEAKLY_DENIED], some[STEP_ALLOWED]);
    alone->needed[STEP_DENIED] = minus(alone, one[STEP_DENIED], denied);
    alone->needed[STEP_NEVER] =
        minus(alone, one[STEP_NEVER], either(alone, some[STEP_DENIED], denied));
}

static void find_given(struct arena *arena, struct alone *alone)
{
    size_t count = alone->analysis->policy->terms[KIND_MEASURE].count;
    alone->given = arena_array(arena, count, sizeof *alone->given);
    for (size_t m = 0; m < count; m++) {
        uint32_t counts[STEP_COUNT];
        count_steps(arena, alone->analysis, m, counts);
        for (int step = 0; step < STEP_COUNT; step++) {
            alone->given[m][step] =
                decides(alone, counts[step], (enum step)step);
        }
    }
}

struct alone *alone_create(struct arena *arena, struct analysis *analysis)
{
    struct alone *alone = arena_allocate(arena, sizeof *alone);
    uint32_t counts[STEP_COUNT];
    uint32_t above = SET_EMPTY;
    alone->analysis = analysis;
    count_steps(arena, analysis, SIZE_MAX, counts);
    for (int step = STEP_COUNT - 1; step >= 0; step--) {
        alone->some[step] =
            diagram_map(analysis->diagrams, counts[step], value_some, NULL);
        alone->above[step] = above;
        above = either(alone, above, alone->some[step]);
    }
    find_needed(alone, counts);
    find_given(arena, alone);
    return alone;
}

/* --- a statement ------------------------------------------------------ */

static bool gives_alone(const struct alone *alone, const struct bits *measures,
                        enum step step, uint32_t set)
{
    for (size_t m = measures != NULL ? bits_next(measures, 0) : SIZE_MAX;
         measures != NULL && m < measures->size;
         m = bits_next(measures, m + 1)) {
        if (set_meets(alone->analysis->diagrams, set, alone->given[m][step])) {
            return true;
        }
    }
    return false;
}

bool alone_needed(const struct alone *alone, const struct statement *statement)
{
    for (size_t i = 0; i < statement->box_count; i++) {
        const struct box *box = &statement->boxes[i];
        for (int strong = 0; strong <= 1; strong++) {
            uint32_t set = set_of(alone->analysis, statement, i, strong == 1);
            enum step step = step_of(statement, box, strong == 1);
            struct outcome said = outcome_of(statement, box, strong == 1);
            if (set_meets(alone->analysis->diagrams, set,
                          alone->needed[step]) ||
                gives_alone(alone, said.measures, step, set)) {
                return true;
            }
        }
    }
    return false;
}

bool alone_doubtful(const struct alone *alone,
                    const struct statement *statement)
{
    for (size_t i = 0; i < statement->box_count; i++) {
        if (statement->boxes[i].permits &&
            set_meets(alone->analysis->diagrams,
                      set_of(alone->analysis, statement, i, true),
                      alone->doubtful)) {
            return true;
        }
    }
    return false;
}
