/* right-conflict, method-conflict: rights and ways of deletion that cannot be
 * honoured together with what else is promised. A right to erase, to restrict
 * or to object that reaches data which a duty keeps or processes needs an
 * exception: an `unless`, an `if`, or an order between the two. */

#include "base/arena.h"
#include "check/catalogue.h"
#include "check/example.h"
#include "check/select.h"

#include <string.h>

static void run_rights(struct compilation *compilation);
static void run_methods(struct compilation *compilation);

RULE(right_conflict) = {
    .slug = "right-conflict",
    .severity = SEVERITY_ERROR,
    .meaning = true,
    .summary = "a right to erase, restrict or object meets a duty to keep or "
               "process, with no exception between them",
    .why = "Whoever asks for deletion is promised what the law, by the same "
           "text, does not let us do.",
    .bad = "import std.events\n"
           "data invoice\n"
           "keep: we must store invoice at least 7 years after purchase.\n"
           "erase: you may erase invoice.\n",
    .good = "import std.events\n"
            "data invoice\n"
            "keep: we must store invoice at least 7 years after purchase.\n"
            "erase: you may erase invoice subject to keep.\n",
    .run = run_rights,
};

RULE(method_conflict) = {
    .slug = "method-conflict",
    .severity = SEVERITY_ERROR,
    .meaning = true,
    .summary = "two ways of deletion are promised for the same data",
    .why = "Data that is promised to be destroyed cannot also be promised to "
           "be marked as deleted.",
    .bad = "import std.methods\n"
           "data email\n"
           "gone: we must delete email by physical_deletion.\n"
           "marked: we may delete email by logical_deletion.\n",
    .good = "import std.methods\n"
            "data email\n"
            "condition in_archive\n"
            "gone: we must delete email by physical_deletion unless "
            "in_archive.\n"
            "marked: we may delete email by logical_deletion if in_archive.\n",
    .run = run_methods,
};

/* Some of what the duty does is an action of that path. */
static bool reaches(const struct policy *policy, const struct statement *duty,
                    const char *path)
{
    const struct term *action = select_term(policy, KIND_ACTION, path);
    const struct bits *actions = duty->boxes[0].select[DIMENSION_ACTION];
    return action != NULL &&
           (actions == NULL || bits_meet(actions, action->below));
}

/* A duty that stands against the right: to keep, against erasing; to process in
 * any way, against restricting and objecting. */
static bool stands_against(const struct policy *policy,
                           const struct statement *duty,
                           const struct statement *right)
{
    static const char *const names[] = { "erase", "restrict", "object" };
    if (duty->kind != STATEMENT_RULE || duty->modality != MODALITY_MUST) {
        return false;
    }
    bool keeps = reaches(policy, duty, "process.store");
    for (size_t i = 0; i < duty->time_count; i++) {
        keeps = keeps || duty->times[i].kind == TIME_AT_LEAST;
    }
    bool processes = keeps || reaches(policy, duty, "process");
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const struct term *term = select_term(policy, KIND_RIGHT, names[i]);
        if (term != NULL && bits_has(right->right_set, term->number) &&
            (i == 0 ? keeps : processes)) {
            return true;
        }
    }
    return false;
}

static void look_rights(struct compilation *compilation,
                        const struct statement *right,
                        const struct statement *duty)
{
    struct analysis *analysis = compilation->analysis;
    if (!stands_against(compilation->policy, duty, right) ||
        statement_is_over(duty, right) || statement_is_over(right, duty)) {
        return;
    }
    uint32_t both = diagram_combine(analysis->diagrams, &set_and,
                                    analysis->strong[right->index][0],
                                    analysis->strong[duty->index][0]);
    if (both == SET_EMPTY) {
        return;
    }
    struct finding *finding = finding_add(
        &compilation->findings, &rule_right_conflict, right->rule,
        "`%s` grants a right that the duty `%s` does not let us honour",
        right->name, duty->name);
    finding->statement = right->name;
    finding_relate(&compilation->findings, finding, duty->rule, duty->name,
                   "the duty");
    example_of_set(compilation, finding, both);
    finding_help(&compilation->findings, finding,
                 "if the duty prevails, end the right with `subject to %s`",
                 duty->name);
}

static void run_rights(struct compilation *compilation)
{
    const struct policy *policy = compilation->policy;
    for (size_t i = 0; i < policy->statement_count; i++) {
        if (policy->statements[i]->kind != STATEMENT_RIGHT) {
            continue;
        }
        for (size_t k = 0; k < policy->statement_count; k++) {
            look_rights(compilation, policy->statements[i],
                        policy->statements[k]);
        }
    }
}

/* --- methods ---------------------------------------------------------- */

/* No way of the one is a way of the other. */
static bool ways_differ(const struct statement *a, const struct statement *b)
{
    for (size_t i = 0; i < a->methods.count; i++) {
        for (size_t k = 0; k < b->methods.count; k++) {
            if (term_within(a->methods.items[i], b->methods.items[k]) ||
                term_within(b->methods.items[k], a->methods.items[i])) {
                return false;
            }
        }
    }
    return true;
}

static bool deletes(const struct policy *policy,
                    const struct statement *statement)
{
    return statement->kind == STATEMENT_RULE && statement->methods.count > 0 &&
           !statement_forbids(statement) &&
           select_acts(policy, statement, "delete");
}

static void look_methods(struct compilation *compilation,
                         const struct statement *first,
                         const struct statement *second)
{
    struct analysis *analysis = compilation->analysis;
    if (!deletes(compilation->policy, first) ||
        !deletes(compilation->policy, second) || !ways_differ(first, second)) {
        return;
    }
    uint32_t both = diagram_combine(analysis->diagrams, &set_and,
                                    analysis->undefeated[first->index][0],
                                    analysis->undefeated[second->index][0]);
    if (both == SET_EMPTY) {
        return;
    }
    struct finding *finding = finding_add(
        &compilation->findings, &rule_method_conflict, second->rule,
        "`%s` and `%s` promise two ways of deletion for the same data",
        first->name, second->name);
    finding->statement = second->name;
    finding_relate(&compilation->findings, finding, first->rule, first->name,
                   "the other way");
    example_of_set(compilation, finding, both);
    finding_help(&compilation->findings, finding,
                 "say which prevails: end one with `notwithstanding %s`, or "
                 "give the two different conditions",
                 first->name);
}

static void run_methods(struct compilation *compilation)
{
    const struct policy *policy = compilation->policy;
    for (size_t i = 0; i < policy->statement_count; i++) {
        for (size_t k = i + 1; policy->statements[i]->methods.count > 0 &&
                               k < policy->statement_count;
             k++) {
            look_methods(compilation, policy->statements[i],
                         policy->statements[k]);
        }
    }
}
