/* syntax/swift: of every text in the repository, and of small ones for each
 * rule of the grammar, both readers make the same tree; the swift one reads
 * exactly what the careful one finds no fault with. */

#include "syntax_reading.h"
#include "syntax_same.h"

#include "base/files.h"

#include <ftw.h>
#include <stdio.h>

enum { DEPTH = 256 };

static size_t swift_count; /* texts that the swift reader took */

/* Both readings of a text. */
static void check_readers(const char *label, const char *text, size_t length)
{
    struct source *source = add_bytes(text, length);
    struct tree_file *swift = parse_swiftly(&reading, source);

    if (findings.count > 0)
        fail_msg("%s: the swift reader tells of something", label);

    struct tree_file *careful = parse_carefully(&reading, source);

    if (swift && findings.count > 0)
        fail_msg("%s: the swift reader takes what is wrong", label);
    if (!swift && findings.count == 0)
        fail_msg("%s: the swift reader gives up on what is right", label);
    if (swift && !same_file(swift, careful))
        fail_msg("%s: the readers differ", label);
    swift_count += swift != NULL;
    findings.count = 0;
}

static void check_text(const char *text)
{
    check_readers(text, text, strlen(text));
}

/* --- the texts of the repository ------------------------------------------ */

static int visit(const char *path, const struct stat *status, int kind,
                 struct FTW *place)
{
    size_t before = strlen(path);
    const char *error = NULL;
    size_t length;

    (void)status;
    (void)place;
    if (kind != FTW_F || before < 5 || strcmp(path + before - 5, ".writ") != 0)
        return 0;

    const unsigned char *bytes = files_read(arena, path, &length, &error);

    assert_non_null(bytes);
    check_readers(path, (const char *)bytes, length);
    return 0;
}

static void every_file_reads_the_same(void **state)
{
    static const char *const folders[] = { "stdlib", "examples",
                                           "tests/golden" };

    (void)state;
    swift_count = 0;
    for (size_t at = 0; at < sizeof folders / sizeof folders[0]; at++)
        assert_int_equal(nftw(folders[at], visit, 8, FTW_PHYS), 0);
    assert_true(swift_count >= 20);
}

static void every_example_of_the_reference_reads_the_same(void **state)
{
    const char *error = NULL;
    size_t length;
    const char *at = (const char *)files_read(arena, "grammar/REFERENCE.md",
                                              &length, &error);

    (void)state;
    assert_non_null(at);
    swift_count = 0;
    while ((at = strstr(at, "\n```writ")) != NULL) {
        const char *from = strchr(at + 1, '\n') + 1;

        at = strstr(from, "\n```");
        assert_non_null(at);
        check_readers("REFERENCE", from, (size_t)(at + 1 - from));
        at++;
    }
    assert_true(swift_count >= 10);
}

/* --- rule by rule --------------------------------------------------------- */

static const char *const right[] = {
    "",
    "\xEF\xBB\xBF# writ: allow open-term because it is\n",
    "policy p \"P\" { a \"x\", 2026-01-31, 7, b c d subject subject }",
    "policy p { } import a.b import \"c.writ\" import data",
    "data a data b \"B\" citing \"C\" within c and d.e data data",
    "data a { b, c \"C\" d { e ... } f, ... }",
    "data data { test, policy, system \"s\", pack { require, deny ... } }",
    "section s { } section t \"T\" notwithstanding a, b subject to c { }",
    "section s { \"one\" a: \"two\" b: we may c. we may d. section t { } }",
    "section s { section: \"x\" section may a. section: we may b. data may c. "
    "}",
    "data: we may a. test may b. policy never c. import: you may d e.",
    "we may a, b and c, or d any. you must not a b except c, d.",
    "we must a you. a.b never c you for d.",
    "deem a on b. x: deem a on b as \"\"\"\n  one\n  two\n  \"\"\".",
    "we may a for b except c to d in e, f of g only for h only to any.",
    "we may a if b when c and d or e unless not (f or not g) and h.",
    "we must a within 2 days up to 3 weeks after b at least 1 year after "
    "earliest of c and d every 4 hours before e on latest of f promptly "
    "promptly after g with h by i, j under k citing \"L\" notwithstanding m "
    "subject to n as \"O\".",
    "system s \"S\" { a. b c for d. e: f, g you. any h if i. data: data. }",
    "test \"t\" { expect allow we a. expect deny you b c to d given e, f. "
    "expect silent data may_b you of c. prove deny we any for x if y. "
    "prove allow test test. }",
    "translation zh { a \"\xE9\x82\xAE\" data \"b\" } translation test { }",
    "pack p \"P\" { require a \"A\": we { may. { } not ( } , :. "
    "require require: test. }",
};

