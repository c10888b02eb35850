/* The steps of the definition of a verdict, the last one that is taken first.
 * For each the points where some statement takes it, and where only one does,
 * are counted up to two. Where one takes the step that decides, and the step
 * that would decide without it gives another verdict, that one is needed,
 * whichever it is: so no set of statements is kept at a point, and none is left
 * out to see what becomes of the rest. */

#include "check/alone.h"

#include "base/arena.h"
#include "diagram/intern.h"
#include "diagram/outcome.h"

enum step {
    STEP_WEAKLY_ALLOWED,
    STEP_WEAKLY_DENIED,
    STEP_ALLOWED,
    STEP_DENIED,
    STEP_NEVER,
    STEP_COUNT
};

/* What the same statements prevail over, and where only one of them does. */
struct kept {
    const struct bits *above;
    uint32_t set;
};

struct alone {
    struct analysis *analysis;
    uint32_t some[STEP_COUNT];  /* points where a statement takes the step */
    uint32_t above[STEP_COUNT]; /* and where one takes a later one */
    uint32_t needed[STEP_COUNT];
    uint32_t doubtful; /* of STEP_ALLOWED */
    struct kept *kept; /* a list of those that prevail each */
    size_t kept_count;
    struct bits *unknown;          /* statements in a list that is too long */
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

static const struct operation add = { value_add, shortcut_add,  NULL,
                                      true,      NOTHING_KEEPS, NOTHING_KEEPS };

static uint32_t value_some(void *context, uint32_t count)
{
    (void)context;
    return count > 0;
}

/* One, and not above. */
static uint32_t value_one(void *context, uint32_t count, uint32_t above)
{
    (void)context;
    return count == 1 && above == 0;
}

static bool shortcut_one(void *context, uint32_t count, uint32_t above,
                         uint32_t *result)
{
    static const uint32_t several = NODE_TERMINAL | SEVERAL;
    (void)context;
    *result = SET_EMPTY;
    return count == SET_EMPTY || count == several || above == SET_ALL;
}

static const struct operation one_below = { value_one,     shortcut_one,
                                            NULL,          false,
                                            NOTHING_GIVES, NOTHING_ASKS };

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
    return diagram_combine(alone->analysis->diagrams, &one_below, count,
                           alone->above[step]);
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

/* --- what is kept down ------------------------------------------------- */

/* Statements that may stand in lists, as a multiple of all statements. */
enum { MOST_LISTED = 16 };

/* Those that the same prevail over: where they speak strongly. */
struct listing {
    const struct statement *first;
    struct pile low;
};

static uint32_t strong_of(const struct alone *alone,
                          const struct statement *statement)
{
    uint32_t set = SET_EMPTY;
    for (size_t i = 0;
         statement->kind == STATEMENT_RULE && i < statement->box_count; i++) {
        set = either(alone, set, alone->analysis->strong[statement->index][i]);
    }
    return set;
}

static struct kept find_kept(struct arena *arena, const struct alone *alone,
                             const struct listing *listing)
{
    struct diagrams *diagrams = alone->analysis->diagrams;
    size_t count = listing->first->prevailing_count;
    uint32_t *sets = arena_array(arena, count, sizeof *sets);
    for (size_t i = 0; i < count; i++) {
        sets[i] = strong_of(alone, listing->first->prevailing[i]);
    }
    uint32_t one = diagram_combine(
        diagrams, &one_below,
        diagram_combine_all(diagrams, &add, sets, count, SET_EMPTY), SET_EMPTY);
    uint32_t low = diagram_combine_all(diagrams, &set_or, listing->low.items,
                                       listing->low.count, SET_EMPTY);
    return (struct kept){ listing->first->above, both(alone, one, low) };
}

/* Each list once, with all that stand under it. */
static struct listing *list_lists(struct arena *arena,
                                  const struct alone *alone, size_t *count)
{
    const struct policy *policy = alone->analysis->policy;
    struct interner *numbers = interner_create();
    struct listing *lists = NULL;
    *count = 0;
    for (size_t i = 0; i < policy->statement_count; i++) {
        const struct statement *statement = policy->statements[i];
        if (statement->kind != STATEMENT_RULE || statement->above == NULL ||
            statement->modality == MODALITY_NEVER) {
            continue;
        }
        bool added;
        uint32_t number = interner_number(numbers, &statement->prevailing,
                                          sizeof statement->prevailing, &added);
        if (added) {
            lists = arena_extend(arena, lists, *count, sizeof *lists);
            lists[(*count)++] = (struct listing){ .first = statement };
        }
        struct pile *low = &lists[number].low;
        low->items =
            arena_extend(arena, low->items, low->count, sizeof *low->items);
        low->items[low->count++] = strong_of(alone, statement);
    }
    interner_destroy(numbers);
    return lists;
}

static void find_all_kept(struct arena *arena, struct alone *alone)
{
    size_t total = alone->analysis->policy->statement_count;
    size_t count;
    size_t listed = 0;
    struct listing *lists = list_lists(arena, alone, &count);
    alone->unknown = bits_create(arena, total);
    alone->kept = arena_array(arena, count, sizeof *alone->kept);
    for (size_t i = 0; i < count; i++) {
        listed += lists[i].first->prevailing_count;
        if (listed > MOST_LISTED * total) {
            bits_unite(alone->unknown, lists[i].first->above);
        } else {
            alone->kept[alone->kept_count++] =
                find_kept(arena, alone, &lists[i]);
        }
    }
}

bool alone_restores(const struct alone *alone,
                    const struct statement *statement)
{
    size_t index = statement->index;
    if (bits_has(alone->unknown, index)) {
        return true;
    }
    for (size_t k = 0; k < alone->kept_count; k++) {
        for (size_t i = 0;
             bits_has(alone->kept[k].above, index) && i < statement->box_count;
             i++) {
            if (set_meets(alone->analysis->diagrams, alone->kept[k].set,
                          alone->analysis->strong[index][i])) {
                return true;
            }
        }
    }
    return false;
}

/* --- all of it --------------------------------------------------------- */

static uint32_t where_some(struct analysis *analysis, uint32_t count,
                           enum step step)
{
    switch (step) {
    case STEP_NEVER: return analysis->absolute;
    case STEP_DENIED: return analysis->prohibited;
    case STEP_ALLOWED: return analysis->permitted;
    case STEP_WEAKLY_DENIED:
    case STEP_WEAKLY_ALLOWED:
    case STEP_COUNT: break;
    }
    return diagram_map(analysis->diagrams, count, value_some, NULL);
}

struct alone *alone_create(struct arena *arena, struct analysis *analysis)
{
    struct alone *alone = arena_allocate(arena, sizeof *alone);
    uint32_t counts[STEP_COUNT];
    uint32_t above = SET_EMPTY;
    alone->analysis = analysis;
    count_steps(arena, analysis, SIZE_MAX, counts);
    for (int step = STEP_COUNT - 1; step >= 0; step--) {
        alone->some[step] = where_some(analysis, counts[step], (enum step)step);
        alone->above[step] = above;
        above = either(alone, above, alone->some[step]);
    }
    find_needed(alone, counts);
    find_given(arena, alone);
    find_all_kept(arena, alone);
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
