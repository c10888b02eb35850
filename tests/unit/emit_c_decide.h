/* The fixed part of the emitted C over the small tables of its own file: the
 * units that include this say which layout it has. */

#include "emit/c/decide.c"
#include "emit/c/wording.c"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

enum { USE = 1, SHARE = 2, PARTNER = 2, CONSENT = 1, WRITTEN_CONSENT = 2 };

static writ_policy_decision ask(uint16_t action, uint16_t recipient,
                                uint64_t facts)
{
    writ_policy_request request = { .action = action,
                                    .recipient = recipient,
                                    .facts = facts };
    return writ_policy_decide(&request);
}

static void expect(writ_policy_decision decision, uint8_t verdict,
                   uint16_t statement, uint64_t duties)
{
    assert_int_equal(decision.verdict, verdict);
    assert_int_equal(decision.statement, statement);
    assert_int_equal(decision.duties, duties);
}

static void decisions(void **state)
{
    (void)state;
    expect(ask(USE, PARTNER, CONSENT), WRIT_POLICY_SILENT, 2, 0);
    expect(ask(SHARE, 1, CONSENT), WRIT_POLICY_DENY, 0, 0);
    expect(ask(SHARE, 0, CONSENT), WRIT_POLICY_DENY, 0, 0);
    expect(ask(SHARE, PARTNER, 0), WRIT_POLICY_DENY, 0, 0);
    expect(ask(SHARE, PARTNER, CONSENT), WRIT_POLICY_ALLOW, 1, 1);
}

static void facts_imply_facts(void **state)
{
    (void)state;
    expect(ask(SHARE, PARTNER, WRITTEN_CONSENT), WRIT_POLICY_ALLOW, 1, 1);
    expect(ask(SHARE, PARTNER, UINT64_MAX - 3), WRIT_POLICY_DENY, 0, 0);
    expect(ask(SHARE, PARTNER, UINT64_MAX), WRIT_POLICY_ALLOW, 1, 1);
}

static void out_of_range_is_denied(void **state)
{
    static const size_t field[] = { offsetof(writ_policy_request, party),
                                    offsetof(writ_policy_request, action),
                                    offsetof(writ_policy_request, data),
                                    offsetof(writ_policy_request, purpose),
                                    offsetof(writ_policy_request, recipient),
                                    offsetof(writ_policy_request, subject),
                                    offsetof(writ_policy_request, region) };
    static const uint16_t count[] = { 3, 3, 3, 1, 3, 1, 1 };
    (void)state;
    for (size_t i = 0; i < sizeof count / sizeof *count; i++) {
        writ_policy_request request = { .action = SHARE,
                                        .recipient = PARTNER,
                                        .facts = CONSENT };
        memcpy((char *)&request + field[i], &count[i], sizeof count[i]);
        expect(writ_policy_decide(&request), WRIT_POLICY_DENY, 2, 0);
        memset((char *)&request + field[i], 0xFF, sizeof count[i]);
        expect(writ_policy_decide(&request), WRIT_POLICY_DENY, 2, 0);
        assert_false(writ_policy_allows(&request));
    }
}

static void many_are_each(void **state)
{
    writ_policy_request requests[27 * 4];
    writ_policy_decision decisions_[27 * 4];
    size_t count = sizeof requests / sizeof *requests;
    (void)state;
    for (size_t i = 0; i < count; i++) {
        requests[i] =
            (writ_policy_request){ .party = (uint16_t)(i % 4),
                                   .action = (uint16_t)(i / 4 % 3),
                                   .recipient = (uint16_t)(i / 12 % 3),
                                   .facts = i / 36 };
    }
    writ_policy_decide_many(requests, decisions_, count);
    for (size_t i = 0; i < count; i++) {
        writ_policy_decision one = writ_policy_decide(&requests[i]);
        expect(decisions_[i], one.verdict, one.statement, one.duties);
        assert_true(writ_policy_allows(&requests[i]) ==
                    (one.verdict == WRIT_POLICY_ALLOW));
    }
    writ_policy_decide_many(NULL, NULL, 0);
}

