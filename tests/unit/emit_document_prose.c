/* emit/prose and emit/markdown: prose keeps its structure and loses what may
 * not be published; text stays text, whatever it holds. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "emit/markdown.h"
#include "emit/prose.h"

#include <string.h>

/* The marks as one line: `p(text)`. */
static const char *shown(struct arena *arena, const char *markdown)
{
    static const char *const names[] = {
        [MARK_PARAGRAPH] = "p(",  [MARK_HEADING] = "h(",   [MARK_QUOTE] = "q(",
        [MARK_LIST] = "ul(",      [MARK_NUMBERED] = "ol(", [MARK_ITEM] = "li(",
        [MARK_VERBATIM] = "pre(", [MARK_EMPHASIS] = "em(", [MARK_STRONG] = "b(",
        [MARK_CODE] = "code(",    [MARK_LINK] = "a(",      [MARK_END] = ")",
        [MARK_TEXT] = "",         [MARK_BREAK] = "/",      [MARK_RULE] = "--",
    };
    struct prose prose = prose_read(arena, markdown);
    struct text text = { NULL, 0, 0 };
    for (size_t i = 0; i < prose.count; i++) {
        const struct mark *mark = &prose.marks[i];
        text_put(&text, names[mark->kind]);
        if (mark->kind == MARK_LINK) {
            text_print(&text, "%s: ", mark->text);
        } else if (mark->kind == MARK_TEXT) {
            text_put(&text, mark->text);
        }
    }
    const char *copy = arena_print(arena, "%s", text_string(&text));
    text_destroy(&text);
    return copy;
}

static void structure_is_kept(void **state)
{
    struct arena *arena = *state;
    assert_string_equal(shown(arena, "One *two* **three**\n`four`."),
                        "p(One em(two) b(three) code(four).)");
    assert_string_equal(shown(arena, "- a\n- b\n\n3. c\n"),
                        "ul(li(a)li(b))ol(li(c))");
    assert_string_equal(shown(arena, "# T\n\n> q\n\n---\n\n```\nx <y>\n```"),
                        "h(T)q(p(q))--pre(x <y>\n)");
    assert_string_equal(shown(arena, "a\\\nb"), "p(a/b)");
    assert_string_equal(shown(arena, ""), "");
}

static void raw_html_is_text(void **state)
{
    struct arena *arena = *state;
    assert_string_equal(shown(arena, "a <script>alert(1)</script> b"),
                        "p(a <script>alert(1)</script> b)");
    assert_string_equal(shown(arena, "<div onclick=x>\n\nb"),
                        "p(<div onclick=x>)p(b)");
}

static void only_three_schemes_are_links(void **state)
{
    struct arena *arena = *state;
    assert_string_equal(shown(arena, "[x](https://a.example/b?c=d&e=f)"),
                        "p(a(https://a.example/b?c=d&e=f: x))");
    assert_string_equal(shown(arena, "[x](mailto:a@b.example)"),
                        "p(a(mailto:a@b.example: x))");
    assert_string_equal(shown(arena, "[x](javascript:alert(1))"), "p(x)");
    assert_string_equal(shown(arena, "[x](JaVaScRiPt&colon;alert(1))"), "p(x)");
    assert_string_equal(shown(arena, "[x](&#106;avascript:alert(1))"), "p(x)");
    assert_string_equal(shown(arena, "[x](data:text/html,y)"), "p(x)");
    assert_string_equal(shown(arena, "[x](/local)"), "p(x)");
    assert_string_equal(
        shown(arena, "[x](<https://a.example/\"><b>)"),
        "p([x](a(https://a.example/%22: https://a.example/\")<b>))");
    assert_string_equal(shown(arena, "[x](<https://a.example/a b)c>)"),
                        "p(a(https://a.example/a%20b%29c: x))");
    assert_string_equal(shown(arena, "See https://a.example now."),
                        "p(See a(https://a.example: https://a.example) now.)");
}

static void pictures_are_their_description(void **state)
{
    struct arena *arena = *state;
    assert_string_equal(shown(arena, "![a *cat*](https://a.example/c.png)"),
                        "p(a em(cat))");
    assert_string_equal(
        shown(arena, "[![cat](https://a.example/c.png)](https://b.example)"),
        "p(a(https://b.example: cat))");
}

