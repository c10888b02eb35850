/* The easiest selection, term by term from the leaves up: a term is named as a
 * whole; or with what is not in the set excepted; or by its parts. What is
 * excepted holds no point of the set, so exceptions from one item take nothing
 * from another, and all of them may stand at the end. */

#include "diff/selection.h"

#include "base/arena.h"

/* What a reader has to take in. */
enum {
    EFFORT_TERM = 2,
    EFFORT_REST = 6,
    EFFORT_EXCEPT = 1, /* for the word, beside its terms */
    EFFORT_NEVER = 1 << 20
};

struct selecting {
    struct arena *arena;
    const struct terms *terms;
    const struct bits *points;
    const struct bits *wide; /* the points and those that may be counted in */
};

static void add_item(struct selecting *selecting, struct selection *selection,
                     const struct term *term, bool rest)
{
    selection->items = arena_extend(selecting->arena, selection->items,
                                    selection->count, sizeof *selection->items);
    selection->items[selection->count++] =
        (struct selected){ selecting->terms->items[term->number], rest };
    selection->effort += rest ? EFFORT_REST : EFFORT_TERM;
}

static void add_exception(struct selecting *selecting,
                          struct selection *selection, const struct term *term)
{
    for (size_t i = 0; i < selection->except_count; i++) {
        if (term_within(term, selection->except[i])) {
            return;
        }
    }
    selection->except =
        arena_extend(selecting->arena, selection->except,
                     selection->except_count, sizeof *selection->except);
    selection->except[selection->except_count++] =
        selecting->terms->items[term->number];
    selection->effort += EFFORT_TERM;
}

/* Adds the exceptions from a term. False where its remainder would be one. */
static bool find_exceptions(struct selecting *selecting,
                            const struct term *term,
                            struct selection *selection)
{
    if (bits_within(term->below, selecting->wide)) {
        return true;
    }
    if (!bits_meet(term->below, selecting->points)) {
        add_exception(selecting, selection, term);
        return true;
    }
    if (!bits_has(selecting->wide, term->number)) {
        return false;
    }
    for (size_t i = 0; i < term->child_count; i++) {
        if (!find_exceptions(selecting, term->children[i], selection)) {
            return false;
        }
    }
    return true;
}

static struct selection but_for(struct selecting *selecting,
                                const struct term *term)
{
    struct selection selection = { .effort = EFFORT_EXCEPT };
    add_item(selecting, &selection, term, false);
    if (!find_exceptions(selecting, term, &selection)) {
        selection.effort = EFFORT_NEVER;
    }
    return selection;
}

static void append(struct selecting *selecting, struct selection *to,
                   const struct selection *from)
{
    for (size_t i = 0; i < from->count; i++) {
        add_item(selecting, to, from->items[i].term, from->items[i].rest);
    }
    for (size_t i = 0; i < from->except_count; i++) {
        add_exception(selecting, to, from->except[i]);
    }
    if (from->except_count > 0) {
        to->effort += EFFORT_EXCEPT;
    }
}

/* Selects the points below the term that are not yet in `done`, which grows. */
static struct selection select_below(struct selecting *selecting,
                                     const struct term *term, struct bits *done)
{
    struct selection whole = { .count = 0 };
    struct bits *part = bits_copy(selecting->arena, term->below);
    bits_intersect(part, selecting->points);
    if (bits_within(part, done)) {
        return whole;
    }
    if (bits_within(term->below, selecting->wide)) {
        add_item(selecting, &whole, term, false);
        bits_unite(done, part);
        return whole;
    }
    struct selection parts = { .count = 0 };
    struct bits *tried = bits_copy(selecting->arena, done);
    for (size_t i = 0; i < term->child_count; i++) {
        struct selection below =
            select_below(selecting, term->children[i], tried);
        append(selecting, &parts, &below);
    }
    if (bits_has(selecting->points, term->number)) {
        add_item(selecting, &parts, term, true);
    }
    bits_unite(done, part);
    struct selection except = but_for(selecting, term);
    return except.effort < parts.effort ? except : parts;
}

/* A term with two parents may be named below the one and be part of the other,
 * which is named whole. */
static void drop_covered(struct selection *selection)
{
    size_t kept = 0;
    for (size_t i = 0; i < selection->count; i++) {
        const struct selected *item = &selection->items[i];
        bool covered = false;
        for (size_t n = 0; n < selection->count && !covered; n++) {
            const struct selected *other = &selection->items[n];
            covered = other->term != item->term && !other->rest &&
                      term_within(item->term, other->term);
        }
        if (!covered) {
            selection->items[kept++] = *item;
        }
    }
    selection->count = kept;
}

struct selection selection_find(struct arena *arena, const struct terms *terms,
                                const struct bits *points,
                                const struct bits *free)
{
    struct bits *wide = bits_copy(arena, points);
    if (free != NULL) {
        bits_unite(wide, free);
    }
    struct selecting selecting = { arena, terms, points, wide };
    struct selection selection = select_below(&selecting, terms->items[0],
                                              bits_create(arena, terms->count));
    drop_covered(&selection);
    if (selection.count == 1 && selection.items[0].term->number == 0 &&
        !selection.items[0].rest && selection.except_count == 0) {
        selection.effort = 0;
    }
    return selection;
}

struct bits *selection_points(struct arena *arena, const struct terms *terms,
                              const struct selection *selection)
{
    struct bits *points = bits_create(arena, terms->count);
    for (size_t i = 0; i < selection->count; i++) {
        const struct term *term = selection->items[i].term;
        if (selection->items[i].rest) {
            bits_add(points, term->number);
        } else {
            bits_unite(points, term->below);
        }
    }
    for (size_t i = 0; i < selection->except_count; i++) {
        bits_subtract(points, selection->except[i]->below);
    }
    return points;
}
