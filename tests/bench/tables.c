/* tables FOLDER: the emitted C of large policies: the bytes that a decision may
 * read, in which layout, and what making them takes: asking the diagrams about
 * terms, laying them out, and at the end writing them and verifying what was
 * written. A figure is the median of its rounds. The goals are for the shape of
 * floor.c: 64 KiB of 500 statements, 2 MB of 10,000, and half a second for
 * asking and laying out. */

#include "figures.h"
#include "floor.h"
#include "generate.h"

#include "base/arena.h"
#include "check/compilation.h"
#include "emit/c/emitter.h"
#include "emit/c/sizes.h"
#include "emit/c/source.h"
#include "emit/c/verify.h"

#include <stdio.h>

enum { ROUNDS = 5 };

enum { ASK, LAY_OUT, VERIFY, WRITE, STEPS };

static const char *const step_name[STEPS] = { "asking about terms",
                                              "laying out", "verifying",
                                              "the C in all" };

static struct compilation *compile(const char *path, const char **error)
{
    struct compilation *compilation = compilation_create();
    if (!compilation_run(compilation, &path, 1, DEPTH_DIAGRAM, error) ||
        compilation->analysis == NULL) {
        compilation_destroy(compilation);
        return NULL;
    }
    return compilation;
}

/* Asking alone, of diagrams that remember nothing of it: a plan asks too, and
 * would be made sooner where it has been asked before. */
static double measure_asking(const char *path)
{
    const char *error = NULL;
    struct compilation *compilation = compile(path, &error);
    double start = figures_now();
    if (compilation != NULL) {
        (void)ask_all(compilation->analysis);
    }
    double seconds = figures_now() - start;
    compilation_destroy(compilation);
    return seconds;
}

/* One round; false where it is refused. */
static bool measure(const char *path, double *seconds, size_t *bytes,
                    struct text *layout)
{
    const char *error = NULL;
    seconds[ASK] = measure_asking(path);
    struct compilation *compilation = compile(path, &error);
    bool made = compilation != NULL;
    if (made) {
        struct emission emission = { .analysis = compilation->analysis,
                                     .digest = "sha256:0" };
        struct plan plan = { .form = LAYOUT_BEST };
        struct bundle bundle = { .arena = compilation->arena };
        double start = figures_now();
        made = plan_make(&emission, &plan, &error);
        seconds[LAY_OUT] = figures_now() - start - seconds[ASK];
        start = figures_now();
        made = made && emit_c(&emission, LAYOUT_BEST, &bundle, &error);
        seconds[WRITE] = figures_now() - start;
        start = figures_now();
        made = made &&
               verify_c(compilation->analysis, plan.asked,
                        &bundle.items[0]->text, &bundle.items[1]->text, &error);
        seconds[VERIFY] = figures_now() - start;
        if (made) {
            *bytes = tables_bytes(&plan);
            layout->length = 0;
            text_put(layout, tables_layout(&plan));
        }
        bundle_destroy(&bundle);
    }
    if (!made) {
        printf("%s: %s\n", path, error != NULL ? error : "has no meaning");
    }
    compilation_destroy(compilation);
    return made;
}

static bool measure_policy(struct figures *figures, const char *folder,
                           const char *shape, uint32_t statements)
{
    double rounds[STEPS][ROUNDS];
    size_t bytes = 0;
    struct text layout = { 0 };
    struct text policy = { 0 };
    const char *path = arena_print(figures->arena, "%s/tables.writ", folder);
    const char *group = arena_print(figures->arena, "%s, %lu statements", shape,
                                    (unsigned long)statements);
    bool goals = shape[0] == 'f';
    if (goals) {
        floor_policy(statements, 1, &policy);
    } else {
        generate_policy(&(struct generation){ SHAPE_REALISTIC, statements, 1 },
                        &policy);
    }
    bool made = generate_file(path, &policy);
    text_destroy(&policy);
    for (size_t i = 0; i < ROUNDS && made; i++) {
        double seconds[STEPS];
        made = measure(path, seconds, &bytes, &layout);
        for (size_t step = 0; step < STEPS; step++) {
            rounds[step][i] = seconds[step];
        }
    }
    if (made) {
        figures_add(figures, group, "size", (double)bytes, "B");
        figures_add(figures, group, "goal",
                    !goals              ? 0
                    : statements == 500 ? 64 * 1024
                                        : 2e6,
                    "B");
    }
    for (size_t step = 0; step < STEPS && made; step++) {
        figures_add(figures, group, step_name[step],
                    figures_median(rounds[step], ROUNDS) * 1e3, "ms");
    }
    if (made) {
        figures_add(figures, group, "tables in all",
                    (figures_median(rounds[ASK], ROUNDS) +
                     figures_median(rounds[LAY_OUT], ROUNDS)) *
                        1e3,
                    "ms");
        figures_add(figures, group, "goal",
                    goals && statements == 10000 ? 500 : 0, "ms");
        figures_add_word(figures, group, "layout", text_string(&layout));
    }
    text_destroy(&layout);
    return made;
}

int main(int argc, char **argv)
{
    if (argc != 2) {
        fprintf(stderr, "usage: tables FOLDER\n");
        return 2;
    }
    struct figures figures = figures_create(
        "tables", "The tables of large policies, and what making them takes");
    bool made = true;
    for (uint32_t i = 0; i < 4 && made; i++) {
        made = measure_policy(&figures, argv[1],
                              i < 2 ? "four dimensions" : "realistic",
                              i % 2 == 0 ? 500 : 10000);
    }
    figures_print(&figures);
    made = made && figures_write(&figures, argv[1]);
    figures_destroy(&figures);
    return made ? 0 : 1;
}
