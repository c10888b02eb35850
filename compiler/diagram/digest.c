/* The digest is computed over diagrams, in a form that does not depend on how
 * terms are numbered: a node is hashed as the list of those terms that lead
 * elsewhere than their parent does, by name. Conditions are put in the order
 * of their names first, in diagrams of their own. Equal meaning then gives
 * equal bytes, because a diagram is canonical once its levels are in order. */

#include "diagram/digest.h"

#include "base/arena.h"
#include "base/text.h"
#include "diagram/keeping.h"
#include "diagram/table.h"

#include <sha2.h>
#include <stdlib.h>
#include <string.h>

enum { HASH = SHA256_DIGEST_LENGTH };

struct hash {
    unsigned char bytes[HASH];
};

/* A point of a level by its name, and the one it is compared to. */
struct named_point {
    const char *name;
    uint32_t number, parent; /* the root's parent is itself */
};

struct digesting {
    struct analysis *analysis;
    struct diagrams *sorted; /* conditions in the order of their names */
    int *sorted_level;       /* [level - LEVEL_CONDITIONS] */
    const char **sorted_name;
    struct named_point *places[LEVEL_CONDITIONS]; /* by name */
    size_t place_count[LEVEL_CONDITIONS];
    struct hash *hashes; /* by node, where visited */
    struct bits *known;
    struct hash *value_hashes; /* by value, where met */
    struct bits *values_known;
    uint32_t *turned; /* by node: 1 + the node in `sorted`, 0 unknown */
    const char *(*value)(struct digesting *digesting, uint32_t value);
};

/* --- names of points -------------------------------------------------- */

static int by_name(const void *a, const void *b)
{
    const struct named_point *left = a;
    const struct named_point *right = b;
    return strcmp(left->name, right->name);
}

static uint32_t first_parent(const struct term *term)
{
    const struct term *first = NULL;
    for (size_t i = 0; i < term->parent_count; i++) {
        if (first == NULL || strcmp(term->parents[i]->path, first->path) < 0) {
            first = term->parents[i];
        }
    }
    return first != NULL ? first->number : term->number;
}

static const char *compound_name(struct analysis *analysis,
                                 const struct compound *compound)
{
    const struct terms *events = &analysis->policy->terms[KIND_EVENT];
    const char **names = arena_array(
        analysis->arena, bits_count(compound->events), sizeof *names);
    size_t count = 0;
    for (size_t n = bits_next(compound->events, 0); n < events->count;
         n = bits_next(compound->events, n + 1)) {
        size_t at = count++;
        for (; at > 0 && strcmp(names[at - 1], events->items[n]->path) > 0;
             at--) {
            names[at] = names[at - 1];
        }
        names[at] = events->items[n]->path;
    }
    const char *name =
        compound->choice == EVENT_EARLIEST ? "earliest" : "latest";
    for (size_t i = 0; i < count; i++) {
        name = arena_print(analysis->arena, "%s %s", name, names[i]);
    }
    return name;
}

static int space_of(int level)
{
    return level < DIMENSION_COUNT ? dimension_space[level]
           : level == LEVEL_EVENT  ? (int)KIND_EVENT
                                   : (int)KIND_RIGHT;
}

static void name_places(struct digesting *digesting)
{
    struct analysis *analysis = digesting->analysis;
    for (int level = 0; level < LEVEL_CONDITIONS; level++) {
        const struct terms *terms = &analysis->policy->terms[space_of(level)];
        size_t extra = level == LEVEL_EVENT ? analysis->compound_count : 0;
        struct named_point *places =
            arena_array(analysis->arena, terms->count + extra, sizeof *places);
        for (size_t n = 0; n < terms->count; n++) {
            places[n] =
                (struct named_point){ terms->items[n]->path, (uint32_t)n,
                                      first_parent(terms->items[n]) };
        }
        for (size_t n = 0; n < extra; n++) {
            places[terms->count + n] =
                (struct named_point){ compound_name(analysis,
                                                    &analysis->compounds[n]),
                                      (uint32_t)(terms->count + n), 0 };
        }
        qsort(places, terms->count + extra, sizeof *places, by_name);
        digesting->places[level] = places;
        digesting->place_count[level] = terms->count + extra;
    }
}

