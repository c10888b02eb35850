/* What the terminals of the verdict diagram stand for. */

#include "diagram/outcome.h"

#include "base/arena.h"
#include "diagram/intern.h"

#include <string.h>

const struct outcome outcome_silence = { .verdict = VERDICT_SILENT,
                                         .statement = SIZE_MAX };

/* What tells outcomes apart, as bytes; the words of the measures follow. */
struct key {
    uint64_t statement;
    uint64_t flags;
    uint64_t measures[];
};

uint32_t analysis_outcome(struct analysis *analysis,
                          const struct outcome *outcome)
{
    const struct bits *measures = outcome->measures;
    size_t words = measures != NULL ? (measures->size + 63) / 64 : 0;
    size_t length = sizeof(struct key) + words * sizeof(uint64_t);
    uint64_t room[32];
    struct key *key = length <= sizeof room
                          ? (void *)room
                          : arena_allocate(analysis->arena, length);
    key->statement = outcome->statement;
    key->flags = (uint64_t)outcome->verdict << 2 |
                 (uint64_t)outcome->strong << 1 | (uint64_t)outcome->absolute;
    if (words > 0) {
        memcpy(key->measures, measures->word, words * sizeof(uint64_t));
    }
    bool added;
    uint32_t number =
        interner_number(analysis->outcome_numbers, key, length, &added);
    if (added) {
        analysis->outcomes =
            arena_extend(analysis->arena, analysis->outcomes,
                         analysis->outcome_count, sizeof *analysis->outcomes);
        analysis->outcomes[analysis->outcome_count++] = *outcome;
        diagrams_charge(analysis->diagrams);
    }
    return number;
}

struct outcome outcome_of(const struct statement *statement,
                          const struct box *box, bool strongly)
{
    bool permits = box->permits == strongly;
    return (struct outcome){
        .verdict = permits ? VERDICT_ALLOW : VERDICT_DENY,
        .strong = strongly,
        .absolute = strongly && statement->modality == MODALITY_NEVER,
        .statement = statement->index,
        .measures = permits ? statement->measure_set : NULL,
    };
}

static uint32_t value_to(void *context, uint32_t value)
{
    return value == 0 ? 0 : *(uint32_t *)context;
}

uint32_t set_to(struct analysis *analysis, uint32_t set, uint32_t value)
{
    return value == 1 ? set
                      : diagram_map(analysis->diagrams, set, value_to, &value);
}

uint32_t outcome_over(struct analysis *analysis, uint32_t set,
                      const struct outcome *outcome)
{
    return set == SET_EMPTY
               ? SET_EMPTY
               : set_to(analysis, set, analysis_outcome(analysis, outcome));
}

/* The step of the definition that decides, later steps lower; 0 for silence. */
static int step(const struct outcome *outcome)
{
    if (outcome->verdict == VERDICT_SILENT) {
        return 0;
    }
    if (outcome->absolute) {
        return 5;
    }
    return (outcome->strong ? 3 : 1) + (outcome->verdict == VERDICT_DENY);
}

/* Where both give measures the union is made in the analysis' scratch, since
 * nearly always it is known already. */
static const struct bits *join(struct analysis *analysis, const struct bits *a,
                               const struct bits *b)
{
    if (a == NULL || b == NULL) {
        return a != NULL ? a : b;
    }
    if (analysis->scratch == NULL) {
        analysis->scratch = bits_create(analysis->arena, a->size);
    }
    bits_unite(analysis->scratch, a);
    bits_intersect(analysis->scratch, a); /* now it is a */
    bits_unite(analysis->scratch, b);
    return analysis->scratch;
}

static uint32_t value_merge(void *context, uint32_t a, uint32_t b)
{
    struct analysis *analysis = context;
    struct outcome left = analysis->outcomes[a];
    const struct outcome *right = &analysis->outcomes[b];
    int step_left = step(&left);
    int step_right = step(right);
    if (a == b || step_left != step_right) {
        return step_left >= step_right ? a : b;
    }
    struct outcome merged = left;
    if (right->statement < merged.statement) {
        merged.statement = right->statement;
    }
    merged.measures = join(analysis, left.measures, right->measures);
    uint32_t number = analysis_outcome(analysis, &merged);
    if (analysis->outcomes[number].measures == analysis->scratch) {
        analysis->outcomes[number].measures =
            analysis->scratch != NULL
                ? bits_copy(analysis->arena, analysis->scratch)
                : NULL;
    }
    return number;
}

static bool shortcut_merge(void *context, uint32_t a, uint32_t b,
                           uint32_t *result)
{
    (void)context;
    if (a != SET_EMPTY && b != SET_EMPTY && a != b) {
        return false;
    }
    *result = a == SET_EMPTY ? b : a;
    return true;
}

uint32_t outcome_merge(struct analysis *analysis, const uint32_t *items,
                       size_t count)
{
    struct operation merge = { value_merge, shortcut_merge, analysis,
                               true,        NOTHING_KEEPS,  NOTHING_KEEPS };
    return diagram_combine_all(analysis->diagrams, &merge, items, count,
                               SET_EMPTY);
}
