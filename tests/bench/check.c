/* check FOLDER: what a check costs, step by step, in time and memory, beside
 * the goals of checks.md; how both grow with the policy; and what a large
 * inventory of flows adds. Each check runs in a process of its own, several
 * times, and a figure is the median. */

#include "figures.h"
#include "generate.h"
#include "measure.h"

#include <stdio.h>

enum { MOST_ROUNDS = 7, PATIENCE = 120, FLOWS = 1000000 };

/* A policy on the disk, and what was measured of it. */
struct subject {
    struct generation generation;
    size_t bytes;
    struct measured measured;
};

static const char *shape_name(enum shape shape)
{
    return shape == SHAPE_RANDOM ? "random" : "realistic";
}

/* The median of each step by itself. */
static struct measured median_of(const struct measured *rounds, size_t count)
{
    struct measured median = rounds[count - 1];
    double values[MOST_ROUNDS];
    const struct {
        double *to;
        size_t offset;
    } steps[] = {
        { &median.tree, offsetof(struct measured, tree) },
        { &median.model, offsetof(struct measured, model) },
        { &median.analysis, offsetof(struct measured, analysis) },
        { &median.checks, offsetof(struct measured, checks) },
        { &median.digest, offsetof(struct measured, digest) },
        { &median.whole, offsetof(struct measured, whole) },
    };

    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        for (size_t round = 0; round < count; round++) {
            values[round] =
                *(const double *)(const void *)((const char *)&rounds[round] +
                                                steps[i].offset);
        }
        *steps[i].to = figures_median(values, count);
    }
    return median;
}

/* What takes long is measured less often. */
static bool measure(struct subject *subject, const char *folder)
{
    struct measured rounds[MOST_ROUNDS];
    struct text text = { 0 };
    char path[4096];
    size_t count = 0;
    double spent = 0;

    snprintf(path, sizeof path, "%s/check.writ", folder);
    generate_policy(&subject->generation, &text);
    subject->bytes = text.length;
    bool done = generate_file(path, &text);

    text_destroy(&text);
    while (done && count < MOST_ROUNDS && spent < 10) {
        rounds[count] = measure_steps(path, PATIENCE);
        done = rounds[count].done;
        spent += rounds[count++].whole;
    }
    if (!done || rounds[0].whole <= 0) {
        fprintf(stderr, "check: no figures for %s: %s\n", path,
                count > 0 ? rounds[count - 1].note : "it cannot be written");
        return false;
    }
    subject->measured = median_of(rounds, count);
    return true;
}

static void name_group(const struct subject *subject, char *group, size_t size)
{
    snprintf(group, size, "%s, %lu statements",
             shape_name(subject->generation.shape),
             (unsigned long)subject->generation.statements);
}

static void tell(struct figures *figures, const struct subject *subject,
                 double goal)
{
    const struct measured *measured = &subject->measured;
    const struct {
        const char *name;
        double seconds;
    } steps[] = {
        { "tree", measured->tree },         { "model", measured->model },
        { "analysis", measured->analysis }, { "checks", measured->checks },
        { "digest", measured->digest },     { "whole", measured->whole },
    };
    char group[64];

    name_group(subject, group, sizeof group);
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        figures_add(figures, group, steps[i].name, steps[i].seconds * 1e3,
                    "ms");
    }
    figures_add(figures, group, "goal", goal * 1e3, "ms");
    double peak = (double)measured->peak / (1024 * 1024);
    double multiple = (double)measured->peak / (double)subject->bytes;

    figures_add(figures, group, "peak", peak, "MiB");
    figures_add(figures, group, "of the source", multiple, "x");
    figures_add(figures, group, "nodes", (double)measured->nodes, "");
    figures_add(figures, group, "findings", (double)measured->findings, "");
    figures_add_word(figures, group, "outcome",
                     measured->refused ? "refused" : "decided");
    for (size_t i = 0; i < SLOWEST; i++) {
        const struct slow *slow = &measured->slowest[i];
        char row[128];

        if (slow->seconds > measured->whole / 20) {
            snprintf(row, sizeof row, "%s, in %s", group, slow->slug);
            figures_add(figures, row, "time", slow->seconds * 1e3, "ms");
            figures_add(figures, row, "of the whole",
                        100 * slow->seconds / measured->whole, "%");
        }
    }
}

