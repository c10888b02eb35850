/* decisions FOLDER [SCRIPT]: what a decision of the emitted C costs, and what the
 * tables do, beside a dense table of the same universe, a scan through the
 * rules, and, where there is a script that asks them, other engines. All answer
 * the same requests, all answers are held against each other first, and what is
 * compared is measured in turns: of many rounds the fastest counts, so that the
 * ratio holds on a busy machine. */

#include "dense.h"
#include "figures.h"
#include "peers.h"
#include "subject.h"
#include "vocabulary.h"

#include "check/compilation.h"
#include "emit/emit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FEW = 1 << 10, MOST = 1 << 16, ROUNDS = 40, PEER_REQUESTS = 512 };

extern const struct subject ai_pool_subject, generated_500_subject,
    generated_10000_subject;

/* One policy, all that answers about it, and what it is asked. */
struct bench {
    const struct subject *subject;
    struct compilation *compilation;
    struct rules rules;
    struct universe universe;
    struct dense dense;
    struct ask *asks;
    struct ask *dense_asks;
    enum verdict *verdicts;
    uint32_t *order;
    struct figures *figures;
};

/* --- requests -------------------------------------------------------------- */

/* A term that is asked about: within the box where there is one and that holds
 * any such term. */
static uint16_t draw_term(const struct universe *universe, int dimension,
                          const struct bits *select, uint64_t *dice)
{
    const uint16_t *terms = universe->terms[dimension];
    uint32_t count = (uint32_t)universe->count[dimension];
    uint32_t first = dice_throw(dice, count);
    for (uint32_t i = 0; select != NULL && i < count; i++) {
        uint16_t term = terms[(first + i) % count];
        if (bits_has(select, term)) {
            return term;
        }
    }
    return terms[first];
}

static uint64_t close_facts(const struct rules *rules, uint64_t facts)
{
    const struct terms *terms = &rules->policy->terms[KIND_CONDITION];
    uint64_t all = facts;
    for (size_t i = 0; i < terms->count; i++) {
        const struct bits *below = terms->items[i]->below;
        for (size_t k = bits_next(below, 0); k < below->size;
             k = bits_next(below, k + 1)) {
            if ((facts & rules->bit_of[k]) != 0) {
                all |= rules->bit_of[i];
            }
        }
    }
    return all;
}

/* Every other request lies where some rule speaks; half of the facts hold. */
static void draw(struct bench *bench)
{
    uint64_t dice = 1;
    for (size_t i = 0; i < MOST; i++) {
        struct ask *ask = &bench->asks[i];
        uint32_t rule = dice_throw(&dice, (uint32_t)bench->rules.count);
        const struct box *box = bench->rules.items[rule].box;
        for (int d = 0; d < DIMENSION_COUNT; d++) {
            ask->at[d] = draw_term(&bench->universe, d,
                                   i % 2 == 0 ? box->select[d] : NULL, &dice);
        }
        uint64_t facts = dice_throw(&dice, UINT32_C(1) << 31);
        ask->facts =
            close_facts(&bench->rules,
                        facts & ((UINT64_C(1) << bench->universe.facts) - 1));
        bench->order[i] = dice_throw(&dice, MOST);
        bench->dense_asks[i] = dense_ask(&bench->universe, ask);
    }
}

/* Tables, scan and dense table say the same of every request. */
static bool agree(struct bench *bench)
{
    size_t counts[3] = { 0 };
    for (size_t i = 0; i < MOST; i++) {
        enum verdict verdict = rules_scan(&bench->rules, &bench->asks[i]);
        bench->verdicts[i] = verdict;
        counts[verdict]++;
        if (bench->subject->verdict(&bench->asks[i]) != (unsigned)verdict ||
            dense_allows(&bench->dense, &bench->dense_asks[i]) !=
                (verdict == VERDICT_ALLOW)) {
            fprintf(stderr,
                    "decisions: %s: request %zu is answered in two "
                    "ways\n",
                    bench->subject->title, i);
            return false;
        }
    }
    if (counts[VERDICT_ALLOW] == 0 || counts[VERDICT_DENY] == 0) {
        fprintf(stderr, "decisions: %s: the requests ask too little\n",
                bench->subject->title);
        return false;
    }
    return true;
}

