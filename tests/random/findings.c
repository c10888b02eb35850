/* findings FIRST COUNT: random policies, checked, and every finding of meaning
 * held against brute force over all points and closed sets of facts, by the
 * reference evaluator alone: what is reported is real, and what is not reported
 * is not there. One line for each seed that fails; the last line is
 * "N passed, M failed". */

#include "generate.h"

#include "base/arena.h"
#include "check/catalogue.h"
#include "model/evaluate.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct tally;

/* One policy, all its situations, and what the evaluator says at each. */
struct world {
    struct arena *arena;
    struct compilation *compilation;
    const struct policy *policy;
    struct point *points;
    struct ruling *rulings;
    size_t count;
    struct tally *tallies;
};

static bool told_apart(const struct policy *policy, int dimension, size_t a,
                       size_t b)
{
    for (size_t i = 0; i < policy->statement_count; i++) {
        const struct statement *statement = policy->statements[i];
        for (size_t k = 0; k < statement->box_count; k++) {
            const struct bits *select = statement->boxes[k].select[dimension];
            if (select != NULL && bits_has(select, a) != bits_has(select, b)) {
                return true;
            }
        }
    }
    return false;
}

/* One point of each class of points that no box tells apart. */
static size_t classes(const struct world *world, int dimension,
                      uint16_t *points)
{
    size_t count = 0;
    size_t size = world->policy->terms[dimension_space[dimension]].count;
    for (size_t i = 0; i < size; i++) {
        size_t k = 0;
        while (k < count &&
               told_apart(world->policy, dimension, i, points[k])) {
            k++;
        }
        if (k == count) {
            points[count++] = (uint16_t)i;
        }
    }
    return count;
}

static size_t closed_sets(struct world *world, const struct bits ***sets)
{
    const struct terms *terms = &world->policy->terms[KIND_CONDITION];
    size_t all = (size_t)1 << (terms->count - 1);
    size_t count = 0;
    *sets = arena_array(world->arena, all, sizeof **sets);
    for (size_t set = 0; set < all; set++) {
        struct bits *facts = bits_create(world->arena, terms->count);
        for (size_t i = 1; i < terms->count; i++) {
            if ((set >> (i - 1) & 1) != 0) {
                bits_add(facts, i);
            }
        }
        size_t before = bits_count(facts);
        facts_close(terms, facts);
        if (bits_count(facts) == before) {
            (*sets)[count++] = facts;
        }
    }
    return count;
}

static void make_points(struct world *world)
{
    uint16_t *points[DIMENSION_COUNT];
    size_t size[DIMENSION_COUNT];
    const struct bits **sets;
    size_t set_count = closed_sets(world, &sets);
    size_t boxes = 1;
    for (int d = 0; d < DIMENSION_COUNT; d++) {
        points[d] = arena_array(world->arena,
                                world->policy->terms[dimension_space[d]].count,
                                sizeof *points[d]);
        size[d] = classes(world, d, points[d]);
        boxes *= size[d];
    }
    world->count = boxes * set_count;
    world->points =
        arena_array(world->arena, world->count, sizeof *world->points);
    for (size_t i = 0; i < world->count; i++) {
        size_t rest = i / set_count;
        world->points[i].facts = sets[i % set_count];
        for (int d = 0; d < DIMENSION_COUNT; d++) {
            world->points[i].at[d] = points[d][rest % size[d]];
            rest /= size[d];
        }
    }
}

static struct ruling *rule_all(struct world *world, const struct policy *policy)
{
    struct ruling *rulings =
        arena_array(world->arena, world->count, sizeof *rulings);
    for (size_t i = 0; i < world->count; i++) {
        rulings[i] = evaluate(world->arena, policy, &world->points[i]);
    }
    return rulings;
}

/* --- the policy with one statement changed ----------------------------- */

/* Copies of the policy and its statements; `without` is left out, or loses its
 * `unless` where `keep` is set. */
static struct policy *changed(struct world *world, size_t without, bool keep)
{
    struct policy *copy = arena_allocate(world->arena, sizeof *copy);
    size_t count = world->policy->statement_count;
    struct statement *own = arena_array(world->arena, count, sizeof *own);
    *copy = *world->policy;
    copy->statements = arena_array(world->arena, count, sizeof(void *));
    copy->statement_count = 0;
    for (size_t i = 0; i < count; i++) {
        const struct statement *from = world->policy->statements[i];
        own[i] = *from;
        own[i].prevailing =
            arena_array(world->arena, from->prevailing_count, sizeof(void *));
        own[i].prevailing_count = 0;
        for (size_t p = 0; p < from->prevailing_count; p++) {
            size_t above = from->prevailing[p]->index;
            if (keep || above != without) {
                own[i].prevailing[own[i].prevailing_count++] = &own[above];
            }
        }
        if (keep && i == without) {
            own[i].unless = NULL;
        }
        if (keep || i != without) {
            copy->statements[copy->statement_count++] = &own[i];
        }
    }
    return copy;
}

