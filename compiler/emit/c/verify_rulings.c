/* What the tables decide against the reference evaluator. Points that no
 * statement's box tells apart are one class, of which the evaluator sees one
 * point; a term covers a set of classes. Where classes and facts are few, every
 * combination is evaluated and the worst over what each combination of terms
 * covers is worked out one dimension at a time; else combinations are drawn,
 * always the same ones, and each is evaluated point by point. */

#include "emit/c/verify.h"

#include "base/arena.h"

#include <string.h>

enum {
    MOST_EVALUATED = 100000, /* points, in one build ... */
    MOST_WEIGHED = 10000000, /* ... and statements weighed at them */
    MOST_ASKED = 2000000,    /* combinations of terms, over all facts */
    MOST_TERMS = 4096,       /* of a dimension, to compare covers */
    MOST_FACTS = 10,         /* conditions whose every set is tried */
    MOST_COVERED = 64,       /* points of a combination that is drawn */
    DRAWN = 10000
};

/* One dimension. */
struct axis {
    const struct terms *terms;
    uint32_t *class_of; /* [point] */
    uint32_t *point;    /* [class]: one of its points */
    size_t classes;
    struct bits **covers; /* [asked]: classes; no two are equal */
    uint32_t *term;       /* [asked]: a term that covers them */
    size_t asked;
};

/* The worst over some points. */
struct worst {
    uint8_t badness; /* 0 allow, 1 silent, 2 deny */
    uint16_t statement;
    uint64_t duties;
};

struct trial {
    struct artifact *artifact;
    struct arena *arena;
    struct axis axes[DIMENSION_COUNT];
    struct arena *scratch; /* of the evaluator, emptied now and then */
    size_t evaluated, most;
    const char *fault;
};

/* --- classes of points ---------------------------------------------------- */

static void split_axis(struct arena *arena, struct axis *axis,
                       const struct bits *select)
{
    uint32_t *next = arena_array(arena, axis->classes * 2, sizeof *next);
    uint32_t count = 0;
    for (size_t i = 0; i < axis->terms->count; i++) {
        uint32_t *slot = &next[axis->class_of[i] * 2 + bits_has(select, i)];
        if (*slot == 0) {
            *slot = ++count;
        }
        axis->class_of[i] = *slot - 1;
    }
    axis->classes = count;
}

static void make_axis(struct trial *trial, int dimension)
{
    const struct policy *policy = trial->artifact->policy;
    struct axis *axis = &trial->axes[dimension];
    axis->terms = &policy->terms[dimension_space[dimension]];
    axis->class_of =
        arena_array(trial->arena, axis->terms->count, sizeof(uint32_t));
    axis->classes = 1;
    struct arena *scratch = arena_create();
    for (size_t i = 0; i < policy->statement_count; i++) {
        const struct statement *statement = policy->statements[i];
        for (size_t k = 0; k < statement->box_count; k++) {
            if (statement->boxes[k].select[dimension] != NULL) {
                split_axis(scratch, axis,
                           statement->boxes[k].select[dimension]);
            }
        }
    }
    arena_destroy(scratch);
    axis->point = arena_array(trial->arena, axis->classes, sizeof(uint32_t));
    for (size_t i = axis->terms->count; i-- > 0;) {
        axis->point[axis->class_of[i]] = (uint32_t)i;
    }
}

static struct bits *cover_of(const struct trial *trial, const struct axis *axis,
                             size_t term)
{
    struct bits *cover = bits_create(trial->arena, axis->classes);
    const struct bits *below = axis->terms->items[term]->below;
    for (size_t i = bits_next(below, 0); i < below->size;
         i = bits_next(below, i + 1)) {
        bits_add(cover, axis->class_of[i]);
    }
    return cover;
}

static void make_covers(struct trial *trial, struct axis *axis)
{
    size_t terms = axis->terms->count;
    axis->covers = arena_array(trial->arena, terms, sizeof(struct bits *));
    axis->term = arena_array(trial->arena, terms, sizeof *axis->term);
    for (size_t i = 0; i < terms; i++) {
        struct bits *cover = cover_of(trial, axis, i);
        size_t known = 0;
        while (known < axis->asked && !bits_equal(cover, axis->covers[known])) {
            known++;
        }
        if (known == axis->asked) {
            axis->covers[axis->asked] = cover;
            axis->term[axis->asked++] = (uint32_t)i;
        }
    }
}

/* --- the evaluator -------------------------------------------------------- */

static struct worst evaluate_one(struct trial *trial, const uint32_t *at,
                                 const struct bits *facts)
{
    struct artifact *artifact = trial->artifact;
    struct point point = { .facts = facts };
    for (int d = 0; d < DIMENSION_COUNT; d++) {
        point.at[d] = (uint16_t)at[d];
    }
    if (trial->evaluated++ % 512 == 0) {
        arena_destroy(trial->scratch);
        trial->scratch = arena_create();
    }
    struct ruling ruling = evaluate(trial->scratch, artifact->policy, &point);
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

static void meet(struct worst *into, const struct worst *other)
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
    static const uint64_t verdict[3] = { VERDICT_ALLOW, VERDICT_SILENT,
                                         VERDICT_DENY };
    struct artifact_ruling got = artifact_decide(trial->artifact, terms, facts);
    if (trial->fault == NULL &&
        (got.verdict != verdict[want->badness] ||
         got.statement != want->statement || got.duties != want->duties)) {
        trial->fault = arena_print(
            trial->arena, "decide: differs from the model at %s, facts 0x%llx",
            terms_words(trial, terms), (unsigned long long)facts);
    }
}

