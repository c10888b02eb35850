/* What is in a digest: a line for each thing that a policy, or a statement,
 * says, each with the hash of where it says so. */

#include "diagram/digest.h"

#include "base/arena.h"
#include "diagram/duty.h"
#include "diagram/hashing.h"
#include "diagram/naming.h"

#include <stdlib.h>
#include <string.h>

static int by_string(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* --- what the values mean --------------------------------------------- */

static const char *verdict_text(struct analysis *analysis, uint32_t value)
{
    const struct terms *measures = &analysis->policy->terms[KIND_MEASURE];
    const struct outcome *outcome = &analysis->outcomes[value];
    const char **names =
        arena_array(analysis->arena, measures->count, sizeof *names);
    size_t count = 0;
    for (size_t n = 0; outcome->measures != NULL && n < measures->count; n++) {
        if (bits_has(outcome->measures, n)) {
            names[count++] = measures->items[n]->path;
        }
    }
    qsort((void *)names, count, sizeof *names, by_string);
    const char *text = verdict_name[outcome->verdict];
    for (size_t i = 0; i < count; i++) {
        text = arena_print(analysis->arena, "%s %s", text, names[i]);
    }
    return text;
}

static const char *keeping_text(struct analysis *analysis, uint32_t value)
{
    const struct keeping *keeping = &analysis->keepings[value];
    return arena_print(analysis->arena, "%llu %llu %s",
                       (unsigned long long)keeping->at_least,
                       (unsigned long long)keeping->up_to,
                       keeping->method != NULL ? keeping->method->path : "");
}

static const char *set_text(struct analysis *analysis, uint32_t value)
{
    (void)analysis;
    return value != 0 ? "yes" : "no";
}

/* Values without the statements behind them. */
static uint32_t plain_outcome(void *context, uint32_t value)
{
    struct analysis *analysis = context;
    struct outcome plain = { .verdict = analysis->outcomes[value].verdict,
                             .statement = SIZE_MAX,
                             .measures = analysis->outcomes[value].measures };
    if (plain.measures != NULL && bits_empty(plain.measures)) {
        plain.measures = NULL;
    }
    return analysis_outcome(analysis, &plain);
}

static uint32_t plain_keeping(void *context, uint32_t value)
{
    struct analysis *analysis = context;
    struct keeping plain = analysis->keepings[value];
    plain.at_least_statement = SIZE_MAX;
    plain.up_to_statement = SIZE_MAX;
    plain.method_statement = SIZE_MAX;
    return analysis_keeping(analysis, &plain);
}

static uint32_t plain_right(void *context, uint32_t value)
{
    (void)context;
    return value != 0;
}

/* --- deadlines -------------------------------------------------------- */

/* A time of a duty or of an answer to a right, and where it holds. */
struct deadline {
    const char *clock; /* everything but the duration */
    uint64_t seconds, slack;
    uint32_t set;
};

static int by_deadline(const void *a, const void *b)
{
    const struct deadline *left = a;
    const struct deadline *right = b;
    int order = strcmp(left->clock, right->clock);
    if (order != 0) {
        return order;
    }
    return left->slack < right->slack ? -1 : left->slack > right->slack;
}

static const char *clock_text(struct analysis *analysis,
                              const struct statement *statement,
                              const struct time *time)
{
    static const char *const kind[] = { "within", "up to", "at least", "every",
                                        "before", "on",    "promptly" };
    struct bits *events =
        bits_create(analysis->arena, analysis->policy->terms[KIND_EVENT].count);
    for (size_t i = 0; i < time->event_count; i++) {
        bits_add(events, time->events[i]->number);
    }
    struct compound compound = { .choice = time->choice, .events = events };
    return arena_print(
        analysis->arena, "%s %s %s",
        statement->kind == STATEMENT_RIGHT ? "right" : "duty", kind[time->kind],
        time->choice == EVENT_ONE && time->event_count > 0
            ? time->events[0]->path
        : time->event_count > 0 ? naming_clock(analysis, &compound)
                                : "");
}

static uint32_t deadline_set(struct analysis *analysis,
                             const struct statement *statement)
{
    uint32_t set = analysis->strong[statement->index][0];
    if (statement->kind == STATEMENT_RIGHT) {
        uint32_t rights =
            diagram_select(analysis->diagrams, LEVEL_RIGHT,
                           statement->right_set, SET_ALL, SET_EMPTY);
        set = diagram_combine(analysis->diagrams, &set_and, set, rights);
    }
    return set;
}

static struct deadline *list_deadlines(struct analysis *analysis, size_t *count)
{
    const struct policy *policy = analysis->policy;
    struct deadline *list = NULL;
    *count = 0;
    for (size_t i = 0; i < policy->statement_count; i++) {
        const struct statement *statement = policy->statements[i];
        for (size_t t = 0; t < statement->time_count; t++) {
            const struct time *time = &statement->times[t];
            if (time->kind == TIME_UP_TO || time->kind == TIME_AT_LEAST) {
                continue;
            }
            list = arena_extend(analysis->arena, list, *count, sizeof *list);
            list[(*count)++] =
                (struct deadline){ clock_text(analysis, statement, time),
                                   time->seconds, time_slack(time),
                                   deadline_set(analysis, statement) };
        }
    }
    if (*count > 0) {
        qsort(list, *count, sizeof *list, by_deadline);
    }
    return list;
}

/* A deadline counts where none of the same clock is stricter. */
static void put_deadlines(struct analysis *analysis, struct hashing *hashing,
                          struct text *text)
{
    struct diagrams *diagrams = analysis->diagrams;
    size_t count;
    struct deadline *list = list_deadlines(analysis, &count);
    for (size_t i = 0; i < count;) {
        const char *clock = list[i].clock;
        uint32_t stricter = SET_EMPTY;
        while (i < count && strcmp(list[i].clock, clock) == 0) {
            uint64_t seconds = list[i].seconds;
            uint32_t set = SET_EMPTY;
            for (; i < count && strcmp(list[i].clock, clock) == 0 &&
                   list[i].seconds == seconds;
                 i++) {
                set = diagram_combine(diagrams, &set_or, set, list[i].set);
            }
            set = diagram_combine(diagrams, &set_minus, set, stricter);
            stricter = diagram_combine(diagrams, &set_or, stricter, set);
            if (set != SET_EMPTY) {
                text_print(text, "%llu ", (unsigned long long)seconds);
                hashing_put(hashing, text,
                            &(struct hashed){ clock, set, set_text });
            }
        }
    }
}

/* --- the whole -------------------------------------------------------- */

const char *analysis_digest(struct analysis *analysis)
{
    struct diagrams *diagrams = analysis->diagrams;
    struct hashing *hashing = hashing_create(analysis);
    struct text text = { NULL, 0, 0 };
    const struct hashed lines[] = {
        { "verdict",
          diagram_map(diagrams, analysis->verdict, plain_outcome, analysis),
          verdict_text },
        { "keeping",
          diagram_map(diagrams, analysis->keeping, plain_keeping, analysis),
          keeping_text },
        { "rights",
          diagram_map(diagrams, analysis->rights, plain_right, analysis),
          set_text },
    };
    const struct hashed duties = { "duties", analysis_obliged(analysis),
                                   set_text };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        hashing_put(hashing, &text, &lines[i]);
    }
    if (duties.node != SET_EMPTY) {
        hashing_put(hashing, &text, &duties);
    }
    put_deadlines(analysis, hashing, &text);
    hashing_destroy(hashing);
    const char *digest = hash_digest(analysis->arena, text.bytes, text.length);
    text_destroy(&text);
    return diagrams_exhausted(diagrams) ? NULL : digest;
}

