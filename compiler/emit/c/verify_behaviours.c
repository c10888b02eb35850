/* A set of facts is a word: a bit a condition, by `number`. A behaviour has a
 * cell for each assignment of the facts that it names, the lowest of them the
 * lowest bit of the index; NONE where no closed set of facts is so. */

#include "emit/c/verify_behaviours.h"

#include "base/arena.h"
#include "diagram/intern.h"

#include <string.h>

enum {
    MOST_FACTS = 16,      /* that matter to one behaviour */
    MOST_CELLS = 1 << 23, /* of all behaviours */
    SCRATCH_ROUNDS = 512,
    KEY_WORDS = 2 /* that hold the facts */
};

#define NONE UINT32_MAX /* in place of an outcome */

struct behaviour {
    uint64_t facts;
    uint32_t *outcome; /* [assignment] */
    uint32_t answered; /* 1 + where the cases begin that last answered so */
};

struct behaviours {
    struct artifact *artifact;
    struct arena *arena, *scratch;
    size_t number_count;
    uint16_t number[64]; /* [bit]: the condition */
    uint64_t above[64];  /* [bit]: all that it implies */
    unsigned *bit;       /* [condition] */

    struct interner *outcome_numbers, *numbers;
    struct worst *outcomes;
    size_t outcome_count;
    struct behaviour *items;
    size_t count;
    size_t cells, rounds;
    bool exhausted;
};

/* --- the evaluator -------------------------------------------------------- */

struct worst worst_at(struct arena *scratch, const struct artifact *artifact,
                      const struct policy *policy, const struct point *point)
{
    struct ruling ruling = evaluate(scratch, policy, point);
    struct worst worst = {
        .badness = ruling.verdict == VERDICT_DENY     ? 2
                   : ruling.verdict == VERDICT_SILENT ? 1
                                                      : 0,
        .statement = (uint16_t)(ruling.deciding_count > 0
                                    ? ruling.deciding[0]->index
                                    : artifact->policy->statement_count),
    };
    if (ruling.verdict == VERDICT_ALLOW) {
        worst.duties = artifact_duties(artifact, ruling.measures);
    }
    return worst;
}

void worst_meet(struct worst *into, const struct worst *other)
{
    if (other->badness > into->badness) {
        *into = *other;
    } else if (other->badness == into->badness) {
        into->duties |= other->duties;
        if (other->statement < into->statement) {
            into->statement = other->statement;
        }
    }
}

bool worst_is(const struct worst *worst, const struct artifact_ruling *ruling)
{
    static const uint64_t verdict[3] = { VERDICT_ALLOW, VERDICT_SILENT,
                                         VERDICT_DENY };
    return ruling->verdict == verdict[worst->badness] &&
           ruling->statement == worst->statement &&
           ruling->duties == worst->duties;
}

/* --- facts ---------------------------------------------------------------- */

static void number_conditions(struct behaviours *behaviours,
                              const struct bits *wanted)
{
    const struct terms *terms =
        &behaviours->artifact->policy->terms[KIND_CONDITION];
    for (size_t i = bits_next(wanted, 0); i < wanted->size;
         i = bits_next(wanted, i + 1)) {
        behaviours->bit[i] = (unsigned)behaviours->number_count;
        behaviours->number[behaviours->number_count++] = (uint16_t)i;
    }
    for (size_t i = 0; i < behaviours->number_count; i++) {
        for (size_t k = 0; k < behaviours->number_count; k++) {
            if (bits_has(terms->items[behaviours->number[i]]->below,
                         behaviours->number[k])) {
                behaviours->above[k] |= UINT64_C(1) << i;
            }
        }
    }
}

static uint64_t word_of(const struct behaviours *behaviours,
                        const struct bits *conditions)
{
    uint64_t word = 0;
    for (size_t i = bits_next(conditions, 0); i < conditions->size;
         i = bits_next(conditions, i + 1)) {
        word |= UINT64_C(1) << behaviours->bit[i];
    }
    return word;
}

