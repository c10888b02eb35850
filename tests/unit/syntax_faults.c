/* syntax: one run tells of every slip, once, in the author's words, and what
 * stands around it is read. */

#include "syntax_reading.h"

static void ten_errors_are_ten_findings(void **state)
{
    (void)state;
    struct tree_file *file = read_file(
        "policy shop \"Privacy Policy\" {\n"
        "  controller \"Shop\"\n"
        "  effective 2026-02-30\n"
        "}\n"
        "data personal { email \"email address\", Phone, address }\n"
        "section collection \"What we collect\" {\n"
        "  account: we may collect email for service_provision\n"
        "  orders: we may share email for to partner.\n"
        "  offers: we may not sell personal.\n"
        "  others: we must not disclose personal to partner unles consent.\n"
        "  logs: we may store email, unless objected.\n"
        "  last: we may store email up to thirty days.\n"
        "}\n"
        "section rights \"Your rights\"\n"
        "  you may access personal.\n"
        "}\n"
        "test \"promises\" {\n"
        "  expect alow we share email to partner.\n"
        "  prove deny we sell personal.\n"
        "}\n");

    assert_string_equal(
        told(),
        "3:13-3:23 syntax: there is no day 2026-02-30\n"
        "5:40-5:45 syntax: `Phone` is not a name\n"
        "7:54-7:54 syntax: this sentence has no full stop\n"
        "8:34-8:36 syntax: expected a purpose after `for`, found `to`\n"
        "9:14-9:21 syntax: `may not` can mean that it is forbidden, or that it "
        "may not happen\n"
        "10:52-10:57 syntax: `unles` is not a word that fits here\n"
        "11:27-11:28 syntax: no comma stands before `unless`\n"
        "12:34-12:40 syntax: expected a duration after `to`, found `thirty`\n"
        "14:29-14:29 syntax: the block of `section rights \"Your rights\"` has "
        "no opening brace\n"
        "18:10-18:14 syntax: `alow` is not a word that fits here\n");
    assert_int_equal(file->item_count, 5);
    assert_int_equal(file->items[2].section->content_count, 4);
    assert_int_equal(file->items[3].section->content_count, 1);
    assert_int_equal(file->items[4].test->expectation_count, 2);
}

static void missing_full_stop_costs_nothing(void **state)
{
    (void)state;
    struct tree_file *file = read_file("section a {\n"
                                       "  we may share email\n"
                                       "  \"Prose.\"\n"
                                       "  b: we may share phone\n"
                                       "  partner may use phone\n"
                                       "  partner shall use phone\n"
                                       "  section c { we may d }\n"
                                       "}\n"
                                       "system s { use a for b\n"
                                       "  store c\n"
                                       "}\n"
                                       "we may e");

    assert_string_equal(
        told(), "2:21-2:21 syntax: this sentence has no full stop\n"
                "4:24-4:24 syntax: this sentence has no full stop\n"
                "5:24-5:24 syntax: this sentence has no full stop\n"
                "6:11-6:16 syntax: `shall` is not a word that fits here\n"
                "6:26-6:26 syntax: this sentence has no full stop\n"
                "7:23-7:23 syntax: this sentence has no full stop\n"
                "9:23-9:23 syntax: this sentence has no full stop\n"
                "10:10-10:10 syntax: this sentence has no full stop\n"
                "12:9-12:9 syntax: this sentence has no full stop\n");
    assert_int_equal(file->items[0].section->content_count, 6);
    assert_int_equal(file->items[1].system->flow_count, 2);
    assert_int_equal(file->items[2].kind, ITEM_STATEMENT);
    assert_string_equal(findings.items[0].help, "write `.` after `email`");
}

static void sentence_that_breaks_off_costs_no_other(void **state)
{
    (void)state;
    struct tree_file *file = read_file("section a {\n"
                                       "  we may share email for\n"
                                       "  b: we may share phone.\n"
                                       "  we may\n"
                                       "  we may share phone.\n"
                                       "  we may share email to }\n"
                                       "we may c.\n");

    assert_string_equal(
        told(), "3:3-3:5 syntax: expected a purpose after `for`, found `b:`\n"
                "5:3-5:5 syntax: expected a verb after `may`, found `we`\n"
                "6:25-6:26 syntax: expected a recipient or a region after "
                "`to`, found `}`\n");
    assert_int_equal(file->item_count, 2);
    assert_int_equal(file->items[0].section->content_count, 2);
    assert_string_equal(
        file->items[0].section->contents[0].statement->name.text, "b");
}

static void block_that_is_not_closed_is_told_with_its_heading(void **state)
{
    (void)state;
    struct tree_file *file = read_file("data personal \"p\" {\n"
                                       "  email, phone\n"
                                       "\n"
                                       "section a \"A\" {\n"
                                       "  we may b.\n"
                                       "  section c {\n"
                                       "    we may d.\n"
                                       "}\n"
                                       "test \"t\" {\n"
                                       "  expect deny we sell.\n");

    assert_string_equal(
        told(),
        "2:15-2:15 syntax: the block of `data personal \"p\"` is not closed\n"
        "8:2-8:2 syntax: the block of `section a \"A\"` is not closed\n"
        "10:23-10:23 syntax: the block of `test \"t\"` is not closed\n");
    assert_int_equal(findings.items[0].related_count, 1);
    assert_string_equal(under(findings.items[0].related[0].span),
                        "data personal \"p\"");
    assert_string_equal(findings.items[0].help, "write `}` where it ends");
    assert_int_equal(file->item_count, 3);
    assert_int_equal(file->items[1].section->content_count, 2);
    assert_int_equal(file->items[2].test->expectation_count, 1);
}

