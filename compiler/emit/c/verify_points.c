/* The tables at every class of points and for every set of facts, held against
 * what the statements answer: combination after combination, with nothing left
 * out. What a table answers from one place on depends on nothing but the place,
 * so where a place and a row of answers have been held against each other once,
 * they need not be again; this makes billions of combinations a matter of
 * milliseconds. */

#include "emit/c/verify.h"

#include "emit/c/verify_answers.h"

#include "base/arena.h"

enum { MOST_STEPS = 1 << 26 };

/* One dimension. */
struct side {
    struct alike *alike;
    size_t alike_count;
    uint64_t *held; /* [row]: 1 + the place that it was last held against */
};

struct comparison {
    struct artifact *artifact;
    struct answers answers;
    struct side sides[DIMENSION_COUNT];
    uint32_t terms[DIMENSION_COUNT];
    size_t steps;
    const char *fault;
};

static void differ(struct comparison *comparison, uint64_t facts)
{
    const char *words = "";
    for (int d = 0; d < DIMENSION_COUNT; d++) {
        const struct terms *terms = comparison->answers.levels[d].axis.terms;
        words = arena_print(comparison->answers.arena, "%s%s%s", words,
                            d > 0 ? ", " : "",
                            terms->items[comparison->terms[d]]->path);
    }
    comparison->fault =
        arena_print(comparison->artifact->arena,
                    "decide: differs from the model at %s, facts 0x%llx", words,
                    (unsigned long long)facts);
}

/* Whether the row has not been held against this place of the table; it has from
 * then on. Where a row is met at several places by turns it is held against them
 * again and again, as far as the end of a stage: a matter of time alone. */
static bool is_new(struct side *side, uint32_t row, uint64_t at)
{
    bool new = side->held[row] != at + 1;
    side->held[row] = at + 1;
    return new;
}

static bool gave_up(const struct comparison *comparison)
{
    return comparison->steps > MOST_STEPS ||
           behaviours_exhausted(comparison->answers.behaviours);
}

/* Holds all combinations of the dimensions from `d` on against the row, where
 * `at` is how far the way through the table has come. What it answers from there
 * on depends on nothing else, so equal pairs need to be held but once. */
static void compare(struct comparison *comparison, size_t d, uint64_t at,
                    uint32_t row)
{
    const struct artifact_table *table = &comparison->artifact->decide;
    if (d == DIMENSION_COUNT) {
        uint64_t facts = 0;
        if (!behaviours_answered(comparison->answers.behaviours, row,
                                 artifact_end(table, at), &facts)) {
            differ(comparison, facts);
        }
        return;
    }
    const struct answer_level *level = &comparison->answers.levels[d];
    struct side *side = &comparison->sides[d];
    if (at != UINT64_MAX && !is_new(side, row, at)) {
        return;
    }
    comparison->steps += side->alike_count;
    for (size_t i = 0; i < side->alike_count && comparison->fault == NULL &&
                       !gave_up(comparison);
         i++) {
        const struct alike *alike = &side->alike[i];
        comparison->terms[d] = alike->term;
        compare(comparison, d + 1, artifact_advance(table, d, at, alike->class),
                level->alone ? row : level->row[row][alike->asked]);
    }
}

static void make_sides(struct comparison *comparison)
{
    const struct answers *answers = &comparison->answers;
    size_t rows = behaviours_count(answers->behaviours);
    for (size_t d = DIMENSION_COUNT; d-- > 0;) {
        const struct answer_level *level = &answers->levels[d];
        rows = level->alone ? rows : level->row_count;
        comparison->sides[d].held =
            arena_array(answers->arena, rows, sizeof(uint64_t));
        comparison->sides[d].alike =
            axis_alike(answers->arena, &level->axis,
                       comparison->artifact->decide.classes[d].items,
                       &comparison->sides[d].alike_count);
    }
}

bool verify_points(struct artifact *artifact, const char **fault)
{
    struct comparison comparison = { .artifact = artifact };
    bool whole = answers_make(&comparison.answers, artifact);
    if (whole) {
        make_sides(&comparison);
        compare(&comparison, 0, artifact_begin(&artifact->decide),
                comparison.answers.root);
        whole = !gave_up(&comparison);
    }
    answers_destroy(&comparison.answers);
    *fault = comparison.fault;
    return whole || *fault != NULL;
}
