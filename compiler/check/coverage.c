/* collected-unused, used-uncollected, processor-not-covered, unguarded-minor:
 * what the permissions together leave open. All four look at the set of points
 * that are allowed under some facts. */

#include "base/arena.h"
#include "check/catalogue.h"
#include "check/example.h"
#include "check/select.h"

#include <string.h>

static void run_unused(struct compilation *compilation);
static void run_uncollected(struct compilation *compilation);
static void run_processor(struct compilation *compilation);
static void run_minor(struct compilation *compilation);

RULE(collected_unused) = {
    .slug = "collected-unused",
    .severity = SEVERITY_WARNING,
    .summary = "data may be collected, and nothing may be done with it",
    .why = "Collecting what nobody needs is what data minimisation forbids.",
    .bad = "import std.purposes\n"
           "data email\n"
           "data phone\n"
           "collect: we may collect email and phone for communication.\n"
           "mail: we may use email for communication.\n",
    .good = "import std.purposes\n"
            "data email\n"
            "collect: we may collect email for communication.\n"
            "mail: we may use email for communication.\n",
    .run = run_unused,
};

RULE(used_uncollected) = {
    .slug = "used-uncollected",
    .severity = SEVERITY_WARNING,
    .summary = "data may be used, and no permission says that it is collected",
    .why = "A reader who is not told that data is collected cannot object.",
    .bad = "import std.purposes\n"
           "data email\n"
           "data phone\n"
           "collect: we may collect email for communication.\n"
           "mail: we may use email and phone for communication.\n",
    .good = "import std.purposes\n"
            "data email\n"
            "data phone\n"
            "collect: we may collect email and phone for communication.\n"
            "mail: we may use email and phone for communication.\n",
    .run = run_uncollected,
};

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

/* --- data that is collected, and data that is used -------------------- */

static struct bits *data_of(struct compilation *compilation,
                            const char *const *actions)
{
    struct analysis *analysis = compilation->analysis;
    const struct policy *policy = compilation->policy;
    struct bits *data =
        bits_create(compilation->arena, policy->terms[KIND_DATA].count);
    for (size_t i = 0; actions[i] != NULL; i++) {
        const struct term *action =
            select_term(policy, KIND_ACTION, actions[i]);
        bits_unite(data,
                   select_project(analysis, select_allowed(analysis, action),
                                  DIMENSION_DATA));
    }
    return data;
}

static const char *const collecting[] = { "process.collect", NULL };
static const char *const using[] = { "process.use", "process.store",
                                     "process.disclose", "process.transfer",
                                     NULL };

/* What is deleted was there to be deleted. */
static const char *const holding[] = { "process.use",      "process.store",
                                       "process.disclose", "process.transfer",
                                       "delete",           NULL };

/* The first permission of one of the actions for one of the points of data. */
static const struct statement *first_about(const struct policy *policy,
                                           const char *const *actions,
                                           const struct bits *data)
{
    for (size_t i = 0; i < policy->statement_count; i++) {
        const struct statement *statement = policy->statements[i];
        if (!select_permits(statement)) {
            continue;
        }
        const struct bits *acts = statement->boxes[0].select[DIMENSION_ACTION];
        const struct bits *select = statement->boxes[0].select[DIMENSION_DATA];
        for (size_t a = 0; actions[a] != NULL; a++) {
            const struct term *action =
                select_term(policy, KIND_ACTION, actions[a]);
            if ((acts == NULL || bits_meet(acts, action->below)) &&
                (select == NULL || bits_meet(select, data))) {
                return statement;
            }
        }
    }
    return NULL;
}

/* `points` are those of the term that the finding is about. */
static void report_one(struct compilation *compilation, const struct rule *rule,
                       const struct term *term, const struct bits *points,
                       const char *what)
{
    const struct policy *policy = compilation->policy;
    const struct terms *terms = &policy->terms[KIND_DATA];
    bool unused = rule == &rule_collected_unused;
    const struct statement *statement =
        first_about(policy, unused ? collecting : holding, points);
    struct finding *finding =
        finding_add(&compilation->findings, rule,
                    statement != NULL ? statement->rule : term->span, "`%s`%s",
                    term_short(terms, term), what);
    finding->statement = statement != NULL ? statement->name : NULL;
    finding_help(&compilation->findings, finding, "%s",
                 unused ? "say what it is used for, or do not collect it"
                        : "add `we may collect ...`, or leave it out");
}

/* What is said of a whole term, and of the part of one that is not listed. */
struct words {
    const char *whole, *rest;
};

/* Reports the most general declared terms that lie wholly in the set, and of
 * others the part that is not listed, where only that lies in it. */
static void report_data(struct compilation *compilation,
                        const struct rule *rule, const struct bits *set,
                        const struct words *words)
{
    const struct terms *terms = &compilation->policy->terms[KIND_DATA];
    for (size_t n = 1; n < terms->count; n++) {
        const struct term *term = terms->items[n];
        const struct term *above = term->parents[0];
        if (bits_within(term->below, set)) {
            if (above->parent_count == 0 || !bits_within(above->below, set)) {
                report_one(compilation, rule, term, term->below, words->whole);
            }
        } else if (bits_has(set, n) && term->open) {
            struct bits *rest = bits_create(compilation->arena, terms->count);
            bits_add(rest, n);
            report_one(compilation, rule, term, rest, words->rest);
        }
    }
}

static void run_unused(struct compilation *compilation)
{
    static const struct words words = {
        .whole = " may be collected, and nothing may be done with it",
        .rest =
            " beyond what is listed may be collected, and nothing may be done "
            "with it",
    };
    if (diagrams_exhausted(compilation->analysis->diagrams)) {
        return;
    }
    struct bits *set = data_of(compilation, collecting);
    bits_subtract(set, data_of(compilation, using));
    report_data(compilation, &rule_collected_unused, set, &words);
}

/* Only where the policy speaks of collecting at all: a policy that does not is
 * about data that others collect. */
static void run_uncollected(struct compilation *compilation)
{
    static const struct words words = {
        .whole = " is used or deleted, and nothing says that it is collected",
        .rest = " beyond what is listed is used or deleted, and nothing says "
                "that it is collected",
    };
    if (diagrams_exhausted(compilation->analysis->diagrams)) {
        return;
    }
    struct bits *have = data_of(compilation, collecting);
    struct bits *set = data_of(compilation, holding);
    if (bits_empty(have)) {
        return;
    }
    bits_subtract(set, have);
    report_data(compilation, &rule_used_uncollected, set, &words);
}

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
                          statement->chosen[DIMENSION_REGION].written);
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
