/* base/text: the buffer grows, and what is escaped reads back the same. */

#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void an_empty_text_is_an_empty_string(void **state)
{
    (void)state;
    struct text text = { 0 };

    assert_string_equal(text_string(&text), "");
    text_destroy(&text);
    text_put(&text, "");
    assert_string_equal(text_string(&text), "");
    text_destroy(&text);
    text_add(&text, NULL, 0);
    text_repeat(&text, 'x', 0);
    assert_string_equal(text_string(&text), "");
    text_destroy(&text);
    assert_null(text.bytes);
}

static void everything_is_appended(void **state)
{
    (void)state;
    struct text text = { 0 };

    text_put(&text, "one ");
    text_add(&text, "two three", 4);
    text_char(&text, '3');
    text_repeat(&text, '!', 3);
    text_print(&text, " %s=%d", "x", 42);
    assert_string_equal(text_string(&text), "one two 3!!! x=42");
    assert_int_equal(text.length, 17);
    text_destroy(&text);
    text_put(&text, "again");
    assert_string_equal(text_string(&text), "again");
    text_destroy(&text);
}

static void a_nul_is_a_byte_like_any_other(void **state)
{
    (void)state;
    struct text text = { 0 };

    text_char(&text, '\0');
    text_add(&text, "a\0b", 3);
    assert_int_equal(text.length, 4);
    assert_memory_equal(text.bytes, "\0a\0b", 5);
    text_destroy(&text);
}

/* Every length of what is there and of what is printed: the room that is left
 * is at some time just enough, and at some time one too few. */
static void printing_fits_at_every_length(void **state)
{
    (void)state;
    char string[301];

    for (size_t before = 0; before < 300; before += 7) {
        for (size_t length = 0; length <= 300; length++) {
            struct text text = { 0 };

            memset(string, 'x', length);
            string[length] = '\0';
            text_repeat(&text, '.', before);
            text_print(&text, "%s", string);
            assert_int_equal(text.length, before + length);
            assert_true(text.length < text.capacity);
            assert_string_equal(text_string(&text) + before, string);
            text_destroy(&text);
        }
    }
}

static void a_text_grows_large(void **state)
{
    (void)state;
    struct text text = { 0 };

    for (int n = 0; n < 100000; n++)
        text_print(&text, "%06d\n", n);
    assert_int_equal(text.length, 700000);
    assert_memory_equal(text.bytes + 7 * 54321, "054321\n", 7);
    text_destroy(&text);
}

static void check_escape(void (*add)(struct text *text, const char *string),
                         const char *string, const char *expected)
{
    struct text text = { 0 };

    add(&text, string);
    assert_string_equal(text_string(&text), expected);
    text_destroy(&text);
}

static void json_strings_are_escaped(void **state)
{
    (void)state;
    check_escape(text_json, "", "\"\"");
    check_escape(text_json, "plain", "\"plain\"");
    check_escape(text_json, "a \"b\" \\ c", "\"a \\\"b\\\" \\\\ c\"");
    check_escape(text_json, "\b\f\n\r\t", "\"\\b\\f\\n\\r\\t\"");
    check_escape(text_json, "\x01\x1F\x7F", "\"\\u0001\\u001f\x7F\"");
    check_escape(text_json, "\xE4\xBD\xA0 \xE2\x80\xA8",
                 "\"\xE4\xBD\xA0 \xE2\x80\xA8\"");
    check_escape(text_json, "</script>", "\"</script>\"");
}

static void html_is_escaped(void **state)
{
    (void)state;
    check_escape(text_html, "", "");
    check_escape(text_html, "<a href=\"x\">b & 'c'</a>",
                 "&lt;a href=&quot;x&quot;&gt;b &amp; &#39;c&#39;&lt;/a&gt;");
    check_escape(text_html, "\xE4\xBD\xA0\n", "\xE4\xBD\xA0\n");
}

static void lines_are_folded(void **state)
{
    (void)state;
    check_escape(text_line, "", "");
    check_escape(text_line, " \n ", "");
    check_escape(text_line, " a\tb \n\n c ", "a b c");
    check_escape(text_line, "我们\n  收集，\n您的", "我们收集，您的");
    check_escape(text_line, "我们 收集", "我们 收集");
    check_escape(text_line, "我们\nAI\n收集", "我们 AI 收集");
    check_escape(text_line, "“服务”\n我们", "“服务”我们");
}

static void c_strings_are_ascii(void **state)
{
    (void)state;
    check_escape(text_c_string, "", "\"\"");
    check_escape(text_c_string, "a \"b\" \\ c\n", "\"a \\\"b\\\" \\\\ c\\n\"");
    check_escape(text_c_string, "?\?/", "\"\\?\\?/\"");
    check_escape(text_c_string,
                 "\xC3\xA9"
                 "9",
                 "\"\\303\\2519\"");
    check_escape(text_c_string, "\t\x01\x7F~", "\"\\011\\001\\177~\"");
    check_escape(text_c_string, "%d */", "\"%d */\"");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_text_is_an_empty_string),
        cmocka_unit_test(everything_is_appended),
        cmocka_unit_test(a_nul_is_a_byte_like_any_other),
        cmocka_unit_test(printing_fits_at_every_length),
        cmocka_unit_test(a_text_grows_large),
        cmocka_unit_test(json_strings_are_escaped),
        cmocka_unit_test(html_is_escaped),
        cmocka_unit_test(lines_are_folded),
        cmocka_unit_test(c_strings_are_ascii),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
