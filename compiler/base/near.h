#ifndef WRIT_BASE_NEAR_H
#define WRIT_BASE_NEAR_H

/* "Did you mean": edit distance in bytes, a swap of neighbours being one. */

#include <stddef.h>

/* Edits from one to the other, but never more than `limit` + 1. */
size_t near_distance(const char *a, const char *b, size_t limit);

/* How many edits still count as a slip for a word of this length. */
size_t near_limit(size_t length);

#endif
