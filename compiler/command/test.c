/* `writ test`: the `test` blocks of a policy. The checks that raise
 * test-failed and proof-failed do the work; they alone run here, and what else
 * may be wrong with the policy is for `writ check` to say. */

#include "check/catalogue.h"
#include "command/command.h"
#include "report/clean.h"

#include <string.h>

static const char *const test_rules[] = { "test-failed", "proof-failed" };

enum { TEST_RULES = sizeof test_rules / sizeof *test_rules };

/* Runs the rules, each function once: two rules may share one. */
static void run_rules(struct compilation *compilation)
{
    const struct rule *rules[TEST_RULES];

    for (size_t i = 0; i < TEST_RULES; i++) {
        rules[i] = catalogue_find(test_rules[i]);
        bool again = i > 0 && rules[i]->run == rules[0]->run;
        if (rules[i]->run && !again)
            rules[i]->run(compilation);
    }
}

static size_t count_failed(const struct findings *findings)
{
    size_t count = 0;
    for (size_t i = 0; i < findings->count; i++)
        for (size_t r = 0; r < TEST_RULES; r++)
            count += strcmp(findings->items[i].rule->slug, test_rules[r]) == 0;
    return count;
}

static int test_run(struct session *session)
{
    const struct policy *policy = session->compilation->policy;
    size_t total = 0;

    session_step(session, "running the tests", 0, 0);
    run_rules(session->compilation);
    session_report(session);
    for (size_t i = 0; i < policy->test_count; i++)
        total += policy->tests[i].expectation_count;
    size_t failed = count_failed(&session->compilation->findings);
    if (session_is_human(session)) {
        clean_put(&session->out, session_files(session));
        if (total > 0)
            text_print(&session->out, ": %zu passed, %zu failed\n",
                       total - failed, failed);
        else
            text_put(&session->out, ": no tests; `writ help test` shows one\n");
    }
    return session_errors(session) > 0 ? CALL_FAILED : CALL_DONE;
}

static const struct option test_options[] = {
    OPTION_FORMAT,
    OPTION_INCLUDE,
    OPTION_BUDGET,
    { 0 },
};

const struct command command_test = {
    .name = "test",
    .summary = "run the `test` blocks of a policy",
    .usage = "FILE...",
    .text =
        "An `expect` asks one question under the facts that it gives; a "
        "`prove` holds\n"
        "at every point and under all facts, or has a counterexample:\n"
        "\n"
        "    test \"promises hold\" {\n"
        "      expect allow we share email to partner given prior_consent.\n"
        "      prove  deny  we use personal for model_training.\n"
        "    }\n",
    .example = "writ test examples/ai-pool/policy.writ",
    .needs = NEED_DIAGRAM,
    .options = test_options,
    .run = test_run,
};
