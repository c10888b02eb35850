/* contradiction, never-violated: two sentences that are both published and
 * cannot both be kept. Looked at: the sets of points where a permission is left
 * after the order between statements, against what is left of the prohibitions,
 * and against every `never`. Decided on whole sets, so nothing is sampled. */

#include "check/catalogue.h"
#include "check/example.h"
#include "diagram/ends.h"

#include <string.h>

/* A policy with more of them is another policy than was meant, and nobody reads
 * on; the rest are counted. */
enum { TOLD_MOST = 1000 };

static void run_contradiction(struct compilation *compilation);
static void run_never(struct compilation *compilation);

RULE(contradiction) = {
    .slug = "contradiction",
    .severity = SEVERITY_ERROR,
    .meaning = true,
    .summary = "one statement permits what another forbids, and neither "
               "prevails",
    .why = "The published text would promise both. One of the two promises "
           "would be broken by keeping the other.",
    .bad = "data email\n"
           "recipient partner\n"
           "strict: we must not disclose email to partner.\n"
           "loose: we may share email to partner.\n",
    .good = "data email\n"
            "recipient partner\n"
            "strict: we must not disclose email to partner.\n"
            "loose: we may share email to partner notwithstanding strict.\n",
    .run = run_contradiction,
};

RULE(never_violated) = {
    .slug = "never-violated",
    .severity = SEVERITY_ERROR,
    .meaning = true,
    .summary = "a permission reaches what a `never` rules out",
    .why = "Nothing overrides a `never`, so the permission is published and "
           "refused at the same time.",
    .bad = "import std.purposes\n"
           "data email\n"
           "no_training: we never use email for model_training.\n"
           "develop: we may use email for product_development.\n",
    .good = "import std.purposes\n"
            "data email\n"
            "no_training: we never use email for model_training.\n"
            "develop: we may use email for product_development "
            "except model_training.\n",
    .run = run_never,
};

/* What is left of a statement that permits, or forbids; nothing prevails over a
 * `never`. */
static uint32_t left_of(struct analysis *analysis,
                        const struct statement *statement, bool permits)
{
    uint32_t set = SET_EMPTY;
    for (size_t i = 0; i < statement->box_count; i++) {
        if (statement->kind == STATEMENT_RULE &&
            statement->boxes[i].permits == permits) {
            bool never = statement->modality == MODALITY_NEVER;
            set = diagram_combine(
                analysis->diagrams, &set_or, set,
                never ? analysis->strong[statement->index][i]
                      : analysis->undefeated[statement->index][i]);
        }
    }
    return set;
}

/* Statements with something left inside `other`, and what that is. */
struct side {
    const struct statement **statements;
    uint32_t *sets;
    size_t count;
    struct bits *indices; /* of the statements */
    size_t *at;           /* by index: where they are above */
};

static struct side find_side(struct compilation *compilation, bool permits,
                             bool never, uint32_t other)
{
    struct analysis *analysis = compilation->analysis;
    const struct policy *policy = compilation->policy;
    struct arena *arena = compilation->arena;
    struct side side = { 0 };
    side.statements =
        arena_array(arena, policy->statement_count, sizeof(void *));
    side.sets = arena_array(arena, policy->statement_count, sizeof(uint32_t));
    side.indices = bits_create(arena, policy->statement_count);
    side.at = arena_array(arena, policy->statement_count, sizeof *side.at);
    for (size_t i = 0; i < policy->statement_count; i++) {
        const struct statement *statement = policy->statements[i];
        if ((statement->modality == MODALITY_NEVER) != never) {
            continue;
        }
        uint32_t set = left_of(analysis, statement, permits);
        if (set_meets(analysis->diagrams, set, other)) {
            bits_add(side.indices, i);
            side.at[i] = side.count;
            side.statements[side.count] = statement;
            side.sets[side.count++] = set;
        }
    }
    return side;
}

/* All that a statement is about: where it speaks strongly or weakly. In the
 * weak part of a prohibition a permission changes no verdict, so one that lies
 * in the whole has no effect of its own but the measures it carries. */
static uint32_t whole_of(struct analysis *analysis,
                         const struct statement *statement, bool permits)
{
    uint32_t set = left_of(analysis, statement, permits);
    for (size_t i = 0; i < statement->box_count; i++) {
        if (statement->boxes[i].permits == permits) {
            set = diagram_combine(analysis->diagrams, &set_or, set,
                                  analysis->weak[statement->index][i]);
        }
    }
    return set;
}