/* --- conditions in the order of their names --------------------------- */

static int by_string(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void sort_conditions(struct digesting *digesting)
{
    struct analysis *analysis = digesting->analysis;
    size_t count = analysis->condition_count;
    struct arena *arena = analysis->arena;
    digesting->sorted_name = arena_array(arena, count, sizeof(char *));
    digesting->sorted_level = arena_array(arena, count, sizeof(int));
    for (size_t i = 0; i < count; i++) {
        digesting->sorted_name[i] = analysis->conditions[i]->path;
    }
    if (count > 0) {
        qsort((void *)digesting->sorted_name, count, sizeof(char *), by_string);
    }
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < count; k++) {
            if (digesting->sorted_name[k] == analysis->conditions[i]->path) {
                digesting->sorted_level[i] = LEVEL_CONDITIONS + (int)k;
            }
        }
    }
    uint32_t *size = arena_array(arena, LEVEL_CONDITIONS + count, sizeof *size);
    for (size_t i = 0; i < LEVEL_CONDITIONS + count; i++) {
        size[i] = 2;
    }
    digesting->sorted = diagrams_create(size, LEVEL_CONDITIONS + count,
                                        analysis->diagrams->budget);
}

/* `b` where a set holds, nothing (0) elsewhere. */
static uint32_t value_where(void *context, uint32_t set, uint32_t b)
{
    (void)context;
    return set ? b : 0;
}

static uint32_t value_either(void *context, uint32_t a, uint32_t b)
{
    (void)context;
    return a != 0 ? a : b;
}

static const struct operation where = { value_where, NULL, NULL, false };
static const struct operation either = { value_either, NULL, NULL, true };

/* The part of a diagram that depends on conditions alone, in `sorted`; its
 * values are one higher, 0 standing for nothing. */
static uint32_t turn(struct digesting *digesting, uint32_t node)
{
    struct diagrams *from = digesting->analysis->diagrams;
    struct diagrams *to = digesting->sorted;
    if (node_is_terminal(node)) {
        return node_terminal(node_value(node) + 1);
    }
    if (digesting->turned[node] != 0) {
        return digesting->turned[node] - 1;
    }
    int level = node_level(from, node);
    int own = digesting->sorted_level[level - LEVEL_CONDITIONS];
    uint32_t fails = turn(digesting, node_follow(from, node, level, 0));
    uint32_t holds = turn(digesting, node_follow(from, node, level, 1));
    struct edge edges[2] = { { 1, SET_EMPTY }, { 2, SET_ALL } };
    uint32_t yes = node_make(to, own, edges, 2);
    uint32_t no = diagram_combine(to, &set_minus, SET_ALL, yes);
    uint32_t result =
        diagram_combine(to, &either, diagram_combine(to, &where, no, fails),
                        diagram_combine(to, &where, yes, holds));
    digesting->turned[node] = result + 1;
    return result;
}

/* --- hashing ---------------------------------------------------------- */

static struct hash hash_text(const struct text *text)
{
    SHA2_CTX context;
    struct hash hash;
    SHA256Init(&context);
    SHA256Update(&context, (const uint8_t *)text_string(text), text->length);
    SHA256Final(hash.bytes, &context);
    return hash;
}

static void put_hash(struct text *text, const struct hash *hash)
{
    static const char digits[] = "0123456789abcdef";
    char words[2 * HASH];
    for (size_t i = 0; i < HASH; i++) {
        words[2 * i] = digits[hash->bytes[i] >> 4];
        words[2 * i + 1] = digits[hash->bytes[i] & 15];
    }
    text_add(text, words, sizeof words);
}

static struct hash hash_sorted(struct digesting *digesting, uint32_t node,
                               struct hash *hashes, struct bits *known)
{
    struct diagrams *sorted = digesting->sorted;
    struct text text = { 0 };
    struct hash hash;
    if (node_is_terminal(node)) {
        text_print(&text, "value %s\n",
                   digesting->value(digesting, node_value(node) - 1));
        hash = hash_text(&text);
        text_destroy(&text);
        return hash;
    }
    if (bits_has(known, node)) {
        return hashes[node];
    }
    int level = node_level(sorted, node);
    text_print(&text, "condition %s\n",
               digesting->sorted_name[level - LEVEL_CONDITIONS]);
    for (uint32_t point = 0; point < 2; point++) {
        struct hash child = hash_sorted(
            digesting, node_follow(sorted, node, level, point), hashes, known);
        put_hash(&text, &child);
        text_char(&text, '\n');
    }
    hash = hash_text(&text);
    text_destroy(&text);
    bits_add(known, node);
    hashes[node] = hash;
    return hash;
}

