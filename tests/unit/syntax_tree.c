/* syntax: every construct of the language arrives in the tree as it is
 * written, with its spans. */

#include "syntax_reading.h"

static void empty_text_is_a_file_that_says_nothing(void **state)
{
    (void)state;
    assert_int_equal(read_clean("")->item_count, 0);
    assert_int_equal(read_clean(" \t\r\n# nothing\n")->item_count, 0);
    assert_int_equal(read_clean("\xEF\xBB\xBF")->item_count, 0);
}

static void policy_has_fields_of_every_type(void **state)
{
    (void)state;
    struct tree_policy *policy =
        read_clean("policy shop \"Privacy\" {\n"
                   "  controller \"Shop\", \"Shop EU\"\n"
                   "  effective 2028-02-29\n"
                   "  law gdpr, pipl subject 7\n"
                   "}")
            ->items[0]
            .policy;

    assert_string_equal(policy->name.text, "shop");
    assert_string_equal(policy->title.text, "Privacy");
    assert_int_equal(policy->field_count, 4);
    assert_int_equal(policy->fields[0].value_count, 2);
    assert_string_equal(policy->fields[0].values[1].text, "Shop EU");
    assert_int_equal(policy->fields[1].values[0].kind, VALUE_DATE);
    assert_string_equal(policy->fields[1].values[0].text, "2028-02-29");
    assert_int_equal(policy->fields[2].values[1].kind, VALUE_NAME);
    assert_string_equal(policy->fields[3].name.text, "subject");
    assert_int_equal(policy->fields[3].values[0].kind, VALUE_NUMBER);
    assert_string_equal(under(policy->fields[2].span), "law gdpr, pipl");
}

static void imports_name_a_library_or_a_file(void **state)
{
    (void)state;
    struct tree_file *file =
        read_clean("import std.purposes import \"other.writ\"");

    assert_string_equal(file->items[0].import->name.text, "std.purposes");
    assert_null(file->items[0].import->file.text);
    assert_null(file->items[1].import->name.text);
    assert_string_equal(file->items[1].import->file.text, "other.writ");
    assert_string_equal(under(file->items[1].import->span),
                        "import \"other.writ\"");
}

static void terms_form_a_hierarchy(void **state)
{
    (void)state;
    const char *text =
        "data personal \"personal information\" citing \"GDPR\" "
        "within any_data and std.other { email \"e\" { work, home }, phone "
        "name ... }";
    struct tree_file *file = read_clean(text);
    struct tree_entry *entry = file->items[0].declaration->entry;

    assert_int_equal(file->items[0].declaration->kind, KIND_DATA);
    assert_string_equal(entry->citing.text, "GDPR");
    assert_int_equal(entry->within.count, 2);
    assert_string_equal(entry->within.items[1].text, "std.other");
    assert_int_equal(entry->child_count, 3);
    assert_true(entry->open);
    assert_string_equal(under(entry->open_span), "...");
    assert_string_equal(under(entry->span), text + strlen("data "));
    assert_string_equal(entry->children[0]->children[1]->name.text, "home");
    assert_false(entry->children[0]->open);
    assert_true(entry->children[0]->has_body);
    assert_false(entry->children[2]->has_body);
    assert_string_equal(under(entry->children[0]->span),
                        "email \"e\" { work, home }");
}

static void every_kind_of_term_is_known(void **state)
{
    (void)state;
    struct tree_file *file = read_clean(
        "action a data a purpose a recipient a subject a region a condition a "
        "right a measure a event a basis a method a");

    assert_int_equal(file->item_count, KIND_COUNT);
    for (size_t at = 0; at < KIND_COUNT; at++)
        assert_int_equal(file->items[at].declaration->kind, at);
}

static void sections_nest_and_keep_their_order(void **state)
{
    (void)state;
    struct tree_section *section =
        read_clean("section a \"A\" notwithstanding b, c subject to d {\n"
                   "  \"prose\"\n"
                   "  we may share.\n"
                   "  section inner { }\n"
                   "}")
            ->items[0]
            .section;

    assert_string_equal(section->title.text, "A");
    assert_int_equal(section->orders.count, 2);
    assert_int_equal(section->orders.items[0].kind, QUALIFIER_NOTWITHSTANDING);
    assert_int_equal(section->orders.items[0].selection.names.count, 2);
    assert_int_equal(section->orders.items[1].kind, QUALIFIER_SUBJECT_TO);
    assert_int_equal(section->content_count, 3);
    assert_int_equal(section->contents[0].kind, CONTENT_PROSE);
    assert_int_equal(section->contents[1].kind, CONTENT_STATEMENT);
    assert_int_equal(section->contents[2].kind, CONTENT_SECTION);
    assert_null(section->contents[2].section->title.text);
}

