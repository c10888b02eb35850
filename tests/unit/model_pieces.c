/* model/pieces and model/memo: a JSON text is taken apart where it should be,
 * and what was found of bytes is found again. */

#include "model/memo.h"
#include "model/pieces.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct pieces pieces_of(const char *text)
{
    return (struct pieces){ .at = text, .end = text + strlen(text) };
}

static void assert_piece(struct piece piece, const char *expected)
{
    assert_int_equal(piece.length, strlen(expected));
    assert_memory_equal(piece.start, expected, piece.length);
}

static void an_object_comes_apart(void **state)
{
    struct pieces pieces =
        pieces_of(" {\"a\" : 1 ,\"b\":[{\"]\":\"\\\"}\"},2], "
                  "\"c\":true,\"d\\\"\":\"\"} ");

    (void)state;
    assert_true(pieces_enter(&pieces, '{'));
    assert_piece(pieces_key(&pieces), "\"a\"");
    assert_piece(pieces_value(&pieces), "1");
    assert_true(pieces_more(&pieces, '}'));
    assert_piece(pieces_key(&pieces), "\"b\"");
    assert_piece(pieces_value(&pieces), "[{\"]\":\"\\\"}\"},2]");
    assert_true(pieces_more(&pieces, '}'));
    assert_piece(pieces_key(&pieces), "\"c\"");
    assert_piece(pieces_value(&pieces), "true");
    assert_true(pieces_more(&pieces, '}'));
    assert_piece(pieces_key(&pieces), "\"d\\\"\"");
    assert_piece(pieces_value(&pieces), "\"\"");
    assert_false(pieces_more(&pieces, '}'));
    assert_int_equal(pieces_peek(&pieces), '\0');
    assert_false(pieces.broken);
    assert_ptr_equal(pieces.at, pieces.end);
}

static void an_empty_one_is_taken_whole(void **state)
{
    struct pieces pieces = pieces_of("[ ] {}");

    (void)state;
    assert_false(pieces_enter(&pieces, '['));
    assert_false(pieces_enter(&pieces, '{'));
    assert_false(pieces.broken);
    assert_ptr_equal(pieces.at, pieces.end);
}

/* Whatever is broken, every loop over it ends, and at the same place. */
static void what_is_broken_ends_by_itself(void **state)
{
    static const char *const texts[] = {
        "",          "{",           "{\"",       "{\"a",        "{\"a\"",
        "{\"a\":",   "{\"a\":1",    "{\"a\":1,", "{\"a\":1 2}", "{\"a\":[}",
        "{\"a\":[1", "{\"a\":\"\\", "{a:1}",     "{\"a\" 1}",   "{\"a\":}",
        "[1]",
    };

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct pieces pieces = pieces_of(texts[i]);
        size_t rounds = 0;
        for (bool more = pieces_enter(&pieces, '{'); more;
             more = pieces_more(&pieces, '}')) {
            pieces_key(&pieces);
            pieces_value(&pieces);
            assert_true(++rounds < 10);
        }
        assert_true(pieces.broken);
        const char *at = pieces.at;
        assert_false(pieces_enter(&pieces, '{'));
        assert_false(pieces_more(&pieces, '}'));
        assert_int_equal(pieces_value(&pieces).length, 0);
        assert_int_equal(pieces_key(&pieces).length, 0);
        assert_ptr_equal(pieces.at, at);
    }
}

/* Brackets are counted, so depth costs nothing. */
static void depth_is_no_limit(void **state)
{
    static char text[200001];
    struct pieces pieces = { .at = text, .end = text + 200000 };

    (void)state;
    memset(text, '[', 100000);
    memset(text + 100000, ']', 100000);
    assert_int_equal(pieces_value(&pieces).length, 200000);
    pieces = (struct pieces){ .at = text, .end = text + 199999 };
    assert_int_equal(pieces_value(&pieces).length, 0);
    assert_true(pieces.broken);
}

static void a_memo_finds_what_was_added(void **state)
{
    enum { COUNT = 5000 };
    static char bytes[COUNT][8];
    struct memo *memo = memo_create();

    (void)state;
    for (unsigned i = 0; i < COUNT; i++) {
        snprintf(bytes[i], sizeof bytes[i], "%u", i);
        size_t length = strlen(bytes[i]);
        assert_null(memo_find(memo, i % 2, bytes[i], length));
        memo_add(memo, i % 2, bytes[i], length, bytes[i]);
    }
    for (unsigned i = 0; i < COUNT; i++) {
        char copy[8];
        size_t length = strlen(bytes[i]);
        memcpy(copy, bytes[i], sizeof copy);
        assert_ptr_equal(memo_find(memo, i % 2, copy, length), bytes[i]);
        assert_null(memo_find(memo, 1 - i % 2, copy, length));
    }
    assert_null(memo_find(memo, 0, "", 0));
    memo_destroy(memo);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_object_comes_apart),
        cmocka_unit_test(an_empty_one_is_taken_whole),
        cmocka_unit_test(what_is_broken_ends_by_itself),
        cmocka_unit_test(depth_is_no_limit),
        cmocka_unit_test(a_memo_finds_what_was_added),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
