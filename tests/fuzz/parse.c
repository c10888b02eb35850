/* Any bytes, read as a file and as a question. Beyond not crashing: every span
 * lies in the text and inside that of what it is part of, every name has text,
 * no tree is deeper than the reader allows, faults are told in moderation, and
 * the swift reader takes what the careful one finds no fault with, and that
 * alone, to the same tree. Its layout says the same and stays as it is. */

#include "syntax/parse.h"
#include "../unit/syntax_same.h"
#include "base/arena.h"
#include "base/name.h"
#include "syntax/format.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MOST_FINDINGS = 101, DEEPEST = 256 };

static void hold(int holds, const char *what)
{
    if (!holds) {
        fprintf(stderr, "does not hold: %s\n", what);
        abort();
    }
}

static void within(struct span outer, struct span inner)
{
    hold(inner.start <= inner.end, "a span ends behind its start");
    hold(outer.start <= inner.start && inner.end <= outer.end,
         "a part lies inside the whole");
}

static void check_name(struct span outer, struct tree_name name)
{
    hold(name.text != NULL && name.text[0] != '\0', "a name has text");
    within(outer, name.span);
}

static void check_names(struct span outer, struct tree_names names)
{
    for (size_t at = 0; at < names.count; at++)
        check_name(outer, names.items[at]);
}

static void check_string(struct span outer, struct tree_string string)
{
    if (string.text)
        within(outer, string.span);
}

static void check_selection(struct span outer, struct tree_selection selection)
{
    check_names(outer, selection.names);
    check_names(outer, selection.except);
}

static void check_condition(struct span outer,
                            const struct tree_condition *condition,
                            size_t depth)
{
    if (!condition)
        return;
    /* a level of nesting may hold a chain of `or` of chains of `and` */
    hold(depth < (size_t)DEEPEST * 40, "a condition is not too deep");
    within(outer, condition->span);
    if (condition->kind == TREE_CONDITION_NAME) {
        check_name(condition->span, condition->name);
        return;
    }
    check_condition(condition->span, condition->left, depth + 1);
    check_condition(condition->span, condition->right, depth + 1);
}

static void check_qualifier(const struct tree_qualifier *item)
{
    switch (item->kind) {
    case QUALIFIER_IF:
    case QUALIFIER_WHEN:
    case QUALIFIER_UNLESS:
        check_condition(item->span, item->condition, 0);
        break;
    case QUALIFIER_WITHIN:
    case QUALIFIER_UP_TO:
    case QUALIFIER_AT_LEAST:
    case QUALIFIER_EVERY:
    case QUALIFIER_BEFORE:
    case QUALIFIER_ON:
    case QUALIFIER_PROMPTLY: check_names(item->span, item->event.names); break;
    case QUALIFIER_CITING: check_string(item->span, item->string); break;
    case QUALIFIER_FOR:
    case QUALIFIER_TO:
    case QUALIFIER_IN:
    case QUALIFIER_OF:
    case QUALIFIER_WITH:
    case QUALIFIER_BY:
    case QUALIFIER_UNDER:
    case QUALIFIER_NOTWITHSTANDING:
    case QUALIFIER_SUBJECT_TO:
        check_selection(item->span, item->selection);
        break;
    }
}

static void check_qualifiers(struct span outer,
                             struct tree_qualifiers qualifiers)
{
    for (size_t at = 0; at < qualifiers.count; at++) {
        const struct tree_qualifier *item = &qualifiers.items[at];

        within(outer, item->span);
        check_qualifier(item);
    }
}

static void check_statement(struct span outer,
                            const struct tree_statement *statement)
{
    within(outer, statement->span);
    within(statement->span, statement->sentence);
    if (statement->name.text)
        check_name(statement->span, statement->name);
    hold(statement->verbs.count > 0, "a statement has a verb");
    check_names(statement->sentence, statement->verbs);
    check_selection(statement->sentence, statement->objects);
    check_qualifiers(statement->sentence, statement->qualifiers);
    check_string(statement->sentence, statement->wording);
}

static void check_section(struct span outer, const struct tree_section *section,
                          size_t depth)
{
    hold(depth < DEEPEST, "a section is not too deep");
    within(outer, section->span);
    if (section->name.text)
        check_name(section->span, section->name);
    check_string(section->span, section->title);
    check_qualifiers(section->span, section->orders);
    for (size_t at = 0; at < section->content_count; at++) {
        const struct tree_content *content = &section->contents[at];

        if (content->kind == CONTENT_SECTION)
            check_section(section->span, content->section, depth + 1);
        else if (content->kind == CONTENT_STATEMENT)
            check_statement(section->span, content->statement);
        else
            check_string(section->span, content->prose->string);
    }
}

static void check_entry(struct span outer, const struct tree_entry *entry,
                        size_t depth)
{
    hold(depth < DEEPEST, "a term is not too deep");
    within(outer, entry->span);
    check_name(entry->span, entry->name);
    check_string(entry->span, entry->label);
    check_string(entry->span, entry->citing);
    check_names(entry->span, entry->within);
    for (size_t at = 0; at < entry->child_count; at++)
        check_entry(entry->span, entry->children[at], depth + 1);
}