static void characters_by_name_or_number(void **state)
{
    struct arena *arena = *state;
    assert_string_equal(shown(arena, "&amp; &lt;b&gt; &copy; &#65; &#x42;"),
                        "p(& <b> © A B)");
    assert_string_equal(shown(arena, "&unknown; &#0; &#8238; &#xD800;"),
                        "p(&unknown; &#0; &#8238; &#xD800;)");
}

/* --- Markdown again ------------------------------------------------------ */

static const char *again(struct arena *arena, const char *markdown)
{
    struct prose prose = prose_read(arena, markdown);
    struct text text = { NULL, 0, 0 };
    markdown_prose(&text, &prose);
    const char *copy = arena_print(arena, "%s", text_string(&text));
    text_destroy(&text);
    return copy;
}

static void one_sentence_is_one_line(void **state)
{
    struct arena *arena = *state;
    assert_string_equal(again(arena, "One. Two\nis here? Three, e.g. this."),
                        "One.\nTwo is here?\nThree, e.g. this.\n\n");
    assert_string_equal(again(arena, "- A. B\n- C\n"), "- A.\n  B\n- C\n\n");
    assert_string_equal(again(arena, "> A. B\n>\n> C"),
                        "> A.\n> B\n>\n> C\n\n");
}

/* What was written again reads as the same marks. */
static void written_again_it_reads_the_same(void **state)
{
    static const char *const samples[] = {
        "One *two* **three** `four` [five](https://a.example/x_y_z).",
        "- a\n- b\n  - c\n  - d\n\n1. e\n2. f\n",
        "- a\n\n  b\n\n- c\n",
        "> quote\n> goes on\n>\n> - list\n",
        "# Title\n\nText\n\n---\n\nMore",
        "````\n```\ncode *x*\n```\n````\n",
        "`` a`b `` and \\*stars\\* \\_under\\_ snake_case a\\|b \\# 1\\. \\<x>",
        "1\\. not a list\n\n\\- nor this\n\n\\# nor that\n\n\\+ or \\> this",
        "&amp;amp; &lt;script> \\[x](y) \\![z](w) ~~no~~ $x$ \\\\ end\\\nbreak",
        "![picture](https://a.example/p.png) \"quoted\" 'and' (so on)",
    };
    struct arena *arena = *state;
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        const char *first = shown(arena, samples[i]);
        const char *second = shown(arena, again(arena, samples[i]));
        if (strncmp(first, "h(", 2) == 0) { /* a heading is bold from then on */
            assert_non_null(strstr(second, "p(b(Title))"));
        } else {
            assert_string_equal(second, first);
        }
    }
}

static void words_mean_themselves(void **state)
{
    static const char *const hostile[] = {
        "a*b*c",         "_x_ snake_case", "[t](javascript:alert(1))",
        "`code`",        "<script>",       "&lt; &amp; R&D AT&T;",
        "a | b",         "~~gone~~",       "\\backslash\\",
        "$x$ and $$y$$", "![i](http://x)", "\"quotes\" 'single'",
        "** bold **",    "[x]: y",         "trailing \\",
    };
    struct arena *arena = *state;
    for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
        struct text text = { NULL, 0, 0 };
        text_put(&text, "x ");
        markdown_text(&text, hostile[i]);
        text_put(&text, " y");
        assert_string_equal(shown(arena, text_string(&text)),
                            arena_print(arena, "p(x %s y)", hostile[i]));
        text_destroy(&text);
    }
}

static int make(void **state)
{
    *state = arena_create();
    return 0;
}

static int drop(void **state)
{
    arena_destroy(*state);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(structure_is_kept, make, drop),
        cmocka_unit_test_setup_teardown(raw_html_is_text, make, drop),
        cmocka_unit_test_setup_teardown(only_three_schemes_are_links, make,
                                        drop),
        cmocka_unit_test_setup_teardown(pictures_are_their_description, make,
                                        drop),
        cmocka_unit_test_setup_teardown(characters_by_name_or_number, make,
                                        drop),
        cmocka_unit_test_setup_teardown(one_sentence_is_one_line, make, drop),
        cmocka_unit_test_setup_teardown(written_again_it_reads_the_same, make,
                                        drop),
        cmocka_unit_test_setup_teardown(words_mean_themselves, make, drop),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
