/* The document: sections and statements in reading order, each with its full
 * name. An imported file's contents stand where it is imported, once. */

#include "model/match.h"
#include "model/resolver.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* --- full names ----------------------------------------------------------- */

enum { MOST_PARTS = 5 };

/* The full name of what a section holds, its own name being the parts put
 * together. */
static const char *join(struct resolver *resolver,
                        const struct section *section, const char *const *parts,
                        size_t count)
{
    size_t lengths[MOST_PARTS];
    size_t start = strlen(section->name);
    size_t length = start > 0 ? start + 1 : 0;
    for (size_t i = 0; i < count; i++) {
        lengths[i] = strlen(parts[i]);
        length += lengths[i];
    }
    char *full = arena_allocate(resolver->arena, length + 1);
    char *at = full;
    if (start > 0) {
        memcpy(full, section->name, start);
        full[start] = '.';
        at += start + 1;
    }
    for (size_t i = 0; i < count; i++) {
        memcpy(at, parts[i], lengths[i]);
        at += lengths[i];
    }
    return full;
}

static const char *join_name(struct resolver *resolver,
                             const struct section *section, const char *name)
{
    return join(resolver, section, &name, 1);
}

/* "may_share_email" from "we may share email to partner". */
static const char *make_up(struct resolver *resolver,
                           const struct section *section,
                           const struct tree_statement *tree)
{
    static const char *const modality[] = { "may", "must", "must_not",
                                            "never" };
    const struct tree_names *lists[] = { &tree->verbs, &tree->objects.names };
    const char *parts[MOST_PARTS] = { tree->deem ? "deem"
                                                 : modality[tree->modality] };
    size_t count = 1;
    for (size_t i = 0; i < 2; i++) {
        if (lists[i]->count > 0) {
            const char *word = lists[i]->items[0].text;
            const char *dot = strrchr(word, '.');
            parts[count++] = "_";
            parts[count++] = dot != NULL ? dot + 1 : word;
        }
    }
    return join(resolver, section, parts, count);
}

/* A section has room for what its tree holds. */
static void add_content(struct resolver *resolver, struct section *section,
                        struct content content)
{
    struct content *added = &section->contents[section->content_count++];
    *added = content;
    if (content.name != NULL) {
        match_add(resolver->policy->matches, added);
    }
}

static void add_statement(struct resolver *resolver, struct section *section,
                          const struct tree_statement *tree)
{
    struct policy *policy = resolver->policy;
    struct statement *statement = resolve_statement(resolver, tree, section);
    statement->index = policy->statement_count;
    statement->named = tree->name.text != NULL;
    statement->name = statement->named
                          ? join_name(resolver, section, tree->name.text)
                          : make_up(resolver, section, tree);
    policy->statements[policy->statement_count++] = statement;
    statement->place = ++section->places;
    add_content(resolver, section,
                (struct content){ .kind = CONTENT_STATEMENT,
                                  .statement = statement,
                                  .name = statement->name });
}

static void add_prose(struct resolver *resolver, struct section *section,
                      const struct tree_prose *prose)
{
    const char *name = prose->name.text;
    add_content(
        resolver, section,
        (struct content){
            .kind = CONTENT_PROSE,
            .prose = prose,
            .name = name == NULL ? NULL : join_name(resolver, section, name),
        });
}

/* Sections nest at most as deep as the reader allows, so recursion is safe. */
static void add_section(struct resolver *resolver, struct section *parent,
                        const struct tree_section *tree)
{
    struct section *section = arena_allocate(resolver->arena, sizeof *section);
    section->name = join_name(resolver, parent, tree->name.text);
    section->parent = parent;
    section->place = ++parent->places;
    section->tree = tree;
    section->contents = arena_array(resolver->arena, tree->content_count,
                                    sizeof *section->contents);
    section->title = tree->title.text;
    if (section->title == NULL) {
        char *title = arena_copy(resolver->arena, tree->name.text,
                                 strlen(tree->name.text));
        for (char *at = title; *at != '\0'; at++) {
            *at = *at == '_' ? ' ' : *at;
        }
        section->title = title;
    }
    add_content(resolver, parent,
                (struct content){ .kind = CONTENT_SECTION,
                                  .section = section,
                                  .name = section->name });
    for (size_t i = 0; i < tree->content_count; i++) {
        const struct tree_content *content = &tree->contents[i];
        switch (content->kind) {
        case CONTENT_SECTION:
            add_section(resolver, section, content->section);
            break;
        case CONTENT_STATEMENT:
            add_statement(resolver, section, content->statement);
            break;
        case CONTENT_PROSE: add_prose(resolver, section, content->prose); break;
        }
    }
}

/* Imports form no cycle (load.c refuses them), and `done` keeps each file to
 * its first place. */
static void add_file(struct resolver *resolver, const struct tree_file *file,
                     const struct tree_file **done, size_t *done_count)
{
    for (size_t i = 0; i < *done_count; i++) {
        if (done[i] == file) {
            return;
        }
    }
    done[(*done_count)++] = file;
    struct section *document = resolver->policy->document;
    for (size_t i = 0; i < file->item_count; i++) {
        const struct tree_item *item = &file->items[i];
        if (item->kind == ITEM_IMPORT && item->import->target != NULL) {
            add_file(resolver, item->import->target, done, done_count);
        } else if (item->kind == ITEM_SECTION) {
            add_section(resolver, document, item->section);
        } else if (item->kind == ITEM_STATEMENT) {
            add_statement(resolver, document, item->statement);
        }
    }
}

