/* The parts of a function in some order of the conditions are its reduced
 * diagram in that order, so how many there are is a matter of meaning too, and
 * so is an order that is chosen by it. By name is tried first and nearly always
 * does. Else the conditions are chosen one by one: that which leaves the fewest
 * different parts of all functions, and by name among equals. What is decided
 * together thus comes to stand together, as in levels.c, but without a look at
 * the guards. */

#include "diagram/canonical.h"

#include "base/arena.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* How many parts are too many, at first and at last; from the one to the other
 * both ways are tried with ever more. */
enum {
    PARTS_LEAST = 4096,
    PARTS_EACH = 16, /* and so many a function */
    PARTS_MORE = 16, /* times as many */
    PARTS_MOST = 1 << 20
};

struct canonical {
    struct analysis *analysis;
    size_t *named; /* conditions, as places in the analysis, by name */
    size_t *order; /* the same in the order that is chosen */
    size_t *rank;  /* [place in the analysis]: place in that order */

    /* By node, for `node_count` of them: 1 + the rank tested first (0: not
     * known), and the round in which the node was met. */
    uint32_t *first, *met;
    size_t node_count;
    uint32_t round;
};

/* --- names ------------------------------------------------------------ */

struct named {
    const char *name;
    size_t place;
};

static int by_name(const void *a, const void *b)
{
    const struct named *left = a;
    const struct named *right = b;
    return strcmp(left->name, right->name);
}

static void set_order(struct canonical *canonical, const size_t *order)
{
    size_t count = canonical->analysis->condition_count;
    if (count == 0 ||
        memcmp(canonical->order, order, count * sizeof *order) == 0) {
        return;
    }
    for (size_t i = 0; i < count; i++) {
        canonical->order[i] = order[i];
        canonical->rank[order[i]] = i;
    }
    if (canonical->node_count > 0) {
        memset(canonical->first, 0,
               canonical->node_count * sizeof *canonical->first);
    }
}

struct canonical *canonical_create(struct analysis *analysis)
{
    struct arena *arena = analysis->arena;
    size_t count = analysis->condition_count;
    struct canonical *canonical = arena_allocate(arena, sizeof *canonical);
    struct named *named = arena_array(arena, count + 1, sizeof *named);
    canonical->analysis = analysis;
    canonical->named = arena_array(arena, count + 1, sizeof *canonical->named);
    canonical->order = arena_array(arena, count + 1, sizeof *canonical->order);
    canonical->rank = arena_array(arena, count + 1, sizeof *canonical->rank);
    for (size_t i = 0; i < count; i++) {
        named[i] = (struct named){ analysis->conditions[i]->path, i };
    }
    qsort(named, count, sizeof *named, by_name);
    for (size_t i = 0; i < count; i++) {
        canonical->named[i] = canonical->order[i] = named[i].place;
        canonical->rank[named[i].place] = i;
    }
    return canonical;
}

void canonical_destroy(struct canonical *canonical)
{
    free(canonical->first);
    free(canonical->met);
}

/* --- parts ------------------------------------------------------------ */

static uint32_t *widen(uint32_t *items, size_t from, size_t to)
{
    items = memory_resize(items, memory_product(to, sizeof *items));
    memset(items + from, 0, (to - from) * sizeof *items);
    return items;
}

/* For nodes that were made since. */
static void make_room(struct canonical *canonical)
{
    size_t old = canonical->node_count;
    size_t count = diagrams_node_count(canonical->analysis->diagrams);
    if (old < count) {
        canonical->node_count = 2 * count;
        canonical->first = widen(canonical->first, old, canonical->node_count);
        canonical->met = widen(canonical->met, old, canonical->node_count);
    }
}

static uint32_t find_first(struct canonical *canonical, uint32_t node)
{
    struct diagrams *diagrams = canonical->analysis->diagrams;
    if (node_is_terminal(node)) {
        return UINT32_MAX;
    }
    if (canonical->first[node] == 0) {
        int level = node_level(diagrams, node);
        uint32_t first =
            1 + (uint32_t)canonical->rank[level - LEVEL_CONDITIONS];
        for (uint32_t point = 0; point < 2; point++) {
            uint32_t below = find_first(
                canonical, node_follow(diagrams, node, level, point));
            first = below < first ? below : first;
        }
        canonical->first[node] = first;
    }
    return canonical->first[node];
}

/* Where the condition fails, or holds. */
static uint32_t part_of(struct canonical *canonical, uint32_t function,
                        size_t place, uint32_t point)
{
    struct diagrams *diagrams = canonical->analysis->diagrams;
    int level = LEVEL_CONDITIONS + (int)place;
    return node_level(diagrams, function) == level
               ? node_follow(diagrams, function, level, point)
               : diagram_fix(diagrams, function, level, point);
}

size_t canonical_split(struct canonical *canonical, uint32_t function,
                       uint32_t parts[2])
{
    make_room(canonical);
    size_t place = canonical->order[find_first(canonical, function) - 1];
    for (uint32_t point = 0; point < 2; point++) {
        parts[point] = part_of(canonical, function, place, point);
    }
    return place;
}

/* --- different parts -------------------------------------------------- */

/* Functions that are no terminals, each once in its round. */
struct functions {
    uint32_t *items;
    size_t count;
};

/* Whether the function is no terminal and was not met in this round. */
static bool is_new(struct canonical *canonical, uint32_t function)
{
    if (node_is_terminal(function)) {
        return false;
    }
    make_room(canonical);
    if (canonical->met[function] == canonical->round) {
        return false;
    }
    canonical->met[function] = canonical->round;
    return true;
}

