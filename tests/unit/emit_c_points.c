/* emit/c: the tables against the reference evaluator at every point. A number
 * of theirs that is changed in memory is found exactly where something that can
 * be asked is then answered otherwise: in a small policy all answers are
 * compared, in a large one what walks the diagrams has to say the same. */

#include "emit_c_emitting.h"

enum { MOST_ANSWERS = 1 << 18 };

/* --- all answers of a small policy ---------------------------------------- */

/* The terms one combination after the other; false at the end. */
static bool next_terms(const struct artifact *artifact, uint32_t *terms)
{
    const struct artifact_table *table = &artifact->decide;
    for (size_t i = table->level_count; i-- > 0;) {
        if (++terms[i] < artifact->level_terms[table->level[i]]) {
            return true;
        }
        terms[i] = 0;
    }
    return false;
}

static bool is_same(struct artifact_ruling a, struct artifact_ruling b)
{
    return a.verdict == b.verdict && a.statement == b.statement &&
           a.duties == b.duties;
}

/* All answers are kept, or held against those that were. */
static bool answers_are(const struct artifact *artifact,
                        struct artifact_ruling *kept, bool keep)
{
    uint32_t terms[ARTIFACT_LEVELS] = { 0 };
    size_t count = 0;
    do {
        for (uint64_t i = 0; i < 16; i++) { /* three facts, and what is none */
            uint64_t facts = i < 8 ? i : i | ~UINT64_C(7);
            struct artifact_ruling ruling =
                artifact_decide(artifact, terms, facts);
            assert_true(count < MOST_ANSWERS);
            if (keep) {
                kept[count] = ruling;
            } else if (!is_same(kept[count], ruling)) {
                return false;
            }
            count++;
        }
    } while (next_terms(artifact, terms));
    return true;
}

/* --- changes -------------------------------------------------------------- */

/* Whether what was changed must be found. */
typedef bool is_wrong(struct artifact *artifact, struct asked asked,
                      struct artifact_ruling *kept);

static bool answers_otherwise(struct artifact *artifact, struct asked asked,
                              struct artifact_ruling *kept)
{
    (void)asked;
    return !answers_are(artifact, kept, false);
}

static bool differs_from_diagrams(struct artifact *artifact, struct asked asked,
                                  struct artifact_ruling *kept)
{
    (void)kept;
    return verify_tables(artifact, asked) != NULL;
}

/* What should find it: NULL, or what is wrong. */
typedef const char *finds(struct artifact *artifact);

static const char *points_find(struct artifact *artifact)
{
    const char *fault = NULL;
    assert_true(verify_points(artifact, &fault));
    return fault;
}

struct changing {
    finds *finds;
    struct artifact *artifact;
    struct asked asked;
    struct artifact_ruling *kept;
    is_wrong *is_wrong;
    size_t stride, seen; /* one in `stride` numbers is changed */
    size_t found;
};

static void change(struct changing *changing, uint64_t *item, uint64_t value,
                   const char *name)
{
    uint64_t right = *item;
    *item = value;
    bool wrong =
        changing->is_wrong(changing->artifact, changing->asked, changing->kept);
    const char *fault = changing->finds(changing->artifact);
    if (wrong != (fault != NULL)) {
        fail_msg("%s: %llu instead of %llu: %s", name,
                 (unsigned long long)value, (unsigned long long)right,
                 wrong ? "not found" : fault);
    }
    changing->found += wrong;
    *item = right;
}

/* The first `spared` rows are left as they are. */
static void change_all(struct changing *changing, const struct numbers *numbers,
                       const char *name, size_t spared)
{
    for (size_t i = spared * numbers->width;
         i < numbers->count * numbers->width; i++) {
        uint64_t *item = &numbers->items[i];
        if (changing->seen++ % changing->stride == 0) {
            change(changing, item, *item ^ 1, name);
            change(changing, item, *item + 7, name);
            change(changing, item, *item == 0 ? 1 : 0, name);
        }
    }
}

/* Of the classes and cells one in so many; the first set of duties is of what is
 * no request, too. */
static void change_tables(struct changing *changing)
{
    struct artifact *artifact = changing->artifact;
    struct artifact_table *decide = &artifact->decide;
    for (size_t i = 0; i < decide->level_count; i++) {
        change_all(changing, &decide->classes[i], "classes", 0);
        change_all(changing, &decide->after[i], "a stage", 0);
        change_all(changing, &decide->owner[i], "owners", 0);
        change_all(changing, &decide->rest[i], "a rest", 0);
    }
    for (size_t i = 0; decide->has_usual && i < decide->level_count; i++) {
        change(changing, &decide->usual[i], 0, "what ends the way");
    }
    if (decide->has_usual) {
        change(changing, &artifact->usual_ruling, artifact->word.refused,
               "the usual ruling");
    }
    change_all(changing, &decide->cells, "cells", 0);
    changing->stride = changing->kept != NULL ? 1 : changing->stride;
    for (size_t i = 0; i < artifact->decide_cases.count;
         i += changing->stride) {
        uint64_t *mask = &artifact->decide_cases.items[i * 4];
        change(changing, mask, *mask | 1 << 12, "a mask"); /* of no fact */
    }
    change_all(changing, &artifact->decide_cases, "cases", 0);
    change_all(changing, &artifact->answers, "answers", 0);
    change_all(changing, &artifact->duty_sets, "sets of duties", 1);
}

