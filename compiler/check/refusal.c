/* Why the budget was exceeded, told from the nodes that it did hold: the level
 * with most of them is what tells most points apart, and a statement has its
 * part in those levels that it selects on or whose conditions it names. */

#include "check/refusal.h"

enum { NAMED = 3 }; /* statements */

static size_t *count_levels(struct compilation *compilation)
{
    const struct diagrams *diagrams = compilation->analysis->diagrams;
    size_t *nodes = arena_array(compilation->arena,
                                diagrams_level_count(diagrams), sizeof *nodes);
    for (size_t i = 0; i < diagrams_node_count(diagrams); i++) {
        nodes[node_level(diagrams, (uint32_t)i)]++;
    }
    return nodes;
}

/* The nodes of the levels that a statement has its part in. */
static size_t part_of(const struct compilation *compilation,
                      const struct statement *statement, const size_t *nodes)
{
    const struct analysis *analysis = compilation->analysis;
    struct bits *named = bits_create(
        compilation->arena, compilation->policy->terms[KIND_CONDITION].count);
    size_t part = 0;
    for (int d = 0; d < DIMENSION_COUNT && statement->box_count > 0; d++) {
        part += statement->boxes[0].select[d] != NULL ? nodes[d] : 0;
    }
    condition_collect(statement->guard, named);
    condition_collect(statement->unless, named);
    for (size_t n = bits_next(named, 0); n < named->size;
         n = bits_next(named, n + 1)) {
        if (analysis->condition_level[n] >= 0) {
            part += nodes[analysis->condition_level[n]];
        }
    }
    return part;
}

/* "the condition `consent`", "purposes" */
static const char *largest_level(const struct compilation *compilation,
                                 const size_t *nodes)
{
    static const char *const words[LEVEL_CONDITIONS] = {
        "parties",  "actions", "data",   "purposes", "recipients",
        "subjects", "regions", "events", "rights",
    };
    const struct analysis *analysis = compilation->analysis;
    size_t largest = 0;
    for (size_t i = 0; i < diagrams_level_count(analysis->diagrams); i++) {
        largest = nodes[i] > nodes[largest] ? i : largest;
    }
    if (largest < LEVEL_CONDITIONS) {
        return words[largest];
    }
    return arena_print(
        compilation->arena, "the condition `%s`",
        term_short(&compilation->policy->terms[KIND_CONDITION],
                   analysis->conditions[largest - LEVEL_CONDITIONS]));
}

static void name_largest(struct compilation *compilation,
                         struct finding *finding, const size_t *nodes)
{
    const struct policy *policy = compilation->policy;
    size_t count = policy->statement_count;
    size_t *part = arena_array(compilation->arena, count, sizeof *part);
    for (size_t i = 0; i < count; i++) {
        part[i] = part_of(compilation, policy->statements[i], nodes);
    }
    for (size_t k = 0; k < NAMED && k < count; k++) {
        size_t largest = 0;
        for (size_t i = 0; i < count; i++) {
            largest = part[i] > part[largest] ? i : largest;
        }
        if (part[largest] == 0) {
            return;
        }
        const struct statement *statement = policy->statements[largest];
        finding_relate(&compilation->findings, finding, statement->rule,
                       statement->name,
                       k == 0 ? "it is this one above all" : "and this one");
        part[largest] = 0;
    }
}

static struct span anywhere(const struct policy *policy)
{
    return policy->tree != NULL          ? policy->tree->name.span
           : policy->statement_count > 0 ? policy->statements[0]->rule
                                         : (struct span){ 0, 0 };
}

void refusal_report(struct compilation *compilation)
{
    struct findings *findings = &compilation->findings;
    struct span span = anywhere(compilation->policy);
    if (diagrams_node_count(compilation->analysis->diagrams) == 0 &&
        compilation->budget > 0) {
        struct finding *finding =
            finding_add(findings, &rule_limit, span,
                        "the guards of this policy name more conditions than "
                        "can be decided together (%zu)",
                        compilation->analysis->condition_count);
        finding_help(findings, finding, "split the policy");
        return;
    }
    size_t *nodes = count_levels(compilation);
    struct finding *finding = finding_add(
        findings, &rule_limit, span,
        "this policy needs more than the budget of %zu nodes to be decided; "
        "most of them tell apart %s",
        compilation->budget, largest_level(compilation, nodes));
    name_largest(compilation, finding, nodes);
    finding_help(findings, finding,
                 "give more with `--budget`, or split the policy: use fewer "
                 "conditions in one rule");
}