static void statement_has_its_parts_and_spans(void **state)
{
    (void)state;
    const char *text =
        "sharing: we must not disclose personal except email and phone to "
        "third_party unless prior_consent as \"No.\".";
    struct tree_statement *statement = first_statement(text);

    assert_string_equal(statement->name.text, "sharing");
    assert_int_equal(statement->party, PARTY_WE);
    assert_int_equal(statement->modality, MODALITY_MUST_NOT);
    assert_string_equal(statement->verbs.items[0].text, "disclose");
    assert_int_equal(statement->objects.names.count, 1);
    assert_int_equal(statement->objects.except.count, 2);
    assert_string_equal(under(tree_selection_span(&statement->objects)),
                        "personal except email and phone");
    assert_int_equal(statement->qualifiers.count, 2);
    assert_string_equal(under(statement->qualifiers.items[0].span),
                        "to third_party");
    assert_string_equal(statement->wording.text, "No.");
    assert_string_equal(under(statement->span), text);
    assert_string_equal(under(statement->sentence), text + strlen("sharing: "));
    assert_string_equal(under(statement->party_name.span), "we");
}

static void parties_and_modalities_are_told_apart(void **state)
{
    (void)state;
    assert_int_equal(first_statement("we may a.")->modality, MODALITY_MAY);
    assert_int_equal(first_statement("we must a.")->modality, MODALITY_MUST);
    assert_int_equal(first_statement("we never a.")->modality, MODALITY_NEVER);
    assert_int_equal(first_statement("you may a.")->party, PARTY_YOU);

    struct tree_statement *statement = first_statement("r.partner may a.");

    assert_int_equal(statement->party, PARTY_NAMED);
    assert_string_equal(statement->party_name.text, "r.partner");
}

static void objects_are_optional_and_may_be_you(void **state)
{
    (void)state;
    assert_int_equal(first_statement("we may share.")->objects.names.count, 0);
    assert_true(first_statement("we must notify you.")->object_is_you);
    assert_string_equal(
        first_statement("we may share any.")->objects.names.items[0].text,
        "any");
}

static void lists_take_every_separator(void **state)
{
    (void)state;
    struct tree_statement *statement =
        first_statement("we may a, b and c or d, and e, or f x.");

    assert_int_equal(statement->verbs.count, 6);
    assert_string_equal(statement->verbs.items[5].text, "f");
    assert_string_equal(under(tree_names_span(&statement->verbs)),
                        "a, b and c or d, and e, or f");
}

static void check_qualifier(const char *text, enum tree_qualifier_kind kind)
{
    const char *sentence = arena_print(arena, "we must a x %s.", text);
    struct tree_statement *statement = first_statement(sentence);

    assert_int_equal(statement->qualifiers.count, 1);
    assert_int_equal(statement->qualifiers.items[0].kind, kind);
    assert_string_equal(under(statement->qualifiers.items[0].span), text);
}

static void every_qualifier_is_read(void **state)
{
    (void)state;
    check_qualifier("for a except b", QUALIFIER_FOR);
    check_qualifier("only to a", QUALIFIER_TO);
    check_qualifier("in a", QUALIFIER_IN);
    check_qualifier("of a", QUALIFIER_OF);
    check_qualifier("if a", QUALIFIER_IF);
    check_qualifier("when a", QUALIFIER_WHEN);
    check_qualifier("unless a", QUALIFIER_UNLESS);
    check_qualifier("within 72 hours after a", QUALIFIER_WITHIN);
    check_qualifier("up to 1 year", QUALIFIER_UP_TO);
    check_qualifier("at least 6 months after latest of a, b",
                    QUALIFIER_AT_LEAST);
    check_qualifier("every 12 months", QUALIFIER_EVERY);
    check_qualifier("before a", QUALIFIER_BEFORE);
    check_qualifier("on earliest of a and b", QUALIFIER_ON);
    check_qualifier("promptly after a", QUALIFIER_PROMPTLY);
    check_qualifier("with a and b", QUALIFIER_WITH);
    check_qualifier("by a", QUALIFIER_BY);
    check_qualifier("under a", QUALIFIER_UNDER);
    check_qualifier("citing \"GDPR\"", QUALIFIER_CITING);
    check_qualifier("notwithstanding a, b", QUALIFIER_NOTWITHSTANDING);
    check_qualifier("subject to a", QUALIFIER_SUBJECT_TO);
    check_qualifier("subject\n  to a", QUALIFIER_SUBJECT_TO);
}

