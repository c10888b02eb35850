/* unused-term, unnamed-statement: vocabulary of the policy's own that no
 * statement reaches, and statements that nothing can point to for long. */

#include "base/arena.h"
#include "check/catalogue.h"
#include "check/reach.h"

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

/* Reports the highest unreached term of each branch, once. */
static void report(struct compilation *compilation,
                   const struct reached *reached, int space)
{
    const struct terms *terms = &compilation->policy->terms[space];
    for (size_t n = 1; n < terms->count; n++) {
        const struct term *term = terms->items[n];
        bool above = term->parents[0]->parent_count > 0 &&
                     !term->parents[0]->library &&
                     !bits_has(reached->held[space], term->parents[0]->number);
        if (term->library || above || bits_has(reached->held[space], n)) {
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
    struct reached reached =
        reach_policy(compilation->arena, compilation->policy);
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
