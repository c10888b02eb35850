/* Irredundant sums of products, by the recursion of Minato and Morreale: what
 * can hold only without the condition at hand, then what only with it, then
 * what is left of both regardless of it. The invariant: the sum covers all of
 * the lower bound and nothing outside the upper one. */

#include "diff/facts.h"

#include "base/arena.h"

#include <stdlib.h>
#include <string.h>

struct literal {
    uint32_t condition; /* number of its level */
    bool holds;
};

/* All of its literals hold. */
struct product {
    struct literal *items;
    size_t count;
};

/* One of its products holds. */
struct sum {
    struct arena *arena;
    struct diagrams *diagrams;
    struct product *items;
    size_t count;
    struct product path; /* literals on the way down; room for all levels */
};

static uint32_t minus(struct sum *sum, uint32_t a, uint32_t b)
{
    return diagram_combine(sum->diagrams, &set_minus, a, b);
}

static uint32_t unite(struct sum *sum, uint32_t a, uint32_t b)
{
    return diagram_combine(sum->diagrams, &set_or, a, b);
}

static void add_product(struct sum *sum)
{
    sum->items =
        arena_extend(sum->arena, sum->items, sum->count, sizeof *sum->items);
    struct product *product = &sum->items[sum->count++];
    product->count = sum->path.count;
    product->items =
        arena_array(sum->arena, product->count, sizeof *product->items);
    if (product->count > 0) {
        memcpy(product->items, sum->path.items,
               product->count * sizeof *product->items);
    }
}

static uint32_t gather(struct sum *sum, uint32_t least, uint32_t most);

static uint32_t gather_with(struct sum *sum, int level, bool holds,
                            const uint32_t bounds[2])
{
    sum->path.items[sum->path.count].condition =
        (uint32_t)(level - LEVEL_CONDITIONS);
    sum->path.items[sum->path.count++].holds = holds;
    uint32_t set = gather(sum, bounds[0], bounds[1]);
    sum->path.count--;
    return set;
}

/* Adds the products of a set between the bounds, and gives the set. */
static uint32_t gather(struct sum *sum, uint32_t least, uint32_t most)
{
    struct diagrams *diagrams = sum->diagrams;
    if (least == SET_EMPTY) {
        return SET_EMPTY;
    }
    if (most == SET_ALL || diagrams_exhausted(diagrams)) {
        add_product(sum);
        return SET_ALL;
    }
    int level = node_level(diagrams, least);
    if (node_level(diagrams, most) < level) {
        level = node_level(diagrams, most);
    }
    uint32_t least_without = node_follow(diagrams, least, level, 0);
    uint32_t least_with = node_follow(diagrams, least, level, 1);
    uint32_t most_without = node_follow(diagrams, most, level, 0);
    uint32_t most_with = node_follow(diagrams, most, level, 1);
    uint32_t with = gather_with(
        sum, level, true,
        (uint32_t[2]){ minus(sum, least_with, most_without), most_with });
    uint32_t without = gather_with(
        sum, level, false,
        (uint32_t[2]){ minus(sum, least_without, most_with), most_without });
    uint32_t regardless =
        gather(sum,
               unite(sum, minus(sum, least_with, with),
                     minus(sum, least_without, without)),
               diagram_combine(diagrams, &set_and, most_with, most_without));
    struct edge edges[2] = { { 1, unite(sum, without, regardless) },
                             { 2, unite(sum, with, regardless) } };
    return node_make(diagrams, level, edges, 2);
}

/* --- as a condition --------------------------------------------------- */

static int by_length(const void *a, const void *b)
{
    const struct product *left = a;
    const struct product *right = b;
    if (left->count != right->count) {
        return left->count < right->count ? -1 : 1;
    }
    for (size_t i = 0; i < left->count; i++) {
        const struct literal *l = &left->items[i];
        const struct literal *r = &right->items[i];
        if (l->condition != r->condition || l->holds != r->holds) {
            return l->condition != r->condition
                       ? (l->condition < r->condition ? -1 : 1)
                       : (l->holds ? -1 : 1);
        }
    }
    return 0;
}