static void qualifiers_hold_what_they_say(void **state)
{
    (void)state;
    struct tree_qualifiers all =
        first_statement("we must a x only for p within 72 hours after latest "
                        "of e, f promptly citing \"L\".")
            ->qualifiers;

    assert_true(all.items[0].only);
    assert_int_equal(all.items[1].duration.number, 72);
    assert_int_equal(all.items[1].duration.unit, UNIT_HOUR);
    assert_string_equal(under(all.items[1].duration.span), "72 hours");
    assert_int_equal(all.items[1].event.choice, EVENT_LATEST);
    assert_int_equal(all.items[1].event.names.count, 2);
    assert_int_equal(all.items[2].event.names.count, 0);
    assert_string_equal(all.items[3].string.text, "L");
}

static void and_binds_tighter_than_or(void **state)
{
    (void)state;
    struct tree_condition *top =
        first_statement("we may a if x or y and not (z or u).")
            ->qualifiers.items[0]
            .condition;

    assert_int_equal(top->kind, TREE_CONDITION_OR);
    assert_string_equal(top->left->name.text, "x");
    assert_int_equal(top->right->kind, TREE_CONDITION_AND);
    assert_int_equal(top->right->right->kind, TREE_CONDITION_NOT);
    assert_int_equal(top->right->right->left->kind, TREE_CONDITION_OR);
    assert_string_equal(under(top->right->right->left->span), "(z or u)");
    assert_string_equal(under(top->span), "x or y and not (z or u)");
}

static size_t depth_of(const struct tree_condition *condition)
{
    if (!condition)
        return 0;
    if (condition->kind == TREE_CONDITION_NAME)
        return 1;

    size_t left = depth_of(condition->left);
    size_t right = depth_of(condition->right);

    return 1 + (left > right ? left : right);
}

static void long_chain_makes_no_deep_tree(void **state)
{
    (void)state;
    enum { LINKS = 100000 };
    struct text text = { 0 };

    text_put(&text, "we may a if x");
    for (int link = 1; link < LINKS; link++)
        text_put(&text, " and x");
    text_put(&text, ".");

    struct tree_statement *statement = first_statement(text_string(&text));

    assert_true(depth_of(statement->qualifiers.items[0].condition) <= 18);
    text_destroy(&text);
}

static void deem_names_a_condition_and_an_event(void **state)
{
    (void)state;
    struct tree_statement *statement = first_statement(
        "use: deem prior_consent on continued_use as \"You agree.\".");

    assert_true(statement->deem);
    assert_string_equal(statement->verbs.items[0].text, "prior_consent");
    assert_string_equal(statement->deemed_on.text, "continued_use");
    assert_string_equal(statement->wording.text, "You agree.");
}

static void systems_hold_flows(void **state)
{
    (void)state;
    struct tree_system *system =
        read_clean("system mailer \"Mail\" {\n"
                   "  use usage for improvement.\n"
                   "  out: disclose email to mailgun if ok with encryption.\n"
                   "  notify you.\n"
                   "}")
            ->items[0]
            .system;

    assert_int_equal(system->flow_count, 3);
    assert_null(system->flows[0].name.text);
    assert_string_equal(system->flows[1].name.text, "out");
    assert_int_equal(system->flows[1].qualifiers.count, 3);
    assert_true(system->flows[2].object_is_you);
    assert_string_equal(under(system->flows[0].span),
                        "use usage for improvement.");
}

static void tests_expect_and_prove(void **state)
{
    (void)state;
    struct tree_test *test =
        read_clean("test \"promises\" {\n"
                   "  prove deny we use any for training if not (a or b).\n"
                   "  expect allow we share email to partner given a and b.\n"
                   "  expect silent partner notify you.\n"
                   "}")
            ->items[0]
            .test;

    assert_string_equal(test->title.text, "promises");
    assert_true(test->expectations[0].prove);
    assert_int_equal(test->expectations[0].verdict, TREE_DENY);
    assert_int_equal(test->expectations[0].question->condition->kind,
                     TREE_CONDITION_NOT);
    assert_int_equal(test->expectations[1].question->given.count, 2);
    assert_string_equal(under(test->expectations[1].question->span),
                        "we share email to partner");
    assert_int_equal(test->expectations[2].question->party, PARTY_NAMED);
    assert_true(test->expectations[2].question->object_is_you);
}

