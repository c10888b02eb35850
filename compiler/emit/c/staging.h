#ifndef WRIT_EMIT_C_STAGING_H
#define WRIT_EMIT_C_STAGING_H

/* Which stages there could be, how large they would be, and which of them make
 * the smallest tables.
 *
 * The nodes that are reached when levels are taken one after the other, skipped
 * or not, make the front before each level. A stage over the levels from i to k
 * has as many rows as the front before i has nodes, and is as wide as the
 * product of the classes from i to k; packed, it has those cells only that
 * differ from most of their row. So the size of every possible stage is known
 * beforehand, and the smallest tables for a number of looks are found by
 * dynamic programming. */

#include "emit/c/making.h"
#include "emit/c/numbering.h"

enum {
    /* Longer stages are tried first, and what is read before a long one stays in
     * the first cache: one that is shorter must save a part of the bytes. */
    STAGING_WORTH = 16,
    STAGING_MOST_LOOKS = 2 * LAYOUT_LEVELS
};

/* Nodes by number, and numbers by node. */
struct front {
    uint32_t *nodes;
    size_t count;
    struct numbering numbering; /* 1 + its number */
    uint64_t differing;         /* cells of the level's rows */
    uint32_t *begins;           /* [number]: its row in the stage made of it */
};

/* The best known way to an end. */
struct way {
    uint64_t bytes;
    size_t begin; /* of its last stage */
    bool packed;
};

struct staging {
    struct making *making;
    size_t places[LAYOUT_LEVELS]; /* of the levels that play a part */
    size_t count;
    uint32_t usual; /* the node that has no rows; UNKNOWN: all have */
    struct front fronts[LAYOUT_LEVELS + 1]; /* before each of those levels */
    struct way ways[STAGING_MOST_LOOKS + 1]
                   [LAYOUT_LEVELS + 1]; /* [looks][end] */
};

/* Finds the levels that play a part, and their fronts. False where one is too
 * large. */
bool staging_begin(struct staging *staging, struct making *making);

struct layout_level *staging_level(const struct staging *staging, size_t i);

/* The number of a node in a front that has it. */
uint32_t front_number(const struct front *front, uint32_t node);

/* How far what stands at a place of a row goes on. Rows are read by such runs,
 * for they are far fewer than the cells, and a look at a front is slow. */
size_t front_run_end(const uint32_t *row, size_t count, size_t at);

/* Which place most of a row leads to, the first of several; and how many of it
 * lead elsewhere. `times` is zeros, a number for each node of the next front,
 * and is left so. */
uint32_t front_most(const uint32_t *row, size_t count, const struct front *next,
                    uint32_t *times, size_t *others);

/* Whether the usual node is met before that level, and has no row: cells say so,
 * and the way ends. */
bool staging_leaves_out(const struct staging *staging, size_t at);

/* Rows of a stage that begins there. */
size_t staging_rows(const struct staging *staging, size_t begin);

/* The bit of a cell from which on whose it is stands in it; 0: that stands apart,
 * which takes fewer bytes. A column is numbered from one. */
unsigned staging_owner_bit(uint64_t largest, size_t columns);

/* The first stage of one level takes no look: what its terms count for is where
 * their rows of the next begin. */
bool staging_is_direct(const struct staging *staging, size_t begin, size_t end);

/* The looks of the last stage of a way to that end. */
size_t staging_looks(const struct staging *staging, const struct way *way,
                     size_t end);

/* Fills in the ways; `usual` is set. */
void staging_cut(struct staging *staging);

#endif
