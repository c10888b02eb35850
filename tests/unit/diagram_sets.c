/* set_meets and set_within say what set_and and set_minus leave, and make no
 * node. */

#include "base/arena.h"
#include "diagram/combine.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { LEVELS = 6, POINTS = 4, SETS = 40 };

static uint32_t next(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 16;
}

/* A random set over the first LEVELS levels. */
static uint32_t random_set(struct diagrams *diagrams, struct arena *arena,
                           uint32_t *seed)
{
    uint32_t set = SET_EMPTY;

    for (int box = 0; box < 3; box++) {
        uint32_t inside = SET_ALL;

        for (int level = LEVELS - 1; level >= 0; level--) {
            struct bits *points = bits_create(arena, POINTS);

            for (size_t at = 0; at < POINTS; at++)
                if (next(seed) % 3 > 0)
                    bits_add(points, at);
            inside = diagram_select(diagrams, level, points, inside, SET_EMPTY);
        }
        set = diagram_combine(diagrams, &set_or, set, inside);
    }
    return set;
}

static void looking_agrees_with_making(void **state)
{
    (void)state;
    uint32_t size[LEVELS] = { POINTS, POINTS, POINTS, POINTS, POINTS, POINTS };
    struct arena *arena = arena_create();
    struct diagrams *diagrams = diagrams_create(size, LEVELS, 100000);
    uint32_t seed = 1;
    uint32_t sets[SETS];
    size_t met = 0;
    size_t within = 0;

    for (size_t i = 0; i < SETS; i++) {
        sets[i] = random_set(diagrams, arena, &seed);
        if (i > 0 && i % 4 == 0)
            sets[i] = diagram_combine(diagrams, &set_and, sets[i], sets[i - 1]);
    }
    for (size_t i = 0; i < SETS; i++) {
        for (size_t k = 0; k < SETS; k++) {
            size_t nodes = diagrams_node_count(diagrams);
            bool meets = set_meets(diagrams, sets[i], sets[k]);
            bool inside = set_within(diagrams, sets[i], sets[k]);

            assert_int_equal(diagrams_node_count(diagrams), nodes);
            assert_int_equal(meets, diagram_combine(diagrams, &set_and, sets[i],
                                                    sets[k]) != SET_EMPTY);
            assert_int_equal(inside,
                             diagram_combine(diagrams, &set_minus, sets[i],
                                             sets[k]) == SET_EMPTY);
            met += meets;
            within += inside;
        }
    }
    assert_in_range(met, 1, SETS * SETS - 1);
    assert_in_range(within, SETS + 1, SETS * SETS - 1);
    diagrams_destroy(diagrams);
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(looking_agrees_with_making),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
