#ifndef WRIT_TESTS_UNIT_REPORT_CHECKING_H
#define WRIT_TESTS_UNIT_REPORT_CHECKING_H

/* What the tests of report/ share: a text checked as a file, and what a format
 * makes of it. */

#include "report/reporters.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

/* Every check of the text; the caller destroys the compilation. */
static inline struct compilation *check(const char *text)
{
    char path[] = "/tmp/writ-report-XXXXXX";
    int file = mkstemp(path);
    assert_true(file >= 0);
    assert_int_equal(write(file, text, strlen(text)), (ssize_t)strlen(text));
    close(file);

    struct compilation *compilation = compilation_create();
    const char *paths[] = { path };
    const char *error = NULL;
    assert_true(compilation_run(compilation, paths, 1, DEPTH_CHECKED, &error));
    unlink(path);
    return compilation;
}

/* An error and a warning that a test can raise. */
static const struct rule rule_of_tests = {
    .slug = "of-tests",
    .severity = SEVERITY_ERROR,
    .summary = "a test asks for it",
    .why = "It is tested.",
};

/* A compilation that has read one file of that name, and found nothing yet. */
static inline struct compilation *hold(const char *name, const char *text)
{
    struct compilation *compilation = compilation_create();
    struct arena *arena = compilation->arena;
    const char *copy = arena_copy(arena, text, strlen(text));
    struct tree_file *file = arena_allocate(arena, sizeof *file);
    struct tree_file **roots = arena_array(arena, 1, sizeof *roots);

    file->source = source_add(&compilation->sources, name, name,
                              (const unsigned char *)copy, strlen(text), false);
    roots[0] = file;
    compilation->program.roots = roots;
    compilation->program.root_count = 1;
    return compilation;
}

/* The format's text, which the caller destroys. */
static inline struct text write_as(const struct reporter *reporter,
                                   const struct compilation *compilation,
                                   const struct baseline *baseline)
{
    struct text text = { 0 };
    struct report report = { .compilation = compilation, .baseline = baseline };

    reporter->write(&report, &text);
    return text;
}

#endif
