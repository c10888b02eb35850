#include "dense.h"

#include "base/arena.h"
#include "subject.h"

/* --- the universe ---------------------------------------------------------- */

static bool selects(const struct box *box, int dimension, uint16_t term)
{
    return box->select[dimension] == NULL ||
           bits_has(box->select[dimension], term);
}

/* Whether no rule tells the two apart. */
static bool alike(const struct rules *rules, int dimension, uint16_t a,
                  uint16_t b)
{
    for (size_t i = 0; i < rules->count; i++) {
        const struct box *box = rules->items[i].box;
        if (selects(box, dimension, a) != selects(box, dimension, b)) {
            return false;
        }
    }
    return true;
}

static bool is_known(const struct rules *rules, const struct universe *universe,
                     int dimension, uint16_t term)
{
    for (size_t i = 0; i < universe->count[dimension]; i++) {
        if (alike(rules, dimension, universe->terms[dimension][i], term)) {
            return true;
        }
    }
    return false;
}

struct universe universe_create(const struct rules *rules)
{
    struct universe universe = { .facts = 0 };
    uint64_t bits = 0;
    for (int d = 0; d < DIMENSION_COUNT; d++) {
        const struct terms *terms = &rules->policy->terms[dimension_space[d]];
        bool sorts = d == DIMENSION_REGION || d == DIMENSION_PARTY ||
                     d == DIMENSION_SUBJECT;
        size_t size = terms->count * sizeof(uint16_t);
        universe.terms[d] = arena_allocate(rules->arena, size);
        universe.place[d] = arena_allocate(rules->arena, size);
        for (size_t i = 0; i < terms->count; i++) {
            uint16_t term = (uint16_t)i;
            if (terms->items[i]->child_count == 0 &&
                !(sorts && is_known(rules, &universe, d, term))) {
                universe.place[d][i] = (uint16_t)universe.count[d];
                universe.terms[d][universe.count[d]++] = term;
            }
        }
    }
    for (size_t i = 0; i < rules->policy->terms[KIND_CONDITION].count; i++) {
        bits |= rules->bit_of[i];
    }
    while (bits >> universe.facts != 0) {
        universe.facts++;
    }
    return universe;
}

/* --- the table ------------------------------------------------------------- */

static size_t words_of(const struct universe *universe)
{
    return universe->facts > 6 ? (size_t)1 << (universe->facts - 6) : 1;
}

/* Every set of facts at one point. */
static void fill(const struct universe *universe, const struct subject *subject,
                 struct ask *ask, uint64_t *words)
{
    for (uint64_t facts = 0; facts >> universe->facts == 0; facts++) {
        ask->facts = facts;
        uint64_t allowed = subject->verdict(ask) == VERDICT_ALLOW;
        words[facts >> 6] |= allowed << (facts & 63);
    }
}

struct dense dense_create(const struct rules *rules,
                          const struct universe *universe,
                          const struct subject *subject)
{
    struct dense dense = { .cells = NULL };
    size_t points = 1;
    for (int d = DIMENSION_COUNT; d-- > 0;) {
        dense.stride[d] = (uint32_t)(points * words_of(universe));
        points *= universe->count[d];
    }
    dense.bytes = points * words_of(universe) * sizeof *dense.cells;
    dense.cells = arena_allocate(rules->arena, dense.bytes);
    for (size_t i = 0; i < points; i++) {
        struct ask ask = { .facts = 0 };
        size_t rest = i;
        for (int d = DIMENSION_COUNT; d-- > 0;) {
            ask.at[d] = universe->terms[d][rest % universe->count[d]];
            rest /= universe->count[d];
        }
        fill(universe, subject, &ask, dense.cells + i * words_of(universe));
    }
    return dense;
}

struct ask dense_ask(const struct universe *universe, const struct ask *ask)
{
    struct ask same = { .facts = ask->facts };
    for (int d = 0; d < DIMENSION_COUNT; d++) {
        same.at[d] = universe->place[d][ask->at[d]];
    }
    return same;
}

uint64_t dense_allows(const struct dense *dense, const struct ask *ask)
{
    const uint32_t *stride = dense->stride;
    size_t at = ask->at[0] * stride[0] + ask->at[1] * stride[1] +
                ask->at[2] * stride[2] + ask->at[3] * stride[3] +
                ask->at[4] * stride[4] + ask->at[5] * stride[5] +
                ask->at[6] * stride[6] + (size_t)(ask->facts >> 6);
    return dense->cells[at] >> (ask->facts & 63) & 1;
}
