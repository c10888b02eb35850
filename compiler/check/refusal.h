#ifndef WRIT_CHECK_REFUSAL_H
#define WRIT_CHECK_REFUSAL_H

/* A policy that the budget does not hold is refused, never passed. */

#include "check/compilation.h"

/* Adds the `limit` of a policy whose diagrams are exhausted: what most nodes
 * tell apart, and the statements that make it so. */
void refusal_report(struct compilation *compilation);

#endif
