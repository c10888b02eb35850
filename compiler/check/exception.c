/* vacuous-exception, swallowing-exception, needless-order: exceptions and orders
 * that change nothing, or everything. What a verdict would be without the
 * `unless` is worked out on sets: where the exception lifts the rule, the rule
 * would speak strongly instead, unless another prevails over it. */

#include "base/arena.h"
#include "check/catalogue.h"
#include "check/example.h"

#include <string.h>

static void run_vacuous(struct compilation *compilation);
static void run_swallowing(struct compilation *compilation);
static void run_order(struct compilation *compilation);

RULE(vacuous_exception) = {
    .slug = "vacuous-exception",
    .severity = SEVERITY_WARNING,
    .summary = "an `unless` that never changes a verdict",
    .why = "The reader is told of an exception that does not exist.",
    .bad = "data email\n"
           "condition consent\n"
           "promise: we never disclose email.\n"
           "rule: we must not share email unless consent.\n",
    .good = "data email\n"
            "condition consent\n"
            "rule: we must not share email unless consent.\n",
    .run = run_vacuous,
};

RULE(swallowing_exception) = {
    .slug = "swallowing-exception",
    .severity = SEVERITY_WARNING,
    .summary = "an `unless` that always holds where the rule does",
    .why = "Nothing of the rule is left: it promises what it never keeps.",
    .bad = "data email\n"
           "condition consent\n"
           "condition explicit within consent\n"
           "rule: we must not share email if explicit unless consent.\n",
    .good = "data email\n"
            "condition consent\n"
            "condition explicit within consent\n"
            "rule: we must not share email unless explicit.\n",
    .run = run_swallowing,
};

RULE(needless_order) = {
    .slug = "needless-order",
    .severity = SEVERITY_WARNING,
    .summary = "`notwithstanding` or `subject to` between statements that "
               "never meet",
    .why = "An order between rules that cannot clash misleads its reader "
           "about both.",
    .bad = "data email\n"
           "data phone\n"
           "strict: we must not share phone.\n"
           "loose: we may share email notwithstanding strict.\n",
    .good = "data email\n"
            "data phone\n"
            "strict: we must not share phone.\n"
            "loose: we may share email.\n",
    .run = run_order,
};

static uint32_t strong_of(struct analysis *analysis,
                          const struct statement *statement)
{
    uint32_t set = SET_EMPTY;
    for (size_t i = 0; i < statement->box_count; i++) {
        set = diagram_combine(analysis->diagrams, &set_or, set,
                              analysis->strong[statement->index][i]);
    }
    return set;
}

static uint32_t prevailing_over(struct analysis *analysis,
                                const struct statement *statement)
{
    uint32_t set = SET_EMPTY;
    for (size_t i = 0; i < statement->prevailing_count; i++) {
        if (statement->prevailing[i]->kind == STATEMENT_RULE) {
            set =
                diagram_combine(analysis->diagrams, &set_or, set,
                                strong_of(analysis, statement->prevailing[i]));
        }
    }
    return set;
}

/* What would still be forbidden if the statement spoke strongly everywhere. */
static uint32_t prohibited_beside(struct analysis *analysis,
                                  const struct statement *statement)
{
    const struct policy *policy = analysis->policy;
    if (!statement->prevails) {
        return analysis->prohibited;
    }
    uint32_t set = SET_EMPTY;
    for (size_t i = 0; i < policy->statement_count; i++) {
        const struct statement *other = policy->statements[i];
        for (size_t b = 0;
             other->kind == STATEMENT_RULE &&
             !statement_is_over(statement, other) && b < other->box_count;
             b++) {
            if (!other->boxes[b].permits && other->modality != MODALITY_NEVER) {
                set = diagram_combine(analysis->diagrams, &set_or, set,
                                      analysis->undefeated[i][b]);
            }
        }
    }
    return set;
}

/* Where the verdict would be another without the `unless`. */
static uint32_t changed_by(struct analysis *analysis,
                           const struct statement *statement)
{
    struct diagrams *diagrams = analysis->diagrams;
    uint32_t lifted = SET_EMPTY;
    for (size_t i = 0; i < statement->box_count; i++) {
        lifted = diagram_combine(diagrams, &set_or, lifted,
                                 analysis->weak[statement->index][i]);
    }
    if (lifted == SET_EMPTY) {
        return SET_EMPTY;
    }
    lifted = diagram_combine(diagrams, &set_minus, lifted,
                             prevailing_over(analysis, statement));
    if (statement_forbids(statement)) {
        return diagram_combine(diagrams, &set_minus, lifted,
                               analysis_denied(analysis));
    }
    lifted = diagram_combine(diagrams, &set_minus, lifted, analysis->absolute);
    lifted = diagram_combine(diagrams, &set_minus, lifted,
                             prohibited_beside(analysis, statement));
    return diagram_combine(diagrams, &set_minus, lifted, analysis->allowed);
}

