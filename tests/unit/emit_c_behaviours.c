/* emit/c: what the statements answer is worked out without a diagram, and has to
 * be what the tables say of policies in which two answers are nearly the same:
 * one taken for the other would be told as a fault of the tables. */

#include "emit_c_emitting.h"

static void holds(const char *text)
{
    struct emitted emitted;
    struct artifact artifact;
    const char *fault = NULL;
    emit(&emitted, text, LAYOUT_BEST);
    if (!emitted.written) {
        fail_msg("%s", emitted.error);
    }
    assert_true(artifact_read(&artifact, emitted.compilation->analysis,
                              &emitted.bundle.items[0]->text,
                              &emitted.bundle.items[1]->text));
    assert_true(verify_points(&artifact, &fault));
    if (fault != NULL) {
        fail_msg("%s", fault);
    }
    assert_null(verify_rights(&artifact));
    artifact_destroy(&artifact);
    drop(&emitted);
}

/* The same statement decides in place of the same other, at each of the data by
 * a fact of its own: far apart and side by side, low and high in the word. */
static void by_another_fact(void **state)
{
    struct text text = { 0 };
    (void)state;
    text_put(&text, "policy p \"P\" {}\n");
    for (int i = 0; i < 40; i++) {
        text_print(&text, "data d%d\ncondition c%d\n", i, i);
    }
    text_put(&text, "first: we must not use any.\n"
                    "second: we must not use any notwithstanding first.\n");
    for (int i = 0; i < 40; i++) {
        text_print(&text,
                   "s%d: we may use d%d unless c%d notwithstanding second.\n",
                   i, i, i);
    }
    holds(text_string(&text));
    text_destroy(&text);
}

/* --- rights --------------------------------------------------------------- */

enum { FACTS = 16, MOST_RIGHTS = 1 << 16 };

/* What each right of each term is, under each set of facts; kept, or held
 * against what was. */
static bool rights_are(const struct artifact *artifact, uint64_t *kept,
                       bool keep)
{
    const struct artifact_table *table = &artifact->right;
    uint32_t terms[ARTIFACT_LEVELS] = { 0 };
    size_t count = 0;
    for (bool more = true; more;) {
        uint64_t first = artifact_look(table, terms);
        for (uint64_t facts = 0; facts < FACTS; facts++) {
            uint64_t holds = artifact_case(&artifact->right_cases, first,
                                           artifact_closed(artifact, facts));
            assert_true(count < MOST_RIGHTS);
            if (keep) {
                kept[count] = holds;
            } else if (kept[count] != holds) {
                return false;
            }
            count++;
        }
        more = false;
        for (size_t i = table->level_count; i-- > 0 && !more;) {
            more = ++terms[i] < artifact->level_terms[table->level[i]];
            terms[i] = more ? terms[i] : 0;
        }
    }
    return true;
}

/* A case that reads a fact less, one that no right rests on, or a bit that is none, is found exactly
 * where some right is then another: one that is said after `if`, after `unless`,
 * or of other data alone. */
static void rights_rest_on_what_is_said(void **state)
{
    struct emitted emitted;
    struct artifact artifact;
    uint64_t *kept = calloc(MOST_RIGHTS, sizeof *kept);
    size_t found = 0;
    (void)state;
    emit(&emitted,
         "policy p \"P\" {}\n"
         "data email\ndata phone\n"
         "condition consent\ncondition law\ncondition odd\n"
         "six: you may access email if consent unless law.\n"
         "seven: we may use phone if odd.\n",
         LAYOUT_BEST);
    assert_true(emitted.written);
    assert_true(artifact_read(&artifact, emitted.compilation->analysis,
                              &emitted.bundle.items[0]->text,
                              &emitted.bundle.items[1]->text));
    assert_null(verify_rights(&artifact));
    (void)rights_are(&artifact, kept, true);
    for (size_t i = 0; i < artifact.right_cases.count; i++) {
        uint64_t *row =
            artifact.right_cases.items + i * artifact.right_cases.width;
        const uint64_t right[2] = { row[0], row[1] };
        for (uint64_t change = 0; change < FACTS * FACTS; change++) {
            row[0] = change / FACTS;
            row[1] = change % FACTS;
            bool wrong = !rights_are(&artifact, kept, false);
            if (wrong != (verify_rights(&artifact) != NULL)) {
                fail_msg("case %zu: mask %llu, value %llu", i,
                         (unsigned long long)row[0],
                         (unsigned long long)row[1]);
            }
            found += wrong;
        }
        row[0] = right[0];
        row[1] = right[1];
    }
    assert_true(found > 200);
    free(kept);
    artifact_destroy(&artifact);
    drop(&emitted);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(by_another_fact),
        cmocka_unit_test(rights_rest_on_what_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
