#ifndef WRIT_EMIT_C_VERIFY_MET_H
#define WRIT_EMIT_C_VERIFY_MET_H

/* What the worst of two rows, or of two behaviours, was found to be. It may
 * forget; forgetting costs time, never truth. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

/* Two different numbers of one dimension, the lower one first. */
struct met_pair {
    uint32_t dimension;
    uint32_t a, b;
};

struct met;

/* Room for 2^`bits` pairs, one bit or more, in the arena. */
struct met *met_create(struct arena *arena, unsigned bits);

/* False where it is not known. */
bool met_find(const struct met *met, struct met_pair pair, uint32_t *worst);

/* A pair may take the place of another. */
void met_keep(struct met *met, struct met_pair pair, uint32_t worst);

#endif
