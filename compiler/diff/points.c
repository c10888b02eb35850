/* Regions for programs: lists of names in the language's own syntax. */

#include "diff/points.h"

#include "base/arena.h"

static const char *taken(struct diff *diff, struct text *text)
{
    const char *copy = arena_copy(diff->arena, text_string(text), text->length);
    text_destroy(text);
    return copy;
}

static const struct terms *terms_of(const struct diff *diff, int space)
{
    return &diff->common->joint->policy->terms[space];
}

struct points {
    struct diff *diff;
    const struct terms *terms;
    const struct bits *points;
    struct bits *done;
    const char **items;
    size_t count;
};

static void add_point(struct points *points, const char *name)
{
    points->items = arena_extend(points->diff->arena, (void *)points->items,
                                 points->count, sizeof *points->items);
    points->items[points->count++] = name;
}

static void list_points(struct points *points, const struct term *term)
{
    if (bits_has(points->done, term->number) ||
        !bits_meet(term->below, points->points)) {
        return;
    }
    if (bits_within(term->below, points->points)) {
        bits_unite(points->done, term->below);
        add_point(points, term->path);
        return;
    }
    bits_add(points->done, term->number);
    if (bits_has(points->points, term->number)) {
        add_point(points,
                  arena_print(points->diff->arena, "%s...", term->path));
    }
    for (size_t i = 0; i < term->child_count; i++) {
        list_points(points, term->children[i]);
    }
}

const char **points_list(struct diff *diff, int space,
                         const struct bits *points, size_t *count)
{
    const struct terms *terms = terms_of(diff, space);
    struct points list = { diff,   terms,
                           points, bits_create(diff->arena, terms->count),
                           NULL,   0 };
    if (points == NULL) {
        add_point(&list, terms->items[0]->path);
    } else {
        list_points(&list, terms->items[0]);
    }
    *count = list.count;
    return list.items;
}

const char **points_events(struct diff *diff, const struct bits *points,
                           size_t *count)
{
    const struct terms *terms = terms_of(diff, KIND_EVENT);
    const struct analysis *analysis = diff->common->analysis;
    struct bits *single = bits_create(diff->arena, terms->count);
    struct points list = { diff,   terms,
                           single, bits_create(diff->arena, terms->count),
                           NULL,   0 };
    for (size_t i = bits_next(points, 0); i < terms->count;
         i = bits_next(points, i + 1)) {
        bits_add(single, i);
    }
    list_points(&list, terms->items[0]);
    for (size_t i = 0; i < analysis->compound_count; i++) {
        const struct compound *compound = &analysis->compounds[i];
        const char *words =
            compound->choice == EVENT_EARLIEST ? "earliest of " : "latest of ";
        size_t first = 0;
        if (!bits_has(points, terms->count + i)) {
            continue;
        }
        for (size_t e = bits_next(compound->events, 0); e < terms->count;
             e = bits_next(compound->events, e + 1)) {
            words =
                arena_print(diff->arena, "%s%s%s", words,
                            first++ > 0 ? " and " : "", terms->items[e]->path);
        }
        add_point(&list, words);
    }
    *count = list.count;
    return list.items;
}

static void put_condition(const struct terms *terms,
                          const struct condition *condition, bool inside,
                          struct text *text)
{
    bool either = condition->kind == TREE_CONDITION_OR;
    switch (condition->kind) {
    case TREE_CONDITION_NAME:
        text_put(text, term_short(terms, condition->term));
        break;
    case TREE_CONDITION_NOT:
        text_put(text, "not ");
        put_condition(terms, condition->left, true, text);
        break;
    case TREE_CONDITION_AND:
    case TREE_CONDITION_OR:
        text_put(text, inside && either ? "(" : "");
        put_condition(terms, condition->left, !either, text);
        text_put(text, either ? " or " : " and ");
        put_condition(terms, condition->right, !either, text);
        text_put(text, inside && either ? ")" : "");
        break;
    }
}

const char *points_condition(struct diff *diff,
                             const struct condition *condition)
{
    struct text text = { NULL, 0, 0 };
    if (condition != NULL) {
        put_condition(terms_of(diff, KIND_CONDITION), condition, false, &text);
    }
    return taken(diff, &text);
}
