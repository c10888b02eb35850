/* emit/c/verify_met: what was found of one pair is never told of another, be the
 * table so small that all of them share a place. */

#include "emit/c/verify_met.h"

#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

enum { DIMENSIONS = 8, NUMBERS = 7 };

/* The next of all pairs; false behind the last. */
static bool next_pair(struct met_pair *pair)
{
    if (++pair->b < NUMBERS) {
        return true;
    }
    if (++pair->a == NUMBERS - 1) {
        pair->a = 0;
        pair->dimension++;
    }
    pair->b = pair->a + 1;
    return pair->dimension < DIMENSIONS;
}

static void one_pair_is_known_alone(void **state)
{
    static const unsigned bits[] = { 1, 3, 16 };
    (void)state;
    for (size_t i = 0; i < sizeof bits / sizeof *bits; i++) {
        struct arena *arena = arena_create();
        struct met *met = met_create(arena, bits[i]);
        struct met_pair kept = { 0, 0, 1 };
        uint32_t number = 0;
        do {
            struct met_pair asked = { 0, 0, 1 };
            uint32_t worst = UINT32_MAX;
            assert_false(met_find(met, kept, &worst));
            met_keep(met, kept, ++number);
            assert_true(met_find(met, kept, &worst));
            assert_int_equal(worst, number);
            do { /* those before it may be known, but as what they are */
                bool before = asked.dimension < kept.dimension ||
                              (asked.dimension == kept.dimension &&
                               (asked.a < kept.a ||
                                (asked.a == kept.a && asked.b <= kept.b)));
                if (met_find(met, asked, &worst)) {
                    assert_true(before);
                    assert_int_equal(worst, asked.dimension * 21 +
                                                asked.a * (13 - asked.a) / 2 +
                                                (asked.b - asked.a));
                }
            } while (next_pair(&asked));
        } while (next_pair(&kept));
        assert_int_equal(number, DIMENSIONS * 21);
        arena_destroy(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_pair_is_known_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
