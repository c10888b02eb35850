#ifndef WRIT_DIFF_PRINT_H
#define WRIT_DIFF_PRINT_H

/* A comparison as people and as programs read it. */

#include "base/text.h"
#include "diff/diff.h"

/* The verdict in words: a line. */
void diff_human_verdict(const struct diff *diff, struct text *text);

/* That line, then the changes by group, each with its sentence, the
 * statements of both sides and where they stand; texts last. */
void diff_human(struct diff *diff, struct text *text);

/* A refinement: what is allowed although the baseline forbids it, with an
 * example each. */
void diff_human_refinement(struct diff *diff, struct text *text);

/* One object, format 1. */
void diff_json(struct diff *diff, struct text *text);

/* An example of a region in words: its most general situation. */
const char *diff_example(struct diff *diff, const struct region *region);

#endif
