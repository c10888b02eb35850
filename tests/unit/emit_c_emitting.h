#ifndef WRIT_TESTS_UNIT_EMIT_C_EMITTING_H
#define WRIT_TESTS_UNIT_EMIT_C_EMITTING_H

/* Policies whose C is made in memory, for tests of what verifies it. */

#include "emit/c/emitter.h"
#include "emit/c/verify.h"

#include "base/arena.h"
#include "check/compilation.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

/* In which every table has rows. */
static const char small_policy[] =
    "policy small \"Small\" { version \"1\" }\n"
    "data contact { email, phone }\n"
    "data usage { pages within contact }\n"
    "purpose service\n"
    "purpose marketing\n"
    "recipient partner\n"
    "subject child\n"
    "region eu\n"
    "condition consent { written }\n"
    "condition law\n"
    "measure contract\n"
    "measure encryption\n"
    "event closure\n"
    "event request\n"
    "section a \"A\" {\n"
    "  one: we may use contact for service with encryption.\n"
    "  two: we must not share email to partner in eu unless consent or law.\n"
    "  three: we may share pages of child only for service with contract if "
    "not law.\n"
    "  four: we may store email for service up to 30 days after closure.\n"
    "  five: we must delete phone within 2 weeks after latest of closure and "
    "request.\n"
    "  six: you may access email if consent.\n"
    "  seven: we must store phone for marketing at least 1 day after closure.\n"
    "}\n";

/* A policy analysed, and its C. */
struct emitted {
    struct compilation *compilation;
    struct asked asked;
    struct bundle bundle;
    const char *error;
    bool written;
};

static inline void emit(struct emitted *emitted, const char *text,
                        enum layout_form form)
{
    char path[] = "/tmp/writ-unit-XXXXXX";
    const char *paths[] = { path };
    int descriptor = mkstemp(path);
    FILE *file = fdopen(descriptor, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
    *emitted = (struct emitted){ .compilation = compilation_create() };
    bool read = compilation_run(emitted->compilation, paths, 1, DEPTH_DIAGRAM,
                                &emitted->error);
    unlink(path);
    assert_true(read);
    assert_non_null(emitted->compilation->analysis);
    struct emission emission = { .analysis = emitted->compilation->analysis,
                                 .digest = "sha256:0" };
    emitted->bundle.arena = emitted->compilation->arena;
    emitted->written =
        emit_c(&emission, form, &emitted->bundle, &emitted->error);
    emitted->asked = ask_all(emitted->compilation->analysis);
}

static inline void drop(struct emitted *emitted)
{
    bundle_destroy(&emitted->bundle);
    compilation_destroy(emitted->compilation);
}

#endif
