/* The fixed part of the emitted C over the small tables of its own file: the
 * units that include this say which layout it has. */

#include "emit/c/decide.c"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

enum { USE = 1, SHARE = 2, PARTNER = 2, CONSENT = 1, WRITTEN_CONSENT = 2 };

static writ_policy_decision decide(uint16_t action, uint16_t recipient,
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
    expect(decide(USE, PARTNER, CONSENT), WRIT_POLICY_SILENT, 2, 0);
    expect(decide(SHARE, 1, CONSENT), WRIT_POLICY_DENY, 0, 0);
    expect(decide(SHARE, 0, CONSENT), WRIT_POLICY_DENY, 0, 0);
    expect(decide(SHARE, PARTNER, 0), WRIT_POLICY_DENY, 0, 0);
    expect(decide(SHARE, PARTNER, CONSENT), WRIT_POLICY_ALLOW, 1, 1);
}

static void facts_imply_facts(void **state)
{
    (void)state;
    expect(decide(SHARE, PARTNER, WRITTEN_CONSENT), WRIT_POLICY_ALLOW, 1, 1);
    expect(decide(SHARE, PARTNER, UINT64_MAX - 3), WRIT_POLICY_DENY, 0, 0);
    expect(decide(SHARE, PARTNER, UINT64_MAX), WRIT_POLICY_ALLOW, 1, 1);
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

static void rights(void **state)
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(decisions),
        cmocka_unit_test(facts_imply_facts),
        cmocka_unit_test(out_of_range_is_denied),
        cmocka_unit_test(many_are_each),
        cmocka_unit_test(retention),
        cmocka_unit_test(rights),
        cmocka_unit_test(names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
