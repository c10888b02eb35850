/* language/readability: the figures are those that one counts by hand. */

#include "language/readability.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static struct figures counted(const struct readability *readability,
                              const char *text)
{
    struct figures figures = { 0 };
    readability->count(text, &figures);
    return figures;
}

static void english_is_counted_in_words(void **state)
{
    (void)state;
    struct figures figures = counted(
        &readability_english, "We use your e-mail address. See "
                              "https://example.com/a.b?c! Is 4.1 enough?");
    assert_int_equal(figures.sentences, 3);
    assert_int_equal(figures.words, 10);
    assert_int_equal(figures.longest, 5);
    figures = counted(&readability_english, "We tell e.g. the firm.\n\nOr not");
    assert_int_equal(figures.sentences, 2);
    figures = counted(&readability_english, " ... ");
    assert_int_equal(figures.sentences, 0);
    assert_int_equal(figures.words, 0);
}

static void syllables_are_groups_of_vowels(void **state)
{
    (void)state;
    assert_int_equal(counted(&readability_english, "use").syllables, 1);
    assert_int_equal(counted(&readability_english, "table").syllables, 2);
    assert_int_equal(counted(&readability_english, "personal").syllables, 3);
    assert_int_equal(counted(&readability_english, "hmm").syllables, 1);
}

static void chinese_is_counted_in_characters(void **state)
{
    (void)state;
    struct figures figures = counted(
        &readability_chinese, "我们使用 Cookie，收集您的信息。您同意吗？");
    assert_int_equal(figures.sentences, 2);
    assert_int_equal(figures.words, 15);
    assert_int_equal(figures.longest, 11);
}

static void short_texts_are_not_judged(void **state)
{
    (void)state;
    struct figures figures = { .sentences = 1, .words = 99, .syllables = 400 };
    assert_false(readability_english.is_hard(&figures));
    figures.words = 100;
    assert_true(readability_english.is_hard(&figures));
    figures = (struct figures){ .sentences = 10, .words = 500 };
    assert_false(readability_chinese.is_hard(&figures));
    figures.words = 501;
    assert_true(readability_chinese.is_hard(&figures));
}

static void the_figures_are_said(void **state)
{
    (void)state;
    struct figures figures = { 10, 150, 240, 20 };
    struct text text = { NULL, 0, 0 };
    readability_english.say(&figures, &text);
    assert_string_equal(text_string(&text),
                        "grade 9.1, Flesch reading ease 56.3, 15.0 words a "
                        "sentence");
    text_destroy(&text);
    readability_chinese.say(&figures, &text);
    assert_string_equal(text_string(&text), "15.0 characters a sentence");
    text_destroy(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(english_is_counted_in_words),
        cmocka_unit_test(syllables_are_groups_of_vowels),
        cmocka_unit_test(chinese_is_counted_in_characters),
        cmocka_unit_test(short_texts_are_not_judged),
        cmocka_unit_test(the_figures_are_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
