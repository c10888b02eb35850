/* The tables that are looked up. A row of cases says in a comment what it came
 * from, its statement and its facts. */

#include "emit/c/block.h"
#include "emit/c/rows.h"
#include "emit/c/sizes.h"
#include "emit/c/source.h"

#include "base/arena.h"

#include <string.h>

/* --- rulings -------------------------------------------------------------- */

/* "allow, disclosure.partners, policy.writ:41" */
static const char *ruling_words(const struct plan *plan, uint32_t ruling)
{
    const char *verdict = verdict_name[ruling_verdict(ruling)];
    size_t statement = ruling_statement(&plan->rulings, ruling);
    return statement == plan->policy->statement_count
               ? verdict
               : arena_print(
                     plan->arena, "%s, %s", verdict,
                     plan_origin(plan, plan->policy->statements[statement]));
}

/* How the code takes a ruling apart. */
static void write_rulings(const struct plan *plan, struct text *out)
{
    const struct rulings *rulings = &plan->rulings;
    uint32_t sets =
        (UINT32_C(1) << (rulings->statement_bit - RULING_DUTIES)) - 1;
    text_print(out,
               "\n/* A ruling is a decision in one number: the verdict in its "
               "lowest bits, then a row of the sets\n * of duties, then the "
               "statement. One is for what is no request. */\n"
               "#define RULING_VERDICT %uu\n#define RULING_DUTIES %uu\n"
               "#define RULING_DUTY_SETS 0x%lxu\n"
               "#define RULING_STATEMENT %uu\n#define RULING_REFUSED %luu\n",
               (unsigned)RULING_VERDICT, (unsigned)RULING_DUTIES,
               (unsigned long)sets, rulings->statement_bit,
               (unsigned long)rulings->refused);
}

/* The sets of measures that are owed, each once. The first is none. */
static void write_duty_sets(const struct plan *plan, struct block *block)
{
    const struct rulings *rulings = &plan->rulings;
    struct text *out = block_begin(block, "Measures owed, an OR of their bits.",
                                   "uint64_t", sizeof(uint64_t), "duty_sets");
    for (size_t i = 0; i < rulings->duty_set_count; i++) {
        rows_add(out,
                 arena_print(plan->arena, "0x%llxu",
                             (unsigned long long)rulings->duty_sets[i]),
                 i == 0 ? "none" : "");
    }
    block_end(block, rulings->duty_set_count, "0x0u");
}

/* --- answers -------------------------------------------------------------- */

static void write_vectors(const struct plan *plan, struct text *constants,
                          struct block *block)
{
    const struct vectors *vectors = &plan->vectors;
    const char *type = ruling_type(plan);
    text_print(constants,
               "\n/* Bits of a place that are facts; above them is where its "
               "answers begin. */\n#define PLACE_FACTS 0x%xu\n"
               "#define PLACE_BEGIN %uu\n",
               (1U << vectors->width) - 1, vectors->width);
    struct text *out = block_begin(
        block,
        "Rulings, one for every combination of the facts that a place looks "
        "at: at the sum of where its answers begin and of those of its facts "
        "that hold. Between them stand those of other places.",
        type, type_bytes(type), "answers");
    rows_numbers(out, vectors->items, vectors->count, false, NULL);
    block_end(block, vectors->count, "0u");
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
                        const char *comment, struct block *block)
{
    struct text *out = block_begin(block, comment, "struct condition_case",
                                   case_align(plan), "cases");
    for (size_t i = 0; i < cases->count; i++) {
        const struct case_row *row = &cases->rows[i];
        const char *answer = cases == &plan->right_cases
                                 ? row->answer != 0 ? "holds" : "does not hold"
                                 : ruling_words(plan, row->answer);
        rows_add(out,
                 arena_print(plan->arena, "{ 0x%llxu, 0x%llxu, %luu, %luu }",
                             (unsigned long long)row->mask,
                             (unsigned long long)row->value,
                             (unsigned long)row->answer,
                             (unsigned long)row->next),
                 arena_print(plan->arena, "%zu: %s, %s", i, answer,
                             facts_words(plan, row)));
    }
    block_end(block, cases->count, "{ 0x0u, 0x0u, 0u, 0u }");
}

/* The smallest types that hold what the policy has. */
void types_write(const struct plan *plan, struct text *out)
{
    text_print(out,
               "/* Types that are as small as the policy allows: bits of facts "
               "that cases look at, numbers of\n * cases, and rulings, which "
               "are decisions in one number. */\ntypedef %s fact_mask;\n"
               "typedef %s case_number;\ntypedef %s ruling_number;\n\n",
               mask_type(plan), case_type(plan), ruling_type(plan));
}

