/* diff FOLDER: what a comparison costs where one statement changed, beside what
 * loading both policies costs; the goal is under twice that in all. And what it
 * costs where the two have nothing in common but their vocabulary. */

#include "figures.h"
#include "generate.h"

#include "check/compilation.h"
#include "diff/diff.h"

#include <stdio.h>
#include <string.h>

enum { ROUNDS = 5 };

/* Turns a permission in the middle of the text into a prohibition, one that
 * may be: without a time, a measure, or `only`. */
static bool change(struct text *text)
{
    static const char may[] = ": we may ";
    static const char *const never[] = { " up to ", " only ", " with ",
                                         " at least " };
    for (char *at = strstr(text->bytes + text->length / 2, may); at != NULL;
         at = strstr(at + 1, may)) {
        const char *stop = strstr(at, ".\n");
        bool plain = stop != NULL;
        for (size_t i = 0; i < sizeof never / sizeof *never; i++) {
            const char *found = strstr(at, never[i]);
            plain = plain && (found == NULL || found >= stop);
        }
        if (plain) {
            struct text changed = { 0 };
            text_add(&changed, text->bytes, (size_t)(at - text->bytes));
            text_put(&changed, ": we must not ");
            text_put(&changed, at + strlen(may));
            text_destroy(text);
            *text = changed;
            return true;
        }
    }
    return false;
}

static bool write_sides(const struct generation *generation, bool other,
                        char paths[SIDE_COUNT][4096])
{
    struct text text = { 0 };
    struct generation next = *generation;
    generate_policy(generation, &text);
    bool done = generate_file(paths[SIDE_OLD], &text);
    if (other) {
        next.seed++;
        text.length = 0;
        generate_policy(&next, &text);
    }
    done = done && (other || change(&text)) &&
           generate_file(paths[SIDE_NEW], &text);
    text_destroy(&text);
    return done;
}

struct costs {
    double load, diff, digests; /* seconds */
    size_t changes;
};

static bool run_once(char paths[SIDE_COUNT][4096], struct costs *costs)
{
    struct compilation *sides[SIDE_COUNT];
    double start = figures_now();
    bool done = true;
    for (size_t side = 0; side < SIDE_COUNT; side++) {
        const char *path = paths[side];
        const char *error = NULL;
        sides[side] = compilation_create();
        compilation_run(sides[side], &path, 1, DEPTH_DIAGRAM, &error);
        if (sides[side]->analysis == NULL) {
            fprintf(stderr, "diff: %s: %s\n", path,
                    error != NULL ? error
                    : sides[side]->findings.count > 0
                        ? sides[side]->findings.items[0].message
                        : "no analysis");
            done = false;
        }
    }
    costs->load = figures_now() - start;
    if (done) {
        start = figures_now();
        struct diff *diff = diff_create(sides[SIDE_OLD], sides[SIDE_NEW]);
        costs->diff = figures_now() - start;
        costs->changes = diff->count;
        diff_destroy(diff);
        start = figures_now();
        compilation_digest(sides[SIDE_OLD]);
        compilation_digest(sides[SIDE_NEW]);
        costs->digests = figures_now() - start;
    }
    compilation_destroy(sides[SIDE_OLD]);
    compilation_destroy(sides[SIDE_NEW]);
    return done;
}

static bool measure(struct figures *figures,
                    const struct generation *generation, bool other,
                    const char *folder)
{
    char paths[SIDE_COUNT][4096];
    char group[64];
    double values[3][ROUNDS];
    struct costs costs = { 0 };
    snprintf(paths[SIDE_OLD], sizeof paths[0], "%s/diff.old.writ", folder);
    snprintf(paths[SIDE_NEW], sizeof paths[0], "%s/diff.new.writ", folder);
    snprintf(group, sizeof group, "%s, %lu statements, %s",
             generation->shape == SHAPE_RANDOM ? "random" : "realistic",
             (unsigned long)generation->statements,
             other ? "another policy" : "one changed");
    if (!write_sides(generation, other, paths)) {
        return false;
    }
    for (size_t i = 0; i < ROUNDS; i++) {
        if (!run_once(paths, &costs)) {
            return false;
        }
        values[0][i] = costs.load;
        values[1][i] = costs.diff;
        values[2][i] = costs.digests;
    }
    double load = figures_median(values[0], ROUNDS);
    double diff = figures_median(values[1], ROUNDS);
    double digests = figures_median(values[2], ROUNDS);
    figures_add(figures, group, "load both", load * 1e3, "ms");
    figures_add(figures, group, "compare", diff * 1e3, "ms");
    figures_add(figures, group, "digests", digests * 1e3, "ms");
    figures_add(figures, group, "load and compare, to load",
                (load + diff) / load, "x");
    figures_add(figures, group, "goal", other ? 0 : 2, "x");
    figures_add(figures, group, "changes", (double)costs.changes, "");
    return true;
}

int main(int count, char **arguments)
{
    static const struct generation generations[] = {
        { SHAPE_REALISTIC, 1000, 1 },
        { SHAPE_REALISTIC, 10000, 1 },
        { SHAPE_RANDOM, 1000, 1 },
    };
    const char *folder = count > 1 ? arguments[1] : ".";
    struct figures figures =
        figures_create("diff", "Comparing two policies, beside loading them");
    bool done = true;
    for (size_t i = 0; i < sizeof generations / sizeof *generations; i++) {
        done = measure(&figures, &generations[i], false, folder) && done;
    }
    done = measure(&figures, &generations[0], true, folder) && done;
    figures_print(&figures);
    done = figures_write(&figures, folder) && done;
    figures_destroy(&figures);
    return done ? 0 : 1;
}
