/* The tables that are looked up. Every row says in a comment what it came from:
 * an outcome its statement, a case its facts too. */

#include "emit/c/rows.h"
#include "emit/c/source.h"

#include "base/arena.h"

/* --- outcomes and cases --------------------------------------------------- */

static const char *const verdict_constant[] = {
    [VERDICT_DENY] = "DENY",
    [VERDICT_ALLOW] = "ALLOW",
    [VERDICT_SILENT] = "SILENT",
};

/* "allow, disclosure.partners, policy.writ:41" */
static const char *outcome_words(const struct plan *plan, size_t row)
{
    if (row == 0) {
        return "deny: out of range";
    }
    const struct outcome *outcome =
        &plan->analysis->outcomes[plan->outcomes[row]];
    if (outcome->statement == SIZE_MAX) {
        return verdict_name[outcome->verdict];
    }
    return arena_print(
        plan->arena, "%s, %s", verdict_name[outcome->verdict],
        plan_origin(plan, plan->policy->statements[outcome->statement]));
}

static uint64_t duties_of(const struct plan *plan,
                          const struct outcome *outcome)
{
    uint64_t duties = 0;
    const struct bits *measures = outcome->measures;
    for (size_t i = 0; measures != NULL && i < plan->measures.count; i++) {
        if (bits_has(measures, plan->measures.number[i])) {
            duties |= UINT64_C(1) << i;
        }
    }
    return duties;
}

static void write_outcomes(const struct plan *plan, struct text *out)
{
    static const struct outcome refused = { .verdict = VERDICT_DENY,
                                            .statement = SIZE_MAX };
    const char *type = arena_print(plan->arena, "%s_decision", plan->lower);
    rows_begin(out,
               "Every decision there is; the first is for what is no "
               "request.",
               type, "outcomes");
    for (size_t i = 0; i < plan->outcome_count; i++) {
        const struct outcome *outcome =
            i == 0 ? &refused : &plan->analysis->outcomes[plan->outcomes[i]];
        size_t statement = outcome->statement == SIZE_MAX
                               ? plan->policy->statement_count
                               : outcome->statement;
        const char *row =
            arena_print(plan->arena, "{ %s_%s, %zuu, 0x%llxu }", plan->upper,
                        verdict_constant[outcome->verdict], statement,
                        (unsigned long long)duties_of(plan, outcome));
        rows_add(
            out, row,
            arena_print(plan->arena, "%zu: %s", i, outcome_words(plan, i)));
    }
    rows_end(out, "{ 0u, 0u, 0x0u }");
}

/* "if prior_consent, not opted_out", or "otherwise". */
static const char *facts_words(const struct plan *plan,
                               const struct case_row *row)
{
    const char *words = "";
    for (size_t i = 0; i < plan->facts.count; i++) {
        uint64_t bit = UINT64_C(1) << i;
        if ((row->mask & bit) != 0) {
            const struct term *term =
                plan->facts.terms->items[plan->facts.number[i]];
            words = arena_print(
                plan->arena, "%s%s%s%s", *words == '\0' ? "if " : words,
                *words == '\0' ? "" : ", ",
                (row->value & bit) != 0 ? "" : "not ", term->path);
        }
    }
    return *words == '\0' ? "otherwise" : words;
}

static void write_cases(const struct plan *plan, const struct cases *cases,
                        const char *name, const char *comment, struct text *out)
{
    rows_begin(out, comment, "struct condition_case", name);
    for (size_t i = 0; i < cases->count; i++) {
        const struct case_row *row = &cases->rows[i];
        const char *answer = cases == &plan->right_cases
                                 ? row->answer != 0 ? "holds" : "does not hold"
                                 : outcome_words(plan, row->answer);
        rows_add(out,
                 arena_print(plan->arena, "{ 0x%llxu, 0x%llxu, %luu }",
                             (unsigned long long)row->mask,
                             (unsigned long long)row->value,
                             (unsigned long)row->answer),
                 arena_print(plan->arena, "%zu: %s, %s", i, answer,
                             facts_words(plan, row)));
    }
    rows_end(out, "{ 0x0u, 0x0u, 0u }");
}

static uint64_t masks_of(const struct cases *cases)
{
    uint64_t mask = 0;
    for (size_t i = 0; i < cases->count; i++) {
        mask |= cases->rows[i].mask;
    }
    return mask;
}

