/* Sets of points to terms. A term's own number is the point of its remainder,
 * so a term is wholly in a set where all of `below` is. */

#include "diagram/parts.h"

#include "base/arena.h"

struct list {
    struct part *items;
    size_t count;
};

static void add(struct arena *arena, struct list *list, struct part part)
{
    list->items =
        arena_extend(arena, list->items, list->count, sizeof *list->items);
    list->items[list->count++] = part;
}

static bool parent_is_in(const struct term *term, const struct bits *points)
{
    for (size_t i = 0; i < term->parent_count; i++)
        if (bits_within(term->parents[i]->below, points))
            return true;
    return false;
}

static struct list list_parts(struct arena *arena, const struct terms *terms,
                              const struct bits *points)
{
    struct list list = { 0 };

    for (size_t n = bits_next(points, 0); n < points->size;
         n = bits_next(points, n + 1)) {
        const struct term *term = terms->items[n];
        bool whole = bits_within(term->below, points);
        if (n > 0 && !(whole && parent_is_in(term, points)))
            add(arena, &list, (struct part){ term, !whole });
    }
    if (bits_has(points, 0)) {
        const struct term *root = terms->items[0];
        bool whole = bits_within(root->below, points);
        add(arena, &list, (struct part){ root, !whole });
    }
    return list;
}

/* The smallest term that has all the points. */
static const struct term *smallest_over(const struct terms *terms,
                                        const struct bits *points)
{
    const struct term *smallest = terms->items[0];

    for (size_t n = 1; n < terms->count; n++) {
        const struct term *term = terms->items[n];
        if (bits_within(points, term->below) &&
            bits_count(term->below) < bits_count(smallest->below))
            smallest = term;
    }
    return smallest;
}

/* How much there is to read; remainders read badly. */
static size_t length_of(const struct list *list)
{
    size_t length = list->count;

    for (size_t i = 0; i < list->count; i++)
        length += list->items[i].rest;
    return length;
}

struct parts parts_of(struct arena *arena, const struct terms *terms,
                      const struct bits *points)
{
    struct list list = list_parts(arena, terms, points);
    const struct term *over = smallest_over(terms, points);
    struct bits *missing = bits_copy(arena, over->below);

    bits_subtract(missing, points);
    struct list except = list_parts(arena, terms, missing);
    if (length_of(&except) + 1 < length_of(&list)) {
        struct part *one = arena_allocate(arena, sizeof *one);
        one->term = over;
        return (struct parts){ one, 1, except.items, except.count };
    }
    return (struct parts){ list.items, list.count, NULL, 0 };
}
