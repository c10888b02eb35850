/* What `?` lists, against the reference evaluator: a term is listed with a
 * condition just where every point of it is allowed under every set of facts
 * that meets the condition, and together they are all there is. */

#include "diagram_brute.h"

#include "diagram/open.h"

static bool meets(const struct formula *formula, const struct bits *facts)
{
    for (size_t i = 0; i < formula->count; i++) {
        const struct product *product = &formula->items[i];
        if (bits_within(product->holds, facts) &&
            !bits_meet(product->fails, facts))
            return true;
    }
    return false;
}

/* All of the question is allowed with the open dimension at the point. */
static bool allowed_at(const struct brute *brute,
                       const struct question *question, size_t point,
                       size_t facts)
{
    for (size_t i = 0; i < brute->point_count; i++) {
        const uint16_t *at = brute->places[i].at;
        bool covered = true;
        if (at[question->open] != point)
            continue;
        for (int d = 0; d < DIMENSION_COUNT && covered; d++)
            covered = question_has(brute->policy, question, d, at);
        if (covered && !brute->spots[facts * brute->point_count + i].allowed)
            return false;
    }
    return true;
}

static bool has_point(const struct part *part, size_t point)
{
    return part->rest ? part->term->number == point
                      : bits_has(part->term->below, point);
}

/* No product can go, and no name in one. */
static void assert_minimal(const struct brute *brute,
                           const struct formula *formula)
{
    assert_false(formula->more);
    for (size_t i = 0; i < formula->count; i++) {
        struct formula without = *formula;
        struct product *items =
            arena_array(brute->arena, formula->count, sizeof *items);
        memcpy(items, formula->items, formula->count * sizeof *items);
        without.items = items;
        items[i] = items[--without.count];
        bool needed = false;
        for (size_t f = 0; f < brute->fact_count; f++)
            needed = needed || (meets(formula, brute->facts[f]) &&
                                !meets(&without, brute->facts[f]));
        assert_true(needed);
        for (size_t n = 0; n < formula->items[i].holds->size; n++) {
            struct bits *holds =
                bits_copy(brute->arena, formula->items[i].holds);
            struct bits *fails =
                bits_copy(brute->arena, formula->items[i].fails);
            if (!bits_has(holds, n) && !bits_has(fails, n))
                continue;
            bits_remove(holds, n);
            bits_remove(fails, n);
            struct product shorter = { holds, fails };
            struct formula wider = { .items = &shorter, .count = 1 };
            needed = false;
            for (size_t f = 0; f < brute->fact_count; f++)
                needed = needed || (meets(&wider, brute->facts[f]) &&
                                    !meets(formula, brute->facts[f]));
            assert_true(needed);
        }
    }
}

/* A term that is listed says more than the terms above it: it is allowed, whole,
 * under facts under which none of them is. */
static bool says_more(const struct brute *brute, const bool *allowed,
                      const struct open_term *item, const struct terms *terms)
{
    for (size_t f = 0; f < brute->fact_count; f++) {
        const bool *row = allowed + f * terms->count;
        if (!meets(&item->formula, brute->facts[f]))
            continue;
        bool above = false;
        for (size_t n = 0; n < terms->count && !above; n++) {
            const struct term *term = terms->items[n];
            bool whole = term_within(item->part.term, term) &&
                         (term != item->part.term || item->part.rest);
            for (size_t p = 0; p < terms->count && whole; p++)
                whole = !bits_has(term->below, p) || row[p];
            above = whole;
        }
        if (!above)
            return true;
    }
    return false;
}