static void add_part(struct canonical *canonical, struct arena *arena,
                     struct functions *parts, uint32_t function)
{
    if (is_new(canonical, function)) {
        parts->items = arena_extend(arena, parts->items, parts->count,
                                    sizeof *parts->items);
        parts->items[parts->count++] = function;
    }
}

static struct functions functions_of(struct canonical *canonical,
                                     struct arena *arena,
                                     const uint32_t *functions, size_t count)
{
    struct functions parts = { 0 };
    canonical->round++;
    for (size_t i = 0; i < count; i++) {
        add_part(canonical, arena, &parts, functions[i]);
    }
    return parts;
}

/* Whether the order takes the functions apart into no more than `most`. */
static bool is_enough(struct canonical *canonical, struct arena *arena,
                      struct functions parts, size_t most)
{
    for (size_t i = 0; i < parts.count && parts.count <= most; i++) {
        uint32_t branches[2];
        canonical_split(canonical, parts.items[i], branches);
        add_part(canonical, arena, &parts, branches[0]);
        add_part(canonical, arena, &parts, branches[1]);
    }
    return parts.count <= most &&
           !diagrams_exhausted(canonical->analysis->diagrams);
}

/* --- choosing an order ------------------------------------------------ */

/* An order that is being chosen. */
struct choice {
    struct canonical *canonical;
    struct arena *arena;
    size_t *left; /* conditions that are not chosen yet, by name */
    size_t left_count;
    size_t *chosen;
    size_t chosen_count;
};

static void mark_conditions(struct canonical *canonical, uint32_t node,
                            struct bits *places)
{
    if (!is_new(canonical, node)) {
        return;
    }
    struct diagrams *diagrams = canonical->analysis->diagrams;
    int level = node_level(diagrams, node);
    bits_add(places, (size_t)(level - LEVEL_CONDITIONS));
    for (uint32_t point = 0; point < 2; point++) {
        mark_conditions(canonical, node_follow(diagrams, node, level, point),
                        places);
    }
}

/* Those that the functions depend on; the others may come last. */
static void list_conditions(struct choice *choice,
                            const struct functions *parts)
{
    struct canonical *canonical = choice->canonical;
    size_t count = canonical->analysis->condition_count;
    struct bits *places = bits_create(choice->arena, count);
    canonical->round++;
    for (size_t i = 0; i < parts->count; i++) {
        mark_conditions(canonical, parts->items[i], places);
    }
    choice->left = arena_array(choice->arena, count, sizeof *choice->left);
    choice->chosen = arena_array(choice->arena, count, sizeof *choice->chosen);
    for (size_t i = 0; i < count; i++) {
        if (bits_has(places, canonical->named[i])) {
            choice->left[choice->left_count++] = canonical->named[i];
        }
    }
    for (size_t i = 0, at = choice->left_count; i < count; i++) {
        if (!bits_has(places, canonical->named[i])) {
            choice->chosen[at++] = canonical->named[i];
        }
    }
}

/* How many parts a condition leaves, as far as `most`. */
static size_t count_parts(struct choice *choice, const struct functions *parts,
                          size_t place, size_t most)
{
    struct canonical *canonical = choice->canonical;
    size_t count = 0;
    canonical->round++;
    for (size_t i = 0; i < parts->count && count < most; i++) {
        for (uint32_t point = 0; point < 2; point++) {
            count += is_new(canonical,
                            part_of(canonical, parts->items[i], place, point));
        }
    }
    return count;
}

/* Chooses the next condition, and takes the parts apart by it. */
static void choose(struct choice *choice, struct functions *parts)
{
    struct canonical *canonical = choice->canonical;
    size_t best = 0;
    size_t least = SIZE_MAX;
    for (size_t i = 0; i < choice->left_count; i++) {
        size_t count = count_parts(choice, parts, choice->left[i], least);
        if (count < least) {
            best = i;
            least = count;
        }
    }
    size_t place = choice->left[best];
    struct functions next = { 0 };
    canonical->round++;
    for (size_t i = 0; i < parts->count; i++) {
        for (uint32_t point = 0; point < 2; point++) {
            add_part(canonical, choice->arena, &next,
                     part_of(canonical, parts->items[i], place, point));
        }
    }
    *parts = next;
    choice->chosen[choice->chosen_count++] = place;
    choice->left_count--;
    for (size_t i = best; i < choice->left_count; i++) {
        choice->left[i] = choice->left[i + 1];
    }
}

/* Whether such an order takes the functions apart into no more than `most`. */
static bool choose_order(struct canonical *canonical, struct arena *arena,
                         struct functions parts, size_t most)
{
    struct choice choice = { .canonical = canonical, .arena = arena };
    list_conditions(&choice, &parts);
    size_t total = parts.count;
    while (choice.left_count > 0) {
        choose(&choice, &parts);
        total += parts.count;
        if (total > most || diagrams_exhausted(canonical->analysis->diagrams)) {
            return false;
        }
    }
    set_order(canonical, choice.chosen);
    return true;
}

bool canonical_arrange(struct canonical *canonical, const uint32_t *functions,
                       size_t count)
{
    bool found = false;
    set_order(canonical, canonical->named);
    for (size_t most = PARTS_LEAST + PARTS_EACH * count;
         !found && most <= PARTS_MOST + PARTS_EACH * count &&
         !diagrams_exhausted(canonical->analysis->diagrams);
         most *= PARTS_MORE) {
        struct arena *arena = arena_create();
        found =
            is_enough(canonical, arena,
                      functions_of(canonical, arena, functions, count), most) ||
            choose_order(canonical, arena,
                         functions_of(canonical, arena, functions, count),
                         most);
        arena_destroy(arena);
    }
    return found;
}
