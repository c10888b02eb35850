/* Conditions over a closed set of facts. */

#include "model/condition.h"

#include "base/arena.h"

bool condition_holds(const struct condition *condition,
                     const struct bits *facts)
{
    if (condition == NULL) {
        return true;
    }
    switch (condition->kind) {
    case TREE_CONDITION_NAME: return bits_has(facts, condition->term->number);
    case TREE_CONDITION_NOT: return !condition_holds(condition->left, facts);
    case TREE_CONDITION_AND:
        return condition_holds(condition->left, facts) &&
               condition_holds(condition->right, facts);
    case TREE_CONDITION_OR:
        return condition_holds(condition->left, facts) ||
               condition_holds(condition->right, facts);
    }
    return false;
}

void condition_collect(const struct condition *condition, struct bits *into)
{
    if (condition == NULL) {
        return;
    }
    if (condition->kind == TREE_CONDITION_NAME) {
        bits_add(into, condition->term->number);
        return;
    }
    condition_collect(condition->left, into);
    if (condition->kind != TREE_CONDITION_NOT) {
        condition_collect(condition->right, into);
    }
}

const struct condition *condition_join(struct arena *arena,
                                       enum tree_condition_kind kind,
                                       const struct condition *left,
                                       const struct condition *right)
{
    if (left == NULL) {
        return right;
    }
    if (right == NULL) {
        return left;
    }
    struct condition *both = arena_allocate(arena, sizeof *both);
    both->kind = kind;
    both->left = left;
    both->right = right;
    return both;
}

void facts_close(const struct terms *conditions, struct bits *facts)
{
    for (size_t i = 1; i < conditions->count; i++) {
        if (bits_meet(conditions->items[i]->below, facts)) {
            bits_add(facts, i);
        }
    }
}