/* The facts of `mask` that the assignment of that index has. */
static uint64_t spread(size_t index, uint64_t mask)
{
    uint64_t facts = 0;
    for (; mask != 0; mask &= mask - 1, index >>= 1) {
        facts |= (index & 1) != 0 ? mask & (~mask + 1) : 0;
    }
    return facts;
}

/* The index of the assignment that the facts make of those of `mask`. */
static size_t gather(uint64_t facts, uint64_t mask)
{
    size_t index = 0;
    for (size_t i = 0; mask != 0; mask &= mask - 1, i++) {
        index |= (facts & mask & (~mask + 1)) != 0 ? (size_t)1 << i : 0;
    }
    return index;
}

/* Whether a closed set has these facts, and of `mask` no others. */
static bool is_closed(const struct behaviours *behaviours, uint64_t facts,
                      uint64_t mask)
{
    uint64_t all = 0;
    for (uint64_t left = facts; left != 0; left &= left - 1) {
        all |= behaviours->above[__builtin_ctzll(left)];
    }
    return (all & mask & ~facts) == 0;
}

static const struct bits *closed_of(const struct behaviours *behaviours,
                                    uint64_t facts)
{
    const struct terms *terms =
        &behaviours->artifact->policy->terms[KIND_CONDITION];
    struct bits *set = bits_create(behaviours->scratch, terms->count);
    for (uint64_t left = facts; left != 0; left &= left - 1) {
        bits_add(set, behaviours->number[__builtin_ctzll(left)]);
    }
    facts_close(terms, set);
    return set;
}

/* The facts as a request gives them. */
static uint64_t asked_of(const struct behaviours *behaviours, uint64_t facts)
{
    uint64_t word = 0;
    for (uint64_t left = facts; left != 0; left &= left - 1) {
        word |= behaviours->artifact
                    ->fact_bit[behaviours->number[__builtin_ctzll(left)]];
    }
    return word;
}

/* --- numbers -------------------------------------------------------------- */

static uint32_t outcome_number(struct behaviours *behaviours,
                               const struct worst *worst)
{
    uint64_t key[3] = { worst->badness, worst->statement, worst->duties };
    bool added;
    uint32_t number =
        interner_number(behaviours->outcome_numbers, key, sizeof key, &added);
    if (added) {
        behaviours->outcomes =
            arena_extend(behaviours->arena, behaviours->outcomes,
                         behaviours->outcome_count, sizeof *worst);
        behaviours->outcomes[behaviours->outcome_count++] = *worst;
    }
    return number;
}

/* Leaves out a fact that makes no difference: where both assignments are of
 * closed sets, they have the same outcome. */
static void drop_fact(uint64_t *facts, uint32_t *outcome, unsigned bit)
{
    size_t count = (size_t)1 << __builtin_popcountll(*facts);
    size_t one = (size_t)1 << bit;
    for (size_t i = 0; i < count; i++) {
        uint32_t with = outcome[i | one];
        uint32_t without = outcome[i & ~one];
        if (with != without && with != NONE && without != NONE) {
            return;
        }
    }
    for (size_t i = 0; i < count / 2; i++) {
        size_t low = i & (one - 1);
        size_t at = ((i - low) << 1) | low;
        outcome[i] = outcome[at] != NONE ? outcome[at] : outcome[at | one];
    }
    *facts &= ~spread(one, *facts);
}

/* Room for an assignment each of the facts, behind two words of the key that
 * behaviour_number makes of it. */
static uint32_t *draft_cells(struct behaviours *behaviours, uint64_t facts)
{
    if (__builtin_popcountll(facts) > MOST_FACTS) {
        behaviours->exhausted = true;
        return NULL;
    }
    size_t count = (size_t)1 << __builtin_popcountll(facts);
    uint32_t *key =
        arena_array(behaviours->scratch, KEY_WORDS + count, sizeof *key);
    return key + KEY_WORDS;
}

