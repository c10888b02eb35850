/* The evaluator is asked once for each class of points that no box tells apart;
 * the diagram is followed at every single point. What the C must answer for
 * terms is worked out from the points, one dimension after the other. */

#include "check.h"

#include "base/arena.h"

#include <string.h>

/* Worse verdicts are larger. */
struct worst {
    uint8_t badness;
    uint16_t statement;
    uint64_t duties;
};

static const uint8_t badness_of[] = {
    [VERDICT_ALLOW] = 0, [VERDICT_SILENT] = 1, [VERDICT_DENY] = 2
};

/* A value for every point, or for every combination of terms. */
struct grid {
    size_t size[DIMENSION_COUNT];
    size_t count;
    struct worst *items;
};

struct classes {
    uint32_t *of[DIMENSION_COUNT];    /* [point] */
    uint32_t *point[DIMENSION_COUNT]; /* [class] */
    size_t count[DIMENSION_COUNT];
};

static void place_at(const size_t *size, size_t index, size_t *place)
{
    for (int d = DIMENSION_COUNT; d-- > 0;) {
        place[d] = index % size[d];
        index /= size[d];
    }
}

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

static struct classes make_classes(struct subject *subject)
{
    struct classes classes = { 0 };
    for (int d = 0; d < DIMENSION_COUNT; d++) {
        size_t count = subject->policy->terms[dimension_space[d]].count;
        classes.of[d] = arena_array(subject->arena, count, sizeof(uint32_t));
        classes.point[d] = arena_array(subject->arena, count, sizeof(uint32_t));
        for (size_t i = 0; i < count; i++) {
            size_t k = 0;
            while (k < classes.count[d] &&
                   told_apart(subject->policy, d, i, classes.point[d][k])) {
                k++;
            }
            if (k == classes.count[d]) {
                classes.point[d][classes.count[d]++] = (uint32_t)i;
            }
            classes.of[d][i] = (uint32_t)k;
        }
    }
    return classes;
}

typedef uint64_t (*measure_function)(uint16_t measure);

/* Measures as the C has them, or else by their numbers. */
static uint64_t word_of(const struct subject *subject,
                        const struct bits *measures)
{
    measure_function bit = NULL;
    uint64_t word = 0;
    if (subject->library != NULL) {
        any_function found = subject_function(subject, "measure_bit");
        memcpy(&bit, &found, sizeof bit);
    }
    for (size_t i = 0; measures != NULL && i < measures->size; i++) {
        if (bits_has(measures, i)) {
            word |= bit != NULL ? bit((uint16_t)i) : UINT64_C(1) << i;
        }
    }
    return word;
}

static struct worst evaluated(const struct subject *subject,
                              struct arena *scratch, const size_t *place,
                              const struct bits *facts)
{
    struct point point = { .facts = facts };
    for (int d = 0; d < DIMENSION_COUNT; d++) {
        point.at[d] = (uint16_t)place[d];
    }
    struct ruling ruling = evaluate(scratch, subject->policy, &point);
    struct worst worst = {
        .badness = badness_of[ruling.verdict],
        .statement = (uint16_t)(ruling.deciding_count > 0
                                    ? ruling.deciding[0]->index
                                    : subject->policy->statement_count),
    };
    if (ruling.verdict == VERDICT_ALLOW) {
        worst.duties = word_of(subject, ruling.measures);
    }
    return worst;
}

static struct worst followed(const struct subject *subject, const size_t *place,
                             const struct bits *holds)
{
    const struct analysis *analysis = subject->analysis;
    uint32_t node = analysis->verdict;
    while (!node_is_terminal(node)) {
        int level = node_level(analysis->diagrams, node);
        uint32_t point =
            level < DIMENSION_COUNT
                ? (uint32_t)place[level]
                : bits_has(holds, (size_t)(level - LEVEL_CONDITIONS));
        node = node_follow(analysis->diagrams, node, level, point);
    }
    const struct outcome *outcome = &analysis->outcomes[node_value(node)];
    struct worst worst = {
        .badness = badness_of[outcome->verdict],
        .statement = (uint16_t)(outcome->statement == SIZE_MAX
                                    ? subject->policy->statement_count
                                    : outcome->statement),
    };
    if (outcome->verdict == VERDICT_ALLOW) {
        worst.duties = word_of(subject, outcome->measures);
    }
    return worst;
}

static bool equal(const struct worst *a, const struct worst *b)
{
    return a->badness == b->badness && a->statement == b->statement &&
           a->duties == b->duties;
}

static const char *place_words(const struct subject *subject, const char *what,
                               const size_t *place, size_t set)
{
    const char *words = arena_print(subject->arena, "%s at", what);
    for (int d = 0; d < DIMENSION_COUNT; d++) {
        words = arena_print(
            subject->arena, "%s %s", words,
            subject->policy->terms[dimension_space[d]].items[place[d]]->path);
    }
    return arena_print(subject->arena, "%s, set of facts %zu", words, set);
}