static bool tell_sizes(struct figures *figures, const char *folder)
{
    static const struct {
        struct generation generation;
        double goal; /* seconds; 0: none */
    } sizes[] = {
        { { SHAPE_REALISTIC, 20, 1 }, 0 },
        { { SHAPE_REALISTIC, 1000, 1 }, 0.05 },
        { { SHAPE_REALISTIC, 10000, 1 }, 2 },
        { { SHAPE_RANDOM, 20, 1 }, 0 },
        { { SHAPE_RANDOM, 1000, 1 }, 0.05 },
        { { SHAPE_RANDOM, 10000, 1 }, 2 },
    };

    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        struct subject subject = { .generation = sizes[i].generation };

        if (!measure(&subject, folder)) {
            return false;
        }
        tell(figures, &subject, sizes[i].goal);
    }
    return true;
}

/* How time and memory grow from N to 2N to 4N statements. */
static bool tell_growth(struct figures *figures, const char *folder,
                        enum shape shape)
{
    struct subject subjects[3];
    char group[64];

    for (size_t i = 0; i < 3; i++) {
        subjects[i].generation = (struct generation){ shape, 1000u << i, 2 };
        if (!measure(&subjects[i], folder)) {
            return false;
        }
    }
    snprintf(group, sizeof group, "growth, %s, from 1000 statements",
             shape_name(shape));
    for (size_t i = 1; i < 3; i++) {
        double time = subjects[i].measured.whole / subjects[0].measured.whole;
        double memory = (double)subjects[i].measured.peak /
                        (double)subjects[0].measured.peak;
        char name[64];

        snprintf(name, sizeof name, "time of %ux", 1u << i);
        figures_add(figures, group, name, time, "x");
        snprintf(name, sizeof name, "memory of %ux", 1u << i);
        figures_add(figures, group, name, memory, "x");
    }
    return true;
}

/* What an inventory adds to a check. */
static bool tell_flows(struct figures *figures, const char *folder)
{
    const struct generation generation = { SHAPE_REALISTIC, 1000, 1 };
    const char *group = "1000000 flows in JSON";
    char path[4096];
    char systems[4096];
    struct text policy = { 0 };
    struct text flows = { 0 };

    snprintf(path, sizeof path, "%s/check.writ", folder);
    snprintf(systems, sizeof systems, "%s/check.json.in", folder);
    generate_policy(&generation, &policy);
    generate_flows(&generation, FLOWS, &flows);
    bool done = generate_file(path, &policy) && generate_file(systems, &flows);
    double mega = (double)flows.length * 1e-6;

    text_destroy(&policy);
    text_destroy(&flows);
    if (!done) {
        return false;
    }
    struct measured without = measure_whole(path, NULL, PATIENCE);
    struct measured with = measure_whole(path, systems, PATIENCE);

    remove(systems);
    if (!with.done) {
        printf("%s: not done within %d seconds\n", group, PATIENCE);
        return true;
    }
    double more = with.whole - without.whole;

    figures_add(figures, group, "size", mega, "MB");
    figures_add(figures, group, "more than without", more, "s");
    figures_add(figures, group, "goal", 2, "s");
    figures_add(figures, group, "peak", (double)with.peak / (1024 * 1024),
                "MiB");
    return true;
}

int main(int argc, char **argv)
{
    struct figures figures = figures_create(
        "check", "A check, step by step; and what large inventories add");
    int status = 2;

    if (argc == 2 && tell_sizes(&figures, argv[1]) &&
        tell_growth(&figures, argv[1], SHAPE_REALISTIC) &&
        tell_growth(&figures, argv[1], SHAPE_RANDOM) &&
        tell_flows(&figures, argv[1])) {
        figures_print(&figures);
        status = figures_write(&figures, argv[1]) ? 0 : 2;
    }
    figures_destroy(&figures);
    return status;
}
