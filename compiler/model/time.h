#ifndef WRIT_MODEL_TIME_H
#define WRIT_MODEL_TIME_H

/* Durations are exact: a year is 12 months, a month 1/12 of 365.2425 days,
 * which is 2,629,746 seconds. */

#include "model/term.h"

#include <stdint.h>

#define TIME_FOREVER UINT64_MAX

enum time_kind {
    TIME_WITHIN,
    TIME_UP_TO,
    TIME_AT_LEAST,
    TIME_EVERY,
    TIME_BEFORE, /* with a duration: that long before, or longer */
    TIME_ON,
    TIME_PROMPTLY
};

struct time {
    enum time_kind kind;
    struct tree_duration written; /* number 0 where none is */
    uint64_t seconds;             /* of the duration */
    enum tree_event_choice choice;
    struct term **events; /* none: from whichever event comes first */
    size_t event_count;
    struct span span;
};

/* Whether it names a duration. */
bool time_is_counted(const struct time *time);

/* How much room it leaves: of two times of one kind, the one that leaves less
 * is the stricter. */
uint64_t time_slack(const struct time *time);

/* At most UINT32_MAX years fit in 64 bits. */
uint64_t time_seconds(const struct tree_duration *duration);

#endif