static void read_back(struct emitted *emitted, struct artifact *artifact)
{
    assert_true(emitted->written);
    assert_true(artifact_read(artifact, emitted->compilation->analysis,
                              &emitted->bundle.items[0]->text,
                              &emitted->bundle.items[1]->text));
    assert_null(points_find(artifact));
    assert_null(verify_rights(artifact));
}

/* --- the tests ------------------------------------------------------------ */

static void changes_to_a_small_policy(void **state)
{
    static const enum layout_form forms[] = { LAYOUT_BEST,   LAYOUT_LISTS,
                                              LAYOUT_ROWS,   LAYOUT_USUAL,
                                              LAYOUT_PACKED, LAYOUT_APART };
    static const size_t strides[] = { 29, 29, 3, 29, 4, 4 }; /* of all */
    (void)state;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        struct emitted emitted;
        struct artifact artifact;
        emit(&emitted, small_policy, forms[i]);
        read_back(&emitted, &artifact);
        struct changing changing = { .finds = points_find,
                                     .artifact = &artifact,
                                     .kept = calloc(MOST_ANSWERS,
                                                    sizeof *changing.kept),
                                     .is_wrong = answers_otherwise,
                                     .stride = strides[i] };
        (void)answers_are(&artifact, changing.kept, true);
        change_tables(&changing);
        assert_true(changing.found > 100);
        free(changing.kept);
        artifact_destroy(&artifact);
        drop(&emitted);
    }
}

static void changes_to_rights(void **state)
{
    struct emitted emitted;
    struct artifact artifact;
    (void)state;
    emit(&emitted, small_policy, LAYOUT_BEST);
    read_back(&emitted, &artifact);
    struct changing changing = { .finds = verify_rights,
                                 .artifact = &artifact,
                                 .asked = emitted.asked,
                                 .is_wrong = differs_from_diagrams,
                                 .stride = 1 };
    for (size_t i = 0; i < artifact.right.level_count; i++) {
        change_all(&changing, &artifact.right.classes[i], "classes", 0);
    }
    change_all(&changing, &artifact.right.cells, "cells", 0);
    change_all(&changing, &artifact.right_cases, "cases", 0);
    assert_true(changing.found > 40);
    artifact_destroy(&artifact);
    drop(&emitted);
}

static unsigned draw(unsigned *state, unsigned sides)
{
    *state = *state * 1103515245u + 12345u;
    return (*state >> 16 & 0x7FFF) % sides;
}

/* A group for one in seven, else a leaf. */
static void put_term(struct text *text, const char *kind, unsigned groups,
                     unsigned *state)
{
    unsigned group = draw(state, groups);
    unsigned leaf = draw(state, 7);
    text_print(text, leaf == 0 ? "%s%u" : "%s%u_%u", kind, group, leaf);
}

/* 300 statements over six verbs, 48 data, 48 purposes and 40 recipients. */
static void put_large(struct text *text)
{
    static const char *const verbs[] = { "collect", "analyze", "combine",
                                         "copy",    "share",   "sell" };
    static const char *const kinds[] = { "data", "purpose", "recipient" };
    unsigned state = 1;
    text_put(text, "policy large \"Large\" { version \"1\" }\n");
    for (unsigned kind = 0; kind < 3; kind++) {
        for (unsigned group = 0; group < (kind < 2 ? 7 : 6); group++) {
            text_print(text, "%s %s%u { ", kinds[kind], kinds[kind], group);
            for (unsigned leaf = 1; leaf < 7; leaf++) {
                text_print(text, "%s%s%u_%u", leaf > 1 ? ", " : "", kinds[kind],
                           group, leaf);
            }
            text_put(text, " }\n");
        }
    }
    text_put(text, "condition c0 { c1 }\ncondition c2\ncondition c3\n"
                   "measure m0\nmeasure m1\n");
    for (unsigned i = 0; i < 300; i++) {
        text_print(text, "s%u: we %s %s ", i,
                   draw(&state, 5) < 2 ? "must not" : "may",
                   verbs[draw(&state, 6)]);
        put_term(text, "data", 7, &state);
        text_put(text, " for ");
        put_term(text, "purpose", 7, &state);
        text_put(text, " to ");
        put_term(text, "recipient", 6, &state);
        if (draw(&state, 3) > 0) {
            text_print(text, " if c%u", draw(&state, 4));
        }
        if (i > 0 && draw(&state, 6) == 0) {
            text_print(text, " notwithstanding s%u", draw(&state, i));
        }
        text_put(text, ".\n");
    }
}

static void changes_to_a_large_policy(void **state)
{
    static const enum layout_form forms[] = { LAYOUT_BEST, LAYOUT_ROWS };
    struct text text = { 0 };
    (void)state;
    put_large(&text);
    for (size_t i = 0; i < 2; i++) {
        struct emitted emitted;
        struct artifact artifact;
        emit(&emitted, text_string(&text), forms[i]);
        read_back(&emitted, &artifact);
        struct changing changing = { .finds = points_find,
                                     .artifact = &artifact,
                                     .asked = emitted.asked,
                                     .is_wrong = differs_from_diagrams,
                                     .stride = 797 };
        change_tables(&changing);
        assert_true(changing.found > 60);
        artifact_destroy(&artifact);
        drop(&emitted);
    }
    text_destroy(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(changes_to_a_small_policy),
        cmocka_unit_test(changes_to_rights),
        cmocka_unit_test(changes_to_a_large_policy),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
