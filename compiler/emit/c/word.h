#ifndef WRIT_EMIT_C_WORD_H
#define WRIT_EMIT_C_WORD_H

/* The terms of a space that have a bit in a word of 64. */

#include "model/term.h"

enum { WORD_BITS = 64 };

struct word {
    const struct terms *terms;
    int *bit;                   /* [number of the term]; -1: it has none */
    uint16_t number[WORD_BITS]; /* [bit]; ascending */
    size_t count;
};

/* Bits in the order of terms: for all of `needed`, then for `related` and then
 * for the others as far as there are bits, but for the root only where it is
 * needed. False where `needed` are more than there are bits. */
bool word_fill(struct arena *arena, const struct terms *terms,
               const struct bits *needed, const struct bits *related,
               struct word *word);

#endif
