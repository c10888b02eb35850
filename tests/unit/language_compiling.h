#ifndef WRIT_TESTS_UNIT_LANGUAGE_COMPILING_H
#define WRIT_TESTS_UNIT_LANGUAGE_COMPILING_H

/* What the tests of language/ and of the documents share: a policy from a
 * text, through a file, down to its diagrams. */

#include "base/text.h"
#include "check/compilation.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

/* The policy reads without an error; the caller destroys the compilation. */
static inline struct compilation *compile(const char *text)
{
    char path[] = "/tmp/writ-language-XXXXXX";
    int file = mkstemp(path);
    assert_true(file >= 0);
    assert_int_equal(write(file, text, strlen(text)), (ssize_t)strlen(text));
    close(file);
    struct compilation *compilation = compilation_create();
    const char *paths[] = { path };
    const char *error = NULL;
    assert_true(compilation_run(compilation, paths, 1, DEPTH_DIAGRAM, &error));
    unlink(path);
    for (size_t i = 0; i < compilation->findings.count; i++) {
        print_error("%s\n", compilation->findings.items[i].message);
    }
    assert_non_null(compilation->analysis);
    return compilation;
}

#endif
