/* emit/text, json and layout: lines of 72 cells whatever stands in them, JSON
 * that reads back, and labels that are out to be markup stay text in every
 * format and language. */

#include "language_compiling.h"

#include "base/utf8.h"
#include "emit/emitters.h"
#include "emit/layout.h"

#include <cjson/cJSON.h>
#include <stdio.h>

/* --- lines ----------------------------------------------------------------- */

static void lays_out(size_t indent, const char *first, const char *string,
                     const char *expected)
{
    struct text text = { NULL, 0, 0 };
    layout_paragraph(
        &(struct layout){ .text = &text, .indent = indent, .first = first },
        string);
    assert_string_equal(text_string(&text), expected);
    text_destroy(&text);
}

#define TEN "abcdefghi "

static void paragraphs_are_filled(void **state)
{
    (void)state;
    lays_out(0, NULL, "", "");
    lays_out(2, NULL, " a  b ", "  a b\n");
    lays_out(2, "- ", "a b", "- a b\n");
    lays_out(0, NULL, TEN TEN TEN TEN TEN TEN TEN "ab",
             TEN TEN TEN TEN TEN TEN TEN "ab\n");
    lays_out(4, "-> ", TEN TEN TEN TEN TEN TEN TEN "abc",
             "-> " TEN TEN TEN TEN TEN TEN "abcdefghi\n    abc\n");
}

#define SIX "一二三四五六"

static void chinese_breaks_between_signs_but_not_before_marks(void **state)
{
    (void)state;
    lays_out(0, NULL, SIX SIX SIX SIX SIX SIX "七。",
             SIX SIX SIX SIX SIX SIX "\n七。\n");
    lays_out(0, NULL, SIX SIX SIX SIX SIX SIX "。七",
             SIX SIX SIX SIX SIX "一二三四五\n六。七\n");
    lays_out(0, NULL, SIX SIX SIX SIX SIX "一二三四五（六）",
             SIX SIX SIX SIX SIX "一二三四五\n（六）\n");
    lays_out(0, NULL, SIX SIX SIX SIX SIX "一二三四 Cookie 使用",
             SIX SIX SIX SIX SIX "一二三四\nCookie 使用\n");
}

static void long_words_are_cut_and_addresses_are_not(void **state)
{
    (void)state;
    char word[200];
    memset(word, 'x', 150);
    word[150] = '\0';
    struct text text = { NULL, 0, 0 };
    layout_paragraph(&(struct layout){ .text = &text, .indent = 2 }, word);
    assert_int_equal(strcspn(text.bytes, "\n"), 72);
    assert_int_equal(text.length, 150 + 3 * 2 + 3);
    text_destroy(&text);
    memcpy(word, "https://", 8);
    layout_paragraph(&(struct layout){ .text = &text }, word);
    assert_int_equal(strcspn(text.bytes, "\n"), 150);
    text_destroy(&text);
}

/* --- a hostile policy ------------------------------------------------------ */

/* As a reader sees it, and as it is written in a policy. */
#define EVIL    "<b>&\"'`|*_](javascript:x) <script>alert(1)</script> # 😀"
#define WRITTEN "<b>&\\\"'`|*_](javascript:x) <script>alert(1)</script>\\n# 😀"

static const char hostile[] =
    "policy evil \"" WRITTEN "\" { contact \"" WRITTEN "\" languages en, zh }\n"
    "data one \"one " WRITTEN "\"\n"
    "purpose aim \"aim " WRITTEN "\"\n"
    "recipient other \"other " WRITTEN "\"\n"
    "condition agreed \"you have agreed " WRITTEN "\"\n"
    "condition law \"law " WRITTEN "\"\n"
    "condition need \"need " WRITTEN "\"\n"
    "section first \"First " WRITTEN "\" {\n"
    "  opening: \"Prose " WRITTEN "\"\n"
    "  use: we may use one for aim as \"" WRITTEN " {data}\".\n"
    "  give: we must not disclose one to other unless agreed or law or need.\n"
    "}\n"
    "translation zh {\n"
    "  evil \"标题" WRITTEN "\" one \"一" WRITTEN "\" opening \"文" WRITTEN
    "\"\n"
    "  first \"首" WRITTEN "\" first.use \"" WRITTEN "{purpose}\"\n"
    "}\n";

