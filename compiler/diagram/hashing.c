/* A diagram is hashed in a form that does not depend on how terms are numbered:
 * a node is the list of those terms that lead elsewhere than their parent does,
 * by name. Conditions are put in the order of their names first, in diagrams of
 * their own. Equal meaning then gives equal bytes, because a diagram is
 * canonical once its levels are in order. */

#include "diagram/hashing.h"

#include "base/arena.h"
#include "diagram/table.h"

#include <stdlib.h>
#include <string.h>

/* A point of a level by its name, and the one it is compared to. */
struct named_point {
    const char *name;
    uint32_t number, parent; /* the root's parent is itself */
};

struct hashing {
    struct analysis *analysis;
    struct diagrams *sorted; /* conditions in the order of their names */
    int *sorted_level;       /* [level - LEVEL_CONDITIONS] */
    const char **sorted_name;
    struct named_point *places[LEVEL_CONDITIONS]; /* by name */
    size_t place_count[LEVEL_CONDITIONS];

    /* While diagrams are hashed: */
    struct arena *arena;
    struct hash *hashes; /* by node, where visited */
    struct bits *known;
    struct hash *value_hashes; /* by value, where met */
    struct bits *values_known;
    uint32_t *turned; /* by node: 1 + the node in `sorted`, 0 unknown */
    const char *(*value)(struct analysis *analysis, uint32_t value);
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

const char *hashing_clock(struct analysis *analysis,
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

static void name_places(struct hashing *hashing)
{
    struct analysis *analysis = hashing->analysis;
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
                (struct named_point){ hashing_clock(analysis,
                                                    &analysis->compounds[n]),
                                      (uint32_t)(terms->count + n), 0 };
        }
        qsort(places, terms->count + extra, sizeof *places, by_name);
        hashing->places[level] = places;
        hashing->place_count[level] = terms->count + extra;
    }
}

/* --- conditions in the order of their names --------------------------- */

