/* open-list, unbounded-recipient, undefined-measure: words that stand for more
 * than was said. What an open list may come to hold is then permitted, or
 * promised, without anybody having read it. */

#include "base/arena.h"
#include "check/catalogue.h"
#include "check/select.h"

static void run_open_list(struct compilation *compilation);
static void run_recipient(struct compilation *compilation);
static void run_measure(struct compilation *compilation);

RULE(open_list) = {
    .slug = "open-list",
    .severity = SEVERITY_WARNING,
    .summary = "a rule rests on a list that ends in `...`",
    .why = "\"etc.\" permits what nobody has named; a regulator reads it "
           "against its author.",
    .bad = "data account { name, phone, ... }\n"
           "collect: we may collect account.\n",
    .good = "data account { name, phone }\n"
            "collect: we may collect account.\n",
    .run = run_open_list,
};

RULE(unbounded_recipient) = {
    .slug = "unbounded-recipient",
    .severity = SEVERITY_WARNING,
    .summary = "data may go to a class of recipients without members, or with "
               "an open list of them",
    .why = "\"Partners\" can be anybody. People are entitled to know who "
           "receives their data, or at least which kinds of companies.",
    .bad = "import std.purposes\n"
           "data email\n"
           "recipient partner \"partners\"\n"
           "share: we may share email to partner for communication.\n",
    .good = "import std.purposes\n"
            "data email\n"
            "recipient partner \"partners\" {\n"
            "  mailer \"Mailer Ltd\" citing \"https://mailer.example\"\n"
            "}\n"
            "share: we may share email to partner for communication.\n",
    .run = run_recipient,
};

RULE(undefined_measure) = {
    .slug = "undefined-measure",
    .severity = SEVERITY_WARNING,
    .summary = "a measure without label or members stands in for "
               "\"appropriate measures\"",
    .why = "A safeguard that is not named cannot be checked by anybody.",
    .bad = "import std.purposes\n"
           "data email\n"
           "measure suitable\n"
           "use: we may use email for communication with suitable.\n",
    .good = "import std.purposes\n"
            "import std.measures\n"
            "data email\n"
            "use: we may use email for communication with encryption.\n",
    .run = run_measure,
};

static bool is_excepted(const struct term *term, const struct chosen *chosen)
{
    for (size_t i = 0; i < chosen->except_count; i++) {
        if (term_within(term, chosen->except[i])) {
            return true;
        }
    }
    return false;
}

/* Marks the open lists that a statement rests on with the first such one. */
static void mark(const struct terms *terms, const struct statement *statement,
                 const struct chosen *chosen, const struct statement **first)
{
    for (size_t t = 0; t < chosen->term_count; t++) {
        const struct bits *below = chosen->terms[t]->below;
        for (size_t n = bits_next(below, 0); n < terms->count;
             n = bits_next(below, n + 1)) {
            if (terms->items[n]->open && first[n] == NULL &&
                !is_excepted(terms->items[n], chosen)) {
                first[n] = statement;
            }
        }
    }
}

static void mark_list(const struct terms *terms,
                      const struct statement *statement,
                      const struct term_list *list,
                      const struct statement **first)
{
    struct chosen chosen = { .terms = list->items, .term_count = list->count };
    mark(terms, statement, &chosen, first);
}

static void report_open(struct compilation *compilation,
                        const struct term *term, const struct statement *first)
{
    struct finding *finding =
        finding_add(&compilation->findings, &rule_open_list, term->open_span,
                    "the list of `%s` is open, and `%s` rests on it",
                    term->path, first->name);
    finding->statement = first->name;
    finding_relate(&compilation->findings, finding, first->rule, first->name,
                   "used here");
    finding_help(&compilation->findings, finding,
                 "name what else there is, and leave `...` out");
}

