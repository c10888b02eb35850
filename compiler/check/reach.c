/* From statements to the terms they name, and up and down from there. */

#include "check/reach.h"

#include "base/arena.h"

struct reaching {
    const struct policy *policy;
    struct bits *done[SPACE_COUNT]; /* terms that were named before */
    struct reached reached;
};

static void reach(struct reaching *reaching, const struct term *term)
{
    if (term == NULL || bits_has(reaching->done[term->space], term->number)) {
        return;
    }
    bits_add(reaching->done[term->space], term->number);
    struct bits *held = reaching->reached.held[term->space];
    if (term->parent_count > 0) {
        bits_unite(reaching->reached.said[term->space], term->below);
        bits_unite(held, term->below);
    }
    const struct terms *terms = &reaching->policy->terms[term->space];
    for (size_t n = 0; n < terms->count; n++) {
        if (term_within(term, terms->items[n])) {
            bits_add(held, n);
        }
    }
}

static void reach_all(struct reaching *reaching, struct term *const *terms,
                      size_t count)
{
    for (size_t i = 0; i < count; i++) {
        reach(reaching, terms[i]);
    }
}

static void reach_condition(struct reaching *reaching,
                            const struct condition *condition)
{
    if (condition == NULL) {
        return;
    }
    if (condition->kind == TREE_CONDITION_NAME) {
        reach(reaching, condition->term);
        return;
    }
    reach_condition(reaching, condition->left);
    reach_condition(reaching, condition->right);
}

static void reach_statement(struct reaching *reaching,
                            const struct statement *statement)
{
    for (int d = 0; d < DIMENSION_COUNT; d++) {
        reach_all(reaching, statement->chosen[d]->terms,
                  statement->chosen[d]->term_count);
        reach_all(reaching, statement->chosen[d]->except,
                  statement->chosen[d]->except_count);
    }
    if (statement->party == PARTY_NAMED) {
        reach(reaching, statement->party_term);
    }
    reach_all(reaching, statement->rights.items, statement->rights.count);
    reach_all(reaching, statement->measures.items, statement->measures.count);
    reach_all(reaching, statement->methods.items, statement->methods.count);
    reach_all(reaching, statement->bases.items, statement->bases.count);
    reach_condition(reaching, statement->guard);
    reach_condition(reaching, statement->unless);
    for (size_t t = 0; t < statement->time_count; t++) {
        reach_all(reaching, statement->times[t].events,
                  statement->times[t].event_count);
    }
    reach(reaching, statement->deemed);
    reach(reaching, statement->deemed_on);
}

/* A party is a recipient by another name. */
static void merge_parties(struct reaching *reaching)
{
    const struct policy *policy = reaching->policy;
    const struct terms *parties = &policy->terms[SPACE_PARTY];
    for (size_t n = 0; n < parties->count; n++) {
        if (bits_has(reaching->reached.said[SPACE_PARTY], n)) {
            reach(reaching, term_find(&policy->terms[KIND_RECIPIENT],
                                      parties->items[n]->path, NULL, NULL));
        }
    }
}

struct reached reach_policy(struct arena *arena, const struct policy *policy)
{
    struct reaching reaching = { .policy = policy };
    for (int space = 0; space < SPACE_COUNT; space++) {
        size_t count = policy->terms[space].count;
        reaching.done[space] = bits_create(arena, count);
        reaching.reached.said[space] = bits_create(arena, count);
        reaching.reached.held[space] = bits_create(arena, count);
    }
    for (size_t i = 0; i < policy->statement_count; i++) {
        reach_statement(&reaching, policy->statements[i]);
    }
    merge_parties(&reaching);
    return reaching.reached;
}
