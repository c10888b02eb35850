/* Sums of products: equal to the condition they stand for under every closed
 * set of facts, and with nothing to spare. */

#include "diagram_brute.h"

#include "diagram/cube.h"
#include "diagram/formula.h"

/* --- truth tables --------------------------------------------------------- */

static uint64_t rows_of(struct cube cube, unsigned variables)
{
    uint64_t rows = 0;
    for (unsigned r = 0; r < 1u << variables; r++)
        if ((r & cube.holds) == cube.holds && (r & cube.fails) == 0)
            rows |= UINT64_C(1) << r;
    return rows;
}

/* Whether `left` of all products of three variables can cover the rows. */
static bool can_cover(uint64_t on, uint64_t off, unsigned left, unsigned from)
{
    if (on == 0)
        return true;
    for (unsigned code = from; left > 0 && code < 64; code++) {
        struct cube cube = { (uint8_t)(code & 7), (uint8_t)(code >> 3) };
        uint64_t rows = rows_of(cube, 3);
        if ((cube.holds & cube.fails) == 0 && (rows & off) == 0 &&
            can_cover(on & ~rows, off, left - 1, code + 1))
            return true;
    }
    return false;
}

static void no_sum_of_three_variables_is_shorter(void **state)
{
    (void)state;
    for (uint64_t on = 0; on < 256; on++)
        for (uint64_t free = 0; free < 256; free += 37) {
            uint64_t off = ~on & ~free & 255;
            struct cube cubes[CUBE_ROWS];
            size_t count = cube_cover(3, on & ~free, off, cubes);
            uint64_t covered = 0;
            for (size_t i = 0; i < count; i++)
                covered |= rows_of(cubes[i], 3);
            assert_int_equal(covered & off, 0);
            assert_int_equal(on & ~free & ~covered, 0);
            assert_true(count == 0 ||
                        !can_cover(on & ~free, off, (unsigned)count - 1, 0));
        }
}

static void sums_of_six_variables_cover_what_they_must(void **state)
{
    struct dice dice = { 42 };
    (void)state;
    for (int i = 0; i < 100; i++) {
        uint64_t on = 0;
        uint64_t off = 0;
        uint64_t covered = 0;
        struct cube cubes[CUBE_ROWS];
        for (int r = 0; r < 64; r++) {
            unsigned side = throw(&dice, 5);
            on |= (uint64_t)(side < 2) << r;
            off |= (uint64_t)(side > 2) << r;
        }
        size_t count = cube_cover(6, on, off, cubes);
        for (size_t k = 0; k < count; k++)
            covered |= rows_of(cubes[k], 6);
        assert_int_equal(covered & off, 0);
        assert_int_equal(on & ~covered, 0);
    }
}

/* --- conditions ----------------------------------------------------------- */

static void write_condition(struct dice *dice, unsigned depth,
                            struct text *text)
{
    static const char *const names[] = { "a", "b", "e", "f", "g",
                                         "h", "i", "j", NULL };
    if (depth == 0 || throw(dice, 5) == 0) {
        text_print(text, "%s%s", throw(dice, 3) == 0 ? "not " : "",
                   pick(dice, names));
        return;
    }
    text_char(text, '(');
    write_condition(dice, depth - 1, text);
    text_put(text, throw(dice, 2) == 0 ? " and " : " or ");
    write_condition(dice, depth - 1, text);
    text_char(text, ')');
}

static bool product_meets(const struct product *product,
                          const struct bits *facts)
{
    return bits_within(product->holds, facts) &&
           !bits_meet(product->fails, facts);
}

static bool meets(const struct formula *formula, size_t but,
                  const struct bits *facts)
{
    for (size_t i = 0; i < formula->count; i++)
        if (i != but && product_meets(&formula->items[i], facts))
            return true;
    return false;
}

static void compare(struct compilation *compilation,
                    const struct condition *guard)
{
    const struct terms *terms = &compilation->policy->terms[KIND_CONDITION];
    struct analysis *analysis = compilation->analysis;
    struct formula formula =
        formula_of(analysis, analysis_condition(analysis, guard));
    const struct condition *again =
        formula_condition(compilation->arena, terms, &formula);
    struct bits *needed = bits_create(compilation->arena, 1 + formula.count);

    assert_false(formula.more);
    for (size_t set = 0; set < (size_t)1 << (terms->count - 1); set++) {
        struct bits *facts = bits_create(compilation->arena, terms->count);
        for (size_t i = 1; i < terms->count; i++)
            if ((set >> (i - 1) & 1) != 0)
                bits_add(facts, i);
        facts_close(terms, facts);
        bool holds = condition_holds(guard, facts);
        assert_int_equal(holds, meets(&formula, SIZE_MAX, facts));
        if (formula.count > 0)
            assert_int_equal(holds, condition_holds(again, facts));
        for (size_t i = 0; holds && i < formula.count; i++)
            if (!meets(&formula, i, facts))
                bits_add(needed, i);
    }
    assert_int_equal(bits_count(needed), formula.count);
}

static void formulas_say_what_conditions_say(void **state)
{
    (void)state;
    for (unsigned seed = 1; seed <= 60; seed++) {
        struct dice dice = { seed * 1234567u };
        struct text text = { 0 };
        text_put(&text, "data d\ncondition a\ncondition b within a\n"
                        "condition e { f }\ncondition g\ncondition h\n"
                        "condition i\ncondition j within e and g\n"
                        "s: we may use d if ");
        write_condition(&dice, 2 + seed % 3, &text);
        text_put(&text, ".\n");
        struct compilation *compilation = compile(text_string(&text));
        compare(compilation, compilation->policy->statements[0]->guard);
        compilation_destroy(compilation);
        text_destroy(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_sum_of_three_variables_is_shorter),
        cmocka_unit_test(sums_of_six_variables_cover_what_they_must),
        cmocka_unit_test(formulas_say_what_conditions_say),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
