/* What the tables decide against the reference evaluator, where not all of it
 * can be: combinations of terms are drawn, always the same ones, and each is
 * evaluated point by point. */

#include "emit/c/verify.h"

#include "emit/c/verify_axis.h"
#include "emit/c/verify_behaviours.h"

#include "base/arena.h"

enum {
    MOST_EVALUATED = 100000, /* points, in one build ... */
    MOST_WEIGHED = 10000000, /* ... and statements weighed at them */
    MOST_COVERED = 64,       /* points of a combination that is drawn */
    DRAWN = 10000
};

struct trial {
    struct artifact *artifact;
    struct arena *arena;
    struct axis axes[DIMENSION_COUNT];
    struct arena *scratch; /* of the evaluator, emptied now and then */
    size_t evaluated, most;
    const char *fault;
};

static struct worst evaluate_one(struct trial *trial, const uint32_t *at,
                                 const struct bits *facts)
{
    struct point point = { .facts = facts };
    for (int d = 0; d < DIMENSION_COUNT; d++) {
        point.at[d] = (uint16_t)at[d];
    }
    if (trial->evaluated++ % 512 == 0) {
        arena_destroy(trial->scratch);
        trial->scratch = arena_create();
    }
    return worst_at(trial->scratch, trial->artifact, trial->artifact->policy,
                    &point);
}

static const char *terms_words(struct trial *trial, const uint32_t *terms)
{
    const char *words = "";
    for (int d = 0; d < DIMENSION_COUNT; d++) {
        words = arena_print(trial->arena, "%s%s%s", words, d > 0 ? ", " : "",
                            trial->axes[d].terms->items[terms[d]]->path);
    }
    return words;
}

static void compare(struct trial *trial, const uint32_t *terms, uint64_t facts,
                    const struct worst *want)
{
    struct artifact_ruling got = artifact_decide(trial->artifact, terms, facts);
    if (trial->fault == NULL && !worst_is(want, &got)) {
        trial->fault = arena_print(
            trial->arena, "decide: differs from the model at %s, facts 0x%llx",
            terms_words(trial, terms), (unsigned long long)facts);
    }
}

static uint64_t draw(uint64_t *state)
{
    uint64_t x = *state += UINT64_C(0x9E3779B97F4A7C15);
    x = (x ^ x >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    x = (x ^ x >> 27) * UINT64_C(0x94D049BB133111EB);
    return x ^ x >> 31;
}

/* Facts as a caller gives them: not closed. About every fourth holds. */
static struct bits *draw_facts(const struct trial *trial, uint64_t *state)
{
    const struct artifact *artifact = trial->artifact;
    size_t count = artifact->policy->terms[KIND_CONDITION].count;
    struct bits *facts = bits_create(trial->scratch, count);
    for (size_t i = 0; i < count; i++) {
        if (artifact->fact_bit[i] != 0 && draw(state) % 4 == 0) {
            bits_add(facts, i);
        }
    }
    return facts;
}

/* The worst over all that the terms cover, class by class. */
static struct worst worst_below(struct trial *trial, const uint32_t *terms,
                                const struct bits *facts)
{
    struct worst worst = { 0 };
    struct bits *covers[DIMENSION_COUNT];
    size_t class[DIMENSION_COUNT];
    uint32_t at[DIMENSION_COUNT];
    for (int d = 0; d < DIMENSION_COUNT; d++) {
        covers[d] = axis_cover(trial->arena, &trial->axes[d], terms[d]);
        class[d] = bits_next(covers[d], 0);
    }
    for (bool first = true, more = true; more; first = false) {
        for (int d = 0; d < DIMENSION_COUNT; d++) {
            at[d] = trial->axes[d].point[class[d]];
        }
        struct worst one = evaluate_one(trial, at, facts);
        if (first) {
            worst = one;
        }
        worst_meet(&worst, &one);
        more = false;
        for (int d = DIMENSION_COUNT; d-- > 0 && !more;) {
            class[d] = bits_next(covers[d], class[d] + 1);
            more = class[d] < covers[d]->size;
            class[d] = more ? class[d] : bits_next(covers[d], 0);
        }
    }
    return worst;
}

/* Terms that together cover few classes: those that cover most give way to a
 * point of theirs. */
static void draw_terms(const struct trial *trial, uint64_t *state,
                       uint32_t *terms)
{
    size_t covered[DIMENSION_COUNT];
    size_t product = 1;
    for (int d = 0; d < DIMENSION_COUNT; d++) {
        const struct axis *axis = &trial->axes[d];
        terms[d] = draw(state) % 2 == 0
                       ? axis->point[draw(state) % axis->classes]
                       : (uint32_t)(draw(state) % axis->terms->count);
        covered[d] = bits_count(axis_cover(trial->arena, axis, terms[d]));
        product *= covered[d];
    }
    while (product > MOST_COVERED) {
        int most = 0;
        for (int d = 1; d < DIMENSION_COUNT; d++) {
            most = covered[d] > covered[most] ? d : most;
        }
        const struct terms *all = trial->axes[most].terms;
        const struct term *term = all->items[terms[most]];
        if (term->child_count == 0) {
            break;
        }
        terms[most] = term->children[draw(state) % term->child_count]->number;
        product /= covered[most];
        covered[most] = bits_count(
            axis_cover(trial->arena, &trial->axes[most], terms[most]));
        product *= covered[most];
    }
}

static void try_some(struct trial *trial)
{
    const struct terms *conditions =
        &trial->artifact->policy->terms[KIND_CONDITION];
    uint64_t state = 0;
    struct arena *kept = trial->arena;
    for (size_t i = 0;
         i < DRAWN && trial->evaluated < trial->most && trial->fault == NULL;
         i++) {
        uint32_t terms[DIMENSION_COUNT];
        trial->arena = arena_create();
        draw_terms(trial, &state, terms);
        struct bits *facts = bits_copy(trial->arena, draw_facts(trial, &state));
        uint64_t word = artifact_facts(trial->artifact, facts);
        facts_close(conditions, facts);
        struct worst worst = worst_below(trial, terms, facts);
        struct arena *drawn = trial->arena;
        trial->arena = kept;
        compare(trial, terms, word, &worst);
        arena_destroy(drawn);
    }
}

const char *verify_rulings(struct artifact *artifact)
{
    struct trial trial = { .artifact = artifact,
                           .arena = artifact->arena,
                           .scratch = arena_create(),
                           .most = MOST_EVALUATED };
    size_t statements = artifact->policy->statement_count;
    if (statements > MOST_WEIGHED / MOST_EVALUATED) {
        trial.most = MOST_WEIGHED / statements;
    }
    for (int d = 0; d < DIMENSION_COUNT; d++) {
        trial.axes[d] = axis_make(trial.arena, artifact->policy, d);
    }
    try_some(&trial);
    arena_destroy(trial.scratch);
    return trial.fault;
}
