/* language/chinese: each rule reads as a sentence of a Chinese privacy policy,
 * whatever its parts and their order. */

#include "language_compiling.h"

#include "language/phrase.h"

#include <stdio.h>

static const char vocabulary[] =
    "import std.regions\n"
    "data personal \"personal information\" { name, email, log,\n"
    "  typed \"text that you enter\" }\n"
    "purpose advertising\n"
    "purpose support\n"
    "recipient third_party { affiliate, partner }\n"
    "subject minor\n"
    "condition agreed\n"
    "condition law\n"
    "condition needed\n"
    "measure encryption\n"
    "measure control\n"
    "event closure\n"
    "event asked\n"
    "basis consent\n"
    "method erasing\n"
    "method cookie\n"
    "translation zh {\n"
    "  personal \"个人信息\" name \"姓名\" email \"电子邮箱地址\"\n"
    "  log \"操作日志\" typed \"您输入的内容\"\n"
    "  purpose.advertising \"广告\" support \"提供客户支持\"\n"
    "  third_party \"第三方\" affiliate \"关联公司\" partner \"合作伙伴\"\n"
    "  minor \"未成年人\" agreed \"您已同意\" law \"法律法规要求如此\"\n"
    "  needed \"这是必需的\" encryption \"加密\" control \"访问控制\"\n"
    "  closure \"您注销账号\" asked \"您提出请求\" basis.consent \"您的同意\"\n"
    "  erasing \"物理删除\" cookie \"Cookie\"\n"
    "}\n";

static struct compilation *policy_with(const char *rules)
{
    size_t length = strlen(vocabulary) + strlen(rules) + 64;
    char *source = malloc(length);
    assert_non_null(source);
    snprintf(source, length, "%ssection who \"Who\" {\n%s\n}\n", vocabulary,
             rules);
    struct compilation *compilation = compile(source);
    free(source);
    return compilation;
}

/* The sentence of the statement `rule`, among others. */
static void reads(const char *rules, const char *expected)
{
    struct compilation *compilation = policy_with(rules);
    struct text text = { NULL, 0, 0 };
    language_chinese.statement(
        compilation->policy, policy_statement(compilation->policy, "who.rule"),
        &text);
    assert_string_equal(text_string(&text), expected);
    text_destroy(&text);
    compilation_destroy(compilation);
}

static void may_needs_a_condition(void **state)
{
    (void)state;
    reads("rule: we may collect name for support.",
          "为提供客户支持，我们会收集您的姓名。");
    reads("rule: we may collect name for support if agreed.",
          "如果您已同意，为提供客户支持，我们可以收集您的姓名。");
    reads("rule: partner may collect name.", "合作伙伴可以收集您的姓名。");
}

static void modalities_are_permissions_and_promises(void **state)
{
    (void)state;
    reads("rule: we must delete name.", "我们将删除您的姓名。");
    reads("rule: we must not sell name.", "我们不会出售您的姓名。");
    reads("rule: we never sell.", "我们绝不会出售您的信息。");
    reads("rule: partner must delete name.", "合作伙伴必须删除您的姓名。");
    reads("rule: partner must not sell name.", "合作伙伴不得出售您的姓名。");
    reads("rule: partner never sell name.", "合作伙伴绝不得出售您的姓名。");
}

static void lists_are_joined_as_in_chinese(void **state)
{
    (void)state;
    reads("rule: we may collect, use and store name, email and log.",
          "我们会收集、使用和存储您的姓名、电子邮箱地址和操作日志。");
    reads("rule: we must not collect or sell name and email.",
          "我们不会收集或出售您的姓名或电子邮箱地址。");
    reads("rule: we may collect typed and name.",
          "我们会收集您输入的内容和您的姓名。");
    reads("rule: we may collect personal except name and typed.",
          "我们会收集您的个人信息（姓名和您输入的内容除外）。");
}

/* The purpose is never denied by the "不" of the verb. */
static void purposes_stand_where_they_belong(void **state)
{
    (void)state;
    reads("rule: we may use name for support.",
          "我们会将您的姓名用于提供客户支持。");
    reads("rule: we never use name for advertising.",
          "我们绝不会将您的姓名用于广告。");
    reads("rule: we must not store name for advertising.",
          "我们不会为广告之目的存储您的姓名。");
    reads("rule: we may use name only for support.",
          "我们会将您的姓名仅用于提供客户支持。");
    reads("rule: we may store name only for support.",
          "我们会仅为提供客户支持之目的存储您的姓名。");
    reads("rule: we never store name for any except support.",
          "我们绝不会为提供客户支持以外的任何目的存储您的姓名。");
}

