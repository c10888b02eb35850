/* How tables answer, and their layouts. A decision is told in vectors, which are
 * read in less time than cases are tried one after the other, where the facts are
 * few; but in cases where those make tables fit the first cache that else would
 * not. */

#include "emit/c/plan.h"

#include "base/arena.h"
#include "emit/c/sizes.h"

enum {
    CASE_BYTES = 6,      /* of a case, at its usual size */
    MOST_TIMES_CASES = 4 /* bytes of large vectors to those of cases */
};

static uint32_t add_cases(void *context, uint32_t node)
{
    struct cases *cases = context;
    return cases_add(cases, node);
}

/* About what cases take, at their usual sizes. */
static uint64_t bytes_of_cases(void *context)
{
    const struct cases *cases = context;
    return cases->count * CASE_BYTES;
}

static uint32_t place_of(void *context, uint32_t node)
{
    return vectors_place(context, node);
}

static uint64_t bytes_of_vectors(void *context)
{
    const struct vectors *vectors = context;
    return vectors->count * sizeof(uint16_t);
}

static uint32_t retention_row(void *context, uint32_t node)
{
    const struct plan *plan = context;
    return plan->retention_row[node_value(node)];
}

static void set_level(const struct plan *plan, struct layout *layout, int level)
{
    static const int space[LEVEL_CONDITIONS] = {
        SPACE_PARTY,  KIND_ACTION, KIND_DATA,  KIND_PURPOSE, KIND_RECIPIENT,
        KIND_SUBJECT, KIND_REGION, KIND_EVENT, KIND_RIGHT
    };
    for (size_t i = 0; i < FAMILY_COUNT; i++) {
        if (plan->families[i].terms == &plan->policy->terms[space[level]]) {
            struct layout_level *set = &layout->levels[layout->level_count++];
            set->level = level;
            set->family = &plan->families[i];
            set->terms = plan->families[i].count;
        }
    }
}

/* A table that answers with lists or with vectors; both NULL: with retentions,
 * which are laid out in rows, where nobody asks what stands beside them. */
static bool lay_out(struct plan *plan, struct layout *layout, uint32_t root,
                    struct cases *cases, struct vectors *vectors,
                    const char **error)
{
    struct layout_source source = {
        .arena = plan->arena,
        .diagrams = plan->analysis->diagrams,
        .root = root,
        .form = layout == &plan->decide ? plan->form : LAYOUT_ROWS,
        .answer = cases != NULL     ? add_cases
                  : vectors != NULL ? place_of
                                    : retention_row,
        .beside = cases != NULL     ? bytes_of_cases
                  : vectors != NULL ? bytes_of_vectors
                                    : NULL,
        .context = cases != NULL     ? (void *)cases
                   : vectors != NULL ? (void *)vectors
                                     : (void *)plan,
    };
    bool fits = layout_make(&source, layout);
    if (cases != NULL && cases->exhausted) {
        *error = "the facts make too many cases at one point for the C";
        return false;
    }
    return fits ||
           plan_refuse(plan, error, "cells", layout->rows.count, "268,435,455");
}

static bool lay_out_cases(struct plan *plan, struct layout *layout,
                          uint32_t root, const uint32_t *answer,
                          size_t answer_count, struct cases *cases,
                          const char **error)
{
    cases_begin(cases, plan->analysis, &plan->facts, answer, answer_count);
    bool made = lay_out(plan, layout, root, cases, NULL, error);
    cases_end(cases);
    return made;
}

/* Whether vectors are made at all: where there are few facts, and they do not
 * make much of what cases would say in few words. */
static bool has_vectors(struct plan *plan)
{
    struct vectors *vectors = &plan->vectors;
    bool made = plan->form != LAYOUT_LISTS && plan->form != LAYOUT_ROWS &&
                vectors_make(vectors, plan->analysis, &plan->facts,
                             plan->rulings.of_outcome, plan->rulings.refused,
                             plan->asked.verdict);
    uint64_t bytes = vectors->count * sizeof(uint16_t);
    uint64_t least = vectors->vector_count * CASE_BYTES;
    return made && (bytes <= STAGES_FIT || bytes <= least * MOST_TIMES_CASES);
}

/* Vectors are read in less time than cases are tried, but for what they do to
 * tables that would else be small. */
static bool lay_out_decisions(struct plan *plan, const char **error)
{
    uint32_t root = plan->asked.verdict;
    const struct layout levels = plan->decide;
    bool vectors = has_vectors(plan);
    if (vectors) {
        if (!lay_out(plan, &plan->decide, root, NULL, &plan->vectors, error)) {
            return false;
        }
        if (plan->form != LAYOUT_BEST || tables_bytes(plan) <= STAGES_FIT ||
            plan->vectors.vector_count * CASE_BYTES > STAGES_FIT) {
            return true;
        }
    }
    const struct vectors with_vectors = plan->vectors;
    const struct layout laid_out = plan->decide;
    plan->vectors = (struct vectors){ 0 };
    plan->decide = levels;
    bool made = lay_out_cases(
        plan, &plan->decide, root, plan->rulings.of_outcome,
        plan->analysis->outcome_count, &plan->decide_cases, error);
    if (vectors && (!made || tables_bytes(plan) > STAGES_FIT)) {
        plan->vectors = with_vectors;
        plan->decide = laid_out;
        plan->decide_cases.count = 0;
        made = true;
    }
    return made;
}

bool plan_lay_out(struct plan *plan, const char **error)
{
    static const uint32_t yes_or_no[2] = { 0, 1 };
    static const int retain_levels[] = { DIMENSION_DATA, DIMENSION_PURPOSE,
                                         DIMENSION_SUBJECT, LEVEL_EVENT };
    static const int right_levels[] = { DIMENSION_DATA, DIMENSION_SUBJECT,
                                        LEVEL_RIGHT };
    for (int d = 0; d < DIMENSION_COUNT; d++) {
        set_level(plan, &plan->decide, d);
    }
    for (size_t i = 0; i < sizeof retain_levels / sizeof(int); i++) {
        set_level(plan, &plan->retain, retain_levels[i]);
    }
    for (size_t i = 0; i < sizeof right_levels / sizeof(int); i++) {
        set_level(plan, &plan->right, right_levels[i]);
    }
    return lay_out_decisions(plan, error) &&
           lay_out(plan, &plan->retain, plan->asked.keeping, NULL, NULL,
                   error) &&
           lay_out_cases(plan, &plan->right, plan->asked.rights, yes_or_no, 2,
                         &plan->right_cases, error);
}
