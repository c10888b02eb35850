/* dead-statement: a sentence that is published and decides nothing, at no point
 * and under no facts. Decided over unions of statements: what two prohibitions
 * cover together leaves nothing of a permission, although neither does alone. */

#include "check/dead.h"
#include "check/catalogue.h"

static void run_dead(struct compilation *compilation);

RULE(dead_statement) = {
    .slug = "dead-statement",
    .severity = SEVERITY_WARNING,
    .summary = "there is no point at which the statement decides anything",
    .why = "A reader takes it for a rule, and it never is one.",
    .bad = "data email\n"
           "recipient partner\n"
           "strict: we never disclose email.\n"
           "loose: we may share email to partner subject to strict.\n",
    .good = "data email\n"
            "recipient partner\n"
            "strict: we must not disclose email.\n"
            "loose: we may share email to partner notwithstanding strict.\n",
    .run = run_dead,
};

struct speech speech_of(struct analysis *analysis)
{
    const struct policy *policy = analysis->policy;
    struct diagrams *diagrams = analysis->diagrams;
    uint32_t forbidden = SET_EMPTY; /* weakly */
    struct speech speech;
    for (size_t i = 0; i < policy->statement_count; i++) {
        const struct statement *statement = policy->statements[i];
        for (size_t b = 0; b < statement->box_count; b++) {
            if (statement->kind == STATEMENT_RULE &&
                statement->boxes[b].permits) {
                forbidden = diagram_combine(diagrams, &set_or, forbidden,
                                            analysis->weak[i][b]);
            }
        }
    }
    speech.over_prohibition = analysis->absolute;
    speech.over_permission = diagram_combine(
        diagrams, &set_or, analysis->prohibited, analysis->absolute);
    speech.over_weak_prohibition = diagram_combine(
        diagrams, &set_or, analysis->permitted, speech.over_permission);
    speech.over_weak_permission = diagram_combine(
        diagrams, &set_or, speech.over_weak_prohibition, forbidden);
    return speech;
}

uint32_t decided_by(struct analysis *analysis, const struct speech *speech,
                    const struct statement *statement, uint32_t set)
{
    struct diagrams *diagrams = analysis->diagrams;
    size_t index = statement->index;
    uint32_t decided = SET_EMPTY;
    if (statement->modality == MODALITY_NEVER) {
        return diagram_combine(diagrams, &set_and, set,
                               analysis->strong[index][0]);
    }
    for (size_t i = 0; i < statement->box_count; i++) {
        bool permits = statement->boxes[i].permits;
        uint32_t strong = diagram_combine(diagrams, &set_and, set,
                                          analysis->undefeated[index][i]);
        uint32_t weak =
            diagram_combine(diagrams, &set_and, set, analysis->weak[index][i]);
        strong = diagram_combine(diagrams, &set_minus, strong,
                                 permits ? speech->over_permission
                                         : speech->over_prohibition);
        weak = diagram_combine(diagrams, &set_minus, weak,
                               permits ? speech->over_weak_prohibition
                                       : speech->over_weak_permission);
        decided = diagram_combine(diagrams, &set_or, decided, strong);
        decided = diagram_combine(diagrams, &set_or, decided, weak);
    }
    return decided;
}

bool decides_at_all(struct analysis *analysis, const struct speech *speech,
                    const struct statement *statement)
{
    struct diagrams *diagrams = analysis->diagrams;
    size_t index = statement->index;
    if (statement->modality == MODALITY_NEVER) {
        return analysis->strong[index][0] != SET_EMPTY;
    }
    for (size_t i = 0; i < statement->box_count; i++) {
        bool permits = statement->boxes[i].permits;
        if (!set_within(diagrams, analysis->undefeated[index][i],
                        permits ? speech->over_permission
                                : speech->over_prohibition) ||
            !set_within(diagrams, analysis->weak[index][i],
                        permits ? speech->over_weak_prohibition
                                : speech->over_weak_permission)) {
            return true;
        }
    }
    return false;
}

/* Whether a finding of contradiction already says that it has no effect. */
static bool is_contradicted(struct analysis *analysis,
                            const struct speech *speech,
                            const struct statement *statement)
{
    for (size_t i = 0; i < statement->box_count; i++) {
        if (statement->boxes[i].permits &&
            set_meets(analysis->diagrams,
                      analysis->undefeated[statement->index][i],
                      speech->over_permission)) {
            return true;
        }
    }
    return false;
}

static void relate_stronger(struct compilation *compilation,
                            struct finding *finding,
                            const struct statement *statement)
{
    for (size_t i = 0; i < statement->prevailing_count && i < 3; i++) {
        const struct statement *other = statement->prevailing[i];
        finding_relate(&compilation->findings, finding, other->rule,
                       other->name, "this prevails over it");
    }
}

static void run_dead(struct compilation *compilation)
{
    struct analysis *analysis = compilation->analysis;
    const struct policy *policy = compilation->policy;
    struct speech speech = speech_of(analysis);
    for (size_t i = 0; i < policy->statement_count; i++) {
        const struct statement *statement = policy->statements[i];
        if (statement->kind != STATEMENT_RULE || statement->time_count > 0 ||
            diagrams_exhausted(analysis->diagrams) ||
            decides_at_all(analysis, &speech, statement) ||
            is_contradicted(analysis, &speech, statement)) {
            continue;
        }
        bool impossible = true;
        for (size_t b = 0; b < statement->box_count; b++) {
            impossible = impossible && analysis->strong[i][b] == SET_EMPTY &&
                         analysis->weak[i][b] == SET_EMPTY;
        }
        struct finding *finding = finding_add(
            &compilation->findings, &rule_dead_statement, statement->rule,
            impossible ? "the conditions of `%s` can never hold"
                       : "`%s` decides nothing",
            statement->name);
        finding->statement = statement->name;
        relate_stronger(compilation, finding, statement);
        finding_help(&compilation->findings, finding,
                     "leave it out, or narrow what is stronger");
    }
}