static void every_rule_reads_the_same(void **state)
{
    (void)state;
    for (size_t at = 0; at < sizeof right / sizeof right[0]; at++) {
        swift_count = 0;
        check_text(right[at]);
        if (swift_count == 0)
            fail_msg("%s: something is wrong", right[at]);
    }
}

/* Cut off at every byte, and with every byte left out: mostly wrong, and where
 * it is not, read the same. */
static void every_slip_is_left_to_the_careful_reader(void **state)
{
    (void)state;
    for (size_t at = 0; at < sizeof right / sizeof right[0]; at++) {
        size_t length = strlen(right[at]);

        for (size_t cut = 0; cut < length; cut++) {
            char *text = arena_copy(arena, right[at], length);

            check_readers(right[at], text, cut);
            memmove(text + cut, text + cut + 1, length - cut);
            check_text(text);
        }
    }
}

static void wrong_texts_are_left_to_the_careful_reader(void **state)
{
    static const char *const wrong[] = {
        "we may not a.",
        "data a { }",
        "data a { b, }",
        "data a { ... }",
        "We may a.",
        "we may a.we may b.",
        "we may a for.",
        "policy p { a 1.5 }",
        "policy p { a 2026-02-30 }",
        "pack p { require a: . }",
        "pack p { require a: } . }",
        "test t { }",
        "section \"s\" { }",
        "import 7",
        "we may a up 3 days.",
        "we may a at 3 days.",
        "we may a only if b.",
        "we may a \x01 b.",
        "we may a \xFF.",
        "# writ: nonsense\n",
        "we may a every 99999999999 days.",
        "we may a ; b.",
        "we may a ? for b.",
        "widget w { }",
        "}",
    };

    (void)state;
    for (size_t at = 0; at < sizeof wrong / sizeof wrong[0]; at++) {
        swift_count = 0;
        check_text(wrong[at]);
        if (swift_count > 0)
            fail_msg("%s: nothing is wrong", wrong[at]);
    }
}

/* --- nesting -------------------------------------------------------------- */

static void check_nested(const char *before, const char *opening,
                         const char *middle, const char *closing,
                         const char *after)
{
    for (size_t depth = DEPTH - 1; depth <= DEPTH + 1; depth++) {
        struct text text = { 0 };

        text_put(&text, before);
        for (size_t at = 0; at < depth; at++)
            text_put(&text, opening);
        text_put(&text, middle);
        for (size_t at = 0; at < depth; at++)
            text_put(&text, closing);
        text_put(&text, after);
        swift_count = 0;
        check_readers(opening, text_string(&text), text.length);
        assert_int_equal(swift_count, depth <= DEPTH);
        text_destroy(&text);
    }
}

static void nesting_ends_at_the_same_depth(void **state)
{
    (void)state;
    check_nested("", "section s { ", "", "} ", "");
    check_nested("data a ", "{ b ", "", "} ", "");
    check_nested("we may a if ", "(", "b", ")", ".");
    check_nested("we may a if ", "not ", "b", "", ".");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        READING(every_file_reads_the_same),
        READING(every_example_of_the_reference_reads_the_same),
        READING(every_rule_reads_the_same),
        READING(every_slip_is_left_to_the_careful_reader),
        READING(wrong_texts_are_left_to_the_careful_reader),
        READING(nesting_ends_at_the_same_depth),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
