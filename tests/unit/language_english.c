/* language/english: each rule reads as the sentence that a person would have
 * written, whatever its parts and their order. */

#include "language_compiling.h"

#include "language/phrase.h"

#include <stdio.h>

static const char vocabulary[] =
    "data personal \"personal information\" { name, email \"email address\",\n"
    "  log \"logs and traces\", typed \"text that you enter\" }\n"
    "purpose advertising\n"
    "purpose support \"customer support\"\n"
    "recipient third_party \"third parties\" { affiliate \"affiliated "
    "companies\", partner \"partners\" }\n"
    "subject minor \"minors\"\n"
    "region eu \"the European Union\"\n"
    "condition agreed \"you have agreed\"\n"
    "condition law \"laws and regulations require it\"\n"
    "condition needed \"it is needed\"\n"
    "condition asking_too_much \"whoever is asking, and not only you, is too "
    "much\"\n"
    "condition guardian \"a guardian has agreed\"\n"
    "measure encryption\n"
    "measure control \"access control\"\n"
    "event closure \"the closing of your account\"\n"
    "event asked \"your request\"\n"
    "basis consent \"your consent\"\n"
    "method erasing \"physical deletion\"\n"
    "method cookie \"cookies\"\n"
    "method asking \"asking you\"\n";

/* The sentence of the statement `rule`, among others. */
static void reads(const char *rules, const char *expected)
{
    char *source = NULL;
    size_t length = strlen(vocabulary) + strlen(rules) + 64;
    source = malloc(length);
    assert_non_null(source);
    snprintf(source, length, "%ssection who \"Who\" {\n%s\n}\n", vocabulary,
             rules);
    struct compilation *compilation = compile(source);
    free(source);
    struct text text = { NULL, 0, 0 };
    language_english.statement(
        compilation->policy, policy_statement(compilation->policy, "who.rule"),
        &text);
    assert_string_equal(text_string(&text), expected);
    text_destroy(&text);
    compilation_destroy(compilation);
}

static void may_needs_a_condition(void **state)
{
    (void)state;
    reads("rule: we may use name for support.",
          "We use your name for customer support.");
    reads("rule: we may use name for support if agreed.",
          "We may use your name for customer support if you have agreed.");
    reads("rule: we may use name for support unless needed.",
          "We may use your name for customer support, unless it is needed.");
    reads("rule: partner may use name for support.",
          "Partners may use your name for customer support.");
}

static void modalities_are_permissions_and_promises(void **state)
{
    (void)state;
    reads("rule: we may use name for support.",
          "We use your name for customer support.");
    reads("rule: we must delete name.", "We will delete your name.");
    reads("rule: we must not use name for support.",
          "We do not use your name for customer support.");
    reads("rule: we never use name for support.",
          "We never use your name for customer support.");
    reads("rule: partner may use name for support.",
          "Partners may use your name for customer support.");
    reads("rule: partner never use name for advertising.",
          "Partners must never use your name for advertising.");
}

static void lists_say_and_or_or(void **state)
{
    (void)state;
    reads("rule: we may collect, use and store name, email and typed for "
          "support and advertising.",
          "We collect, use and store your name, email address and text "
          "that you enter, for customer support and advertising.");
    reads("rule: we must not collect or use name and email.",
          "We do not collect or use your name or email address.");
    reads("rule: we may use name, log and email for support.",
          "We use your name, logs and traces, and email address for "
          "customer support.");
    reads("rule: we may use log and name for support.",
          "We use your logs and traces, and name for customer support.");
    reads("rule: we may use typed and email for support.",
          "We use text that you enter and your email address for customer "
          "support.");
}

static void what_is_left_out_is_everything(void **state)
{
    (void)state;
    reads("rule: we never sell.", "We never sell your information.");
    reads("rule: we may use personal except name and email for support.",
          "We use your personal information (other than name and email "
          "address) for customer support.");
    reads("rule: we may use typed for support.",
          "We use text that you enter, for customer support.");
    reads("rule: we may use personal except typed.",
          "We use your personal information other than text that you enter.");
    reads("rule: we may use name for any except advertising.",
          "We use your name for any purpose other than advertising.");
    reads("rule: we may use name only for support.",
          "We use your name only for customer support.");
}

