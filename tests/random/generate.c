/* Names are a letter for their kind and a number, so every short name is
 * unique; what is later prevails over what is earlier, so no order is a cycle;
 * what is excepted lies below what was selected and is not all of it, so no
 * selection is empty. */

#include "generate.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum { MOST_TERMS = 8, MOST_STATEMENTS = 14, MOST_SECTIONS = 3 };

/* The terms of a kind. A parent is an earlier term. */
struct family {
    const char *kind;
    char letter;
    uint32_t count;
    uint32_t children[MOST_TERMS]; /* in the first place */
    uint32_t parent[MOST_TERMS];   /* 1 + number; 0: the root */
};

enum {
    ACTION,
    DATA,
    PURPOSE,
    RECIPIENT,
    SUBJECT,
    REGION,
    CONDITION,
    MEASURE,
    EVENT,
    FAMILIES
};

struct generator {
    struct dice dice;
    struct text *text;
    struct family families[FAMILIES];
    uint32_t statements; /* so far */
    uint32_t section_of[MOST_STATEMENTS];
};

uint32_t dice_throw(struct dice *dice, uint32_t sides)
{
    uint64_t x = dice->state += UINT64_C(0x9E3779B97F4A7C15);
    x = (x ^ x >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    x = (x ^ x >> 27) * UINT64_C(0x94D049BB133111EB);
    return (uint32_t)((x ^ x >> 31) % sides);
}

static uint32_t throw(struct generator * generator, uint32_t sides)
{
    return dice_throw(&generator->dice, sides);
}

/* True once in `sides` times. */
static bool chance(struct generator *generator, uint32_t sides)
{
    return throw(generator, sides) == 0;
}

/* --- vocabulary ----------------------------------------------------------- */

static void declare_family(struct generator *generator, struct family *family)
{
    for (uint32_t i = 0; i < family->count; i++) {
        text_print(generator->text, "%s %c%u", family->kind, family->letter, i);
        if (i > 0 && throw(generator, 3) > 0) {
            uint32_t parent = throw(generator, i);
            family->parent[i] = parent + 1;
            family->children[parent]++;
            text_print(generator->text, " within %c%u", family->letter, parent);
            uint32_t other = throw(generator, i);
            if (other != parent && chance(generator, 2)) {
                text_print(generator->text, " and %c%u", family->letter, other);
            }
        }
        text_char(generator->text, '\n');
    }
}

static void declare(struct generator *generator)
{
    static const struct {
        const char *kind;
        char letter;
        uint32_t least, more;
    } kinds[FAMILIES] = {
        [ACTION] = { "action", 'a', 0, 3 },
        [DATA] = { "data", 'd', 1, 5 },
        [PURPOSE] = { "purpose", 'p', 1, 4 },
        [RECIPIENT] = { "recipient", 'r', 1, 4 },
        [SUBJECT] = { "subject", 's', 0, 3 },
        [REGION] = { "region", 'g', 0, 3 },
        [CONDITION] = { "condition", 'c', 0, 5 },
        [MEASURE] = { "measure", 'm', 1, 4 },
        [EVENT] = { "event", 'e', 1, 4 },
    };
    for (int i = 0; i < FAMILIES; i++) {
        struct family *family = &generator->families[i];
        *family =
            (struct family){ .kind = kinds[i].kind, .letter = kinds[i].letter };
        family->count = kinds[i].least + throw(generator, kinds[i].more + 1);
        declare_family(generator, family);
    }
}

/* --- selections ----------------------------------------------------------- */

static void put_term(struct generator *generator, int family, uint32_t number)
{
    text_print(generator->text, "%c%u", generator->families[family].letter,
               number);
}

/* One or two terms, or one with an exception below it. */
static void put_selection(struct generator *generator, int which)
{
    struct family *family = &generator->families[which];
    uint32_t first = throw(generator, family->count);
    if (chance(generator, 6) && family->count > 0) {
        text_put(generator->text, "any except ");
        put_term(generator, which, first);
        return;
    }
    put_term(generator, which, first);
    if (family->children[first] > 0 && chance(generator, 2)) {
        uint32_t child = first + 1;
        while (family->parent[child] != first + 1) {
            child++;
        }
        text_put(generator->text, " except ");
        put_term(generator, which, child);
    } else if (chance(generator, 3)) {
        text_put(generator->text, " and ");
        put_term(generator, which, throw(generator, family->count));
    }
}

static void put_verbs(struct generator *generator)
{
    static const char *const verbs[] = { "process",  "collect", "use",
                                         "analyze",  "store",   "copy",
                                         "disclose", "share",   "sell",
                                         "transfer", "delete",  "notify" };
    struct family *family = &generator->families[ACTION];
    uint32_t count = 1 + throw(generator, 2);
    for (uint32_t i = 0; i < count; i++) {
        text_put(generator->text, i > 0 ? " and " : " ");
        if (family->count > 0 && chance(generator, 5)) {
            put_term(generator, ACTION, throw(generator, family->count));
        } else {
            text_put(generator->text, verbs[throw(generator, 12)]);
        }
    }
}

static void put_places(struct generator *generator, bool may)
{
    static const struct {
        int family;
        const char *preposition;
        uint32_t sides; /* written once in so many times */
    } places[] = { { PURPOSE, "for", 2 },
                   { RECIPIENT, "to", 2 },
                   { REGION, "in", 4 },
                   { SUBJECT, "of", 3 } };
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        if (generator->families[places[i].family].count == 0 ||
            !chance(generator, places[i].sides)) {
            continue;
        }
        bool only = may && chance(generator, 4);
        text_print(generator->text, "%s %s ", only ? " only" : "",
                   places[i].preposition);
        put_selection(generator, places[i].family);
    }
}