/* --- what is timed: each returns something of every decision --------------- */

/* Requests follow each other in memory, so that little but the decision is
 * timed. */

static uint64_t time_independent(const struct bench *bench, size_t count,
                                 size_t times)
{
    return bench->subject->independent(count, times);
}

static uint64_t time_batch(const struct bench *bench, size_t count,
                           size_t times)
{
    return bench->subject->batch(count, times);
}

static uint64_t time_dependent(const struct bench *bench, size_t count,
                               size_t times)
{
    return bench->subject->dependent(count, times);
}

static uint64_t time_dense(const struct bench *bench, size_t count,
                           size_t times)
{
    uint64_t sum = 0;
    for (size_t left = times, some = 0; left > 0; left -= some) {
        some = left < count ? left : count;
        for (size_t i = 0; i < some; i++) {
            sum += dense_allows(&bench->dense, &bench->dense_asks[i]);
        }
    }
    return sum;
}

static uint64_t time_dense_dependent(const struct bench *bench, size_t count,
                                     size_t times)
{
    uint64_t at = 0;
    for (size_t i = 0; i < times; i++) {
        at = (bench->order[i & (count - 1)] +
              dense_allows(&bench->dense, &bench->dense_asks[at])) &
             (count - 1);
    }
    return at;
}

static uint64_t time_scan(const struct bench *bench, size_t count, size_t times)
{
    uint64_t sum = 0;
    for (size_t left = times, some = 0; left > 0; left -= some) {
        some = left < count ? left : count;
        for (size_t i = 0; i < some; i++) {
            sum += rules_scan(&bench->rules, &bench->asks[i]);
        }
    }
    return sum;
}

typedef uint64_t timed(const struct bench *bench, size_t count, size_t times);

static double nanoseconds(timed *run, const struct bench *bench, size_t count,
                          size_t times)
{
    static volatile uint64_t sink;
    double start = figures_now();
    sink += run(bench, count, times);
    return (figures_now() - start) * 1e9 / (double)times;
}

/* The fastest of the rounds of each; a round of one takes about as long as one
 * of another. */
static void race(const struct bench *bench, timed *const runs[], double best[],
                 size_t racers, size_t count)
{
    size_t times[4];
    for (size_t i = 0; i < racers; i++) {
        times[i] = MOST * 2;
        best[i] = nanoseconds(runs[i], bench, count, FEW);
        while (times[i] > FEW && best[i] * (double)times[i] > 4e6) {
            times[i] /= 2;
        }
    }
    for (int round = 0; round < ROUNDS; round++) {
        for (size_t i = 0; i < racers; i++) {
            double now = nanoseconds(runs[i], bench, count, times[i]);
            best[i] = now < best[i] ? now : best[i];
        }
    }
}

/* --- what is told ---------------------------------------------------------- */

/* What the two took. */
static void tell_race(struct bench *bench, const char *how, timed *tables,
                      timed *dense, size_t count, double goal, double best[2])
{
    timed *const runs[] = { tables, dense };
    char group[128];
    race(bench, runs, best, 2, count);
    snprintf(group, sizeof group, "%s, %s of %s requests",
             bench->subject->title, how, count == FEW ? "1,024" : "65,536");
    figures_add(bench->figures, group, "tables", best[0], "ns");
    figures_add(bench->figures, group, "dense table", best[1], "ns");
    figures_add(bench->figures, group, "ratio", best[0] / best[1], "x");
    figures_add(bench->figures, group, "goal", goal, goal < 2 ? "x" : "ns");
}

/* Where no statement speaks tables may say so sooner: what is left without such
 * requests, of which `agree` has found some. */
static void tell_spoken(struct bench *bench)
{
    struct arena *arena = bench->compilation->arena;
    struct ask *asks = arena_array(arena, FEW, sizeof *asks);
    struct ask *dense_asks = arena_array(arena, FEW, sizeof *dense_asks);
    struct ask *all = bench->dense_asks;
    double best[2];
    for (size_t i = 0, at = 0; i < FEW; at = (at + 1) % MOST) {
        if (bench->verdicts[at] != VERDICT_SILENT) {
            asks[i] = bench->asks[at];
            dense_asks[i++] = all[at];
        }
    }
    bench->subject->set(asks, bench->order, FEW);
    bench->dense_asks = dense_asks;
    tell_race(bench, "one by one, none silent,", time_independent, time_dense,
              FEW, 0, best);
    bench->subject->set(bench->asks, bench->order, MOST);
    bench->dense_asks = all;
}

