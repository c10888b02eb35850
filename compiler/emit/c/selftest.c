/* The emitter of the self-test: PREFIX_selftest.c, a program that asks the
 * tables as a user's own toolchain has built them, and knows the answers from
 * the model. Nothing of it comes from the tables. */

#include "emit/emitters.h"

#include "base/arena.h"
#include "emit/c/requests.h"
#include "emit/c/rows.h"
#include "emit/c/source.h"
#include "emit/c/template.h"
#include "emit/c/theorems.h"

static const char *decision_words(const struct requests *requests,
                                  const struct asked_request *request)
{
    const struct plan *plan = requests->oracle->plan;
    struct ruled ruled =
        oracle_decide(requests->oracle, request->terms, request->facts);
    const uint32_t *at = request->terms;
    return arena_print(
        plan->arena,
        "{ { %uu, %uu, %uu, %uu, %uu, %uu, %uu, 0x%llxu }, "
        "{ %lluu, %lluu, 0x%llxu } }",
        (unsigned)at[0], (unsigned)at[1], (unsigned)at[2], (unsigned)at[3],
        (unsigned)at[4], (unsigned)at[5], (unsigned)at[6],
        (unsigned long long)request->facts, (unsigned long long)ruled.verdict,
        (unsigned long long)ruled.statement, (unsigned long long)ruled.duties);
}

static void write_decisions(const struct requests *requests, struct text *out)
{
    rows_begin(out,
               "Party, action, data, purpose, recipient, subject, region and "
               "facts; then the verdict, the statement that decides and the "
               "measures that are owed.",
               "struct decision_row", "decision_rows");
    for (size_t i = 0; i < requests->count; i++) {
        rows_add(out, decision_words(requests, &requests->items[i]),
                 requests->items[i].why);
    }
    rows_end(out, "{ { 0u, 0u, 0u, 0u, 0u, 0u, 0u, 0u }, { 0u, 0u, 0u } }");
}

static void write_dead(const struct requests *requests, struct text *out)
{
    rows_begin(out,
               "Statements that apply nowhere, for which nothing is asked.",
               "uint16_t", "dead_rows");
    rows_numbers(out, requests->dead, requests->dead_count, false, NULL);
    rows_end(out, "0u");
}

static void write_expectations(const struct requests *requests,
                               struct text *out)
{
    struct arena *arena = requests->oracle->plan->arena;
    rows_begin(out,
               "Of the rows of decisions: the first and how many are of one "
               "expectation of the policy, and their worst verdict.",
               "struct expectation_row", "expectation_rows");
    for (size_t i = 0; i < requests->group_count; i++) {
        const struct asked_group *group = &requests->groups[i];
        rows_add(out,
                 arena_print(arena, "{ %zuu, %zuu, %uu }", group->first,
                             group->count, (unsigned)group->verdict),
                 requests->items[group->first].why);
    }
    rows_end(out, "{ 0u, 0u, 0u }");
}

static void write_retentions(const struct requests *requests, struct text *out)
{
    struct arena *arena = requests->oracle->plan->arena;
    rows_begin(out, "Data, purpose, subject and event; then the retention.",
               "struct retention_row", "retention_rows");
    for (size_t i = 0; i < requests->retention_count; i++) {
        const struct asked_retention *asked = &requests->retentions[i];
        const uint32_t *at = asked->terms;
        struct kept kept = oracle_retain(requests->oracle, at);
        rows_add(
            out,
            arena_print(arena,
                        "{ %uu, %uu, %uu, %uu, { %lluu, %lluu, %lluu, %lluu, "
                        "%lluu } }",
                        (unsigned)at[0], (unsigned)at[1], (unsigned)at[2],
                        (unsigned)at[3], (unsigned long long)kept.at_least,
                        (unsigned long long)kept.up_to,
                        (unsigned long long)kept.method,
                        (unsigned long long)kept.statement,
                        (unsigned long long)kept.at_least_statement),
            asked->why);
    }
    rows_end(out, "{ 0u, 0u, 0u, 0u, { 0u, 0u, 0u, 0u, 0u } }");
}

static void write_rights(const struct requests *requests, struct text *out)
{
    struct arena *arena = requests->oracle->plan->arena;
    rows_begin(out, "Right, data, subject and facts; then whether it holds.",
               "struct right_row", "right_rows");
    for (size_t i = 0; i < requests->right_count; i++) {
        const struct asked_right *right = &requests->rights[i];
        bool holds = oracle_right(requests->oracle, right->terms, right->facts);
        rows_add(out,
                 arena_print(arena, "{ %uu, %uu, %uu, 0x%llxu, %s }",
                             (unsigned)right->terms[2],
                             (unsigned)right->terms[0],
                             (unsigned)right->terms[1],
                             (unsigned long long)right->facts,
                             holds ? "true" : "false"),
                 right->why);
    }
    rows_end(out, "{ 0u, 0u, 0u, 0u, false }");
}

