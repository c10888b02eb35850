/* The child measures and hands its figures back through a pipe; the parent
 * learns of the peak from the kernel when the child has ended. */

#define _DEFAULT_SOURCE /* wait4 */

#include "measure.h"

#include "figures.h"

#include "check/catalogue.h"
#include "check/silence.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

static void note_slow(struct measured *measured, const char *slug,
                      double seconds)
{
    size_t at = SLOWEST;

    while (at > 0 && measured->slowest[at - 1].seconds < seconds) {
        at--;
    }
    if (at == SLOWEST) {
        return;
    }
    for (size_t i = SLOWEST - 1; i > at; i--) {
        measured->slowest[i] = measured->slowest[i - 1];
    }
    measured->slowest[at].seconds = seconds;
    snprintf(measured->slowest[at].slug, SLUG_SIZE, "%s", slug);
}

/* As catalogue_run, with a clock. */
static void run_checks(struct compilation *compilation,
                       struct measured *measured)
{
    for (size_t i = 0; catalogue[i] != NULL; i++) {
        if (catalogue[i]->run != NULL) {
            double start = figures_now();

            catalogue[i]->run(compilation);
            note_slow(measured, catalogue[i]->slug, figures_now() - start);
        }
    }
    silence_findings(compilation);
    finding_sort(&compilation->findings);
}

/* The finding in one line, with the statements that it names. */
static void note_finding(const struct finding *finding, char *note)
{
    struct text text = { 0 };

    text_print(&text, "%s: %s", finding->rule->slug, finding->message);
    for (size_t i = 0; i < finding->related_count; i++) {
        const char *name = finding->related[i].statement;

        text_print(&text, "%s %s", i == 0 ? ";" : ",",
                   name != NULL ? name : "?");
    }
    snprintf(note, NOTE_SIZE, "%s", text_string(&text));
    text_destroy(&text);
}

static void note_error(const struct compilation *compilation,
                       struct measured *measured)
{
    const struct findings *findings = &compilation->findings;

    for (size_t i = 0; i < findings->count && !measured->refused; i++) {
        const struct finding *finding = &findings->items[i];

        measured->refused = finding->rule == &rule_limit;
        if (measured->refused || (measured->note[0] == '\0' &&
                                  finding->rule->severity == SEVERITY_ERROR)) {
            note_finding(finding, measured->note);
        }
    }
}

/* The steps of compilation_run, one by one. */
static void run_steps(struct compilation *compilation, const char *path,
                      struct measured *measured)
{
    const char *error = NULL;
    double start = figures_now();

    if (!compilation_run(compilation, &path, 1, DEPTH_TREE, &error)) {
        snprintf(measured->note, NOTE_SIZE, "%s", error);
        return;
    }
    measured->tree = figures_now() - start;
    start = figures_now();
    compilation->policy =
        policy_resolve(&compilation->reading, &compilation->program);
    measured->model = figures_now() - start;
    if (compilation->policy == NULL) {
        return;
    }
    start = figures_now();
    compilation->analysis = analysis_create(
        compilation->arena, compilation->policy, compilation->budget);
    measured->analysis = figures_now() - start;
    start = figures_now();
    run_checks(compilation, measured);
    measured->checks = figures_now() - start;
    start = figures_now();
    compilation_digest(compilation);
    measured->digest = figures_now() - start;
    measured->whole = measured->tree + measured->model + measured->analysis +
                      measured->checks + measured->digest;
}

static void run_whole(struct compilation *compilation, const char *path,
                      struct measured *measured)
{
    const char *error = NULL;
    double start = figures_now();

    if (!compilation_run(compilation, &path, 1, DEPTH_CHECKED, &error)) {
        snprintf(measured->note, NOTE_SIZE, "%s", error);
    } else if (compilation->analysis != NULL &&
               finding_count(&compilation->findings, SEVERITY_ERROR) == 0) {
        compilation_digest(compilation);
    }
    measured->whole = figures_now() - start;
}

/* What is measured: steps one by one, or the whole with systems. */
struct job {
    const char *path;
    const char *systems; /* NULL: none */
    bool whole;
};

static _Noreturn void work(const struct job *job, unsigned seconds, int out)
{
    struct compilation *compilation = compilation_create();
    struct measured measured = { 0 };

    alarm(seconds);
    if (job->systems != NULL) {
        compilation->systems = &job->systems;
        compilation->systems_count = 1;
    }
    if (job->whole) {
        run_whole(compilation, job->path, &measured);
    } else {
        run_steps(compilation, job->path, &measured);
    }
    measured.findings = compilation->findings.count;
    note_error(compilation, &measured);
    if (compilation->analysis != NULL) {
        struct diagrams *diagrams = compilation->analysis->diagrams;

        measured.nodes = diagrams_node_count(diagrams);
        measured.refused = measured.refused || diagrams_exhausted(diagrams);
    }
    measured.done = true;
    bool written =
        write(out, &measured, sizeof measured) == (ssize_t)sizeof measured;

    _Exit(written ? 0 : 1);
}

static struct measured measure(const struct job *job, unsigned seconds)
{
    struct measured measured = { 0 };
    struct rusage usage;
    int ends[2];

    fflush(stdout);
    if (pipe(ends) != 0) {
        return measured;
    }
    pid_t child = fork();

    if (child == 0) {
        close(ends[0]);
        work(job, seconds, ends[1]);
    }
    close(ends[1]);
    if (child < 0 ||
        read(ends[0], &measured, sizeof measured) != (ssize_t)sizeof measured) {
        measured = (struct measured){ .done = false };
    }
    close(ends[0]);
    if (child > 0 && wait4(child, NULL, 0, &usage) == child) {
        measured.peak = (size_t)usage.ru_maxrss * 1024;
    }
    return measured;
}

struct measured measure_steps(const char *path, unsigned seconds)
{
    return measure(&(struct job){ .path = path }, seconds);
}

struct measured measure_whole(const char *path, const char *systems,
                              unsigned seconds)
{
    return measure(
        &(struct job){ .path = path, .systems = systems, .whole = true },
        seconds);
}