/* --- one statement ---------------------------------------------------- */

static void put_terms(struct analysis *analysis, struct text *text,
                      const char *title, const struct term_list *list)
{
    const char **paths =
        arena_array(analysis->arena, list->count + 1, sizeof *paths);
    for (size_t i = 0; i < list->count; i++) {
        paths[i] = list->items[i]->path;
    }
    if (list->count > 0) {
        qsort((void *)paths, list->count, sizeof *paths, by_string);
    }
    for (size_t i = 0; i < list->count; i++) {
        text_print(text, "%s %s\n", title, paths[i]);
    }
}

/* Where a statement permits (or grants a right), forbids, and says the opposite
 * of itself. */
enum extent { EXTENT_PERMITS, EXTENT_FORBIDS, EXTENT_WEAKLY, EXTENT_COUNT };

static void find_extents(struct analysis *analysis,
                         const struct statement *statement,
                         uint32_t extents[EXTENT_COUNT])
{
    struct diagrams *diagrams = analysis->diagrams;
    size_t index = statement->index;
    for (int i = 0; i < EXTENT_COUNT; i++) {
        extents[i] = SET_EMPTY;
    }
    for (size_t i = 0; i < statement->box_count; i++) {
        int which =
            statement->boxes[i].permits ? EXTENT_PERMITS : EXTENT_FORBIDS;
        extents[which] = diagram_combine(diagrams, &set_or, extents[which],
                                         analysis->strong[index][i]);
        extents[EXTENT_WEAKLY] =
            diagram_combine(diagrams, &set_or, extents[EXTENT_WEAKLY],
                            analysis->weak[index][i]);
    }
    if (statement->kind == STATEMENT_RIGHT) {
        extents[EXTENT_PERMITS] = deadline_set(analysis, statement);
    }
}