/* The number of what draft_cells gave, filled in; it is lost. */
static uint32_t behaviour_number(struct behaviours *behaviours, uint64_t facts,
                                 uint32_t *outcome)
{
    for (unsigned bit = (unsigned)__builtin_popcountll(facts); bit-- > 0;) {
        drop_fact(&facts, outcome, bit);
    }
    size_t count = (size_t)1 << __builtin_popcountll(facts);
    size_t size = count * sizeof *outcome;
    bool added;
    memcpy(outcome - KEY_WORDS, &facts, sizeof facts);
    uint32_t number =
        interner_number(behaviours->numbers, outcome - KEY_WORDS,
                        KEY_WORDS * sizeof *outcome + size, &added);
    if (added) {
        struct behaviour behaviour = {
            .facts = facts,
            .outcome = arena_array(behaviours->arena, count, sizeof *outcome),
        };
        memcpy(behaviour.outcome, outcome, size);
        behaviours->items = arena_extend(behaviours->arena, behaviours->items,
                                         behaviours->count, sizeof behaviour);
        behaviours->items[behaviours->count++] = behaviour;
        behaviours->cells += count;
        behaviours->exhausted |= behaviours->cells > MOST_CELLS;
    }
    return number;
}

/* Empties the scratch now and then. */
static void sweep(struct behaviours *behaviours)
{
    if (behaviours->rounds++ % SCRATCH_ROUNDS == 0) {
        arena_destroy(behaviours->scratch);
        behaviours->scratch = arena_create();
    }
}

/* --- the face ------------------------------------------------------------- */

struct behaviours *behaviours_create(struct artifact *artifact)
{
    const struct policy *policy = artifact->policy;
    size_t conditions = policy->terms[KIND_CONDITION].count;
    struct arena *arena = arena_create();
    struct bits *wanted = bits_copy(arena, policy->conditions_used);
    for (size_t i = 0; i < conditions; i++) {
        if (artifact->fact_bit[i] != 0) {
            bits_add(wanted, i);
        }
    }
    if (bits_count(wanted) > 64) {
        arena_destroy(arena);
        return NULL;
    }
    struct behaviours *behaviours = arena_allocate(arena, sizeof *behaviours);
    *behaviours = (struct behaviours){
        .artifact = artifact,
        .arena = arena,
        .scratch = arena_create(),
        .bit = arena_array(arena, conditions, sizeof *behaviours->bit),
        .outcome_numbers = interner_create(),
        .numbers = interner_create(),
    };
    number_conditions(behaviours, wanted);
    return behaviours;
}

void behaviours_destroy(struct behaviours *behaviours)
{
    if (behaviours != NULL) {
        interner_destroy(behaviours->outcome_numbers);
        interner_destroy(behaviours->numbers);
        arena_destroy(behaviours->scratch);
        arena_destroy(behaviours->arena);
    }
}

size_t behaviours_count(const struct behaviours *behaviours)
{
    return behaviours->count;
}

bool behaviours_exhausted(const struct behaviours *behaviours)
{
    return behaviours->exhausted;
}

/* The facts that the guards of the statements name. */
static uint64_t facts_named(struct behaviours *behaviours,
                            struct statement *const *statements, size_t count)
{
    struct bits *named =
        bits_create(behaviours->scratch,
                    behaviours->artifact->policy->terms[KIND_CONDITION].count);
    for (size_t i = 0; i < count; i++) {
        if (statements[i]->guard != NULL) {
            condition_collect(statements[i]->guard, named);
        }
        if (statements[i]->unless != NULL) {
            condition_collect(statements[i]->unless, named);
        }
    }
    return word_of(behaviours, named);
}