static struct span unless_span(const struct statement *statement)
{
    const struct tree_qualifiers *qualifiers = &statement->tree->qualifiers;
    for (size_t i = 0; i < qualifiers->count; i++) {
        if (qualifiers->items[i].kind == QUALIFIER_UNLESS) {
            return qualifiers->items[i].span;
        }
    }
    return statement->rule;
}

/* Nothing of the rule is left under its guard. */
static bool is_swallowed(struct analysis *analysis,
                         const struct statement *statement)
{
    return statement->unless != NULL &&
           strong_of(analysis, statement) == SET_EMPTY &&
           analysis_condition(analysis, statement->guard) != SET_EMPTY;
}

/* `only` and duties have effects beside the verdict inside their box. */
static bool has_more(const struct statement *statement)
{
    return statement->box_count > 1 || statement->time_count > 0;
}

static void run_vacuous(struct compilation *compilation)
{
    struct analysis *analysis = compilation->analysis;
    const struct policy *policy = compilation->policy;
    for (size_t i = 0; i < policy->statement_count; i++) {
        const struct statement *statement = policy->statements[i];
        if (statement->kind != STATEMENT_RULE || statement->unless == NULL ||
            has_more(statement) || is_swallowed(analysis, statement) ||
            diagrams_exhausted(analysis->diagrams) ||
            changed_by(analysis, statement) != SET_EMPTY) {
            continue;
        }
        struct finding *finding = finding_add(
            &compilation->findings, &rule_vacuous_exception,
            unless_span(statement),
            "the exception of `%s` never changes a verdict", statement->name);
        finding->statement = statement->name;
        finding_help(&compilation->findings, finding,
                     "leave the `unless` out, or mend the statement that is "
                     "stronger than it");
    }
}

static void run_swallowing(struct compilation *compilation)
{
    struct analysis *analysis = compilation->analysis;
    const struct policy *policy = compilation->policy;
    for (size_t i = 0; i < policy->statement_count; i++) {
        const struct statement *statement = policy->statements[i];
        if (statement->kind == STATEMENT_DEEM ||
            diagrams_exhausted(analysis->diagrams) ||
            !is_swallowed(analysis, statement)) {
            continue;
        }
        struct finding *finding = finding_add(
            &compilation->findings, &rule_swallowing_exception,
            unless_span(statement),
            "the exception of `%s` always holds: nothing of the rule is left",
            statement->name);
        finding->statement = statement->name;
        finding_help(&compilation->findings, finding,
                     "narrow the `unless`, or leave the statement out");
    }
}

/* --- order ------------------------------------------------------------ */

/* One written order: everything its names stand for never meets `statement`. */
static bool meets(struct analysis *analysis, const struct statement *a,
                  const struct statement *b)
{
    return diagram_combine(analysis->diagrams, &set_and, strong_of(analysis, a),
                           strong_of(analysis, b)) != SET_EMPTY;
}

static bool in_section(const struct statement *statement,
                       const struct section *section)
{
    for (const struct section *at = statement->section; at != NULL;
         at = at->parent) {
        if (at == section) {
            return true;
        }
    }
    return false;
}

static bool order_is_needed(struct analysis *analysis,
                            const struct statement *statement,
                            const struct tree_name *name)
{
    const struct policy *policy = analysis->policy;
    struct other other = order_find(policy, statement->section, name->text);
    if (other.statement != NULL) {
        return meets(analysis, statement, other.statement);
    }
    for (size_t i = 0; i < policy->statement_count; i++) {
        const struct statement *one = policy->statements[i];
        if (one != statement && in_section(one, other.section) &&
            meets(analysis, statement, one)) {
            return true;
        }
    }
    return false;
}

static void look_order(struct compilation *compilation,
                       const struct statement *statement,
                       const struct tree_qualifier *order)
{
    const struct tree_names *names = &order->selection.names;
    for (size_t n = 0; n < names->count; n++) {
        const struct tree_name *name = &names->items[n];
        if (order_is_needed(compilation->analysis, statement, name)) {
            continue;
        }
        struct finding *finding = finding_add(
            &compilation->findings, &rule_needless_order, name->span,
            "`%s` and `%s` never meet, so neither needs to prevail",
            statement->name, name->text);
        finding->statement = statement->name;
        finding_help(&compilation->findings, finding,
                     "leave the order out, or mend what it was meant for");
    }
}

static void run_order(struct compilation *compilation)
{
    const struct policy *policy = compilation->policy;
    for (size_t i = 0; i < policy->statement_count; i++) {
        const struct statement *statement = policy->statements[i];
        const struct tree_qualifiers *list = &statement->tree->qualifiers;
        for (size_t q = 0; q < list->count; q++) {
            if ((list->items[q].kind == QUALIFIER_NOTWITHSTANDING ||
                 list->items[q].kind == QUALIFIER_SUBJECT_TO) &&
                !diagrams_exhausted(compilation->analysis->diagrams)) {
                look_order(compilation, statement, &list->items[q]);
            }
        }
    }
}
