/* Sums of products by Minato's recursion: between what must be covered (`low`)
 * and what may be (`high`) the smaller part of the two branches that needs the
 * literal is covered first, and the rest without it. That gives prime products
 * of which none is spare. What may be covered besides the set are the sets of
 * facts that cannot be. */

#include "diagram/formula.h"

#include "base/arena.h"
#include "diagram/cube.h"
#include "diagram/table.h"

#include <stdlib.h>

enum { MOST_PRODUCTS = 64 };

struct cover {
    struct analysis *analysis;
    struct bits *holds, *fails; /* literals on the way here */
    size_t most;                /* products that are listed */
    struct formula formula;
};

static void add_product(struct cover *cover)
{
    struct arena *arena = cover->analysis->arena;
    struct formula *formula = &cover->formula;

    if (formula->count == cover->most) {
        formula->more = true;
        return;
    }
    formula->items = arena_extend(arena, formula->items, formula->count,
                                  sizeof *formula->items);
    formula->items[formula->count++] = (struct product){
        bits_copy(arena, cover->holds),
        bits_copy(arena, cover->fails),
    };
}

static uint32_t minus(struct cover *cover, uint32_t a, uint32_t b)
{
    return diagram_combine(cover->analysis->diagrams, &set_minus, a, b);
}

static uint32_t either(struct cover *cover, uint32_t a, uint32_t b)
{
    return diagram_combine(cover->analysis->diagrams, &set_or, a, b);
}

static uint32_t both(struct cover *cover, uint32_t a, uint32_t b)
{
    return diagram_combine(cover->analysis->diagrams, &set_and, a, b);
}

static uint32_t cover_between(struct cover *cover, uint32_t low, uint32_t high);

/* The part of a branch that no product without the literal can cover. */
static uint32_t cover_branch(struct cover *cover, struct bits *literals,
                             size_t number, const uint32_t between[2])
{
    bits_add(literals, number);
    uint32_t covered = cover_between(cover, between[0], between[1]);
    bits_remove(literals, number);
    return covered;
}

static uint32_t cover_between(struct cover *cover, uint32_t low, uint32_t high)
{
    struct diagrams *diagrams = cover->analysis->diagrams;

    if (low == SET_EMPTY || cover->formula.more)
        return SET_EMPTY;
    if (high == SET_ALL) {
        add_product(cover);
        return SET_ALL;
    }
    int level = node_level(diagrams, low);
    if (node_level(diagrams, high) < level)
        level = node_level(diagrams, high);
    if (level == LEVEL_TERMINAL) /* only where the budget ran out */
        return SET_EMPTY;
    size_t number =
        cover->analysis->conditions[level - LEVEL_CONDITIONS]->number;
    uint32_t low_off = node_follow(diagrams, low, level, 0);
    uint32_t low_on = node_follow(diagrams, low, level, 1);
    uint32_t high_off = node_follow(diagrams, high, level, 0);
    uint32_t high_on = node_follow(diagrams, high, level, 1);

    uint32_t on =
        cover_branch(cover, cover->holds, number,
                     (uint32_t[2]){ minus(cover, low_on, high_off), high_on });
    uint32_t off =
        cover_branch(cover, cover->fails, number,
                     (uint32_t[2]){ minus(cover, low_off, high_on), high_off });
    uint32_t rest = cover_between(
        cover,
        either(cover, minus(cover, low_on, on), minus(cover, low_off, off)),
        both(cover, high_on, high_off));
    struct edge edges[2] = { { 1, either(cover, off, rest) },
                             { 2, either(cover, on, rest) } };
    return node_make(diagrams, level, edges, 2);
}

/* --- what plays a part ------------------------------------------------- */

