/* blowup FOLDER: policies built to take too long. Each is to be decided, or
 * refused with findings that name what makes it so, within the time and memory
 * that checks.md allows; what still runs after a minute is stopped and shown as
 * a hang. */

#include "figures.h"
#include "generate.h"
#include "measure.h"
#include "vocabulary.h"

#include <stdio.h>
#include <string.h>

enum { PATIENCE = 60 };

static void put_number(struct text *text, const char *before, size_t number)
{
    text_print(text, "%s%zu", before, number);
}

static void put_terms(struct text *text, const char *kind, const char *letter,
                      size_t count)
{
    for (size_t i = 0; i < count; i++) {
        text_print(text, "%s %s%zu\n", kind, letter, i);
    }
}

/* --- conditions ----------------------------------------------------------- */

/* The order in which conditions are first named keeps the pairs apart. */
static void write_pairs(struct text *text)
{
    enum { PAIRS = 32 };

    put_terms(text, "condition", "c", 2 * (size_t)PAIRS);
    text_put(text, "data d\nfirst: we may collect d if c0");
    for (size_t i = 1; i < 2 * (size_t)PAIRS; i++) {
        put_number(text, " and c", i);
    }
    text_put(text, ".\npairs: we may use d if ");
    for (size_t i = 0; i < PAIRS; i++) {
        text_print(text, "%sc%zu and c%zu", i > 0 ? " or " : "", i, i + PAIRS);
    }
    text_put(text, ".\n");
}

/* Clauses of three over 60 conditions: no order keeps them small. */
static void write_clauses(struct text *text)
{
    uint64_t dice = 1;

    put_terms(text, "condition", "c", 60);
    text_put(text, "data d\nsat: we may use d if ");
    for (size_t i = 0; i < 150; i++) {
        text_put(text, i > 0 ? " and (" : "(");
        for (size_t k = 0; k < 3; k++) {
            text_print(text, "%s%sc%u", k > 0 ? " or " : "",
                       dice_throw(&dice, 2) == 0 ? "not " : "",
                       (unsigned)dice_throw(&dice, 60));
        }
        text_put(text, ")");
    }
    text_put(text, ".\n");
}

static void write_conditions(struct text *text)
{
    put_terms(text, "condition", "c", 600);
    text_put(text, "data d\n");
    for (size_t i = 0; i < 600; i++) {
        text_print(text, "s%zu: we may use d if c%zu.\n", i, i);
    }
}

/* Every subset of the measures is owed somewhere. */
static void write_measures(struct text *text)
{
    put_terms(text, "condition", "c", 40);
    put_terms(text, "measure", "m", 40);
    text_put(text, "data d\n");
    for (size_t i = 0; i < 40; i++) {
        text_print(text, "s%zu: we may use d with m%zu if c%zu.\n", i, i, i);
    }
}

/* --- boxes ---------------------------------------------------------------- */

static const char *draw(struct vocabulary *vocabulary, int family)
{
    const struct family *terms = &vocabulary->families[family];

    return terms->words[dice_throw(&vocabulary->dice, terms->count)].name;
}

/* Every dimension by the toss of a coin, two literals out of 64. */
static void write_boxes(struct text *text)
{
    static const char *const verbs[] = { "collect", "use", "store", "share",
                                         "transfer" };
    static const struct {
        const char *before;
        int family;
    } places[] = { { " ", FAMILY_DATA },
                   { " for ", FAMILY_PURPOSE },
                   { " to ", FAMILY_RECIPIENT },
                   { " of ", FAMILY_SUBJECT },
                   { " in ", FAMILY_REGION } };
    struct vocabulary vocabulary;

    vocabulary_grow(&vocabulary, 1);
    vocabulary_write(&vocabulary, text);
    put_terms(text, "condition", "c", 64);
    for (size_t i = 0; i < 1000; i++) {
        uint64_t *dice = &vocabulary.dice;

        text_print(text, "s%zu: we %s %s", i,
                   dice_throw(dice, 2) == 0 ? "may" : "must not",
                   dice_throw(dice, 2) == 0 ? "process"
                                            : verbs[dice_throw(dice, 5)]);
        for (size_t k = 0; k < sizeof places / sizeof *places; k++) {
            if (dice_throw(dice, 2) == 0) {
                text_print(text, "%s%s", places[k].before,
                           draw(&vocabulary, places[k].family));
            }
        }
        text_print(text, " if %sc%u and %sc%u.\n",
                   dice_throw(dice, 2) == 0 ? "not " : "",
                   (unsigned)dice_throw(dice, 64),
                   dice_throw(dice, 2) == 0 ? "not " : "",
                   (unsigned)dice_throw(dice, 64));
    }
}

