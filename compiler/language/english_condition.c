/* Conditions as English clauses. Invariant: what belongs together stays so, and
 * "not" stands in the one clause that it denies. */

#include "language/english.h"

#include "base/arena.h"

/* Clauses under one `and` or `or`, written out. */
struct clauses {
    const char **items;
    size_t count;
    bool compound; /* one of them is made of several */
};

static const char *clause(const struct policy *policy,
                          const struct condition *condition, bool nested);

static void gather(const struct policy *policy,
                   const struct condition *condition,
                   enum tree_condition_kind kind, struct clauses *clauses)
{
    if (condition->kind == kind) {
        gather(policy, condition->left, kind, clauses);
        gather(policy, condition->right, kind, clauses);
        return;
    }
    clauses->items = arena_extend(policy->arena, clauses->items, clauses->count,
                                  sizeof *clauses->items);
    clauses->items[clauses->count++] = clause(policy, condition, true);
    clauses->compound = clauses->compound ||
                        condition->kind == TREE_CONDITION_AND ||
                        condition->kind == TREE_CONDITION_OR;
}

/* Inside another, two clauses are marked by "both" or "either" and more of
 * them by parentheses, so that what belongs together stays so. */
static const char *clause(const struct policy *policy,
                          const struct condition *condition, bool nested)
{
    if (condition->kind == TREE_CONDITION_NAME) {
        return english_label(policy, condition->term);
    }
    if (condition->kind == TREE_CONDITION_NOT) {
        return english_denied(policy,
                              english_label(policy, condition->left->term));
    }
    bool both = condition->kind == TREE_CONDITION_AND;
    struct clauses clauses = { NULL, 0, false };
    gather(policy, condition, condition->kind, &clauses);
    const char *word = both ? "and" : "or";
    bool comma = clauses.count > 2 || clauses.compound ||
                 english_needs_comma(clauses.items, clauses.count, word);
    bool enclosed = nested && (clauses.count > 2 || clauses.compound);
    struct text text = { NULL, 0, 0 };
    if (enclosed) {
        text_char(&text, '(');
    } else if (nested) {
        text_put(&text, both ? "both " : "either ");
        comma = false;
    }
    english_join(clauses.items, clauses.count, word, comma, &text);
    text_put(&text, enclosed ? ")" : "");
    return phrase_taken(policy, &text);
}

void english_condition(const struct policy *policy,
                       const struct condition *condition, struct text *text)
{
    text_put(text, clause(policy, phrase_plain(policy, condition), false));
}

void english_facts(const struct policy *policy, const struct bits *facts,
                   struct text *text)
{
    struct term_list list = phrase_facts(policy, facts);
    const char **items = arena_array(policy->arena, list.count, sizeof *items);
    for (size_t i = 0; i < list.count; i++) {
        items[i] = english_label(policy, list.items[i]);
    }
    english_join(
        items, list.count, "and",
        list.count > 2 || english_needs_comma(items, list.count, "and"), text);
}
