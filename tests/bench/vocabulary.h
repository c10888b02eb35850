#ifndef WRIT_TESTS_BENCH_VOCABULARY_H
#define WRIT_TESTS_BENCH_VOCABULARY_H

/* The terms that generated policies speak of, of the sizes that checks.md
 * names. Terms are numbered in preorder, so what lies below one is a range of
 * numbers. No word names two terms, whatever their kinds. */

#include "base/text.h"

#include <stdint.h>

enum {
    FAMILY_DATA,
    FAMILY_PURPOSE,
    FAMILY_RECIPIENT,
    FAMILY_CONDITION,
    FAMILY_SUBJECT,
    FAMILY_REGION,
    FAMILY_MEASURE,
    FAMILY_COUNT
};

enum { WORD_SIZE = 32, FAMILY_SIZE = 512 };

struct word {
    char name[WORD_SIZE];
    uint32_t depth;
    uint32_t end; /* below it lie the numbers behind its own, up to this */
};

/* The terms of one kind. */
struct family {
    const char *kind;
    uint32_t count;
    struct word words[FAMILY_SIZE];
};

struct vocabulary {
    uint64_t dice;
    uint32_t names; /* given so far */
    struct family families[FAMILY_COUNT];
};

/* The same terms for the same seed. */
void vocabulary_grow(struct vocabulary *vocabulary, uint64_t seed);

/* Their declarations; some with labels, some below two terms. */
void vocabulary_write(struct vocabulary *vocabulary, struct text *text);

/* A number below `sides`, which is at least 1. */
uint32_t dice_throw(uint64_t *dice, uint32_t sides);

#endif
