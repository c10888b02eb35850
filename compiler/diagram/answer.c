/* A question cuts its points out of the verdict diagram: what is left maps each
 * of them to 1 + its outcome, and everything else to 0. Which verdicts occur is
 * then read off the values, and the set of points with one of them is where
 * the witness is looked for. */

#include "diagram/answer.h"

#include "base/arena.h"
#include "diagram/deciders.h"
#include "diagram/witness.h"

#include <assert.h>

/* Which of the values of a cut make up a set. */
struct choice {
    const struct analysis *analysis;
    enum verdict verdict;
    bool others; /* every verdict but this one */
};

static bool choice_has(const struct choice *choice, uint32_t value)
{
    if (value == 0)
        return false;
    enum verdict verdict = choice->analysis->outcomes[value - 1].verdict;
    return (verdict == choice->verdict) != choice->others;
}

static uint32_t choice_value(void *context, uint32_t value)
{
    return choice_has(context, value) ? 1 : 0;
}

static uint32_t choice_set(struct analysis *analysis, uint32_t node,
                           struct choice choice)
{
    return diagram_map(analysis->diagrams, node, choice_value, &choice);
}

/* The facts without those that others imply, as a situation shows them. */
static const struct bits *facts_stated(struct arena *arena,
                                       const struct policy *policy,
                                       const struct bits *facts)
{
    const struct terms *conditions = &policy->terms[KIND_CONDITION];
    struct bits *stated = bits_create(arena, conditions->count);

    for (size_t n = bits_next(facts, 1); n < facts->size;
         n = bits_next(facts, n + 1)) {
        struct bits *by = bits_copy(arena, conditions->items[n]->below);
        bits_remove(by, n);
        if (!bits_meet(by, facts))
            bits_add(stated, n);
    }
    return stated;
}

/* Whether the box covers the point, guards left aside. */
static bool box_covers(const struct box *box, const struct point *point)
{
    for (int d = 0; d < DIMENSION_COUNT; d++)
        if (box->select[d] && !bits_has(box->select[d], point->at[d]))
            return false;
    return true;
}

static const struct box *covering_box(const struct statement *statement,
                                      const struct point *point)
{
    if (statement->kind != STATEMENT_RULE)
        return NULL;
    for (size_t i = 0; i < statement->box_count; i++)
        if (box_covers(&statement->boxes[i], point))
            return &statement->boxes[i];
    return NULL;
}

static bool applies(const struct statement *statement,
                    const struct point *point, enum application how)
{
    if (statement->kind != STATEMENT_RULE)
        return false;
    for (size_t i = 0; i < statement->box_count; i++)
        if (box_applies(statement, &statement->boxes[i], point) == how)
            return true;
    return false;
}

static bool decides(const struct answer *answer,
                    const struct statement *statement)
{
    for (size_t i = 0; i < answer->deciding_count; i++)
        if (answer->deciding[i] == statement)
            return true;
    return false;
}

/* The first of those that prevail over the statement at the point. */
static const struct statement *prevails_over(const struct statement *statement,
                                             const struct point *point)
{
    for (size_t i = 0; i < statement->prevailing_count; i++)
        if (applies(statement->prevailing[i], point, APPLIES_STRONGLY))
            return statement->prevailing[i];
    return NULL;
}

/* Why a statement whose box covers the point does not decide there. */
static struct bystander bystander_of(const struct statement *statement,
                                     const struct box *box,
                                     const struct answer *answer)
{
    const struct point *point = &answer->point;
    const struct ruling *ruling = &answer->ruling;
    struct bystander stander = {
        .statement = statement,
        .permits = box->permits,
        .by = ruling->deciding_count > 0 ? ruling->deciding[0] : NULL,
    };

    if (!condition_holds(statement->guard, point->facts)) {
        stander.pass = PASS_GUARD;
        stander.by = NULL;
    } else if (applies(statement, point, APPLIES_STRONGLY)) {
        const struct statement *over = prevails_over(statement, point);
        stander.pass = PASS_OUTWEIGHED;
        if (stander.by && stander.by->modality == MODALITY_NEVER) {
            stander.pass = PASS_NEVER;
        } else if (over) {
            stander.pass = PASS_PREVAILED;
            stander.by = over;
        }
    } else if (box->weak) {
        stander.permits = !box->permits;
        stander.pass = answer->weakly ? PASS_OUTWEIGHED : PASS_WEAK;
    } else {
        stander.pass = PASS_UNLESS;
        stander.by = NULL;
    }
    return stander;
}

