#ifndef WRIT_EMIT_CELL_H
#define WRIT_EMIT_CELL_H

/* A cell of a table: phrases, and what each of them rests on. All that is
 * returned lives in the arena that is given. */

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Statements by their index, ascending. */
struct claims {
    uint32_t *items;
    size_t count;
};

/* They are added in ascending order. */
void claims_add(struct arena *arena, struct claims *claims, size_t statement);
struct claims claims_union(struct arena *arena, const struct claims *a,
                           const struct claims *b);

/* What a phrase of a cell rests on: its grounds in law, as a phrase or NULL,
 * and the statements that make it true, if they are told. */
struct warrant {
    const char *basis;
    struct claims statements;
};

/* On one statement alone. */
struct warrant warrant_of(struct arena *arena, size_t statement);

/* The phrases of one cell, each once. */
struct cell {
    const char **items;
    struct warrant *warrants; /* one an item */
    size_t count;
};

void cell_add(struct arena *arena, struct cell *cell, const char *item);

/* The same with what it rests on. Where the phrase is there already, with the
 * same basis, it rests on both. */
void cell_claim(struct arena *arena, struct cell *cell, const char *item,
                struct warrant warrant);

/* Every phrase of another cell, with what it rests on. */
void cell_claim_all(struct arena *arena, struct cell *cell,
                    const struct cell *from);

/* The same phrases in the same order, whatever they rest on. */
bool cell_equal(const struct cell *a, const struct cell *b);
bool cell_has(const struct cell *cell, const char *item);

#endif
