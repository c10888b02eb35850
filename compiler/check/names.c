/* unused-term, unnamed-statement: vocabulary of the policy's own that no
 * statement reaches, and statements that nothing can point to for long. */

#include "base/arena.h"
#include "check/catalogue.h"

#include <string.h>

static void run_unused(struct compilation *compilation);
static void run_unnamed(struct compilation *compilation);

RULE(unused_term) = {
    .slug = "unused-term",
    .severity = SEVERITY_NOTE,
    .summary = "no statement reaches a term that the policy declares",
    .why = "Either the word can go, or a rule about it is missing.",
    .bad = "data email\n"
           "data phone\n"
           "collect: we may collect email.\n",
    .good = "data email\n"
            "data phone\n"
            "collect: we may collect email and phone.\n",
    .run = run_unused,
};

RULE(unnamed_statement) = {
    .slug = "unnamed-statement",
    .severity = SEVERITY_NOTE,
    .summary = "a statement has no name of its own",
    .why = "Links, logs and approvals point to names; one that is made up "
           "changes with the sentence.",
    .bad = "data email\n"
           "we may collect email.\n",
    .good = "data email\n"
            "collect: we may collect email.\n",
    .run = run_unnamed,
};

/* Numbers of the terms that something reaches: those named, all below them, and
 * all above, which exist to hold them. */
struct reached {
    struct bits *sets[SPACE_COUNT];
    const struct policy *policy;
};

static void reach(struct reached *reached, const struct term *term)
{
    if (term == NULL) {
        return;
    }
    struct bits *set = reached->sets[term->space];
    if (term->parent_count > 0) {
        bits_unite(set, term->below);
    }
    const struct terms *terms = &reached->policy->terms[term->space];
    for (size_t n = 0; n < terms->count; n++) {
        if (term_within(term, terms->items[n])) {
            bits_add(set, n);
        }
    }
}

static void reach_all(struct reached *reached, struct term *const *terms,
                      size_t count)
{
    for (size_t i = 0; i < count; i++) {
        reach(reached, terms[i]);
    }
}

static void reach_condition(struct reached *reached,
                            const struct condition *condition)
{
    if (condition == NULL) {
        return;
    }
    if (condition->kind == TREE_CONDITION_NAME) {
        reach(reached, condition->term);
        return;
    }
    reach_condition(reached, condition->left);
    reach_condition(reached, condition->right);
}

static void reach_statement(struct reached *reached,
                            const struct statement *statement)
{
    for (int d = 0; d < DIMENSION_COUNT; d++) {
        reach_all(reached, statement->chosen[d].terms,
                  statement->chosen[d].term_count);
        reach_all(reached, statement->chosen[d].except,
                  statement->chosen[d].except_count);
    }
    if (statement->party == PARTY_NAMED) {
        reach(reached, statement->party_term);
    }
    reach_all(reached, statement->rights.items, statement->rights.count);
    reach_all(reached, statement->measures.items, statement->measures.count);
    reach_all(reached, statement->methods.items, statement->methods.count);
    reach_all(reached, statement->bases.items, statement->bases.count);
    reach_condition(reached, statement->guard);
    reach_condition(reached, statement->unless);
    for (size_t t = 0; t < statement->time_count; t++) {
        reach_all(reached, statement->times[t].events,
                  statement->times[t].event_count);
    }
    reach(reached, statement->deemed);
    reach(reached, statement->deemed_on);
}

/* A party is a recipient by another name. */
static void merge_parties(struct reached *reached)
{
    const struct policy *policy = reached->policy;
    const struct terms *parties = &policy->terms[SPACE_PARTY];
    for (size_t n = 0; n < parties->count; n++) {
        if (bits_has(reached->sets[SPACE_PARTY], n)) {
            reach(reached, term_find(&policy->terms[KIND_RECIPIENT],
                                     parties->items[n]->path, NULL, NULL));
        }
    }
}

/* Reports the highest unreached term of each branch, once. */
static void report(struct compilation *compilation,
                   const struct reached *reached, int space)
{
    const struct terms *terms = &compilation->policy->terms[space];
    for (size_t n = 1; n < terms->count; n++) {
        const struct term *term = terms->items[n];
        bool above = term->parents[0]->parent_count > 0 &&
                     !term->parents[0]->library &&
                     !bits_has(reached->sets[space], term->parents[0]->number);
        if (term->library || above || bits_has(reached->sets[space], n)) {
            continue;
        }
        struct finding *finding = finding_add(
            &compilation->findings, &rule_unused_term, term->span,
            "no statement is about the %s `%s`", space_name[space], term->path);
        finding_help(&compilation->findings, finding,
                     "leave it out, or write the rule that is missing");
    }
}

static void run_unused(struct compilation *compilation)
{
    const struct policy *policy = compilation->policy;
    struct reached reached = { .policy = policy };
    for (int space = 0; space < SPACE_COUNT; space++) {
        reached.sets[space] =
            bits_create(compilation->arena, policy->terms[space].count);
    }
    for (size_t i = 0; i < policy->statement_count; i++) {
        reach_statement(&reached, policy->statements[i]);
    }
    merge_parties(&reached);
    for (int space = 0; space < KIND_COUNT; space++) {
        report(compilation, &reached, space);
    }
}

static void run_unnamed(struct compilation *compilation)
{
    const struct policy *policy = compilation->policy;
    for (size_t i = 0; i < policy->statement_count; i++) {
        const struct statement *statement = policy->statements[i];
        if (statement->named) {
            continue;
        }
        const char *dot = strrchr(statement->name, '.');
        struct finding *finding =
            finding_add(&compilation->findings, &rule_unnamed_statement,
                        statement->rule, "this statement has no name");
        finding->statement = statement->name;
        finding_help(&compilation->findings, finding,
                     "begin it with `%s:`, or a better name",
                     dot != NULL ? dot + 1 : statement->name);
    }
}