/* Everything below the dimensions. */
static struct hash hash_conditions(struct digesting *digesting, uint32_t node)
{
    uint32_t turned = turn(digesting, node);
    if (diagrams_exhausted(digesting->sorted)) {
        return (struct hash){ { 0 } }; /* analysis_digest gives none */
    }
    size_t count = diagrams_node_count(digesting->sorted);
    struct arena *arena = arena_create();
    struct hash *hashes = arena_array(arena, count + 1, sizeof *hashes);
    struct bits *known = bits_create(arena, count);
    struct hash hash = hash_sorted(digesting, turned, hashes, known);
    arena_destroy(arena);
    return hash;
}

/* Most edges lead to few values. */
static struct hash hash_value(struct digesting *digesting, uint32_t node)
{
    uint32_t value = node_value(node);
    if (!bits_has(digesting->values_known, value)) {
        digesting->value_hashes[value] = hash_conditions(digesting, node);
        bits_add(digesting->values_known, value);
    }
    return digesting->value_hashes[value];
}

static struct hash hash_node(struct digesting *digesting, uint32_t node);

/* One line for each term that leads elsewhere than its parent. */
static struct hash hash_places(struct digesting *digesting, uint32_t node)
{
    struct diagrams *diagrams = digesting->analysis->diagrams;
    int level = node_level(diagrams, node);
    struct text text = { 0 };
    text_print(&text, "level %d\n", level);
    for (size_t i = 0; i < digesting->place_count[level]; i++) {
        const struct named_point *place = &digesting->places[level][i];
        uint32_t child = node_follow(diagrams, node, level, place->number);
        if (place->number != place->parent &&
            child == node_follow(diagrams, node, level, place->parent)) {
            continue;
        }
        struct hash hash = hash_node(digesting, child);
        text_print(&text, "%s ", place->name);
        put_hash(&text, &hash);
        text_char(&text, '\n');
    }
    struct hash hash = hash_text(&text);
    text_destroy(&text);
    return hash;
}

static struct hash hash_node(struct digesting *digesting, uint32_t node)
{
    int level = node_level(digesting->analysis->diagrams, node);
    if (node_is_terminal(node)) {
        return hash_value(digesting, node);
    }
    if (!bits_has(digesting->known, node)) {
        struct hash hash = level >= LEVEL_CONDITIONS
                               ? hash_conditions(digesting, node)
                               : hash_places(digesting, node);
        digesting->hashes[node] = hash;
        bits_add(digesting->known, node);
    }
    return digesting->hashes[node];
}

/* A condition plays no part of its own where it only makes those true that it
 * implies: a diagram that tests it says the same as one that does not. */
static uint32_t without_idle(struct analysis *analysis, uint32_t node)
{
    struct diagrams *diagrams = analysis->diagrams;
    for (size_t i = 0; i < analysis->condition_count; i++) {
        const struct term *term = analysis->conditions[i];
        int level = LEVEL_CONDITIONS + (int)i;
        bool implies = false;
        for (size_t k = 0; k < analysis->condition_count && !implies; k++) {
            implies = k != i && term_within(term, analysis->conditions[k]);
        }
        if (!implies) {
            continue;
        }
        uint32_t fails = diagram_fix(diagrams, node, level, 0);
        uint32_t above = fails;
        for (size_t k = 0; k < analysis->condition_count; k++) {
            if (k != i && term_within(term, analysis->conditions[k])) {
                above =
                    diagram_fix(diagrams, above, LEVEL_CONDITIONS + (int)k, 1);
            }
        }
        if (diagram_fix(diagrams, node, level, 1) == above) {
            node = fails;
        }
    }
    return node;
}

