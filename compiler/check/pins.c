/* Wordings and their pins: sorted alike, so that each is found at once. */

#include "check/pins.h"

#include "base/hash.h"
#include "diagram/digest.h"
#include "language/phrase.h"

#include <stdlib.h>
#include <string.h>

static void list_wordings(struct compilation *compilation,
                          const struct language *language,
                          struct wordings *wordings)
{
    const struct policy *policy = compilation->policy;
    struct arena *arena = compilation->arena;
    for (size_t i = 0; i < policy->statement_count; i++) {
        const struct statement *statement = policy->statements[i];
        struct tree_string text = phrase_wording(language, policy, statement);
        if (text.text == NULL) {
            continue;
        }
        wordings->items = arena_extend(arena, wordings->items, wordings->count,
                                       sizeof *wordings->items);
        wordings->items[wordings->count++] = (struct worded){
            .statement = statement,
            .language = language->code,
            .span = text.span,
            .wording = hash_digest(arena, text.text, strlen(text.text)),
        };
    }
}

/* Each statement is hashed once, however many languages it is worded in. */
static bool find_meanings(struct compilation *compilation,
                          struct wordings *wordings)
{
    struct arena *arena = compilation->arena;
    size_t total = compilation->policy->statement_count;
    size_t *place = arena_array(arena, total + 1, sizeof *place); /* 0: none */
    const struct statement **list = arena_array(arena, total + 1, sizeof *list);
    const char **digests = arena_array(arena, total + 1, sizeof *digests);
    size_t count = 0;
    for (size_t i = 0; i < wordings->count; i++) {
        const struct statement *statement = wordings->items[i].statement;
        if (place[statement->index] == 0) {
            list[count++] = statement;
            place[statement->index] = count;
        }
    }
    if (count > 0 &&
        !analysis_rule_digests(compilation->analysis, list, count, digests)) {
        return false;
    }
    for (size_t i = 0; i < wordings->count; i++) {
        struct worded *worded = &wordings->items[i];
        worded->meaning = digests[place[worded->statement->index] - 1];
    }
    return true;
}

struct wordings wordings_of(struct compilation *compilation)
{
    struct language_list list = language_list(compilation->policy);
    struct wordings wordings = { NULL, 0 };
    for (size_t i = 0; i < list.count; i++) {
        list_wordings(compilation, list.items[i], &wordings);
    }
    if (!find_meanings(compilation, &wordings)) {
        wordings.count = 0;
    }
    return wordings;
}

/* --- pins ---------------------------------------------------------------- */

static int by_wording(const struct pin *a, const struct pin *b)
{
    int order = strcmp(a->language, b->language);
    return order != 0 ? order : strcmp(a->wording, b->wording);
}

static int by_pin(const void *a, const void *b)
{
    const struct pin *left = *(const struct pin *const *)a;
    const struct pin *right = *(const struct pin *const *)b;
    int order = by_wording(left, right);
    return order != 0 ? order : strcmp(left->meaning, right->meaning);
}

static void add_pins(struct arena *arena, struct pins *pins,
                     const struct approvals *approvals)
{
    for (size_t i = 0; approvals != NULL && i < approvals->count; i++) {
        const struct approval *approval = &approvals->items[i];
        for (size_t n = 0; n < approval->pin_count; n++) {
            pins->items = arena_extend(arena, (void *)pins->items, pins->count,
                                       sizeof *pins->items);
            pins->items[pins->count++] = &approval->pins[n];
        }
    }
}

static void sort_pins(struct pins *pins)
{
    if (pins->count > 0) {
        qsort((void *)pins->items, pins->count, sizeof(struct pin *), by_pin);
    }
}

struct pins pins_of(struct arena *arena, const struct approvals *approvals,
                    const struct approvals *more)
{
    struct pins pins = { NULL, 0 };
    add_pins(arena, &pins, approvals);
    add_pins(arena, &pins, more);
    sort_pins(&pins);
    return pins;
}

struct pins pins_of_wordings(struct arena *arena,
                             const struct wordings *wordings)
{
    size_t count = wordings->count;
    struct pin *list = arena_array(arena, count + 1, sizeof *list);
    struct pins pins = { arena_array(arena, count + 1, sizeof(struct pin *)),
                         count };
    for (size_t i = 0; i < count; i++) {
        const struct worded *worded = &wordings->items[i];
        list[i] = (struct pin){ worded->statement->name, worded->language,
                                worded->wording, worded->meaning };
        pins.items[i] = &list[i];
    }
    sort_pins(&pins);
    return pins;
}

/* The first that is not before the one looked for. */
static size_t first_from(const struct pins *pins, const struct pin *pin)
{
    size_t low = 0;
    size_t high = pins->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (by_wording(pins->items[middle], pin) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

enum pinned pins_find(const struct pins *pins, const struct worded *worded)
{
    const struct pin pin = { .language = worded->language,
                             .wording = worded->wording };
    enum pinned found = PINNED_NEVER;
    for (size_t i = first_from(pins, &pin);
         i < pins->count && by_wording(pins->items[i], &pin) == 0; i++) {
        if (strcmp(pins->items[i]->meaning, worded->meaning) == 0) {
            return PINNED;
        }
        found = PINNED_STALE;
    }
    return found;
}
