/* What is nearest to a question, against the reference evaluator: every change
 * of every question is tried, so what is listed is allowed whole, and nothing
 * needs fewer changes. */

#include "diagram_brute.h"

#include "diagram/answer.h"
#include "diagram/nearest.h"

#ifndef SEEDS
#    define SEEDS 10
#endif

/* What the tests call the best: lower is nearer. */
struct best {
    size_t changes;
    unsigned pass; /* 0: by one, keeping; 1: by several; 2, 3: moving */
    size_t statement;
};

struct trial {
    const struct brute *brute;
    const struct question *question;
    struct bits *used; /* conditions that guards rest on */
    size_t *kept;      /* points that the question covers, loosely */
    size_t kept_count;
    struct best best;
};

static bool has(const struct trial *trial, int d,
                const uint16_t at[DIMENSION_COUNT])
{
    return question_has(trial->brute->policy, trial->question, d, at);
}

/* Whether the question selects the place, for some action if it is a recipient
 * and `to` is left out. */
static bool selects(const struct trial *trial, int d,
                    const uint16_t at[DIMENSION_COUNT])
{
    uint16_t there[DIMENSION_COUNT];
    memcpy(there, at, sizeof there);
    if (d != DIMENSION_RECIPIENT)
        return has(trial, d, at);
    for (size_t a = 0; a < trial->brute->size[DIMENSION_ACTION]; a++) {
        there[DIMENSION_ACTION] = (uint16_t)a;
        if (has(trial, DIMENSION_ACTION, there) && has(trial, d, there))
            return true;
    }
    return false;
}

/* The facts of a closed set that others among the set given do not bring: those
 * that no other of them implies, or that imply no other of them. */
static size_t count_roots(const struct terms *terms, const struct bits *facts,
                          bool added)
{
    size_t count = 0;
    for (size_t n = 0; n < facts->size; n++) {
        bool root = bits_has(facts, n);
        for (size_t m = 0; m < facts->size && root; m++)
            root = m == n || !bits_has(facts, m) ||
                   !bits_has(terms->items[added ? n : m]->below, added ? m : n);
        count += root;
    }
    return count;
}

static size_t fact_changes(const struct trial *trial, const struct bits *facts)
{
    const struct terms *terms = &trial->brute->policy->terms[KIND_CONDITION];
    struct bits *added = bits_copy(trial->brute->arena, facts);
    struct bits *taken = bits_copy(trial->brute->arena, trial->question->given);
    bits_subtract(added, trial->question->given);
    bits_subtract(taken, facts);
    bits_intersect(added, trial->used);
    bits_intersect(taken, trial->used);
    return count_roots(terms, added, true) + count_roots(terms, taken, false);
}

/* Whether all is allowed that the question covers with some dimensions at these
 * places; who decides at all of it, where one does. */
static bool all_allowed(const struct trial *trial, unsigned loose,
                        const uint16_t there[DIMENSION_COUNT], size_t facts,
                        uint64_t *deciding)
{
    const struct brute *brute = trial->brute;
    *deciding = UINT64_MAX;
    for (size_t i = 0; i < trial->kept_count; i++) {
        const uint16_t *at = brute->places[trial->kept[i]].at;
        const struct spot *spot =
            &brute->spots[facts * brute->point_count + trial->kept[i]];
        bool covered = true;
        for (int d = 0; d < DIMENSION_COUNT && covered; d++)
            covered = (loose & DIMENSION_BIT(d)) == 0 || at[d] == there[d];
        if (covered && !spot->allowed)
            return false;
        if (covered)
            *deciding &= spot->deciding;
    }
    return true;
}

static void note(struct trial *trial, struct best found)
{
    struct best *best = &trial->best;
    if (found.changes < best->changes ||
        (found.changes == best->changes &&
         (found.pass < best->pass ||
          (found.pass == best->pass && found.statement < best->statement))))
        *best = found;
}

/* One choice of places for the loose dimensions, under every set of facts. */
static void try_places(struct trial *trial, unsigned loose,
                       const uint16_t there[DIMENSION_COUNT])
{
    const struct brute *brute = trial->brute;
    bool keeps = true;
    for (int d = 0; d < DIMENSION_COUNT; d++)
        if ((loose & DIMENSION_BIT(d)) != 0)
            keeps = keeps && selects(trial, d, there);
    for (size_t f = 0; f < brute->fact_count; f++) {
        uint64_t deciding;
        size_t changes = (size_t)__builtin_popcount(loose) +
                         fact_changes(trial, brute->facts[f]);
        if (changes > trial->best.changes ||
            !all_allowed(trial, loose, there, f, &deciding))
            continue;
        for (size_t s = 0; s < brute->policy->statement_count; s++)
            if ((deciding >> s & 1) != 0)
                note(trial, (struct best){ changes, keeps ? 0 : 2, s });
        if (deciding == 0)
            note(trial, (struct best){ changes, keeps ? 1 : 3, 0 });
    }
}

/* The points that the question covers if these are let go. */
static void keep_points(struct trial *trial, unsigned loose)
{
    trial->kept_count = 0;
    for (size_t i = 0; i < trial->brute->point_count; i++) {
        bool covered = true;
        for (int d = 0; d < DIMENSION_COUNT && covered; d++)
            covered = (loose & DIMENSION_BIT(d)) != 0 ||
                      has(trial, d, trial->brute->places[i].at);
        if (covered)
            trial->kept[trial->kept_count++] = i;
    }
}

