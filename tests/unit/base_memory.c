/* base/memory: what comes back is never NULL, and what cannot be had ends the
 * program with one line and 2. */

#include "base/memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static void nothing_is_a_size(void **state)
{
    (void)state;
    void *nothing = memory_allocate(0);
    void *zeroed = memory_zeroed(0, 8);

    assert_non_null(nothing);
    assert_non_null(zeroed);
    nothing = memory_resize(nothing, 0);
    assert_non_null(nothing);
    free(nothing);
    free(zeroed);
}

static void a_resized_block_keeps_its_bytes(void **state)
{
    (void)state;
    unsigned char *bytes = memory_zeroed(4, 4);

    for (size_t at = 0; at < 16; at++)
        assert_int_equal(bytes[at], 0);
    bytes[15] = 7;
    bytes = memory_resize(bytes, 1000);
    assert_int_equal(bytes[15], 7);
    free(bytes);
}

static void a_product_is_exact_up_to_the_largest_size(void **state)
{
    (void)state;
    assert_int_equal(memory_product(0, SIZE_MAX), 0);
    assert_int_equal(memory_product(SIZE_MAX, 0), 0);
    assert_true(memory_product(1, SIZE_MAX) == SIZE_MAX);
    assert_true(memory_product(SIZE_MAX / 2, 2) == SIZE_MAX - 1);
}

/* In a child; how it ended, and what it said. */
static int run_apart(void (*act)(void), char *said, size_t size)
{
    int ends[2];
    int status = 0;

    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        dup2(ends[1], STDERR_FILENO);
        act();
        _exit(0);
    }
    close(ends[1]);
    ssize_t length = read(ends[0], said, size - 1);
    assert_true(length >= 0);
    said[length] = '\0';
    close(ends[0]);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static void multiply_too_far(void)
{
    memory_product(SIZE_MAX / 2 + 1, 2);
}

static void the_end_is_one_line_and_two(void **state)
{
    (void)state;
    char said[100];

    assert_int_equal(run_apart(memory_exhausted, said, sizeof said), 2);
    assert_string_equal(said, "writ: out of memory\n");
    assert_int_equal(run_apart(multiply_too_far, said, sizeof said), 2);
    assert_string_equal(said, "writ: out of memory\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_a_size),
        cmocka_unit_test(a_resized_block_keeps_its_bytes),
        cmocka_unit_test(a_product_is_exact_up_to_the_largest_size),
        cmocka_unit_test(the_end_is_one_line_and_two),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