uint32_t behaviours_make(struct behaviours *behaviours,
                         struct statement **statements, size_t count,
                         const struct point *point)
{
    sweep(behaviours);
    struct policy some = *behaviours->artifact->policy;
    struct point at = *point;
    some.statements = statements;
    some.statement_count = count;
    uint64_t facts = facts_named(behaviours, statements, count);
    uint32_t *outcome = draft_cells(behaviours, facts);
    for (size_t i = 0; outcome != NULL && i >> __builtin_popcountll(facts) == 0;
         i++) {
        uint64_t assigned = spread(i, facts);
        outcome[i] = NONE;
        if (is_closed(behaviours, assigned, facts)) {
            at.facts = closed_of(behaviours, assigned);
            struct worst worst =
                worst_at(behaviours->scratch, behaviours->artifact, &some, &at);
            outcome[i] = outcome_number(behaviours, &worst);
        }
    }
    return outcome != NULL ? behaviour_number(behaviours, facts, outcome) : 0;
}

static uint32_t meet_outcomes(struct behaviours *behaviours, uint32_t a,
                              uint32_t b)
{
    struct worst worst = behaviours->outcomes[a];
    worst_meet(&worst, &behaviours->outcomes[b]);
    return a == b ? a : outcome_number(behaviours, &worst);
}

/* What the behaviour says where exactly these facts hold, of some that are all
 * that it names or more. */
static uint32_t outcome_at(const struct behaviour *behaviour, uint64_t facts)
{
    return behaviour->outcome[gather(facts, behaviour->facts)];
}

uint32_t behaviours_meet(struct behaviours *behaviours, uint32_t a, uint32_t b)
{
    if (behaviours->exhausted) {
        return a;
    }
    sweep(behaviours);
    struct behaviour one = behaviours->items[a];
    struct behaviour other = behaviours->items[b];
    uint64_t facts = one.facts | other.facts;
    uint32_t *outcome = draft_cells(behaviours, facts);
    for (size_t i = 0; outcome != NULL && i >> __builtin_popcountll(facts) == 0;
         i++) {
        uint64_t assigned = spread(i, facts);
        outcome[i] = NONE;
        if (is_closed(behaviours, assigned, facts)) {
            outcome[i] = meet_outcomes(behaviours, outcome_at(&one, assigned),
                                       outcome_at(&other, assigned));
        }
    }
    return outcome != NULL ? behaviour_number(behaviours, facts, outcome) : 0;
}

/* --- the tables ----------------------------------------------------------- */

static bool answers_so(const struct behaviours *behaviours, uint64_t first,
                       uint64_t facts, uint32_t outcome)
{
    struct artifact_ruling ruling =
        artifact_answer(behaviours->artifact, first, facts);
    return worst_is(&behaviours->outcomes[outcome], &ruling);
}

bool behaviours_answered(struct behaviours *behaviours, uint32_t number,
                         uint64_t first, uint64_t *asked)
{
    const struct artifact *artifact = behaviours->artifact;
    struct behaviour *behaviour = &behaviours->items[number];
    if (first >= artifact_places(artifact)) {
        return false;
    }
    if (behaviour->answered == first + 1) {
        return true;
    }
    uint64_t facts = behaviour->facts;
    uint64_t unknown = artifact_looked_at(artifact, first);
    for (size_t i = 0; i < behaviours->number_count; i++) {
        uint64_t bit = artifact->fact_bit[behaviours->number[i]];
        facts |= (unknown & bit) != 0 ? UINT64_C(1) << i : 0;
        unknown &= ~bit;
    }
    if (__builtin_popcountll(facts) > MOST_FACTS) {
        behaviours->exhausted = true;
        return true;
    }
    for (size_t i = 0; i >> __builtin_popcountll(facts) == 0; i++) {
        uint64_t assigned = spread(i, facts);
        uint32_t outcome = outcome_at(behaviour, assigned);
        *asked = asked_of(behaviours, assigned);
        if (is_closed(behaviours, assigned, facts) &&
            (!answers_so(behaviours, first, *asked, outcome) ||
             !answers_so(behaviours, first, *asked | unknown, outcome))) {
            return false; /* bits that are no fact must be ignored */
        }
    }
    behaviour->answered = (uint32_t)first + 1;
    return true;
}
