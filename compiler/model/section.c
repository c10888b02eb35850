/* The document: sections and statements in reading order, each with its full
 * name. An imported file's contents stand where it is imported, once. */

#include "model/resolver.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

static void section_add(struct arena *arena, struct section *section,
                        struct content content)
{
    section->contents =
        arena_extend(arena, section->contents, section->content_count,
                     sizeof *section->contents);
    section->contents[section->content_count++] = content;
}

static const char *join(struct resolver *resolver,
                        const struct section *section, const char *name)
{
    const char *full =
        section->name[0] == '\0'
            ? name
            : arena_print(resolver->arena, "%s.%s", section->name, name);
    return name_intern(resolver->reading->names, full, strlen(full));
}

/* "may_share_email" from "we may share email to partner". */
static const char *made_up(struct resolver *resolver,
                           const struct statement *statement)
{
    static const char *const modality[] = { "may", "must", "must_not",
                                            "never" };
    const struct tree_statement *tree = statement->tree;
    struct text text = { 0 };
    if (tree->deem) {
        text_put(&text, "deem");
    } else {
        text_put(&text, modality[tree->modality]);
    }
    const struct tree_names *lists[] = { &tree->verbs, &tree->objects.names };
    for (size_t i = 0; i < 2; i++) {
        if (lists[i]->count > 0) {
            const char *word = lists[i]->items[0].text;
            const char *dot = strrchr(word, '.');
            text_print(&text, "_%s", dot != NULL ? dot + 1 : word);
        }
    }
    const char *name =
        name_intern(resolver->reading->names, text.bytes, text.length);
    text_destroy(&text);
    return name;
}

static void add_statement(struct resolver *resolver, struct section *section,
                          const struct tree_statement *tree)
{
    struct policy *policy = resolver->policy;
    struct statement *statement = resolve_statement(resolver, tree, section);
    statement->index = policy->statement_count;
    statement->named = tree->name.text != NULL;
    statement->name =
        join(resolver, section,
             statement->named ? tree->name.text : made_up(resolver, statement));
    policy->statements =
        arena_extend(resolver->arena, policy->statements,
                     policy->statement_count, sizeof *policy->statements);
    policy->statements[policy->statement_count++] = statement;
    section_add(
        resolver->arena, section,
        (struct content){ .kind = CONTENT_STATEMENT, .statement = statement });
}

/* Sections nest at most as deep as the reader allows, so recursion is safe. */
static void add_section(struct resolver *resolver, struct section *parent,
                        const struct tree_section *tree)
{
    struct section *section = arena_allocate(resolver->arena, sizeof *section);
    section->name = join(resolver, parent, tree->name.text);
    section->parent = parent;
    section->tree = tree;
    section->title = tree->title.text;
    if (section->title == NULL) {
        char *title = arena_copy(resolver->arena, tree->name.text,
                                 strlen(tree->name.text));
        for (char *at = title; *at != '\0'; at++) {
            *at = *at == '_' ? ' ' : *at;
        }
        section->title = title;
    }
    section_add(
        resolver->arena, parent,
        (struct content){ .kind = CONTENT_SECTION, .section = section });
    for (size_t i = 0; i < tree->content_count; i++) {
        const struct tree_content *content = &tree->contents[i];
        switch (content->kind) {
        case CONTENT_SECTION:
            add_section(resolver, section, content->section);
            break;
        case CONTENT_STATEMENT:
            add_statement(resolver, section, content->statement);
            break;
        case CONTENT_PROSE:
            section_add(resolver->arena, section,
                        (struct content){ .kind = CONTENT_PROSE,
                                          .prose = content->prose });
            break;
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

/* Something with a full name: a section or a statement. */
struct named {
    const char *name;
    struct statement *statement; /* NULL for a section */
    const struct section *section;
    size_t place; /* order of appearance, to keep the sort stable */
};

static int compare(const void *a, const void *b)
{
    const struct named *left = a;
    const struct named *right = b;
    int order = strcmp(left->name, right->name);
    if (order != 0) {
        return order;
    }
    bool written_left = left->statement == NULL || left->statement->named;
    bool written_right = right->statement == NULL || right->statement->named;
    if (written_left != written_right) {
        return written_left ? -1 : 1;
    }
    return left->place < right->place ? -1 : left->place > right->place;
}

struct named_list {
    struct named *items;
    size_t count;
};

static void gather(struct arena *arena, const struct section *section,
                   struct named_list *list)
{
    for (size_t i = 0; i < section->content_count; i++) {
        const struct content *content = &section->contents[i];
        if (content->kind == CONTENT_PROSE) {
            continue;
        }
        bool is_section = content->kind == CONTENT_SECTION;
        list->items =
            arena_extend(arena, list->items, list->count, sizeof *list->items);
        list->items[list->count] = (struct named){
            .name =
                is_section ? content->section->name : content->statement->name,
            .statement = content->statement,
            .section = content->section,
            .place = list->count,
        };
        list->count++;
        if (is_section) {
            gather(arena, content->section, list);
        }
    }
}

static struct span span_of(const struct named *named)
{
    return named->statement != NULL ? named->statement->tree->name.span
                                    : named->section->tree->name.span;
}

/* Two written names that are the same are an error; made-up ones are told apart
 * by a number, in reading order. */
static void separate_names(struct resolver *resolver)
{
    struct named_list list = { 0 };
    gather(resolver->arena, resolver->policy->document, &list);
    if (list.count == 0) {
        return;
    }
    qsort(list.items, list.count, sizeof *list.items, compare);
    size_t number = 1;
    for (size_t i = 1; i < list.count; i++) {
        struct named *named = &list.items[i];
        if (strcmp(list.items[i - 1].name, named->name) != 0) {
            number = 1;
            continue;
        }
        number++;
        struct statement *statement = named->statement;
        if (statement != NULL && !statement->named) {
            const char *name =
                arena_print(resolver->arena, "%s_%zu", named->name, number);
            statement->name =
                name_intern(resolver->reading->names, name, strlen(name));
            continue;
        }
        struct finding *finding =
            resolver_error(resolver, &rule_duplicate_name, span_of(named),
                           "the name `%s` is given twice", named->name);
        finding_relate(resolver->findings, finding, span_of(&list.items[i - 1]),
                       NULL, "given first here");
        finding_help(resolver->findings, finding,
                     "give one of the two another name");
    }
}

void resolve_document(struct resolver *resolver)
{
    struct policy *policy = resolver->policy;
    const struct program *program = policy->program;
    struct section *document =
        arena_allocate(resolver->arena, sizeof *document);
    document->name = "";
    document->title = policy->title;
    policy->document = document;
    const struct tree_file **done =
        arena_array(resolver->arena, program->count, sizeof *done);
    size_t done_count = 0;
    for (size_t i = 0; i < program->root_count; i++) {
        add_file(resolver, program->roots[i], done, &done_count);
    }
    separate_names(resolver);
}