/* The spaces of the dimensions, of measures and of methods. */
static void run_open_list(struct compilation *compilation)
{
    const struct policy *policy = compilation->policy;
    int spaces[DIMENSION_COUNT + 1] = { KIND_MEASURE, KIND_METHOD };
    int count = 2;
    for (int d = DIMENSION_ACTION; d < DIMENSION_COUNT; d++) {
        spaces[count++] = dimension_space[d];
    }
    for (int s = 0; s < count; s++) {
        const struct terms *terms = &policy->terms[spaces[s]];
        const struct statement **first = arena_array(
            compilation->arena, terms->count, sizeof(struct statement *));
        for (size_t i = 0; i < policy->statement_count; i++) {
            const struct statement *statement = policy->statements[i];
            if (spaces[s] == KIND_MEASURE) {
                mark_list(terms, statement, &statement->measures, first);
            } else if (spaces[s] == KIND_METHOD) {
                mark_list(terms, statement, &statement->methods, first);
            } else {
                mark(terms, statement,
                     statement->chosen[DIMENSION_ACTION + s - 2], first);
            }
        }
        for (size_t n = 0; n < terms->count; n++) {
            if (first[n] != NULL && !terms->items[n]->library) {
                report_open(compilation, terms->items[n], first[n]);
            }
        }
    }
}

/* --- recipients ------------------------------------------------------- */

/* Nobody can tell who belongs to it: its list is open, or it has no members
 * and is not one company, which `citing` its register entry or site says. */
static bool is_unbounded(const struct term *term)
{
    return term->open ||
           (term->child_count == 0 && (term->library || term->citing == NULL));
}

static bool discloses(const struct policy *policy,
                      const struct statement *statement)
{
    return select_permits(statement) &&
           (select_acts(policy, statement, "process.disclose") ||
            select_acts(policy, statement, "process.transfer"));
}

/* Where it names that recipient: in the one list after `to` whose names all
 * mean recipients. */
static struct span recipient_span(const struct terms *terms,
                                  const struct statement *statement,
                                  size_t number)
{
    const struct tree_qualifiers *qualifiers = &statement->tree->qualifiers;
    for (size_t i = 0; i < qualifiers->count; i++) {
        const struct tree_names *names = &qualifiers->items[i].selection.names;
        size_t known = 0;
        if (qualifiers->items[i].kind != QUALIFIER_TO) {
            continue;
        }
        while (known < names->count &&
               term_find(terms, names->items[known].text, NULL, NULL) != NULL) {
            known++;
        }
        if (known == names->count) {
            return names->items[number].span;
        }
    }
    return statement->rule;
}

static void run_recipient(struct compilation *compilation)
{
    const struct policy *policy = compilation->policy;
    const struct terms *terms = &policy->terms[KIND_RECIPIENT];
    struct bits *done = bits_create(compilation->arena, terms->count);
    for (size_t i = 0; i < policy->statement_count; i++) {
        const struct statement *statement = policy->statements[i];
        const struct chosen *to = statement->chosen[DIMENSION_RECIPIENT];
        for (size_t t = 0; discloses(policy, statement) && t < to->term_count;
             t++) {
            const struct term *term = to->terms[t];
            if (term == policy->us || bits_has(done, term->number) ||
                !is_unbounded(term)) {
                continue;
            }
            bits_add(done, term->number);
            struct finding *finding = finding_add(
                &compilation->findings, &rule_unbounded_recipient,
                recipient_span(terms, statement, t),
                "`%s` may receive data, and nothing says who that is",
                term_short(terms, term));
            finding->statement = statement->name;
            finding_help(&compilation->findings, finding,
                         "give it members: `recipient %s { ... }`; for one "
                         "company add `citing` and its address",
                         term->name);
        }
    }
}

/* --- measures --------------------------------------------------------- */

static void run_measure(struct compilation *compilation)
{
    const struct policy *policy = compilation->policy;
    const struct terms *terms = &policy->terms[KIND_MEASURE];
    struct bits *done = bits_create(compilation->arena, terms->count);
    for (size_t i = 0; i < policy->statement_count; i++) {
        const struct statement *statement = policy->statements[i];
        for (size_t m = 0; m < statement->measures.count; m++) {
            const struct term *term = statement->measures.items[m];
            if (term->labelled || term->child_count > 0 || term->library ||
                bits_has(done, term->number)) {
                continue;
            }
            bits_add(done, term->number);
            struct finding *finding = finding_add(
                &compilation->findings, &rule_undefined_measure,
                statement->rule,
                "`%s` relies on the measure `%s`, and nothing says what it is",
                statement->name, term->path);
            finding->statement = statement->name;
            finding_help(&compilation->findings, finding,
                         "give it a label or members, or name one of "
                         "std.measures");
        }
    }
}
