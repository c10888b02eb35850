/* emit/describe: sets of points come back as terms that make up exactly the
 * set, and sets of facts as a condition that holds exactly there. */

#include "language_compiling.h"

#include "emit/describe.h"

/* The same numbers in every run. */
static uint32_t draw(uint32_t *seed, uint32_t below)
{
    *seed = *seed * UINT32_C(1664525) + UINT32_C(1013904223);
    return (*seed >> 8) % below;
}

static const char vocabulary[] =
    "data a { b { c, d, e { f, g } }, h { i, j }, k }\n"
    "data l within b and h { m, n }\n"
    "data o\n"
    "condition c1 { c2, c3 }\n"
    "condition c4\n"
    "condition c5 { c6 }\n"
    "use: we may use a if c1 or c2 and c3 or c4 and not c5 or c6.\n";

static void cover_share(struct arena *arena, const struct share *share,
                        struct bits *covered)
{
    if (share->rest) {
        bits_add(covered, share->term->number);
        return;
    }
    struct bits *below = bits_copy(arena, share->term->below);
    for (size_t i = 0; i < share->chosen.except_count; i++) {
        bits_subtract(below, share->chosen.except[i]->below);
    }
    bits_unite(covered, below);
}

static void shares_make_up_exactly_the_set(void **state)
{
    (void)state;
    struct compilation *compilation = compile(vocabulary);
    const struct terms *terms = &compilation->policy->terms[KIND_DATA];
    uint32_t seed = 1;
    for (int round = 0; round < 2000; round++) {
        struct bits *points = bits_create(compilation->arena, terms->count);
        uint32_t density = 1 + draw(&seed, 8);
        for (size_t i = 0; i < terms->count; i++) {
            if (draw(&seed, 9) < density) {
                bits_add(points, i);
            }
        }
        struct shares shares =
            describe_points(compilation->arena, terms, points, NULL);
        struct bits *covered = bits_create(compilation->arena, terms->count);
        for (size_t i = 0; i < shares.count; i++) {
            cover_share(compilation->arena, &shares.items[i], covered);
        }
        assert_true(bits_equal(points, covered));
        assert_true(shares.count <= bits_count(points));
    }
    compilation_destroy(compilation);
}

static void everything_is_one_share(void **state)
{
    (void)state;
    struct compilation *compilation = compile(vocabulary);
    const struct terms *terms = &compilation->policy->terms[KIND_DATA];
    struct bits *points = bits_full(compilation->arena, terms->count);
    struct shares shares =
        describe_points(compilation->arena, terms, points, NULL);
    assert_int_equal(shares.count, 1);
    assert_int_equal(shares.items[0].term->number, 0);
    bits_remove(points, term_find(terms, "o", NULL, NULL)->number);
    shares = describe_points(compilation->arena, terms, points, NULL);
    assert_int_equal(shares.count, 1);
    assert_int_equal(shares.items[0].chosen.except_count, 1);
    assert_string_equal(shares.items[0].chosen.except[0]->name, "o");
    compilation_destroy(compilation);
}

/* What a closed list does not name may be counted in, and is no share alone. */
static void free_points_fill_a_term(void **state)
{
    (void)state;
    struct compilation *compilation = compile(vocabulary);
    const struct terms *terms = &compilation->policy->terms[KIND_DATA];
    const struct term *h = term_find(terms, "h", NULL, NULL);
    struct bits *points = bits_copy(compilation->arena, h->below);
    struct bits *rest = bits_create(compilation->arena, terms->count);
    bits_remove(points, h->number);
    bits_add(rest, h->number);
    struct shares shares =
        describe_points(compilation->arena, terms, points, rest);
    assert_int_equal(shares.count, 1);
    assert_ptr_equal(shares.items[0].term, h);
    compilation_destroy(compilation);
}

/* --- conditions --------------------------------------------------------- */

static const struct condition *draw_condition(struct compilation *compilation,
                                              uint32_t *seed, int depth)
{
    const struct terms *terms = &compilation->policy->terms[KIND_CONDITION];
    struct condition *condition =
        arena_allocate(compilation->arena, sizeof *condition);
    uint32_t kind = depth == 0 ? 0 : draw(seed, 5);
    if (kind <= 1) {
        condition->kind = TREE_CONDITION_NAME;
        condition->term =
            terms->items[1 + draw(seed, (uint32_t)terms->count - 1)];
        return condition;
    }
    condition->left = draw_condition(compilation, seed, depth - 1);
    condition->kind = kind == 2   ? TREE_CONDITION_NOT
                      : kind == 3 ? TREE_CONDITION_AND
                                  : TREE_CONDITION_OR;
    if (kind > 2) {
        condition->right = draw_condition(compilation, seed, depth - 1);
    }
    return condition;
}

/* Over every closed set of facts. */
static bool same_condition(struct compilation *compilation,
                           const struct condition *a, const struct condition *b)
{
    const struct terms *terms = &compilation->policy->terms[KIND_CONDITION];
    for (uint32_t set = 0; set < UINT32_C(1) << (terms->count - 1); set++) {
        struct bits *facts = bits_create(compilation->arena, terms->count);
        for (size_t i = 1; i < terms->count; i++) {
            if ((set >> (i - 1) & 1u) != 0) {
                bits_add(facts, i);
            }
        }
        facts_close(terms, facts);
        if (condition_holds(a, facts) != condition_holds(b, facts)) {
            return false;
        }
    }
    return true;
}

static void conditions_hold_exactly_where_they_did(void **state)
{
    (void)state;
    struct compilation *compilation = compile(vocabulary);
    uint32_t seed = 7;
    size_t told = 0;
    for (int round = 0; round < 1000; round++) {
        const struct condition *condition =
            draw_condition(compilation, &seed, 3);
        uint32_t set = analysis_condition(compilation->analysis, condition);
        const struct condition *described =
            set == SET_ALL || set == SET_EMPTY
                ? NULL
                : describe_facts(compilation->analysis, set);
        if (described != NULL) {
            told++;
            assert_true(same_condition(compilation, condition, described));
        }
    }
    assert_true(told > 700);
    compilation_destroy(compilation);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shares_make_up_exactly_the_set),
        cmocka_unit_test(everything_is_one_share),
        cmocka_unit_test(free_points_fill_a_term),
        cmocka_unit_test(conditions_hold_exactly_where_they_did),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
