#ifndef WRIT_EMIT_C_BLOCK_H
#define WRIT_EMIT_C_BLOCK_H

/* Writing one constant struct of arrays: code finds them all from one address,
 * which for arrays that stand apart is fetched once for each. Those of larger
 * items stand first, so that there is no gap between them. */

#include "base/text.h"

#include <stddef.h>

struct arena;

struct block {
    struct arena *arena;
    struct member {
        const char *type, *name;
        size_t align; /* bytes */
        size_t rows;  /* with the one of zeros */
        struct text text;
    } * members;
    size_t count;
};

/* Begins an array of the block below a comment (NULL: none); rows are written to
 * what is returned, with rows_add and rows_numbers. */
struct text *block_begin(struct block *block, const char *comment,
                         const char *type, size_t align, const char *name);

/* Ends the array, of so many rows, with a row of zeros, "0u" or "{ 0u, 0u }". */
void block_end(struct block *block, size_t rows, const char *zeros);

/* The struct of that name; what was written is destroyed. */
void block_write(struct block *block, const char *comment, const char *name,
                 struct text *out);

#endif
