#ifndef WRIT_BASE_DATE_H
#define WRIT_BASE_DATE_H

/* Days of the calendar as numbers, so that days can be counted. There is no
 * clock: every date comes from a text. */

#include <stdbool.h>
#include <stdint.h>

struct arena;

/* The number of the day of "2026-01-31", counted from 1970-01-01; false where
 * the text is no day of the calendar. */
bool date_read(const char *text, int64_t *day);

/* "2026-01-31" of a day that date_read has, or that is some days off it; years
 * beyond 0 to 9999 are said as the nearest of them. */
const char *date_write(struct arena *arena, int64_t day);

#endif
