/* no-purpose, no-basis, transfer-without-safeguard, deemed-consent: what a
 * permission should say about itself, and does not. */

#include "base/arena.h"
#include "check/catalogue.h"
#include "check/select.h"

#include <string.h>

static void run_purpose(struct compilation *compilation);
static void run_basis(struct compilation *compilation);
static void run_transfer(struct compilation *compilation);
static void run_deemed(struct compilation *compilation);

RULE(no_purpose) = {
    .slug = "no-purpose",
    .severity = SEVERITY_WARNING,
    .summary = "a permission selects no purpose, so it permits all of them",
    .why = "Data may be used only for what people were told it is for.",
    .bad = "data email\n"
           "collect: we may collect email.\n",
    .good = "import std.purposes\n"
            "data email\n"
            "collect: we may collect email for communication.\n",
    .run = run_purpose,
};

RULE(no_basis) = {
    .slug = "no-basis",
    .severity = SEVERITY_WARNING,
    .summary = "a permission names no legal basis, although others do",
    .why = "Each use of personal data needs a legal ground of its own.",
    .bad = "import std.purposes\n"
           "import std.bases\n"
           "data email\n"
           "data phone\n"
           "mail: we may use email for communication under contract.\n"
           "call: we may use phone for communication.\n",
    .good = "import std.purposes\n"
            "import std.bases\n"
            "data email\n"
            "data phone\n"
            "mail: we may use email for communication under contract.\n"
            "call: we may use phone for communication under contract.\n",
    .run = run_basis,
};

RULE(transfer_without_safeguard) = {
    .slug = "transfer-without-safeguard",
    .severity = SEVERITY_WARNING,
    .summary = "a transfer to another region carries no measure",
    .why = "Most laws let data leave only under a named safeguard.",
    .bad = "import std.purposes\n"
           "import std.regions\n"
           "data email\n"
           "abroad: we may transfer email to united_states for "
           "service_provision.\n",
    .good = "import std.purposes\n"
            "import std.regions\n"
            "import std.measures\n"
            "data email\n"
            "abroad: we may transfer email to united_states for "
            "service_provision with transfer_safeguard.\n",
    .run = run_transfer,
};

RULE(deemed_consent) = {
    .slug = "deemed-consent",
    .severity = SEVERITY_WARNING,
    .summary = "a permission rests on a condition that conduct is deemed to "
               "fulfil",
    .why = "Consent that is taken from going on using a service is not freely "
           "given.",
    .bad = "import std.events\n"
           "import std.purposes\n"
           "data email\n"
           "condition agreed \"you agree\"\n"
           "mail: we may use email for advertising if agreed.\n"
           "deem agreed on continued_use.\n",
    .good = "import std.events\n"
            "import std.purposes\n"
            "data email\n"
            "condition agreed \"you agree\"\n"
            "condition accepted \"you accept the changed policy\"\n"
            "mail: we may use email for advertising if agreed.\n"
            "deem accepted on continued_use.\n",
    .run = run_deemed,
};

static struct finding *warn(struct compilation *compilation,
                            const struct rule *rule,
                            const struct statement *statement, const char *what)
{
    struct finding *finding =
        finding_add(&compilation->findings, rule, statement->rule, "`%s` %s",
                    statement->name, what);
    finding->statement = statement->name;
    return finding;
}

static void run_purpose(struct compilation *compilation)
{
    const struct policy *policy = compilation->policy;
    for (size_t i = 0; i < policy->statement_count; i++) {
        const struct statement *statement = policy->statements[i];
        if (select_permits(statement) && statement->modality == MODALITY_MAY &&
            select_acts(policy, statement, "process") &&
            statement->boxes[0].select[DIMENSION_PURPOSE] == NULL) {
            struct finding *finding =
                warn(compilation, &rule_no_purpose, statement,
                     "names no purpose, and so permits every one");
            finding_help(&compilation->findings, finding,
                         "say what for: `for service_provision`");
        }
    }
}

static void run_basis(struct compilation *compilation)
{
    const struct policy *policy = compilation->policy;
    bool any = false;
    for (size_t i = 0; i < policy->statement_count; i++) {
        any = any || policy->statements[i]->bases.count > 0;
    }
    for (size_t i = 0; any && i < policy->statement_count; i++) {
        const struct statement *statement = policy->statements[i];
        if (select_permits(statement) && statement->modality == MODALITY_MAY &&
            select_acts(policy, statement, "process") &&
            statement->bases.count == 0) {
            struct finding *finding = warn(compilation, &rule_no_basis,
                                           statement, "names no legal basis");
            finding_help(&compilation->findings, finding,
                         "add the ground it stands on: `under contract`");
        }
    }
}

static void run_transfer(struct compilation *compilation)
{
    const struct policy *policy = compilation->policy;
    for (size_t i = 0; i < policy->statement_count; i++) {
        const struct statement *statement = policy->statements[i];
        if (select_permits(statement) &&
            select_acts(policy, statement, "process.transfer") &&
            statement->measures.count == 0) {
            struct finding *finding =
                warn(compilation, &rule_transfer_without_safeguard, statement,
                     "lets data go to another region without a safeguard");
            finding_help(&compilation->findings, finding,
                         "name the safeguard: `with transfer_safeguard`");
        }
    }
}

/* The deem that makes a condition of the statement true, or NULL. */
static const struct statement *deemed_for(const struct policy *policy,
                                          const struct statement *statement)
{
    struct bits *named =
        bits_create(policy->arena, policy->terms[KIND_CONDITION].count);
    condition_collect(statement->guard, named);
    if (statement_forbids(statement)) {
        condition_collect(statement->unless, named); /* which then permits */
    }
    for (size_t i = 0; i < policy->statement_count; i++) {
        const struct statement *deem = policy->statements[i];
        if (deem->kind != STATEMENT_DEEM) {
            continue;
        }
        for (size_t n = bits_next(named, 0); n < named->size;
             n = bits_next(named, n + 1)) {
            if (term_within(deem->deemed,
                            policy->terms[KIND_CONDITION].items[n])) {
                return deem;
            }
        }
    }
    return NULL;
}

static void run_deemed(struct compilation *compilation)
{
    const struct policy *policy = compilation->policy;
    bool any = false;
    for (size_t i = 0; i < policy->statement_count; i++) {
        any = any || policy->statements[i]->kind == STATEMENT_DEEM;
    }
    for (size_t i = 0; any && i < policy->statement_count; i++) {
        const struct statement *statement = policy->statements[i];
        bool permits =
            select_permits(statement) ||
            (statement->kind == STATEMENT_RULE && statement->unless != NULL);
        const struct statement *deem =
            permits ? deemed_for(policy, statement) : NULL;
        if (deem == NULL) {
            continue;
        }
        struct finding *finding =
            warn(compilation, &rule_deemed_consent, statement,
                 "rests on a consent that is only deemed to be given");
        finding_relate(&compilation->findings, finding, deem->rule, deem->name,
                       "deemed here");
        finding_help(&compilation->findings, finding,
                     "ask for the consent, or deem a condition that no "
                     "permission rests on");
    }
}