static void right_text_is_never_second_guessed(void **state)
{
    (void)state;
    read_clean("data a {\n"
               "  b,\n"
               "test \"a test\",\n"
               "data \"data\", section c\n"
               "}\n");
}

static void brace_too_many_is_left_out(void **state)
{
    (void)state;
    struct tree_file *file = read_file("section a { we may b. } }\nwe may c.");

    assert_string_equal(told(), "1:25-1:26 syntax: this `}` closes nothing\n");
    assert_int_equal(file->item_count, 2);
}

static void heading_with_a_slip_keeps_its_block(void **state)
{
    (void)state;
    struct tree_file *file = read_file("section a b c \"T\" { we may d. }\n"
                                       "section \"T\" { we may d. }\n"
                                       "test promises { prove deny we d. }\n"
                                       "sectoin e \"E\" { we may d. }\n"
                                       "dtaa f \"F\" { g }\n");

    assert_string_equal(
        told(),
        "1:11-1:12 syntax: expected a title in quotes, or `{`, found `b`\n"
        "2:9-2:12 syntax: expected a name for the section after `section`, "
        "found `\"T\"`\n"
        "3:6-3:14 syntax: expected a title in quotes after `test`, found "
        "`promises`\n"
        "4:1-4:8 syntax: `sectoin` is not a word that fits here\n"
        "5:1-5:5 syntax: `dtaa` is not a word that fits here\n");
    assert_int_equal(file->item_count, 5);
    assert_string_equal(file->items[0].section->name.text, "a");
    assert_string_equal(file->items[3].section->name.text, "e");
    assert_int_equal(file->items[4].declaration->kind, KIND_DATA);
    assert_int_equal(file->items[4].declaration->entry->child_count, 1);
}

static void unknown_block_is_passed_over_whole(void **state)
{
    (void)state;
    struct tree_file *file = read_file("widget a \"A\" {\n"
                                       "  foo bar { baz } \"x\" $.\n"
                                       "}\n"
                                       "we may b for.\n");

    assert_string_equal(
        told(),
        "1:1-1:7 syntax: `widget` opens no block\n"
        "4:13-4:14 syntax: expected a purpose after `for`, found `.`\n");
    assert_int_equal(file->item_count, 0);
}

static void terms_with_slips_keep_the_others(void **state)
{
    (void)state;
    struct tree_file *file =
        read_file("data a { b: \"B\", c = \"C\", d \"D\" \"E\", given, f, }\n"
                  "data g, h\n");

    assert_string_equal(
        told(),
        "1:11-1:12 syntax: expected a label in quotes, `citing`, `within` or "
        "`{`, found `:`\n"
        "1:20-1:21 syntax: `=` is not a mark of the language\n"
        "1:33-1:36 syntax: expected a label in quotes, `citing`, `within` or "
        "`{`, found `\"E\"`\n"
        "1:38-1:43 syntax: `given` is a word of the language and cannot be a "
        "name\n"
        "1:46-1:47 syntax: no comma stands before `}`\n"
        "2:7-2:8 syntax: a declaration declares one term, unless they stand in "
        "braces\n");
    assert_int_equal(file->item_count, 3);
    assert_int_equal(file->items[0].declaration->entry->child_count, 4);
    assert_string_equal(file->items[2].declaration->entry->name.text, "h");
}

static void names_side_by_side_want_joining(void **state)
{
    (void)state;
    check_help("we may share email phone to partner.",
               "1:20-1:25 syntax: nothing joins `email` and `phone`\n",
               "write `email and phone` if both are meant");
}

static void words_that_mean_the_same_are_understood(void **state)
{
    (void)state;
    check_help("we shall delete email.",
               "1:4-1:9 syntax: `shall` is not a word that fits here\n",
               "did you mean `must`?");
    check_help("we mst delete email.",
               "1:4-1:7 syntax: `mst` is not a word that fits here\n",
               "did you mean `must`?");
    check_help("we may share email notwithstandng a.",
               "1:20-1:34 syntax: `notwithstandng` is not a word that fits "
               "here\n",
               "did you mean `notwithstanding`?");
}

