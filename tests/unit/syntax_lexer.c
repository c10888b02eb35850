/* syntax: bytes become words, texts, numbers and dates, and what is nearly one
 * is told once, with what to write. */

#include "syntax_reading.h"

static const char *first_text(const char *literal)
{
    const char *text = arena_print(arena, "section a { %s }", literal);

    return read_file(text)->items[0].section->contents[0].prose->string.text;
}

static void check_text(const char *literal, const char *expected)
{
    assert_string_equal(first_text(literal), expected);
    assert_string_equal(told(), "");
}

static void text_has_three_escapes(void **state)
{
    (void)state;
    check_text("\"\"", "");
    check_text("\"a \\\"b\\\" \\\\ c\\nd\"", "a \"b\" \\ c\nd");
    check_text("\"\xE4\xB8\xAD\xE6\x96\x87 \xE2\x80\x99\"",
               "\xE4\xB8\xAD\xE6\x96\x87 \xE2\x80\x99");
    check_help("section a { \"a\\tb\" }",
               "1:15-1:17 syntax: `\\t` stands for nothing in a text\n",
               "write `\\\\` for a backslash; the others are `\\\"` and `\\n`");
}

static void text_over_several_lines_loses_its_indent(void **state)
{
    (void)state;
    check_text("\"\"\"one\"\"\"", "one");
    check_text("\"\"\"\n    one\n      two\n\n    three\n  \"\"\"",
               "one\n  two\n\nthree");
    check_text("\"\"\"one\n    two\n    three\"\"\"", "one\ntwo\nthree");
    check_text("\"\"\"\r\n\tone\r\n\ttwo\r\n\"\"\"", "one\ntwo");
    check_text("\"\"\"\n  \\\"\"\" and \\\\\n\"\"\"", "\"\"\" and \\");
    check_text("\"\"\"\"\"\"", "");
    check_text("\"\"\"\n \n\"\"\"", "");
}

static void text_that_is_not_closed_ends_at_its_line(void **state)
{
    (void)state;
    check_told("data email \"email address\n"
               "data phone \"phone number\"\n"
               "we may collect email.\n",
               "1:12-1:13 syntax: this text has no closing quote\n");
    check_told("we may a as \"A.\nwe may b.\n",
               "1:13-1:14 syntax: this text has no closing quote\n");
    check_told("section a {\n  \"\"\"\n  we may b\n}\n",
               "2:3-2:6 syntax: this text has no closing quotes\n");
}

static void quotes_of_word_processors_are_told_and_read(void **state)
{
    (void)state;
    assert_string_equal(first_text("\xE2\x80\x9Cone\xE2\x80\x9D"), "one");
    assert_string_equal(told(), "1:13-1:18 syntax: a text stands between "
                                "straight quotes\n");
    findings.count = 0;
    assert_string_equal(first_text("\"one\xE2\x80\x9D"), "one");
    assert_string_equal(told(), "1:17-1:18 syntax: this quote closes nothing: "
                                "it is a curly one\n");
}

static void check_name(const char *name, const char *legal)
{
    const char *text = arena_print(arena, "data %s", name);

    findings.count = 0;
    assert_string_equal(read_file(text)->items[0].declaration->entry->name.text,
                        legal);
    assert_int_equal(findings.count, 1);
    assert_string_equal(findings.items[0].help,
                        arena_print(arena, "write `%s`", legal));
    assert_string_equal(under(findings.items[0].span), name);
}

static void name_that_is_none_is_told_with_its_legal_spelling(void **state)
{
    (void)state;
    check_name("Email", "email");
    check_name("emailAddress", "email_address");
    check_name("IPAddress", "ip_address");
    check_name("GDPR", "gdpr");
    check_name("e-mail", "e_mail");
    check_name("email__address", "email_address");
    check_name("email_", "email");
    check_name("_email", "email");
    check_name("email-", "email");
    check_name("Account.E-Mail", "account.e_mail");
    check_name("account.Email", "account.email");
    check_name("a1_2B", "a1_2_b");
}

static void name_without_a_legal_spelling_stands_as_it_is(void **state)
{
    (void)state;
    check_help("data \xE6\x95\xB0\xE6\x8D\xAE",
               "1:6-1:8 syntax: `\xE6\x95\xB0\xE6\x8D\xAE` is not a name\n",
               "write the name with a to z, and this as its label: "
               "`some_name \"...\"`");
    check_help("data 3rd_party", "1:6-1:15 syntax: `3rd_party` is not a name\n",
               "begin it with a letter, and write only a to z, 0 to 9 and "
               "single `_`");
}

