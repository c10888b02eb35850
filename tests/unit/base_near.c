/* base/near: known distances, and all short words against the plain
 * definition. */

#include "base/near.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void known_distances(void **state)
{
    (void)state;
    assert_int_equal(near_distance("share", "share", 3), 0);
    assert_int_equal(near_distance("", "", 3), 0);
    assert_int_equal(near_distance("", "abc", 3), 3);
    assert_int_equal(near_distance("sahre", "share", 3), 1);
    assert_int_equal(near_distance("shares", "share", 3), 1);
    assert_int_equal(near_distance("shre", "share", 3), 1);
    assert_int_equal(near_distance("shale", "share", 3), 1);
    assert_int_equal(near_distance("kitten", "sitting", 3), 3);
    assert_int_equal(near_distance("ca", "abc", 3), 3);
}

static void never_more_than_the_limit_and_one(void **state)
{
    (void)state;
    assert_int_equal(near_distance("kitten", "sitting", 2), 3);
    assert_int_equal(near_distance("kitten", "sitting", 1), 2);
    assert_int_equal(near_distance("kitten", "sitting", 0), 1);
    assert_int_equal(near_distance("share", "share", 0), 0);
    assert_int_equal(near_distance("a", "a much longer one", 3), 4);
    assert_int_equal(near_distance("abcdef", "uvwxyz", SIZE_MAX), 6);
    assert_int_equal(near_distance("", "uvwxyz", SIZE_MAX), 6);
}

static void long_words_have_a_distance(void **state)
{
    (void)state;
    char a[301];
    char b[301];

    memset(a, 'a', 300);
    memset(b, 'a', 300);
    a[300] = b[300] = '\0';
    a[0] = 'x';
    b[150] = 'y';
    a[299] = 'z';
    assert_int_equal(near_distance(a, b, 5), 3);
    assert_int_equal(near_distance(b, a, 5), 3);
    assert_int_equal(near_distance(a, b, 2), 3);
    assert_int_equal(near_distance(a, b, 1), 2);
}

/* By the definition, from the ends of both words. */
static size_t plain_distance(const char *a, size_t m, const char *b, size_t n)
{
    if (m == 0 || n == 0)
        return m + n;

    size_t best = plain_distance(a, m - 1, b, n - 1) + (a[m - 1] != b[n - 1]);
    size_t cost = plain_distance(a, m - 1, b, n) + 1;

    if (cost < best)
        best = cost;
    cost = plain_distance(a, m, b, n - 1) + 1;
    if (cost < best)
        best = cost;
    if (m > 1 && n > 1 && a[m - 1] == b[n - 2] && a[m - 2] == b[n - 1]) {
        cost = plain_distance(a, m - 2, b, n - 2) + 1;
        if (cost < best)
            best = cost;
    }
    return best;
}

/* The nth word over a, b and c, shortest first. */
static void nth_word(size_t n, char word[8])
{
    size_t length = 0;
    char reversed[8];

    for (; n > 0; n = (n - 1) / 3)
        reversed[length++] = (char)('a' + (n - 1) % 3);
    for (size_t at = 0; at < length; at++)
        word[at] = reversed[length - 1 - at];
    word[length] = '\0';
}

static void all_short_words_agree_with_the_definition(void **state)
{
    (void)state;
    char a[8];
    char b[8];

    for (size_t m = 0; m < 200; m++) {
        nth_word(m, a);
        for (size_t n = 0; n < 200; n++) {
            nth_word(n, b);
            size_t plain = plain_distance(a, strlen(a), b, strlen(b));
            for (size_t limit = 0; limit < 6; limit++)
                assert_int_equal(near_distance(a, b, limit),
                                 plain <= limit ? plain : limit + 1);
        }
    }
}

static void a_short_word_allows_fewer_slips(void **state)
{
    (void)state;
    assert_int_equal(near_limit(0), 0);
    assert_int_equal(near_limit(2), 0);
    assert_int_equal(near_limit(5), 1);
    assert_int_equal(near_limit(6), 2);
    assert_int_equal(near_limit(100), 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_distances),
        cmocka_unit_test(never_more_than_the_limit_and_one),
        cmocka_unit_test(long_words_have_a_distance),
        cmocka_unit_test(all_short_words_agree_with_the_definition),
        cmocka_unit_test(a_short_word_allows_fewer_slips),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