/* What the emitter writes; the caller destroys both. */
struct written {
    struct compilation *compilation;
    struct bundle bundle;
};

static struct written write_all(const struct emitter *emitter,
                                const char *policy)
{
    struct written written = { .compilation = compile(policy) };
    written.bundle.arena = written.compilation->arena;
    const struct emission emission = { .analysis =
                                           written.compilation->analysis,
                                       .digest = "sha256:0123456789abcdef" };
    const char *error = NULL;
    assert_true(emitter->write(&emission, &written.bundle, &error));
    return written;
}

static void discard(struct written *written)
{
    bundle_destroy(&written->bundle);
    compilation_destroy(written->compilation);
}

static void is_narrow(const char *text)
{
    for (const char *at = text; *at != '\0';) {
        size_t length = strcspn(at, "\n");
        size_t cells = utf8_width((const unsigned char *)at, length);
        if (cells > LAYOUT_WIDTH) {
            fail_msg("%zu cells: %.*s", cells, (int)length, at);
        }
        at += length + (at[length] == '\n' ? 1 : 0);
    }
}

/* The text with its lines joined: one space for each break and indent. */
static char *unfolded(const char *text)
{
    struct text line = { NULL, 0, 0 };
    text_line(&line, text);
    char *copy = malloc(line.length + 1);
    assert_non_null(copy);
    strcpy(copy, text_string(&line));
    text_destroy(&line);
    return copy;
}

static void plain_text_shows_labels_as_they_are(void **state)
{
    (void)state;
    struct written written = write_all(&emitter_text, hostile);
    assert_int_equal(written.bundle.count, 2);
    assert_string_equal(written.bundle.items[0]->name, "policy.txt");
    assert_string_equal(written.bundle.items[1]->name, "policy.zh.txt");
    static const char *const parts[][3] = {
        { EVIL " ===", "1.1 " EVIL " one " EVIL,
          "unless: - you have agreed " EVIL "; - law " EVIL "; or - need " EVIL
          "." },
        { "标题" EVIL " ===", "1. 首" EVIL, "1.1 " EVIL "aim " EVIL },
    };
    for (size_t i = 0; i < 2; i++) {
        const char *text = text_string(&written.bundle.items[i]->text);
        is_narrow(text);
        char *line = unfolded(text);
        for (size_t p = 0; p < 3; p++) {
            if (strstr(line, parts[i][p]) == NULL) {
                fail_msg("missing: %s\nin: %s", parts[i][p], line);
            }
        }
        free(line);
    }
    discard(&written);
}

static const cJSON *member(const cJSON *object, const char *path)
{
    char name[64];
    while (object != NULL && *path != '\0') {
        size_t length = strcspn(path, ".");
        snprintf(name, sizeof name, "%.*s", (int)length, path);
        object = cJSON_IsArray(object)
                     ? cJSON_GetArrayItem(object, (int)strtol(name, NULL, 10))
                     : cJSON_GetObjectItemCaseSensitive(object, name);
        path += length + (path[length] == '.' ? 1 : 0);
    }
    return object;
}

static void holds(const cJSON *json, const char *path, const char *expected)
{
    const cJSON *found = member(json, path);
    if (!cJSON_IsString(found)) {
        fail_msg("no string at %s", path);
    } else {
        assert_string_equal(found->valuestring, expected);
    }
}

static void json_reads_back(void **state)
{
    (void)state;
    struct written written = write_all(&emitter_json, hostile);
    assert_int_equal(written.bundle.count, 1);
    cJSON *json = cJSON_Parse(text_string(&written.bundle.items[0]->text));
    assert_non_null(json);
    assert_int_equal(member(json, "format")->valueint, 1);
    holds(json, "policy.digest", "sha256:0123456789abcdef");
    holds(json, "policy.languages.1", "zh");
    holds(json, "documents.0.title", EVIL);
    holds(json, "documents.1.title", "标题" EVIL);
    holds(json, "documents.0.blocks.0.title", "First " EVIL);
    holds(json, "documents.0.blocks.0.blocks.1.number", "1.1");
    holds(json, "documents.0.blocks.0.blocks.2.items.1", "law " EVIL "; or");
    holds(json, "documents.1.blocks.0.blocks.0.name", "first.opening");
    holds(json, "statements.1.extents.0.effect", "forbid");
    assert_true(
        cJSON_IsTrue(member(json, "statements.1.extents.0.weak_opposite")));
    holds(json, "statements.1.extents.0.data.0.term", "one");
    holds(json, "statements.1.unless.any.1.fact", "need");
    holds(json, "statements.0.sentence.zh", EVIL "aim " EVIL "。");
    cJSON_Delete(json);
    discard(&written);
}