static void word_of_the_language_may_not_be_large(void **state)
{
    (void)state;
    check_help("We may share email.\n",
               "1:1-1:3 syntax: `We` has a capital letter\n",
               "write `we`: the words of the language are small");
    check_told("Data email\nwe MUST NOT share email.",
               "1:1-1:5 syntax: `Data` has a capital letter\n"
               "2:4-2:8 syntax: `MUST` has a capital letter\n"
               "2:9-2:12 syntax: `NOT` has a capital letter\n");
}

static void longest_word_wins(void **state)
{
    (void)state;
    struct tree_statement *statement = first_statement(
        "we_all may mayor notes, subject_to1 for format, days to us.to.we1.");

    assert_string_equal(statement->party_name.text, "we_all");
    assert_string_equal(statement->verbs.items[0].text, "mayor");
    assert_string_equal(statement->objects.names.items[1].text, "subject_to1");
    assert_string_equal(
        statement->qualifiers.items[1].selection.names.items[0].text,
        "us.to.we1");
}

static void full_stop_needs_a_space_behind_it(void **state)
{
    (void)state;
    read_clean("we may a.# comment\nwe may b.\twe may c.\r\nwe may d.");
    check_told("we may share email.we may share phone.",
               "1:19-1:20 syntax: a full stop that ends a sentence has a "
               "space behind it\n");
    check_told("section a { we may b.}",
               "1:21-1:22 syntax: a full stop that ends a sentence has a "
               "space behind it\n");
}

static void dates_are_days_of_the_calendar(void **state)
{
    (void)state;
    read_clean("policy p { a 2000-02-29 b 2026-12-31 c 0001-01-01 }");
    check_help("policy p { a 2026-02-30 }",
               "1:14-1:24 syntax: there is no day 2026-02-30\n",
               "write a day of that month, at most 2026-02-28");
    check_help("policy p { a 1900-02-29 }",
               "1:14-1:24 syntax: there is no day 1900-02-29\n",
               "write a day of that month, at most 1900-02-28");
    check_help("policy p { a 2026-13-01 }",
               "1:14-1:24 syntax: there is no day 2026-13-01\n",
               "write year, month and day, such as 2026-01-31");
    check_help("policy p { a 2026-1-5 }",
               "1:14-1:22 syntax: a date is written as year, month and day\n",
               "write 2026-01-05");
    check_help("policy p { a 05/01/2026 }",
               "1:14-1:24 syntax: a date is written as year, month and day\n",
               "write it as 2026-01-31");
}

static void check_duration(const char *text, uint32_t number,
                           enum tree_unit unit)
{
    const char *sentence = arena_print(arena, "we must a every %s.", text);
    struct tree_duration duration =
        read_file(sentence)->items[0].statement->qualifiers.items[0].duration;

    assert_int_equal(duration.number, number);
    assert_int_equal(duration.unit, unit);
    assert_string_equal(under(duration.span), text);
}

static void durations_are_a_number_and_a_unit(void **state)
{
    (void)state;
    check_duration("1 second", 1, UNIT_SECOND);
    check_duration("2 minutes", 2, UNIT_MINUTE);
    check_duration("72 hours", 72, UNIT_HOUR);
    check_duration("30 days", 30, UNIT_DAY);
    check_duration("1  week", 1, UNIT_WEEK);
    check_duration("6\n  months", 6, UNIT_MONTH);
    check_duration("4294967295 years", UINT32_MAX, UNIT_YEAR);
    assert_string_equal(told(), "");
    check_duration("30days", 30, UNIT_DAY);
    check_duration("30-day", 30, UNIT_DAY);
    check_duration("30 Days", 30, UNIT_DAY);
    assert_int_equal(findings.count, 3);
    assert_string_equal(findings.items[0].help, "write `30 days`");
    assert_string_equal(findings.items[1].help, "write `30 days`");
    assert_string_equal(findings.items[2].help, "write `30 days`");
}

static void units_are_names_elsewhere(void **state)
{
    (void)state;
    read_clean("data days { year, month } we may a days for week.");
    read_clean("policy p { a 30 dayshift 1 }");
}

static void numbers_that_are_too_large_are_a_limit(void **state)
{
    (void)state;
    check_told("policy p { a 4294967295 }", "");
    check_told("policy p { a 4294967296 }",
               "1:14-1:24 limit: this number is too large\n");
    check_told("we must a every 99999999999999999999999 days.",
               "1:17-1:40 limit: this number is too large\n");
}

