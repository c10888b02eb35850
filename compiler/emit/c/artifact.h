#ifndef WRIT_EMIT_C_ARTIFACT_H
#define WRIT_EMIT_C_ARTIFACT_H

/* The emitted tables as they were read back, and a small interpreter of them
 * that follows their description in the header, not the code of decide.c. */

#include "diagram/ask.h"
#include "emit/c/readback.h"

enum { ARTIFACT_LEVELS = 7 };

/* Where the way has come to where the answer is the usual one. */
#define ARTIFACT_USUAL (UINT64_MAX - 1)

struct artifact_table {
    int level[ARTIFACT_LEVELS];              /* of the diagram */
    struct numbers classes[ARTIFACT_LEVELS]; /* width 0: plays no part */
    struct numbers after[ARTIFACT_LEVELS];   /* width 0: ends no stage */
    struct numbers owner[ARTIFACT_LEVELS];   /* width 0: none stands apart */
    struct numbers rest[ARTIFACT_LEVELS];    /* width 0: it is no table */
    uint64_t unit[ARTIFACT_LEVELS];
    uint64_t owner_bit[ARTIFACT_LEVELS]; /* of a cell; 0: it holds none */
    uint64_t usual[ARTIFACT_LEVELS];     /* behind it; UINT64_MAX: nothing is */
    bool has_usual; /* an answer that is told early, of this place */
    uint64_t usual_place;
    size_t level_count;
    bool rows; /* then there are no stages */
    uint64_t root;
    struct numbers cells;
};

struct artifact {
    struct readback readback;
    const struct policy *policy;
    struct analysis *analysis;
    struct arena *arena; /* its own */
    const char *lower;   /* "ai_pool" */

    struct artifact_table decide, retain, right;
    struct numbers duty_sets;
    struct numbers answers; /* of vectors; width 0: there are cases */
    uint64_t place_facts, place_begin;
    uint64_t usual_ruling;       /* at the usual place of `decide` */
    struct numbers decide_cases; /* mask, value, ruling, next */
    struct numbers right_cases;
    struct numbers implications; /* below, fact */
    struct numbers retentions;   /* at_least, up_to, method, two statements */
    uint64_t *fact_bit;          /* [condition]; 0: it has none */
    uint64_t *measure_bit;       /* [measure] */
    struct artifact_word {       /* how a ruling is taken apart */
        uint64_t verdict, duties, duty_sets, statement, refused;
    } word;
    size_t level_terms[LEVEL_CONDITIONS]; /* of each level, compounds too */
};

/* What the tables decide. */
struct artifact_ruling {
    uint64_t verdict, statement, duties;
};

/* False where the text cannot be read: `readback.fault` says why. Either way
 * the artifact is to be destroyed. */
bool artifact_read(struct artifact *artifact, struct analysis *analysis,
                   const struct text *header, const struct text *source);
void artifact_destroy(struct artifact *artifact);

/* "AI_POOL_FACT_PRIOR_CONSENT", from "fact" and "prior_consent": made anew, for
 * the writer may be wrong. */
const char *artifact_constant(const struct artifact *artifact,
                              const char *family, const char *path);

/* Where the cell leads to which a class is added, in a stage that ends there;
 * ARTIFACT_USUAL: no further. UINT64_MAX: out of bounds. */
uint64_t artifact_step(const struct artifact_table *table, size_t level,
                       uint64_t row, uint64_t class);

/* The way through a table of either layout, a level at a time: where it begins,
 * where a class of the level leads to, and the answer past the last level. Out
 * of bounds anywhere: UINT64_MAX from then on. */
uint64_t artifact_begin(const struct artifact_table *table);
uint64_t artifact_advance(const struct artifact_table *table, size_t level,
                          uint64_t at, uint64_t class);
uint64_t artifact_end(const struct artifact_table *table, uint64_t at);

/* The answer of a table for one term a level, in its own order of levels. Out
 * of bounds anywhere: UINT64_MAX. */
uint64_t artifact_look(const struct artifact_table *table,
                       const uint32_t *terms);

/* The facts with those they imply, by the table of implications. */
uint64_t artifact_closed(const struct artifact *artifact, uint64_t facts);

/* The answer of the first case from `first` on that fits; UINT64_MAX: none. A
 * case leads to a lower one only. */
uint64_t artifact_case(const struct numbers *cases, uint64_t first,
                       uint64_t facts);

/* What a ruling says; UINT64_MAX for a row of duties that is not there. */
struct artifact_ruling artifact_ruling(const struct artifact *artifact,
                                       uint64_t ruling);

/* How many places there may be: each answer of the table of decisions is below
 * it; and the bits of facts that are looked at there, of a place below it. */
uint64_t artifact_places(const struct artifact *artifact);
uint64_t artifact_looked_at(const struct artifact *artifact, uint64_t place);

/* What is decided at a place, for facts that are closed. UINT64_MAX: out of
 * bounds. */
uint64_t artifact_ruled(const struct artifact *artifact, uint64_t place,
                        uint64_t facts);

/* The same, for facts as they are given. */
struct artifact_ruling artifact_answer(const struct artifact *artifact,
                                       uint64_t place, uint64_t facts);

/* The decision for asked terms and facts as they are given. */
struct artifact_ruling artifact_decide(const struct artifact *artifact,
                                       const uint32_t *terms, uint64_t facts);

/* Facts over the condition space as bits; those without one are left out. And
 * measures, likewise. */
uint64_t artifact_facts(const struct artifact *artifact,
                        const struct bits *facts);
uint64_t artifact_duties(const struct artifact *artifact,
                         const struct bits *measures);

#endif
