/* Many statements have the same ends in a dimension, so those that are near are
 * found once for each pair of ends and dimension, and intersected for each
 * statement. Where there are too many pairs the ends are rounded outwards. */

#include "diagram/ends.h"

#include "base/arena.h"
#include "base/bits.h"

#include <stdlib.h>

enum { MOST_PAIRS = 2048 };

/* The statements with one pair of ends, rounded. */
struct pair {
    uint32_t first, last;
    size_t begin, end;       /* of them in `sorted` */
    const struct bits *near; /* statements; NULL: not looked for yet */
};

struct stretch {
    uint32_t first, last;
    uint32_t statement;
};

struct axis {
    struct stretch *sorted; /* by first, then last */
    struct pair *pairs;     /* in the same order */
    size_t pair_count;
    uint32_t *pair_of; /* by statement */
};

struct ends {
    struct arena *arena;
    size_t statement_count;
    struct axis dimensions[DIMENSION_COUNT];
    struct bits *near; /* what was handed out last */
};

/* Over all boxes; what one does not select is selected as a whole. */
static struct stretch find_stretch(const struct statement *statement, int d)
{
    struct stretch stretch = { UINT32_MAX, 0, (uint32_t)statement->index };
    for (size_t i = 0; i < statement->box_count; i++) {
        const struct bits *set = statement->boxes[i].select[d];
        uint32_t first = set == NULL ? 0 : (uint32_t)bits_next(set, 0);
        uint32_t last = set == NULL ? UINT32_MAX : (uint32_t)bits_last(set);
        stretch.first = first < stretch.first ? first : stretch.first;
        stretch.last = last > stretch.last ? last : stretch.last;
    }
    return stretch;
}

static int compare(const void *left, const void *right)
{
    const struct stretch *a = left;
    const struct stretch *b = right;
    if (a->first != b->first) {
        return a->first < b->first ? -1 : 1;
    }
    if (a->last != b->last) {
        return a->last < b->last ? -1 : 1;
    }
    return a->statement < b->statement ? -1 : a->statement > b->statement;
}

static size_t count_pairs(const struct stretch *sorted, size_t count)
{
    size_t pairs = 0;
    for (size_t i = 0; i < count; i++) {
        pairs += i == 0 || sorted[i].first != sorted[i - 1].first ||
                 sorted[i].last != sorted[i - 1].last;
    }
    return pairs;
}

static void sort_stretches(struct axis *axis, size_t count)
{
    struct stretch *sorted = axis->sorted;
    qsort(sorted, count, sizeof *sorted, compare);
    while (count_pairs(sorted, count) > MOST_PAIRS) {
        for (size_t i = 0; i < count; i++) {
            sorted[i].first /= 2;
            sorted[i].last /= 2;
        }
        qsort(sorted, count, sizeof *sorted, compare);
    }
}

static void find_pairs(struct arena *arena, struct axis *axis, size_t count)
{
    const struct stretch *sorted = axis->sorted;
    axis->pairs =
        arena_array(arena, count_pairs(sorted, count), sizeof *axis->pairs);
    for (size_t i = 0; i < count; i++) {
        if (i == 0 || sorted[i].first != sorted[i - 1].first ||
            sorted[i].last != sorted[i - 1].last) {
            axis->pairs[axis->pair_count++] = (struct pair){
                .first = sorted[i].first, .last = sorted[i].last, .begin = i
            };
        }
        struct pair *pair = &axis->pairs[axis->pair_count - 1];
        pair->end = i + 1;
        axis->pair_of[sorted[i].statement] = (uint32_t)(axis->pair_count - 1);
    }
}

struct ends *ends_create(struct arena *arena, const struct policy *policy)
{
    struct ends *ends = arena_allocate(arena, sizeof *ends);
    size_t count = policy->statement_count;
    ends->arena = arena;
    ends->statement_count = count;
    ends->near = bits_create(arena, count);
    for (int d = 0; d < DIMENSION_COUNT && count > 0; d++) {
        struct axis *axis = &ends->dimensions[d];
        axis->sorted = arena_array(arena, count, sizeof *axis->sorted);
        axis->pair_of = arena_array(arena, count, sizeof *axis->pair_of);
        for (size_t i = 0; i < count; i++) {
            axis->sorted[i] = find_stretch(policy->statements[i], d);
        }
        sort_stretches(axis, count);
        find_pairs(arena, axis, count);
    }
    return ends;
}

static const struct bits *find_near(const struct ends *ends,
                                    const struct axis *axis,
                                    const struct pair *pair)
{
    struct bits *near = bits_create(ends->arena, ends->statement_count);
    for (size_t i = 0;
         i < axis->pair_count && axis->pairs[i].first <= pair->last; i++) {
        const struct pair *other = &axis->pairs[i];
        for (size_t k = other->begin;
             other->last >= pair->first && k < other->end; k++) {
            uint32_t at = axis->sorted[k].statement;
            near->word[at / 64] |= UINT64_C(1) << at % 64;
        }
    }
    return near;
}

const struct bits *ends_near(struct ends *ends,
                             const struct statement *statement)
{
    bits_add_range(ends->near, 0, ends->statement_count);
    for (int d = 0; d < DIMENSION_COUNT; d++) {
        const struct axis *axis = &ends->dimensions[d];
        struct pair *pair = &axis->pairs[axis->pair_of[statement->index]];
        if (axis->pair_count == 1) {
            continue;
        }
        if (pair->near == NULL) {
            pair->near = find_near(ends, axis, pair);
        }
        bits_intersect(ends->near, pair->near);
    }
    return ends->near;
}
