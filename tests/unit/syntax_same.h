#ifndef WRIT_TESTS_UNIT_SYNTAX_SAME_H
#define WRIT_TESTS_UNIT_SYNTAX_SAME_H

/* Whether two trees say the same in the same places: what the swift and the
 * careful reader make of one text, with one table of names. For the unit tests
 * and for the fuzzer. */

#include "syntax/tree.h"

#include <string.h>

static inline bool same_span(struct span a, struct span b)
{
    return a.start == b.start && a.end == b.end;
}

static inline bool same_text(const char *a, const char *b)
{
    return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

static inline bool same_name(struct tree_name a, struct tree_name b)
{
    return a.text == b.text && same_span(a.span, b.span);
}

/* Labels are not interned. */
static inline bool same_label(struct tree_name a, struct tree_name b)
{
    return same_text(a.text, b.text) && same_span(a.span, b.span);
}

static inline bool same_names(struct tree_names a, struct tree_names b)
{
    bool same = a.count == b.count;

    for (size_t at = 0; same && at < a.count; at++)
        same = same_name(a.items[at], b.items[at]);
    return same;
}

static inline bool same_string(struct tree_string a, struct tree_string b)
{
    return same_text(a.text, b.text) && same_span(a.span, b.span);
}

static inline bool same_selection(const struct tree_selection *a,
                                  const struct tree_selection *b)
{
    return same_names(a->names, b->names) && same_names(a->except, b->except);
}

static inline bool same_condition(const struct tree_condition *a,
                                  const struct tree_condition *b)
{
    if (a == NULL || b == NULL)
        return a == b;
    if (a->kind != b->kind || !same_span(a->span, b->span))
        return false;
    if (a->kind == TREE_CONDITION_NAME)
        return same_name(a->name, b->name);
    return same_condition(a->left, b->left) &&
           same_condition(a->right, b->right);
}

static inline bool same_time(const struct tree_qualifier *a,
                             const struct tree_qualifier *b)
{
    return a->duration.number == b->duration.number &&
           a->duration.unit == b->duration.unit &&
           same_span(a->duration.span, b->duration.span) &&
           a->event.choice == b->event.choice &&
           same_names(a->event.names, b->event.names);
}

static inline bool same_qualifier(const struct tree_qualifier *a,
                                  const struct tree_qualifier *b)
{
    if (a->kind != b->kind || a->only != b->only ||
        !same_span(a->span, b->span))
        return false;
    switch (a->kind) {
    case QUALIFIER_IF:
    case QUALIFIER_WHEN:
    case QUALIFIER_UNLESS: return same_condition(a->condition, b->condition);
    case QUALIFIER_WITHIN:
    case QUALIFIER_UP_TO:
    case QUALIFIER_AT_LEAST:
    case QUALIFIER_EVERY:
    case QUALIFIER_BEFORE:
    case QUALIFIER_ON:
    case QUALIFIER_PROMPTLY: return same_time(a, b);
    case QUALIFIER_CITING: return same_string(a->string, b->string);
    case QUALIFIER_FOR:
    case QUALIFIER_TO:
    case QUALIFIER_IN:
    case QUALIFIER_OF:
    case QUALIFIER_WITH:
    case QUALIFIER_BY:
    case QUALIFIER_UNDER:
    case QUALIFIER_NOTWITHSTANDING:
    case QUALIFIER_SUBJECT_TO: break;
    }
    return same_selection(&a->selection, &b->selection);
}

static inline bool same_qualifiers(struct tree_qualifiers a,
                                   struct tree_qualifiers b)
{
    bool same = a.count == b.count;

    for (size_t at = 0; same && at < a.count; at++)
        same = same_qualifier(&a.items[at], &b.items[at]);
    return same;
}

static inline bool same_statement(const struct tree_statement *a,
                                  const struct tree_statement *b)
{
    return same_label(a->name, b->name) && same_span(a->span, b->span) &&
           same_span(a->sentence, b->sentence) && a->deem == b->deem &&
           a->object_is_you == b->object_is_you && a->party == b->party &&
           a->modality == b->modality &&
           same_name(a->party_name, b->party_name) &&
           same_names(a->verbs, b->verbs) &&
           same_selection(&a->objects, &b->objects) &&
           same_qualifiers(a->qualifiers, b->qualifiers) &&
           same_string(a->wording, b->wording);
}

static inline bool same_section(const struct tree_section *a,
                                const struct tree_section *b);

static inline bool same_content(const struct tree_content *a,
                                const struct tree_content *b)
{
    if (a->kind != b->kind)
        return false;
    if (a->kind == CONTENT_SECTION)
        return same_section(a->section, b->section);
    if (a->kind == CONTENT_STATEMENT)
        return same_statement(a->statement, b->statement);
    return same_label(a->prose->name, b->prose->name) &&
           same_string(a->prose->string, b->prose->string);
}

static inline bool same_section(const struct tree_section *a,
                                const struct tree_section *b)
{
    bool same =
        same_name(a->name, b->name) && same_string(a->title, b->title) &&
        same_qualifiers(a->orders, b->orders) &&
        a->content_count == b->content_count && same_span(a->span, b->span);

    for (size_t at = 0; same && at < a->content_count; at++)
        same = same_content(&a->contents[at], &b->contents[at]);
    return same;
}

static inline bool same_entry(const struct tree_entry *a,
                              const struct tree_entry *b)
{
    bool same =
        same_name(a->name, b->name) && same_string(a->label, b->label) &&
        same_string(a->citing, b->citing) && same_names(a->within, b->within) &&
        a->child_count == b->child_count && a->open == b->open &&
        a->has_body == b->has_body && same_span(a->open_span, b->open_span) &&
        same_span(a->span, b->span);

    for (size_t at = 0; same && at < a->child_count; at++)
        same = same_entry(a->children[at], b->children[at]);
    return same;
}

static inline bool same_field(const struct tree_field *a,
                              const struct tree_field *b)
{
    bool same = same_name(a->name, b->name) &&
                a->value_count == b->value_count && same_span(a->span, b->span);

    for (size_t at = 0; same && at < a->value_count; at++)
        same = a->values[at].kind == b->values[at].kind &&
               same_text(a->values[at].text, b->values[at].text) &&
               same_span(a->values[at].span, b->values[at].span);
    return same;
}

static inline bool same_policy(const struct tree_policy *a,
                               const struct tree_policy *b)
{
    bool same = same_name(a->name, b->name) &&
                same_string(a->title, b->title) &&
                a->field_count == b->field_count && same_span(a->span, b->span);

    for (size_t at = 0; same && at < a->field_count; at++)
        same = same_field(&a->fields[at], &b->fields[at]);
    return same;
}

static inline bool same_import(const struct tree_import *a,
                               const struct tree_import *b)
{
    return same_name(a->name, b->name) && same_string(a->file, b->file) &&
           same_span(a->span, b->span);
}

static inline bool same_flow(const struct tree_flow *a,
                             const struct tree_flow *b)
{
    return same_label(a->name, b->name) && same_names(a->verbs, b->verbs) &&
           a->object_is_you == b->object_is_you &&
           same_selection(&a->objects, &b->objects) &&
           same_qualifiers(a->qualifiers, b->qualifiers) &&
           same_span(a->span, b->span);
}

static inline bool same_system(const struct tree_system *a,
                               const struct tree_system *b)
{
    bool same = same_name(a->name, b->name) &&
                same_string(a->label, b->label) &&
                a->flow_count == b->flow_count && same_span(a->span, b->span);

    for (size_t at = 0; same && at < a->flow_count; at++)
        same = same_flow(&a->flows[at], &b->flows[at]);
    return same;
}

static inline bool same_question(const struct tree_question *a,
                                 const struct tree_question *b)
{
    return a->party == b->party && same_name(a->party_name, b->party_name) &&
           same_names(a->verbs, b->verbs) &&
           a->object_is_you == b->object_is_you &&
           same_selection(&a->objects, &b->objects) &&
           same_qualifiers(a->places, b->places) &&
           same_names(a->given, b->given) &&
           same_condition(a->condition, b->condition) &&
           same_span(a->span, b->span);
}

static inline bool same_test(const struct tree_test *a,
                             const struct tree_test *b)
{
    bool same = same_string(a->title, b->title) &&
                a->expectation_count == b->expectation_count &&
                same_span(a->span, b->span);

    for (size_t at = 0; same && at < a->expectation_count; at++) {
        const struct tree_expectation *left = &a->expectations[at];
        const struct tree_expectation *right = &b->expectations[at];

        same = left->prove == right->prove && left->verdict == right->verdict &&
               same_question(left->question, right->question) &&
               same_span(left->span, right->span);
    }
    return same;
}

static inline bool same_translation(const struct tree_translation *a,
                                    const struct tree_translation *b)
{
    bool same = same_name(a->language, b->language) &&
                a->pair_count == b->pair_count && same_span(a->span, b->span);

    for (size_t at = 0; same && at < a->pair_count; at++)
        same = same_name(a->pairs[at].name, b->pairs[at].name) &&
               same_string(a->pairs[at].text, b->pairs[at].text);
    return same;
}

static inline bool same_pack(const struct tree_pack *a,
                             const struct tree_pack *b)
{
    bool same = same_name(a->name, b->name) &&
                same_string(a->title, b->title) &&
                a->requirement_count == b->requirement_count &&
                same_span(a->span, b->span);

    for (size_t at = 0; same && at < a->requirement_count; at++)
        same =
            same_label(a->requirements[at].name, b->requirements[at].name) &&
            same_string(a->requirements[at].title, b->requirements[at].title) &&
            same_span(a->requirements[at].body, b->requirements[at].body);
    return same;
}

static inline bool same_item(const struct tree_item *a,
                             const struct tree_item *b)
{
    if (a->kind != b->kind)
        return false;
    switch (a->kind) {
    case ITEM_POLICY: return same_policy(a->policy, b->policy);
    case ITEM_IMPORT: return same_import(a->import, b->import);
    case ITEM_DECLARATION:
        return a->declaration->kind == b->declaration->kind &&
               same_entry(a->declaration->entry, b->declaration->entry);
    case ITEM_RENAMING:
        return a->renaming->kind == b->renaming->kind &&
               same_name(a->renaming->from, b->renaming->from) &&
               same_name(a->renaming->to, b->renaming->to) &&
               same_span(a->renaming->span, b->renaming->span);
    case ITEM_SECTION: return same_section(a->section, b->section);
    case ITEM_STATEMENT: return same_statement(a->statement, b->statement);
    case ITEM_SYSTEM: return same_system(a->system, b->system);
    case ITEM_TEST: return same_test(a->test, b->test);
    case ITEM_TRANSLATION:
        return same_translation(a->translation, b->translation);
    case ITEM_PACK: return same_pack(a->pack, b->pack);
    }
    return false;
}

static inline bool same_file(const struct tree_file *a,
                             const struct tree_file *b)
{
    bool same = a->source == b->source && a->item_count == b->item_count &&
                a->allowance_count == b->allowance_count;

    for (size_t at = 0; same && at < a->item_count; at++)
        same = same_item(&a->items[at], &b->items[at]);
    for (size_t at = 0; same && at < a->allowance_count; at++)
        same = same_text(a->allowances[at].slug, b->allowances[at].slug) &&
               same_text(a->allowances[at].reason, b->allowances[at].reason) &&
               same_span(a->allowances[at].span, b->allowances[at].span);
    return same;
}

#endif