static void retention(void **state)
{
    (void)state;
    assert_int_equal(writ_policy_retain(1, 0, 0, 1).up_to, 90);
    assert_int_equal(writ_policy_retain(1, 0, 0, 1).at_least, 30);
    assert_int_equal(writ_policy_retain(2, 0, 0, 1).up_to, WRIT_POLICY_FOREVER);
    assert_int_equal(writ_policy_retain(3, 0, 0, 0).up_to, 0);
    assert_int_equal(writ_policy_retain(1, 1, 0, 0).up_to, 0);
    assert_int_equal(writ_policy_retain(1, 0, 1, 0).up_to, 0);
    assert_int_equal(writ_policy_retain(1, 0, 0, 2).up_to, 0);
}

static void rights_are_held(void **state)
{
    (void)state;
    assert_false(writ_policy_right(0, 1, 0, CONSENT));
    assert_false(writ_policy_right(1, 1, 0, 0));
    assert_true(writ_policy_right(1, 1, 0, CONSENT));
    assert_true(writ_policy_right(1, 1, 0, WRITTEN_CONSENT));
    assert_false(writ_policy_right(2, 1, 0, CONSENT));
    assert_false(writ_policy_right(1, 3, 0, CONSENT));
    assert_false(writ_policy_right(1, 1, 1, CONSENT));
}

static void names(void **state)
{
    (void)state;
    assert_int_equal(writ_policy_item_from_name("any", 3), 0);
    assert_int_equal(writ_policy_item_from_name("email", 5), 1);
    assert_int_equal(writ_policy_item_from_name("personal", 8), 2);
    assert_int_equal(writ_policy_item_from_name("emai", 4), 3);
    assert_int_equal(writ_policy_item_from_name("emails", 6), 3);
    assert_int_equal(writ_policy_item_from_name("emails", 5), 1);
    assert_int_equal(writ_policy_item_from_name("zebra", 5), 3);
    assert_int_equal(writ_policy_item_from_name("\xFF", 1), 3);
    assert_int_equal(writ_policy_item_from_name("", 0), 3);
    assert_int_equal(writ_policy_item_from_name(NULL, 0), 3);
    assert_string_equal(writ_policy_item_name(2), "contact.personal");
    assert_string_equal(writ_policy_item_name(3), "");
    assert_string_equal(writ_policy_item_name(UINT16_MAX), "");
    assert_int_equal(writ_policy_fact_from_name("personal", 8), 2);
    assert_int_equal(writ_policy_fact_from_name("consent", 7), 0);
    assert_string_equal(writ_policy_fact_name(0), "email");
    assert_string_equal(writ_policy_fact_name(2), "");
    assert_int_equal(writ_policy_measure_bit(1), 1);
    assert_int_equal(writ_policy_measure_bit(0), 0);
    assert_int_equal(writ_policy_measure_bit(2), 0);
    assert_string_equal(writ_policy_text(5), "email");
    assert_string_equal(writ_policy_text(28), "");
}

static void keeping_by_age(void **state)
{
    (void)state;
    assert_true(writ_policy_may_keep(1, 0, 0, 1, 90));
    assert_false(writ_policy_may_keep(1, 0, 0, 1, 91));
    assert_false(writ_policy_may_keep(1, 0, 0, 1, UINT64_MAX));
    assert_true(writ_policy_may_keep(2, 0, 0, 1, UINT64_MAX)); /* no bound */
    assert_false(writ_policy_may_keep(3, 0, 0, 0, 0)); /* out of range */
    assert_false(writ_policy_may_keep(1, 1, 0, 0, 0));
    assert_false(writ_policy_may_keep(1, 0, 1, 0, 0));
    assert_false(writ_policy_may_keep(1, 0, 0, 2, 0));
}

