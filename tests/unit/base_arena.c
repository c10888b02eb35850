/* base/arena: pieces are zeroed, aligned and apart; arrays grow and keep what
 * they hold. */

#include "base/arena.h"

#include <setjmp.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#if defined(__SANITIZE_ADDRESS__)
#    define POISONING 1
#elif defined(__has_feature)
#    if __has_feature(address_sanitizer)
#        define POISONING 1
#    endif
#endif

#ifdef POISONING
#    include <sanitizer/asan_interface.h>
#endif

static int make(void **state)
{
    *state = arena_create();
    return 0;
}

static int drop(void **state)
{
    arena_destroy(*state);
    return 0;
}

/* Sizes around every boundary: the grain, and what a chunk holds. */
static size_t nth_size(size_t n)
{
    static const size_t SIZES[] = { 0,    1,    7,    8,    15,      16,
                                    17,   31,   32,   33,   100,     1000,
                                    2047, 2048, 2049, 8191, 8192,    8193,
                                    3,    5,    64,   4096, 300000u, 24 };

    return SIZES[n % (sizeof SIZES / sizeof SIZES[0])];
}

static void pieces_are_zeroed_aligned_and_apart(void **state)
{
    enum { COUNT = 1000 };
    unsigned char *piece[COUNT];

    for (size_t n = 0; n < COUNT; n++) {
        size_t size = nth_size(n);
        piece[n] = arena_allocate(*state, size);
        assert_non_null(piece[n]);
        assert_int_equal((uintptr_t)piece[n] % alignof(max_align_t), 0);
        for (size_t at = 0; at < size; at++)
            assert_true(piece[n][at] == 0);
        memset(piece[n], (int)(n % 255 + 1), size);
    }
    for (size_t n = 0; n < COUNT; n++)
        for (size_t at = 0; at < nth_size(n); at++)
            assert_true(piece[n][at] == n % 255 + 1);
}

static void an_array_holds_what_was_appended(void **state)
{
    size_t *items = NULL;

    for (size_t count = 0; count < 100000; count++) {
        items = arena_extend(*state, items, count, sizeof *items);
        assert_true(items[count] == 0);
        items[count] = count * 3;
    }
    for (size_t at = 0; at < 100000; at++)
        assert_true(items[at] == at * 3);
}

static void arrays_may_grow_in_turn(void **state)
{
    struct item {
        char bytes[12];
    } * items[3] = { NULL, NULL, NULL };

    for (size_t count = 0; count < 3000; count++) {
        for (size_t n = 0; n < 3; n++) {
            items[n] =
                arena_extend(*state, items[n], count, sizeof(struct item));
            memset(&items[n][count], (int)(n + count) % 100, 12);
        }
    }
    for (size_t at = 0; at < 3000; at++)
        for (size_t n = 0; n < 3; n++)
            assert_int_equal(items[n][at].bytes[11], (n + at) % 100);
}

static void an_array_may_be_emptied_and_filled_again(void **state)
{
    int *items = arena_extend(*state, NULL, 0, sizeof *items);

    items[0] = 1;
    assert_ptr_equal(arena_extend(*state, items, 0, sizeof *items), items);
    items = arena_extend(*state, items, 1, sizeof *items);
    items[1] = 2;
    assert_int_equal(items[0], 1);
}

#ifndef TORTURE
static void the_last_array_grows_where_it_stands(void **state)
{
    char *items = arena_extend(*state, NULL, 0, 16);

    for (size_t count = 1; count < 64; count++)
        assert_ptr_equal(arena_extend(*state, items, count, 16), items);
    memset(items, 1, 64 * 16);

    const char *next = arena_allocate(*state, 1);
    assert_true(next >= items + 64 * 16);
    assert_ptr_not_equal(arena_extend(*state, items, 64, 16), items);
}
#endif