static void recipients_and_places_follow_the_verb(void **state)
{
    (void)state;
    reads("rule: we may share name to affiliate and partner for support.",
          "We share your name with affiliated companies and partners for "
          "customer support.");
    reads("rule: we must not disclose personal to third_party.",
          "We do not disclose your personal information to third parties.");
    reads("rule: we may transfer name to eu for support.",
          "We transfer your name to the European Union for customer "
          "support.");
    reads("rule: we may store name in eu for support.",
          "We store your name in the European Union for customer "
          "support.");
    reads("rule: we must not collect personal of minor.",
          "We do not collect personal information of minors.");
    reads("rule: we may collect log for support by cookie.",
          "We collect your logs and traces through cookies, for customer "
          "support.");
    reads("rule: we may collect name for support by asking.",
          "We collect your name by asking you, for customer support.");
}

static void conditions_stand_where_they_belong(void **state)
{
    (void)state;
    reads("rule: we may use name for support if agreed.",
          "We may use your name for customer support if you have agreed.");
    reads("rule: we must not disclose name to partner unless agreed or law or "
          "needed.",
          "We do not disclose your name to partners, unless you have agreed, "
          "laws and regulations require it, or it is needed.");
    reads("rule: we may use name for support when agreed unless law.",
          "When you have agreed, we may use your name for customer support, "
          "unless laws and regulations require it.");
    reads("rule: we may use name for support if agreed and not needed.",
          "We may use your name for customer support if you have agreed and "
          "it is not needed.");
    reads("rule: we may use name for support if not guardian.",
          "We may use your name for customer support if a guardian has not "
          "agreed.");
    reads("rule: we may use name for support if not law.",
          "We may use your name for customer support if laws and regulations "
          "do not require it.");
    reads("rule: we may use name for support if not (agreed or law).",
          "We may use your name for customer support if you have not agreed, "
          "and laws and regulations do not require it.");
    reads("rule: we may use name for support if not asking_too_much.",
          "We may use your name for customer support if it is not the case "
          "that whoever is asking, and not only you, is too much.");
    reads("rule: we may use name for support if (agreed or law) and needed.",
          "We may use your name for customer support if either you have "
          "agreed or laws and regulations require it, and it is needed.");
    reads("rule: we may use name for support if agreed or law and needed.",
          "We may use your name for customer support if you have agreed, or "
          "both laws and regulations require it and it is needed.");
}

static void more_than_two_exceptions_are_a_list(void **state)
{
    (void)state;
    char source[2048];
    snprintf(source, sizeof source,
             "%srule: we must not sell name under consent unless agreed or law "
             "or needed and guardian.\n"
             "two: we must not sell name unless agreed or law.\n",
             vocabulary);
    struct compilation *compilation = compile(source);
    const struct policy *policy = compilation->policy;
    struct phrase phrase =
        language_english.phrase(policy, policy->statements[0]);
    assert_string_equal(phrase.lead, "We do not sell your name, on the basis "
                                     "of your consent, unless:");
    assert_int_equal(phrase.item_count, 3);
    assert_string_equal(phrase.items[0], "you have agreed;");
    assert_string_equal(phrase.items[1], "laws and regulations require it; or");
    assert_string_equal(phrase.items[2],
                        "it is needed and a guardian has agreed.");
    phrase = language_english.phrase(policy, policy->statements[1]);
    assert_string_equal(phrase.lead, "We do not sell your name, unless you "
                                     "have agreed or laws and regulations "
                                     "require it.");
    assert_int_equal(phrase.item_count, 0);
    compilation_destroy(compilation);
}

static void measures_are_owed_and_kept(void **state)
{
    (void)state;
    reads("rule: we must protect personal with encryption and control.",
          "We will protect your personal information with encryption and "
          "access control.");
    reads("rule: we may share name to partner for support with encryption "
          "under consent if agreed.",
          "If you have agreed, we may share your name with partners for "
          "customer support, always with encryption. Legal basis: your "
          "consent.");
    reads("rule: we may share name to partner for support citing \"Art. 6\".",
          "We share your name with partners for customer support (Art. "
          "6).");
}

