#ifndef WRIT_DIAGRAM_LEVELS_H
#define WRIT_DIAGRAM_LEVELS_H

/* The order of the condition levels, on which the size of diagrams hangs: two
 * orders of one policy can differ by a factor of a million. */

#include "diagram/analysis.h"

/* Fills `conditions`, `condition_count` and `condition_level`. */
void order_levels(struct analysis *analysis);

#endif
