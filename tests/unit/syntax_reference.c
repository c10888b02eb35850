/* grammar/REFERENCE.md: every example in it is read without a fault, and what
 * it says of the words of the language is so. */

#include "syntax_reading.h"

#include "base/files.h"
#include "syntax/lexer.h"

static const char *read_reference(void)
{
    const char *error = NULL;
    size_t length;
    const unsigned char *bytes =
        files_read(arena, "grammar/REFERENCE.md", &length, &error);

    assert_non_null(bytes);
    return (const char *)bytes;
}

/* Reads each block behind the fence, and counts them. */
static size_t read_blocks(const char *fence)
{
    const char *at = read_reference();
    size_t count = 0;

    while ((at = strstr(at, fence)) != NULL) {
        const char *end;

        at += strlen(fence);
        end = strstr(at, "\n```");
        assert_non_null(end);
        read_clean(arena_copy(arena, at, (size_t)(end + 1 - at)));
        at = end + strlen("\n```");
        count++;
    }
    return count;
}

static void every_example_is_read(void **state)
{
    (void)state;
    assert_true(read_blocks("\n```writ\n") >= 9);
    assert_true(read_blocks("\n```writ-fragment\n") >= 1);
}

static void every_reserved_word_is_listed(void **state)
{
    (void)state;
    const char *list = strstr(read_reference(), "**Reserved words**");
    const char *end = strstr(list, "The words that open something");
    size_t count = 0;

    for (int token = TOK_WE; token <= TOK_GIVEN; token++) {
        const char *word = parser_word(token);
        const char *found = strstr(list, word);

        count++;
        assert_non_null(found);
        assert_true(found < end || strcmp(word, "subject to") == 0);
    }
    assert_int_equal(count, 38);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        READING(every_example_is_read),
        READING(every_reserved_word_is_listed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