static void check_question(struct span outer,
                           const struct tree_question *question)
{
    if (!question)
        return;
    within(outer, question->span);
    check_names(outer, question->verbs);
    check_selection(question->span, question->objects);
    check_qualifiers(question->span, question->places);
    check_names(outer, question->given);
    check_condition(outer, question->condition, 0);
}

static void check_system(struct span outer, const struct tree_system *system)
{
    within(outer, system->span);
    for (size_t at = 0; at < system->flow_count; at++) {
        const struct tree_flow *flow = &system->flows[at];

        within(system->span, flow->span);
        check_names(flow->span, flow->verbs);
        check_selection(flow->span, flow->objects);
        check_qualifiers(flow->span, flow->qualifiers);
    }
}

static void check_test(struct span outer, const struct tree_test *test)
{
    within(outer, test->span);
    for (size_t at = 0; at < test->expectation_count; at++) {
        within(test->span, test->expectations[at].span);
        check_question(test->expectations[at].span,
                       test->expectations[at].question);
    }
}

static void check_rest(struct span outer, const struct tree_item *item)
{
    if (item->kind == ITEM_POLICY) {
        within(outer, item->policy->span);
        for (size_t at = 0; at < item->policy->field_count; at++)
            within(item->policy->span, item->policy->fields[at].span);
    } else if (item->kind == ITEM_IMPORT) {
        within(outer, item->import->span);
    } else if (item->kind == ITEM_RENAMING) {
        within(outer, item->renaming->span);
    } else if (item->kind == ITEM_TRANSLATION) {
        within(outer, item->translation->span);
    } else if (item->kind == ITEM_PACK) {
        within(outer, item->pack->span);
        for (size_t at = 0; at < item->pack->requirement_count; at++)
            within(item->pack->span, item->pack->requirements[at].body);
    }
}

static void check_item(struct span outer, const struct tree_item *item)
{
    if (item->kind == ITEM_DECLARATION)
        check_entry(outer, item->declaration->entry, 0);
    else if (item->kind == ITEM_SECTION)
        check_section(outer, item->section, 0);
    else if (item->kind == ITEM_STATEMENT)
        check_statement(outer, item->statement);
    else if (item->kind == ITEM_SYSTEM)
        check_system(outer, item->system);
    else if (item->kind == ITEM_TEST)
        check_test(outer, item->test);
    else
        check_rest(outer, item);
}

static void check_findings(struct span outer, const struct findings *findings)
{
    hold(findings->count <= MOST_FINDINGS, "faults are told in moderation");
    for (size_t at = 0; at < findings->count; at++) {
        within(outer, findings->items[at].span);
        hold(findings->items[at].help != NULL, "a finding has its help");
    }
}

static void check_file(const struct reading *reading, struct source *source,
                       struct span whole)
{
    const struct tree_file *swift = parse_swiftly(reading, source);

    hold(reading->findings->count == 0, "the swift reader tells nothing");

    const struct tree_file *file = parse_carefully(reading, source);

    hold((swift != NULL) == (reading->findings->count == 0),
         "the swift reader reads what is right");
    hold(swift == NULL || same_file(swift, file), "the readers agree");
    for (size_t at = 0; at < file->item_count; at++)
        check_item(whole, &file->items[at]);
    for (size_t at = 0; at < file->allowance_count; at++)
        within(whole, file->allowances[at].span);
}

/* The layout of a file that reads without fault says the same, and is its own
 * layout. */
static void check_layout(const struct reading *reading,
                         const struct tree_file *file)
{
    struct text once = { NULL, 0, 0 };
    struct text again = { NULL, 0, 0 };

    hold(format_file(reading, file, &once), "a layout says the same");
    const char *copy =
        arena_copy(reading->arena, text_string(&once), once.length);
    struct source *source =
        source_add(reading->sources, "layout", NULL,
                   (const unsigned char *)copy, once.length, false);
    struct tree_file *laid_out = parse_file(reading, source);
    hold(reading->findings->count == 0, "a layout reads without fault");
    hold(format_file(reading, laid_out, &again), "it can be laid out again");
    hold(strcmp(text_string(&once), text_string(&again)) == 0,
         "laid out once, a text stays the same");
    text_destroy(&once);
    text_destroy(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_create();
    struct names *names = names_create(arena);

    for (int asking = 0; asking < 2; asking++) {
        struct sources sources = { .arena = arena };
        struct findings findings = { .arena = arena };
        struct reading reading = { arena, names, &sources, &findings };
        const char *copy = arena_copy(arena, (const char *)data, size);
        struct source *source = source_add(
            &sources, "fuzz", NULL, (const unsigned char *)copy, size, false);
        struct span whole = { source->base, source->base + source->length };

        if (asking)
            check_question(whole, parse_question(&reading, source));
        else
            check_file(&reading, source, whole);
        check_findings(whole, &findings);
        if (!asking && findings.count == 0)
            check_layout(&reading, parse_file(&reading, source));
    }
    arena_destroy(arena);
    return 0;
}
