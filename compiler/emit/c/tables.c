/* The tables that are looked up. Every row says in a comment what it came from:
 * an outcome its statement, a case its facts too. */

#include "emit/c/rows.h"
#include "emit/c/source.h"

#include "base/arena.h"
#include "diagram/intern.h"

enum { MOST_WIDE = 512 /* cases that take more room than they need */ };

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

/* Sets of measures, and the one of each outcome. */
struct duty_sets {
    uint64_t *items;
    size_t count;
    uint32_t *of_outcome; /* [row] */
};

static struct duty_sets duty_sets_of(const struct plan *plan)
{
    struct interner *numbers = interner_create();
    struct duty_sets sets = {
        .items =
            arena_array(plan->arena, plan->outcome_count + 1, sizeof(uint64_t)),
        .of_outcome =
            arena_array(plan->arena, plan->outcome_count, sizeof(uint32_t)),
    };
    for (size_t i = 0; i < plan->outcome_count; i++) {
        bool added;
        uint64_t duties =
            i == 0
                ? 0
                : duties_of(plan, &plan->analysis->outcomes[plan->outcomes[i]]);
        uint32_t number =
            interner_number(numbers, &duties, sizeof duties, &added);
        sets.items[number] = duties;
        sets.count += added;
        sets.of_outcome[i] = number;
    }
    interner_destroy(numbers);
    return sets;
}

/* The sets of measures that outcomes owe, each once. The first is none. */
static void write_duty_sets(const struct plan *plan,
                            const struct duty_sets *sets, struct text *out)
{
    rows_begin(out, "Measures owed, an OR of their bits.", "uint64_t",
               "duty_sets");
    for (size_t i = 0; i < sets->count; i++) {
        rows_add(out,
                 arena_print(plan->arena, "0x%llxu",
                             (unsigned long long)sets->items[i]),
                 i == 0 ? "none" : "");
    }
    rows_end(out, "0x0u");
}

static void write_outcomes(const struct plan *plan,
                           const struct duty_sets *sets, struct text *out)
{
    static const struct outcome refused = { .verdict = VERDICT_DENY,
                                            .statement = SIZE_MAX };
    rows_begin(out,
               "Every decision there is: the statement, the verdict and a row "
               "of the duty sets; the first is for what is no request.",
               "struct outcome", "outcomes");
    for (size_t i = 0; i < plan->outcome_count; i++) {
        const struct outcome *outcome =
            i == 0 ? &refused : &plan->analysis->outcomes[plan->outcomes[i]];
        size_t statement = outcome->statement == SIZE_MAX
                               ? plan->policy->statement_count
                               : outcome->statement;
        const char *row =
            arena_print(plan->arena, "{ %zuu, %s_%s, %luu }", statement,
                        plan->upper, verdict_constant[outcome->verdict],
                        (unsigned long)sets->of_outcome[i]);
        rows_add(
            out, row,
            arena_print(plan->arena, "%zu: %s", i, outcome_words(plan, i)));
    }
    rows_end(out, "{ 0u, 0u, 0u }");
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
                 arena_print(plan->arena, "{ 0x%llxu, 0x%llxu, %luu, %luu }",
                             (unsigned long long)row->mask,
                             (unsigned long long)row->value,
                             (unsigned long)row->answer,
                             (unsigned long)row->next),
                 arena_print(plan->arena, "%zu: %s, %s", i, answer,
                             facts_words(plan, row)));
    }
    rows_end(out, "{ 0x0u, 0x0u, 0u, 0u }");
}

static uint64_t masks_of(const struct cases *cases)
{
    uint64_t mask = 0;
    for (size_t i = 0; i < cases->count; i++) {
        mask |= cases->rows[i].mask;
    }
    return mask;
}

static const char *mask_type(const struct plan *plan)
{
    uint64_t used =
        masks_of(&plan->decide_cases) | masks_of(&plan->right_cases);
    return used > UINT32_MAX ? "uint64_t" : rows_type((uint32_t)used);
}

/* Few cases are given rows of eight bytes, which are found sooner. */
static const char *case_type(const struct plan *plan)
{
    size_t cases = plan->decide_cases.count > plan->right_cases.count
                       ? plan->decide_cases.count
                       : plan->right_cases.count;
    return cases <= MOST_WIDE ? "uint32_t" : rows_type((uint32_t)cases);
}

/* The smallest types that hold what the policy has. */
void types_write(const struct plan *plan, struct text *out)
{
    text_print(out,
               "/* Types that are as small as the policy allows: bits of facts "
               "that cases look at, numbers of\n * cases, and of sets of "
               "measures. */\ntypedef %s fact_mask;\ntypedef %s "
               "case_number;\ntypedef %s duty_set;\n\n",
               mask_type(plan), case_type(plan),
               rows_type((uint32_t)duty_sets_of(plan).count));
}

/* --- sizes ---------------------------------------------------------------- */

/* Of "uint16_t". */
static size_t type_bytes(const char *type)
{
    return type[4] == '8' ? 1 : type[4] == '1' ? 2 : type[4] == '3' ? 4 : 8;
}

/* Of an array of so many numbers and its zero. */
static size_t array_bytes(size_t count, uint32_t largest)
{
    return (count + 1) * type_bytes(rows_type(largest));
}

static size_t round_up(size_t bytes, size_t to)
{
    return (bytes + to - 1) / to * to;
}

static size_t case_bytes(const struct plan *plan)
{
    size_t mask = type_bytes(mask_type(plan));
    size_t next = type_bytes(case_type(plan));
    size_t largest = mask > next ? mask : next;
    size_t bytes = round_up(round_up(2 * mask, 2) + 2, next) + next;
    return round_up(bytes, largest > 2 ? largest : 2);
}

size_t tables_bytes(const struct plan *plan)
{
    const struct layout *layout = &plan->decide;
    const struct duty_sets sets = duty_sets_of(plan);
    size_t set = type_bytes(rows_type((uint32_t)sets.count));
    size_t bytes = (plan->decide_cases.count + 1) * case_bytes(plan) +
                   (plan->outcome_count + 1) * round_up(2 + 1 + set, 2) +
                   (sets.count + 1) * sizeof(uint64_t);
    for (size_t i = 0; i < layout->level_count; i++) {
        const struct layout_level *level = &layout->levels[i];
        uint32_t from_one = level->owner != NULL;
        if (level->classes > 1) {
            bytes += array_bytes(
                level->terms,
                (uint32_t)(level->classes - 1) * level->stride + from_one);
        }
        if (level->stage != NULL) {
            bytes +=
                array_bytes(level->stage->count, cells_largest(level->stage));
        }
        if (level->owner != NULL) {
            bytes +=
                array_bytes(level->owner->count, cells_largest(level->owner));
        }
    }
    return layout->staged ? bytes
                          : bytes + (layout->rows.count + 2) * sizeof(uint32_t);
}

const char *tables_layout(const struct plan *plan)
{
    size_t stages = 0;
    size_t packed = 0;
    for (size_t i = 0; i < plan->decide.level_count; i++) {
        stages += plan->decide.levels[i].stage != NULL;
        packed += plan->decide.levels[i].owner != NULL;
    }
    if (stages == 0) {
        return "rows that lead to each other";
    }
    if (stages == 1 && packed == 0) {
        return "one dense table";
    }
    return arena_print(plan->arena, "%zu stages, %zu of them packed", stages,
                       packed);
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
    struct duty_sets sets = duty_sets_of(plan);
    write_duty_sets(plan, &sets, out);
    write_outcomes(plan, &sets, out);
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
