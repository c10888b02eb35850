/* front FOLDER: how fast a policy is read, beside a bare scan of the same text
 * (scan.c). The steps of the front end are taken in turns with the scan, many
 * rounds each; a figure is the median of its rounds, and the goal is a ratio:
 * the whole front end within four times of the scan. What is counted is time at
 * work: a machine that others use takes turns, and a long step would wait for
 * them where a short one does not. */

#include "figures.h"
#include "generate.h"
#include "scan.h"

#include "base/files.h"
#include "check/compilation.h"
#include "syntax/lexer.h"

#include <stdio.h>
#include <stdlib.h>

enum { ROUNDS = 31 };

/* Where a round spends its time, in seconds. */
enum { BARE, LEX, PARSE, RESOLVE, STEPS };

struct rounds {
    double seconds[STEPS][ROUNDS];
    size_t tokens;
    size_t tree, model; /* bytes in the arena */
};

/* Lexer alone, with what it builds: names, strings, numbers. */
static double lex(const char *path)
{
    struct compilation *compilation = compilation_create();
    struct reader reader = { .reading = &compilation->reading };
    const char *error = NULL;
    size_t length;
    unsigned char *bytes =
        files_read(compilation->arena, path, &length, &error);

    reader.source =
        source_add(&compilation->sources, path, path, bytes, length, false);
    double start = figures_worked();
    struct lexer lexer = lexer_create(&reader);
    struct token token;

    do {
        lexer_next(&lexer, &token);
    } while (token.kind != TOK_END);
    double seconds = figures_worked() - start;

    compilation_destroy(compilation);
    return seconds;
}

/* Parser and resolver. False where the policy cannot be read. */
static bool read(const char *path, struct rounds *rounds, size_t round)
{
    double start = figures_worked();
    struct compilation *compilation = compilation_create();
    const char *error = NULL;

    if (!compilation_run(compilation, &path, 1, DEPTH_TREE, &error)) {
        fprintf(stderr, "front: %s\n", error);
        return false;
    }
    rounds->seconds[PARSE][round] = figures_worked() - start;
    rounds->tree = arena_size(compilation->arena);
    start = figures_worked();
    bool resolved =
        policy_resolve(&compilation->reading, &compilation->program) != NULL;

    rounds->seconds[RESOLVE][round] = figures_worked() - start;
    rounds->model = arena_size(compilation->arena) - rounds->tree;
    compilation_destroy(compilation);
    if (!resolved) {
        fprintf(stderr, "front: %s does not resolve\n", path);
    }
    return resolved;
}

static bool measure(const char *path, const struct text *text,
                    struct rounds *rounds)
{
    const unsigned char *bytes = (const unsigned char *)text->bytes;

    for (size_t round = 0; round < ROUNDS; round++) {
        double start = figures_worked();

        rounds->tokens = scan_text(bytes, text->length);
        rounds->seconds[BARE][round] = figures_worked() - start;
        rounds->seconds[LEX][round] = lex(path);
        if (!read(path, rounds, round)) {
            return false;
        }
    }
    return true;
}

static void tell(struct figures *figures, const char *group, size_t bytes,
                 struct rounds *rounds)
{
    double step[STEPS];

    for (int i = 0; i < STEPS; i++) {
        step[i] = figures_median(rounds->seconds[i], ROUNDS);
    }
    double whole = step[PARSE] + step[RESOLVE];
    const struct {
        const char *table, *name;
        double value;
        const char *unit;
    } shown[] = {
        { "speed", "bare scan", (double)bytes / step[BARE] * 1e-6, "MB/s" },
        { "speed", "lexer", (double)bytes / step[LEX] * 1e-6, "MB/s" },
        { "speed", "and parser", (double)bytes / step[PARSE] * 1e-6, "MB/s" },
        { "speed", "and resolver", (double)bytes / whole * 1e-6, "MB/s" },
        { "in bare scans", "lexer", step[LEX] / step[BARE], "x" },
        { "in bare scans", "parser", (step[PARSE] - step[LEX]) / step[BARE],
          "x" },
        { "in bare scans", "resolver", step[RESOLVE] / step[BARE], "x" },
        { "in bare scans", "all three", whole / step[BARE], "x" },
        { "in bare scans", "goal", 4, "x" },
        { "memory", "source", (double)bytes, "B" },
        { "memory", "tokens", (double)rounds->tokens, "" },
        { "memory", "tree", (double)rounds->tree / (double)bytes, "x source" },
        { "memory", "model", (double)rounds->model / (double)bytes,
          "x source" },
    };

    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++) {
        char row[128];

        snprintf(row, sizeof row, "%s, %s", group, shown[i].table);
        figures_add(figures, row, shown[i].name, shown[i].value, shown[i].unit);
    }
}

static bool measure_policy(struct figures *figures, const char *folder,
                           const struct generation *generation)
{
    struct text text = { 0 };
    char path[4096];
    char group[64];
    struct rounds rounds;
    bool done = false;

    snprintf(path, sizeof path, "%s/front.writ", folder);
    snprintf(group, sizeof group, "%s, %lu statements",
             generation->shape == SHAPE_RANDOM ? "random" : "realistic",
             (unsigned long)generation->statements);
    generate_policy(generation, &text);
    if (generate_file(path, &text) && measure(path, &text, &rounds)) {
        tell(figures, group, text.length, &rounds);
        done = true;
    }
    text_destroy(&text);
    return done;
}

int main(int argc, char **argv)
{
    static const struct generation generations[] = {
        { SHAPE_REALISTIC, 1000, 1 },
        { SHAPE_REALISTIC, 10000, 1 },
        { SHAPE_RANDOM, 10000, 1 },
    };
    struct figures figures = figures_create(
        "front", "Reading a policy, beside a bare scan of its text");
    int status = argc == 2 ? 0 : 2;

    for (size_t i = 0;
         status == 0 && i < sizeof generations / sizeof *generations; i++) {
        if (!measure_policy(&figures, argv[1], &generations[i])) {
            status = 1;
        }
    }
    if (status == 0) {
        figures_print(&figures);
        status = figures_write(&figures, argv[1]) ? 0 : 2;
    }
    figures_destroy(&figures);
    return status;
}
