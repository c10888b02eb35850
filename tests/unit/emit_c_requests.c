/* emit/c: the requests of a self-test. Each statement has one at which it
 * applies, by the reference evaluator, unless it is said to apply nowhere; each
 * outcome that the tables can have has one that has it; and each `expect` has
 * its group. */

#include "emit_c_emitting.h"

#include "diagram/combine.h"
#include "emit/c/requests.h"

static const char tested_policy[] =
    "policy tested \"Tested\" { version \"1\" }\n"
    "data contact { email, phone }\n"
    "data usage { pages, clicks }\n"
    "purpose service\n"
    "purpose marketing\n"
    "recipient partner { bank }\n"
    "region eu { de, fr }\n"
    "condition consent { written }\n"
    "condition law\n"
    "condition minor_asks\n"
    "measure encryption\n"
    "section a \"A\" {\n"
    "  one: we may use contact for service with encryption if consent.\n"
    "  two: we must not share email to partner in eu unless written or law.\n"
    "  three: we may share usage only for service if not law and minor_asks.\n"
    "  four: we may store email to bank for marketing if written.\n"
    "  five: we may collect phone unless law or not law.\n"
    "  six: we may collect clicks if law and not law.\n"
    "  seven: we may profile clicks in de if law notwithstanding eight.\n"
    "  eight: we must not profile usage.\n"
    "  nine: you may access email if consent.\n"
    "}\n"
    "test \"t\" {\n"
    "  expect allow we use email for service given consent.\n"
    "  prove deny we profile pages.\n"
    "  expect deny we profile usage given law.\n"
    "}\n";

struct made {
    struct emitted emitted;
    struct emission emission;
    struct plan plan;
    struct oracle oracle;
    struct requests requests;
};

static void make(struct made *made)
{
    *made = (struct made){ 0 };
    emit(&made->emitted, tested_policy, LAYOUT_BEST);
    made->emission = (struct emission){
        .analysis = made->emitted.compilation->analysis,
        .digest = "sha256:0",
    };
    const char *error = NULL;
    assert_true(plan_make(&made->emission, &made->plan, &error));
    made->oracle = oracle_create(&made->plan);
    made->requests = requests_make(&made->oracle);
}

static struct point point_of(const struct made *made,
                             const struct asked_request *request)
{
    const struct policy *policy = made->plan.policy;
    const struct terms *conditions = &policy->terms[KIND_CONDITION];
    struct bits *facts = bits_create(made->plan.arena, conditions->count);
    struct point point = { .facts = facts };
    for (size_t i = 0; i < conditions->count; i++) {
        int bit = made->plan.facts.bit[i];
        if (bit >= 0 && (request->facts >> bit & 1) != 0) {
            bits_add(facts, i);
        }
    }
    facts_close(conditions, facts);
    for (int d = 0; d < DIMENSION_COUNT; d++) {
        point.at[d] = (uint16_t)request->terms[d];
    }
    return point;
}

/* How the statement applies where it is asked for, the best of its requests. */
static enum application applies(const struct made *made,
                                const struct statement *statement)
{
    const char *why = plan_origin(&made->plan, statement);
    enum application best = APPLIES_NOT;
    for (size_t i = 0; i < made->requests.count; i++) {
        const struct asked_request *request = &made->requests.items[i];
        if (strcmp(request->why, why) != 0) {
            continue;
        }
        struct point point = point_of(made, request);
        for (size_t k = 0; k < statement->box_count; k++) {
            enum application how =
                box_applies(statement, &statement->boxes[k], &point);
            if (how == APPLIES_STRONGLY || best == APPLIES_NOT) {
                best = how;
            }
        }
    }
    return best;
}

