#ifndef WRIT_TESTS_RANDOM_DUE_H
#define WRIT_TESTS_RANDOM_DUE_H

/* What writ diff must say of one situation, and whether it does. */

#include "diff/diff.h"

/* NULL where the changes whose region has the situation are those that follow
 * from the answers of both sides; else what differs, in the arena. */
const char *due_check(struct arena *arena, struct diff *diff,
                      const struct spot *spot);

#endif
