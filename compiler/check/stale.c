/* stale-wording: words written by hand that somebody approved for what their
 * rule said then, and the rule says something else now. What was approved stands
 * beside the policy; broken-approvals is where that cannot be read, since then
 * no wording could be held against it. */

#include "check/catalogue.h"

#include "check/pins.h"

#include <string.h>

static void run_approvals(struct compilation *compilation);
static void run_stale(struct compilation *compilation);

RULE(broken_approvals) = {
    .slug = "broken-approvals",
    .severity = SEVERITY_ERROR,
    .summary = "a line of policy.approvals was edited, moved or taken out, or "
               "is no approval",
    .why = "What was approved is then not known, and what rests on it is not "
           "approved. Take the lines back as they were, and add your own with "
           "`writ approve`; after a merge, keep those of the branch you merge "
           "into.",
    .run = run_approvals,
};

RULE(stale_wording) = {
    .slug = "stale-wording",
    .severity = SEVERITY_ERROR,
    .summary = "wording or a translation was approved for another meaning than "
               "the rule now has",
    .why = "What is published would go on saying what the rule said then. Word "
           "it anew; or, where the words fit the rule as it is now, approve "
           "them again with `writ approve`.",
    .run = run_stale,
};

static void run_approvals(struct compilation *compilation)
{
    const struct approvals *approvals = compilation->approvals;
    struct findings *findings = &compilation->findings;
    if (approvals == NULL || approvals->broken == NULL) {
        return;
    }
    struct finding *finding =
        finding_add(findings, &rule_broken_approvals, (struct span){ 0, 0 },
                    "the line %s", approvals->broken);
    finding->file = approvals->file;
    finding->line = (uint32_t)approvals->count + 1;
    finding_help(findings, finding,
                 "take the line back as it was; approvals are added by `writ "
                 "approve` alone");
}

/* The first role that the header asks for. */
static const char *first_role(const struct policy *policy)
{
    const struct tree_policy *tree = policy->tree;
    for (size_t i = 0; tree != NULL && i < tree->field_count; i++) {
        const struct tree_field *field = &tree->fields[i];
        if (strcmp(field->name.text, "approvers") == 0 &&
            field->value_count > 0) {
            return field->values[0].text;
        }
    }
    return "legal";
}

static void report_stale(struct compilation *compilation,
                         const struct worded *worded)
{
    struct findings *findings = &compilation->findings;
    const struct statement *statement = worded->statement;
    struct finding *finding =
        finding_add(findings, &rule_stale_wording, worded->span,
                    "the wording of `%s` in `%s` was approved for another "
                    "meaning than its rule has now",
                    statement->name, worded->language);
    finding->statement = statement->name;
    finding_relate(findings, finding, statement->rule, statement->name,
                   "the rule");
    const char *file = compilation->program.roots[0]->source->name;
    finding_help(findings, finding,
                 "word it anew, or approve it for this rule with `writ approve "
                 "%s %s --by NAME --role %s`",
                 file, file, first_role(compilation->policy));
}

static void run_stale(struct compilation *compilation)
{
    const struct approvals *approvals = compilation->approvals;
    if (approvals == NULL || approvals->count == 0) {
        return;
    }
    struct pins pins = pins_of(compilation->arena, approvals, NULL);
    if (pins.count == 0) {
        return;
    }
    struct wordings wordings = wordings_of(compilation);
    for (size_t i = 0; i < wordings.count; i++) {
        if (pins_find(&pins, &wordings.items[i]) == PINNED_STALE) {
            report_stale(compilation, &wordings.items[i]);
        }
    }
}
