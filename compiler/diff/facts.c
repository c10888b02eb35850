/* Sets of facts as conditions: the products are found by diagram/formula; here
 * they are put in an order and in words. */

#include "diff/facts.h"

#include "base/arena.h"
#include "diagram/formula.h"

#include <stdlib.h>

static size_t literals_of(const struct product *product)
{
    return bits_count(product->holds) + bits_count(product->fails);
}

/* The shorter first; then that of the earlier condition that only one names,
 * or that one demands and the other denies. */
static int by_length(const void *a, const void *b)
{
    const struct product *left = a;
    const struct product *right = b;
    size_t left_length = literals_of(left);
    size_t right_length = literals_of(right);
    if (left_length != right_length) {
        return left_length < right_length ? -1 : 1;
    }
    for (size_t n = 0; n < left->holds->size; n++) {
        int l = bits_has(left->holds, n) ? 2 : bits_has(left->fails, n);
        int r = bits_has(right->holds, n) ? 2 : bits_has(right->fails, n);
        if (l != r) {
            return l > r ? -1 : 1;
        }
    }
    return 0;
}

static const struct condition *of_literal(const struct common *common, size_t n)
{
    struct condition *one = arena_allocate(common->arena, sizeof *one);
    one->kind = TREE_CONDITION_NAME;
    one->term = common->joint->policy->terms[KIND_CONDITION].items[n];
    return one;
}

static const struct condition *denied(const struct common *common,
                                      const struct condition *condition)
{
    struct condition *denial = arena_allocate(common->arena, sizeof *denial);
    denial->kind = TREE_CONDITION_NOT;
    denial->left = condition;
    return denial;
}

/* The conditions, all of them or any. */
static const struct condition *joined(const struct common *common,
                                      const struct bits *numbers,
                                      enum tree_condition_kind how)
{
    const struct condition *part = NULL;
    for (size_t n = bits_next(numbers, 0); n < numbers->size;
         n = bits_next(numbers, n + 1)) {
        part = condition_join(common->arena, how, part, of_literal(common, n));
    }
    return part;
}

/* What must hold reads before what must not. */
static const struct condition *of_product(const struct common *common,
                                          const struct product *product)
{
    const struct condition *all =
        joined(common, product->holds, TREE_CONDITION_AND);
    for (size_t n = bits_next(product->fails, 0); n < product->fails->size;
         n = bits_next(product->fails, n + 1)) {
        all = condition_join(common->arena, TREE_CONDITION_AND, all,
                             denied(common, of_literal(common, n)));
    }
    return all;
}

/* How hard it is to read: a denial is harder than a claim. */
static size_t effort(const struct formula *formula)
{
    size_t effort = 0;
    for (size_t i = 0; i < formula->count; i++) {
        effort += 2 * bits_count(formula->items[i].holds) +
                  3 * bits_count(formula->items[i].fails);
    }
    return effort;
}

static struct formula make(struct common *common, uint32_t least, uint32_t most,
                           uint32_t *set)
{
    struct formula formula =
        formula_between(common->analysis, least, most, set);
    if (formula.count > 0) {
        qsort(formula.items, formula.count, sizeof *formula.items, by_length);
    }
    return formula;
}

static const struct condition *of_formula(const struct common *common,
                                          const struct formula *formula)
{
    const struct condition *any = NULL;
    for (size_t i = 0; i < formula->count; i++) {
        any = condition_join(common->arena, TREE_CONDITION_OR, any,
                             of_product(common, &formula->items[i]));
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
    struct formula sum = make(common, least, most, &facts.set);
    facts.holds = of_formula(common, &sum);
    uint32_t others = diagram_combine(diagrams, &set_minus, SET_ALL, facts.set);
    uint32_t set;
    struct formula rest =
        make(common, diagram_combine(diagrams, &set_minus, others, free),
             diagram_combine(diagrams, &set_or, others, free), &set);
    facts.where = facts.holds;
    if (sum.count == 1) {
        facts.where = joined(common, sum.items[0].holds, TREE_CONDITION_AND);
        facts.except = joined(common, sum.items[0].fails, TREE_CONDITION_OR);
    } else if (facts.holds != NULL && effort(&rest) < effort(&sum)) {
        facts.where = NULL;
        facts.except = of_formula(common, &rest);
    }
    return facts;
}
