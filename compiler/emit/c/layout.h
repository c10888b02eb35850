#ifndef WRIT_EMIT_C_LAYOUT_H
#define WRIT_EMIT_C_LAYOUT_H

/* A diagram as tables. Terms of a level that no node tells apart are one class.
 *
 * Stages: levels that follow each other share a table, which has a row for each
 * node that is reached before them and, in it, a cell for every combination of
 * their classes; a cell is where a row of the next stage begins, and in the
 * last stage an answer. There are as few looks as keep the tables small: one
 * stage is a dense table. The way through them is the same for every request.
 *
 * A stage of one level may be packed (pack.h), which takes two looks instead of
 * one and, where most cells of its rows are alike, a small part of the bytes.
 * Whose a cell is stands in the cell, where that takes no more bytes than beside
 * it.
 *
 * A first stage of one level takes no look at all: what its terms count for is
 * where their rows of the next stage begin.
 *
 * In large tables the usual answer, which most points have, has no rows: where it
 * is certain a cell is a number at which no row begins, and the way ends there.
 *
 * Rows, where stages would be larger: a node is a row of cells, one a class, and
 * a cell is an answer or the next row; levels that play no part are skipped.
 *
 * Measured, 500 and 10,000 statements over 6.4 million points: rows 0.6 and 7.7
 * MB, stages 63 KB and 1.8 MB with all that is read beside them; and the way
 * through rows cannot be foretold, which costs as much again in time. */

#include "diagram/node.h"

struct arena;
struct family;

enum {
    LAYOUT_LEVELS = 7,
    /* Bytes up to which fewer looks are faster, whatever the size. Measured: one
     * dense table of 30 to 57 KB decides in 4.2 ns, in batches in 3.5, where two
     * stages of 2 to 3 KB take 4.4 and 3.8; two stages of 34 KB in 4.5, where
     * three of 7 KB take 4.8. */
    STAGES_FIT = 64 * 1024
};

/* Cells of rows: an answer, or the place of its level among those of the table
 * and the offset of its row. */
#define CELL_ANSWER UINT32_C(0x80000000)
#define CELL_OFFSET UINT32_C(0x0FFFFFFF)
enum { CELL_LEVEL = 28 };

/* The cells of a stage, or of all rows. */
struct cells {
    uint32_t *items;
    size_t count;
};

struct layout_level {
    int level;                   /* of the diagram */
    const struct family *family; /* not looked at here */
    size_t terms;
    uint32_t *class_of;  /* [term]; classes in the order of their first terms */
    uint32_t *example;   /* [class]: its first term */
    size_t classes;      /* 1: the level plays no part */
    uint32_t stride;     /* of a stage: cells between two classes; else 1 */
    struct cells *stage; /* the stage that ends with this level, or NULL */
    struct cells *owner; /* of a stage that is packed: pack.h; else NULL */
    struct cells *rest;  /* likewise */
    uint32_t *column;    /* likewise: [class], from 1 */
    uint32_t unit;       /* cells that a place of it counts for */
    unsigned owner_bit;  /* where the owner begins in a cell; 0: it is apart */
    bool direct;         /* its stage stands in what its terms count for */
    uint32_t usual; /* of a stage, the cell that ends the way; 0: none does */
};

struct layout {
    struct layout_level levels[LAYOUT_LEVELS]; /* in the diagram's order */
    size_t level_count;
    bool staged;
    bool has_usual; /* of stages: an answer is told early, */
    uint32_t usual; /* that of the terminal of this value */
    uint32_t usual_place;
    uint32_t root;     /* of rows: the cell to begin with */
    struct cells rows; /* empty where it is staged */
};

/* What is asked for; tests ask for what a small policy would not get. */
enum layout_form {
    LAYOUT_BEST,
    LAYOUT_USUAL,  /* the usual answer is told early, as in large tables */
    LAYOUT_LISTS,  /* so it is, and answers are lists of cases, not vectors */
    LAYOUT_ROWS,   /* they are lists, and there are no stages */
    LAYOUT_PACKED, /* every stage is packed */
    LAYOUT_APART   /* so it is, and has a rest of its own: pack.h */
};

/* What a layout is made of. */
struct layout_source {
    struct arena *arena;
    struct diagrams *diagrams;
    uint32_t root;
    enum layout_form form;
    /* The answer of a node below all levels; below 2^31. */
    uint32_t (*answer)(void *context, uint32_t node);
    /* Bytes that are read beside the table, once all answers are asked for;
     * looked at only where it may be staged. */
    uint64_t (*beside)(void *context);
    void *context;
};

/* Fills in the rest of a layout whose levels have `level` and `terms`. False
 * where it has more cells than rows can name. */
bool layout_make(const struct layout_source *source, struct layout *layout);

/* The bytes of all its arrays, in the smallest types; and of an array of so many
 * numbers, and its zero. */
size_t layout_bytes(const struct layout *layout);
size_t array_bytes(size_t count, uint32_t largest);

/* What a term of the level counts for; and the most that one does. */
uint32_t level_counts(const struct layout_level *level, size_t term);
uint32_t level_largest(const struct layout_level *level);

/* The largest of the cells; of a stage, of its rest too. */
uint32_t cells_largest(const struct cells *cells);
uint32_t stage_largest(const struct layout_level *level);

/* The cells of a packed stage, each with whose it is from `owner_bit` on. */
struct cells cells_joined(struct arena *arena,
                          const struct layout_level *level);

#endif
