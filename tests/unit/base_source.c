/* base/source: an offset leads back to its file, line and column. */

#include "base/source.h"

#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct sources sources;

static int make(void **state)
{
    (void)state;
    sources = (struct sources){ .arena = arena_create() };
    return 0;
}

static int drop(void **state)
{
    (void)state;
    arena_destroy(sources.arena);
    return 0;
}

static struct source *add(const char *name, const char *text)
{
    return source_add(&sources, name, NULL, (const unsigned char *)text,
                      strlen(text), false);
}

static void check_place(const struct source *source, uint32_t at, uint32_t line,
                        uint32_t column)
{
    struct place place = source_place(&sources, source->base + at);

    assert_ptr_equal(place.source, source);
    assert_int_equal(place.line, line);
    assert_int_equal(place.column, column);
}

static void check_line(struct source *source, uint32_t line,
                       const char *expected)
{
    size_t length = 99;
    const unsigned char *bytes = source_line(&sources, source, line, &length);

    assert_int_equal(length, strlen(expected));
    assert_memory_equal(bytes, expected, length);
}

static void offset_zero_is_nowhere(void **state)
{
    (void)state;
    assert_null(source_at(&sources, 0));
    assert_null(source_at(&sources, 1));
    assert_null(source_place(&sources, 0).source);
    add("a", "text");
    assert_null(source_at(&sources, 0));
    assert_null(source_place(&sources, 0).source);
}

static void each_file_has_its_offsets_and_its_end(void **state)
{
    (void)state;
    const struct source *a = add("a", "one");
    const struct source *empty = add("empty", "");
    const struct source *b = add("b", "two\n");

    assert_int_equal(a->base, 1);
    assert_int_equal(empty->base, 5);
    assert_int_equal(b->base, 6);
    assert_int_equal(sources.used, 11);
    for (uint32_t at = 1; at <= 4; at++)
        assert_ptr_equal(source_at(&sources, at), a);
    assert_ptr_equal(source_at(&sources, 5), empty);
    for (uint32_t at = 6; at <= 10; at++)
        assert_ptr_equal(source_at(&sources, at), b);
    assert_null(source_at(&sources, 11));
    assert_null(source_at(&sources, UINT32_MAX));
}

static void many_files_are_told_apart(void **state)
{
    (void)state;
    static const char *const TEXTS[] = { "", "a", "ab\n", "abc" };

    for (size_t n = 0; n < 1000; n++)
        add("x", TEXTS[n % 4]);
    for (size_t n = 0; n < sources.count; n++) {
        const struct source *source = sources.items[n];
        assert_ptr_equal(source_at(&sources, source->base), source);
        assert_ptr_equal(source_at(&sources, source->base + source->length),
                         source);
    }
}

static void lines_and_columns_are_counted_from_one(void **state)
{
    (void)state;
    const struct source *first = add("first", "x\n\n");
    const struct source *source = add("a", "one\n\nthree");

    check_place(source, 0, 1, 1);
    check_place(source, 3, 1, 4);
    check_place(source, 4, 2, 1);
    check_place(source, 5, 3, 1);
    check_place(source, 10, 3, 6);
    check_place(first, 0, 1, 1);
    check_place(first, 2, 2, 1);
    check_place(first, 3, 3, 1);
    check_place(add("empty", ""), 0, 1, 1);
}

static void columns_are_code_points(void **state)
{
    (void)state;
    const struct source *source = add("a", "x\n\xE4\xBD\xA0\xC3\xA9z");

    check_place(source, 2, 2, 1);
    check_place(source, 5, 2, 2);
    check_place(source, 7, 2, 3);
    check_place(source, 8, 2, 4);
}

static void a_byte_order_mark_is_no_column(void **state)
{
    (void)state;
    struct source *source = add("a", "\xEF\xBB\xBFpolicy\nx");

    check_place(source, 0, 1, 1);
    check_place(source, 3, 1, 1);
    check_place(source, 4, 1, 2);
    check_place(source, 10, 2, 1);
    check_line(source, 1, "policy");
    check_line(source, 2, "x");
}

static void a_line_comes_without_its_end(void **state)
{
    (void)state;
    struct source *source = add("a", "one\n\nthree\r\n\r\nfive\r");

    check_line(source, 1, "one");
    check_line(source, 2, "");
    check_line(source, 3, "three");
    check_line(source, 4, "");
    check_line(source, 5, "five\r");
    check_line(source, 6, "");

    source = add("b", "one\n");
    check_line(source, 1, "one");
    check_line(source, 2, "");
    check_line(add("empty", ""), 1, "");
}

static void a_full_space_takes_no_more(void **state)
{
    (void)state;
    static const unsigned char BYTE[] = "x";
    size_t huge = UINT32_MAX - 10;

    /* the bytes are not looked at before a place is asked for */
    assert_non_null(source_add(&sources, "huge", NULL, BYTE, huge, false));
    assert_null(source_add(&sources, "b", NULL, BYTE, 8, false));
    assert_null(source_add(&sources, "b", NULL, BYTE, SIZE_MAX, false));
    assert_int_equal(sources.count, 1);

    const struct source *last = source_add(&sources, "b", "b", BYTE, 7, true);
    assert_non_null(last);
    assert_true(last->library);
    assert_string_equal(last->path, "b");
    assert_ptr_equal(source_at(&sources, UINT32_MAX - 1), last);
}

int main(void)
{
#define WITH_SOURCES(test) cmocka_unit_test_setup_teardown(test, make, drop)
    const struct CMUnitTest tests[] = {
        WITH_SOURCES(offset_zero_is_nowhere),
        WITH_SOURCES(each_file_has_its_offsets_and_its_end),
        WITH_SOURCES(many_files_are_told_apart),
        WITH_SOURCES(lines_and_columns_are_counted_from_one),
        WITH_SOURCES(columns_are_code_points),
        WITH_SOURCES(a_byte_order_mark_is_no_column),
        WITH_SOURCES(a_line_comes_without_its_end),
        WITH_SOURCES(a_full_space_takes_no_more),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
