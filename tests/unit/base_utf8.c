/* base/utf8: what is valid, where the first bad byte is, how wide it looks. */

#include "base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define BYTES(string) (const unsigned char *)(string), sizeof(string) - 1

static void valid_text_is_valid_to_its_end(void **state)
{
    (void)state;
    assert_int_equal(utf8_check(BYTES("")), 0);
    assert_int_equal(utf8_check(BYTES("a policy, all in ASCII")), 22);
    assert_int_equal(utf8_check(BYTES("\xC3\xA9\xE4\xBD\xA0\xF0\x9F\x98\x80")),
                     9);
    assert_int_equal(utf8_check(BYTES("a\0b")), 3);
    assert_int_equal(utf8_check(BYTES("\xEF\xBF\xBF\xF4\x8F\xBF\xBF")), 7);
}

static void bad_text_is_bad_at_its_byte(void **state)
{
    (void)state;
    assert_int_equal(utf8_check(BYTES("a\x80")), 1);
    assert_int_equal(utf8_check(BYTES("ab\xC3")), 2);
    assert_int_equal(utf8_check(BYTES("ab\xC3(")), 2);
    assert_int_equal(utf8_check(BYTES("\xC0\xAF")), 0);         /* overlong */
    assert_int_equal(utf8_check(BYTES("\xE0\x80\xAF")), 0);     /* overlong */
    assert_int_equal(utf8_check(BYTES("\xED\xA0\x80")), 0);     /* surrogate */
    assert_int_equal(utf8_check(BYTES("\xF4\x90\x80\x80")), 0); /* too large */
    assert_int_equal(utf8_check(BYTES("\xFF")), 0);
    assert_int_equal(utf8_check(BYTES("\xE4\xBD\xA0\xE4\xBD")), 3);
}

/* The bad byte at every place, around every boundary of eight; each text has
 * its own block, so that reading past the end is caught. */
static void each_place_is_looked_at(void **state)
{
    (void)state;
    for (size_t length = 1; length < 40; length++) {
        unsigned char *bytes = malloc(length);
        assert_non_null(bytes);
        memset(bytes, 'a', length);
        assert_int_equal(utf8_check(bytes, length), length);
        for (size_t at = 0; at < length; at++) {
            bytes[at] = 0xE9;
            assert_int_equal(utf8_check(bytes, length), at);
            bytes[at] = 'a';
        }
        free(bytes);
    }
}

static void reading_gives_the_code_point(void **state)
{
    (void)state;
    uint32_t point;

    assert_int_equal(utf8_read(BYTES("a"), &point), 1);
    assert_int_equal(point, 'a');
    assert_int_equal(utf8_read(BYTES("\0"), &point), 1);
    assert_int_equal(point, 0);
    assert_int_equal(utf8_read(BYTES("\xC3\xA9!"), &point), 2);
    assert_int_equal(point, 0xE9);
    assert_int_equal(utf8_read(BYTES("\xE4\xBD\xA0"), &point), 3);
    assert_int_equal(point, 0x4F60);
    assert_int_equal(utf8_read(BYTES("\xF0\x9F\x98\x80"), &point), 4);
    assert_int_equal(point, 0x1F600);
    assert_int_equal(utf8_read(BYTES("\xE4\xBD"), &point), 1);
    assert_int_equal(point, 0xFFFD);
    assert_int_equal(utf8_read(BYTES("\x80"), &point), 1);
    assert_int_equal(point, 0xFFFD);
}

static void points_are_counted_and_measured(void **state)
{
    (void)state;
    assert_int_equal(utf8_count(BYTES("")), 0);
    assert_int_equal(utf8_count(BYTES("abc")), 3);
    assert_int_equal(utf8_count(BYTES("\xE4\xBD\xA0\xE5\xA5\xBD!")), 3);
    assert_int_equal(utf8_width(BYTES("")), 0);
    assert_int_equal(utf8_width(BYTES("abc")), 3);
    assert_int_equal(utf8_width(BYTES("\xE4\xBD\xA0\xE5\xA5\xBD!")), 5);
    assert_int_equal(utf8_width(BYTES("e\xCC\x81")), 1);    /* combining */
    assert_int_equal(utf8_width(BYTES("\xEF\xBC\x8C")), 2); /* full width */
    assert_int_equal(utf8_width(BYTES("\t")), 0);
}

static void controls_and_directions_are_forbidden(void **state)
{
    (void)state;
    static const uint32_t BAD[] = { 0,      1,      '\r',   0x1B,   0x7F,
                                    0x80,   0x9F,   0x061C, 0x200E, 0x200F,
                                    0x202A, 0x202E, 0x2066, 0x2069 };
    static const uint32_t GOOD[] = { '\t',   '\n',   ' ',    '~',
                                     0xA0,   0x4F60, 0x200D, 0x2029,
                                     0x2030, 0x206A, 0xFEFF, 0x1F600 };

    for (size_t at = 0; at < sizeof BAD / sizeof BAD[0]; at++)
        assert_true(utf8_is_forbidden(BAD[at]));
    for (size_t at = 0; at < sizeof GOOD / sizeof GOOD[0]; at++)
        assert_false(utf8_is_forbidden(GOOD[at]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(valid_text_is_valid_to_its_end),
        cmocka_unit_test(bad_text_is_bad_at_its_byte),
        cmocka_unit_test(each_place_is_looked_at),
        cmocka_unit_test(reading_gives_the_code_point),
        cmocka_unit_test(points_are_counted_and_measured),
        cmocka_unit_test(controls_and_directions_are_forbidden),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
