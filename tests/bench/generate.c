/* Sentences over the terms of vocabulary.c. Invariants: what is excepted lies
 * below what was selected and is not all of it, so no selection is empty; a
 * sentence prevails over an earlier one only, so no order is a cycle. */

#include "generate.h"

#include "vocabulary.h"

#include <stdbool.h>
#include <stdio.h>

enum {
    SECTION = 20,  /* statements of one */
    SYSTEM = 1000, /* flows of one */
    MOST_ACTS = 1024
};

/* What a sentence is about. */
struct act {
    const char *verb;
    uint32_t data, purpose;
    uint32_t recipient, measure; /* 1 + number; 0: none */
};

struct generator {
    struct text *text;
    uint32_t prohibition;          /* 1 + number of the last one; 0: none yet */
    struct act allowed[MOST_ACTS]; /* without a condition; some of them */
    uint32_t allowed_count;
    struct vocabulary vocabulary;
};

static uint32_t roll(struct generator *generator, uint32_t sides)
{
    return dice_throw(&generator->vocabulary.dice, sides);
}

static bool percent(struct generator *generator, uint32_t share)
{
    return roll(generator, 100) < share;
}

/* --- parts of a sentence -------------------------------------------------- */

static const char *name_of(const struct generator *generator, int family,
                           uint32_t number)
{
    return generator->vocabulary.families[family].words[number].name;
}

static uint32_t draw(struct generator *generator, int family)
{
    return roll(generator, generator->vocabulary.families[family].count);
}

/* Four times in five one that lies far down. */
static uint32_t draw_inner(struct generator *generator, int family)
{
    uint32_t number = draw(generator, family);
    bool inner = percent(generator, 80);

    while (inner &&
           generator->vocabulary.families[family].words[number].depth < 2) {
        number = draw(generator, family);
    }
    return number;
}

static void put(struct generator *generator, const char *before, int family,
                uint32_t number)
{
    text_print(generator->text, "%s%s", before,
               name_of(generator, family, number));
}

static void put_literal(struct generator *generator, const char *before)
{
    text_put(generator->text, before);
    put(generator, percent(generator, 25) ? "not " : "", FAMILY_CONDITION,
        draw(generator, FAMILY_CONDITION));
}

static void put_literals(struct generator *generator, const char *before)
{
    put_literal(generator, before);
    if (percent(generator, 35)) {
        put_literal(generator, percent(generator, 50) ? " and " : " or ");
    }
}

/* --- random sentences ----------------------------------------------------- */

static void put_exceptions(struct generator *generator, uint32_t data)
{
    uint32_t below =
        generator->vocabulary.families[FAMILY_DATA].words[data].end - data - 1;

    if (below == 0) {
        return;
    }
    put(generator, " except ", FAMILY_DATA, data + 1 + roll(generator, below));
    if (percent(generator, 50)) {
        put(generator, " and ", FAMILY_DATA, data + 1 + roll(generator, below));
    }
}

static void put_random(struct generator *generator, uint32_t number)
{
    static const char *const verbs[] = { "collect",  "use",     "store",
                                         "disclose", "share",   "transfer",
                                         "analyze",  "profile", "process" };
    static const struct {
        const char *before;
        int family;
        uint32_t share;
    } places[] = { { " for ", FAMILY_PURPOSE, 75 },
                   { " to ", FAMILY_RECIPIENT, 55 },
                   { " of ", FAMILY_SUBJECT, 20 },
                   { " in ", FAMILY_REGION, 15 } };

    text_print(generator->text, "  s%lu: we %s %s", (unsigned long)number,
               percent(generator, 40) ? "must not" : "may",
               percent(generator, 90) ? verbs[roll(generator, 8)] : verbs[8]);
    if (percent(generator, 95)) {
        uint32_t data = draw(generator, FAMILY_DATA);

        put(generator, " ", FAMILY_DATA, data);
        if (percent(generator, 30)) {
            put(generator, " and ", FAMILY_DATA, draw(generator, FAMILY_DATA));
        }
        if (percent(generator, 25)) {
            put_exceptions(generator, data);
        }
    }
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        if (percent(generator, places[i].share)) {
            put(generator, places[i].before, places[i].family,
                draw(generator, places[i].family));
        }
    }
    if (percent(generator, 30)) {
        put_literals(generator, " if ");
    }
    text_put(generator->text, ".\n");
}

/* --- realistic sentences -------------------------------------------------- */