static void try_loose(struct trial *trial, unsigned loose)
{
    const struct brute *brute = trial->brute;
    if ((size_t)__builtin_popcount(loose) > trial->best.changes)
        return;
    keep_points(trial, loose);
    for (size_t i = 0; i < brute->point_count; i++) {
        const uint16_t *at = brute->places[i].at;
        bool wanted = true;
        for (int d = 0; d < DIMENSION_COUNT && wanted; d++) {
            bool is_loose = (loose & DIMENSION_BIT(d)) != 0;
            bool act = d == DIMENSION_PARTY || d == DIMENSION_ACTION;
            /* one place for what is not loose, and the act is not moved */
            wanted = is_loose ? !act || has(trial, d, at) : at[d] == 0;
        }
        if (wanted)
            try_places(trial, loose, at);
    }
}

/* --- what was found ------------------------------------------------------ */

static bool in_remedy(const struct trial *trial, const struct remedy *remedy,
                      const uint16_t at[DIMENSION_COUNT])
{
    for (int d = 0; d < DIMENSION_COUNT; d++)
        if (remedy->points[d] != NULL ? !bits_has(remedy->points[d], at[d])
                                      : !has(trial, d, at))
            return false;
    return true;
}

static bool parts_have(const struct parts *parts, size_t point)
{
    bool is_in = false;
    for (size_t i = 0; i < parts->count; i++)
        is_in = is_in || (parts->items[i].rest
                              ? parts->items[i].term->number == point
                              : bits_has(parts->items[i].term->below, point));
    for (size_t i = 0; i < parts->except_count; i++)
        is_in = is_in && !(parts->except[i].rest
                               ? parts->except[i].term->number == point
                               : bits_has(parts->except[i].term->below, point));
    return is_in;
}

static void check_remedy(const struct trial *trial, struct analysis *analysis,
                         const struct remedy *remedy, size_t changes)
{
    const struct brute *brute = trial->brute;
    uint64_t named = 0;
    for (size_t i = 0; i < remedy->statement_count; i++)
        named |= UINT64_C(1) << remedy->statements[i]->index;
    for (int d = 0; d < DIMENSION_COUNT; d++)
        for (size_t p = 0; remedy->points[d] && p < brute->size[d]; p++)
            assert_int_equal(bits_has(remedy->points[d], p),
                             parts_have(&remedy->parts[d], p));
    assert_true(remedy->facts.count > 0);
    for (size_t k = 0; k < remedy->facts.count; k++) {
        const struct bits *facts = fewest_facts(
            analysis, trial->question->given, &remedy->facts.items[k]);
        size_t f = brute_facts(brute, facts);
        size_t covered = 0;
        assert_int_equal((size_t)__builtin_popcount(remedy->dimensions) +
                             fact_changes(trial, facts),
                         changes);
        for (size_t i = 0; i < brute->point_count; i++) {
            const struct spot *spot = &brute->spots[f * brute->point_count + i];
            if (!in_remedy(trial, remedy, brute->places[i].at))
                continue;
            covered++;
            assert_true(spot->allowed);
            assert_true((spot->deciding & named) != 0);
        }
        assert_true(covered > 0);
    }
}

static void compare(const struct brute *brute, struct analysis *analysis,
                    const struct question *question)
{
    struct answer answer = answer_question(analysis, question);
    if (answer.verdict == VERDICT_ALLOW)
        return;
    const struct policy *policy = brute->policy;
    struct trial trial = {
        .brute = brute,
        .question = question,
        .used = bits_create(brute->arena, policy->terms[KIND_CONDITION].count),
        .kept = arena_array(brute->arena, brute->point_count, sizeof(size_t)),
        .best = { SIZE_MAX, 0, 0 },
    };
    for (size_t i = 0; i < policy->statement_count; i++) {
        condition_collect(policy->statements[i]->guard, trial.used);
        condition_collect(policy->statements[i]->unless, trial.used);
    }
    for (unsigned loose = 0; loose <= DIMENSIONS_ALL; loose++)
        if ((loose & (DIMENSION_BIT(DIMENSION_SUBJECT) |
                      DIMENSION_BIT(DIMENSION_REGION))) == 0)
            try_loose(&trial, loose);
    struct nearest_answer nearest =
        nearest_find(analysis, question,
                     answer.deciding_count > 0 ? answer.deciding[0] : NULL);
    assert_int_equal(nearest.changes, trial.best.changes);
    assert_int_equal(nearest.count > 0, nearest.changes != SIZE_MAX);
    for (size_t i = 0; i < nearest.count; i++)
        check_remedy(&trial, analysis, &nearest.items[i], nearest.changes);
    if (nearest.count > 0 && trial.best.pass % 2 == 0) {
        assert_int_equal(nearest.items[0].statement_count, 1);
        assert_int_equal(nearest.items[0].statements[0]->index,
                         trial.best.statement);
    } else if (nearest.count > 0) {
        assert_true(nearest.items[0].statement_count > 1);
    }
}

static void nearest_is_what_needs_fewest_changes(void **state)
{
    (void)state;
    for (uint64_t seed = 101; seed < 101 + SEEDS; seed++) {
        struct text text = { 0 };
        struct dice dice = { seed * 77 + 5 };
        write_policy(seed, &text);
        struct compilation *compilation = compile(text_string(&text));
        struct brute brute = brute_create(compilation->policy);
        for (unsigned i = 0; i < 8; i++) {
            struct text words = { 0 };
            write_question(&dice, 9, &words);
            struct question question =
                read_question(compilation, text_string(&words));
            assert_int_equal(question.open, -1);
            compare(&brute, compilation->analysis, &question);
            text_destroy(&words);
        }
        arena_destroy(brute.arena);
        compilation_destroy(compilation);
        text_destroy(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nearest_is_what_needs_fewest_changes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