static void list_bystanders(struct analysis *analysis, struct answer *answer)
{
    const struct policy *policy = analysis->policy;

    for (size_t i = 0; i < policy->statement_count; i++) {
        const struct statement *statement = policy->statements[i];
        const struct box *box = covering_box(statement, &answer->point);
        if (!box || decides(answer, statement))
            continue;
        answer->bystanders =
            arena_extend(analysis->arena, answer->bystanders,
                         answer->bystander_count, sizeof *answer->bystanders);
        answer->bystanders[answer->bystander_count++] =
            bystander_of(statement, box, answer);
    }
}

/* Fills in everything from the witness of a set on; false where it is empty.
 * `facts`: exactly those that hold, or NULL where the witness chooses them. */
static bool answer_at(struct analysis *analysis, uint32_t set,
                      const struct bits *facts, struct answer *answer)
{
    struct situation situation;

    if (!witness_find(analysis, set, &situation))
        return false;
    answer->situation = situation;
    if (facts)
        answer->situation.facts =
            facts_stated(analysis->arena, analysis->policy, facts);
    answer->point = witness_point(analysis, &answer->situation);
    answer->ruling =
        evaluate(analysis->arena, analysis->policy, &answer->point);
    answer->verdict = answer->ruling.verdict;
    answer->weakly =
        answer->ruling.deciding_count > 0 &&
        !applies(answer->ruling.deciding[0], &answer->point, APPLIES_STRONGLY);
    answer->deciding = answer->ruling.deciding;
    answer->deciding_count = answer->ruling.deciding_count;
    answer->measures = answer->ruling.measures;
    return true;
}

/* An allow rests on every point: joins who decides, and what is owed, at all
 * those that the cut below `node` has. */
static void join_everywhere(struct analysis *analysis, uint32_t node,
                            struct answer *answer)
{
    struct deciders deciders = deciders_of(analysis, node, &answer->ruling);

    answer->weakly = answer->weakly && deciders.weakly;
    answer->deciding = deciders.items;
    answer->deciding_count = deciders.count;
    answer->measures = deciders.measures;
}

/* The answer where the diagrams hold nothing: at the root of everything. */
static struct answer answer_nothing(const struct analysis *analysis)
{
    struct answer answer = { .verdict = VERDICT_DENY };

    for (int d = 0; d < DIMENSION_COUNT; d++)
        answer.situation.at[d] =
            analysis->policy->terms[dimension_space[d]].items[0];
    answer.situation.facts = bits_create(
        analysis->arena, analysis->policy->terms[KIND_CONDITION].count);
    answer.point.facts = answer.situation.facts;
    return answer;
}

struct answer answer_question(struct analysis *analysis,
                              const struct question *question)
{
    static const enum verdict worst_first[] = { VERDICT_DENY, VERDICT_SILENT,
                                                VERDICT_ALLOW };
    struct diagrams *diagrams = analysis->diagrams;
    uint32_t points = analysis_question(analysis, question);
    uint32_t node =
        diagram_combine(diagrams, &diagram_pick, analysis->verdict, points);
    struct answer answer = answer_nothing(analysis);
    uint32_t worst = SET_EMPTY;
    size_t verdicts = 0;

    node = diagram_given(diagrams, node,
                         analysis_holds(analysis, question->given));
    for (size_t i = 0; i < sizeof worst_first / sizeof *worst_first; i++) {
        struct choice choice = { analysis, worst_first[i], false };
        uint32_t set = choice_set(analysis, node, choice);
        if (set == SET_EMPTY)
            continue;
        if (verdicts++ == 0) {
            worst = set;
            answer.verdict = worst_first[i];
        }
    }
    enum verdict verdict = answer.verdict;
    (void)answer_at(analysis, worst, question->given, &answer);
    assert((diagrams_exhausted(diagrams) || answer.verdict == verdict) &&
           "the diagram and the reference evaluator agree");
    answer.uniform = verdicts == 1;
    if (answer.verdict == VERDICT_ALLOW)
        join_everywhere(analysis, node, &answer);
    list_bystanders(analysis, &answer);
    return answer;
}

bool answer_theorem(struct analysis *analysis, const struct question *question,
                    enum verdict wanted, struct answer *counterexample)
{
    struct diagrams *diagrams = analysis->diagrams;
    uint32_t points = analysis_question(analysis, question);
    points = diagram_combine(diagrams, &set_and, points,
                             analysis_condition(analysis, question->condition));
    uint32_t node =
        diagram_combine(diagrams, &diagram_pick, analysis->verdict, points);
    uint32_t set =
        choice_set(analysis, node, (struct choice){ analysis, wanted, true });

    *counterexample = answer_nothing(analysis);
    if (!answer_at(analysis, set, NULL, counterexample))
        return true;
    list_bystanders(analysis, counterexample);
    return false;
}