/* Purposes of the lower half are permitted, those of the upper forbidden. */
static uint32_t draw_purpose(struct generator *generator, bool upper)
{
    uint32_t half = generator->vocabulary.families[FAMILY_PURPOSE].count / 2;
    uint32_t number = draw_inner(generator, FAMILY_PURPOSE);

    while ((number >= half) != upper) {
        number = draw_inner(generator, FAMILY_PURPOSE);
    }
    return number;
}

static void put_name(struct generator *generator, const char *word,
                     uint32_t number)
{
    text_put(generator->text, "  ");
    if (percent(generator, 80)) {
        text_print(generator->text, "%s_%lu: ", word, (unsigned long)number);
    }
}

static uint32_t put_data(struct generator *generator)
{
    uint32_t data = draw_inner(generator, FAMILY_DATA);

    put(generator, " ", FAMILY_DATA, data);
    if (percent(generator, 30)) {
        put(generator, " and ", FAMILY_DATA,
            draw_inner(generator, FAMILY_DATA));
    }
    return data;
}

static struct act put_act(struct generator *generator, bool upper)
{
    static const char *const verbs[] = { "collect", "use",      "store",
                                         "analyze", "profile",  "use",
                                         "share",   "disclose", "transfer" };
    uint32_t verb = roll(generator, 9);
    struct act act = { .verb = verbs[verb] };

    text_put(generator->text, act.verb);
    act.data = put_data(generator);
    act.purpose = draw_purpose(generator, upper);
    put(generator, "\n    for ", FAMILY_PURPOSE, act.purpose);
    if (verb >= 6) {
        act.recipient = 1 + draw_inner(generator, FAMILY_RECIPIENT);
        put(generator, " to ", FAMILY_RECIPIENT, act.recipient - 1);
    }
    return act;
}

static void put_permission(struct generator *generator, uint32_t number)
{
    bool upper = generator->prohibition > 0 && roll(generator, 50) == 0;
    bool guarded = percent(generator, 15);

    put_name(generator, "allow", number);
    text_put(generator->text, "we may ");
    struct act act = put_act(generator, upper);

    if (guarded) {
        put_literals(generator, " if ");
    }
    if (percent(generator, 10)) {
        act.measure = 1 + draw(generator, FAMILY_MEASURE);
        put(generator, " with ", FAMILY_MEASURE, act.measure - 1);
    }
    if (upper && percent(generator, 80)) {
        text_print(generator->text, "\n    notwithstanding forbid_%lu",
                   (unsigned long)(generator->prohibition - 1));
    }
    if (!upper && !guarded && generator->allowed_count < MOST_ACTS) {
        generator->allowed[generator->allowed_count++] = act;
    }
}

/* One that is always named, so that a permission can prevail over it. */
static void put_prohibition(struct generator *generator, uint32_t number)
{
    text_print(generator->text, "  forbid_%lu: we must not ",
               (unsigned long)number);
    put_act(generator, true);
    if (percent(generator, 30)) {
        put_literals(generator, "\n    unless ");
    }
    generator->prohibition = number + 1;
}

static void put_retention(struct generator *generator, uint32_t number)
{
    put_name(generator, "keep", number);
    text_put(generator->text, "we may store");
    put_data(generator);
    put(generator, "\n    for ", FAMILY_PURPOSE,
        draw_purpose(generator, false));
    text_print(generator->text, " up to %lu days after collection",
               30 + 30 * (unsigned long)roll(generator, 12));
}

static void put_deletion(struct generator *generator, uint32_t number)
{
    put_name(generator, "remove", number);
    text_put(generator->text, "we must delete");
    put_data(generator);
    text_print(generator->text, " within %lu days after account_closure",
               10 + 10 * (unsigned long)roll(generator, 9));
}

static void put_right(struct generator *generator, uint32_t number)
{
    put_name(generator, "right", number);
    text_put(generator->text, percent(generator, 50)
                                  ? "you may access and correct"
                                  : "you may access, correct and erase");
    put_data(generator);
}

static void put_never(struct generator *generator, uint32_t number)
{
    put_name(generator, "promise", number);
    text_put(generator->text, "we never ");
    put_act(generator, true);
}

static void put_realistic(struct generator *generator, uint32_t number)
{
    uint32_t form = roll(generator, 100);

    if (form < 3) {
        put_right(generator, number);
    } else if (form < 5) {
        put_never(generator, number);
    } else if (form < 11) {
        put_retention(generator, number);
    } else if (form < 14) {
        put_deletion(generator, number);
    } else if (form < 40) {
        put_prohibition(generator, number);
    } else {
        put_permission(generator, number);
    }
    if (percent(generator, 3)) {
        text_put(generator->text, "\n    as \"What we do with your {data}, "
                                  "and why, in plain words.\"");
    }
    text_put(generator->text, ".\n");
}