static void put_times(struct analysis *analysis, struct text *text,
                      const struct statement *statement)
{
    size_t count = statement->time_count;
    struct deadline *list =
        arena_array(analysis->arena, count + 1, sizeof *list);
    for (size_t i = 0; i < count; i++) {
        const struct time *time = &statement->times[i];
        list[i].clock = clock_text(analysis, statement, time);
        list[i].seconds = time->seconds;
    }
    if (count > 0) {
        qsort(list, count, sizeof *list, by_deadline);
    }
    for (size_t i = 0; i < count; i++) {
        text_print(text, "%llu %s\n", (unsigned long long)list[i].seconds,
                   list[i].clock);
    }
}

static const char *digest_rule(struct analysis *analysis,
                               struct hashing *hashing,
                               const struct statement *statement)
{
    static const char *const titles[] = { "permits", "forbids", "weakly" };
    static const char *const modality[] = {
        [MODALITY_MAY] = "may",
        [MODALITY_MUST] = "must",
        [MODALITY_MUST_NOT] = "must not",
        [MODALITY_NEVER] = "never",
    };
    struct text text = { NULL, 0, 0 };
    uint32_t extents[EXTENT_COUNT];
    find_extents(analysis, statement, extents);
    text_print(&text, "%s\n",
               statement->kind == STATEMENT_RULE ? modality[statement->modality]
               : statement->kind == STATEMENT_RIGHT ? "right"
                                                    : "deem");
    for (int i = 0; i < EXTENT_COUNT; i++) {
        hashing_put(hashing, &text,
                    &(struct hashed){ titles[i], extents[i], set_text });
    }
    put_times(analysis, &text, statement);
    put_terms(analysis, &text, "with", &statement->measures);
    put_terms(analysis, &text, "by", &statement->methods);
    put_terms(analysis, &text, "under", &statement->bases);
    if (statement->kind == STATEMENT_DEEM) {
        text_print(&text, "deem %s on %s\n", statement->deemed->path,
                   statement->deemed_on->path);
    }
    const char *digest = hash_digest(analysis->arena, text.bytes, text.length);
    text_destroy(&text);
    return digest;
}

bool analysis_rule_digests(struct analysis *analysis,
                           const struct statement *const *statements,
                           size_t count, const char **digests)
{
    struct hashing *hashing = hashing_create(analysis);
    for (size_t i = 0; i < count; i++) {
        digests[i] = digest_rule(analysis, hashing, statements[i]);
    }
    hashing_destroy(hashing);
    return !diagrams_exhausted(analysis->diagrams);
}
