#ifndef WRIT_DIAGRAM_SPARE_H
#define WRIT_DIAGRAM_SPARE_H

#include "diagram/analysis.h"

/* The diagram without the conditions that play no part of their own in it: where
 * one only makes those true that it implies, a diagram that tests it says the
 * same as one that does not. It may make nodes. */
uint32_t spare_conditions(struct analysis *analysis, uint32_t node);

#endif
