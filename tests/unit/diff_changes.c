/* diff: what is told of two policies that differ in one thing, and what is
 * not. */

#include "language_compiling.h"

#include "diff/diff.h"

#include <stdio.h>

static const char vocabulary[] =
    "import std.purposes\nimport std.measures\nimport std.methods\n"
    "data personal \"personal information\" { email, phone, name }\n"
    "recipient partner \"partners\"\nrecipient auditor \"auditors\"\n"
    "condition consent \"you have agreed\" { spoken \"you have said so\" }\n"
    "condition law \"a law requires it\"\n"
    "event request \"your request\"\nevent closure \"closure\"\n";

static struct compilation *compile_rules(const char *more, const char *rules)
{
    char source[4096];
    snprintf(source, sizeof source, "%s%s\nsection rules { %s }\n", vocabulary,
             more, rules);
    return compile(source);
}

/* The verdict, and each change of meaning by its effect and sentence. */
static void tells(const char *old, const char *new, const char *expected)
{
    struct compilation *sides[2] = { compile_rules("", old),
                                     compile_rules("", new) };
    struct diff *diff = diff_create(sides[0], sides[1]);
    struct text text = { NULL, 0, 0 };
    assert_false(diff->exhausted);
    text_put(&text, diff_verdict_name[diff->verdict]);
    for (size_t i = 0; i < diff->count; i++) {
        const struct change *change = &diff->changes[i];
        if (change->kind != CHANGE_TEXT_ONLY) {
            text_print(&text, "\n%s: %s", change_effect_name[change->effect],
                       change->sentence);
        }
    }
    assert_string_equal(text_string(&text), expected);
    text_destroy(&text);
    diff_destroy(diff);
    compilation_destroy(sides[0]);
    compilation_destroy(sides[1]);
}

static void duty_to_people_is_no_permission(void **state)
{
    (void)state;
    tells("", "a: we must notify you within 3 days after request.",
          "narrower\nnarrower: new duty: we notify you");
    tells("a: we must notify you within 3 days after request.",
          "a: we must notify you.",
          "broader\nbroader: no longer within 3 days after your request: we "
          "notify you");
    tells("a: we must protect personal with encryption.",
          "a: we may protect personal with encryption.",
          "broader\nbroader: no longer a duty: we protect personal "
          "information");
    tells("", "a: we must share email to partner.",
          "broader\nbroader: newly allowed: we share email with partners");
}

static void limits_come_with_their_permission(void **state)
{
    (void)state;
    tells(
        "a: we may share email to partner only for service_provision.",
        "a: we may share email to partner and auditor only for "
        "service_provision.",
        "broader\nbroader: newly allowed: we share email with auditors for "
        "providing the service\nneutral: newly forbidden: we share email with "
        "auditors for any purpose other than providing the service");
    tells("a: we may share email to partner for service_provision.",
          "a: we may share email to partner only for service_provision.",
          "narrower\nnarrower: newly forbidden: we share email with partners "
          "for any purpose other than providing the service");
    tells("", "a: we may use email for marketing unless law.",
          "broader\nbroader: newly allowed: we use email for marketing, "
          "where a law does not require it\nneutral: newly forbidden: we use "
          "email for marketing, where a law requires it");
}

static void bounds_come_with_what_they_bound(void **state)
{
    (void)state;
    tells("",
          "a: we may store email for service_provision up to 3 days after "
          "request.",
          "broader\nbroader: newly allowed: we store email for "
          "providing the service");
    tells("a: we may store and sell email up to 3 days after request.",
          "a: we may store email.",
          "mixed\nbroader: kept longer: we keep email without the limit of 3 "
          "days after your request\nnarrower: no longer allowed: we sell "
          "email");
    tells("a: we must delete email by physical_deletion.",
          "a: we must delete email.",
          "broader\nbroader: no longer by physical deletion: we delete email");
}

static void regions_are_told_in_wide_terms(void **state)
{
    (void)state;
    /* beside email for any purpose: all data, and not all but email */
    tells("", "a: we may use email.\n b: we may use personal for research.",
          "broader\nbroader: newly allowed: we use email\nbroader: newly "
          "allowed: we use personal information for research");
    tells("a: we must not sell personal.",
          "a: we must not sell personal except phone.",
          "broader\nbroader: no longer forbidden: we sell phone");
}

static void what_implies_a_condition_is_not_named_beside_it(void **state)
{
    (void)state;
    tells("a: we may use email if consent.\nb: we may use phone if spoken.",
          "b: we may use phone if spoken.",
          "narrower\nnarrower: no longer allowed: we use email, where you have "
          "agreed");
    tells("a: we may use email if consent.", "a: we may use email if spoken.",
          "narrower\nnarrower: no longer allowed: we use email, where you have "
          "agreed and you have not said so");
}

static void stricter_measure_is_no_measure_dropped(void **state)
{
    (void)state;
    struct compilation *sides[2] = {
        compile_rules("measure safe { very_safe }",
                      "a: we may use email with safe."),
        compile_rules("measure safe { very_safe }",
                      "a: we may use email with very_safe.")
    };
    struct diff *diff = diff_create(sides[0], sides[1]);
    assert_int_equal(diff->verdict, DIFF_NARROWER);
    diff_destroy(diff);
    diff = diff_create(sides[1], sides[0]);
    assert_int_equal(diff->verdict, DIFF_BROADER);
    diff_destroy(diff);
    compilation_destroy(sides[0]);
    compilation_destroy(sides[1]);
}

static void shadowed_rules_change_nothing(void **state)
{
    (void)state;
    tells("a: we never sell personal.",
          "a: we never sell personal.\nb: we must not sell email.", "same");
    tells("a: we may use email if law.", "a: we may use email when law.",
          "same");
}

static void implication_that_one_side_knows_is_a_change(void **state)
{
    (void)state;
    struct compilation *sides[2] = {
        compile_rules("condition written", "a: we may use email if consent."),
        compile_rules("condition written within consent",
                      "a: we may use email if consent.")
    };
    struct diff *diff = diff_create(sides[0], sides[1]);
    assert_int_equal(diff->verdict, DIFF_BROADER);
    assert_string_equal(diff->changes[0].sentence,
                        "newly allowed: we use email, where written and you "
                        "have not agreed");
    diff_destroy(diff);
    compilation_destroy(sides[0]);
    compilation_destroy(sides[1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(duty_to_people_is_no_permission),
        cmocka_unit_test(limits_come_with_their_permission),
        cmocka_unit_test(bounds_come_with_what_they_bound),
        cmocka_unit_test(regions_are_told_in_wide_terms),
        cmocka_unit_test(what_implies_a_condition_is_not_named_beside_it),
        cmocka_unit_test(stricter_measure_is_no_measure_dropped),
        cmocka_unit_test(shadowed_rules_change_nothing),
        cmocka_unit_test(implication_that_one_side_knows_is_a_change),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
