/* base/name: one pointer a spelling, and another one for another spelling. */

#include "base/name.h"

#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct arena *arena;

static int make(void **state)
{
    arena = arena_create();
    *state = names_create(arena);
    return 0;
}

static int drop(void **state)
{
    (void)state;
    arena_destroy(arena);
    return 0;
}

static void one_spelling_is_one_name(void **state)
{
    char other[] = "email address";
    const char *name = name_intern(*state, "email", 5);

    assert_string_equal(name, "email");
    assert_ptr_equal(name_intern(*state, other, 5), name);
    assert_ptr_equal(name_find(*state, other, 5), name);
}

static void another_spelling_is_another_name(void **state)
{
    const char *name = name_intern(*state, "email", 5);

    assert_ptr_not_equal(name_intern(*state, "emails", 6), name);
    assert_ptr_not_equal(name_intern(*state, "emai", 4), name);
    assert_ptr_not_equal(name_intern(*state, "Email", 5), name);
    assert_ptr_not_equal(name_intern(*state, "", 0), name);
}

static void what_was_not_interned_is_not_found(void **state)
{
    assert_null(name_find(*state, "email", 5));
    name_intern(*state, "email", 5);
    assert_null(name_find(*state, "phone", 5));
    assert_null(name_find(*state, "", 0));
}

static void the_empty_name_is_a_name(void **state)
{
    const char *name = name_intern(*state, "", 0);

    assert_string_equal(name, "");
    assert_ptr_equal(name_intern(*state, "x", 0), name);
    assert_ptr_equal(name_find(*state, "x", 0), name);
}

static void a_name_may_hold_a_nul(void **state)
{
    const char *name = name_intern(*state, "a\0b", 3);

    assert_memory_equal(name, "a\0b", 4);
    assert_ptr_not_equal(name_intern(*state, "a\0c", 3), name);
    assert_ptr_not_equal(name_intern(*state, "a", 1), name);
}

/* Every length, and every byte of it, counts. */
static void each_byte_counts(void **state)
{
    enum { LONGEST = 40 };
    const char *plain[LONGEST + 1];
    char bytes[LONGEST];

    memset(bytes, 'x', sizeof bytes);
    for (size_t length = 0; length <= LONGEST; length++)
        plain[length] = name_intern(*state, bytes, length);
    for (size_t length = 1; length <= LONGEST; length++) {
        assert_ptr_not_equal(plain[length], plain[length - 1]);
        for (size_t at = 0; at < length; at++) {
            bytes[at] = 'y';
            const char *name = name_intern(*state, bytes, length);
            assert_memory_equal(name, bytes, length);
            assert_ptr_not_equal(name, plain[length]);
            bytes[at] = 'x';
            assert_ptr_equal(name_intern(*state, bytes, length), plain[length]);
        }
    }
}

static void names_stay_where_they_are(void **state)
{
    enum { COUNT = 50000 };
    static const char *name[COUNT];
    char bytes[32];

    for (int n = 0; n < COUNT; n++) {
        int length = snprintf(bytes, sizeof bytes, "term_%d.kind", n);
        name[n] = name_intern(*state, bytes, (size_t)length);
    }
    for (int n = 0; n < COUNT; n++) {
        int length = snprintf(bytes, sizeof bytes, "term_%d.kind", n);
        assert_string_equal(name[n], bytes);
        assert_ptr_equal(name_find(*state, bytes, (size_t)length), name[n]);
    }
}

static void tables_are_apart(void **state)
{
    struct names *other = names_create(arena);

    assert_ptr_not_equal(name_intern(*state, "email", 5),
                         name_intern(other, "email", 5));
}

int main(void)
{
#define WITH_NAMES(test) cmocka_unit_test_setup_teardown(test, make, drop)
    const struct CMUnitTest tests[] = {
        WITH_NAMES(one_spelling_is_one_name),
        WITH_NAMES(another_spelling_is_another_name),
        WITH_NAMES(what_was_not_interned_is_not_found),
        WITH_NAMES(the_empty_name_is_a_name),
        WITH_NAMES(a_name_may_hold_a_nul),
        WITH_NAMES(each_byte_counts),
        WITH_NAMES(names_stay_where_they_are),
        WITH_NAMES(tables_are_apart),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
