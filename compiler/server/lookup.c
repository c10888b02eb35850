/* The place is looked for in the text as it is now, the name in the policy as it
 * could last be read. A name that could be of several kinds is told as each that
 * the words before it allow, or, where they allow none of them, as all. */

#include "server/lookup.h"

#include "base/arena.h"
#include "language/phrase.h"
#include "report/json.h"
#include "server/context.h"

#include <string.h>

enum { MOST_MEANINGS = 16 };

/* One of the three. */
struct meaning {
    const struct term *term;
    const struct statement *statement;
    const struct section *section;
};

struct meanings {
    const struct policy *policy;
    struct meaning items[MOST_MEANINGS];
    size_t count;
};

static void add(struct meanings *meanings, struct meaning meaning)
{
    if (meanings->count < MOST_MEANINGS) {
        meanings->items[meanings->count++] = meaning;
    }
}

/* --- finding ------------------------------------------------------------- */

static void find_terms(struct meanings *meanings, const char *name,
                       const struct context *context)
{
    for (int space = 0; space < KIND_COUNT; space++) {
        bool party = space == KIND_RECIPIENT && context != NULL &&
                     context->spaces[SPACE_PARTY];
        if (context != NULL && !context->spaces[space] && !party) {
            continue;
        }
        const struct term *term =
            term_find(&meanings->policy->terms[space], name, NULL, NULL);
        if (term != NULL && term->parent_count > 0) {
            add(meanings, (struct meaning){ .term = term });
        }
    }
}

static const struct section *section_named(const struct section *section,
                                           const char *name)
{
    if (section->name[0] != '\0' && strcmp(section->name, name) == 0) {
        return section;
    }
    for (size_t i = 0; i < section->content_count; i++) {
        const struct content *content = &section->contents[i];
        const struct section *found =
            content->kind == CONTENT_SECTION
                ? section_named(content->section, name)
                : NULL;
        if (found != NULL) {
            return found;
        }
    }
    return NULL;
}

static void find_orders(struct meanings *meanings, const char *name)
{
    const struct policy *policy = meanings->policy;
    const struct statement *statement = policy_statement(policy, name);
    const struct section *section = section_named(policy->document, name);
    if (statement != NULL) {
        add(meanings, (struct meaning){ .statement = statement });
    }
    if (section != NULL) {
        add(meanings, (struct meaning){ .section = section });
    }
}

/* The term or the statement whose own name stands there. */
static void find_declared(struct meanings *meanings, uint32_t offset)
{
    const struct policy *policy = meanings->policy;
    for (int space = 0; space < KIND_COUNT; space++) {
        for (size_t i = 1; i < policy->terms[space].count; i++) {
            const struct term *term = policy->terms[space].items[i];
            if (term->span.start <= offset && offset < term->span.end) {
                add(meanings, (struct meaning){ .term = term });
            }
        }
    }
    for (size_t i = 0; i < policy->statement_count; i++) {
        const struct statement *statement = policy->statements[i];
        struct span name = statement->tree->name.span;
        if (statement->named && name.start <= offset && offset < name.end) {
            add(meanings, (struct meaning){ .statement = statement });
        }
    }
}

/* The statement around the offset, or NULL. */
static const struct statement *around(const struct policy *policy,
                                      uint32_t offset)
{
    for (size_t i = 0; i < policy->statement_count; i++) {
        struct span span = policy->statements[i]->span;
        if (span.start <= offset && offset < span.end) {
            return policy->statements[i];
        }
    }
    return NULL;
}

static struct meanings meanings_at(const struct unit *unit,
                                   const struct source *source, uint32_t offset)
{
    struct meanings meanings = {
        .policy = unit->good == NULL ? NULL : unit->good->policy,
    };
    size_t at = offset - source->base;
    struct word word = context_word(source->bytes, source->length, at);
    if (meanings.policy == NULL) {
        return meanings;
    }
    if (unit->good == unit->now) {
        find_declared(&meanings, offset);
    }
    if (meanings.count > 0 || word.length == 0) {
        return meanings;
    }
    const char *name =
        arena_copy(unit->now->arena, (const char *)source->bytes + word.start,
                   word.length);
    struct context context = context_at(source->bytes, word.start);
    find_terms(&meanings, name, &context);
    if (context.orders) {
        find_orders(&meanings, name);
    }
    if (meanings.count == 0) {
        find_terms(&meanings, name, NULL);
        find_orders(&meanings, name);
    }
    return meanings;
}

/* --- hovering ------------------------------------------------------------ */

static void put_plain(struct text *text, const char *string)
{
    for (const char *at = string; *at != '\0'; at++) {
        if (strchr("\\`*_[]<>#", *at) != NULL) {
            text_char(text, '\\');
        }
        text_char(text, *at);
    }
}