static void mark_levels(struct analysis *analysis, uint32_t node,
                        uint32_t round, struct bits *numbers)
{
    struct diagrams *diagrams = analysis->diagrams;

    if (node_is_terminal(node) || diagrams->visits[node].round == round)
        return;
    int level = node_level(diagrams, node);
    diagrams->visits[node].round = round;
    bits_add(numbers, analysis->conditions[level - LEVEL_CONDITIONS]->number);
    mark_levels(analysis, node_follow(diagrams, node, level, 0), round,
                numbers);
    mark_levels(analysis, node_follow(diagrams, node, level, 1), round,
                numbers);
}

/* The conditions that the set rests on, in the order of declaration. */
static const struct term **conditions_of(struct analysis *analysis,
                                         uint32_t set, size_t *count)
{
    const struct terms *terms = &analysis->policy->terms[KIND_CONDITION];
    struct bits *numbers = bits_create(analysis->arena, terms->count);

    mark_levels(analysis, set, visits_begin(analysis->diagrams), numbers);
    const struct term **list = arena_array(analysis->arena, bits_count(numbers),
                                           sizeof(const struct term *));
    *count = 0;
    for (size_t n = bits_next(numbers, 0); n < numbers->size;
         n = bits_next(numbers, n + 1))
        list[(*count)++] = terms->items[n];
    return list;
}

static int level_of(const struct analysis *analysis, const struct term *term)
{
    return analysis->condition_level[term->number];
}

/* --- few conditions: the shortest sum ---------------------------------- */

/* Whether the set has the row of a table. */
static bool row_holds(struct analysis *analysis, uint32_t set,
                      const struct term *const *list, size_t count,
                      unsigned row)
{
    struct diagrams *diagrams = analysis->diagrams;

    while (!node_is_terminal(set)) {
        int level = node_level(diagrams, set);
        uint32_t on = 0;
        for (size_t i = 0; i < count; i++)
            if (level_of(analysis, list[i]) == level)
                on = row >> i & 1;
        set = node_follow(diagrams, set, level, on);
    }
    return set != SET_EMPTY;
}

/* Whether the row can be: with a condition it has those that are implied. */
static bool row_is_closed(const struct term *const *list, size_t count,
                          unsigned row)
{
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < count; k++)
            if (term_within(list[i], list[k]) && (row >> i & 1) != 0 &&
                (row >> k & 1) == 0)
                return false;
    return true;
}

static void add_cube(struct cover *cover, const struct term *const *list,
                     size_t count, struct cube cube)
{
    for (size_t i = 0; i < count; i++) {
        if ((cube.holds >> i & 1) != 0)
            bits_add(cover->holds, list[i]->number);
        if ((cube.fails >> i & 1) != 0)
            bits_add(cover->fails, list[i]->number);
    }
    add_product(cover);
    for (size_t i = 0; i < count; i++) {
        bits_remove(cover->holds, list[i]->number);
        bits_remove(cover->fails, list[i]->number);
    }
}

static void cover_shortest(struct cover *cover, uint32_t set,
                           const struct term *const *list, size_t count)
{
    struct cube cubes[CUBE_ROWS];
    uint64_t on = 0;
    uint64_t off = 0;

    for (unsigned row = 0; row < 1U << count; row++) {
        uint64_t bit = UINT64_C(1) << row;
        if (!row_is_closed(list, count, row))
            continue;
        if (row_holds(cover->analysis, set, list, count, row))
            on |= bit;
        else
            off |= bit;
    }
    size_t cube_count = cube_cover((unsigned)count, on, off, cubes);
    for (size_t i = 0; i < cube_count; i++)
        add_cube(cover, list, count, cubes[i]);
}

/* --- many -------------------------------------------------------------- */

/* Sets of facts that can be, as far as the conditions listed tell. */
static uint32_t closed_sets(struct cover *cover, const struct term *const *list,
                            size_t count)
{
    struct diagrams *diagrams = cover->analysis->diagrams;
    static const struct edge on[2] = { { 1, SET_EMPTY }, { 2, SET_ALL } };
    uint32_t closed = SET_ALL;

    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < count; k++) {
            if (i == k || !term_within(list[i], list[k]))
                continue;
            uint32_t low =
                node_make(diagrams, level_of(cover->analysis, list[i]), on, 2);
            uint32_t high =
                node_make(diagrams, level_of(cover->analysis, list[k]), on, 2);
            closed = minus(cover, closed, minus(cover, low, high));
        }
    return closed;
}

