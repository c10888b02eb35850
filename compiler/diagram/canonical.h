#ifndef WRIT_DIAGRAM_CANONICAL_H
#define WRIT_DIAGRAM_CANONICAL_H

/* Functions of conditions, taken apart in an order of the conditions that hangs
 * on what the functions say and on names, never on how the levels are ordered:
 * that order goes back to the text. A function is a node that tests conditions
 * alone. Taking apart makes nodes. */

#include "diagram/analysis.h"

struct canonical;

/* In the order of names, until it is arranged. */
struct canonical *canonical_create(struct analysis *analysis);
void canonical_destroy(struct canonical *canonical);

/* Chooses the order for these different functions and their parts: by name, or
 * where that takes them apart into too many, so that they fall apart into few.
 * False where it finds none that does. */
bool canonical_arrange(struct canonical *canonical, const uint32_t *functions,
                       size_t count);

/* The first condition that a function, which is no terminal, depends on, as its
 * place in the analysis; and what it is where that fails and where it holds. */
size_t canonical_split(struct canonical *canonical, uint32_t function,
                       uint32_t parts[2]);

#endif