static const struct condition *of_literal(const struct common *common,
                                          const struct literal *literal)
{
    struct condition *one = arena_allocate(common->arena, sizeof *one);
    one->kind = TREE_CONDITION_NAME;
    one->term = common->analysis->conditions[literal->condition];
    return one;
}

/* What must hold, all of it; or what must not, any of it. */
static const struct condition *
part_of(const struct common *common, const struct product *product, bool holds)
{
    const struct condition *part = NULL;
    for (size_t i = 0; i < product->count; i++) {
        if (product->items[i].holds == holds) {
            part = condition_join(
                common->arena, holds ? TREE_CONDITION_AND : TREE_CONDITION_OR,
                part, of_literal(common, &product->items[i]));
        }
    }
    return part;
}

static const struct condition *denied(const struct common *common,
                                      const struct condition *condition)
{
    struct condition *denial = arena_allocate(common->arena, sizeof *denial);
    denial->kind = TREE_CONDITION_NOT;
    denial->left = condition;
    return denial;
}

/* What must hold reads before what must not. */
static const struct condition *of_product(const struct common *common,
                                          const struct product *product)
{
    const struct condition *all = part_of(common, product, true);
    for (size_t i = 0; i < product->count; i++) {
        if (!product->items[i].holds) {
            all = condition_join(
                common->arena, TREE_CONDITION_AND, all,
                denied(common, of_literal(common, &product->items[i])));
        }
    }
    return all;
}

/* How hard it is to read: a denial is harder than a claim. */
static size_t effort(const struct sum *sum)
{
    size_t effort = 0;
    for (size_t i = 0; i < sum->count; i++) {
        for (size_t n = 0; n < sum->items[i].count; n++) {
            effort += sum->items[i].items[n].holds ? 2 : 3;
        }
    }
    return effort;
}

static struct sum make_sum(struct common *common, uint32_t least, uint32_t most,
                           uint32_t *set)
{
    struct sum sum = { .arena = common->arena,
                       .diagrams = common->analysis->diagrams };
    sum.path.items =
        arena_array(common->arena, common->analysis->condition_count + 1,
                    sizeof *sum.path.items);
    *set = gather(&sum, least, most);
    if (sum.count > 0) {
        qsort(sum.items, sum.count, sizeof *sum.items, by_length);
    }
    return sum;
}

static const struct condition *of_sum(const struct common *common,
                                      const struct sum *sum)
{
    const struct condition *any = NULL;
    for (size_t i = 0; i < sum->count; i++) {
        any = condition_join(common->arena, TREE_CONDITION_OR, any,
                             of_product(common, &sum->items[i]));
    }
    return any;
}

struct facts facts_between(struct common *common, uint32_t least, uint32_t most)
{
    struct diagrams *diagrams = common->analysis->diagrams;
    uint32_t free = common_unclosed(
        common, diagram_combine(diagrams, &set_or, least, most));
    least = diagram_combine(diagrams, &set_minus, least, free);
    most = diagram_combine(diagrams, &set_or, most, free);
    struct facts facts = { .set = SET_EMPTY };
    struct sum sum = make_sum(common, least, most, &facts.set);
    facts.holds = of_sum(common, &sum);
    uint32_t others = diagram_combine(diagrams, &set_minus, SET_ALL, facts.set);
    uint32_t set;
    struct sum rest =
        make_sum(common, diagram_combine(diagrams, &set_minus, others, free),
                 diagram_combine(diagrams, &set_or, others, free), &set);
    facts.where = facts.holds;
    if (sum.count == 1) {
        facts.where = part_of(common, &sum.items[0], true);
        facts.except = part_of(common, &sum.items[0], false);
    } else if (facts.holds != NULL && effort(&rest) < effort(&sum)) {
        facts.where = NULL;
        facts.except = of_sum(common, &rest);
    }
    return facts;
}