static void cover_minimal(struct cover *cover, uint32_t set,
                          const struct term *const *list, size_t count)
{
    uint32_t closed = closed_sets(cover, list, count);
    uint32_t impossible = minus(cover, SET_ALL, closed);

    (void)cover_between(cover, both(cover, set, closed),
                        either(cover, set, impossible));
}

/* --- formulas ---------------------------------------------------------- */

/* The smallest condition that only one of them names decides: it goes first. */
static int compare(const void *left, const void *right)
{
    const struct product *a = left;
    const struct product *b = right;

    for (size_t n = 0; n < a->holds->size; n++) {
        bool in_a = bits_has(a->holds, n) || bits_has(a->fails, n);
        bool in_b = bits_has(b->holds, n) || bits_has(b->fails, n);
        if (in_a != in_b)
            return in_a ? -1 : 1;
        if (in_a && bits_has(a->holds, n) != bits_has(b->holds, n))
            return bits_has(a->holds, n) ? -1 : 1;
    }
    return 0;
}

static struct cover cover_create(struct analysis *analysis, size_t most)
{
    size_t space = analysis->policy->terms[KIND_CONDITION].count;
    return (struct cover){ .analysis = analysis,
                           .holds = bits_create(analysis->arena, space),
                           .fails = bits_create(analysis->arena, space),
                           .most = most };
}

struct formula formula_between(struct analysis *analysis, uint32_t low,
                               uint32_t high, uint32_t *set)
{
    struct cover cover = cover_create(analysis, SIZE_MAX);

    *set = cover_between(&cover, low, high);
    cover.formula.always = *set == SET_ALL;
    return cover.formula;
}

struct formula formula_of(struct analysis *analysis, uint32_t set)
{
    struct cover cover = cover_create(analysis, MOST_PRODUCTS);
    size_t count = 0;

    cover.formula.always = set == SET_ALL;

    if (set == SET_EMPTY || diagrams_exhausted(analysis->diagrams))
        return cover.formula;
    const struct term **list = conditions_of(analysis, set, &count);
    if (count <= CUBE_VARIABLES)
        cover_shortest(&cover, set, list, count);
    else
        cover_minimal(&cover, set, list, count);
    if (cover.formula.count > 1)
        qsort(cover.formula.items, cover.formula.count,
              sizeof *cover.formula.items, compare);
    return cover.formula;
}

/* --- as a condition ---------------------------------------------------- */

static const struct condition *condition_not(struct arena *arena,
                                             const struct condition *inner)
{
    struct condition *outer = arena_allocate(arena, sizeof *outer);
    outer->kind = TREE_CONDITION_NOT;
    outer->left = inner;
    return outer;
}

static const struct condition *product_condition(struct arena *arena,
                                                 const struct terms *conditions,
                                                 const struct product *product)
{
    const struct condition *all = NULL;

    for (size_t n = 0; n < conditions->count; n++) {
        bool fails = bits_has(product->fails, n);
        if (!fails && !bits_has(product->holds, n))
            continue;
        struct condition *name = arena_allocate(arena, sizeof *name);
        name->kind = TREE_CONDITION_NAME;
        name->term = conditions->items[n];
        all = condition_join(arena, TREE_CONDITION_AND, all,
                             fails ? condition_not(arena, name) : name);
    }
    return all;
}

const struct condition *formula_condition(struct arena *arena,
                                          const struct terms *conditions,
                                          const struct formula *formula)
{
    const struct condition *any = NULL;

    for (size_t i = 0; i < formula->count; i++)
        any = condition_join(
            arena, TREE_CONDITION_OR, any,
            product_condition(arena, conditions, &formula->items[i]));
    return any;
}