static void translations_pair_names_and_texts(void **state)
{
    (void)state;
    struct tree_translation *translation =
        read_clean("translation zh { email \"\xE9\x82\xAE\" a.b \"x\" }")
            ->items[0]
            .translation;

    assert_string_equal(translation->language.text, "zh");
    assert_int_equal(translation->pair_count, 2);
    assert_string_equal(translation->pairs[0].text.text, "\xE9\x82\xAE");
    assert_string_equal(translation->pairs[1].name.text, "a.b");
}

static void packs_keep_the_text_of_requirements(void **state)
{
    (void)state;
    struct tree_pack *pack =
        read_clean("pack gdpr \"GDPR\" {\n"
                   "  require g12 \"concise\": some { we may. } (text, 3).\n"
                   "  require g13: prove.\n"
                   "}")
            ->items[0]
            .pack;

    assert_int_equal(pack->requirement_count, 2);
    assert_string_equal(pack->requirements[0].title.text, "concise");
    assert_string_equal(under(pack->requirements[0].body),
                        "some { we may. } (text, 3)");
    assert_string_equal(under(pack->requirements[1].body), "prove");
}

static void words_that_open_something_are_names_elsewhere(void **state)
{
    (void)state;
    read_clean(
        "policy policy { data \"x\" subject region, test version 1 }\n"
        "data data { test, policy, system \"s\", pack { require, deny ... } }\n"
        "data: we may silent data and test for policy to system of subject.\n"
        "data may test action.\n"
        "section test subject to section {\n"
        "  right: test may allow right if condition and not event.\n"
        "  deem condition on event.\n"
        "}\n"
        "test \"t\" { expect deny test test test for test given test. }\n"
        "system system { test test. data: data. }\n"
        "translation test { data \"x\" test \"y\" }\n"
        "import data\n");

    struct tree_statement *statement = first_statement("data may test action.");

    assert_string_equal(statement->party_name.text, "data");
    assert_ptr_equal(statement->party_name.text, name_find(names, "data", 4));
}

static void questions_are_read_with_and_without_a_full_stop(void **state)
{
    (void)state;
    struct tree_question *question = read_question(
        "we share email to partner for advertising given prior_consent");

    assert_non_null(question);
    assert_int_equal(question->places.count, 2);
    assert_string_equal(question->given.items[0].text, "prior_consent");
    assert_non_null(read_question("we share email."));
    assert_non_null(read_question("partner share email\n  given a, b .\n"));
    assert_int_equal(findings.count, 0);
}

static void a_question_may_leave_one_dimension_open(void **state)
{
    (void)state;
    struct tree_question *question = read_question("we share ? to partner");

    assert_non_null(question);
    assert_string_equal(question->objects.names.items[0].text, "?");
    question = read_question("? share email");
    assert_non_null(question);
    assert_int_equal(question->party, PARTY_NAMED);
    assert_string_equal(question->party_name.text, "?");
    assert_null(read_question("we share"
                              " email to partner for"));
    assert_int_equal(findings.count, 1);
}

static void what_a_comment_silences_is_collected(void **state)
{
    (void)state;
    struct tree_file *file =
        read_clean("# writ: allow open-list because the law says so  \n"
                   "we may a. #writ:allow no-basis\n"
                   "# writ is no word to the checker here\n");

    assert_int_equal(file->allowance_count, 2);
    assert_string_equal(file->allowances[0].slug, "open-list");
    assert_string_equal(file->allowances[0].reason, "the law says so");
    assert_string_equal(under(file->allowances[0].span),
                        "# writ: allow open-list because the law says so");
    assert_string_equal(file->allowances[1].slug, "no-basis");
    assert_null(file->allowances[1].reason);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        READING(empty_text_is_a_file_that_says_nothing),
        READING(policy_has_fields_of_every_type),
        READING(imports_name_a_library_or_a_file),
        READING(terms_form_a_hierarchy),
        READING(every_kind_of_term_is_known),
        READING(sections_nest_and_keep_their_order),
        READING(statement_has_its_parts_and_spans),
        READING(parties_and_modalities_are_told_apart),
        READING(objects_are_optional_and_may_be_you),
        READING(lists_take_every_separator),
        READING(every_qualifier_is_read),
        READING(qualifiers_hold_what_they_say),
        READING(and_binds_tighter_than_or),
        READING(long_chain_makes_no_deep_tree),
        READING(deem_names_a_condition_and_an_event),
        READING(systems_hold_flows),
        READING(tests_expect_and_prove),
        READING(translations_pair_names_and_texts),
        READING(packs_keep_the_text_of_requirements),
        READING(words_that_open_something_are_names_elsewhere),
        READING(questions_are_read_with_and_without_a_full_stop),
        READING(a_question_may_leave_one_dimension_open),
        READING(what_a_comment_silences_is_collected),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