static const char *relation_of(struct analysis *analysis,
                               const struct statement *permission,
                               const struct statement *prohibition)
{
    uint32_t permitted = whole_of(analysis, permission, true);
    uint32_t forbidden = whole_of(analysis, prohibition, false);
    bool inside = set_within(analysis->diagrams, permitted, forbidden);
    bool around = set_within(analysis->diagrams, forbidden, permitted);
    return inside && around ? "equal"
           : inside         ? "permission-inside"
           : around         ? "prohibition-inside"
                            : "crossing";
}

/* The last part of a name, as the author would write it nearby. */
static const char *short_name(const struct statement *statement,
                              const struct statement *beside)
{
    const char *dot = strrchr(statement->name, '.');
    return dot != NULL && statement->section == beside->section
               ? dot + 1
               : statement->name;
}

static void help_contradiction(struct compilation *compilation,
                               struct finding *finding,
                               const struct statement *permission,
                               const struct statement *prohibition)
{
    struct findings *findings = &compilation->findings;
    const char *to_permission = short_name(permission, prohibition);
    const char *to_prohibition = short_name(prohibition, permission);
    if (strcmp(finding->relation, "permission-inside") == 0) {
        finding_help(findings, finding,
                     "if it is meant as an exception, end it with "
                     "`notwithstanding %s`",
                     to_prohibition);
    } else if (strcmp(finding->relation, "prohibition-inside") == 0) {
        finding_help(findings, finding,
                     "if the prohibition is meant as an exception, end `%s` "
                     "with `notwithstanding %s`",
                     prohibition->name, to_permission);
    } else if (strcmp(finding->relation, "equal") == 0) {
        finding_help(findings, finding,
                     "they are about the same: leave one of the two out");
    } else {
        finding_help(findings, finding,
                     "say which one prevails: end this one with "
                     "`notwithstanding %s` or with `subject to %s`",
                     to_prohibition, to_prohibition);
    }
}

static void report_contradiction(struct compilation *compilation,
                                 const struct side *permissions, size_t p,
                                 const struct side *prohibitions, size_t f)
{
    struct analysis *analysis = compilation->analysis;
    uint32_t both =
        diagram_combine(analysis->diagrams, &set_and, permissions->sets[p],
                        prohibitions->sets[f]);
    const struct statement *permission = permissions->statements[p];
    const struct statement *prohibition = prohibitions->statements[f];
    struct finding *finding = finding_add(
        &compilation->findings, &rule_contradiction, permission->rule,
        "`%s` permits what `%s` forbids", permission->name, prohibition->name);
    finding->statement = permission->name;
    finding->relation = relation_of(analysis, permission, prohibition);
    finding_relate(&compilation->findings, finding, prohibition->rule,
                   prohibition->name, "forbidden here");
    example_of_set(compilation, finding, both);
    help_contradiction(compilation, finding, permission, prohibition);
}

/* The pairs beyond those that are told one by one: how many, and where the first
 * of them is. */
static void report_rest(struct compilation *compilation,
                        const struct statement *first, size_t count)
{
    struct finding *finding = finding_add(
        &compilation->findings, &rule_contradiction, first->rule,
        "%zu more pair%s of statements contradict each other, beginning with "
        "`%s`",
        count, count == 1 ? "" : "s", first->name);
    finding->statement = first->name;
    finding_help(&compilation->findings, finding,
                 "mend the %d that are told one by one, then check again",
                 TOLD_MOST);
}

/* The prohibitions that one permission meets, of which so many are told. */
static size_t tell_pairs(struct compilation *compilation, struct ends *ends,
                         const struct side *permissions, size_t p,
                         const struct side *prohibitions, size_t most)
{
    const struct statement *permission = permissions->statements[p];
    const struct bits *near = ends_near(ends, permission);
    size_t count = 0;
    for (size_t i = bits_next(near, 0); i < near->size;
         i = bits_next(near, i + 1)) {
        size_t f = prohibitions->at[i];
        if (!bits_has(prohibitions->indices, i) ||
            !statement_meets(permission, prohibitions->statements[f]) ||
            !set_meets(compilation->analysis->diagrams, permissions->sets[p],
                       prohibitions->sets[f])) {
            continue;
        }
        if (count++ < most) {
            report_contradiction(compilation, permissions, p, prohibitions, f);
        }
    }
    return count;
}

