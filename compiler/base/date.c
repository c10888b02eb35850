/* The calendar by eras of 400 years, which all have as many days. A year begins
 * in March here, so that the day that is sometimes there comes last. */

#include "base/date.h"

#include "base/arena.h"

enum {
    ERA_DAYS = 146097,
    EPOCH = 719468 /* days from 0000-03-01 to 1970-01-01 */
};

static int64_t number_of(int year, int month, int day)
{
    int64_t y = month <= 2 ? year - 1 : year;
    int64_t era = (y >= 0 ? y : y - 399) / 400;
    int64_t of_era = y - era * 400;
    int64_t of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5;
    return era * ERA_DAYS + of_era * 365 + of_era / 4 - of_era / 100 + of_year +
           day - 1 - EPOCH;
}

static bool read_digits(const char *text, int digits, int *number)
{
    *number = 0;
    for (int i = 0; i < digits; i++) {
        if (text[i] < '0' || text[i] > '9') {
            return false;
        }
        *number = *number * 10 + (text[i] - '0');
    }
    return true;
}

bool date_read(const char *text, int64_t *day)
{
    static const int days[] = {
        31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31
    };
    int y, m, d;
    if (!read_digits(text, 4, &y) || text[4] != '-' ||
        !read_digits(text + 5, 2, &m) || text[7] != '-' ||
        !read_digits(text + 8, 2, &d) || text[10] != '\0' || m < 1 || m > 12) {
        return false;
    }
    bool leap = (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
    if (d < 1 || d > days[m - 1] + (m == 2 && leap)) {
        return false;
    }
    *day = number_of(y, m, d);
    return true;
}

const char *date_write(struct arena *arena, int64_t day)
{
    int64_t least = number_of(0, 1, 1);
    int64_t most = number_of(9999, 12, 31);
    int64_t at = (day < least ? least : day > most ? most : day) + EPOCH;
    int64_t era = (at >= 0 ? at : at - ERA_DAYS + 1) / ERA_DAYS;
    int64_t of_era = at - era * ERA_DAYS;
    int64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) /
                   365; /* of the era */
    int64_t of_year = of_era - (365 * year + year / 4 - year / 100);
    int64_t month = (5 * of_year + 2) / 153; /* from March */
    int64_t of_month = of_year - (153 * month + 2) / 5 + 1;
    int64_t civil = month < 10 ? month + 3 : month - 9;
    return arena_print(arena, "%04d-%02d-%02d",
                       (int)(year + era * 400 + (civil <= 2)), (int)civil,
                       (int)of_month);
}
