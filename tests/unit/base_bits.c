/* base/bits, against an array of bool: sizes around a word, and every
 * operation of one set and of two. */

#include "base/bits.h"

#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { LARGEST = 200 };

static const size_t SIZES[] = { 0, 1, 2, 63, 64, 65, 127, 128, 129, LARGEST };
enum { SIZE_COUNT = sizeof SIZES / sizeof SIZES[0] };

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

/* The same numbers on every run. */
static uint32_t next_random(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 16;
}

/* The set holds what the array says, by every way of asking, and its last
 * word is trimmed. */
static void check(const struct bits *set, const bool expected[LARGEST])
{
    size_t count = 0;
    size_t last = 0;

    for (size_t at = 0; at < set->size; at++) {
        last = expected[at] ? at : last;

        size_t next = at;
        size_t clear = at;

        assert_int_equal(bits_has(set, at), expected[at]);
        count += expected[at];
        while (next < set->size && !expected[next])
            next++;
        while (clear < set->size && expected[clear])
            clear++;
        assert_int_equal(bits_next(set, at), next);
        assert_int_equal(bits_next_clear(set, at), clear);
    }
    assert_int_equal(bits_last(set), last);
    assert_int_equal(bits_count(set), count);
    assert_int_equal(bits_empty(set), count == 0);
    assert_false(bits_has(set, set->size));
    assert_int_equal(bits_next(set, set->size), set->size);
    assert_int_equal(bits_next_clear(set, set->size + 70), set->size);
    if (set->size % 64 != 0)
        assert_true(set->word[set->size / 64] >> set->size % 64 == 0);
}

static struct bits *random_set(struct arena *arena, size_t size,
                               bool expected[LARGEST], uint32_t *seed)
{
    struct bits *set = bits_create(arena, size);
    uint32_t sparse = next_random(seed) % 4 + 1;

    for (size_t at = 0; at < size; at++) {
        expected[at] = next_random(seed) % sparse == 0;
        if (expected[at])
            bits_add(set, at);
    }
    return set;
}

static void a_new_set_is_empty_or_full(void **state)
{
    for (size_t n = 0; n < SIZE_COUNT; n++) {
        bool expected[LARGEST] = { false };

        check(bits_create(*state, SIZES[n]), expected);
        memset(expected, true, sizeof expected);
        check(bits_full(*state, SIZES[n]), expected);
    }
}

static void numbers_come_and_go(void **state)
{
    uint32_t seed = 1;

    for (size_t n = 1; n < SIZE_COUNT; n++) {
        bool expected[LARGEST];
        struct bits *set = random_set(*state, SIZES[n], expected, &seed);

        check(set, expected);
        for (int step = 0; step < 50; step++) {
            size_t number = next_random(&seed) % SIZES[n];

            bits_remove(set, number);
            expected[number] = false;
            check(set, expected);
        }
    }
}

static void every_range_can_be_added(void **state)
{
    struct bits *set;

    for (size_t first = 0; first <= LARGEST; first += 3) {
        for (size_t end = first; end <= LARGEST; end++) {
            bool expected[LARGEST] = { false };

            set = bits_create(*state, LARGEST);
            bits_add_range(set, first, end);
            for (size_t at = first; at < end; at++)
                expected[at] = true;
            check(set, expected);
        }
    }
}

/* One pair of sets through every operation of two. */
static void check_pair(struct arena *arena, size_t size, uint32_t *seed)
{
    bool a[LARGEST];
    bool b[LARGEST];
    bool both[LARGEST];
    bool either[LARGEST];
    bool only[LARGEST];
    bool not_a[LARGEST];
    bool meet = false;
    bool within = true;
    const struct bits *x = random_set(arena, size, a, seed);
    const struct bits *y = random_set(arena, size, b, seed);

    for (size_t at = 0; at < size; at++) {
        both[at] = a[at] && b[at];
        either[at] = a[at] || b[at];
        only[at] = a[at] && !b[at];
        not_a[at] = !a[at];
        meet = meet || both[at];
        within = within && !only[at];
    }

    struct bits *united = bits_copy(arena, x);
    struct bits *shared = bits_copy(arena, x);
    struct bits *rest = bits_copy(arena, x);
    struct bits *others = bits_copy(arena, x);

    bits_unite(united, y);
    check(united, either);
    bits_intersect(shared, y);
    check(shared, both);
    bits_subtract(rest, y);
    check(rest, only);
    bits_complement(others);
    check(others, not_a);
    check(x, a);

    assert_int_equal(bits_meet(x, y), meet);
    assert_int_equal(bits_within(x, y), within);
    assert_true(bits_within(shared, x) && bits_within(x, united));
    assert_int_equal(bits_equal(x, y), within && bits_within(y, x));
    assert_true(bits_equal(x, bits_copy(arena, x)));
}

static void two_sets_combine(void **state)
{
    uint32_t seed = 2;

    for (size_t n = 0; n < SIZE_COUNT; n++)
        for (int step = 0; step < 100; step++)
            check_pair(*state, SIZES[n], &seed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_new_set_is_empty_or_full, make, drop),
        cmocka_unit_test_setup_teardown(numbers_come_and_go, make, drop),
        cmocka_unit_test_setup_teardown(every_range_can_be_added, make, drop),
        cmocka_unit_test_setup_teardown(two_sets_combine, make, drop),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