static void message_names_what_was_about_to_come(void **state)
{
    (void)state;
    check_help("we may share email to.",
               "1:22-1:23 syntax: expected a recipient or a region after `to`, "
               "found `.`\n",
               "name a recipient, as in `to partner`");
    check_help("we may share email if (a or b.",
               "1:30-1:31 syntax: expected `)`, or more of the condition, "
               "found `.`\n",
               "write `)` where the parenthesis ends");
    check_help("we email.",
               "1:4-1:9 syntax: expected `may`, `must`, `must not` or `never` "
               "after `we`, found `email`\n",
               "write it after `we`, as in `we may collect email`");
    check_help("we must delete email within 30.",
               "1:29-1:31 syntax: expected a duration after `within`, found "
               "`30`\n",
               "write a number and a unit, as in `within 30 days`");
    check_help("we may share email as wording.",
               "1:23-1:30 syntax: expected a text in quotes after `as`, found "
               "`wording`\n",
               "write the sentence to publish in quotes");
    check_help("test \"t\" { expect we sell. }",
               "1:19-1:21 syntax: expected `allow`, `deny` or `silent` after "
               "`expect`, found `we`\n",
               "write `expect allow we share email to partner`");
    check_help("system s { we use email. }",
               "1:12-1:14 syntax: expected what the system does, found `we`\n",
               "write it as in `use email for notification.`");
    check_help("import std.purposes.",
               "1:20-1:21 syntax: this full stop ends no sentence\n",
               "leave it out");
}

static void check_question(const char *text, const char *expected)
{
    findings.count = 0;
    assert_null(read_question(text));
    assert_string_equal(told(), expected);
}

static void question_with_a_slip_is_told(void **state)
{
    (void)state;
    check_question("", "1:1-1:1 syntax: expected a question, found the end of "
                       "the question\n");
    check_question("we may share email",
                   "1:4-1:7 syntax: expected a verb after `we`, found `may`\n");
    check_question("we share email for",
                   "1:19-1:19 syntax: expected a purpose after `for`, found "
                   "the end of the question\n");
    check_question("we share email to partner?",
                   "1:26-1:27 syntax: expected the end of the question, or "
                   "more of it such as `for`, `to` or `given`, found `?`\n");
}

/* `count` times a text, between two others. */
static const char *repeat(const char *before, const char *text, size_t count,
                          const char *after)
{
    struct text all = { 0 };
    const char *copy;

    text_put(&all, before);
    for (size_t at = 0; at < count; at++)
        text_put(&all, text);
    text_put(&all, after);
    copy = arena_copy(arena, all.bytes, all.length);
    text_destroy(&all);
    return copy;
}

static void nesting_has_a_limit(void **state)
{
    (void)state;
    const char *limit = "limit: this is nested deeper than 256: the rest of "
                        "this file is not read\n";

    read_clean(repeat("data a", " { a", 256, repeat("", "}", 256, "")));
    read_clean(repeat("we may a if ", "(", 256, repeat("b", ")", 256, ".")));
    read_clean(repeat("we may a if ", "not ", 256, "b."));
    read_clean(repeat("we may a if not b", " and not (c)", 1000, "."));
    check_told(repeat("data a", " { a", 10000, ""),
               arena_print(arena, "1:1032-1:1033 %s", limit));
    check_told(repeat("", "section a {\n", 10000, ""),
               arena_print(arena, "257:11-257:12 %s", limit));
    check_told(repeat("we may a if ", "(", 10000, ""),
               arena_print(arena, "1:269-1:270 %s", limit));
    check_told(repeat("we may a if ", "not ", 257, "b."),
               arena_print(arena, "1:1037-1:1040 %s", limit));
    check_told(repeat("we may a if ", "not (", 129, "b."),
               arena_print(arena, "1:653-1:656 %s", limit));
}

static void hundred_errors_are_enough(void **state)
{
    (void)state;
    read_file(repeat("section a {\n", "  we may b for.\n", 10000, "}\n"));
    assert_int_equal(findings.count, 101);
    assert_ptr_equal(findings.items[99].rule, &rule_syntax);
    assert_ptr_equal(findings.items[100].rule, &rule_limit);
    assert_string_equal(findings.items[100].message,
                        "100 errors so far: the rest of this file is not "
                        "read");
}

static void rules_show_what_raises_them(void **state)
{
    (void)state;
    const struct rule *const rules[] = { &rule_syntax, &rule_encoding,
                                         &rule_limit };

    for (size_t at = 0; at < sizeof rules / sizeof rules[0]; at++) {
        findings.count = 0;
        read_file(rules[at]->bad);
        assert_int_equal(findings.count, 1);
        assert_ptr_equal(findings.items[0].rule, rules[at]);
        findings.count = 0;
        read_clean(rules[at]->good);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        READING(ten_errors_are_ten_findings),
        READING(missing_full_stop_costs_nothing),
        READING(sentence_that_breaks_off_costs_no_other),
        READING(block_that_is_not_closed_is_told_with_its_heading),
        READING(right_text_is_never_second_guessed),
        READING(brace_too_many_is_left_out),
        READING(heading_with_a_slip_keeps_its_block),
        READING(unknown_block_is_passed_over_whole),
        READING(terms_with_slips_keep_the_others),
        READING(names_side_by_side_want_joining),
        READING(words_that_mean_the_same_are_understood),
        READING(message_names_what_was_about_to_come),
        READING(question_with_a_slip_is_told),
        READING(nesting_has_a_limit),
        READING(hundred_errors_are_enough),
        READING(rules_show_what_raises_them),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
