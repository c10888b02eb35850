/* command/progress: nothing before the delay, one line that is written anew in
 * place, and nothing left of it at the end. */

#include "command/progress.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

/* What a watch of these steps has written when it ended. */
static void watch(char *seen, size_t size, size_t width, unsigned delay,
                  const char *const *steps)
{
    int ends[2];
    const struct timespec while_ = { .tv_nsec = 50000000 };

    assert_int_equal(pipe(ends), 0);
    struct progress *progress = progress_start(ends[1], width, delay);
    assert_non_null(progress);
    for (size_t i = 0; steps[i]; i++) {
        progress_step(progress, steps[i], i + 1, 2);
        nanosleep(&while_, NULL);
    }
    progress_stop(progress);
    close(ends[1]);
    ssize_t length = read(ends[0], seen, size - 1);
    assert_true(length >= 0);
    seen[length] = '\0';
    close(ends[0]);
}

static void what_is_quick_shows_nothing(void **state)
{
    static const char *const steps[] = { "reading", "thinking", NULL };
    char seen[4096];

    (void)state;
    watch(seen, sizeof seen, 80, 60000, steps);
    assert_string_equal(seen, "");
}

/* The last thing written is as many spaces as there were letters. */
static void the_line_is_erased(void **state)
{
    static const char *const steps[] = { "reading", NULL };
    char seen[4096];

    (void)state;
    watch(seen, sizeof seen, 80, 0, steps);
    assert_non_null(strstr(seen, "\rreading (1 of 2), 0 s\r"));
    assert_non_null(strstr(seen, "\r                     \r"));
    assert_int_equal(seen[strlen(seen) - 1], '\r');
    assert_null(strchr(seen, '\n'));
    assert_null(strchr(seen, '\033'));
}

/* A line that is too long would not be erased whole. */
static void the_line_is_no_wider_than_the_terminal(void **state)
{
    static const char *const steps[] = { "reading a file with a very long name",
                                         NULL };
    char seen[4096];

    (void)state;
    watch(seen, sizeof seen, 20, 0, steps);
    assert_non_null(strstr(seen, "\rreading a file with\r"));
    watch(seen, sizeof seen, 0, 0, steps);
    assert_null(strstr(seen, "r"
                             "eading"));
}

static void nobody_watches_nothing(void **state)
{
    (void)state;
    progress_step(NULL, "reading", 0, 0);
    progress_stop(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_quick_shows_nothing),
        cmocka_unit_test(the_line_is_erased),
        cmocka_unit_test(the_line_is_no_wider_than_the_terminal),
        cmocka_unit_test(nobody_watches_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
