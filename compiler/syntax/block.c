/* The constructors of what stands in braces, and of a file: header, vocabulary,
 * sections, systems, tests, translations, packs. Invariant as in build.c: a
 * block takes over its list of parts once it is closed. */

#include "syntax/build.h"

#include "base/arena.h"
#include "base/name.h"
#include "syntax/reader.h"

static void *new_node(struct reader *reader, size_t size)
{
    return arena_allocate(reader->reading->arena, size);
}

/* --- file --------------------------------------------------------------- */

void build_item(struct reader *reader, struct tree_item item)
{
    struct tree_file *file = reader->file;

    file->items = arena_extend(reader->reading->arena, file->items,
                               file->item_count, sizeof *file->items);
    file->items[file->item_count++] = item;
}

void build_asked(struct reader *reader, struct tree_question *question,
                 struct tree_names given)
{
    question->given = given;
    if (given.count > 0)
        question->span.end = tree_names_span(&given).end;
    reader->question = question;
}

struct build_head build_head(struct tree_name name, struct tree_string title)
{
    return (struct build_head){ name, title };
}

/* Whoever reads the tree may rely on a name. */
struct build_head build_unnamed(struct reader *reader, struct span span)
{
    static const char unnamed[] = "unnamed";

    return (struct build_head){
        .name = { .text = name_intern(reader->reading->names, unnamed,
                                      sizeof unnamed - 1),
                  .span = span },
    };
}

struct tree_string build_untitled(struct span span)
{
    return (struct tree_string){ "", span };
}

struct tree_value build_value(enum tree_value_kind kind, const char *text,
                              struct span span)
{
    return (struct tree_value){ kind, text, span };
}

struct tree_field build_field(struct reader *reader, struct tree_name name,
                              struct tree_value value, struct span span)
{
    struct tree_field field = { .name = name };

    return build_value_add(reader, field, value, span);
}

struct tree_field build_value_add(struct reader *reader,
                                  struct tree_field field,
                                  struct tree_value value, struct span span)
{
    field.values = arena_extend(reader->reading->arena, field.values,
                                field.value_count, sizeof *field.values);
    field.values[field.value_count++] = value;
    field.span = span;
    return field;
}

struct tree_policy *build_policy(struct reader *reader, struct build_head head,
                                 struct build_list fields, struct span span)
{
    struct tree_policy *policy = new_node(reader, sizeof *policy);

    *policy = (struct tree_policy){
        .name = head.name,
        .title = head.title,
        .fields = fields.items,
        .field_count = fields.count,
        .span = span,
    };
    return policy;
}

struct tree_import *build_import(struct reader *reader, struct tree_name name,
                                 struct span span)
{
    struct tree_import *import = new_node(reader, sizeof *import);

    import->name = name;
    import->span = span;
    return import;
}

struct tree_import *build_import_file(struct reader *reader,
                                      struct tree_string file, struct span span)
{
    struct tree_import *import = new_node(reader, sizeof *import);

    import->file = file;
    import->span = span;
    return import;
}

/* --- vocabulary --------------------------------------------------------- */

struct tree_declaration *build_declaration(struct reader *reader,
                                           enum kind kind,
                                           struct tree_entry *entry)
{
    struct tree_declaration *declaration =
        new_node(reader, sizeof *declaration);

    declaration->kind = kind;
    declaration->entry = entry;
    return declaration;
}

struct tree_renaming *build_renaming(struct reader *reader, enum kind kind,
                                     struct tree_name from, struct tree_name to,
                                     struct span span)
{
    struct tree_renaming *renaming = new_node(reader, sizeof *renaming);

    *renaming = (struct tree_renaming){ kind, from, to, span };
    return renaming;
}

struct tree_entry *build_entry(struct reader *reader, struct tree_name name,
                               struct tree_string label,
                               struct tree_string citing,
                               struct tree_names within)
{
    struct tree_entry *entry = new_node(reader, sizeof *entry);

    entry->name = name;
    entry->label = label;
    entry->citing = citing;
    entry->within = within;
    return entry;
}

struct tree_entry *build_entry_end(struct tree_entry *entry,
                                   struct build_body body, struct span span)
{
    entry->children = body.entries.items;
    entry->child_count = body.entries.count;
    entry->open = body.open;
    entry->has_body = body.present;
    entry->open_span = body.open_span;
    entry->span = span;
    return entry;
}

struct build_body build_body(struct build_list entries)
{
    return (struct build_body){ .present = true, .entries = entries };
}

struct build_body build_open_body(struct build_list entries, struct span dots)
{
    return (struct build_body){
        .present = true,
        .entries = entries,
        .open = true,
        .open_span = dots,
    };
}

