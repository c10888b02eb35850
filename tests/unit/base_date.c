/* base/date: days are counted as the calendar does, and read back as written. */

#include "base/arena.h"
#include "base/date.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void known_days_have_their_numbers(void **state)
{
    static const struct {
        const char *text;
        int64_t day;
    } days[] = { { "1970-01-01", 0 },      { "1969-12-31", -1 },
                 { "2000-02-29", 11016 },  { "2000-03-01", 11017 },
                 { "2026-01-31", 20484 },  { "0000-01-01", -719528 },
                 { "9999-12-31", 2932896 } };
    (void)state;
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        int64_t day = 1;
        assert_true(date_read(days[i].text, &day));
        assert_true(day == days[i].day);
    }
}

static void every_day_is_read_as_it_is_written(void **state)
{
    struct arena *arena = arena_create();
    int64_t first, last;
    (void)state;
    assert_true(date_read("1890-01-01", &first));
    assert_true(date_read("2110-01-01", &last));
    for (int64_t day = first; day <= last; day++) {
        int64_t again;
        assert_true(date_read(date_write(arena, day), &again));
        assert_true(again == day);
    }
    assert_string_equal(date_write(arena, INT64_C(1) << 60), "9999-12-31");
    assert_string_equal(date_write(arena, -(INT64_C(1) << 60)), "0000-01-01");
    arena_destroy(arena);
}

static void what_is_no_day_is_refused(void **state)
{
    static const char *const texts[] = {
        "",           "2026",       "2026-1-1",   "2026-13-01",  "2026-00-10",
        "2026-02-29", "1900-02-29", "2026-04-31", "2026-01-00",  "2026/01/01",
        "+026-01-01", "2026-01-0x", "2026-01-",   "2026-01-011", "01-01-2026",
    };
    int64_t day;
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_false(date_read(texts[i], &day));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_days_have_their_numbers),
        cmocka_unit_test(every_day_is_read_as_it_is_written),
        cmocka_unit_test(what_is_no_day_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