static void times_are_read_out(void **state)
{
    (void)state;
    reads("rule: we may store name for support up to 30 days after closure.",
          "We store your name for customer support, for up to 30 days "
          "after the closing of your account.");
    reads("rule: we must delete name by erasing within 1 day after earliest "
          "of closure and asked.",
          "We will delete your name by physical deletion within 1 day after "
          "the closing of your account or your request, whichever comes "
          "first.");
    reads("rule: we must notify you within 72 hours after asked.",
          "We will notify you within 72 hours after your request.");
    reads("rule: we must assess personal every 1 year.",
          "We will assess your personal information every year.");
    reads("rule: we must respond promptly after asked.",
          "We will respond promptly after your request.");
    reads("rule: we must notify to partner before closure.",
          "We will notify partners before the closing of your account.");
}

static void rights_are_rights(void **state)
{
    (void)state;
    reads("rule: you may access, correct and erase personal within 30 days "
          "after asked unless law.",
          "You have the right to access, correct and delete your personal "
          "information, and we answer within 30 days after your request, "
          "unless laws and regulations require it.");
    reads("rule: you may access, port and erase email.",
          "You have the right to access, receive a portable copy of, and "
          "delete your email address.");
    reads("rule: you may access and withdraw email.",
          "You have the right to access and withdraw consent for your email "
          "address.");
    reads("rule: you may object email for advertising.",
          "You have the right to object to the use of your email address for "
          "advertising.");
}

static void orders_name_what_they_override(void **state)
{
    (void)state;
    reads("nobody: we must not disclose name to third_party.\n"
          "rule: we may share name to partner for support notwithstanding "
          "nobody.",
          "Despite section 1.1, we share your name with partners for customer "
          "support.");
    reads("nobody: we must not disclose name to third_party.\n"
          "rule: we may share name to partner for support with encryption if "
          "agreed notwithstanding nobody.",
          "Despite section 1.1, if you have agreed, we may share your name "
          "with partners for customer support, always with encryption.");
    reads("sub: we must not use name for support if agreed.\n"
          "rule: we may use name for support under consent if needed subject "
          "to sub.",
          "Subject to section 1.1, we may use your name for customer support "
          "if it is needed. Legal basis: your consent.");
    reads("section inner \"Inner\" { we must not use name for support. }\n"
          "rule: we may use name for support notwithstanding inner.",
          "Despite section 1.1, we use your name for customer support.");
    reads("one: we must not use name for support.\n"
          "two: we must not use email for support.\n"
          "rule: we may use name and email for support notwithstanding one and "
          "two.",
          "Despite sections 1.1 and 1.2, we use your name and email address "
          "for customer support.");
}

static void conduct_is_deemed(void **state)
{
    (void)state;
    reads("rule: deem agreed on closure.",
          "On the closing of your account, it is deemed that you have "
          "agreed.");
}

static void wordings_take_the_labels_of_their_rule(void **state)
{
    (void)state;
    reads("rule: we may share name to partner for support with encryption if "
          "agreed\n as \"{data}/{action}/{recipient}/{purpose}/{measure}/"
          "{condition}/{nothing}/{time}\".",
          "Name/share/partners/customer support/encryption/you have agreed/"
          "{nothing}/{time}.");
    reads("rule: we may store name for support up to 2 weeks after closure\n"
          " as \"\"\"\n   Two lines,\n   {duration} after {event}!\n   "
          "\"\"\".",
          "Two lines, 2 weeks after the closing of your account!");
}

/* --- examples, questions and the small things --------------------------- */

