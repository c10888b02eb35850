#ifndef WRIT_CHECK_APPROVALS_H
#define WRIT_CHECK_APPROVALS_H

/* Who approved what: a file beside the policy, one JSON object a line, which is
 * added to and never changed. A line holds the digest of the line before it and
 * a seal over itself, so that one which was edited, moved, taken out or put in
 * is seen. That is no signature: who can write the file can write a line. Who
 * may do that is for the repository to say (owners of the file, its history),
 * and `writ gate` holds the file against that of the older policy.
 *
 * A line is read strictly: it is what approval_print writes, byte for byte. */

#include "base/text.h"
#include "syntax/load.h"

#include <stdbool.h>

#define APPROVALS_NAME "policy.approvals"

/* A wording, and the meaning that its rule had when it was approved. */
struct pin {
    const char *statement; /* its name then, for readers */
    const char *language;
    const char *wording, *meaning; /* digests */
};

struct approval {
    const char *policy;             /* its name */
    const char *by, *role;          /* who approves, and as what */
    const char *date, *note;        /* NULL: none was given */
    const char *verdict;            /* of the change: "broader" */
    const char *old, *new, *change; /* digests, of both meanings and of the
                                       change from the one to the other */
    struct pin *pins;
    size_t pin_count;
    const char *previous; /* digest of the line before; NULL: it is the first */
    const char *line;     /* digest of this one; of a line that was read */
};

struct approvals {
    const char *file; /* as it is shown */
    const char *path; /* on the disk; NULL in a store */
    bool there;
    struct approval *items;
    size_t count;       /* of lines that are as they should be */
    const char *broken; /* a clause about the line behind them; NULL: none */
};

/* Reads what lies there; nothing is a file without lines. */
struct approvals *approvals_read(struct arena *arena,
                                 const struct beside *beside);

/* The digest of the last line, or NULL. */
const char *approvals_last(const struct approvals *approvals);

/* Adds the line, with its end. */
void approval_print(const struct approval *approval, struct text *text);

#endif
