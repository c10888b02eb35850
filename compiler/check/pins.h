#ifndef WRIT_CHECK_PINS_H
#define WRIT_CHECK_PINS_H

/* Wordings by hand, in every language, each held against the meaning of its
 * rule; and what approvals say of them. What a wording was approved for is known
 * by its text, not by the name of its statement. */

#include "check/approvals.h"
#include "check/compilation.h"

/* A wording of the policy. */
struct worded {
    const struct statement *statement;
    const char *language;
    struct span span;
    const char *wording, *meaning; /* digests */
};

struct wordings {
    struct worded *items; /* by language, then in reading order */
    size_t count;
};

/* All wordings of an analysed policy, in its arena; none where the budget does
 * not hold their meanings, and the diagrams are exhausted then. */
struct wordings wordings_of(struct compilation *compilation);

/* Wordings that were approved, for looking them up. */
struct pins {
    const struct pin **items; /* by language, wording and meaning */
    size_t count;
};

/* Those of all the lines, in the arena; either may be NULL. */
struct pins pins_of(struct arena *arena, const struct approvals *approvals,
                    const struct approvals *more);

/* Wordings as if they were approved for what they mean, in the arena. */
struct pins pins_of_wordings(struct arena *arena,
                             const struct wordings *wordings);

enum pinned {
    PINNED_NEVER, /* nobody approved the wording */
    PINNED,       /* for this meaning */
    PINNED_STALE  /* for others alone */
};

enum pinned pins_find(const struct pins *pins, const struct worded *worded);

#endif