static void each_statement_has_one(void **state)
{
    static const char *const weak[] = { "a.five" };
    static const char *const dead[] = { "a.six" };
    struct made made;
    (void)state;
    make(&made);
    const struct policy *policy = made.plan.policy;
    size_t dead_count = 0;
    for (size_t i = 0; i < policy->statement_count; i++) {
        const struct statement *statement = policy->statements[i];
        if (statement->kind != STATEMENT_RULE) {
            continue;
        }
        bool is_dead = strcmp(statement->name, dead[0]) == 0;
        enum application want = is_dead ? APPLIES_NOT
                                : strcmp(statement->name, weak[0]) == 0
                                    ? APPLIES_WEAKLY
                                    : APPLIES_STRONGLY;
        if (applies(&made, statement) != want) {
            fail_msg("%s", statement->name);
        }
        if (is_dead) {
            assert_int_equal(made.requests.dead[dead_count++], i);
        }
    }
    assert_int_equal(made.requests.dead_count, dead_count);
    drop(&made.emitted);
}

/* One that prevails over another is asked for where it decides. */
static void what_prevails_is_asked_for(void **state)
{
    struct made made;
    (void)state;
    make(&made);
    const struct statement *seven =
        policy_statement(made.plan.policy, "a.seven");
    const struct statement *eight =
        policy_statement(made.plan.policy, "a.eight");
    size_t found = 0;
    for (size_t i = 0; i < made.requests.count; i++) {
        const struct asked_request *request = &made.requests.items[i];
        const struct statement *of =
            strcmp(request->why, plan_origin(&made.plan, seven)) == 0   ? seven
            : strcmp(request->why, plan_origin(&made.plan, eight)) == 0 ? eight
                                                                        : NULL;
        if (of != NULL) {
            struct ruled ruled =
                oracle_decide(&made.oracle, request->terms, request->facts);
            assert_int_equal(ruled.statement, of->index);
            found++;
        }
    }
    assert_int_equal(found, 2);
    drop(&made.emitted);
}

static void each_outcome_has_one(void **state)
{
    struct made made;
    (void)state;
    make(&made);
    const struct analysis *analysis = made.plan.analysis;
    struct bits *outcomes =
        bits_create(made.plan.arena, analysis->outcome_count);
    diagram_values(analysis->diagrams, made.plan.asked.verdict, outcomes);
    assert_true(bits_count(outcomes) > 6);
    for (size_t i = bits_next(outcomes, 0); i < outcomes->size;
         i = bits_next(outcomes, i + 1)) {
        const struct outcome *outcome = &analysis->outcomes[i];
        size_t statement = outcome->statement == SIZE_MAX
                               ? made.plan.policy->statement_count
                               : outcome->statement;
        size_t found = 0;
        for (size_t k = 0; k < made.requests.count; k++) {
            const struct asked_request *request = &made.requests.items[k];
            struct ruled ruled =
                oracle_decide(&made.oracle, request->terms, request->facts);
            found += ruled.verdict == (uint64_t)outcome->verdict &&
                     ruled.statement == statement;
        }
        assert_true(found > 0);
    }
    drop(&made.emitted);
}

static void each_expectation_has_its_group(void **state)
{
    struct made made;
    (void)state;
    make(&made);
    assert_int_equal(made.requests.group_count, 2); /* not the theorem */
    assert_int_equal(made.requests.groups[0].verdict, VERDICT_ALLOW);
    assert_int_equal(made.requests.groups[1].verdict, VERDICT_DENY);
    assert_true(made.requests.groups[1].count > 0);
    drop(&made.emitted);
}

/* A right is asked for where it holds, and where its condition does not. */
static void each_right_has_two(void **state)
{
    struct made made;
    (void)state;
    make(&made);
    assert_int_equal(made.requests.right_count, 2);
    for (size_t i = 0; i < 2; i++) {
        const struct asked_right *right = &made.requests.rights[i];
        assert_true(oracle_right(&made.oracle, right->terms, right->facts) ==
                    (i == 1));
    }
    drop(&made.emitted);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_statement_has_one),
        cmocka_unit_test(what_prevails_is_asked_for),
        cmocka_unit_test(each_outcome_has_one),
        cmocka_unit_test(each_right_has_two),
        cmocka_unit_test(each_expectation_has_its_group),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