static void write_axes(const struct plan *plan, const struct layout *layout,
                       const char *name, struct text *out)
{
    for (size_t i = 0; i < layout->level_count; i++) {
        const struct layout_level *level = &layout->levels[i];
        rows_begin(out, NULL, "uint16_t",
                   arena_print(plan->arena, "%s_%s_samples", name,
                               plan_level_name(level)));
        rows_numbers(out, level->example, level->classes, false, NULL);
        rows_end(out, "0u");
    }
    rows_begin(out, NULL, "struct axis",
               arena_print(plan->arena, "%s_axes", name));
    for (size_t i = 0; i < layout->level_count; i++) {
        const struct layout_level *level = &layout->levels[i];
        const char *item = plan_level_name(level);
        rows_add(out,
                 arena_print(plan->arena, "{ %zuu, %zuu, %s_%s_samples }",
                             level->terms, level->classes, name, item),
                 item);
    }
    rows_end(out, "{ 0u, 0u, NULL }");
}

static void write_digests(const struct oracle *oracle, struct text *out)
{
    static const char *const names[] = {
        [SWEEP_DECISIONS_SAMPLED] = "decisions_sampled",
        [SWEEP_DECISIONS_DRAWN] = "decisions_drawn",
        [SWEEP_RETENTIONS_SAMPLED] = "retentions_sampled",
        [SWEEP_RETENTIONS_DRAWN] = "retentions_drawn",
        [SWEEP_RIGHTS_SAMPLED] = "rights_sampled",
        [SWEEP_RIGHTS_DRAWN] = "rights_drawn",
        [SWEEP_DUTIES] = "duties_read",
        [SWEEP_STATEMENTS] = "statements_read",
        [SWEEP_FACTS] = "facts_read",
        [SWEEP_MEASURES] = "measures_read",
    };
    const struct plan *plan = oracle->plan;
    uint64_t digests[SWEEP_COUNT];
    sweep_all(oracle, digests);
    text_print(out, "\n#define MOST_STEPS %luu\n", (unsigned long)SWEEP_STEPS);
    text_put(out, "static const char policy_digest[] =\n    ");
    text_c_string(out, plan->emission->digest);
    text_put(out, ";\n");
    for (size_t i = 0; i < SWEEP_COUNT; i++) {
        const char *name =
            i < SWEEP_FAMILIES
                ? names[i]
                : arena_print(plan->arena, "%s_read",
                              plan->families[i - SWEEP_FAMILIES].item);
        text_print(out, "static const uint64_t %s = 0x%016llxu;\n", name,
                   (unsigned long long)digests[i]);
    }
}

static void write_code(const struct plan *plan, struct text *out)
{
    struct filling filling = { .lower = plan->lower, .upper = plan->upper };
    template_write(out, "selftest code", &filling);
    for (size_t i = 0; i < FAMILY_COUNT; i++) {
        filling.item = plan->families[i].item;
        filling.item_upper = plan->families[i].upper;
        template_write(out, "selftest of each kind", &filling);
    }
    template_write(out, "selftest end", &filling);
}

static void write_program(const struct plan *plan, struct text *out)
{
    struct filling filling = { .lower = plan->lower, .upper = plan->upper };
    struct oracle oracle = oracle_create(plan);
    struct requests requests = requests_make(&oracle);
    banner_write(plan, out);
    text_print(out,
               "\n/* Whether %s.c, as it is built here, is the policy:\n"
               " *     cc -std=c11 %s_selftest.c %s.c -o selftest && "
               "./selftest\n"
               " * It ends with `N passed, M failed`, and with 1 where any "
               "failed. */\n\n"
               "#include \"%s.h\"\n\n#include <stdio.h>\n"
               "#include <string.h>\n\n",
               plan->lower, plan->lower, plan->lower, plan->lower);
    text_put(out, "#define ALL(rows) (sizeof(rows) / sizeof((rows)[0])) "
                  "/* with the row of zeros */\n\n");
    template_write(out, "selftest rows", &filling);
    write_decisions(&requests, out);
    write_dead(&requests, out);
    write_expectations(&requests, out);
    write_retentions(&requests, out);
    write_rights(&requests, out);
    theorems_write(plan, out);
    write_axes(plan, &plan->decide, "decision", out);
    write_axes(plan, &plan->retain, "retention", out);
    write_axes(plan, &plan->right, "right", out);
    write_digests(&oracle, out);
    write_code(plan, out);
}

static bool write_selftest(const struct emission *emission,
                           struct bundle *bundle, const char **error)
{
    struct plan *plan = arena_allocate(emission->analysis->arena, sizeof *plan);
    *plan = (struct plan){ 0 };
    if (!plan_make(emission, plan, error)) {
        return false;
    }
    write_program(plan,
                  bundle_add(bundle, arena_print(plan->arena, "%s_selftest.c",
                                                 plan->lower)));
    return true;
}

const struct emitter emitter_selftest = {
    .name = "selftest",
    .summary = "a program that tests the C where it is built: NAME_selftest.c",
    .write = write_selftest,
};