#ifndef TORTURE
static void what_was_reserved_lies_together(void **state)
{
    enum { PIECES = 64, SIZE = 16 * 1024 - 64 };
    char *pieces[PIECES];
    ptrdiff_t step;

    arena_reserve(*state, 1);
    arena_reserve(*state, PIECES * (SIZE + 64));
    for (size_t at = 0; at < PIECES; at++)
        pieces[at] = arena_allocate(*state, SIZE);
    step = pieces[1] - pieces[0];
    assert_in_range(step, SIZE, SIZE + 64);
    for (size_t at = 1; at < PIECES; at++)
        assert_int_equal(pieces[at] - pieces[at - 1], step);
    assert_in_range(arena_size(*state), PIECES * SIZE, PIECES * (SIZE + 64));
    arena_reserve(*state, SIZE_MAX);
    assert_in_range(arena_size(*state), PIECES * SIZE, PIECES * (SIZE + 64));
}
#endif

static void a_copy_ends_in_nul(void **state)
{
    const char *bytes = "a\0b and more";
    const char *copy = arena_copy(*state, bytes, 3);

    assert_memory_equal(copy, "a\0b", 4);
    assert_string_equal(arena_copy(*state, NULL, 0), "");
}

static void printing_takes_what_it_needs(void **state)
{
    char expected[600];

    assert_string_equal(arena_print(*state, "%s-%d", "a", 7), "a-7");
    assert_string_equal(arena_print(*state, "%s", ""), "");
    for (size_t length = 250; length < sizeof expected; length++) {
        memset(expected, 'x', length);
        expected[length] = '\0';
        assert_string_equal(arena_print(*state, "%s", expected), expected);
    }
}

static void the_size_is_what_was_handed_out(void **state)
{
    assert_int_equal(arena_size(*state), 0);
    arena_allocate(*state, 10);
    size_t small = arena_size(*state);
    assert_in_range(small, 10, 64);
    arena_allocate(*state, 1000000);
    assert_in_range(arena_size(*state), small + 1000000, small + 1000100);
    for (int n = 0; n < 1000; n++)
        arena_allocate(*state, 1000);
    assert_in_range(arena_size(*state), 2000000, 2100000);
}

static void no_arena_may_be_destroyed(void **state)
{
    (void)state;
    arena_destroy(NULL);
}

static void too_much_ends_the_program(void **state)
{
    int status = 0;
    pid_t child = fork();

    assert_true(child >= 0);
    if (child == 0) {
        close(STDERR_FILENO);
        arena_array(*state, SIZE_MAX / 8, 16);
        _exit(0);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 2);
}

#ifdef POISONING
static void bytes_behind_a_piece_are_poisoned(void **state)
{
    for (size_t size = 1; size < 100; size++) {
        char *piece = arena_allocate(*state, size);
        assert_false(__asan_address_is_poisoned(piece + size - 1));
        assert_true(__asan_address_is_poisoned(piece + size));
    }
}

static void an_array_that_moved_is_poisoned(void **state)
{
    char *old = arena_extend(*state, NULL, 0, 16);

    arena_allocate(*state, 1);
    assert_ptr_not_equal(arena_extend(*state, old, 1, 16), old);
    assert_true(__asan_address_is_poisoned(old));
}
#endif

int main(void)
{
#define WITH_ARENA(test) cmocka_unit_test_setup_teardown(test, make, drop)
    const struct CMUnitTest tests[] = {
        WITH_ARENA(pieces_are_zeroed_aligned_and_apart),
        WITH_ARENA(an_array_holds_what_was_appended),
        WITH_ARENA(arrays_may_grow_in_turn),
        WITH_ARENA(an_array_may_be_emptied_and_filled_again),
#ifndef TORTURE
        WITH_ARENA(the_last_array_grows_where_it_stands),
        WITH_ARENA(what_was_reserved_lies_together),
#endif
        WITH_ARENA(a_copy_ends_in_nul),
        WITH_ARENA(printing_takes_what_it_needs),
        WITH_ARENA(the_size_is_what_was_handed_out),
        cmocka_unit_test(no_arena_may_be_destroyed),
        WITH_ARENA(too_much_ends_the_program),
#ifdef POISONING
        WITH_ARENA(bytes_behind_a_piece_are_poisoned),
        WITH_ARENA(an_array_that_moved_is_poisoned),
#endif
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
