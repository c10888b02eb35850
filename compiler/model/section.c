/* The document: sections and statements in reading order, each with its full
 * name. An imported file's contents stand where it is imported, once. */

#include "model/resolver.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* A section has room for what its tree holds; the document grows. */
static void section_add(struct arena *arena, struct section *section,
                        struct content content)
{
    if (section->tree == NULL) {
        section->contents =
            arena_extend(arena, section->contents, section->content_count,
                         sizeof *section->contents);
    }
    section->contents[section->content_count++] = content;
}

/* The full name, noted where it may not be the first of its kind. */
static const char *join(struct resolver *resolver,
                        const struct section *section, const char *name)
{
    struct names *names = resolver->reading->names;
    size_t before = names_count(names);
    const char *full =
        section->name[0] == '\0' ? name : name_join(names, section->name, name);
    if (names_count(names) == before) {
        resolver->known =
            arena_extend(resolver->arena, (void *)resolver->known,
                         resolver->known_count, sizeof *resolver->known);
        resolver->known[resolver->known_count++] = full;
    }
    return full;
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
            text_char(&text, '_');
            text_put(&text, dot != NULL ? dot + 1 : word);
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
    statement->place = ++section->places;
    section_add(
        resolver->arena, section,
        (struct content){ .kind = CONTENT_STATEMENT, .statement = statement });
}

static void add_prose(struct resolver *resolver, struct section *section,
                      const struct tree_content *content)
{
    section_add(resolver->arena, section,
                (struct content){
                    .kind = CONTENT_PROSE,
                    .prose = content->prose,
                    .name = content->name.text == NULL
                                ? NULL
                                : join(resolver, section, content->name.text),
                    .written = content->name,
                });
}

/* Sections nest at most as deep as the reader allows, so recursion is safe. */
static void add_section(struct resolver *resolver, struct section *parent,
                        const struct tree_section *tree)
{
    struct section *section = arena_allocate(resolver->arena, sizeof *section);
    section->name = join(resolver, parent, tree->name.text);
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
        case CONTENT_PROSE: add_prose(resolver, section, content); break;
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

/* Something with a full name: a section, a statement or prose. */
struct named {
    const char *name;
    struct statement *statement; /* NULL for the others */
    struct span span;            /* of the name as written */
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

static struct named named_of(const struct content *content)
{
    switch (content->kind) {
    case CONTENT_SECTION:
        return (struct named){ .name = content->section->name,
                               .span = content->section->tree->name.span };
    case CONTENT_STATEMENT:
        return (struct named){ .name = content->statement->name,
                               .statement = content->statement,
                               .span = content->statement->tree->name.span };
    case CONTENT_PROSE: break;
    }
    return (struct named){ .name = content->name,
                           .span = content->written.span };
}

/* How often each of some names is given. Names are interned, so the same name
 * is the same address. */
struct tally {
    struct given {
        const char *name; /* NULL: free */
        size_t times;
    } * slots;
    size_t mask;
    bool repeated; /* one is given twice */
};

static struct given *find_given(const struct tally *tally, const char *name)
{
    uint64_t hash = (uintptr_t)name * UINT64_C(0x9e3779b97f4a7c15) >> 32;
    size_t at = (size_t)hash & tally->mask;
    while (tally->slots[at].name != NULL && tally->slots[at].name != name) {
        at = (at + 1) & tally->mask;
    }
    return &tally->slots[at];
}

static struct tally tally_create(const struct resolver *resolver)
{
    struct tally tally = { .mask = 7 };
    while (tally.mask < 2 * resolver->known_count) {
        tally.mask = 2 * tally.mask + 1;
    }
    tally.slots =
        arena_array(resolver->arena, tally.mask + 1, sizeof *tally.slots);
    for (size_t i = 0; i < resolver->known_count; i++) {
        find_given(&tally, resolver->known[i])->name = resolver->known[i];
    }
    return tally;
}

static void tally_names(const struct section *section, struct tally *tally)
{
    for (size_t i = 0; i < section->content_count; i++) {
        const struct content *content = &section->contents[i];
        const char *name = named_of(content).name;
        struct given *given = name != NULL ? find_given(tally, name) : NULL;
        if (given != NULL && given->name == name) {
            tally->repeated = tally->repeated || given->times > 0;
            given->times++;
        }
        if (content->kind == CONTENT_SECTION) {
            tally_names(content->section, tally);
        }
    }
}

/* Those whose name is given more than once. */
static void gather(struct arena *arena, const struct section *section,
                   const struct tally *tally, struct named_list *list)
{
    for (size_t i = 0; i < section->content_count; i++) {
        const struct content *content = &section->contents[i];
        struct named named = named_of(content);
        if (named.name != NULL && find_given(tally, named.name)->times > 1) {
            named.place = list->count;
            list->items = arena_extend(arena, list->items, list->count,
                                       sizeof *list->items);
            list->items[list->count++] = named;
        }
        if (content->kind == CONTENT_SECTION) {
            gather(arena, content->section, tally, list);
        }
    }
}

/* Two written names that are the same are an error; made-up ones are told apart
 * by a number, in reading order. */
static void separate_names(struct resolver *resolver)
{
    const struct section *document = resolver->policy->document;
    struct named_list list = { 0 };
    struct tally tally = tally_create(resolver);
    if (resolver->known_count > 0) {
        tally_names(document, &tally);
    }
    if (!tally.repeated) {
        return;
    }
    gather(resolver->arena, document, &tally, &list);
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
            resolver_error(resolver, &rule_duplicate_name, named->span,
                           "the name `%s` is given twice", named->name);
        finding_relate(resolver->findings, finding, list.items[i - 1].span,
                       NULL, "given first here");
        finding_help(resolver->findings, finding,
                     "give one of the two another name");
    }
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