/* Fills the grid of points; the diagram is held against it. */
static const char *fill(struct subject *subject, const struct classes *classes,
                        struct arena *arena, size_t set, struct grid *grid)
{
    const struct bits *facts = subject->closed[set];
    const struct bits *holds = analysis_holds(subject->analysis, facts);
    size_t place[DIMENSION_COUNT];
    size_t combinations = 1;
    for (int d = 0; d < DIMENSION_COUNT; d++) {
        combinations *= classes->count[d];
    }
    struct worst *known = arena_array(arena, combinations, sizeof *known);
    for (size_t i = 0; i < combinations; i++) {
        place_at(classes->count, i, place);
        for (int d = 0; d < DIMENSION_COUNT; d++) {
            place[d] = classes->point[d][place[d]];
        }
        known[i] = evaluated(subject, arena, place, facts);
    }
    for (size_t i = 0; i < grid->count; i++) {
        size_t class = 0;
        place_at(grid->size, i, place);
        for (int d = 0; d < DIMENSION_COUNT; d++) {
            class = class * classes->count[d] + classes->of[d][place[d]];
        }
        grid->items[i] = known[class];
        struct worst got = followed(subject, place, holds);
        if (!equal(&got, &known[class])) {
            return place_words(subject, "evaluator and diagram differ", place,
                               set);
        }
    }
    return NULL;
}

static void meet(struct worst *into, const struct worst *other)
{
    if (other->badness > into->badness) {
        *into = *other;
    } else if (other->badness == into->badness) {
        into->duties |= other->duties;
        into->statement = other->statement < into->statement ? other->statement
                                                             : into->statement;
    }
}

/* The grid with the points of one dimension become terms. */
static void ask_along(const struct subject *subject, struct arena *arena,
                      struct grid *grid, int dimension)
{
    const struct terms *terms =
        &subject->policy->terms[dimension_space[dimension]];
    struct worst *to = arena_array(arena, grid->count, sizeof *to);
    size_t inner = 1;
    for (int d = dimension + 1; d < DIMENSION_COUNT; d++) {
        inner *= grid->size[d];
    }
    for (size_t i = 0; i < grid->count; i++) {
        size_t term = i / inner % terms->count;
        const struct bits *below = terms->items[term]->below;
        size_t first = i - term * inner;
        to[i] = grid->items[i];
        for (size_t p = bits_next(below, 0); p < below->size;
             p = bits_next(below, p + 1)) {
            meet(&to[i], &grid->items[first + p * inner]);
        }
    }
    grid->items = to;
}

typedef struct decision (*decide_function)(const struct request *request);

static const char *ask_c(struct subject *subject, const struct grid *grid,
                         size_t set)
{
    decide_function decide;
    any_function found = subject_function(subject, "decide");
    memcpy(&decide, &found, sizeof decide);
    size_t place[DIMENSION_COUNT];
    for (size_t given = 0; given < subject->set_count; given++) {
        if (subject->closed[given] != subject->closed[set]) {
            continue;
        }
        for (size_t i = 0; i < grid->count; i++) {
            struct request request = { .facts = subject->word[given] };
            place_at(grid->size, i, place);
            for (int d = 0; d < DIMENSION_COUNT; d++) {
                request.at[d] = (uint16_t)place[d];
            }
            struct decision decision = decide(&request);
            struct worst got = {
                .badness = decision.verdict < 3 ? badness_of[decision.verdict]
                                                : UINT8_MAX,
                .statement = decision.statement,
                .duties = decision.duties,
            };
            if (!equal(&got, &grid->items[i])) {
                return place_words(subject, "evaluator and C differ", place,
                                   given);
            }
        }
    }
    return NULL;
}

static const char *check_set(struct subject *subject,
                             const struct classes *classes, size_t set)
{
    struct arena *arena = arena_create();
    struct grid grid = { .count = 1 };
    for (int d = 0; d < DIMENSION_COUNT; d++) {
        grid.size[d] = subject->policy->terms[dimension_space[d]].count;
        grid.count *= grid.size[d];
    }
    grid.items = arena_array(arena, grid.count, sizeof *grid.items);
    const char *fault = fill(subject, classes, arena, set, &grid);
    if (fault == NULL && subject->library != NULL) {
        for (int d = 0; d < DIMENSION_COUNT; d++) {
            ask_along(subject, arena, &grid, d);
        }
        fault = ask_c(subject, &grid, set);
    }
    arena_destroy(arena);
    return fault;
}

const char *check_verdicts(struct subject *subject)
{
    struct classes classes = make_classes(subject);
    const char *fault = NULL;
    for (size_t set = 0; set < subject->set_count && fault == NULL; set++) {
        size_t first = 0;
        while (subject->closed[first] != subject->closed[set]) {
            first++;
        }
        if (first == set) {
            fault = check_set(subject, &classes, set);
        }
    }
    return fault;
}