/* Its label, its kind and path, what it holds, and what is cited for it. */
static void say_term(struct text *text, const struct policy *policy,
                     const struct term *term)
{
    const struct language *language = language_list(policy).items[0];
    const char **labels =
        arena_array(policy->arena, term->child_count, sizeof *labels);
    struct text list = { NULL, 0, 0 };
    text_put(text, "**");
    put_plain(text, language->label(policy, term));
    text_print(text, "** (%s `%s`)", space_name[term->space], term->path);
    for (size_t i = 0; i < term->child_count; i++) {
        labels[i] = language->label(policy, term->children[i]);
    }
    if (term->child_count > 0) {
        language->list(labels, term->child_count, false, &list);
        text_put(text, "\n\n");
        put_plain(text, text_string(&list));
        text_put(text, term->open ? ", ..." : "");
        text_destroy(&list);
    }
    if (term->citing != NULL) {
        text_put(text, "\n\n");
        put_plain(text, term->citing);
    }
}

/* As it is published. */
static void say_statement(struct text *text, const struct policy *policy,
                          const struct statement *statement)
{
    const struct language *language = language_list(policy).items[0];
    struct text sentence = { NULL, 0, 0 };
    language->statement(policy, statement, &sentence);
    text_put(text, "**");
    statement_number(statement, text);
    text_put(text, "** ");
    put_plain(text, text_string(&sentence));
    text_destroy(&sentence);
}

static void say(struct text *text, const struct policy *policy,
                const struct meaning *meaning)
{
    if (meaning->term != NULL) {
        say_term(text, policy, meaning->term);
    } else if (meaning->statement != NULL) {
        say_statement(text, policy, meaning->statement);
    } else {
        text_put(text, "**");
        section_number(meaning->section, text);
        text_put(text, "** ");
        put_plain(text, meaning->section->title);
    }
}

void lookup_hover(const struct unit *unit, const char *path,
                  struct position position, struct text *text)
{
    struct source *source = unit_source(unit->now, path);
    struct text said = { NULL, 0, 0 };
    if (source != NULL) {
        uint32_t offset =
            position_offset(&unit->now->sources, source, position);
        struct meanings meanings = meanings_at(unit, source, offset);
        const struct statement *statement =
            unit->now->policy == NULL ? NULL
                                      : around(unit->now->policy, offset);
        for (size_t i = 0; i < meanings.count; i++) {
            text_put(&said, i > 0 ? "\n\n---\n\n" : "");
            say(&said, meanings.policy, &meanings.items[i]);
        }
        if (meanings.count == 0 && statement != NULL) {
            say_statement(&said, unit->now->policy, statement);
        }
    }
    if (said.length == 0) {
        text_put(text, "null");
    } else {
        text_put(text, "{\"contents\": {\"kind\": \"markdown\", ");
        json_member(text, "value", text_string(&said));
        text_put(text, "}}");
    }
    text_destroy(&said);
}

/* --- definitions --------------------------------------------------------- */

static struct span declared_at(const struct meaning *meaning)
{
    if (meaning->term != NULL) {
        return meaning->term->span;
    }
    if (meaning->statement != NULL) {
        return meaning->statement->named ? meaning->statement->tree->name.span
                                         : meaning->statement->rule;
    }
    return meaning->section->tree == NULL ? (struct span){ 0, 0 }
                                          : meaning->section->tree->name.span;
}

/* What is built in has no file to go to. */
void lookup_definition(const struct documents_store *documents,
                       const struct unit *unit, const char *path,
                       struct position position, struct text *text)
{
    struct source *source = unit_source(unit->now, path);
    struct meanings meanings = { .count = 0 };
    const char *separator = "";
    if (source != NULL) {
        meanings =
            meanings_at(unit, source,
                        position_offset(&unit->now->sources, source, position));
    }
    text_char(text, '[');
    for (size_t i = 0; i < meanings.count; i++) {
        const struct sources *sources = &unit->good->sources;
        struct span span = declared_at(&meanings.items[i]);
        const struct source *there = source_at(sources, span.start);
        const char *file = there == NULL ? NULL : unit_path(there);
        struct text uri = { NULL, 0, 0 };
        if (file == NULL) {
            continue;
        }
        documents_uri(documents, file, &uri);
        text_print(text, "%s{", separator);
        json_member(text, "uri", text_string(&uri));
        text_put(text, ", \"range\": ");
        position_range(text, sources, span);
        text_char(text, '}');
        separator = ", ";
        text_destroy(&uri);
    }
    text_char(text, ']');
}
