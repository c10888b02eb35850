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

/* What a column of the row in that place holds. */
static uint32_t look(const struct pack *pack, uint32_t place, uint32_t column)
{
    size_t at = place * pack->unit + column;
    assert_true(at < pack->cells->count && at < pack->owner->count);
    if (pack->owner->items[at] == column) {
        return pack->cells->items[at];
    }
    if (pack->rest == NULL) {
        return pack->cells->items[place];
    }
    assert_true(place < pack->rest->count);
    return pack->rest->items[place];
}

/* Of so many cells one at most is a gap. */
static void packs(uint32_t rows, size_t unit, size_t cells_a_gap)
{
    struct arena *arena = arena_create();
    struct pack pack = pack_begin(arena, COLUMNS, rows, unit);
    uint32_t *places = arena_array(arena, rows, sizeof *places);
    uint32_t values[COLUMNS];
    size_t kept = 0;
    for (uint32_t i = 0; i < rows; i++) {
        make_row(i, others_of(i, rows), values);
        places[i] = pack_row(&pack, values, 7);
    }
    pack_end(&pack);
    for (uint32_t i = 0; i < rows; i++) {
        make_row(i, others_of(i, rows), values);
        kept += unit == 1;
        for (uint32_t k = 0; k < COLUMNS; k++) {
            assert_int_equal(values[k], look(&pack, places[i], k + 1));
            kept += values[k] != 7;
        }
    }
    assert_true(pack.cells->count < kept + kept / cells_a_gap + COLUMNS);
    arena_destroy(arena);
}

static void few(void **state)
{
    (void)state;
    packs(1, 1, 8);
    packs(1, 2, 8);
    packs(300, 1, 8);
    packs(300, 2, 3);
}

static void many(void **state)
{
    (void)state;
    packs(MOST_ROWS, 1, 8);
    packs(MOST_ROWS, 2, 8);
    packs(MOST_ROWS, 4, 4);
}

/* Rows find places: with a unit there are at least as many as rows. */
static void units(void **state)
{
    (void)state;
    assert_int_equal(pack_unit(1000, 6000), 1);
    assert_int_equal(pack_unit(24000, 150000), 4);
    assert_int_equal(pack_unit(100000, 100000), 2);
    assert_int_equal(pack_unit(1000, 1000000), PACK_MOST_UNIT);
    for (uint64_t cells = 0; cells < 1000000; cells += 999) {
        assert_true(pack_places(20000, cells) >= 20000);
        assert_true(pack_cells(20000, cells) >= cells);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(few),
                                        cmocka_unit_test(many),
                                        cmocka_unit_test(units) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
