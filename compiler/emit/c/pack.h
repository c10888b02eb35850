#ifndef WRIT_EMIT_C_PACK_H
#define WRIT_EMIT_C_PACK_H

/* Rows of which most cells are alike, packed into one another. A row keeps what
 * most of its columns hold, the rest, and a cell for each column that holds
 * something else, which is as far behind the place of the row as the column says,
 * from 1. Whose a cell is is told by the column that stands with it: no two rows
 * have one place, so a cell at the distance of a column, and of that column, is
 * of that row.
 *
 * Where they are few the rest stands in the cell at the place itself, as of
 * column 0. Else it stands in an array of its own, and a place counts for several
 * cells, so that places are small numbers; but each row must find one. */

#include "emit/c/layout.h"

struct pack {
    struct arena *arena; /* of the cells */
    struct cells *cells; /* what they hold */
    struct cells *owner; /* the column of each; 0: it is free */
    struct cells *rest;  /* [place]; NULL: it stands in the cells */
    size_t columns;
    size_t unit;       /* cells a place; a power of two up to PACK_MOST_UNIT */
    uint64_t closed;   /* of 64 cells, those that are no place */
    size_t far;        /* how far below the last row of its length one is put */
    size_t from;       /* where that began */
    size_t first_free; /* a whole word of bits below it has no free place */
    size_t end;        /* of the last row */
    uint64_t *taken;   /* a bit a cell */
    uint64_t *placed;  /* a bit a cell: a row has its place there */
    uint32_t *own;     /* columns of the row at hand */
    size_t own_count, last_own_count;
    size_t room; /* cells, in whole words of bits */
};

enum { PACK_MOST_UNIT = 16 };

/* For so many rows that keep so many cells of their own: the unit, which is 1
 * where the rest stands in the cells; and about how many places and cells there
 * will be, gaps among them. */
size_t pack_unit(uint64_t rows, uint64_t cells);
uint64_t pack_places(uint64_t rows, uint64_t cells);
uint64_t pack_cells(uint64_t rows, uint64_t cells);

/* `rows` is how many there will be; the rest stands in the cells where `unit`
 * is 1. */
struct pack pack_begin(struct arena *arena, size_t columns, size_t rows,
                       size_t unit);

/* The place of the row whose columns hold `values`, the rest of them `other`.
 * Rows fill gaps best where those come first that have most to keep. */
uint32_t pack_row(struct pack *pack, const uint32_t *values, uint32_t other);

/* After the last row. */
void pack_end(struct pack *pack);

#endif