static void number_with_a_point_stands_in_quotes(void **state)
{
    (void)state;
    check_help("policy p { version 1.0 }",
               "1:20-1:23 syntax: a number with a point in it stands in "
               "quotes\n",
               "write \"1.0\"");
    check_told("we must a every 1.5 years.",
               "1:17-1:26 syntax: a duration has a whole number\n");
}

static void marks_of_other_keyboards_are_read_as_what_they_mean(void **state)
{
    (void)state;
    check_help("we may share email\xE3\x80\x82",
               "1:19-1:20 syntax: `\xE3\x80\x82` is not a mark of the "
               "language\n",
               "write `.`");
    check_help("data a { b\xEF\xBC\x8C c }",
               "1:11-1:12 syntax: `\xEF\xBC\x8C` is not a mark of the "
               "language\n",
               "write `,`");
    check_help("data a { b, \xE2\x80\xA6 }",
               "1:13-1:14 syntax: `\xE2\x80\xA6` is not a mark of the "
               "language\n",
               "write `...`");
    check_help("we may share email;",
               "1:19-1:20 syntax: `;` is not a mark of the language\n",
               "write `.`");
    check_help("we may share\xC2\xA0"
               "email.",
               "1:13-1:14 syntax: a space that is none stands here (U+00A0)\n",
               "write an ordinary space, or nothing");
}

static void bad_byte_ends_the_reading(void **state)
{
    (void)state;
    check_told("we may a.\nwe may \xFF b.\nwe may",
               "2:8-2:9 encoding: byte 0xFF is not UTF-8, so this file is not "
               "read\n");
    check_told("data a \"\xED\xA0\x80\"",
               "1:9-1:10 encoding: byte 0xED is not UTF-8, so this file is not "
               "read\n");
}

static void hidden_characters_are_told_wherever_they_stand(void **state)
{
    (void)state;
    check_told("we may a\x01. # b\xE2\x80\xAE\n"
               "section a { \"c\xC2\x85\" }\r\n",
               "1:9-1:10 encoding: a character that cannot be seen stands here "
               "(U+0001)\n"
               "1:15-1:16 encoding: a character that cannot be seen stands "
               "here (U+202E)\n"
               "2:15-2:16 encoding: a character that cannot be seen stands "
               "here (U+0085)\n");
    assert_string_equal(first_text("\"a\x7F\xD8\x9C"
                                   "b\""),
                        "ab");
}

static void zero_byte_is_a_character_like_others(void **state)
{
    (void)state;
    struct tree_file *file =
        parse_file(&reading, add_bytes("we may a.\0 we may b.", 20));

    assert_int_equal(file->item_count, 2);
    assert_string_equal(told(),
                        "1:10-1:11 encoding: a character that cannot be seen "
                        "stands here (U+0000)\n");
}

static void check_comment(const char *text, unsigned end)
{
    check_told(text, arena_print(arena,
                                 "1:1-1:%u syntax: this comment speaks to the "
                                 "checker, but says nothing that it knows\n",
                                 end));
}

static void comment_to_the_checker_has_one_form(void **state)
{
    (void)state;
    check_comment("# writ: alow open-list", 23);
    check_comment("# writ: allow", 14);
    check_comment("# writ: allow open-list since x", 32);
    check_told("# writ: allow open-list because", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        READING(text_has_three_escapes),
        READING(text_over_several_lines_loses_its_indent),
        READING(text_that_is_not_closed_ends_at_its_line),
        READING(quotes_of_word_processors_are_told_and_read),
        READING(name_that_is_none_is_told_with_its_legal_spelling),
        READING(name_without_a_legal_spelling_stands_as_it_is),
        READING(word_of_the_language_may_not_be_large),
        READING(longest_word_wins),
        READING(full_stop_needs_a_space_behind_it),
        READING(dates_are_days_of_the_calendar),
        READING(durations_are_a_number_and_a_unit),
        READING(units_are_names_elsewhere),
        READING(numbers_that_are_too_large_are_a_limit),
        READING(number_with_a_point_stands_in_quotes),
        READING(marks_of_other_keyboards_are_read_as_what_they_mean),
        READING(bad_byte_ends_the_reading),
        READING(hidden_characters_are_told_wherever_they_stand),
        READING(zero_byte_is_a_character_like_others),
        READING(comment_to_the_checker_has_one_form),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