static bool same_verdicts(const struct world *world, const struct ruling *other,
                          bool measures)
{
    for (size_t i = 0; i < world->count; i++) {
        if (world->rulings[i].verdict != other[i].verdict ||
            (measures && world->rulings[i].verdict == VERDICT_ALLOW &&
             !bits_equal(world->rulings[i].measures, other[i].measures))) {
            return false;
        }
    }
    return true;
}

/* --- what must be found ------------------------------------------------ */

static bool reported(const struct world *world, const char *slug,
                     const char *statement, const char *other)
{
    const struct findings *findings = &world->compilation->findings;
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *finding = &findings->items[i];
        if (strcmp(finding->rule->slug, slug) == 0 &&
            finding->statement != NULL &&
            strcmp(finding->statement, statement) == 0 &&
            (other == NULL ||
             strcmp(finding->related[0].statement, other) == 0)) {
            return true;
        }
    }
    return false;
}

/* Strongly applies with that effect, and nothing that applies prevails. */
static bool left(const struct statement *statement, const struct point *point,
                 bool permits)
{
    bool speaks = false;
    for (size_t i = 0; i < statement->box_count; i++) {
        speaks = speaks || (statement->boxes[i].permits == permits &&
                            box_applies(statement, &statement->boxes[i],
                                        point) == APPLIES_STRONGLY);
    }
    for (size_t p = 0; speaks && p < statement->prevailing_count; p++) {
        const struct statement *above = statement->prevailing[p];
        for (size_t i = 0; i < above->box_count; i++) {
            if (above->kind == STATEMENT_RULE &&
                box_applies(above, &above->boxes[i], point) ==
                    APPLIES_STRONGLY) {
                return false;
            }
        }
    }
    return speaks;
}

static bool contradict(const struct world *world, const struct statement *a,
                       const struct statement *b)
{
    bool never = b->modality == MODALITY_NEVER;
    for (size_t i = 0; i < world->count; i++) {
        const struct point *point = &world->points[i];
        bool forbids =
            never ? box_applies(b, &b->boxes[0], point) == APPLIES_STRONGLY
                  : left(b, point, false);
        if (forbids && left(a, point, true)) {
            return true;
        }
    }
    return false;
}

/* How often each finding was real, over all seeds: a test of what never occurs
 * would prove nothing. */
struct tally {
    const char *slug;
    size_t count;
};

static const char *differ(struct world *world, const char *slug,
                          const struct statement *statement, bool real,
                          bool found)
{
    for (struct tally *tally = world->tallies; tally->slug != NULL; tally++) {
        tally->count += real && strcmp(tally->slug, slug) == 0;
    }
    return real == found
               ? NULL
               : arena_print(
                     world->arena, "%s of `%s` is %s", slug, statement->name,
                     found ? "reported and not real" : "real and not reported");
}

static const char *check_pairs(struct world *world)
{
    const struct policy *policy = world->policy;
    for (size_t i = 0; i < policy->statement_count; i++) {
        for (size_t k = 0; k < policy->statement_count; k++) {
            const struct statement *a = policy->statements[i];
            const struct statement *b = policy->statements[k];
            if (a == b || a->kind != STATEMENT_RULE ||
                b->kind != STATEMENT_RULE || a->modality == MODALITY_NEVER) {
                continue;
            }
            const char *slug = b->modality == MODALITY_NEVER ? "never-violated"
                                                             : "contradiction";
            const char *wrong = differ(world, slug, a, contradict(world, a, b),
                                       reported(world, slug, a->name, b->name));
            if (wrong != NULL) {
                return wrong;
            }
        }
    }
    return NULL;
}

static bool decides_somewhere(const struct world *world,
                              const struct statement *statement)
{
    for (size_t i = 0; i < world->count; i++) {
        for (size_t k = 0; k < world->rulings[i].deciding_count; k++) {
            if (world->rulings[i].deciding[k] == statement) {
                return true;
            }
        }
    }
    return false;
}

static bool is_contradicted(const struct world *world,
                            const struct statement *statement)
{
    const struct policy *policy = world->policy;
    for (size_t k = 0; k < policy->statement_count; k++) {
        const struct statement *other = policy->statements[k];
        if (other != statement && other->kind == STATEMENT_RULE &&
            statement->modality != MODALITY_NEVER &&
            contradict(world, statement, other)) {
            return true;
        }
    }
    return false;
}

