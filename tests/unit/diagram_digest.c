/* Digests: what is in them, and what is not. */

#include "language_compiling.h"

#include "diagram/digest.h"

#include <stdio.h>

static const char vocabulary[] =
    "import std.purposes\nimport std.measures\nimport std.methods\n"
    "import std.bases\n"
    "data personal { email, phone }\nrecipient partner\n"
    "condition agreed\ncondition law\nevent request\n";

static struct compilation *compile_rules(const char *rules)
{
    char source[4096];
    snprintf(source, sizeof source, "%ssection rules { %s }\n", vocabulary,
             rules);
    return compile(source);
}

static bool same_digest(const char *a, const char *b)
{
    struct compilation *left = compile_rules(a);
    struct compilation *right = compile_rules(b);
    bool same = strcmp(analysis_digest(left->analysis),
                       analysis_digest(right->analysis)) == 0;
    compilation_destroy(left);
    compilation_destroy(right);
    return same;
}

static void duty_whose_doing_is_owed_is_in_it(void **state)
{
    (void)state;
    assert_false(
        same_digest("a: we must delete email.", "a: we may delete email."));
    assert_false(
        same_digest("a: we must notify you.", "a: we may notify you."));
    assert_false(same_digest("a: we must protect email. b: we may protect "
                             "personal.",
                             "a: we must protect phone. b: we may protect "
                             "personal."));
    /* a duty that a permission repeats, or that cannot be done */
    assert_true(same_digest("a: we must delete personal.",
                            "a: we must delete personal. b: we must delete "
                            "email. c: we may delete phone."));
    assert_true(same_digest("a: we never notify you. b: we must notify you.",
                            "a: we never notify you."));
}

static void duty_to_process_is_a_permission(void **state)
{
    (void)state;
    assert_true(same_digest("a: we must share email to partner.",
                            "a: we may share email to partner."));
}

static bool same_rule(const char *a, const char *b)
{
    struct compilation *sides[2] = { compile_rules(a), compile_rules(b) };
    const char *digests[2];
    for (size_t i = 0; i < 2; i++) {
        const struct statement *first = sides[i]->policy->statements[0];
        assert_true(
            analysis_rule_digests(sides[i]->analysis, &first, 1, &digests[i]));
    }
    bool same = strcmp(digests[0], digests[1]) == 0;
    compilation_destroy(sides[0]);
    compilation_destroy(sides[1]);
    return same;
}

static void rule_is_what_its_statement_says(void **state)
{
    (void)state;
    const char *rule = "a: we may share email and phone to partner for "
                       "marketing if agreed and not law with encryption.";
    assert_true(same_rule(rule,
                          "b: we may share phone and email to partner for "
                          "marketing with encryption if not law when agreed "
                          "as \"We share.\"."));
    assert_true(same_rule(rule,
                          "a: we may share email and phone to partner for "
                          "marketing if agreed and not law with encryption. "
                          "b: we never share email."));
    assert_false(same_rule(rule,
                           "a: we may share email to partner for marketing if "
                           "agreed and not law with encryption."));
    assert_false(same_rule(rule,
                           "a: we may share email and phone to partner for "
                           "marketing if agreed with encryption."));
    assert_false(same_rule(rule,
                           "a: we may share email and phone to partner for "
                           "marketing if agreed and not law."));
    assert_false(same_rule(rule,
                           "a: we may share email and phone to partner for "
                           "marketing if agreed and not law with encryption "
                           "under consent."));
}

static void rules_of_other_words_are_others(void **state)
{
    (void)state;
    assert_false(
        same_rule("a: we may delete email.", "a: we must delete email."));
    assert_false(
        same_rule("a: we must not sell email.", "a: we never sell email."));
    assert_false(same_rule("a: we must not sell email unless agreed.",
                           "a: we must not sell email if not agreed."));
    assert_false(
        same_rule("a: you may access email.", "a: you may correct email."));
    assert_false(same_rule("a: you may access email within 3 days after "
                           "request.",
                           "a: you may access email within 4 days after "
                           "request."));
    assert_true(same_rule("a: you may access email within 72 hours after "
                          "request.",
                          "a: you may access email within 3 days after "
                          "request."));
    assert_false(
        same_rule("a: deem agreed on request.", "a: deem law on request."));
}

/* Conditions in pairs whose names keep them apart: by name they would take 2^33
 * nodes. The text names them from `first` on, and pairs each with the one that
 * is `apart`, or as many less. */
static const char *digest_of_pairs(struct compilation **compilation,
                                   size_t first, size_t apart)
{
    enum { PAIRS = 32, ALL = 2 * PAIRS };
    char source[8192];
    int length = 0;
#define PUT(...)                                                               \
    (length +=                                                                 \
     snprintf(source + length, sizeof source - (size_t)length, __VA_ARGS__))
    for (size_t i = 0; i < ALL; i++) {
        PUT("condition c%zu\n", (first + i) % ALL);
    }
    PUT("data d\nall: we may collect d if c%zu", first);
    for (size_t i = 1; i < ALL; i++) {
        PUT(" and c%zu", (first + i) % ALL);
    }
    PUT(".\npairs: we may use d if ");
    for (size_t i = 0; i < PAIRS; i++) {
        size_t one = (first + i) % ALL;
        size_t other = one < PAIRS ? one + apart : one - apart;
        PUT("%sc%zu and c%zu", i > 0 ? " or " : "", one,
            other < ALL ? other : PAIRS);
    }
    PUT(".\n");
#undef PUT
    *compilation = compile(source);
    return analysis_digest((*compilation)->analysis);
}

static void conditions_are_in_it_in_no_order_of_the_text(void **state)
{
    (void)state;
    struct compilation *sides[3];
    const char *one = digest_of_pairs(&sides[0], 0, 32);
    const char *turned = digest_of_pairs(&sides[1], 13, 32);
    const char *other = digest_of_pairs(&sides[2], 0, 33);
    assert_non_null(one);
    assert_non_null(turned);
    assert_non_null(other);
    assert_string_equal(one, turned);
    assert_string_not_equal(one, other);
    for (size_t i = 0; i < 3; i++) {
        assert_true(diagrams_node_count(sides[i]->analysis->diagrams) < 200000);
        compilation_destroy(sides[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(duty_whose_doing_is_owed_is_in_it),
        cmocka_unit_test(duty_to_process_is_a_permission),
        cmocka_unit_test(rule_is_what_its_statement_says),
        cmocka_unit_test(rules_of_other_words_are_others),
        cmocka_unit_test(conditions_are_in_it_in_no_order_of_the_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