/* Only facts that a case looks at need be found. */
static void write_implications(const struct plan *plan, struct text *out)
{
    uint64_t used =
        masks_of(&plan->decide_cases) | masks_of(&plan->right_cases);
    rows_begin(out, "Facts that others imply, as far as a case looks at them.",
               "struct implication", "implications");
    for (size_t i = 0; i < plan->facts.count; i++) {
        const struct term *term =
            plan->facts.terms->items[plan->facts.number[i]];
        uint64_t below = 0;
        for (size_t k = 0; k < plan->facts.count; k++) {
            if (k != i && bits_has(term->below, plan->facts.number[k])) {
                below |= UINT64_C(1) << k;
            }
        }
        if (below != 0 && (used >> i & 1) != 0) {
            rows_add(out,
                     arena_print(plan->arena, "{ 0x%llxu, 0x%llxu }",
                                 (unsigned long long)below,
                                 (unsigned long long)(UINT64_C(1) << i)),
                     term->path);
        }
    }
    rows_end(out, "{ 0x0u, 0x0u }");
}

/* --- retention ------------------------------------------------------------ */

static size_t statement_or_none(const struct plan *plan, size_t statement)
{
    return statement == SIZE_MAX ? plan->policy->statement_count : statement;
}

static const char *keeping_words(const struct plan *plan,
                                 const struct keeping *keeping)
{
    const size_t said[2] = { keeping->up_to_statement,
                             keeping->at_least_statement };
    const char *words = "";
    for (size_t i = 0; i < 2; i++) {
        if (said[i] != SIZE_MAX && (i == 0 || said[1] != said[0])) {
            words = arena_print(
                plan->arena, "%s%s%s", words, *words == '\0' ? "" : "; ",
                plan_origin(plan, plan->policy->statements[said[i]]));
        }
    }
    return *words == '\0' ? "nothing is said" : words;
}

static void write_retentions(const struct plan *plan, struct text *out)
{
    rows_begin(out,
               "Every retention there is; the first is for what is out of "
               "range.",
               arena_print(plan->arena, "%s_retention", plan->lower),
               "retentions");
    size_t none = plan->policy->statement_count;
    rows_add(out,
             arena_print(plan->arena, "{ 0u, 0u, 0u, %zuu, %zuu }", none, none),
             "0: out of range");
    for (size_t i = 1; i < plan->retention_count; i++) {
        const struct keeping *keeping =
            &plan->analysis->keepings[plan->retentions[i]];
        unsigned method = 0;
        if (keeping->method != NULL) {
            method = keeping->method->number;
        }
        const char *up_to =
            keeping->up_to == TIME_FOREVER
                ? arena_print(plan->arena, "%s_FOREVER", plan->upper)
                : arena_print(plan->arena, "%lluu",
                              (unsigned long long)keeping->up_to);
        rows_add(
            out,
            arena_print(plan->arena, "{ %lluu, %s, %uu, %zuu, %zuu }",
                        (unsigned long long)keeping->at_least, up_to, method,
                        statement_or_none(plan, keeping->up_to_statement),
                        statement_or_none(plan, keeping->at_least_statement)),
            arena_print(plan->arena, "%zu: %s", i,
                        keeping_words(plan, keeping)));
    }
    rows_end(out, "{ 0u, 0u, 0u, 0u, 0u }");
}

void tables_write(const struct plan *plan, struct text *out)
{
    text_put(out,
             "\n/* --- decisions ------------------------------------------"
             "------------------------------ */\n");
    write_implications(plan, out);
    write_outcomes(plan, out);
    write_cases(plan, &plan->decide_cases, "decide_cases",
                "The cases of each combination that is told apart: the first "
                "whose facts fit gives the row of its outcome.",
                out);
    text_put(out, "\n/* What each term counts for: terms that no statement "
                  "tells apart count alike, and a kind\n * that has no table "
                  "here plays no part. */\n");
    cells_write(plan, &plan->decide, "decide",
                "where the cases of the combination begin", out);
    text_put(out,
             "\n/* --- retention ------------------------------------------"
             "------------------------------ */\n");
    write_retentions(plan, out);
    cells_write(plan, &plan->retain, "retain", "a row of the retentions", out);
    text_put(out,
             "\n/* --- rights ---------------------------------------------"
             "------------------------------ */\n");
    write_cases(plan, &plan->right_cases, "right_cases",
                "The cases of each combination: 1 where the right holds.", out);
    cells_write(plan, &plan->right, "right",
                "where the cases of the combination begin", out);
}
