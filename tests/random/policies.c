/* policies FIRST COUNT FOLDER: random policies with the seeds from FIRST on, each
 * written to FOLDER, compiled by writ's own floors, emitted as C, compiled by
 * $CC (gcc), loaded, and checked whole, in each of its layouts by turns. One line for each that fails, with its
 * seed; the last line is "N passed, M failed". */

#include "check.h"
#include "generate.h"

#include "base/arena.h"
#include "base/files.h"
#include "check/compilation.h"
#include "emit/c/emitter.h"
#include "emit/emitters.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

any_function subject_function(const struct subject *subject, const char *name)
{
    const char *whole =
        arena_print(subject->arena, "%s_%s", subject->prefix, name);
    void *found = dlsym(subject->library, whole);
    any_function function = NULL;
    if (found == NULL) {
        fprintf(stderr, "the C has no %s\n", whole);
        exit(2);
    }
    memcpy(&function, &found, sizeof function);
    return function;
}

/* Every subset of the conditions, as it is given and closed. */
static void make_sets(struct subject *subject)
{
    const struct terms *terms = &subject->policy->terms[KIND_CONDITION];
    size_t count = (size_t)1 << (terms->count - 1);
    uint64_t (*bit)(const char *name, size_t length) = NULL;
    if (subject->library != NULL) {
        any_function found = subject_function(subject, "fact_from_name");
        memcpy(&bit, &found, sizeof bit);
    }
    subject->set_count = count;
    subject->closed =
        arena_array(subject->arena, count, sizeof *subject->closed);
    subject->word = arena_array(subject->arena, count, sizeof *subject->word);
    for (size_t set = 0; set < count; set++) {
        struct bits *facts = bits_create(subject->arena, terms->count);
        for (size_t i = 1; i < terms->count; i++) {
            const char *path = terms->items[i]->path;
            if ((set >> (i - 1) & 1) != 0) {
                bits_add(facts, i);
                subject->word[set] |= bit != NULL ? bit(path, strlen(path)) : 0;
            }
        }
        facts_close(terms, facts);
        subject->closed[set] = facts;
        for (size_t other = 0; other < set; other++) {
            if (bits_equal(subject->closed[other], facts)) {
                subject->closed[set] = subject->closed[other];
            }
        }
    }
}

/* Emits the C, compiles and loads it. */
static const char *load(struct subject *subject, enum layout_form form,
                        const char *folder)
{
    struct arena *arena = subject->arena;
    struct emission emission = { .analysis = subject->analysis,
                                 .digest = "sha256:0" };
    struct bundle bundle = { .arena = arena };
    const char *error = NULL;
    const char *compiler = getenv("CC") != NULL ? getenv("CC") : "gcc";
    bool written = emit_c(&emission, form, &bundle, &error) &&
                   bundle_commit(&bundle, folder, &error);
    bundle_destroy(&bundle);
    if (!written) {
        return error;
    }
    const char *library =
        arena_print(arena, "%s/%s.so", folder, subject->prefix);
    const char *command = arena_print(
        arena,
        "%s -std=c11 -O1 -Wall -Wextra -Wpedantic -Wconversion -Werror "
        "-shared -fPIC -o %s %s/%s.c",
        compiler, library, folder, subject->prefix);
    if (system(command) != 0) {
        return "the C does not compile";
    }
    subject->library = dlopen(library, RTLD_NOW | RTLD_LOCAL);
    return subject->library == NULL ? dlerror() : NULL;
}

/* The emitted self-test of one policy in five, built by itself. */
static const char *check_selftest(struct subject *subject,
                                  enum layout_form form, const char *folder)
{
    struct emission emission = { .analysis = subject->analysis,
                                 .digest = "sha256:0" };
    struct bundle bundle = { .arena = subject->arena };
    const char *error = NULL;
    bool written = emit_c(&emission, form, &bundle, &error) &&
                   emitter_selftest.write(&emission, &bundle, &error) &&
                   bundle_commit(&bundle, folder, &error);
    bundle_destroy(&bundle);
    if (!written) {
        return error;
    }
    const char *stem =
        arena_print(subject->arena, "%s/%s", folder, subject->prefix);
    const char *command =
        arena_print(subject->arena,
                    "gcc -std=c11 -O1 -Wall -Wextra -Werror -o %s.selftest "
                    "%s_selftest.c %s.c && %s.selftest >/dev/null",
                    stem, stem, stem, stem);
    return system(command) != 0 ? "the self-test fails" : NULL;
}

static const char *check(struct subject *subject, enum layout_form form,
                         const char *folder)
{
    const char *fault = load(subject, form, folder);
    if (fault != NULL) {
        return fault;
    }
    make_sets(subject);
    fault = check_verdicts(subject);
    if (fault == NULL) {
        fault = check_rights(subject);
    }
    if (fault == NULL) {
        fault = check_retention(subject);
    }
    if (fault == NULL) {
        fault = check_names(subject);
    }
    dlclose(subject->library);
    if (fault == NULL && subject->seed % 10 < 2) {
        fault = check_selftest(subject, form, folder);
    }
    return fault;
}

static bool write_file(const char *path, const struct text *text)
{
    FILE *file = fopen(path, "w");
    bool written = file != NULL &&
                   fwrite(text->bytes, 1, text->length, file) == text->length;
    return (file == NULL || fclose(file) == 0) && written;
}

static const char *check_seed(struct compilation *compilation, uint64_t seed,
                              const char *folder)
{
    struct text text = { 0 };
    const char *prefix =
        arena_print(compilation->arena, "p%lu", (unsigned long)seed);
    const char *path =
        arena_print(compilation->arena, "%s/%s.writ", folder, prefix);
    const char *error = NULL;
    generate_policy(seed, &text);
    bool written = write_file(path, &text);
    text_destroy(&text);
    if (!written) {
        return "the folder cannot be written";
    }
    if (!compilation_run(compilation, &path, 1, DEPTH_DIAGRAM, &error)) {
        return error;
    }
    if (compilation->analysis == NULL) {
        return compilation->findings.count > 0
                   ? compilation->findings.items[0].message
                   : "no analysis and no finding";
    }
    struct subject subject = { .arena = compilation->arena,
                               .policy = compilation->policy,
                               .analysis = compilation->analysis,
                               .prefix = prefix,
                               .seed = seed };
    return check(&subject, (enum layout_form)(seed % 3), folder);
}

int main(int argc, char **argv)
{
    if (argc != 4) {
        fprintf(stderr, "usage: policies FIRST COUNT FOLDER\n");
        return 2;
    }
    uint64_t first = strtoull(argv[1], NULL, 10);
    uint64_t count = strtoull(argv[2], NULL, 10);
    size_t failed = 0;
    for (uint64_t seed = first; seed < first + count; seed++) {
        struct compilation *compilation = compilation_create();
        const char *fault = check_seed(compilation, seed, argv[3]);
        if (fault != NULL) {
            printf("seed %lu: %s\n", (unsigned long)seed, fault);
            fflush(stdout);
            failed++;
        }
        compilation_destroy(compilation);
    }
    printf("%zu passed, %zu failed\n", (size_t)count - failed, failed);
    return failed > 0;
}
