/* proof-failed, test-failed: what the policy's own test blocks ask. `expect` is
 * a question under exactly the facts given; `prove` is a theorem over all facts
 * and every point, and where it fails the smallest counterexample is shown. */

#include "check/catalogue.h"
#include "check/example.h"
#include "diagram/answer.h"

static void run_proofs(struct compilation *compilation);
static void run_tests(struct compilation *compilation);

RULE(proof_failed) = {
    .slug = "proof-failed",
    .severity = SEVERITY_ERROR,
    .meaning = true,
    .summary = "a `prove` does not hold at every point, for all facts",
    .why = "A promise that has one exception is not kept.",
    .bad = "import std.purposes\n"
           "data email\n"
           "condition consent\n"
           "use: we may use email for marketing if consent.\n"
           "test \"no advertising\" {\n"
           "  prove silent we use email for advertising.\n"
           "}\n",
    .good = "import std.purposes\n"
            "data email\n"
            "condition consent\n"
            "use: we may use email for marketing except advertising if "
            "consent.\n"
            "test \"no advertising\" {\n"
            "  prove silent we use email for advertising.\n"
            "}\n",
    .run = run_proofs,
};

RULE(test_failed) = {
    .slug = "test-failed",
    .severity = SEVERITY_ERROR,
    .meaning = true,
    .summary = "an `expect` has another verdict",
    .why = "A test states what legal and engineering agreed on.",
    .bad = "data email\n"
           "condition consent\n"
           "use: we may use email if consent.\n"
           "test \"use\" { expect allow we use email. }\n",
    .good = "data email\n"
            "condition consent\n"
            "use: we may use email if consent.\n"
            "test \"use\" { expect allow we use email given consent. }\n",
    .run = run_tests,
};

static enum verdict wanted(const struct expectation *expectation)
{
    switch (expectation->tree->verdict) {
    case TREE_ALLOW: return VERDICT_ALLOW;
    case TREE_DENY: return VERDICT_DENY;
    case TREE_SILENT: return VERDICT_SILENT;
    }
    return VERDICT_DENY;
}

static void relate_deciding(struct compilation *compilation,
                            struct finding *finding,
                            const struct answer *answer)
{
    static const char *const caption[] = {
        [VERDICT_DENY] = "this denies it",
        [VERDICT_ALLOW] = "this allows it",
        [VERDICT_SILENT] = "",
    };
    for (size_t i = 0; i < answer->ruling.deciding_count && i < 3; i++) {
        const struct statement *statement = answer->ruling.deciding[i];
        finding_relate(&compilation->findings, finding, statement->rule,
                       statement->name, caption[answer->verdict]);
    }
}

static const char *help_for(enum verdict wanted, enum verdict found)
{
    if (found == VERDICT_SILENT) {
        return wanted == VERDICT_ALLOW
                   ? "no statement says anything about it: add one with `may`"
                   : "no statement says anything about it: forbid it with "
                     "`must not` or `never`";
    }
    return wanted == VERDICT_ALLOW
               ? "narrow what denies it, or permit it `notwithstanding` that"
           : wanted == VERDICT_DENY
               ? "narrow what allows it, or forbid it with `never`"
               : "narrow the statement that decides it, or change the test";
}

static void report(struct compilation *compilation, const struct rule *rule,
                   const struct expectation *expectation,
                   const struct answer *answer)
{
    enum verdict verdict = wanted(expectation);
    struct finding *finding =
        finding_add(&compilation->findings, rule, expectation->tree->span,
                    rule == &rule_proof_failed
                        ? "this is not always `%s`: at one point it is `%s`"
                        : "this is expected to be `%s`, and is `%s`",
                    verdict_name[verdict], verdict_name[answer->verdict]);
    relate_deciding(compilation, finding, answer);
    example_of(compilation, finding, &answer->situation);
    finding_help(&compilation->findings, finding, "%s",
                 help_for(verdict, answer->verdict));
}

/* An expect asks for the verdict of the question, which is that of its worst
 * point; a prove speaks of every point. */
static bool holds(struct compilation *compilation,
                  const struct expectation *expectation, struct answer *answer)
{
    enum verdict verdict = wanted(expectation);
    if (expectation->tree->prove) {
        return answer_theorem(compilation->analysis, &expectation->question,
                              verdict, answer);
    }
    *answer = answer_question(compilation->analysis, &expectation->question);
    return answer->verdict == verdict;
}

static void run(struct compilation *compilation, bool proofs)
{
    const struct policy *policy = compilation->policy;
    if (diagrams_exhausted(compilation->analysis->diagrams)) {
        return;
    }
    for (size_t t = 0; t < policy->test_count; t++) {
        const struct test *test = &policy->tests[t];
        for (size_t i = 0; i < test->expectation_count; i++) {
            struct answer answer;
            if (test->expectations[i].tree->prove == proofs &&
                !holds(compilation, &test->expectations[i], &answer)) {
                report(compilation,
                       proofs ? &rule_proof_failed : &rule_test_failed,
                       &test->expectations[i], &answer);
            }
        }
    }
}

static void run_proofs(struct compilation *compilation)
{
    run(compilation, true);
}

static void run_tests(struct compilation *compilation)
{
    run(compilation, false);
}
