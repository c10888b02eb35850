/* Durations in seconds, exactly. */

#include "model/time.h"

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