static void examples_name_what_matters(void **state)
{
    (void)state;
    char source[2048];
    snprintf(source, sizeof source,
             "%srule: we may share name to partner for support if agreed.\n",
             vocabulary);
    struct compilation *compilation = compile(source);
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
    situation.rest[DIMENSION_DATA] = true;
    situation.at[DIMENSION_RECIPIENT] =
        term_find(&policy->terms[KIND_RECIPIENT], "partner", NULL, NULL);
    struct text text = { NULL, 0, 0 };
    language_english.situation(policy, &situation, &text);
    assert_string_equal(text_string(&text),
                        "we share personal information (not one of those "
                        "listed) with partners, with no condition met");
    text_destroy(&text);
    struct bits *facts =
        bits_create(policy->arena, policy->terms[KIND_CONDITION].count);
    bits_add(facts,
             term_find(&policy->terms[KIND_CONDITION], "agreed", NULL, NULL)
                 ->number);
    situation.facts = facts;
    situation.at[DIMENSION_PARTY] =
        term_find(&policy->terms[SPACE_PARTY], "affiliate", NULL, NULL);
    language_english.situation(policy, &situation, &text);
    assert_string_equal(text_string(&text),
                        "affiliated companies share personal "
                        "information (not one of those listed) with partners, "
                        "where you have agreed");
    text_destroy(&text);
    compilation_destroy(compilation);
}

static void dates_are_written_out(void **state)
{
    (void)state;
    struct text text = { NULL, 0, 0 };
    language_english.date("2026-01-01", &text);
    text_char(&text, '/');
    language_english.date("2026-12-31", &text);
    text_char(&text, '/');
    language_english.date("soon", &text);
    text_char(&text, '/');
    language_english.date("2026-13-01", &text);
    assert_string_equal(text_string(&text),
                        "1 January 2026/31 December 2026/soon/2026-13-01");
    text_destroy(&text);
}

static size_t mentioned(const char *text, const char *label,
                        enum mentioning how)
{
    size_t length;
    const char *found = language_english.mention(text, label, how, &length);
    return found == NULL ? 0 : length;
}

static void labels_are_found_in_texts(void **state)
{
    (void)state;
    assert_int_equal(
        mentioned("Your Email\naddress.", "email address", MENTION_EXACT), 13);
    assert_int_equal(
        mentioned("any third party", "third parties", MENTION_EXACT), 0);
    assert_int_equal(
        mentioned("any third party", "third parties", MENTION_NOUN), 11);
    assert_int_equal(mentioned("our business", "busines", MENTION_NOUN), 0);
    assert_int_equal(mentioned("renames it", "name", MENTION_NOUN), 0);
    assert_int_equal(mentioned("sharing it", "share", MENTION_VERB), 7);
    assert_int_equal(mentioned("our deletion of it", "delete", MENTION_VERB),
                     8);
    assert_int_equal(mentioned("we notified you", "notify", MENTION_VERB), 8);
    assert_int_equal(mentioned("the sharp user", "share", MENTION_VERB), 0);
    assert_int_equal(mentioned("of us", "use", MENTION_VERB), 0);
    assert_int_equal(mentioned("anything", "", MENTION_EXACT), 0);
}

static void languages_are_found_by_code(void **state)
{
    (void)state;
    assert_ptr_equal(language_find("en"), &language_english);
    assert_ptr_equal(language_find("zh"), &language_chinese);
    assert_null(language_find("tlh"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(may_needs_a_condition),
        cmocka_unit_test(modalities_are_permissions_and_promises),
        cmocka_unit_test(lists_say_and_or_or),
        cmocka_unit_test(what_is_left_out_is_everything),
        cmocka_unit_test(recipients_and_places_follow_the_verb),
        cmocka_unit_test(conditions_stand_where_they_belong),
        cmocka_unit_test(more_than_two_exceptions_are_a_list),
        cmocka_unit_test(measures_are_owed_and_kept),
        cmocka_unit_test(times_are_read_out),
        cmocka_unit_test(rights_are_rights),
        cmocka_unit_test(orders_name_what_they_override),
        cmocka_unit_test(conduct_is_deemed),
        cmocka_unit_test(wordings_take_the_labels_of_their_rule),
        cmocka_unit_test(examples_name_what_matters),
        cmocka_unit_test(dates_are_written_out),
        cmocka_unit_test(labels_are_found_in_texts),
        cmocka_unit_test(languages_are_found_by_code),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