/* The hash of a whole diagram. From without_idle on no node is made. */
static void put_diagram(struct digesting *digesting, struct text *text,
                        const char *title, uint32_t node)
{
    node = without_idle(digesting->analysis, node);
    struct arena *arena = arena_create();
    size_t count = diagrams_node_count(digesting->analysis->diagrams);
    digesting->hashes = arena_array(arena, count + 1, sizeof(struct hash));
    digesting->turned = arena_array(arena, count + 1, sizeof(uint32_t));
    digesting->known = bits_create(arena, count);
    size_t values = digesting->analysis->outcome_count +
                    digesting->analysis->keeping_count + 2;
    digesting->value_hashes = arena_array(arena, values, sizeof(struct hash));
    digesting->values_known = bits_create(arena, values);
    struct hash hash = hash_node(digesting, node);
    arena_destroy(arena);
    text_print(text, "%s ", title);
    put_hash(text, &hash);
    text_char(text, '\n');
}

/* --- what the values mean --------------------------------------------- */

static const char *verdict_text(struct digesting *digesting, uint32_t value)
{
    struct analysis *analysis = digesting->analysis;
    const struct terms *measures = &analysis->policy->terms[KIND_MEASURE];
    const struct outcome *outcome = &analysis->outcomes[value];
    const char **names =
        arena_array(analysis->arena, measures->count, sizeof *names);
    size_t count = 0;
    for (size_t n = 0; outcome->measures != NULL && n < measures->count; n++) {
        if (bits_has(outcome->measures, n)) {
            names[count++] = measures->items[n]->path;
        }
    }
    qsort((void *)names, count, sizeof *names, by_string);
    const char *text = verdict_name[outcome->verdict];
    for (size_t i = 0; i < count; i++) {
        text = arena_print(analysis->arena, "%s %s", text, names[i]);
    }
    return text;
}

static const char *keeping_text(struct digesting *digesting, uint32_t value)
{
    const struct keeping *keeping = &digesting->analysis->keepings[value];
    return arena_print(digesting->analysis->arena, "%llu %llu %s",
                       (unsigned long long)keeping->at_least,
                       (unsigned long long)keeping->up_to,
                       keeping->method != NULL ? keeping->method->path : "");
}

static const char *set_text(struct digesting *digesting, uint32_t value)
{
    (void)digesting;
    return value != 0 ? "yes" : "no";
}

/* Values without the statements behind them. */
static uint32_t plain_outcome(void *context, uint32_t value)
{
    struct analysis *analysis = context;
    struct outcome plain = { .verdict = analysis->outcomes[value].verdict,
                             .statement = SIZE_MAX,
                             .measures = analysis->outcomes[value].measures };
    return analysis_outcome(analysis, &plain);
}

static uint32_t plain_keeping(void *context, uint32_t value)
{
    struct analysis *analysis = context;
    struct keeping plain = analysis->keepings[value];
    plain.at_least_statement = SIZE_MAX;
    plain.up_to_statement = SIZE_MAX;
    plain.method_statement = SIZE_MAX;
    return analysis_keeping(analysis, &plain);
}

static uint32_t plain_right(void *context, uint32_t value)
{
    (void)context;
    return value != 0;
}

/* --- deadlines -------------------------------------------------------- */

/* A time of a duty or of an answer to a right, and where it holds. */
struct deadline {
    const char *clock; /* everything but the duration */
    uint64_t seconds;
    uint32_t set;
};

static int by_deadline(const void *a, const void *b)
{
    const struct deadline *left = a;
    const struct deadline *right = b;
    int order = strcmp(left->clock, right->clock);
    if (order != 0) {
        return order;
    }
    return left->seconds < right->seconds ? -1 : left->seconds > right->seconds;
}

static const char *clock_text(struct analysis *analysis,
                              const struct statement *statement,
                              const struct time *time)
{
    static const char *const kind[] = { "within", "up to", "at least", "every",
                                        "before", "on",    "promptly" };
    struct bits *events =
        bits_create(analysis->arena, analysis->policy->terms[KIND_EVENT].count);
    for (size_t i = 0; i < time->event_count; i++) {
        bits_add(events, time->events[i]->number);
    }
    struct compound compound = { .choice = time->choice, .events = events };
    return arena_print(
        analysis->arena, "%s %s %s",
        statement->kind == STATEMENT_RIGHT ? "right" : "duty", kind[time->kind],
        time->choice == EVENT_ONE && time->event_count > 0
            ? time->events[0]->path
        : time->event_count > 0 ? compound_name(analysis, &compound)
                                : "");
}

