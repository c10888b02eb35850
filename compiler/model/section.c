/* The document: sections and statements in reading order, each with its full
 * name. An imported file's contents stand where it is imported, once. */

#include "model/resolver.h"

#include "base/name.h"
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

/* --- full names ----------------------------------------------------------- */

/* Each name that is given, as a hash: it says which may be given twice, and no
 * others are compared. Open addressing, at most half full. */
struct given {
    uint32_t *slots; /* 0: free */
    size_t mask, count;
    bool repeated; /* a slot is */
};

enum { GIVEN = 1, REPEATED = 2, FLAGS = 2, FIRST_MASK = 255, MOST_PARTS = 5 };

static uint32_t key_of(const char *name, size_t length)
{
    return name_hash(name, length) << FLAGS | GIVEN;
}

/* The slot of a key, or the free one where it belongs. */
static uint32_t *find_slot(const struct given *given, uint32_t key)
{
    size_t at = key >> FLAGS & given->mask;
    while (given->slots[at] != 0 &&
           (given->slots[at] & ~(uint32_t)REPEATED) != key) {
        at = (at + 1) & given->mask;
    }
    return &given->slots[at];
}

static void grow_given(struct arena *arena, struct given *given)
{
    const struct given old = *given;
    given->mask = old.mask == 0 ? FIRST_MASK : 2 * old.mask + 1;
    given->slots = arena_array(arena, given->mask + 1, sizeof *given->slots);
    for (size_t i = 0; old.mask > 0 && i <= old.mask; i++) {
        if (old.slots[i] != 0) {
            *find_slot(given, old.slots[i] & ~(uint32_t)REPEATED) =
                old.slots[i];
        }
    }
}

static void give(struct resolver *resolver, const char *name, size_t length)
{
    struct given *given = resolver->given;
    if (2 * given->count >= given->mask) {
        grow_given(resolver->arena, given);
    }
    uint32_t key = key_of(name, length);
    uint32_t *slot = find_slot(given, key);
    if (*slot == 0) {
        *slot = key;
        given->count++;
    } else {
        *slot |= REPEATED;
        given->repeated = true;
    }
}

/* Whether others may have the name too. */
static bool is_repeated(const struct given *given, const char *name)
{
    return (*find_slot(given, key_of(name, strlen(name))) & REPEATED) != 0;
}

/* The full name of what a section holds, its own name being the parts put
 * together. It is given. */
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
    give(resolver, full, length);
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
    section_add(
        resolver->arena, section,
        (struct content){
            .kind = CONTENT_PROSE,
            .prose = content->prose,
            .name = content->name.text == NULL
                        ? NULL
                        : join_name(resolver, section, content->name.text),
            .written = content->name,
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

/* Those whose names others may have too. */
static void gather(struct resolver *resolver, const struct section *section,
                   struct named_list *list)
{
    for (size_t i = 0; i < section->content_count; i++) {
        const struct content *content = &section->contents[i];
        struct named named = named_of(content);
        if (named.name != NULL && is_repeated(resolver->given, named.name)) {
            named.place = list->count;
            list->items = arena_extend(resolver->arena, list->items,
                                       list->count, sizeof *list->items);
            list->items[list->count++] = named;
        }
        if (content->kind == CONTENT_SECTION) {
            gather(resolver, content->section, list);
        }
    }
}

/* Two written names that are the same are an error; made-up ones are told apart
 * by a number, in reading order. */
static void separate_names(struct resolver *resolver)
{
    struct named_list list = { 0 };
    if (!resolver->given->repeated) {
        return;
    }
    gather(resolver, resolver->policy->document, &list);
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
            statement->name =
                arena_print(resolver->arena, "%s_%zu", named->name, number);
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
    struct given given = { 0 };
    resolver->given = &given;
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
    resolver->given = NULL;
}
