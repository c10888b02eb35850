/* diagram/meet: in passing is as exact as in full. Boxes and guards of many
 * kinds, on policies that are there, against the sets that they are. */

#include "diagram/meet.h"

#include "language_compiling.h"

static const char policy[] =
    "data personal { name, account { email, phone } }\n"
    "purpose news { offers }\n"
    "recipient partner { mailer }\n"
    "condition a\ncondition b\ncondition c\n"
    "one: we may use personal for news if a and not b.\n"
    "two: we must not use phone unless c.\n"
    "three: we may share account to partner for offers if b or c.\n"
    "four: we never share name.\n"
    "five: we may collect personal except phone.\n";

static uint64_t draw(uint64_t *state)
{
    uint64_t x = *state += UINT64_C(0x9E3779B97F4A7C15);
    x = (x ^ x >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    x = (x ^ x >> 27) * UINT64_C(0x94D049BB133111EB);
    return x ^ x >> 31;
}

static bool is_denied(const void *context, uint32_t value)
{
    const struct analysis *analysis = context;
    return analysis->outcomes[value].verdict == VERDICT_DENY;
}

/* A term's points, or all of them. */
static const struct bits *draw_points(const struct analysis *analysis,
                                      int dimension, uint64_t *state)
{
    const struct terms *terms =
        &analysis->policy->terms[dimension_space[dimension]];
    return draw(state) % 3 == 0
               ? NULL
               : terms->items[draw(state) % terms->count]->below;
}

/* A condition, its opposite, or none. */
static uint32_t draw_guard(struct analysis *analysis, uint64_t *state)
{
    const struct terms *terms = &analysis->policy->terms[KIND_CONDITION];
    struct condition name = {
        .kind = TREE_CONDITION_NAME,
        .term = terms->items[1 + draw(state) % (terms->count - 1)]
    };
    struct condition not = { .kind = TREE_CONDITION_NOT, .left = &name };
    uint64_t kind = draw(state) % 3;
    return analysis_condition(analysis, kind == 0   ? NULL
                                        : kind == 1 ? &name
                                                    : &not );
}

static void a_box_meets_what_its_set_meets(void **state)
{
    struct compilation *compilation = compile(policy);
    struct analysis *analysis = compilation->analysis;
    uint64_t seed = 1;
    size_t met = 0;

    (void)state;
    for (int i = 0; i < 20000; i++) {
        struct meeting meeting = { .wanted = is_denied, .context = analysis };
        struct box box = { 0 };
        for (int d = 0; d < DIMENSION_COUNT; d++) {
            box.select[d] = draw_points(analysis, d, &seed);
            meeting.select[d] = box.select[d];
        }
        meeting.guard = draw_guard(analysis, &seed);
        uint32_t set = diagram_combine(
            analysis->diagrams, &set_and, analysis_denied(analysis),
            analysis_box(analysis, &box, meeting.guard));
        bool meets =
            diagram_meets(analysis->diagrams, analysis->verdict, &meeting);
        assert_int_equal(meets, set != SET_EMPTY);
        met += meets;
    }
    assert_in_range(met, 1000, 19000);
    compilation_destroy(compilation);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_box_meets_what_its_set_meets),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