static uint32_t deadline_set(struct analysis *analysis,
                             const struct statement *statement)
{
    uint32_t set = analysis->strong[statement->index][0];
    if (statement->kind == STATEMENT_RIGHT) {
        uint32_t rights =
            diagram_select(analysis->diagrams, LEVEL_RIGHT,
                           statement->right_set, SET_ALL, SET_EMPTY);
        set = diagram_combine(analysis->diagrams, &set_and, set, rights);
    }
    return set;
}

static struct deadline *list_deadlines(struct analysis *analysis, size_t *count)
{
    const struct policy *policy = analysis->policy;
    struct deadline *list = NULL;
    *count = 0;
    for (size_t i = 0; i < policy->statement_count; i++) {
        const struct statement *statement = policy->statements[i];
        for (size_t t = 0; t < statement->time_count; t++) {
            const struct time *time = &statement->times[t];
            if (time->kind == TIME_UP_TO || time->kind == TIME_AT_LEAST) {
                continue;
            }
            list = arena_extend(analysis->arena, list, *count, sizeof *list);
            list[(*count)++] =
                (struct deadline){ clock_text(analysis, statement, time),
                                   time->seconds,
                                   deadline_set(analysis, statement) };
        }
    }
    if (*count > 0) {
        qsort(list, *count, sizeof *list, by_deadline);
    }
    return list;
}

/* A deadline counts where none of the same clock is stricter. */
static void put_deadlines(struct digesting *digesting, struct text *text)
{
    struct analysis *analysis = digesting->analysis;
    struct diagrams *diagrams = analysis->diagrams;
    size_t count;
    struct deadline *list = list_deadlines(analysis, &count);
    digesting->value = set_text;
    for (size_t i = 0; i < count;) {
        const char *clock = list[i].clock;
        uint32_t stricter = SET_EMPTY;
        while (i < count && strcmp(list[i].clock, clock) == 0) {
            uint64_t seconds = list[i].seconds;
            uint32_t set = SET_EMPTY;
            for (; i < count && strcmp(list[i].clock, clock) == 0 &&
                   list[i].seconds == seconds;
                 i++) {
                set = diagram_combine(diagrams, &set_or, set, list[i].set);
            }
            set = diagram_combine(diagrams, &set_minus, set, stricter);
            stricter = diagram_combine(diagrams, &set_or, stricter, set);
            if (set != SET_EMPTY) {
                text_print(text, "%llu ", (unsigned long long)seconds);
                put_diagram(digesting, text, clock, set);
            }
        }
    }
}

const char *analysis_digest(struct analysis *analysis)
{
    struct digesting digesting = { .analysis = analysis };
    struct diagrams *diagrams = analysis->diagrams;
    struct text text = { 0 };
    name_places(&digesting);
    sort_conditions(&digesting);

    uint32_t verdict =
        diagram_map(diagrams, analysis->verdict, plain_outcome, analysis);
    digesting.value = verdict_text;
    put_diagram(&digesting, &text, "verdict", verdict);
    uint32_t keeping =
        diagram_map(diagrams, analysis->keeping, plain_keeping, analysis);
    digesting.value = keeping_text;
    put_diagram(&digesting, &text, "keeping", keeping);
    uint32_t rights =
        diagram_map(diagrams, analysis->rights, plain_right, analysis);
    digesting.value = set_text;
    put_diagram(&digesting, &text, "rights", rights);
    put_deadlines(&digesting, &text);

    struct hash hash = hash_text(&text);
    text.length = 0;
    text_put(&text, "sha256:");
    put_hash(&text, &hash);
    const char *digest = arena_copy(analysis->arena, text.bytes, text.length);
    text_destroy(&text);
    if (diagrams_exhausted(digesting.sorted)) {
        diagrams->exhausted = true; /* what needs the digest is refused too */
    }
    diagrams_destroy(digesting.sorted);
    return diagrams_exhausted(diagrams) ? NULL : digest;
}