/* A policy of one rule whose label is of 10,000 characters. */
static char *long_policy(const char *piece)
{
    struct text text = { NULL, 0, 0 };
    text_put(&text, "data one \"");
    for (size_t i = 0; i < 10000; i++) {
        text_put(&text, piece);
    }
    text_put(&text, "\"\nsection s { use: we may use one. }\n");
    char *copy = malloc(text.length + 1);
    assert_non_null(copy);
    strcpy(copy, text.bytes);
    text_destroy(&text);
    return copy;
}

static void ten_thousand_characters_are_as_good_as_ten(void **state)
{
    (void)state;
    static const char *const pieces[] = { "x", "我", "😀", "<b>", "x " };
    static const struct emitter *const all[] = { &emitter_text, &emitter_json,
                                                 &emitter_markdown,
                                                 &emitter_html };
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        char *policy = long_policy(pieces[i]);
        for (size_t e = 0; e < sizeof all / sizeof *all; e++) {
            struct written written = write_all(all[e], policy);
            const char *text = text_string(&written.bundle.items[0]->text);
            assert_true(strlen(text) > 10000);
            if (all[e] == &emitter_text) {
                is_narrow(text);
            }
            discard(&written);
        }
        free(policy);
    }
}

static void no_format_makes_markup_of_a_label(void **state)
{
    (void)state;
    static const struct emitter *const all[] = { &emitter_markdown,
                                                 &emitter_html };
    for (size_t e = 0; e < 2; e++) {
        struct written written = write_all(all[e], hostile);
        assert_int_equal(written.bundle.count, 2);
        for (size_t i = 0; i < 2; i++) {
            const char *text = text_string(&written.bundle.items[i]->text);
            static const char *const tags[] = { "<script", "<b>&" };
            for (size_t t = 0; t < 2; t++) {
                for (const char *at = strstr(text, tags[t]); at != NULL;
                     at = strstr(at + 1, tags[t])) {
                    assert_true(at[-1] == '\\');
                }
            }
            for (const char *at = strstr(text, "](javascript"); at != NULL;
                 at = strstr(at + 1, "](javascript")) {
                assert_true(all[e] == &emitter_html || at[-1] == '\\');
            }
            assert_null(strstr(text, "=\"javascript"));
        }
        discard(&written);
    }
}

static void prose_has_no_marks_left(void **state)
{
    (void)state;
    struct written written =
        write_all(&emitter_text,
                  "section s \"S\" {\n"
                  "  \"\"\"\n"
                  "  # Heading\n\n"
                  "  We *write* **to** `you`, see [us](https://a.example)\n"
                  "  or <https://b.example>.\n\n"
                  "  - one\n  - two\n    1. deep\n\n"
                  "  > quoted\n\n"
                  "  ```\n  code  here\n  ```\n"
                  "  last\\\n  line\n"
                  "  \"\"\"\n"
                  "}\n");
    const char *text = text_string(&written.bundle.items[0]->text);
    const char *prose = strstr(text, "Heading");
    assert_non_null(prose);
    assert_string_equal(prose, "Heading\n"
                               "\n"
                               "We write to you, see us (https://a.example) or "
                               "https://b.example.\n"
                               "\n"
                               "- one\n"
                               "- two\n"
                               "\n"
                               "  1. deep\n"
                               "\n"
                               "    quoted\n"
                               "\n"
                               "    code  here\n"
                               "\n"
                               "last\n"
                               "line\n");
    discard(&written);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(paragraphs_are_filled),
        cmocka_unit_test(chinese_breaks_between_signs_but_not_before_marks),
        cmocka_unit_test(long_words_are_cut_and_addresses_are_not),
        cmocka_unit_test(plain_text_shows_labels_as_they_are),
        cmocka_unit_test(json_reads_back),
        cmocka_unit_test(ten_thousand_characters_are_as_good_as_ten),
        cmocka_unit_test(no_format_makes_markup_of_a_label),
        cmocka_unit_test(prose_has_no_marks_left),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