/* --- the policy ----------------------------------------------------------- */

static void put_section(struct generator *generator, uint32_t number,
                        bool realistic)
{
    text_print(generator->text, "section part_%lu \"Part %lu\" {\n",
               (unsigned long)number, (unsigned long)number);
    if (realistic) {
        text_put(generator->text,
                 "  # What this part is about is said first.\n"
                 "  \"We take care over what we know of you, and "
                 "say here what we do with it.\"\n");
    }
}

static void put_policy(struct generator *generator,
                       const struct generation *generation, struct text *text)
{
    bool realistic = generation->shape == SHAPE_REALISTIC;

    *generator = (struct generator){ .text = text };
    vocabulary_grow(&generator->vocabulary, generation->seed);
    text_put(text, "policy measured \"Measured Policy\" { version \"1\" }\n"
                   "import std.events\n\n");
    vocabulary_write(&generator->vocabulary, text);
    for (uint32_t i = 0; i < generation->statements; i++) {
        if (i % SECTION == 0) {
            put_section(generator, i / SECTION, realistic);
        }
        if (realistic) {
            put_realistic(generator, i);
        } else {
            put_random(generator, i);
        }
        if (i % SECTION == SECTION - 1 || i + 1 == generation->statements) {
            text_put(text, "}\n\n");
        }
    }
}

void generate_policy(const struct generation *generation, struct text *text)
{
    struct generator generator;

    put_policy(&generator, generation, text);
}

/* --- flows ---------------------------------------------------------------- */

/* Nine in ten do what the policy allows. */
static struct act draw_flow(struct generator *generator)
{
    struct act act =
        generator->allowed[roll(generator, generator->allowed_count)];

    if (roll(generator, 10) == 0) {
        act.purpose = draw_purpose(generator, false);
    }
    return act;
}

static void put_flow(struct generator *generator, uint32_t number)
{
    struct act act = draw_flow(generator);

    text_print(generator->text,
               "    {\"name\": \"flow_%lu\", \"action\": [\"%s\"], "
               "\"data\": [\"%s\"], \"purpose\": [\"%s\"]",
               (unsigned long)number, act.verb,
               name_of(generator, FAMILY_DATA, act.data),
               name_of(generator, FAMILY_PURPOSE, act.purpose));
    if (act.recipient > 0) {
        text_print(generator->text, ", \"recipient\": [\"%s\"]",
                   name_of(generator, FAMILY_RECIPIENT, act.recipient - 1));
    }
    if (act.measure > 0) {
        text_print(generator->text, ", \"with\": [\"%s\"]",
                   name_of(generator, FAMILY_MEASURE, act.measure - 1));
    }
    text_print(
        generator->text, ", \"file\": \"src/part_%lu.c\", \"line\": %lu}",
        (unsigned long)(number / 100), 1 + (unsigned long)(number % 100));
}

void generate_flows(const struct generation *generation, uint32_t flows,
                    struct text *text)
{
    struct generator generator;
    struct text policy = { 0 };

    put_policy(&generator, generation, &policy);
    text_destroy(&policy);
    generator.text = text;
    text_put(text, "{\"systems\": [\n");
    for (uint32_t i = 0; i < flows; i++) {
        if (i % SYSTEM == 0) {
            text_print(text,
                       "  {\"name\": \"system_%lu\", \"label\": \"A "
                       "system\", \"flows\": [\n",
                       (unsigned long)(i / SYSTEM));
        }
        put_flow(&generator, i);
        if (i + 1 == flows) {
            text_put(text, "\n  ]}\n");
        } else {
            text_put(text, i % SYSTEM == SYSTEM - 1 ? "\n  ]},\n" : ",\n");
        }
    }
    text_put(text, "]}\n");
}

/* --- to the disk ---------------------------------------------------------- */

bool generate_file(const char *path, const struct text *text)
{
    FILE *file = fopen(path, "w");
    bool written = file != NULL &&
                   fwrite(text->bytes, 1, text->length, file) == text->length;

    written = (file == NULL || fclose(file) == 0) && written;
    if (!written) {
        fprintf(stderr, "%s: cannot be written\n", path);
    }
    return written;
}