/* Bits of facts that are looked at. */
static uint64_t facts_used(const struct plan *plan)
{
    return masks_of(&plan->decide_cases) | masks_of(&plan->right_cases) |
           ((UINT64_C(1) << plan->vectors.width) - 1);
}

/* Only facts that are looked at need be found. */
static void write_implications(const struct plan *plan, struct text *out)
{
    uint64_t used = facts_used(plan);
    rows_begin(out, "Facts that others imply, as far as they are looked at.",
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

static void write_title(const char *title, struct text *out)
{
    text_print(out, "\n/* --- %s ", title);
    text_repeat(out, '-', 80 - strlen(title));
    text_put(out, " */\n");
}

/* The answer that is told early, and the cells that end the way so. */
static void write_usual(const struct plan *plan, struct text *out)
{
    const struct layout *layout = &plan->decide;
    if (!layout->has_usual) {
        return;
    }
    text_print(out,
               "\n/* What most combinations are decided to be, and its place. "
               "Where the way comes to the\n * number of a kind, this is "
               "decided whatever else is asked, and there is no further row. "
               "*/\n"
               "#define RULING_USUAL %luu\n"
               "#define PLACE_USUAL %luu\n",
               (unsigned long)plan->rulings.of_outcome[layout->usual],
               (unsigned long)layout->usual_place);
    for (size_t i = 0; i < layout->level_count; i++) {
        const struct layout_level *level = &layout->levels[i];
        if (level->usual > 0) {
            text_print(out, "#define USUAL_%s %luu\n", level->family->upper,
                       (unsigned long)level->usual);
        }
    }
    text_put(out, "#define NO_ROW 0xffffffffu\n");
}

/* Where the way through rows begins, or how packed stages are read. */
static void write_steps(const struct layout *layout, const char *name,
                        struct text *out)
{
    if (!layout->staged) {
        text_print(out, "\nstatic const uint32_t %s_root = 0x%08lxu;\n", name,
                   (unsigned long)layout->root);
    }
    for (size_t i = 0; i < layout->level_count; i++) {
        const struct layout_level *level = &layout->levels[i];
        if (level->rest != NULL) {
            text_print(out,
                       "\n/* The cells that a place counts for. */\n#define "
                       "UNIT_OF_%s %luu\n",
                       level->family->upper, (unsigned long)level->unit);
        }
        if (level->owner_bit > 0) {
            text_print(out,
                       "\n/* The bit of a cell from which on stands whose it "
                       "is. */\n#define OWNER_OF_%s %uu\n",
                       level->family->upper, level->owner_bit);
        }
    }
}

static void write_decisions(const struct plan *plan, struct text *out)
{
    struct block block = { .arena = plan->arena };
    write_title("decisions", out);
    write_implications(plan, out);
    write_rulings(plan, out);
    write_duty_sets(plan, &block);
    if (plan->vectors.count > 0) {
        write_vectors(plan, out, &block);
        cells_write(plan, &plan->decide, "the place of the answers", &block);
    } else {
        write_cases(plan, &plan->decide_cases,
                    "The cases of each combination that is told apart: the "
                    "first whose facts fit gives its ruling.",
                    &block);
        cells_write(plan, &plan->decide,
                    "where the cases of the combination begin", &block);
    }
    write_steps(&plan->decide, "decide", out);
    write_usual(plan, out);
    block_write(&block,
                "All that a decision reads. What each term counts for stands "
                "in of_...: terms that no statement tells apart count alike, "
                "and a kind without such an array plays no part.",
                "decide", out);
}

void tables_write(const struct plan *plan, struct text *out)
{
    struct block retain = { .arena = plan->arena };
    struct block right = { .arena = plan->arena };
    write_decisions(plan, out);
    write_title("retention", out);
    write_retentions(plan, out);
    write_steps(&plan->retain, "retain", out);
    cells_write(plan, &plan->retain, "a row of the retentions", &retain);
    block_write(&retain, NULL, "retain", out);
    write_title("rights", out);
    write_steps(&plan->right, "rights", out);
    write_cases(plan, &plan->right_cases,
                "The cases of each combination: 1 where the right holds.",
                &right);
    cells_write(plan, &plan->right, "where the cases of the combination begin",
                &right);
    block_write(&right, NULL, "rights", out);
}