/* --- every combination ---------------------------------------------------- */

/* An array over seven dimensions, the last one closest. */
struct grid {
    struct worst *items;
    size_t size[DIMENSION_COUNT];
};

static size_t grid_count(const struct grid *grid)
{
    size_t count = 1;
    for (int d = 0; d < DIMENSION_COUNT; d++) {
        count *= grid->size[d];
    }
    return count;
}

static void place_at(const struct grid *grid, size_t index, size_t *place)
{
    for (int d = DIMENSION_COUNT; d-- > 0;) {
        place[d] = index % grid->size[d];
        index /= grid->size[d];
    }
}

/* The worst of the rows, of `length` items each, of the classes in `cover`. */
static void meet_rows(struct worst *into, const struct worst *rows,
                      size_t length, const struct bits *cover)
{
    size_t class = bits_next(cover, 0);
    memcpy(into, rows + class * length, length * sizeof *into);
    for (; class < cover->size; class = bits_next(cover, class + 1)) {
        for (size_t i = 0; i < length; i++) {
            meet(&into[i], &rows[class * length + i]);
        }
    }
}

/* The grid with a dimension of classes become one of what is asked. */
static struct grid meet_along(struct arena *arena, const struct grid *from,
                              const struct axis *axis, int dimension)
{
    struct grid to = *from;
    to.size[dimension] = axis->asked;
    to.items = arena_array(arena, grid_count(&to), sizeof *to.items);
    size_t inner = 1;
    for (int d = dimension + 1; d < DIMENSION_COUNT; d++) {
        inner *= from->size[d];
    }
    size_t outer = grid_count(from) / inner / axis->classes;
    for (size_t o = 0; o < outer; o++) {
        for (size_t a = 0; a < axis->asked; a++) {
            meet_rows(to.items + (o * axis->asked + a) * inner,
                      from->items + o * axis->classes * inner, inner,
                      axis->covers[a]);
        }
    }
    return to;
}

static void try_facts(struct trial *trial, const struct bits *facts)
{
    struct arena *arena = arena_create();
    struct grid grid = { 0 };
    size_t place[DIMENSION_COUNT];
    for (int d = 0; d < DIMENSION_COUNT; d++) {
        grid.size[d] = trial->axes[d].classes;
    }
    size_t count = grid_count(&grid);
    grid.items = arena_array(arena, count, sizeof *grid.items);
    for (size_t i = 0; i < count; i++) {
        uint32_t at[DIMENSION_COUNT];
        place_at(&grid, i, place);
        for (int d = 0; d < DIMENSION_COUNT; d++) {
            at[d] = trial->axes[d].point[place[d]];
        }
        grid.items[i] = evaluate_one(trial, at, facts);
    }
    for (int d = 0; d < DIMENSION_COUNT; d++) {
        grid = meet_along(arena, &grid, &trial->axes[d], d);
    }
    uint64_t word = artifact_facts(trial->artifact, facts);
    count = grid_count(&grid);
    for (size_t i = 0; i < count; i++) {
        uint32_t terms[DIMENSION_COUNT];
        place_at(&grid, i, place);
        for (int d = 0; d < DIMENSION_COUNT; d++) {
            terms[d] = trial->axes[d].term[place[d]];
        }
        compare(trial, terms, word, &grid.items[i]);
    }
    arena_destroy(arena);
}

/* Whether all combinations are few enough to try. */
static bool is_small(struct trial *trial)
{
    const struct bits *used = trial->artifact->policy->conditions_used;
    double points = 1;
    double asked = 1;
    for (int d = 0; d < DIMENSION_COUNT; d++) {
        struct axis *axis = &trial->axes[d];
        if (axis->terms->count > MOST_TERMS) {
            return false;
        }
        make_covers(trial, axis);
        points *= (double)axis->classes;
        asked *= (double)axis->asked;
    }
    size_t count = bits_count(used);
    return count <= MOST_FACTS &&
           points * (double)(UINT32_C(1) << count) <= (double)trial->most &&
           asked * (double)(UINT32_C(1) << count) <= MOST_ASKED;
}

/* Every set of facts that guards can tell from others: subsets of what they
 * name, closed, each once. */
static void try_all(struct trial *trial)
{
    const struct policy *policy = trial->artifact->policy;
    const struct terms *terms = &policy->terms[KIND_CONDITION];
    size_t count = bits_count(policy->conditions_used);
    for (size_t set = 0; set < (size_t)1 << count; set++) {
        struct bits *facts = bits_create(trial->arena, terms->count);
        size_t i = 0;
        for (size_t n = bits_next(policy->conditions_used, 0); n < terms->count;
             n = bits_next(policy->conditions_used, n + 1)) {
            if ((set >> i++ & 1) != 0) {
                bits_add(facts, n);
            }
        }
        struct bits *closed = bits_copy(trial->arena, facts);
        facts_close(terms, closed);
        bits_intersect(closed, policy->conditions_used);
        if (bits_equal(closed, facts)) {
            facts_close(terms, facts);
            try_facts(trial, facts);
        }
    }
}

/* --- some combinations ---------------------------------------------------- */

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
        covers[d] = cover_of(trial, &trial->axes[d], terms[d]);
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
        meet(&worst, &one);
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
        covered[d] = bits_count(cover_of(trial, axis, terms[d]));
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
        covered[most] =
            bits_count(cover_of(trial, &trial->axes[most], terms[most]));
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
        make_axis(&trial, d);
    }
    if (is_small(&trial)) {
        try_all(&trial);
    } else {
        try_some(&trial);
    }
    arena_destroy(trial.scratch);
    return trial.fault;
}