static void hierarchy(void **state)
{
    /* 2 is the first parent of nothing, and a second one of 1 */
    static const bool within[3][3] = { { true, false, false },
                                       { true, true, true },
                                       { true, false, true } };
    (void)state;
    for (uint16_t i = 0; i < 3; i++) {
        for (uint16_t k = 0; k < 3; k++) {
            assert_int_equal(writ_policy_item_is_within(i, k), within[i][k]);
        }
        assert_false(writ_policy_item_is_within(i, 3));
        assert_false(writ_policy_item_is_within(3, i));
    }
    assert_false(writ_policy_item_is_within(UINT16_MAX, UINT16_MAX));
}

static const char allowed[] = "Allowed by contact.personal (email:2): "
                              "contact.personal Owed: email.";

static void explanations(void **state)
{
    char buffer[128];
    writ_policy_decision odd = { 77, UINT16_MAX, UINT64_MAX };
    (void)state;
    assert_int_equal(writ_policy_explain(ask(SHARE, PARTNER, CONSENT), buffer,
                                         sizeof buffer),
                     strlen(allowed));
    assert_string_equal(buffer, allowed);
    writ_policy_explain(ask(SHARE, PARTNER, 0), buffer, sizeof buffer);
    assert_string_equal(buffer, "Denied by email (email:1): contact.personal");
    writ_policy_explain(ask(USE, PARTNER, 0), buffer, sizeof buffer);
    assert_string_equal(buffer,
                        "Denied: the policy does not say that it is allowed.");
    writ_policy_explain(ask(9, PARTNER, 0), buffer, sizeof buffer);
    assert_string_equal(buffer,
                        "Denied: it is no request that the policy knows.");
    writ_policy_explain(odd, buffer, sizeof buffer);
    assert_string_equal(buffer,
                        "Denied: it is no request that the policy knows.");
    odd.verdict = WRIT_POLICY_ALLOW;
    writ_policy_explain(odd, buffer, sizeof buffer);
    assert_string_equal(buffer, "Allowed. Owed: email.");
}

/* Of every size: all that fits, a NUL, and nothing behind it. */
static void short_buffers(void **state)
{
    writ_policy_decision decision = ask(SHARE, PARTNER, CONSENT);
    (void)state;
    for (size_t size = 0; size <= sizeof allowed; size++) {
        char buffer[sizeof allowed + 1];
        memset(buffer, '#', sizeof buffer);
        assert_int_equal(writ_policy_explain(decision, buffer, size),
                         strlen(allowed));
        if (size > 0) {
            assert_memory_equal(buffer, allowed, size - 1);
            assert_int_equal(buffer[size - 1], '\0');
        }
        assert_int_equal(buffer[size], '#');
    }
    assert_int_equal(writ_policy_explain(decision, NULL, 0), strlen(allowed));
}

/* A character of several bytes is there whole or not at all. */
static void whole_characters(void **state)
{
    static const char words[] = "a\xE4\xBD\xA0z";
    (void)state;
    for (size_t size = 1; size <= 6; size++) {
        char buffer[8];
        struct writing writing = { buffer, size, 0, 0 };
        put(&writing, words);
        assert_int_equal(writing.length, 5);
        assert_int_equal(writing.written, size < 2   ? 0
                                          : size < 5 ? 1
                                          : size < 6 ? 4
                                                     : 5);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(decisions),
        cmocka_unit_test(facts_imply_facts),
        cmocka_unit_test(out_of_range_is_denied),
        cmocka_unit_test(many_are_each),
        cmocka_unit_test(retention),
        cmocka_unit_test(rights_are_held),
        cmocka_unit_test(names),
        cmocka_unit_test(keeping_by_age),
        cmocka_unit_test(hierarchy),
        cmocka_unit_test(explanations),
        cmocka_unit_test(short_buffers),
        cmocka_unit_test(whole_characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
