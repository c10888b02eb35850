/* Names that could stand at a place: the terms of the kinds that the words
 * before it call for, each as short as it is unique; statements and sections
 * behind an order; modules behind `import`. */

#include "server/lookup.h"

#include "base/embedded.h"
#include "language/phrase.h"
#include "report/json.h"
#include "server/context.h"

#include <string.h>

/* Kinds of items, by the protocol's numbers. */
enum {
    ITEM_MODULE = 9,
    ITEM_PROPERTY = 10,
    ITEM_VALUE = 12,
    ITEM_KEYWORD = 14
};

struct list {
    struct text *text;
    const char *separator;
};

static void put_item(struct list *list, const char *label, int kind,
                     const char *detail)
{
    text_print(list->text, "%s{", list->separator);
    json_member(list->text, "label", label);
    text_print(list->text, ", \"kind\": %d", kind);
    if (detail != NULL) {
        text_put(list->text, ", ");
        json_member(list->text, "detail", detail);
    }
    text_char(list->text, '}');
    list->separator = ", ";
}

static void put_terms(struct list *list, const struct policy *policy, int space)
{
    const struct terms *terms = &policy->terms[space];
    const struct language *language = language_list(policy).items[0];
    for (size_t i = 1; i < terms->count; i++) {
        const struct term *term = terms->items[i];
        put_item(list, term_short(terms, term), ITEM_VALUE,
                 language->label(policy, term));
    }
}

static void put_section(struct list *list, const struct section *section)
{
    if (section->name[0] != '\0') {
        put_item(list, section->name, ITEM_PROPERTY, section->title);
    }
    for (size_t i = 0; i < section->content_count; i++) {
        const struct content *content = &section->contents[i];
        if (content->kind == CONTENT_SECTION) {
            put_section(list, content->section);
        } else if (content->kind == CONTENT_STATEMENT &&
                   content->statement->named) {
            put_item(list, content->statement->name, ITEM_PROPERTY, NULL);
        }
    }
}

/* "std.purposes" of "stdlib/purposes.writ"; the core is always there, and words
 * of other languages come with their language. */
static void put_modules(struct list *list)
{
    static const char folder[] = "stdlib/";
    for (const struct embedded *file = embedded_files; file->path != NULL;
         file++) {
        const char *name = file->path + strlen(folder);
        const char *dot = strrchr(file->path, '.');
        if (strncmp(file->path, folder, strlen(folder)) != 0 || dot == NULL ||
            strcmp(dot, ".writ") != 0 || strncmp(name, "core.", 5) == 0 ||
            strncmp(name, "labels_", 7) == 0) {
            continue;
        }
        struct text module = { NULL, 0, 0 };
        text_print(&module, "std.%.*s", (int)(dot - name), name);
        put_item(list, text_string(&module), ITEM_MODULE, NULL);
        text_destroy(&module);
    }
}

static void put_parties(struct list *list, const struct policy *policy)
{
    put_item(list, "we", ITEM_KEYWORD, NULL);
    put_item(list, "you", ITEM_KEYWORD, NULL);
    put_terms(list, policy, KIND_RECIPIENT);
}

void lookup_completion(const struct unit *unit, const char *path,
                       struct position position, struct text *text)
{
    struct source *source = unit_source(unit->now, path);
    const struct policy *policy =
        unit->good == NULL ? NULL : unit->good->policy;
    struct list list = { text, "" };
    text_put(text, "{\"isIncomplete\": false, \"items\": [");
    if (source != NULL) {
        size_t at = position_offset(&unit->now->sources, source, position) -
                    source->base;
        struct word word = context_word(source->bytes, at, at);
        struct context context = context_at(source->bytes, word.start);
        if (context.modules) {
            put_modules(&list);
        }
        for (int space = 0; policy != NULL && space < KIND_COUNT; space++) {
            if (context.spaces[space]) {
                put_terms(&list, policy, space);
            }
        }
        if (policy != NULL && context.spaces[SPACE_PARTY]) {
            put_parties(&list, policy);
        }
        if (policy != NULL && context.orders) {
            put_section(&list, policy->document);
        }
    }
    text_put(text, "]}");
}
