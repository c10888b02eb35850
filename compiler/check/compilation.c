/* The steps of a compilation, each on what the one before it made. */

#include "check/compilation.h"

#include "base/files.h"
#include "check/catalogue.h"
#include "diagram/digest.h"
#include "model/inventory.h"

#include <stdlib.h>

struct compilation *compilation_create(void)
{
    struct arena *arena = arena_create();
    struct compilation *compilation =
        arena_allocate(arena, sizeof *compilation);
    compilation->arena = arena;
    compilation->names = names_create();
    compilation->sources.arena = arena;
    compilation->findings.arena = arena;
    compilation->budget = BUDGET_DEFAULT;
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
        names_destroy(compilation->names);
        arena_destroy(compilation->arena);
    }
}

static bool has_errors(const struct compilation *compilation)
{
    return finding_count(&compilation->findings, SEVERITY_ERROR) > 0;
}

static struct span anywhere(const struct compilation *compilation)
{
    const struct policy *policy = compilation->policy;
    return policy->tree != NULL          ? policy->tree->name.span
           : policy->statement_count > 0 ? policy->statements[0]->rule
                                         : (struct span){ 0, 0 };
}

/* What the budget does not hold is refused, never passed. */
static void report_exhausted(struct compilation *compilation)
{
    struct finding *finding = finding_add(
        &compilation->findings, &rule_limit, anywhere(compilation),
        "this policy needs more than the budget of %zu nodes to be decided",
        compilation->budget);
    finding_help(&compilation->findings, finding,
                 "give more with `--budget`, or split the policy: use fewer "
                 "conditions in one rule");
}

static void analyse(struct compilation *compilation)
{
    compilation->analysis = analysis_create(
        compilation->arena, compilation->policy, compilation->budget);
    if (diagrams_exhausted(compilation->analysis->diagrams)) {
        report_exhausted(compilation);
    }
}

/* The files of `--systems`. One that is wrong leaves no model: what it says
 * could not be checked. */
static bool read_systems(struct compilation *compilation, const char **error)
{
    for (size_t i = 0; i < compilation->systems_count; i++) {
        const char *file = compilation->systems[i];
        const char *why = NULL;
        size_t length;
        unsigned char *bytes =
            files_read(compilation->arena, file, &length, &why);
        if (bytes == NULL) {
            *error = arena_print(compilation->arena, "%s %s", file, why);
            return false;
        }
        if (!inventory_read(&compilation->reading, compilation->policy, file,
                            bytes, length)) {
            compilation->policy = NULL;
            return true;
        }
    }
    return true;
}

bool compilation_run(struct compilation *compilation, const char *const *paths,
                     size_t path_count, enum depth depth, const char **error)
{
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
    if (depth >= DEPTH_DIAGRAM && compilation->policy != NULL) {
        analyse(compilation);
    }
    if (depth >= DEPTH_CHECKED && compilation->analysis != NULL &&
        !has_errors(compilation)) {
        catalogue_run(compilation);
        if (diagrams_exhausted(compilation->analysis->diagrams)) {
            report_exhausted(compilation);
        }
    }
    finding_sort(&compilation->findings);
    return true;
}

const char *compilation_digest(struct compilation *compilation)
{
    return analysis_digest(compilation->analysis);
}