static void compare(const struct brute *brute, struct analysis *analysis,
                    const struct question *question)
{
    const struct terms *terms =
        &brute->policy->terms[dimension_space[question->open]];
    struct open_terms list = open_list(analysis, question);
    bool given = question->tree->given.count > 0;
    bool *allowed = arena_array(brute->arena, terms->count * brute->fact_count,
                                sizeof(bool));

    for (size_t f = 0; f < brute->fact_count; f++)
        for (size_t p = 0; p < terms->count; p++) {
            size_t facts = given ? brute_facts(brute, question->given) : f;
            bool listed = false;
            for (size_t i = 0; i < list.count && !listed; i++)
                listed = has_point(&list.items[i].part, p) &&
                         meets(&list.items[i].formula, brute->facts[f]);
            allowed[f * terms->count + p] =
                allowed_at(brute, question, p, facts);
            assert_int_equal(listed, allowed[f * terms->count + p]);
        }
    for (size_t i = 0; i < list.count; i++) {
        assert_true(!given || list.items[i].formula.always);
        assert_true(list.items[i].deciders.count > 0);
        assert_minimal(brute, &list.items[i].formula);
        assert_true(says_more(brute, allowed, &list.items[i], terms));
    }
}

static void lists_are_what_the_evaluator_allows(void **state)
{
    static const int slots[] = { DIMENSION_PARTY, DIMENSION_ACTION,
                                 DIMENSION_DATA, DIMENSION_PURPOSE,
                                 DIMENSION_RECIPIENT };
    (void)state;
    for (uint64_t seed = 1; seed <= 25; seed++) {
        struct text text = { 0 };
        struct dice dice = { seed * 77 + 5 };
        write_policy(seed, &text);
        struct compilation *compilation = compile(text_string(&text));
        struct brute brute = brute_create(compilation->policy);
        for (unsigned i = 0; i < 15; i++) {
            struct text words = { 0 };
            write_question(&dice, i % 5, &words);
            struct question question =
                read_question(compilation, text_string(&words));
            assert_int_equal(question.open, slots[i % 5]);
            compare(&brute, compilation->analysis, &question);
            text_destroy(&words);
        }
        arena_destroy(brute.arena);
        compilation_destroy(compilation);
        text_destroy(&text);
    }
}

/* The condition of the only term, as it is written in a policy. */
static void assert_condition(const char *guard, const char *expected)
{
    struct text text = { 0 };
    text_print(&text,
               "data d\n"
               "condition a\ncondition b\ncondition e { f }\ncondition g\n"
               "condition h\ncondition i\ncondition j\n"
               "s: we may use d if %s.\n",
               guard);
    struct compilation *compilation = compile(text_string(&text));
    const struct terms *terms = &compilation->policy->terms[KIND_CONDITION];
    struct question question = read_question(compilation, "we use ?");
    struct open_terms list = open_list(compilation->analysis, &question);
    assert_int_equal(list.count, 1);
    struct text said = { 0 };
    for (size_t i = 0; i < list.items[0].formula.count; i++) {
        const struct product *product = &list.items[0].formula.items[i];
        text_put(&said, i > 0 ? " or" : "");
        for (size_t n = 0; n < terms->count; n++) {
            if (bits_has(product->holds, n))
                text_print(&said, " %s", terms->items[n]->name);
            if (bits_has(product->fails, n))
                text_print(&said, " -%s", terms->items[n]->name);
        }
    }
    assert_string_equal(text_string(&said), expected);
    text_destroy(&said);
    text_destroy(&text);
    compilation_destroy(compilation);
}

static void conditions_are_as_short_as_can_be(void **state)
{
    (void)state;
    assert_condition("a or not a", "");
    assert_condition("a and (b or g)", " a b or a g");
    assert_condition("a or a and b", " a");
    assert_condition("e or f", " e"); /* f implies e */
    assert_condition("e and f", " f");
    assert_condition("not e and not f", " -e");
    assert_condition("a and b or not a and g or b and g", " a b or -a g");
    assert_condition("(a or b) and (a or g)", " a or b g");
    assert_condition("a and not b or b and not g or g and not a",
                     " a -b or -a g or b -g");
    /* more than six */
    assert_condition("a or b or e or g or h or i or j",
                     " a or b or e or g or h or i or j");
    assert_condition("(a or a and b) and (e or f) and g and h and i and j",
                     " a e g h i j");
    assert_condition("not a and not b and not e and not f and "
                     "(g or h or i or j)",
                     " -a -b -e g or -a -b -e h or -a -b -e i or -a -b -e j");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lists_are_what_the_evaluator_allows),
        cmocka_unit_test(conditions_are_as_short_as_can_be),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
