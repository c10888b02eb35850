/* Durations in seconds, exactly, and which of two times is stricter. */

#include "model/time.h"

bool time_is_counted(const struct time *time)
{
    return time->written.number > 0 || time->kind <= TIME_EVERY;
}

/* What has to last, or come so long before, is the stricter the longer. */
uint64_t time_slack(const struct time *time)
{
    return time->kind == TIME_AT_LEAST || time->kind == TIME_BEFORE
               ? UINT64_MAX - time->seconds
               : time->seconds;
}

uint64_t time_seconds(const struct tree_duration *duration)
{
    static const uint64_t unit[] = {
        [UNIT_SECOND] = 1,          [UNIT_MINUTE] = 60,
        [UNIT_HOUR] = 3600,         [UNIT_DAY] = 86400,
        [UNIT_WEEK] = 604800,       [UNIT_MONTH] = 2629746,
        [UNIT_YEAR] = 12 * 2629746,
    };
    return duration->number * unit[duration->unit];
}