static void recipients_and_places_follow_the_verb(void **state)
{
    (void)state;
    reads("rule: we may share name to affiliate and partner.",
          "我们会与关联公司和合作伙伴共享您的姓名。");
    reads("rule: we must not disclose name to third_party.",
          "我们不会向第三方披露您的姓名。");
    reads("rule: we may transfer name to germany.",
          "我们会向德国传输您的姓名。");
    reads("rule: we may store name in germany.", "我们会在德国存储您的姓名。");
    reads("rule: we must not collect personal of minor.",
          "我们不会收集未成年人的个人信息。");
    reads("rule: we must notify you.", "我们将通知您。");
    reads("rule: we must notify to partner.", "我们将通知合作伙伴。");
    reads("rule: we may anonymize and profile name.",
          "我们会对您的姓名进行匿名化处理，并对该等信息进行用户画像。");
}

static void conditions_open_the_sentence(void **state)
{
    (void)state;
    reads("rule: we must not sell name unless agreed.",
          "除非您已同意，否则我们不会出售您的姓名。");
    reads("rule: we may sell name when agreed or law and needed.",
          "当您已同意或者（法律法规要求如此且这是必需的）时，"
          "我们可以出售您的姓名。");
    reads("rule: we may sell name if not agreed.",
          "如果您未同意，我们可以出售您的姓名。");
    reads("rule: we may sell name if not (agreed or law).",
          "如果您未同意且并非法律法规要求如此，我们可以出售您的姓名。");
}

static void more_than_two_exceptions_are_a_list(void **state)
{
    (void)state;
    struct compilation *compilation = policy_with(
        "rule: we must not sell name unless agreed or law or needed.");
    const struct policy *policy = compilation->policy;
    struct phrase phrase =
        language_chinese.phrase(policy, policy->statements[0]);
    assert_string_equal(phrase.lead, "我们不会出售您的姓名，但下列情形除外：");
    assert_int_equal(phrase.item_count, 3);
    assert_string_equal(phrase.items[0], "您已同意；");
    assert_string_equal(phrase.items[1], "法律法规要求如此；");
    assert_string_equal(phrase.items[2], "这是必需的。");
    compilation_destroy(compilation);
}

static void times_measures_and_grounds(void **state)
{
    (void)state;
    reads("rule: we must delete name by erasing within 30 days after closure.",
          "我们将在您注销账号后 30 日内以物理删除的方式删除您的姓名。");
    reads("rule: we must delete name within 1 day after earliest of closure "
          "and asked.",
          "我们将在您注销账号或您提出请求（以较早者为准）后 1 "
          "日内删除您的姓名。");
    reads("rule: we may store name up to 2 years after closure.",
          "我们会存储您的姓名，期限为自您注销账号起最长 2 年。");
    reads("rule: we must assess personal every 1 month.",
          "我们将每月评估您的个人信息。");
    reads("rule: we must respond promptly after asked.",
          "我们将在您提出请求后及时作出响应。");
    reads("rule: we may share name to partner with encryption under consent.",
          "我们会与合作伙伴共享您的姓名，并始终以加密为保障。"
          "法律依据：您的同意。");
    reads("rule: we must protect name with encryption and control.",
          "我们将以加密和访问控制保护您的姓名。");
    reads("rule: we may collect log by cookie citing \"GDPR\".",
          "我们会通过 Cookie 收集您的操作日志（GDPR）。");
}

static void rights_and_conduct(void **state)
{
    (void)state;
    reads("rule: you may access and correct name within 15 days after asked.",
          "您有权查阅和更正您的姓名，我们将在您提出请求后 15 日内答复。");
    reads("rule: you may withdraw name.", "您有权撤回对您的姓名的同意。");
    reads("rule: you may object name for advertising.",
          "您有权反对将您的姓名用于广告。");
    reads("rule: deem agreed on closure.", "您注销账号时，即视为您已同意。");
}

static void orders_are_told_by_number(void **state)
{
    (void)state;
    reads("one: we must not sell name.\n"
          "rule: we may sell name if agreed notwithstanding one.",
          "尽管有第 1.1 条的规定，如果您已同意，我们可以出售您的姓名。");
    reads("one: we must not sell name.\n"
          "two: we must not sell email.\n"
          "rule: we may sell name and email notwithstanding one and two.",
          "尽管有第 1.1 条和第 1.2 "
          "条的规定，我们会出售您的姓名和电子邮箱地址。");
    reads("one: we must not sell name.\n"
          "rule: we may sell name subject to one.",
          "在不违反第 1.1 条的前提下，我们会出售您的姓名。");
}