/* Nothing of the rule is left under its guard, at any set of facts. */
static bool is_swallowed(const struct world *world,
                         const struct statement *statement)
{
    bool guarded = false;
    for (size_t i = 0; i < world->count; i++) {
        const struct bits *facts = world->points[i].facts;
        if (condition_holds(statement->guard, facts)) {
            guarded = true;
            if (!condition_holds(statement->unless, facts)) {
                return false;
            }
        }
    }
    return guarded;
}

static const char *check_one(struct world *world,
                             const struct statement *statement)
{
    bool decides = decides_somewhere(world, statement);
    bool dead = !decides && !is_contradicted(world, statement);
    const char *wrong =
        differ(world, "dead-statement", statement, dead,
               reported(world, "dead-statement", statement->name, NULL));
    if (wrong == NULL && statement->methods.count == 0) {
        bool same =
            decides &&
            same_verdicts(
                world, rule_all(world, changed(world, statement->index, false)),
                true);
        wrong = differ(
            world, "redundant-statement", statement, same,
            reported(world, "redundant-statement", statement->name, NULL));
    }
    if (wrong == NULL && statement->unless != NULL) {
        bool swallowed = is_swallowed(world, statement);
        bool vacuous =
            !swallowed && statement->box_count == 1 &&
            same_verdicts(
                world, rule_all(world, changed(world, statement->index, true)),
                false);
        wrong = differ(
            world, "swallowing-exception", statement, swallowed,
            reported(world, "swallowing-exception", statement->name, NULL));
        wrong = wrong != NULL
                    ? wrong
                    : differ(world, "vacuous-exception", statement, vacuous,
                             reported(world, "vacuous-exception",
                                      statement->name, NULL));
    }
    return wrong;
}

/* Every witness is a point of which its finding is true. */
static const char *check_all(struct world *world)
{
    const struct policy *policy = world->policy;
    const char *wrong = check_pairs(world);
    for (size_t i = 0; wrong == NULL && i < policy->statement_count; i++) {
        const struct statement *statement = policy->statements[i];
        if (statement->kind == STATEMENT_RULE && statement->time_count == 0) {
            wrong = check_one(world, statement);
        }
    }
    return wrong;
}

static const char *check_seed(struct arena *arena, struct tally *tallies,
                              uint64_t seed)
{
    struct text text = { 0 };
    generate_policy(seed, &text);
    char path[] = "/tmp/writ-findings-XXXXXX";
    int file = mkstemp(path);
    if (file < 0 ||
        write(file, text.bytes, text.length) != (ssize_t)text.length) {
        return "the policy cannot be written";
    }
    close(file);
    text_destroy(&text);
    struct world world = { .arena = arena,
                           .tallies = tallies,
                           .compilation = compilation_create() };
    const char *paths[] = { path };
    const char *error = NULL;
    bool read =
        compilation_run(world.compilation, paths, 1, DEPTH_CHECKED, &error);
    unlink(path);
    world.policy = world.compilation->policy;
    if (!read || world.policy == NULL) {
        compilation_destroy(world.compilation);
        return "it does not resolve";
    }
    make_points(&world);
    world.rulings = rule_all(&world, world.policy);
    const char *wrong = check_all(&world);
    compilation_destroy(world.compilation);
    return wrong;
}

int main(int count, char **arguments)
{
    uint64_t first = count > 1 ? strtoull(arguments[1], NULL, 10) : 1;
    uint64_t number = count > 2 ? strtoull(arguments[2], NULL, 10) : 100;
    size_t failed = 0;
    struct tally tallies[] = {
        { "contradiction", 0 },
        { "never-violated", 0 },
        { "dead-statement", 0 },
        { "redundant-statement", 0 },
        { "swallowing-exception", 0 },
        { "vacuous-exception", 0 },
        { NULL, 0 },
    };
    for (uint64_t seed = first; seed < first + number; seed++) {
        struct arena *arena = arena_create();
        const char *wrong = check_seed(arena, tallies, seed);
        if (wrong != NULL) {
            printf("seed %llu: %s\n", (unsigned long long)seed, wrong);
            failed++;
        }
        arena_destroy(arena);
    }
    for (const struct tally *tally = tallies; tally->slug != NULL; tally++) {
        printf("%s: %zu real\n", tally->slug, tally->count);
    }
    printf("%llu passed, %zu failed\n", (unsigned long long)(number - failed),
           failed);
    return failed > 0;
}
