#ifndef WRIT_DIAGRAM_PROJECT_H
#define WRIT_DIAGRAM_PROJECT_H

/* Sets of points seen along fewer dimensions. `dimensions` has bit d set for
 * each dimension d that is meant. */

#include "diagram/combine.h"

#define DIMENSION_BIT(d) (1U << (unsigned)(d))
#define DIMENSIONS_ALL   (DIMENSION_BIT(DIMENSION_COUNT) - 1U)

/* Where some point of these dimensions leads into the set; they no longer play
 * a part in it. */
uint32_t project_some(struct diagrams *diagrams, uint32_t set,
                      unsigned dimensions);

/* The points of a set that is over one dimension alone; none where the budget
 * ran out. */
const struct bits *project_points(struct diagrams *diagrams,
                                  struct arena *arena, uint32_t set,
                                  int dimension);

#endif