/* --- sections ----------------------------------------------------------- */

struct tree_section *build_section(struct reader *reader,
                                   struct build_head head,
                                   struct tree_qualifiers orders)
{
    struct tree_section *section = new_node(reader, sizeof *section);

    section->name = head.name;
    section->title = head.title;
    section->orders = orders;
    return section;
}

struct tree_section *build_section_end(struct tree_section *section,
                                       struct build_list contents,
                                       struct span span)
{
    section->contents = contents.items;
    section->content_count = contents.count;
    section->span = span;
    return section;
}

struct tree_content build_prose(struct reader *reader, struct tree_name name,
                                struct tree_string string)
{
    struct tree_prose *prose = new_node(reader, sizeof *prose);

    prose->name = name;
    prose->string = string;
    return (struct tree_content){ .kind = CONTENT_PROSE, .prose = prose };
}

/* --- systems, tests, translations, packs -------------------------------- */

struct tree_flow *build_flow(struct reader *reader, struct tree_names verbs)
{
    struct tree_flow *flow = new_node(reader, sizeof *flow);

    flow->verbs = verbs;
    return flow;
}

struct tree_flow *build_flow_objects(struct tree_flow *flow,
                                     struct tree_selection objects)
{
    flow->objects = objects;
    return flow;
}

struct tree_flow *build_flow_you(struct tree_flow *flow)
{
    flow->object_is_you = true;
    return flow;
}

struct tree_flow *build_flow_end(struct tree_flow *flow,
                                 struct tree_qualifiers qualifiers,
                                 struct tree_name name, struct span span)
{
    flow->qualifiers = qualifiers;
    flow->name = name;
    flow->span = span;
    return flow;
}

struct tree_system *build_system(struct reader *reader, struct build_head head,
                                 struct build_list flows, struct span span)
{
    struct tree_system *system = new_node(reader, sizeof *system);

    *system = (struct tree_system){
        .name = head.name,
        .label = head.title,
        .flows = flows.items,
        .flow_count = flows.count,
        .span = span,
    };
    return system;
}

struct tree_question *build_question(struct reader *reader,
                                     struct build_party party,
                                     struct tree_names verbs)
{
    struct tree_question *question = new_node(reader, sizeof *question);

    question->party = party.party;
    question->party_name = party.name;
    question->verbs = verbs;
    return question;
}

struct tree_question *build_question_objects(struct tree_question *question,
                                             struct tree_selection objects)
{
    question->objects = objects;
    return question;
}

struct tree_question *build_question_you(struct tree_question *question)
{
    question->object_is_you = true;
    return question;
}

struct tree_question *build_question_end(struct tree_question *question,
                                         struct tree_qualifiers places,
                                         struct span span)
{
    question->places = places;
    question->span = span;
    return question;
}

struct tree_expectation build_expect(enum tree_verdict verdict,
                                     struct tree_question *question,
                                     struct tree_names given, struct span span)
{
    question->given = given;
    return (struct tree_expectation){ false, verdict, question, span };
}

struct tree_expectation build_prove(enum tree_verdict verdict,
                                    struct tree_question *question,
                                    struct tree_condition *condition,
                                    struct span span)
{
    question->condition = condition;
    return (struct tree_expectation){ true, verdict, question, span };
}

struct tree_test *build_test(struct reader *reader, struct tree_string title,
                             struct build_list expectations, struct span span)
{
    struct tree_test *test = new_node(reader, sizeof *test);

    *test = (struct tree_test){
        .title = title,
        .expectations = expectations.items,
        .expectation_count = expectations.count,
        .span = span,
    };
    return test;
}

struct tree_translation *build_translation(struct reader *reader,
                                           struct tree_name language,
                                           struct build_list pairs,
                                           struct span span)
{
    struct tree_translation *translation =
        new_node(reader, sizeof *translation);

    *translation = (struct tree_translation){
        .language = language,
        .pairs = pairs.items,
        .pair_count = pairs.count,
        .span = span,
    };
    return translation;
}

struct tree_requirement build_requirement(struct tree_name name,
                                          struct tree_string title,
                                          struct span body)
{
    return (struct tree_requirement){ name, title, body };
}

struct tree_pack *build_pack(struct reader *reader, struct build_head head,
                             struct build_list requirements, struct span span)
{
    struct tree_pack *pack = new_node(reader, sizeof *pack);

    *pack = (struct tree_pack){
        .name = head.name,
        .title = head.title,
        .requirements = requirements.items,
        .requirement_count = requirements.count,
        .span = span,
    };
    return pack;
}
