#ifndef WRIT_DIAGRAM_RELAX_H
#define WRIT_DIAGRAM_RELAX_H

/* A question with some of its dimensions let go: what it would cover if one
 * asked elsewhere on these, and where all of that is so. It is how changes of
 * a question are looked for, and what `?` stands for. The loose dimensions are
 * bits, as in project.h. */

#include "diagram/analysis.h"
#include "diagram/project.h"

/* What the question selects of a dimension; NULL: all of it. */
const struct bits *relax_selected(struct analysis *analysis,
                                  const struct question *question,
                                  int dimension);

/* The points of the question, all of each loose dimension. A recipient that is
 * left out stays what the action makes it, unless recipients are loose. */
uint32_t relax_points(struct analysis *analysis,
                      const struct question *question, unsigned loose);

/* The points of the loose dimensions, with facts, from which every other point
 * of the question is in the set. It plays a part in them alone. */
uint32_t relax_within(struct analysis *analysis,
                      const struct question *question, unsigned loose,
                      uint32_t set);

/* The points of a box that has a set for each loose dimension; all of what is
 * not loose. */
uint32_t relax_box(struct analysis *analysis, unsigned loose,
                   const struct bits *const select[DIMENSION_COUNT]);

#endif