/* --- guards --------------------------------------------------------------- */

static void put_condition(struct generator *generator, uint32_t depth)
{
    struct family *family = &generator->families[CONDITION];
    uint32_t form = depth == 0 ? 0 : throw(generator, 5);
    if (form < 2) {
        put_term(generator, CONDITION, throw(generator, family->count));
    } else if (form == 2) {
        text_put(generator->text, "not (");
        put_condition(generator, depth - 1);
        text_char(generator->text, ')');
    } else {
        text_char(generator->text, '(');
        put_condition(generator, depth - 1);
        text_put(generator->text, form == 3 ? " and " : " or ");
        put_condition(generator, depth - 1);
        text_char(generator->text, ')');
    }
}

static void put_guards(struct generator *generator, bool unless)
{
    if (generator->families[CONDITION].count == 0) {
        return;
    }
    if (chance(generator, 3)) {
        text_put(generator->text, chance(generator, 2) ? " if " : " when ");
        put_condition(generator, 2);
    }
    if (unless && chance(generator, 3)) {
        text_put(generator->text, " unless ");
        put_condition(generator, 2);
    }
}

/* --- time ----------------------------------------------------------------- */

static void put_after(struct generator *generator)
{
    struct family *family = &generator->families[EVENT];
    uint32_t form = throw(generator, 4);
    if (form == 0) {
        return;
    }
    text_put(generator->text, " after ");
    if (form == 1 && family->count > 1) {
        uint32_t first = throw(generator, family->count - 1);
        text_put(generator->text,
                 chance(generator, 2) ? "latest of " : "earliest of ");
        put_term(generator, EVENT, first);
        text_put(generator->text, " and ");
        put_term(generator, EVENT, first + 1);
    } else {
        put_term(generator, EVENT, throw(generator, family->count));
    }
}

static void put_time(struct generator *generator, bool must)
{
    static const char *const bound[] = { " up to", " at least", " within" };
    uint32_t form = throw(generator, must ? 6 : 2);
    if (form < 3) {
        text_print(generator->text, "%s %u days", bound[form],
                   1 + throw(generator, 90));
        put_after(generator);
    } else if (form == 3) {
        text_print(generator->text, " every %u weeks", 1 + throw(generator, 8));
    } else {
        text_put(generator->text, form == 4 ? " before " : " on ");
        put_term(generator, EVENT,
                 throw(generator, generator->families[EVENT].count));
    }
}

/* --- statements ----------------------------------------------------------- */

/* What is later prevails. */
static void put_order(struct generator *generator, uint32_t all)
{
    uint32_t number = generator->statements;
    if (number > 0 && chance(generator, 4)) {
        text_print(generator->text, " notwithstanding n%u",
                   throw(generator, number));
    }
    if (number + 1 < all && chance(generator, 6)) {
        uint32_t later = number + 1 + throw(generator, all - number - 1);
        text_print(generator->text, " subject to n%u", later);
    }
}

static void put_right(struct generator *generator)
{
    static const char *const rights[] = { "access", "correct", "erase", "port",
                                          "withdraw" };
    text_print(generator->text, "you may %s", rights[throw(generator, 5)]);
    if (chance(generator, 2)) {
        text_print(generator->text, " and %s", rights[throw(generator, 5)]);
    }
    text_char(generator->text, ' ');
    put_selection(generator, DATA);
    put_places(generator, false);
    put_guards(generator, true);
}

static void put_rule(struct generator *generator, uint32_t all)
{
    static const char *const modality[] = { " may",      " may",   " may",
                                            " must not", " never", " must" };
    uint32_t form = throw(generator, 6);
    if (chance(generator, 5)) {
        put_term(generator, RECIPIENT,
                 throw(generator, generator->families[RECIPIENT].count));
    } else {
        text_put(generator->text, "we");
    }
    text_put(generator->text, modality[form]);
    put_verbs(generator);
    if (throw(generator, 5) > 0) {
        text_char(generator->text, ' ');
        put_selection(generator, DATA);
    }
    put_places(generator, form < 3);
    put_guards(generator, form != 4);
    if (throw(generator, 3) == 0) {
        text_put(generator->text, " with ");
        put_term(generator, MEASURE,
                 throw(generator, generator->families[MEASURE].count));
    }
    if ((form < 3 || form == 5) && chance(generator, 3)) {
        put_time(generator, form == 5);
    }
    put_order(generator, all);
}

static void put_statement(struct generator *generator, uint32_t all)
{
    text_print(generator->text, "  n%u: ", generator->statements);
    if (chance(generator, 6)) {
        put_right(generator);
    } else {
        put_rule(generator, all);
    }
    text_put(generator->text, ".\n");
    generator->statements++;
}

void generate_policy(uint64_t seed, struct text *text)
{
    struct generator generator = { .dice = { seed }, .text = text };
    text_print(text, "policy p%lu \"Policy %lu\" { version \"%lu\" }\n",
               (unsigned long)seed, (unsigned long)seed, (unsigned long)seed);
    declare(&generator);
    uint32_t all = throw(&generator, MOST_STATEMENTS + 1);
    uint32_t sections = 1 + throw(&generator, MOST_SECTIONS);
    for (uint32_t i = 0; i < sections; i++) {
        text_print(text, "section x%u \"Section %u\"", i, i);
        if (i > 0 && chance(&generator, 3)) {
            text_print(text, " notwithstanding x%u", i - 1);
        }
        text_put(text, " {\n");
        uint32_t end = all * (i + 1) / sections;
        while (generator.statements < end) {
            put_statement(&generator, all);
        }
        text_put(text, "}\n");
    }
}