static void run_contradiction(struct compilation *compilation)
{
    struct analysis *analysis = compilation->analysis;
    struct diagrams *diagrams = analysis->diagrams;
    if (diagrams_exhausted(diagrams) ||
        !set_meets(diagrams, analysis->permitted, analysis->prohibited)) {
        return;
    }
    struct side permissions =
        find_side(compilation, true, false, analysis->prohibited);
    struct side prohibitions =
        find_side(compilation, false, false, analysis->permitted);
    struct ends *ends = compilation_ends(compilation);
    const struct statement *rest = NULL;
    size_t count = 0;
    for (size_t p = 0; p < permissions.count; p++) {
        size_t most = count < TOLD_MOST ? TOLD_MOST - count : 0;
        size_t met =
            tell_pairs(compilation, ends, &permissions, p, &prohibitions, most);
        if (met > most && rest == NULL) {
            rest = permissions.statements[p];
        }
        count += met;
    }
    if (rest != NULL) {
        report_rest(compilation, rest, count - TOLD_MOST);
    }
}

/* --- never ------------------------------------------------------------ */

static const char *word_of(int dimension)
{
    static const char *const word[DIMENSION_COUNT] = {
        [DIMENSION_PARTY] = "",        [DIMENSION_ACTION] = "",
        [DIMENSION_DATA] = "",         [DIMENSION_PURPOSE] = "for ",
        [DIMENSION_RECIPIENT] = "to ", [DIMENSION_SUBJECT] = "of ",
        [DIMENSION_REGION] = "in ",
    };
    return word[dimension];
}

static const char *short_term(const struct compilation *compilation,
                              const struct term *term)
{
    return term_short(&compilation->policy->terms[term->space], term);
}

/* Where the permission names a wider term than the `never`, it can except the
 * narrower one; else it gives way as a whole. */
static void help_never(struct compilation *compilation, struct finding *finding,
                       const struct statement *permission,
                       const struct statement *promise)
{
    static const int order[] = { DIMENSION_PURPOSE, DIMENSION_RECIPIENT,
                                 DIMENSION_DATA, DIMENSION_REGION,
                                 DIMENSION_SUBJECT };
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        const struct chosen *wide = permission->chosen[order[i]];
        const struct chosen *narrow = promise->chosen[order[i]];
        if (narrow->term_count != 1 || narrow->except_count > 0) {
            continue;
        }
        for (size_t t = 0; t < wide->term_count; t++) {
            if (wide->terms[t] != narrow->terms[0] &&
                term_within(narrow->terms[0], wide->terms[t])) {
                finding_help(&compilation->findings, finding,
                             "write `%s%s except %s`", word_of(order[i]),
                             short_term(compilation, wide->terms[t]),
                             short_term(compilation, narrow->terms[0]));
                return;
            }
        }
    }
    finding_help(&compilation->findings, finding,
                 "narrow it, or end it with `subject to %s`",
                 short_name(promise, permission));
}

static void run_never(struct compilation *compilation)
{
    struct analysis *analysis = compilation->analysis;
    struct diagrams *diagrams = analysis->diagrams;
    uint32_t both = diagram_combine(diagrams, &set_and, analysis->permitted,
                                    analysis->absolute);
    if (both == SET_EMPTY || diagrams_exhausted(diagrams)) {
        return;
    }
    struct side permissions =
        find_side(compilation, true, false, analysis->absolute);
    struct side promises =
        find_side(compilation, false, true, analysis->permitted);
    for (size_t p = 0; p < permissions.count; p++) {
        for (size_t n = 0; n < promises.count; n++) {
            const struct statement *permission = permissions.statements[p];
            const struct statement *promise = promises.statements[n];
            both = diagram_combine(diagrams, &set_and, permissions.sets[p],
                                   analysis->strong[promise->index][0]);
            if (both == SET_EMPTY) {
                continue;
            }
            struct finding *finding = finding_add(
                &compilation->findings, &rule_never_violated, permission->rule,
                "`%s` permits what `%s` rules out for ever", permission->name,
                promise->name);
            finding->statement = permission->name;
            finding->relation = relation_of(analysis, permission, promise);
            finding_relate(&compilation->findings, finding, promise->rule,
                           promise->name, "promised here");
            example_of_set(compilation, finding, both);
            help_never(compilation, finding, permission, promise);
        }
    }
}