static int by_string(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void sort_conditions(struct hashing *hashing)
{
    struct analysis *analysis = hashing->analysis;
    size_t count = analysis->condition_count;
    struct arena *arena = analysis->arena;
    hashing->sorted_name = arena_array(arena, count, sizeof(char *));
    hashing->sorted_level = arena_array(arena, count, sizeof(int));
    for (size_t i = 0; i < count; i++) {
        hashing->sorted_name[i] = analysis->conditions[i]->path;
    }
    if (count > 0) {
        qsort((void *)hashing->sorted_name, count, sizeof(char *), by_string);
    }
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < count; k++) {
            if (hashing->sorted_name[k] == analysis->conditions[i]->path) {
                hashing->sorted_level[i] = LEVEL_CONDITIONS + (int)k;
            }
        }
    }
    uint32_t *size = arena_array(arena, LEVEL_CONDITIONS + count, sizeof *size);
    for (size_t i = 0; i < LEVEL_CONDITIONS + count; i++) {
        size[i] = 2;
    }
    hashing->sorted = diagrams_create(size, LEVEL_CONDITIONS + count,
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
static uint32_t turn(struct hashing *hashing, uint32_t node)
{
    struct diagrams *from = hashing->analysis->diagrams;
    struct diagrams *to = hashing->sorted;
    if (node_is_terminal(node)) {
        return node_terminal(node_value(node) + 1);
    }
    if (hashing->turned[node] != 0) {
        return hashing->turned[node] - 1;
    }
    int level = node_level(from, node);
    int own = hashing->sorted_level[level - LEVEL_CONDITIONS];
    uint32_t fails = turn(hashing, node_follow(from, node, level, 0));
    uint32_t holds = turn(hashing, node_follow(from, node, level, 1));
    struct edge edges[2] = { { 1, SET_EMPTY }, { 2, SET_ALL } };
    uint32_t yes = node_make(to, own, edges, 2);
    uint32_t no = diagram_combine(to, &set_minus, SET_ALL, yes);
    uint32_t result =
        diagram_combine(to, &either, diagram_combine(to, &where, no, fails),
                        diagram_combine(to, &where, yes, holds));
    hashing->turned[node] = result + 1;
    return result;
}

/* --- hashing ---------------------------------------------------------- */

static struct hash hash_text(const struct text *text)
{
    return hash_bytes(text_string(text), text->length);
}

static struct hash hash_sorted(struct hashing *hashing, uint32_t node,
                               struct hash *hashes, struct bits *known)
{
    struct diagrams *sorted = hashing->sorted;
    struct text text = { 0 };
    struct hash hash;
    if (node_is_terminal(node)) {
        text_print(&text, "value %s\n",
                   hashing->value(hashing->analysis, node_value(node) - 1));
        hash = hash_text(&text);
        text_destroy(&text);
        return hash;
    }
    if (bits_has(known, node)) {
        return hashes[node];
    }
    int level = node_level(sorted, node);
    text_print(&text, "condition %s\n",
               hashing->sorted_name[level - LEVEL_CONDITIONS]);
    for (uint32_t point = 0; point < 2; point++) {
        struct hash child = hash_sorted(
            hashing, node_follow(sorted, node, level, point), hashes, known);
        hash_put(&text, &child);
        text_char(&text, '\n');
    }
    hash = hash_text(&text);
    text_destroy(&text);
    bits_add(known, node);
    hashes[node] = hash;
    return hash;
}

/* Everything below the dimensions. */
static struct hash hash_conditions(struct hashing *hashing, uint32_t node)
{
    uint32_t turned = turn(hashing, node);
    if (diagrams_exhausted(hashing->sorted)) {
        return (struct hash){ { 0 } }; /* analysis_digest gives none */
    }
    size_t count = diagrams_node_count(hashing->sorted);
    struct arena *arena = arena_create();
    struct hash *hashes = arena_array(arena, count + 1, sizeof *hashes);
    struct bits *known = bits_create(arena, count);
    struct hash hash = hash_sorted(hashing, turned, hashes, known);
    arena_destroy(arena);
    return hash;
}

/* Most edges lead to few values. */
static struct hash hash_value(struct hashing *hashing, uint32_t node)
{
    uint32_t value = node_value(node);
    if (!bits_has(hashing->values_known, value)) {
        hashing->value_hashes[value] = hash_conditions(hashing, node);
        bits_add(hashing->values_known, value);
    }
    return hashing->value_hashes[value];
}

static struct hash hash_node(struct hashing *hashing, uint32_t node);

/* One line for each term that leads elsewhere than its parent. */
static struct hash hash_places(struct hashing *hashing, uint32_t node)
{
    struct diagrams *diagrams = hashing->analysis->diagrams;
    int level = node_level(diagrams, node);
    struct text text = { 0 };
    text_print(&text, "level %d\n", level);
    for (size_t i = 0; i < hashing->place_count[level]; i++) {
        const struct named_point *place = &hashing->places[level][i];
        uint32_t child = node_follow(diagrams, node, level, place->number);
        if (place->number != place->parent &&
            child == node_follow(diagrams, node, level, place->parent)) {
            continue;
        }
        struct hash hash = hash_node(hashing, child);
        text_print(&text, "%s ", place->name);
        hash_put(&text, &hash);
        text_char(&text, '\n');
    }
    struct hash hash = hash_text(&text);
    text_destroy(&text);
    return hash;
}

static struct hash hash_node(struct hashing *hashing, uint32_t node)
{
    int level = node_level(hashing->analysis->diagrams, node);
    if (node_is_terminal(node)) {
        return hash_value(hashing, node);
    }
    if (!bits_has(hashing->known, node)) {
        struct hash hash = level >= LEVEL_CONDITIONS
                               ? hash_conditions(hashing, node)
                               : hash_places(hashing, node);
        hashing->hashes[node] = hash;
        bits_add(hashing->known, node);
    }
    return hashing->hashes[node];
}

/* --- the whole -------------------------------------------------------- */

struct hashing *hashing_create(struct analysis *analysis)
{
    struct hashing *hashing = arena_allocate(analysis->arena, sizeof *hashing);
    hashing->analysis = analysis;
    name_places(hashing);
    sort_conditions(hashing);
    return hashing;
}

void hashing_destroy(struct hashing *hashing)
{
    if (diagrams_exhausted(hashing->sorted)) {
        /* what needs the digest is refused too */
        hashing->analysis->diagrams->exhausted = true;
    }
    diagrams_destroy(hashing->sorted);
}

/* A condition plays no part of its own where it only makes those true that it
 * implies: a diagram that tests it says the same as one that does not. */
uint32_t hashing_ready(struct analysis *analysis, uint32_t node)
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

void hashing_open(struct hashing *hashing,
                  const char *(*value)(struct analysis *analysis,
                                       uint32_t value))
{
    struct analysis *analysis = hashing->analysis;
    struct arena *arena = arena_create();
    size_t count = diagrams_node_count(analysis->diagrams);
    size_t values = analysis->outcome_count + analysis->keeping_count + 2;
    hashing->arena = arena;
    hashing->value = value;
    hashing->hashes = arena_array(arena, count + 1, sizeof(struct hash));
    hashing->turned = arena_array(arena, count + 1, sizeof(uint32_t));
    hashing->known = bits_create(arena, count);
    hashing->value_hashes = arena_array(arena, values, sizeof(struct hash));
    hashing->values_known = bits_create(arena, values);
}

void hashing_close(struct hashing *hashing)
{
    arena_destroy(hashing->arena);
    hashing->arena = NULL;
}

void hashing_put(struct hashing *hashing, struct text *text, const char *title,
                 uint32_t node)
{
    struct hash hash = hash_node(hashing, node);
    text_print(text, "%s ", title);
    hash_put(text, &hash);
    text_char(text, '\n');
}
