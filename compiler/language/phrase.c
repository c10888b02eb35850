/* What languages have in common: translated labels, wordings with their
 * placeholders, the facts worth saying, and the target of an order. Invariant:
 * nothing in here is a word of any language. */

#include "language/phrase.h"

#include "base/arena.h"

#include <string.h>

static const struct translation *translation_of(const struct policy *policy,
                                                const char *code)
{
    for (size_t i = 0; i < policy->translation_count; i++) {
        if (strcmp(policy->translations[i].language, code) == 0) {
            return &policy->translations[i];
        }
    }
    return NULL;
}

const char *phrase_label(const struct policy *policy, const char *code,
                         const struct term *term)
{
    const struct translation *translation = translation_of(policy, code);
    for (size_t i = 0; translation != NULL && i < translation->count; i++) {
        if (translation->items[i].term == term) {
            return translation->items[i].text;
        }
    }
    return term->label;
}

/* Copies a wording onto one line; `{name}` becomes the statement's own words
 * where it has such a part, and else stays for the reader of the draft. */
static void fill(const struct language *language, const struct policy *policy,
                 const struct statement *statement, const char *wording,
                 struct text *text)
{
    for (const char *at = wording; *at != '\0';) {
        const char *end = *at == '{' ? strchr(at, '}') : NULL;
        if (end != NULL) {
            size_t length = (size_t)(end - at) - 1;
            const char *name = arena_copy(policy->arena, at + 1, length);
            if (language->part(policy, statement, name, text)) {
                at = end + 1;
                continue;
            }
        }
        size_t gap = strspn(at, " \n");
        if (gap > 0) {
            text_char(text, ' ');
            at += gap;
        } else {
            text_char(text, *at++);
        }
    }
}

bool phrase_wording(const struct language *language, bool own,
                    const struct policy *policy,
                    const struct statement *statement, struct text *text)
{
    const char *wording = own ? statement->tree->wording.text : NULL;
    const struct translation *translation =
        translation_of(policy, language->code);
    for (size_t i = 0; translation != NULL && i < translation->count; i++) {
        if (translation->items[i].statement == statement) {
            wording = translation->items[i].text;
        }
    }
    if (wording == NULL) {
        return false;
    }
    fill(language, policy, statement, wording, text);
    return true;
}

struct term_list phrase_facts(const struct policy *policy,
                              const struct bits *facts)
{
    const struct terms *space = &policy->terms[KIND_CONDITION];
    struct term_list list = { NULL, 0 };
    for (size_t n = bits_next(facts, 1); n < facts->size;
         n = bits_next(facts, n + 1)) {
        struct term *term = space->items[n];
        bool implied = false;
        for (size_t m = bits_next(facts, 1); m < facts->size && !implied;
             m = bits_next(facts, m + 1)) {
            implied = m != n && bits_has(term->below, m);
        }
        if (!implied) {
            list.items = arena_extend(policy->arena, list.items, list.count,
                                      sizeof *list.items);
            list.items[list.count++] = term;
        }
    }
    return list;
}

void phrase_capital(struct text *text, size_t offset)
{
    if (offset < text->length && text->bytes[offset] >= 'a' &&
        text->bytes[offset] <= 'z') {
        text->bytes[offset] = (char)(text->bytes[offset] - 'a' + 'A');
    }
}