/* `best` gets what decisions one by one took, of few requests. */
static void tell_races(struct bench *bench, double independent,
                       double dependent, double best[2])
{
    static const size_t counts[] = { FEW, MOST };
    double other[2];
    for (size_t i = 0; i < 2; i++) {
        size_t count = counts[i];
        tell_race(bench, "one by one", time_independent, time_dense, count,
                  independent, i == 0 ? best : other);
        tell_race(bench, "in batches", time_batch, time_dense, count,
                  independent, other);
        tell_race(bench, "each hanging on the last", time_dependent,
                  time_dense_dependent, count, dependent, other);
    }
    tell_spoken(bench);
}

/* All that answers, and how many times longer than the tables it takes. */
static bool tell_engines(struct bench *bench, struct figures *engines,
                         const double tables[2], const char *folder,
                         const char *script)
{
    static timed *const scan[] = { time_scan };
    struct peer all[3 + PEERS] = { { "tables", tables[0], 0, 0 },
                                   { "dense table", tables[1], 0, 0 },
                                   { "scan in C", 0, 0, 0 } };
    char group[128];
    char path[4096];
    bool good = true;
    size_t count = 3;
    race(bench, scan, &all[2].nanoseconds, 1, FEW);
    if (script != NULL) {
        snprintf(path, sizeof path, "%s/%s.peers.json", folder,
                 bench->subject->name);
        count += peers_measure(&bench->rules, bench->asks, bench->verdicts,
                               PEER_REQUESTS, script, path, &all[3], &good);
    }
    snprintf(group, sizeof group, "%s, a decision", bench->subject->title);
    for (size_t i = 0; i < count; i++) {
        figures_add(engines, group, all[i].name, all[i].nanoseconds, "ns");
    }
    snprintf(group, sizeof group, "%s, times the tables",
             bench->subject->title);
    for (size_t i = 1; i < count; i++) {
        figures_add(engines, group, all[i].name, all[i].nanoseconds / tables[0],
                    "x");
    }
    snprintf(group, sizeof group, "%s, to load the policy",
             bench->subject->title);
    for (size_t i = 3; i < count; i++) {
        figures_add(engines, group, all[i].name, all[i].load, "ms");
    }
    snprintf(group, sizeof group, "%s, requests asked", bench->subject->title);
    for (size_t i = 3; i < count; i++) {
        figures_add(engines, group, all[i].name, (double)all[i].asked, "");
    }
    return good;
}

/* Nanoseconds to find a term by its name, over the names of all terms. */
static double time_names(const struct bench *bench)
{
    enum { NAMES = 1 << 12 };
    static const char *names[NAMES];
    static size_t lengths[NAMES];
    static int dimensions[NAMES];
    static volatile uint32_t sink;
    uint64_t dice = 1;
    double best = 1e9;
    for (size_t i = 0; i < NAMES; i++) {
        int d = 1 + (int)dice_throw(&dice, DIMENSION_COUNT - 1);
        const struct terms *terms =
            &bench->rules.policy->terms[dimension_space[d]];
        names[i] =
            terms->items[dice_throw(&dice, (uint32_t)terms->count)]->path;
        lengths[i] = strlen(names[i]);
        dimensions[i] = d;
    }
    for (int round = 0; round < ROUNDS; round++) {
        double start = figures_now();
        for (size_t i = 0; i < NAMES; i++) {
            sink +=
                bench->subject->from_name[dimensions[i]](names[i], lengths[i]);
        }
        double now = (figures_now() - start) * 1e9 / NAMES;
        best = now < best ? now : best;
    }
    return best;
}

