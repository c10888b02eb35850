/* collected-unused, used-uncollected: data that is collected held against data
 * that is used, both as sets of the points that are allowed under some facts;
 * and what is collected for no purpose of its own. */

#include "base/arena.h"
#include "check/catalogue.h"
#include "check/select.h"

static void run_unused(struct compilation *compilation);
static void run_uncollected(struct compilation *compilation);

RULE(collected_unused) = {
    .slug = "collected-unused",
    .severity = SEVERITY_WARNING,
    .summary = "data may be collected, and nothing may be done with it, or "
               "nothing for a purpose of its own",
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

/* --- the sets ---------------------------------------------------------- */

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
    if (unused) {
        finding_help(&compilation->findings, finding,
                     "say what it is used for, or do not collect it");
    } else {
        finding_help(&compilation->findings, finding,
                     "add `we may collect %s`, or leave it out",
                     term_short(terms, term));
    }
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

/* --- data with no purpose of its own ------------------------------------- */

static struct bits *verbs_of(struct compilation *compilation,
                             const char *const *actions)
{
    const struct policy *policy = compilation->policy;
    struct bits *verbs =
        bits_create(compilation->arena, policy->terms[KIND_ACTION].count);
    for (size_t i = 0; actions[i] != NULL; i++) {
        bits_unite(verbs, select_term(policy, KIND_ACTION, actions[i])->below);
    }
    return verbs;
}

/* It permits, by a verb of the set. */
static bool permits_any(const struct statement *statement,
                        const struct bits *verbs)
{
    const struct chosen *chosen = statement->chosen[DIMENSION_ACTION];
    bool found = false;
    for (size_t i = 0; i < chosen->term_count && !found; i++) {
        found = bits_has(verbs, chosen->terms[i]->number);
    }
    return found && select_permits(statement);
}

/* The permissions to do something with data. */
struct uses {
    const struct statement **items;
    size_t count;
    struct bits *named;   /* the terms that they name, without those below */
    struct bits *reached; /* and these */
};

static void add_use(struct uses *uses, const struct statement *statement)
{
    const struct chosen *data = statement->chosen[DIMENSION_DATA];
    const struct bits *reached = statement->boxes[0].select[DIMENSION_DATA];
    uses->items[uses->count++] = statement;
    for (size_t i = 0; i < data->term_count; i++) {
        bits_add(uses->named, data->terms[i]->number);
    }
    if (reached != NULL) {
        bits_unite(uses->reached, reached);
    } else {
        bits_add_range(uses->reached, 0, uses->reached->size);
    }
}

static struct uses find_uses(struct compilation *compilation)
{
    const struct policy *policy = compilation->policy;
    size_t size = policy->terms[KIND_DATA].count;
    struct uses uses = {
        .items = arena_array(compilation->arena, policy->statement_count,
                             sizeof *uses.items),
        .named = bits_create(compilation->arena, size),
        .reached = bits_create(compilation->arena, size),
    };
    const struct bits *verbs = verbs_of(compilation, using);
    for (size_t i = 0; i < policy->statement_count; i++) {
        if (permits_any(policy->statements[i], verbs)) {
            add_use(&uses, policy->statements[i]);
        }
    }
    return uses;
}

/* The use to show for a term that is used only with others: the first that
 * reaches it, but a duty only where there is no other. */
static const struct statement *blanket_use(const struct uses *uses,
                                           const struct term *term)
{
    const struct statement *duty = NULL;
    for (size_t i = 0; i < uses->count; i++) {
        const struct statement *statement = uses->items[i];
        const struct bits *data = statement->boxes[0].select[DIMENSION_DATA];
        if (data != NULL && !bits_meet(data, term->below)) {
            continue;
        }
        if (statement->modality == MODALITY_MAY) {
            return statement;
        }
        duty = duty != NULL ? duty : statement;
    }
    return duty;
}

/* The name of what the statement uses and the term is a part of. */
static const char *blanket_name(const struct policy *policy,
                                const struct statement *statement,
                                const struct term *term)
{
    const struct chosen *data = statement->chosen[DIMENSION_DATA];
    for (size_t i = 0; i < data->term_count; i++) {
        if (term_within(term, data->terms[i])) {
            return term_short(&policy->terms[KIND_DATA], data->terms[i]);
        }
    }
    return "any";
}

/* What is collected by a statement that names no purpose. */
static void look_for_purpose(struct compilation *compilation,
                             const struct uses *uses,
                             const struct statement *statement)
{
    const struct policy *policy = compilation->policy;
    const struct chosen *data = statement->chosen[DIMENSION_DATA];
    for (size_t i = 0; i < data->term_count; i++) {
        const struct term *term = data->terms[i];
        if (bits_meet(uses->named, term->below) ||
            !bits_meet(uses->reached, term->below)) {
            continue;
        }
        const struct statement *use = blanket_use(uses, term);
        if (use == NULL) {
            continue; /* not so: what is reached, a use reaches */
        }
        struct finding *finding = finding_add(
            &compilation->findings, &rule_collected_unused, statement->rule,
            "`%s` is collected for no purpose of its own; it is used only as "
            "`%s` is",
            term_short(&policy->terms[KIND_DATA], term),
            blanket_name(policy, use, term));
        finding->statement = statement->name;
        finding_relate(&compilation->findings, finding, use->rule, use->name,
                       "used here");
        finding_help(&compilation->findings, finding,
                     "say what it is collected for: `for service_provision`");
    }
}

static void look_for_purposes(struct compilation *compilation)
{
    const struct policy *policy = compilation->policy;
    struct uses uses = find_uses(compilation);
    const struct bits *verbs = verbs_of(compilation, collecting);
    for (size_t i = 0; i < policy->statement_count; i++) {
        const struct statement *statement = policy->statements[i];
        if (!statement->chosen[DIMENSION_PURPOSE]->written &&
            permits_any(statement, verbs)) {
            look_for_purpose(compilation, &uses, statement);
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
    look_for_purposes(compilation);
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
