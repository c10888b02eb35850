/* model/translation: a pair finds the one thing that its name stands for, and
 * says so where that is none or several. */

#include "language_compiling.h"

#include "language/phrase.h"

static const char policy_text[] =
    "policy shop \"Shop\" { contact \"us\" languages en, zh }\n"
    "import std.purposes\n"
    "data email \"email address\"\n"
    "data mail \"mail\"\n"
    "section mail \"Mail\" {\n"
    "  opening: \"We write.\"\n"
    "  send: we may use email for notification.\n"
    "}\n";

static struct compilation *resolved(const char *pairs)
{
    struct text text = { NULL, 0, 0 };
    text_put(&text, policy_text);
    text_print(&text, "translation zh {\n%s\n}\n", pairs);
    char path[] = "/tmp/writ-translation-XXXXXX";
    int file = mkstemp(path);
    assert_true(file >= 0);
    assert_int_equal(write(file, text.bytes, text.length),
                     (ssize_t)text.length);
    close(file);
    text_destroy(&text);
    struct compilation *compilation = compilation_create();
    const char *paths[] = { path };
    const char *error = NULL;
    assert_true(compilation_run(compilation, paths, 1, DEPTH_MODEL, &error));
    unlink(path);
    return compilation;
}

static void fails(const char *pairs, const char *slug, const char *message,
                  const char *help)
{
    struct compilation *compilation = resolved(pairs);
    assert_int_equal(compilation->findings.count, 1);
    const struct finding *finding = &compilation->findings.items[0];
    assert_string_equal(finding->rule->slug, slug);
    assert_string_equal(finding->message, message);
    assert_string_equal(finding->help, help);
    compilation_destroy(compilation);
}

static void everything_published_can_be_translated(void **state)
{
    (void)state;
    struct compilation *compilation = resolved(
        "shop \"商店\" shop.contact \"客服\" email \"电子邮箱\"\n"
        "section.mail \"邮件\" data.mail \"信件\" opening \"我们写信。\"\n"
        "mail.send \"我们寄送。\"");
    const struct policy *policy = compilation->policy;
    assert_non_null(policy);
    const struct language *zh = &language_chinese;
    const struct section *section = policy->document->contents[0].section;
    assert_string_equal(phrase_title(zh, policy, policy->document), "商店");
    assert_string_equal(phrase_title(zh, policy, section), "邮件");
    assert_string_equal(phrase_prose(zh, policy, &section->contents[0]),
                        "我们写信。");
    assert_string_equal(phrase_field(zh, policy, "contact"), "客服");
    assert_null(phrase_field(zh, policy, "website"));
    assert_string_equal(zh->label(policy, policy->terms[KIND_DATA].items[1]),
                        "电子邮箱");
    assert_string_equal(zh->label(policy, policy->terms[KIND_DATA].items[2]),
                        "信件");
    assert_string_equal(phrase_wording(zh, policy, policy->statements[0]).text,
                        "我们寄送。");
    /* and English is as it is written */
    assert_string_equal(
        phrase_title(&language_english, policy, policy->document), "Shop");
    assert_null(
        phrase_wording(&language_english, policy, policy->statements[0]).text);
    compilation_destroy(compilation);
}

static void the_policy_goes_before_the_library(void **state)
{
    (void)state;
    struct compilation *compilation = resolved("notification \"写信给您\"");
    const struct policy *policy = compilation->policy;
    const struct terms *purposes = &policy->terms[KIND_PURPOSE];
    assert_string_equal(
        language_chinese.label(policy,
                               term_find(purposes, "notification", NULL, NULL)),
        "写信给您");
    assert_string_equal(
        language_chinese.label(policy,
                               term_find(purposes, "research", NULL, NULL)),
        "研究");
    compilation_destroy(compilation);
}

static void names_must_mean_one_thing(void **state)
{
    (void)state;
    fails("phone \"电话\"", "unknown-name",
          "there is no term, statement, section or prose `phone`",
          "translate what the policy declares, by its name");
    fails("mail \"邮件\"", "ambiguous-name",
          "`mail` could mean more than one thing",
          "write `section.mail` or `data.mail`");
    fails("email \"一\" data.email \"二\"", "duplicate-name",
          "`data.email` has two texts in `zh`", "leave one of the two out");
}

static void languages_are_those_of_header_and_translations(void **state)
{
    (void)state;
    struct compilation *compilation = resolved("email \"电子邮箱\"");
    const struct policy *policy = compilation->policy;
    assert_int_equal(policy->language_count, 2);
    struct language_list list = language_list(policy);
    assert_int_equal(list.count, 2);
    assert_ptr_equal(list.items[0], &language_english);
    assert_ptr_equal(list.items[1], &language_chinese);
    compilation_destroy(compilation);
    compilation = compile("data email\n");
    list = language_list(compilation->policy);
    assert_int_equal(list.count, 1);
    assert_ptr_equal(list.items[0], &language_english);
    compilation_destroy(compilation);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(everything_published_can_be_translated),
        cmocka_unit_test(the_policy_goes_before_the_library),
        cmocka_unit_test(names_must_mean_one_thing),
        cmocka_unit_test(languages_are_those_of_header_and_translations),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
