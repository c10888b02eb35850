/* Approvals as lines of JSON: what was written is read, and nothing else is. */

#include "base/arena.h"
#include "check/approvals.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct pin pins[] = { { "rules.share", "en", "sha256:a", "sha256:b" },
                             { "rules.share", "zh", "sha256:c", "sha256:b" } };

/* Two lines, the second behind the first. */
static void write_lines(struct arena *arena, struct text *text)
{
    struct approval approval = {
        .policy = "shop",
        .by = "Ada \"Countess\" Byron",
        .role = "legal",
        .note = "as agreed\non Monday \\ Tuesday",
        .date = "2026-01-31",
        .verdict = "broader",
        .old = "sha256:1",
        .new = "sha256:2",
        .change = "sha256:3",
        .pins = pins,
        .pin_count = 2,
    };
    approval_print(&approval, text);
    struct beside beside = { .name = "f",
                             .bytes = (unsigned char *)text->bytes,
                             .length = text->length };
    approval.previous = approvals_last(approvals_read(arena, &beside));
    approval.by = "\xE8\x89\xBE\xE8\xBE\xBE";
    approval.note = NULL;
    approval.date = NULL;
    approval.pin_count = 0;
    approval_print(&approval, text);
}

/* How many lines are whole; `*broken` is a word of what is wrong behind them. */
static size_t read_bytes(struct arena *arena, const char *bytes, size_t length,
                         const char **broken)
{
    struct beside beside = { .name = "f",
                             .bytes = (unsigned char *)arena_copy(arena, bytes,
                                                                  length),
                             .length = length };
    struct approvals *approvals = approvals_read(arena, &beside);
    *broken = approvals->broken;
    return approvals->count;
}

static void what_was_written_is_read(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct text text = { 0 };
    struct text again = { 0 };
    write_lines(arena, &text);
    struct beside beside = { .name = "f",
                             .bytes = (unsigned char *)text.bytes,
                             .length = text.length };
    struct approvals *approvals = approvals_read(arena, &beside);
    assert_null(approvals->broken);
    assert_int_equal(approvals->count, 2);
    assert_string_equal(approvals->items[0].note,
                        "as agreed\non Monday \\ Tuesday");
    assert_string_equal(approvals->items[0].pins[1].language, "zh");
    assert_null(approvals->items[0].previous);
    assert_null(approvals->items[1].note);
    for (size_t i = 0; i < 2; i++)
        approval_print(&approvals->items[i], &again);
    assert_string_equal(text_string(&again), text_string(&text));
    text_destroy(&text);
    text_destroy(&again);
    arena_destroy(arena);
}

static void every_byte_of_a_line_counts(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct text text = { 0 };
    write_lines(arena, &text);
    size_t first = strcspn(text.bytes, "\n");
    for (size_t at = 0; at < text.length; at++) {
        const char *broken;
        char byte = text.bytes[at];
        text.bytes[at] = byte == 'x' ? 'y' : 'x';
        size_t whole = read_bytes(arena, text.bytes, text.length, &broken);
        /* the end of the last line is no part of it, and may be missing */
        assert_non_null(broken);
        assert_int_equal(whole, at <= first ? 0 : 1);
        text.bytes[at] = byte;
    }
    text_destroy(&text);
    arena_destroy(arena);
}

static void every_cut_is_seen_but_between_lines(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct text text = { 0 };
    write_lines(arena, &text);
    size_t first = strcspn(text.bytes, "\n");
    for (size_t length = 0; length <= text.length; length++) {
        const char *broken;
        size_t whole = read_bytes(arena, text.bytes, length, &broken);
        bool end = length == 0 || length == first || length == first + 1 ||
                   length + 1 >= text.length;
        assert_int_equal(broken == NULL, end);
        assert_int_equal(whole,
                         length + 1 >= text.length ? 2 : length >= first);
    }
    text_destroy(&text);
    arena_destroy(arena);
}

/* What says the same as a line, and is not what is written for it. */
static void other_forms_of_a_line_are_refused(void **state)
{
    (void)state;
    static const struct {
        const char *from, *to;
    } forms[] = {
        { "{\"format\"", "{ \"format\"" },
        { "\"format\": 1", "\"format\": 1.0" },
        { "\"format\": 1", "\"format\": 2" },
        { "\"role\": \"legal\"", "\"role\": \"le\\u0067al\"" },
        { "\"role\": \"legal\"", "\"role\": \"legal\", \"role\": \"legal\"" },
        { "\"role\": \"legal\"", "\"role\": \"legal\", \"rank\": \"high\"" },
        { "\"role\": \"legal\"", "\"role\": [\"legal\"]" },
        { "\"role\": \"legal\", ", "" },
        { "\"wordings\": [{", "\"wordings\": [1, {" },
        { "\n", "\n\n" },
        { "\n", " \n" },
    };
    struct arena *arena = arena_create();
    struct text text = { 0 };
    write_lines(arena, &text);
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        const char *broken;
        const char *at = strstr(text.bytes, forms[i].from);
        assert_non_null(at);
        char *other =
            arena_print(arena, "%.*s%s%s", (int)(at - text.bytes), text.bytes,
                        forms[i].to, at + strlen(forms[i].from));
        (void)read_bytes(arena, other, strlen(other), &broken);
        assert_non_null(broken);
    }
    text_destroy(&text);
    arena_destroy(arena);
}

static void line_ends_of_another_system_are_taken(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct text text = { 0 };
    const char *broken;
    write_lines(arena, &text);
    int first = (int)strcspn(text.bytes, "\n");
    char *other =
        arena_print(arena, "%.*s\r\n%.*s\r\n", first, text.bytes,
                    (int)text.length - first - 2, text.bytes + first + 1);
    assert_int_equal(read_bytes(arena, other, strlen(other), &broken), 2);
    assert_null(broken);
    text_destroy(&text);
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_written_is_read),
        cmocka_unit_test(every_byte_of_a_line_counts),
        cmocka_unit_test(every_cut_is_seen_but_between_lines),
        cmocka_unit_test(other_forms_of_a_line_are_refused),
        cmocka_unit_test(line_ends_of_another_system_are_taken),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
