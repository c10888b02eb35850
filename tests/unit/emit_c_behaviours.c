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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(by_another_fact),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
