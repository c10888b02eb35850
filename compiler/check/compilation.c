/* The steps of a compilation, each on what the one before it made. */

#include "check/compilation.h"

#include "base/files.h"
#include "check/catalogue.h"
#include "check/refusal.h"
#include "diagram/digest.h"
#include "diagram/ends.h"
#include "model/inventory.h"

#include <stdlib.h>

/* Bytes that the library alone takes, nearly. */
enum { LEAST_SIZE = 256 * 1024 };

struct compilation *compilation_create(void)
{
    struct arena *arena = arena_create();
    arena_reserve(arena, LEAST_SIZE);
    struct compilation *compilation =
        arena_allocate(arena, sizeof *compilation);
    compilation->arena = arena;
    compilation->names = names_create(arena);
    compilation->sources.arena = arena;
    compilation->findings.arena = arena;
    compilation->budget = BUDGET_DEFAULT;
    compilation->approvals_name = APPROVALS_NAME;
    compilation->reading = (struct reading){
        .arena = arena,
        .names = compilation->names,
        .sources = &compilation->sources,
        .findings = &compilation->findings,
    };
    return compilation;
}

void compilation_destroy(struct compilation *compilation)
{
    if (compilation != NULL) {
        analysis_destroy(compilation->analysis);
        arena_destroy(compilation->arena);
    }
}

void compilation_step(const struct compilation *compilation, const char *what,
                      size_t number, size_t of)
{
    if (compilation->watcher.step != NULL) {
        compilation->watcher.step(compilation->watcher.context, what, number,
                                  of);
    }
}

static bool has_errors(const struct compilation *compilation)
{
    return finding_count(&compilation->findings, SEVERITY_ERROR) > 0;
}

static void analyse(struct compilation *compilation)
{
    compilation->analysis = analysis_create(
        compilation->arena, compilation->policy, compilation->budget);
    if (diagrams_exhausted(compilation->analysis->diagrams)) {
        refusal_report(compilation);
    }
}

static bool read_json(struct compilation *compilation, const char *file,
                      struct inventory_text *text, const char **error)
{
    const char *why = NULL;
    text->file = file;
    text->bytes = files_read(compilation->arena, file, &text->length, &why);
    if (text->bytes == NULL) {
        *error = arena_print(compilation->arena, "%s %s", file, why);
    }
    return text->bytes != NULL;
}

/* The files of `--systems`, and their mapping. One that is wrong leaves no
 * model: what it says could not be checked. */
static bool read_systems(struct compilation *compilation, const char **error)
{
    const struct fides_map *map = NULL;
    struct inventory_text text;
    if (compilation->fides_map != NULL) {
        if (!read_json(compilation, compilation->fides_map, &text, error)) {
            return false;
        }
        map = fides_map_read(&compilation->reading, compilation->policy, &text);
        if (map == NULL) {
            compilation->policy = NULL;
        }
    }
    for (size_t i = 0;
         i < compilation->systems_count && compilation->policy != NULL; i++) {
        const char *file = compilation->systems[i];
        compilation_step(compilation,
                         arena_print(compilation->arena, "reading %s", file),
                         i + 1, compilation->systems_count);
        if (!read_json(compilation, file, &text, error)) {
            return false;
        }
        if (!inventory_read(&compilation->reading, compilation->policy, &text,
                            map)) {
            compilation->policy = NULL;
        }
    }
    return true;
}

/* What was approved of it, beside the first file of the call. */
static bool read_approvals(struct compilation *compilation, const char *path,
                           const char **error)
{
    struct beside beside;
    if (!load_beside(&compilation->reading, &compilation->folders, path,
                     compilation->approvals_name, &beside, error)) {
        return false;
    }
    compilation->approvals = approvals_read(compilation->arena, &beside);
    return true;
}

bool compilation_run(struct compilation *compilation, const char *const *paths,
                     size_t path_count, enum depth depth, const char **error)
{
    compilation_step(compilation, "reading the policy", 0, 0);
    if (!load_program(&compilation->reading, &compilation->folders, paths,
                      path_count, &compilation->program, error)) {
        return false;
    }
    if (depth >= DEPTH_MODEL && !has_errors(compilation)) {
        compilation->policy =
            policy_resolve(&compilation->reading, &compilation->program);
    }
    if (compilation->policy != NULL && !read_systems(compilation, error)) {
        return false;
    }
    if (depth >= DEPTH_DIAGRAM && path_count > 0 &&
        !read_approvals(compilation, paths[0], error)) {
        return false;
    }
    if (depth >= DEPTH_DIAGRAM && compilation->policy != NULL) {
        compilation_step(compilation, "deciding every case", 0, 0);
        analyse(compilation);
    }
    if (depth >= DEPTH_CHECKED && compilation->analysis != NULL &&
        !has_errors(compilation)) {
        catalogue_run(compilation);
        compilation->checked = true;
        if (diagrams_exhausted(compilation->analysis->diagrams)) {
            compilation->checked = false;
            refusal_report(compilation);
        }
    }
    finding_sort(&compilation->findings);
    return true;
}

struct ends *compilation_ends(struct compilation *compilation)
{
    if (compilation->ends == NULL) {
        compilation->ends =
            ends_create(compilation->arena, compilation->policy);
    }
    return compilation->ends;
}

const char *compilation_digest(struct compilation *compilation)
{
    if (diagrams_exhausted(compilation->analysis->diagrams)) {
        return NULL;
    }
    const char *digest = analysis_digest(compilation->analysis);
    if (digest == NULL) {
        compilation->checked = false;
        refusal_report(compilation);
    }
    return digest;
}
