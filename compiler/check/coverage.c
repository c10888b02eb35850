/* processor-not-covered, unguarded-minor: whom the permissions together leave
 * out or reach. Both look at the set of points that are allowed under some
 * facts. */

#include "base/arena.h"
#include "check/catalogue.h"
#include "check/example.h"
#include "check/select.h"

#include <string.h>

static void run_processor(struct compilation *compilation);
static void run_minor(struct compilation *compilation);

RULE(processor_not_covered) = {
    .slug = "processor-not-covered",
    .severity = SEVERITY_WARNING,
    .summary = "data is stored or transferred elsewhere, and no permission "
               "covers a processor",
    .why = "Hosting in another place nearly always means a company that hosts; "
           "a ban on disclosure then forbids what the service does.",
    .bad = "import std.purposes\n"
           "import std.regions\n"
           "import std.measures\n"
           "data email\n"
           "abroad: we may transfer email to united_states for "
           "service_provision with transfer_safeguard.\n",
    .good = "import std.purposes\n"
            "import std.regions\n"
            "import std.measures\n"
            "import std.recipients\n"
            "data email\n"
            "abroad: we may transfer email to united_states for "
            "service_provision with transfer_safeguard.\n"
            "hosting: we may disclose email to processor for "
            "service_provision with transfer_safeguard.\n",
    .run = run_processor,
};

RULE(unguarded_minor) = {
    .slug = "unguarded-minor",
    .severity = SEVERITY_WARNING,
    .summary = "permissions reach minors, and no condition speaks of age or of "
               "a guardian",
    .why = "Nearly every law asks for a guardian's consent below some age.",
    .bad = "import std.purposes\n"
           "import std.subjects\n"
           "data email\n"
           "mail: we may use email for communication of minor.\n",
    .good = "import std.purposes\n"
            "import std.subjects\n"
            "data email\n"
            "condition guardian_agrees \"your guardian agrees\"\n"
            "mail: we may use email for communication of minor if "
            "guardian_agrees.\n",
    .run = run_minor,
};

/* --- processors ------------------------------------------------------- */

#define PROCESSOR "https://w3id.org/dpv#DataProcessor"

static struct bits *processors(const struct policy *policy)
{
    const struct terms *terms = &policy->terms[KIND_RECIPIENT];
    struct bits *set = bits_create(policy->arena, terms->count);
    for (size_t n = 1; n < terms->count; n++) {
        const struct term *term = terms->items[n];
        if (strcmp(term->name, "processor") == 0 ||
            (term->citing != NULL && strcmp(term->citing, PROCESSOR) == 0)) {
            bits_unite(set, term->below);
        }
    }
    return set;
}

/* The first statement that lets data be stored or go elsewhere. */
static const struct statement *goes_elsewhere(const struct policy *policy)
{
    for (size_t i = 0; i < policy->statement_count; i++) {
        const struct statement *statement = policy->statements[i];
        bool elsewhere = select_acts(policy, statement, "process.transfer") ||
                         (select_acts(policy, statement, "process") &&
                          statement->chosen[DIMENSION_REGION]->written);
        if (select_permits(statement) && elsewhere) {
            return statement;
        }
    }
    return NULL;
}

static void run_processor(struct compilation *compilation)
{
    struct analysis *analysis = compilation->analysis;
    const struct policy *policy = compilation->policy;
    const struct statement *statement = goes_elsewhere(policy);
    if (statement == NULL || diagrams_exhausted(analysis->diagrams)) {
        return;
    }
    uint32_t disclosed = select_allowed(analysis, policy->disclose);
    struct bits *to = select_project(analysis, disclosed, DIMENSION_RECIPIENT);
    if (bits_meet(to, processors(policy))) {
        return;
    }
    struct finding *finding = finding_add(
        &compilation->findings, &rule_processor_not_covered, statement->rule,
        "`%s` lets data be kept elsewhere, and no processor may receive it",
        statement->name);
    finding->statement = statement->name;
    finding_help(&compilation->findings, finding,
                 "import std.recipients, and permit what the host receives: "
                 "`we may disclose ... to processor`");
}

/* --- minors ----------------------------------------------------------- */

/* One of the words of a name joined with `_`. */
static bool has_word(const char *name, const char *word)
{
    size_t length = strlen(word);
    for (const char *at = name; at != NULL;
         at = strchr(at, '_') != NULL ? strchr(at, '_') + 1 : NULL) {
        if (strncmp(at, word, length) == 0 &&
            (at[length] == '\0' || at[length] == '_')) {
            return true;
        }
    }
    return false;
}

static bool speaks_of_age(const struct policy *policy)
{
    static const char *const words[] = { "age",      "aged",    "minor",
                                         "minors",   "child",   "children",
                                         "guardian", "adult",   "parent",
                                         "parental", "underage" };
    for (size_t n = bits_next(policy->conditions_used, 0);
         n < policy->conditions_used->size;
         n = bits_next(policy->conditions_used, n + 1)) {
        for (size_t w = 0; w < sizeof words / sizeof *words; w++) {
            if (has_word(policy->terms[KIND_CONDITION].items[n]->name,
                         words[w])) {
                return true;
            }
        }
    }
    return false;
}

static void run_minor(struct compilation *compilation)
{
    struct analysis *analysis = compilation->analysis;
    const struct policy *policy = compilation->policy;
    if (speaks_of_age(policy) || diagrams_exhausted(analysis->diagrams)) {
        return;
    }
    const struct term *minor = select_term(policy, KIND_SUBJECT, "minor");
    const struct term *whom =
        minor != NULL ? minor : policy->terms[KIND_SUBJECT].items[0];
    uint32_t set =
        select_allowed(analysis, select_term(policy, KIND_ACTION, "process"));
    struct box box = { .select = { [DIMENSION_SUBJECT] = whom->below } };
    set = diagram_combine(analysis->diagrams, &set_and, set,
                          analysis_box(analysis, &box, SET_ALL));
    for (size_t i = 0; i < policy->statement_count && set != SET_EMPTY; i++) {
        const struct statement *statement = policy->statements[i];
        if (!select_permits(statement) ||
            diagram_combine(analysis->diagrams, &set_and, set,
                            analysis->undefeated[i][0]) == SET_EMPTY) {
            continue;
        }
        struct finding *finding = finding_add(
            &compilation->findings, &rule_unguarded_minor, statement->rule,
            "`%s` reaches minors too, and no rule asks for an age or a "
            "guardian",
            statement->name);
        finding->statement = statement->name;
        finding_help(&compilation->findings, finding,
                     "declare a condition such as `guardian_agrees` and use "
                     "it, or leave minors out with `of adult`");
        return;
    }
}