/* --- vocabularies --------------------------------------------------------- */

static void write_chain(struct text *text)
{
    text_put(text, "data d0\n");
    for (size_t i = 1; i < 50000; i++) {
        text_print(text, "data d%zu within d%zu\n", i, i - 1);
    }
    text_put(text, "we may use d0.\n");
}

/* Each term lies below the two hundred before it. */
static void write_lattice(struct text *text)
{
    for (size_t i = 0; i < 3000; i++) {
        size_t layer = i / 100;

        put_number(text, "data d", i);
        for (size_t k = 0; layer > 0 && k < 100; k++) {
            text_print(text, "%sd%zu", k == 0 ? " within " : " and ",
                       (layer - 1) * 100 + k);
        }
        text_char(text, '\n');
    }
    text_put(text, "we may use d0.\nwe must not use d150.\n");
}

static void write_vocabulary(struct text *text)
{
    put_terms(text, "data", "d", 100000);
    text_put(text, "we may use d0.\n");
}

static void write_vocabularies(struct text *text)
{
    static const char *const kinds[] = { "data",    "purpose", "recipient",
                                         "subject", "region",  "measure" };

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        put_terms(text, kinds[i], "t", 60000);
    }
    text_put(text, "we may use t0 for t1.\n");
}

/* One word that is wrong in ten thousand ways. */
static void write_unknown(struct text *text)
{
    put_terms(text, "data", "some_term_", 20000);
    for (size_t i = 0; i < 10000; i++) {
        text_print(text, "we may use some_tern_%zu.\n", i);
    }
}

/* --- order between statements --------------------------------------------- */

static void write_ladder(struct text *text, size_t count)
{
    put_terms(text, "data", "d", 50);
    text_put(text, "s0: we may use d0.\n");
    for (size_t i = 1; i < count; i++) {
        text_print(text,
                   "s%zu: we %s use d%zu and d%zu notwithstanding s%zu.\n", i,
                   i % 2 == 0 ? "may" : "must not", i % 50, i * 7 % 50, i - 1);
    }
}

static void write_nested(struct text *text)
{
    write_ladder(text, 2000);
}

static void write_edges(struct text *text)
{
    write_ladder(text, 10000);
}

static void write_star(struct text *text)
{
    put_terms(text, "data", "d", 500);
    text_put(text, "general: we must not use any.\n");
    for (size_t i = 0; i < 10000; i++) {
        text_print(text, "s%zu: we may use d%zu notwithstanding general.\n", i,
                   i % 500);
    }
}

/* All of one section over all of another, and that over a third. */
static void write_sections(struct text *text)
{
    put_terms(text, "data", "d", 500);
    for (size_t k = 0; k < 3; k++) {
        text_print(text, "section x%zu", k);
        if (k > 0) {
            put_number(text, " notwithstanding x", k - 1);
        }
        text_put(text, " {\n");
        for (size_t i = 0; i < 2000; i++) {
            text_print(text, "s%zu: we %s use d%zu.\n", i,
                       k % 2 == 0 ? "may" : "must not", (i + k) % 500);
        }
        text_put(text, "}\n");
    }
}

/* --- time and tests ------------------------------------------------------- */

