/* Trees by chance. A second parent has a lower number and lies in another
 * tree, so no hierarchy has a cycle. */

#include "vocabulary.h"

#include <stdbool.h>
#include <stdio.h>

enum { WORDS = 32, DEEPEST = 4 };

uint32_t dice_throw(uint64_t *dice, uint32_t sides)
{
    uint64_t x = *dice += UINT64_C(0x9E3779B97F4A7C15);

    x = (x ^ x >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    x = (x ^ x >> 27) * UINT64_C(0x94D049BB133111EB);
    return (uint32_t)((x ^ x >> 31) % sides);
}

/* --- growing -------------------------------------------------------------- */

/* A pair of words for each number below WORDS * WORDS. */
static void name_word(struct vocabulary *vocabulary, struct word *word)
{
    static const char *const first[WORDS] = {
        "account", "active", "basic",   "bank",    "billing", "browser",
        "call",    "chat",   "contact", "content", "crash",   "customer",
        "device",  "family", "game",    "health",  "home",    "image",
        "invoice", "mobile", "network", "order",   "partner", "payment",
        "profile", "public", "search",  "session", "support", "travel",
        "video",   "work",
    };
    static const char *const second[WORDS] = {
        "address",  "age",     "answer",  "balance", "card",   "code",
        "content",  "count",   "date",    "email",   "event",  "file",
        "history",  "id",      "index",   "key",     "label",  "list",
        "location", "log",     "message", "name",    "number", "phone",
        "picture",  "record",  "score",   "status",  "text",   "token",
        "type",     "version",
    };
    uint32_t number = vocabulary->names++;

    snprintf(word->name, sizeof word->name, "%s_%s", first[number % WORDS],
             second[(number / WORDS + number) % WORDS]);
}

/* A term with about `budget` terms below it. */
static void grow(struct vocabulary *vocabulary, struct family *family,
                 uint32_t budget, uint32_t depth)
{
    struct word *word = &family->words[family->count++];
    uint32_t children = 0;

    name_word(vocabulary, word);
    word->depth = depth;
    if (budget > 0 && depth < DEEPEST) {
        children = 2 + dice_throw(&vocabulary->dice, 5);
        children = children < budget ? children : budget;
        budget -= children;
    }
    for (uint32_t i = 0; i < children; i++) {
        grow(vocabulary, family,
             budget / children + (i == 0 ? budget % children : 0), depth + 1);
    }
    word->end = family->count;
}

void vocabulary_grow(struct vocabulary *vocabulary, uint64_t seed)
{
    static const struct {
        const char *kind;
        uint32_t count, largest; /* below one term, 0 where all are leaves */
    } kinds[FAMILY_COUNT] = {
        [FAMILY_DATA] = { "data", 500, 60 },
        [FAMILY_PURPOSE] = { "purpose", 150, 40 },
        [FAMILY_RECIPIENT] = { "recipient", 150, 40 },
        [FAMILY_CONDITION] = { "condition", 30, 0 },
        [FAMILY_SUBJECT] = { "subject", 10, 0 },
        [FAMILY_REGION] = { "region", 50, 12 },
        [FAMILY_MEASURE] = { "measure", 20, 0 },
    };

    *vocabulary = (struct vocabulary){ .dice = seed };
    for (int i = 0; i < FAMILY_COUNT; i++) {
        struct family *family = &vocabulary->families[i];

        family->kind = kinds[i].kind;
        while (family->count < kinds[i].count) {
            uint32_t room = kinds[i].count - family->count - 1;
            uint32_t budget = 0;

            if (kinds[i].largest > 0) {
                budget =
                    5 + dice_throw(&vocabulary->dice, kinds[i].largest - 4);
            }
            grow(vocabulary, family, budget < room ? budget : room, 0);
        }
    }
}

/* --- writing -------------------------------------------------------------- */

static void write_label(struct text *text, const char *name)
{
    text_put(text, " \"the ");
    for (; *name != '\0'; name++) {
        text_char(text, (char)(*name == '_' ? ' ' : *name));
    }
    text_put(text, " of a user\"");
}

static void write_second_parent(struct vocabulary *vocabulary,
                                const struct family *family, uint32_t number,
                                struct text *text)
{
    uint32_t root = number;

    while (family->words[root].depth > 0) {
        root--;
    }
    if (number > root && root > 0 && dice_throw(&vocabulary->dice, 30) == 0) {
        text_print(text, " within %s",
                   family->words[dice_throw(&vocabulary->dice, root)].name);
    }
}

static void write_term(struct vocabulary *vocabulary,
                       const struct family *family, uint32_t number,
                       struct text *text)
{
    const struct word *word = &family->words[number];

    text_put(text, word->name);
    if (dice_throw(&vocabulary->dice, 3) == 0) {
        write_label(text, word->name);
    }
    write_second_parent(vocabulary, family, number, text);
    if (word->end == number + 1) {
        return;
    }
    text_put(text, " {\n");
    for (uint32_t child = number + 1; child < word->end;
         child = family->words[child].end) {
        text_repeat(text, ' ', 2 * (size_t)(word->depth + 1));
        write_term(vocabulary, family, child, text);
        text_put(text, family->words[child].end < word->end ? ",\n" : "\n");
    }
    text_repeat(text, ' ', 2 * (size_t)word->depth);
    text_char(text, '}');
}

void vocabulary_write(struct vocabulary *vocabulary, struct text *text)
{
    for (int i = 0; i < FAMILY_COUNT; i++) {
        const struct family *family = &vocabulary->families[i];

        for (uint32_t root = 0; root < family->count;
             root = family->words[root].end) {
            text_print(text, "%s ", family->kind);
            write_term(vocabulary, family, root, text);
            text_char(text, '\n');
        }
        text_char(text, '\n');
    }
}
