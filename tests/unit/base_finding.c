/* base/finding: findings are counted, and sorted by place. */

#include "base/finding.h"

#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const struct rule rule_test_error = {
    .slug = "test-error",
    .severity = SEVERITY_ERROR,
    .summary = "a test asks for it",
};

static const struct rule rule_test_note = {
    .slug = "test-note",
    .severity = SEVERITY_NOTE,
    .summary = "a test asks for it",
};

static int make(void **state)
{
    static struct findings findings;

    findings = (struct findings){ .arena = arena_create() };
    *state = &findings;
    return 0;
}

static int drop(void **state)
{
    const struct findings *findings = *state;

    arena_destroy(findings->arena);
    return 0;
}

static void a_finding_holds_what_it_was_given(void **state)
{
    struct findings *findings = *state;
    struct span span = { 3, 7 };
    struct finding *finding =
        finding_add(findings, &rule_test_error, span, "`%s` is %d", "a", 2);

    finding_help(findings, finding, "write `%s`", "b");
    finding_relate(findings, finding, (struct span){ 1, 2 }, "s", "here");
    finding_relate(findings, finding, (struct span){ 4, 5 }, NULL, "there");

    assert_int_equal(findings->count, 1);
    assert_ptr_equal(finding->rule, &rule_test_error);
    assert_int_equal(finding->span.end, 7);
    assert_string_equal(finding->message, "`a` is 2");
    assert_string_equal(finding->help, "write `b`");
    assert_int_equal(finding->related_count, 2);
    assert_string_equal(finding->related[0].statement, "s");
    assert_string_equal(finding->related[1].caption, "there");
    assert_null(finding->statement);
    assert_null(finding->example);
    assert_false(finding->silenced);
}

static void a_long_message_is_whole(void **state)
{
    struct findings *findings = *state;
    char text[2000];

    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    assert_string_equal(finding_add(findings, &rule_test_note,
                                    (struct span){ 0, 0 }, "%s", text)
                            ->message,
                        text);
}

static void silenced_findings_do_not_count(void **state)
{
    struct findings *findings = *state;
    struct span span = { 1, 2 };

    finding_add(findings, &rule_test_error, span, "a");
    finding_add(findings, &rule_test_note, span, "b");
    finding_add(findings, &rule_test_error, span, "c")->silenced = true;
    assert_int_equal(finding_count(findings, SEVERITY_ERROR), 1);
    assert_int_equal(finding_count(findings, SEVERITY_NOTE), 1);
    assert_int_equal(finding_count(findings, SEVERITY_WARNING), 0);
}

static void findings_sort_by_place_and_keep_their_order(void **state)
{
    enum { COUNT = 1000 };
    struct findings *findings = *state;

    finding_sort(findings);
    for (uint32_t n = 0; n < COUNT; n++) {
        uint32_t start = n * 7919 % 50;
        finding_add(findings, &rule_test_error,
                    (struct span){ start, COUNT - n }, "%u", n);
    }
    finding_sort(findings);
    assert_int_equal(findings->items[0].span.start, 0);
    for (size_t at = 1; at < COUNT; at++) {
        struct span before = findings->items[at - 1].span;
        struct span here = findings->items[at].span;

        assert_true(before.start <= here.start);
        if (before.start == here.start)
            assert_true(before.end > here.end);
    }

    /* and the list still grows */
    finding_add(findings, &rule_test_error, (struct span){ 0, 0 }, "more");
    assert_int_equal(findings->count, COUNT + 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_finding_holds_what_it_was_given, make,
                                        drop),
        cmocka_unit_test_setup_teardown(a_long_message_is_whole, make, drop),
        cmocka_unit_test_setup_teardown(silenced_findings_do_not_count, make,
                                        drop),
        cmocka_unit_test_setup_teardown(
            findings_sort_by_place_and_keep_their_order, make, drop),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
