/* Rows that are packed are found again, every cell of them, and leave few gaps:
 * also where they are so many that not every place is tried. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "emit/c/pack.h"

enum { COLUMNS = 90, MOST_ROWS = 40000 };

static uint32_t throw(uint64_t * dice, uint32_t sides)
{
    *dice = *dice * UINT64_C(6364136223846793005) + 1442695040888963407;
    return (uint32_t)(*dice >> 33) % sides;
}

/* The row of that number: `others` cells of it are not 7. */
static void make_row(uint32_t number, uint32_t others, uint32_t *values)
{
    uint64_t dice = number;
    for (uint32_t i = 0; i < COLUMNS; i++) {
        values[i] = 7;
    }
    for (uint32_t i = 0; i < others; i++) {
        values[throw(&dice, COLUMNS)] = 8 + number % 1000 + i;
    }
}

/* Rows of up to 12 cells, the fullest first, as stages.c packs them. */
static uint32_t others_of(uint32_t number, uint32_t rows)
{
    return 12 - number * 12 / rows;
}

static void packs(uint32_t rows)
{
    struct arena *arena = arena_create();
    struct pack pack = pack_begin(arena, COLUMNS, rows);
    uint32_t *begins = arena_array(arena, rows, sizeof *begins);
    uint32_t values[COLUMNS];
    size_t kept = 0;
    for (uint32_t i = 0; i < rows; i++) {
        make_row(i, others_of(i, rows), values);
        begins[i] = pack_row(&pack, values, 7);
    }
    pack_end(&pack);
    for (uint32_t i = 0; i < rows; i++) {
        make_row(i, others_of(i, rows), values);
        kept++;
        for (uint32_t k = 0; k < COLUMNS; k++) {
            size_t at = begins[i] + k + 1;
            assert_true(at < pack.cells->count && at < pack.owner->count);
            if (pack.owner->items[at] != k + 1) {
                at = begins[i];
            }
            assert_int_equal(values[k], pack.cells->items[at]);
            kept += values[k] != 7;
        }
    }
    assert_true(pack.cells->count < kept + kept / 8 + COLUMNS);
    arena_destroy(arena);
}

static void few(void **state)
{
    (void)state;
    packs(1);
    packs(300);
}

static void many(void **state)
{
    (void)state;
    packs(MOST_ROWS);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(few),
                                        cmocka_unit_test(many) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
