#ifndef WRIT_TESTS_UNIT_SYNTAX_READING_H
#define WRIT_TESTS_UNIT_SYNTAX_READING_H

/* What the tests of syntax/ share: one compilation a test, a text read as a
 * file or as a question, and what was found, as lines to compare. */

#include "base/arena.h"
#include "base/name.h"
#include "base/text.h"
#include "syntax/parse.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* A test with a compilation of its own. */
#define READING(test) cmocka_unit_test_setup_teardown(test, make, drop)

static struct arena *arena;
static struct names *names;
static struct sources sources;
static struct findings findings;
static struct reading reading;

static inline int make(void **state)
{
    (void)state;
    arena = arena_create();
    names = names_create(arena);
    sources = (struct sources){ .arena = arena };
    findings = (struct findings){ .arena = arena };
    reading = (struct reading){ arena, names, &sources, &findings };
    return 0;
}

static inline int drop(void **state)
{
    (void)state;
    arena_destroy(arena);
    return 0;
}

static inline struct source *add_bytes(const char *text, size_t length)
{
    const char *copy = arena_copy(arena, text, length);

    return source_add(&sources, "test.writ", NULL, (const unsigned char *)copy,
                      length, false);
}

static inline struct tree_file *read_file(const char *text)
{
    return parse_file(&reading, add_bytes(text, strlen(text)));
}

static inline struct tree_question *read_question(const char *text)
{
    return parse_question(&reading, add_bytes(text, strlen(text)));
}

/* Every finding as `line:column-line:column slug: message`, a line each. */
static inline const char *told(void)
{
    struct text text = { 0 };
    const char *copy;

    finding_sort(&findings);
    for (size_t at = 0; at < findings.count; at++) {
        const struct finding *finding = &findings.items[at];
        struct place from = source_place(&sources, finding->span.start);
        struct place to = source_place(&sources, finding->span.end);

        text_print(&text, "%u:%u-%u:%u %s: %s\n", from.line, from.column,
                   to.line, to.column, finding->rule->slug, finding->message);
    }
    copy = arena_print(arena, "%s", text_string(&text));
    text_destroy(&text);
    return copy;
}

/* A text that is right. */
static inline struct tree_file *read_clean(const char *text)
{
    struct tree_file *file = read_file(text);

    assert_string_equal(told(), "");
    return file;
}

/* What is told of a text, and nothing else. */
static inline void check_told(const char *text, const char *expected)
{
    findings.count = 0;
    read_file(text);
    assert_string_equal(told(), expected);
}

/* A text in which one thing is wrong, and how to mend it. */
static inline void check_help(const char *text, const char *expected,
                              const char *help)
{
    check_told(text, expected);
    assert_int_equal(findings.count, 1);
    assert_string_equal(findings.items[0].help, help);
}

/* The text under a span. */
static inline const char *under(struct span span)
{
    const struct source *source = source_at(&sources, span.start);

    return arena_copy(arena,
                      (const char *)source->bytes + (span.start - source->base),
                      span.end - span.start);
}

static inline struct tree_statement *first_statement(const char *sentence)
{
    struct tree_file *file = read_clean(sentence);

    assert_int_equal(file->item_count, 1);
    assert_int_equal(file->items[0].kind, ITEM_STATEMENT);
    return file->items[0].statement;
}

#endif