/* --- names that are given twice ------------------------------------------- */

/* Something with a full name. */
struct named {
    struct content *content;
    struct span span; /* of its name as written */
    bool written;     /* and not made up */
    size_t place;     /* order of appearance, to keep the sort stable */
};

static struct named named_of(struct content *content, size_t place)
{
    struct named named = { .content = content,
                           .written = true,
                           .place = place };
    switch (content->kind) {
    case CONTENT_SECTION: named.span = content->section->tree->name.span; break;
    case CONTENT_STATEMENT:
        named.span = content->statement->tree->name.span;
        named.written = content->statement->named;
        break;
    case CONTENT_PROSE: named.span = content->prose->name.span; break;
    }
    return named;
}

static int compare(const void *a, const void *b)
{
    const struct named *left = a;
    const struct named *right = b;
    int order = strcmp(left->content->name, right->content->name);
    if (order != 0) {
        return order;
    }
    if (left->written != right->written) {
        return left->written ? -1 : 1;
    }
    return left->place < right->place ? -1 : left->place > right->place;
}

static void report_repeated(struct resolver *resolver,
                            const struct named *first,
                            const struct named *second)
{
    struct finding *finding =
        resolver_error(resolver, &rule_duplicate_name, second->span,
                       "the name `%s` is given twice", second->content->name);
    finding_relate(resolver->findings, finding, first->span, NULL,
                   "given first here");
    finding_help(resolver->findings, finding,
                 "give one of the two another name");
}

/* Two written names that are the same are an error; made-up ones are told apart
 * by a number, in reading order. */
static void separate(struct resolver *resolver, const struct named *items,
                     size_t count)
{
    const char *name = items[0].content->name;
    size_t number = 1;
    for (size_t i = 1; i < count; i++) {
        struct content *content = items[i].content;
        if (strcmp(content->name, name) != 0) {
            name = content->name;
            number = 1;
            continue;
        }
        number++;
        if (items[i].written) {
            report_repeated(resolver, &items[i - 1], &items[i]);
        } else {
            content->name =
                arena_print(resolver->arena, "%s_%zu", name, number);
            content->statement->name = content->name;
        }
    }
}

static void separate_names(struct resolver *resolver)
{
    struct match_index *matches = resolver->policy->matches;
    struct contents repeated = match_repeated(matches);
    if (repeated.count == 0) {
        return;
    }
    struct named *items =
        arena_array(resolver->arena, repeated.count, sizeof *items);
    for (size_t i = 0; i < repeated.count; i++) {
        items[i] = named_of(repeated.items[i], i);
    }
    qsort(items, repeated.count, sizeof *items, compare);
    separate(resolver, items, repeated.count);
    match_again(matches);
}

void section_number(const struct section *section, struct text *text)
{
    if (section->parent == NULL) {
        return;
    }
    section_number(section->parent, text);
    text_print(text, section->parent->parent == NULL ? "%zu" : ".%zu",
               section->place);
}

void statement_number(const struct statement *statement, struct text *text)
{
    const struct section *section = statement->section;
    section_number(section, text);
    text_print(text, section->parent == NULL ? "%zu" : ".%zu",
               statement->place);
}

/* Items that may be contents of the document. */
static size_t count_items(const struct program *program)
{
    size_t count = 0;
    for (size_t f = 0; f < program->count; f++) {
        const struct tree_file *file = program->files[f];
        for (size_t i = 0; i < file->item_count; i++) {
            count += file->items[i].kind == ITEM_SECTION ||
                     file->items[i].kind == ITEM_STATEMENT;
        }
    }
    return count;
}

/* All that a section holds, and what the sections in it hold. */
static size_t count_within(const struct tree_section *section)
{
    size_t count = section->content_count;
    for (size_t i = 0; i < section->content_count; i++) {
        if (section->contents[i].kind == CONTENT_SECTION) {
            count += count_within(section->contents[i].section);
        }
    }
    return count;
}

/* The most that sections and the document may hold. */
static size_t count_contents(const struct program *program)
{
    size_t count = count_items(program);
    for (size_t f = 0; f < program->count; f++) {
        const struct tree_file *file = program->files[f];
        for (size_t i = 0; i < file->item_count; i++) {
            if (file->items[i].kind == ITEM_SECTION) {
                count += count_within(file->items[i].section);
            }
        }
    }
    return count;
}

void resolve_document(struct resolver *resolver)
{
    struct policy *policy = resolver->policy;
    const struct program *program = policy->program;
    struct section *document =
        arena_allocate(resolver->arena, sizeof *document);
    document->name = "";
    document->title = policy->title;
    document->contents = arena_array(resolver->arena, count_items(program),
                                     sizeof *document->contents);
    policy->document = document;
    size_t most = count_contents(program);
    policy->statements =
        arena_array(resolver->arena, most, sizeof *policy->statements);
    policy->matches = match_index_create(resolver->arena, most);
    const struct tree_file **done =
        arena_array(resolver->arena, program->count, sizeof *done);
    size_t done_count = 0;
    for (size_t i = 0; i < program->root_count; i++) {
        add_file(resolver, program->roots[i], done, &done_count);
    }
    separate_names(resolver);
}
