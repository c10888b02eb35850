#ifndef WRIT_DIFF_AFFECTED_H
#define WRIT_DIFF_AFFECTED_H

/* What an engineer has to look at after a change: the rows of the published
 * tables that are others, and the expectations of `test` blocks that ask about
 * a situation in which something changed. In the arena of the diff. */

#include "diff/diff.h"

enum row_fate { ROW_NEW, ROW_GONE, ROW_CHANGED };

struct affected_row {
    const char *table; /* its title */
    const char *row;   /* what its first cells say */
    enum row_fate fate;
};

struct affected_test {
    const struct test *test; /* of the newer policy */
    const struct expectation *expectation;
    bool fails; /* as the findings say */
};

struct affected {
    bool tables_known; /* false where the budget does not hold them */
    struct affected_row *rows;
    size_t row_count;
    struct affected_test *tests;
    size_t test_count;
};

struct affected affected_by(struct diff *diff);

#endif