static void write_periods(struct text *text)
{
    put_terms(text, "data", "d", 500);
    put_terms(text, "purpose", "p", 150);
    put_terms(text, "event", "e", 30);
    for (size_t i = 0; i < 10000; i++) {
        text_print(text,
                   "s%zu: we may store d%zu for p%zu up to %zu days after "
                   "e%zu.\n",
                   i, i * 7 % 500, i * 13 % 150, 1 + i, i % 30);
    }
}

static void write_compounds(struct text *text)
{
    put_terms(text, "data", "d", 50);
    put_terms(text, "event", "e", 80);
    for (size_t i = 0; i < 3000; i++) {
        text_print(text,
                   "s%zu: we may store d%zu up to %zu days after earliest of "
                   "e%zu and e%zu.\n",
                   i, i % 50, 1 + i, i % 80, i / 80);
    }
}

static void write_proofs(struct text *text)
{
    const struct generation generation = { SHAPE_REALISTIC, 1000, 1 };
    struct vocabulary vocabulary;

    vocabulary_grow(&vocabulary, 1);
    generate_policy(&generation, text);
    text_put(text, "test \"many\" {\n");
    for (size_t i = 0; i < 10000; i++) {
        text_print(text, "  prove silent we use %s for %s.\n",
                   draw(&vocabulary, FAMILY_DATA),
                   draw(&vocabulary, FAMILY_PURPOSE));
    }
    text_put(text, "}\n");
}

/* -------------------------------------------------------------------------- */

static const struct {
    const char *name;
    void (*write)(struct text *text);
} cases[] = {
    { "64 conditions in separated pairs", write_pairs },
    { "150 random clauses of three", write_clauses },
    { "600 conditions", write_conditions },
    { "every subset of 40 measures", write_measures },
    { "1000 boxes random everywhere", write_boxes },
    { "50000 terms, each within the last", write_chain },
    { "3000 terms, each within 100", write_lattice },
    { "100000 terms of one kind", write_vocabulary },
    { "60000 terms of each of six kinds", write_vocabularies },
    { "10000 unknown names", write_unknown },
    { "2000 nested notwithstanding", write_nested },
    { "10000 nested notwithstanding", write_edges },
    { "10000 exceptions to one rule", write_star },
    { "2000 over 2000 over 2000", write_sections },
    { "10000 periods of retention", write_periods },
    { "3000 periods from two events", write_compounds },
    { "10000 proofs", write_proofs },
};

static void tell(struct figures *figures, const char *name,
                 const struct measured *measured)
{
    double peak = (double)measured->peak / (1024 * 1024);
    char note[80];

    figures_add(figures, name, "time",
                measured->done ? measured->whole : PATIENCE, "s");
    figures_add(figures, name, "peak", peak, "MiB");
    figures_add(figures, name, "nodes", (double)measured->nodes, "");
    figures_add_word(figures, name, "outcome",
                     !measured->done     ? "HANGS or dies"
                     : measured->refused ? "refused"
                                         : "decided");
    snprintf(note, sizeof note, "%.60s%s", measured->note,
             strlen(measured->note) > 60 ? "..." : "");
    figures_add_word(figures, name, "first error", note);
}

int main(int argc, char **argv)
{
    struct figures figures =
        figures_create("blowup", "Policies built to take too long: each is "
                                 "decided, or refused with the reason");
    char path[4096];
    bool done = argc >= 2;

    for (size_t i = 0; done && i < sizeof cases / sizeof *cases; i++) {
        struct text text = { 0 };

        if (argc > 2 && strstr(cases[i].name, argv[2]) == NULL) {
            continue;
        }
        snprintf(path, sizeof path, "%s/blowup.writ", argv[1]);
        cases[i].write(&text);
        done = generate_file(path, &text);
        text_destroy(&text);
        if (done) {
            struct measured measured = measure_whole(path, NULL, PATIENCE);

            tell(&figures, cases[i].name, &measured);
        }
    }
    figures_print(&figures);
    done = done && figures_write(&figures, argv[1]);
    figures_destroy(&figures);
    return done ? 0 : 2;
}
