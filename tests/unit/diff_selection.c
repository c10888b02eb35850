/* diff/selection: a selection makes up exactly the set, and reads as an author
 * would have written it. */

#include "language_compiling.h"

#include "base/arena.h"
#include "diff/selection.h"

static const char vocabulary[] = "data a { b { c, d, e { f, g } }, h { i, j }, "
                                 "k }\n"
                                 "data l within b and h { m, n }\n"
                                 "data o\n";

/* The same numbers in every run. */
static uint32_t draw(uint32_t *seed, uint32_t below)
{
    *seed = *seed * UINT32_C(1664525) + UINT32_C(1013904223);
    return (*seed >> 8) % below;
}

static struct bits *draw_points(struct arena *arena, size_t size,
                                uint32_t *seed)
{
    struct bits *points = bits_create(arena, size);
    uint32_t density = 1 + draw(seed, 8);
    for (size_t i = 0; i < size; i++) {
        if (draw(seed, 9) < density) {
            bits_add(points, i);
        }
    }
    return points;
}

static void selects_exactly_the_set(void **state)
{
    (void)state;
    struct compilation *compilation = compile(vocabulary);
    const struct terms *terms = &compilation->policy->terms[KIND_DATA];
    struct arena *arena = compilation->arena;
    uint32_t seed = 7;
    for (int round = 0; round < 3000; round++) {
        struct bits *points = draw_points(arena, terms->count, &seed);
        struct selection selection = selection_find(arena, terms, points, NULL);
        assert_true(
            bits_equal(points, selection_points(arena, terms, &selection)));
        for (size_t i = 0; i < selection.except_count; i++) {
            assert_false(bits_meet(selection.except[i]->below, points));
        }
    }
    compilation_destroy(compilation);
}

static void counts_in_what_is_free_where_that_is_easier(void **state)
{
    (void)state;
    struct compilation *compilation = compile(vocabulary);
    const struct terms *terms = &compilation->policy->terms[KIND_DATA];
    struct arena *arena = compilation->arena;
    uint32_t seed = 11;
    for (int round = 0; round < 3000; round++) {
        struct bits *points = draw_points(arena, terms->count, &seed);
        struct bits *free = draw_points(arena, terms->count, &seed);
        struct selection plain = selection_find(arena, terms, points, NULL);
        struct selection wide = selection_find(arena, terms, points, free);
        struct bits *chosen = selection_points(arena, terms, &wide);
        struct bits *most = bits_copy(arena, points);
        bits_unite(most, free);
        assert_true(bits_within(points, chosen));
        assert_true(bits_within(chosen, most));
        assert_true(wide.effort <= plain.effort);
    }
    compilation_destroy(compilation);
}

/* "a, b... except c": of the points below some terms, without others. */
static void reads(const char *const *with, const char *const *without,
                  const char *expected)
{
    struct compilation *compilation = compile(vocabulary);
    const struct terms *terms = &compilation->policy->terms[KIND_DATA];
    struct bits *points = bits_create(compilation->arena, terms->count);
    for (; *with != NULL; with++) {
        bits_unite(points, term_find(terms, *with, NULL, NULL)->below);
    }
    for (; *without != NULL; without++) {
        bits_subtract(points, term_find(terms, *without, NULL, NULL)->below);
    }
    struct selection selection =
        selection_find(compilation->arena, terms, points, NULL);
    struct text text = { NULL, 0, 0 };
    for (size_t i = 0; i < selection.count; i++) {
        text_print(&text, "%s%s%s", i > 0 ? ", " : "",
                   selection.items[i].term->name,
                   selection.items[i].rest ? "..." : "");
    }
    for (size_t i = 0; i < selection.except_count; i++) {
        text_print(&text, "%s%s", i > 0 ? ", " : " except ",
                   selection.except[i]->name);
    }
    assert_string_equal(text_string(&text), expected);
    text_destroy(&text);
    compilation_destroy(compilation);
}

#define NAMES(...) ((const char *const[]){ __VA_ARGS__, NULL })
#define NONE       ((const char *const[]){ NULL })

static void names_the_widest_terms(void **state)
{
    (void)state;
    reads(NAMES("any"), NONE, "any");
    reads(NAMES("c", "d"), NONE, "c, d");
    reads(NAMES("e", "h"), NONE, "e, h");
    reads(NAMES("a"), NAMES("k"), "a except k");
    reads(NAMES("any"), NAMES("i", "k"), "any except i, k");
    reads(NAMES("e"), NAMES("f", "g"), "e...");
    reads(NAMES("a", "o"), NONE, "a, o");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(selects_exactly_the_set),
        cmocka_unit_test(counts_in_what_is_free_where_that_is_easier),
        cmocka_unit_test(names_the_widest_terms),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
