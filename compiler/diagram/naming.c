#include "diagram/naming.h"

#include "base/arena.h"

#include <stdlib.h>
#include <string.h>

struct named_point {
    const char *name;
    uint32_t number;
};

static int by_name(const void *a, const void *b)
{
    const struct named_point *left = a;
    const struct named_point *right = b;
    return strcmp(left->name, right->name);
}

static uint32_t first_parent(const struct term *term)
{
    const struct term *first = NULL;
    for (size_t i = 0; i < term->parent_count; i++) {
        if (first == NULL || strcmp(term->parents[i]->path, first->path) < 0) {
            first = term->parents[i];
        }
    }
    return first != NULL ? first->number : term->number;
}

const char *naming_clock(struct analysis *analysis,
                         const struct compound *compound)
{
    const struct terms *events = &analysis->policy->terms[KIND_EVENT];
    const char **names = arena_array(
        analysis->arena, bits_count(compound->events), sizeof *names);
    size_t count = 0;
    for (size_t n = bits_next(compound->events, 0); n < events->count;
         n = bits_next(compound->events, n + 1)) {
        size_t at = count++;
        for (; at > 0 && strcmp(names[at - 1], events->items[n]->path) > 0;
             at--) {
            names[at] = names[at - 1];
        }
        names[at] = events->items[n]->path;
    }
    const char *name =
        compound->choice == EVENT_EARLIEST ? "earliest" : "latest";
    for (size_t i = 0; i < count; i++) {
        name = arena_print(analysis->arena, "%s %s", name, names[i]);
    }
    return name;
}

static int space_of(int level)
{
    return level < DIMENSION_COUNT ? dimension_space[level]
           : level == LEVEL_EVENT  ? (int)KIND_EVENT
                                   : (int)KIND_RIGHT;
}

/* Behind a point those follow that lie below it, each behind its parent; where
 * terms are numbered otherwise, none is skipped. */
static void find_skips(struct naming *points)
{
    for (size_t p = 0; p < points->count; p++) {
        size_t end = p + 1;
        while (end < points->count && points->parent[end] >= p &&
               points->parent[end] < end) {
            end++;
        }
        points->skip[p] = (uint32_t)end;
    }
}

static void sort_points(struct arena *arena, struct naming *points)
{
    struct named_point *named =
        arena_array(arena, points->count, sizeof *named);
    for (size_t n = 0; n < points->count; n++) {
        named[n] = (struct named_point){ points->name[n], (uint32_t)n };
    }
    qsort(named, points->count, sizeof *named, by_name);
    for (size_t n = 0; n < points->count; n++) {
        points->by_name[named[n].number] = (uint32_t)n;
    }
}

struct naming naming_of(struct analysis *analysis, int level)
{
    const struct terms *terms = &analysis->policy->terms[space_of(level)];
    struct arena *arena = analysis->arena;
    size_t extra = level == LEVEL_EVENT ? analysis->compound_count : 0;
    size_t count = terms->count + extra;
    struct naming points = { .count = count };
    points.name = arena_array(arena, count, sizeof *points.name);
    points.by_name = arena_array(arena, count, sizeof *points.by_name);
    points.parent = arena_array(arena, count, sizeof *points.parent);
    points.skip = arena_array(arena, count, sizeof *points.skip);
    for (size_t n = 0; n < terms->count; n++) {
        points.name[n] = terms->items[n]->path;
        points.parent[n] = first_parent(terms->items[n]);
    }
    for (size_t n = 0; n < extra; n++) {
        points.name[terms->count + n] =
            naming_clock(analysis, &analysis->compounds[n]);
    }
    sort_points(arena, &points);
    find_skips(&points);
    return points;
}
