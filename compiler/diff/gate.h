#ifndef WRIT_DIFF_GATE_H
#define WRIT_DIFF_GATE_H

/* Whether a change may pass: it allows no more and promises no less, or everyone
 * whom a header asks for has approved exactly it. Both headers count, so that
 * who is asked cannot be left out by the change itself.
 *
 * What counts of the newer policy's approvals are the lines that the older does
 * not have yet, back to the last that is for another change of meaning; so none
 * is used twice. The older's lines must all be there, where they were. */

#include "check/pins.h"
#include "diff/diff.h"

/* A role that is asked for. */
struct seat {
    const char *role;
    bool dropped;                    /* by the newer header */
    const struct approval *approval; /* NULL: none yet */
};

struct gate {
    struct diff *diff;
    const char *change; /* its digest */
    struct seat *seats; /* as the older header names them, then the newer */
    size_t seat_count;
    bool dropped; /* one of them was */
    bool needed;  /* approval is */
    bool passed;

    /* A line of approvals that is not as it should be; NULL: none. */
    const char *broken; /* a clause about it */
    const char *broken_file;
    size_t broken_line;

    /* Wordings approved for another meaning, which stop the change; and those
     * that stayed while their rule changed, and nobody ever approved. */
    const struct worded **stale, **unpinned;
    size_t stale_count, unpinned_count;
};

/* In the arena of the diff, which is not exhausted. NULL where the budget does
 * not hold it. */
struct gate *gate_judge(struct diff *diff);

#endif
