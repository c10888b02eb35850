#ifndef WRIT_EMIT_C_PACK_H
#define WRIT_EMIT_C_PACK_H

/* Rows of which most cells are alike, packed into one another: a row keeps a
 * cell for what most of its columns hold, where it begins, and behind that one
 * for each column that holds something else. Which cell is whose is told by the
 * column, from 1, that stands beside it: no two rows begin at one place, so a
 * cell at the distance of a column from where a row begins, and of that column,
 * is of that row. */

#include "emit/c/layout.h"

struct pack {
    struct arena *arena; /* of the cells */
    struct cells *cells; /* what they hold */
    struct cells *owner; /* the column of each; 0: it begins a row */
    size_t columns;
    size_t far;  /* how far below the last row of its length a row is put */
    size_t from; /* where that began */
    bool apart;  /* rows of one cell stand behind the others */
    size_t first_free; /* a whole word of bits below it has no free cell */
    size_t last;       /* where a row begins */
    uint64_t *taken;   /* a bit a cell */
    uint32_t *own;     /* columns of the row at hand */
    size_t own_count, last_own_count;
    size_t room; /* cells, in whole words of bits */
};

/* `rows` is how many there will be. */
struct pack pack_begin(struct arena *arena, size_t columns, size_t rows);

/* Where the row begins whose columns hold `values`, the rest of them `other`.
 * Rows fill gaps best where those come first that have most to keep. */
uint32_t pack_row(struct pack *pack, const uint32_t *values, uint32_t other);

/* After the last row. */
void pack_end(struct pack *pack);

#endif