static void wordings_take_the_labels_of_their_rule(void **state)
{
    (void)state;
    reads("rule: we may sell name to partner.\n} translation zh { who.rule "
          "\"\"\"\n  我们向{recipient}\n  出售{data}\n  \"\"\" } section x {",
          "我们向合作伙伴出售姓名。");
}

/* --- the small things ---------------------------------------------------- */

/* What is no date of digits is left as it stands: a mark beside the digits in
 * the order of characters, in each place of a digit or a dash, and what is too
 * short or too long. */
static void what_is_no_date(void **state)
{
    static const char date[] = "2026-11-19";
    static const char *const marks = "/:O ";
    static const char *const others[] = { "2026-11-1",  "2026-11-199",
                                          "0000-11-19", "2026-00-19",
                                          "2026-13-19", "2026-11-00" };
    struct text text = { NULL, 0, 0 };
    (void)state;
    for (size_t at = 0; at < strlen(date); at++) {
        for (size_t i = 0; marks[i] != '\0'; i++) {
            char changed[sizeof date];
            memcpy(changed, date, sizeof date);
            changed[at] = marks[i];
            language_chinese.date(changed, &text);
            assert_string_equal(text_string(&text), changed);
            text_destroy(&text);
        }
    }
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        language_chinese.date(others[i], &text);
        assert_string_equal(text_string(&text), others[i]);
        text_destroy(&text);
    }
    language_chinese.date("1987-10-09", &text);
    text_char(&text, '/');
    language_chinese.date("0654-12-30", &text);
    assert_string_equal(text_string(&text), "1987年10月9日/654年12月30日");
    text_destroy(&text);
}

static void dates_and_examples(void **state)
{
    (void)state;
    struct text text = { NULL, 0, 0 };
    language_chinese.date("2026-01-01", &text);
    text_char(&text, '/');
    language_chinese.date("soon", &text);
    assert_string_equal(text_string(&text), "2026年1月1日/soon");
    text_destroy(&text);
    struct compilation *compilation =
        policy_with("rule: we may share name to partner if agreed.");
    struct policy *policy = compilation->policy;
    struct situation situation = { .facts = NULL };
    for (int d = 0; d < DIMENSION_COUNT; d++) {
        situation.at[d] = policy->terms[dimension_space[d]].items[0];
    }
    situation.at[DIMENSION_PARTY] = policy->terms[SPACE_PARTY].items[1];
    situation.at[DIMENSION_ACTION] =
        term_find(&policy->terms[KIND_ACTION], "share", NULL, NULL);
    situation.at[DIMENSION_DATA] =
        term_find(&policy->terms[KIND_DATA], "personal", NULL, NULL);
    situation.at[DIMENSION_RECIPIENT] =
        term_find(&policy->terms[KIND_RECIPIENT], "partner", NULL, NULL);
    language_chinese.situation(policy, &situation, &text);
    assert_string_equal(text_string(&text),
                        "我们与合作伙伴共享个人信息，且未满足任何条件");
    text_destroy(&text);
    compilation_destroy(compilation);
}

/* The library speaks Chinese wherever the policy does. */
static void the_library_has_every_label(void **state)
{
    (void)state;
    struct compilation *compilation = compile(
        "policy p \"P\" { languages zh }\n"
        "import std.bases\nimport std.conditions\nimport std.data\n"
        "import std.events\nimport std.measures\nimport std.methods\n"
        "import std.purposes\nimport std.recipients\nimport std.regions\n"
        "import std.subjects\n");
    const struct policy *policy = compilation->policy;
    for (int space = 0; space < KIND_COUNT; space++) {
        for (size_t n = 1; n < policy->terms[space].count; n++) {
            const struct term *term = policy->terms[space].items[n];
            if (translation_find(policy, "zh", term) == NULL) {
                fail_msg("stdlib/labels_zh.writ lacks %s.%s", space_name[space],
                         term->path);
            }
        }
    }
    compilation_destroy(compilation);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(may_needs_a_condition),
        cmocka_unit_test(modalities_are_permissions_and_promises),
        cmocka_unit_test(lists_are_joined_as_in_chinese),
        cmocka_unit_test(purposes_stand_where_they_belong),
        cmocka_unit_test(recipients_and_places_follow_the_verb),
        cmocka_unit_test(conditions_open_the_sentence),
        cmocka_unit_test(more_than_two_exceptions_are_a_list),
        cmocka_unit_test(times_measures_and_grounds),
        cmocka_unit_test(rights_and_conduct),
        cmocka_unit_test(orders_are_told_by_number),
        cmocka_unit_test(wordings_take_the_labels_of_their_rule),
        cmocka_unit_test(what_is_no_date),
        cmocka_unit_test(dates_and_examples),
        cmocka_unit_test(the_library_has_every_label),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
