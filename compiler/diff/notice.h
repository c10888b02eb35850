#ifndef WRIT_DIFF_NOTICE_H
#define WRIT_DIFF_NOTICE_H

/* The notice of a change that the older policy promises: a `must` with `before
 * policy_change`, whatever else it says. An event called `material_change`
 * stands for changes by which more is allowed or less is promised. What changes
 * no meaning takes no notice. */

#include "diff/diff.h"

struct notice {
    bool due;      /* the change is one that takes notice, if it is promised */
    bool material; /* by it more is allowed or less is promised */
    const struct statement
        *promise; /* the one that asks for most; NULL: none */
    int64_t days; /* between publication and effect: at least 1 of a promise */
};

struct notice notice_of(const struct diff *diff);

/* Whether the newer policy takes effect no later than the older, although what
 * it means has changed. */
bool notice_stands_still(const struct diff *diff, const struct notice *notice);

/* Adds a finding to the newer side where it does not leave the notice that the
 * older promises: published on that day ("2026-01-31", a day of the calendar),
 * or never moved. Where a day is needed and `published` is NULL, `*needed` is
 * set and nothing is added. */
void notice_check(struct diff *diff, const char *published, bool *needed);

#endif