/* Seconds to make the C from what has been analysed, and to verify it. */
static double time_tables(struct bench *bench)
{
    double values[3];
    for (size_t i = 0; i < 3; i++) {
        struct emission emission = {
            .analysis = bench->compilation->analysis,
            .digest = compilation_digest(bench->compilation),
        };
        struct bundle bundle = { .arena = bench->compilation->arena };
        const char *error = NULL;
        double start = figures_now();
        if (!emitter_find("c")->write(&emission, &bundle, &error)) {
            fprintf(stderr, "decisions: %s\n", error);
        }
        values[i] = figures_now() - start;
        bundle_destroy(&bundle);
    }
    return figures_median(values, 3);
}

static void tell_tables(struct bench *bench, double size_goal)
{
    char group[128];
    snprintf(group, sizeof group, "%s, what is made", bench->subject->title);
    figures_add(bench->figures, group, "tables", (double)bench->subject->bytes,
                "B");
    figures_add(bench->figures, group, "goal", size_goal, "B");
    figures_add(bench->figures, group, "dense table",
                (double)bench->dense.bytes, "B");
    figures_add(bench->figures, group, "made, verified",
                time_tables(bench) * 1e3, "ms");
    figures_add(bench->figures, group, "a name", time_names(bench), "ns");
    figures_add(bench->figures, group, "goal", 50, "ns");
}

/* --- the run --------------------------------------------------------------- */

static bool prepare(struct bench *bench)
{
    const char *path = bench->subject->path;
    const char *error = NULL;
    bench->compilation = compilation_create();
    if (!compilation_run(bench->compilation, &path, 1, DEPTH_CHECKED, &error) ||
        bench->compilation->analysis == NULL) {
        fprintf(stderr, "decisions: %s: %s\n", path,
                error != NULL ? error : "it has errors");
        return false;
    }
    struct arena *arena = bench->compilation->arena;
    bench->rules = rules_create(arena, bench->compilation->policy,
                                bench->subject->fact_from_name);
    bench->universe = universe_create(&bench->rules);
    bench->dense =
        dense_create(&bench->rules, &bench->universe, bench->subject);
    bench->asks = arena_allocate(arena, MOST * sizeof *bench->asks);
    bench->dense_asks = arena_allocate(arena, MOST * sizeof *bench->asks);
    bench->verdicts = arena_allocate(arena, MOST * sizeof *bench->verdicts);
    bench->order = arena_allocate(arena, MOST * sizeof *bench->order);
    draw(bench);
    bench->subject->set(bench->asks, bench->order, MOST);
    return agree(bench);
}

int main(int argc, char **argv)
{
    static const struct {
        const struct subject *subject;
        double independent, dependent; /* ns; below 2 a ratio; 0: no goal */
        double size;                   /* bytes */
    } goals[] = {
        { &ai_pool_subject, 1.5, 1.5, 0 },
        { &generated_500_subject, 0, 0, 64 * 1024 },
        { &generated_10000_subject, 5, 30, 2e6 },
    };
    enum { SUBJECTS = sizeof goals / sizeof *goals };
    const char *folder = argc > 1 ? argv[1] : ".";
    const char *script = argc > 2 ? argv[2] : NULL;
    struct figures figures = figures_create(
        "decisions", "A decision of the emitted C, beside a dense table");
    struct figures engines = figures_create(
        "engines", "The same decisions by others; every answer is equal");
    struct bench benches[SUBJECTS] = { 0 };
    double best[SUBJECTS][2];
    bool good = true;
    for (size_t i = 0; good && i < SUBJECTS; i++) {
        benches[i] =
            (struct bench){ .subject = goals[i].subject, .figures = &figures };
        good = prepare(&benches[i]);
    }
    for (size_t i = 0; good && i < SUBJECTS; i++) {
        tell_races(&benches[i], goals[i].independent, goals[i].dependent,
                   best[i]);
    }
    for (size_t i = 0; good && i < SUBJECTS; i++) {
        tell_tables(&benches[i], goals[i].size);
        good = tell_engines(&benches[i], &engines, best[i], folder, script);
    }
    figures_print(&figures);
    printf("\n");
    figures_print(&engines);
    good = good && figures_write(&figures, folder) &&
           figures_write(&engines, folder);
    for (size_t i = 0; i < SUBJECTS; i++) {
        compilation_destroy(benches[i].compilation);
    }
    figures_destroy(&engines);
    figures_destroy(&figures);
    return good ? 0 : 1;
}
