/* check/wording, translated and reading: what they find stands where it is, and
 * what is no fault is not found. (The catalogue's examples are tested with it.) */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "check/catalogue.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char vocabulary[] =
    "import std.purposes\n"
    "data personal \"personal information\" { email \"email address\",\n"
    "  phone \"phone number\" }\n"
    "recipient partner \"partners\" { courier \"couriers\" }\n"
    "recipient authority \"public authorities\"\n"
    "condition agreed \"you have agreed\"\n"
    "event asked \"your request\"\n"
    "measure lock \"encryption\"\n";

/* What is found of the slug, one message a line with its place: "9:20 ...". The
 * caller frees it. */
static char *found(const char *header, const char *rules, const char *slug)
{
    char path[] = "/tmp/writ-wording-XXXXXX";
    int file = mkstemp(path);
    assert_true(file >= 0);
    assert_true(dprintf(file, "%s%s%s\n", header, vocabulary, rules) > 0);
    close(file);
    struct compilation *compilation = compilation_create();
    const char *paths[] = { path };
    const char *error = NULL;
    assert_true(compilation_run(compilation, paths, 1, DEPTH_CHECKED, &error));
    unlink(path);
    struct text text = { NULL, 0, 0 };
    for (size_t i = 0; i < compilation->findings.count; i++) {
        const struct finding *finding = &compilation->findings.items[i];
        if (strcmp(finding->rule->slug, slug) == 0) {
            struct place place =
                source_place(&compilation->sources, finding->span.start);
            text_print(&text, "%u:%u %s\n", (unsigned)place.line,
                       (unsigned)place.column, finding->message);
        }
    }
    char *copy = malloc(text.length + 1);
    assert_non_null(copy);
    strcpy(copy, text_string(&text));
    text_destroy(&text);
    compilation_destroy(compilation);
    return copy;
}

static void finds(const char *rules, const char *slug, const char *expected)
{
    char *what = found("", rules, slug);
    assert_string_equal(what, expected);
    free(what);
}

static void drifts(const char *rules, const char *expected)
{
    finds(rules, "wording-drift", expected);
}

/* The vocabulary has eight lines. */
static void placeholders_are_known_and_filled(void **state)
{
    (void)state;
    finds("a: we may use email for research as \"Use {data} for {pupose}.\".",
          "unknown-name",
          "9:53 the wording of `a` has a placeholder `{pupose}`, and there is "
          "none of that name\n");
    finds("a: we may use email as \"\"\"\n"
          "    {data}, \\\"{data}\\\" and\n"
          "      {data} {recipient} {data}.\n"
          "    \"\"\".",
          "unknown-name",
          "11:14 `a` has no part that `{recipient}` could stand for\n");
    finds("a: we may use email as \"{data} {Not} {one of them} { data} {\".",
          "unknown-name", "");
}

static void labels_must_stand_in_the_wording(void **state)
{
    (void)state;
    drifts("a: we may use email for research as \"We use your email address "
           "for research.\".",
           "");
    drifts("a: we may use email for research as \"The use of your Email "
           "\\nAddress serves {purpose}.\".",
           "");
    drifts("a: we may use email and phone for research as \"We use it for "
           "research.\".",
           "9:47 the wording of `a` leaves out `email` and `phone`\n");
    drifts("a: we may share personal except phone to partner with lock if "
           "agreed as \"If {condition}, we share your {data} with "
           "{recipient}.\".",
           "9:73 the wording of `a` leaves out `lock`\n");
    drifts("a: we must delete email within 30 days after asked as \"We delete "
           "{data} in 30 days.\".",
           "9:55 the wording of `a` leaves out `asked`\n");
    drifts("a: we must delete email within 30 days after asked as \"We delete "
           "{data} soon after {event}.\".",
           "9:55 the wording of `a` leaves out `30 days`\n");
    drifts("a: we must delete email within 30 days after asked as \"{time} we "
           "delete {data}.\".",
           "");
    drifts("a: partner must not use email as \"Nobody uses your {data}.\".",
           "9:34 the wording of `a` leaves out `partner`\n");
}

static void a_wording_names_nothing_else(void **state)
{
    (void)state;
    drifts("a: we may share email to courier as \"We share your {data} with "
           "{recipient} and public authorities.\".",
           "9:37 the wording of `a` names `authority`, and the rule does "
           "not\n");
    /* above and below its own, inside a longer label, and as part of a word */
    drifts("a: we may share email to courier as \"We share your {data}, which "
           "is personal information, with {recipient}, our partners.\".",
           "");
    drifts("data list \"email address book\"\n"
           "a: we may share list as \"We share your email address book.\".",
           "");
    drifts("a: we may share email as \"We share your email address and "
           "encryptions.\".",
           "");
}

static void a_language_lacks_nothing(void **state)
{
    (void)state;
    static const char header[] = "policy p \"P\" { languages en, zh }\n";
    static const char rules[] =
        "section s \"S\" {\n  \"Prose.\"\n"
        "  a: we may use email for research as \"We use {data} for "
        "{purpose}.\".\n}\n";
    char *what = found(header, rules, "missing-translation");
    assert_string_equal(what,
                        "1:8 the title of `p` has no words in `zh`\n"
                        "3:40 the data `personal.email` has no words in `zh`\n"
                        "10:9 the section `s` has no words in `zh`\n"
                        "11:3 prose of `s` has no words in `zh`\n"
                        "12:39 the wording of `s.a` has no words in `zh`\n");
    free(what);
    what = found("policy p \"P\" { languages zh }\n", rules,
                 "missing-translation");
    assert_string_equal(what, "");
    free(what);
    what =
        found("policy p \"P\" { languages en, tlh }\n", rules, "unknown-name");
    assert_string_equal(what, "1:30 writ speaks no language `tlh`\n");
    free(what);
}

static void long_sentences_are_told(void **state)
{
    (void)state;
    struct text rules = { NULL, 0, 0 };
    text_put(&rules, "section s {\n  \"Short.");
    for (int i = 0; i < 41; i++) {
        text_put(&rules, " word");
    }
    text_put(&rules, ". Short.\"\n}\n");
    finds(rules.bytes, "hard-to-read",
          "10:3 a sentence of 42 words is published here\n");
    text_destroy(&rules);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(placeholders_are_known_and_filled),
        cmocka_unit_test(labels_must_stand_in_the_wording),
        cmocka_unit_test(a_wording_names_nothing_else),
        cmocka_unit_test(a_language_lacks_nothing),
        cmocka_unit_test(long_sentences_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
