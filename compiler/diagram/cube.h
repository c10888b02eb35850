#ifndef WRIT_DIAGRAM_CUBE_H
#define WRIT_DIAGRAM_CUBE_H

/* The shortest sum of products of a function of at most six variables, by
 * truth table: bit r of a table is row r, where variable v is true if bit v of
 * r is set. */

#include <stddef.h>
#include <stdint.h>

enum { CUBE_VARIABLES = 6, CUBE_ROWS = 64 };

/* A product: variables that must be true, and that must be false. */
struct cube {
    uint8_t holds, fails;
};

/* The fewest products, and of those the fewest literals, that cover every row
 * of `on` and none of `off`; what is in neither may be covered or not. Gives
 * how many; `cubes` has room for CUBE_ROWS of them. */
size_t cube_cover(unsigned variables, uint64_t on, uint64_t off,
                  struct cube *cubes);

#endif
