/* Matching pieces of text: both sides are sorted alike and walked together, so
 * ten thousand sentences cost no more than sorting them. */

#include "diff/piece.h"

#include "base/arena.h"

#include <stdlib.h>
#include <string.h>

void piece_add(struct pieces *pieces, size_t side, const struct piece *piece)
{
    pieces->items[side] =
        arena_extend(pieces->arena, pieces->items[side], pieces->count[side],
                     sizeof *pieces->items[side]);
    pieces->items[side][pieces->count[side]++] = *piece;
}

static int by_key(const struct piece *a, const struct piece *b)
{
    return strcmp(a->key, b->key);
}

static int by_text(const struct piece *a, const struct piece *b)
{
    return strcmp(a->compare, b->compare);
}

static int by_both(const struct piece *a, const struct piece *b)
{
    int order = by_key(a, b);
    return order != 0 ? order : by_text(a, b);
}

/* A piece in a sorted list; those that are equal stay in their order. */
struct entry {
    struct piece *piece;
    int (*order)(const struct piece *a, const struct piece *b);
};

static int by_entry(const void *a, const void *b)
{
    const struct entry *left = a;
    const struct entry *right = b;
    int order = left->order(left->piece, right->piece);
    if (order != 0) {
        return order;
    }
    return left->piece < right->piece ? -1 : left->piece > right->piece;
}

static struct entry *sorted(struct pieces *pieces, size_t side,
                            int (*order)(const struct piece *a,
                                         const struct piece *b),
                            size_t *count)
{
    struct entry *list =
        arena_array(pieces->arena, pieces->count[side], sizeof *list);
    *count = 0;
    for (size_t i = 0; i < pieces->count[side]; i++) {
        if (pieces->items[side][i].partner == NULL) {
            list[(*count)++] = (struct entry){ &pieces->items[side][i], order };
        }
    }
    if (*count > 0) {
        qsort(list, *count, sizeof *list, by_entry);
    }
    return list;
}

static void match(struct pieces *pieces,
                  int (*order)(const struct piece *a, const struct piece *b))
{
    size_t old_count;
    size_t new_count;
    struct entry *old = sorted(pieces, SIDE_OLD, order, &old_count);
    struct entry *new = sorted(pieces, SIDE_NEW, order, &new_count);
    size_t i = 0;
    size_t n = 0;
    while (i < old_count && n < new_count) {
        struct piece *left = old[i].piece;
        struct piece *right = new[n].piece;
        int before = order(left, right);
        if (before == 0) {
            left->partner = right;
            right->partner = left;
            left->same = by_text(left, right) == 0;
            right->same = left->same;
        }
        i += before <= 0;
        n += before >= 0;
    }
}

void pieces_match(struct pieces *pieces, bool move)
{
    match(pieces, by_both);
    if (move) {
        match(pieces, by_text);
    }
    match(pieces, by_key);
}

const char *piece_flow(struct arena *arena, const char *text)
{
    char *flow = arena_copy(arena, text, strlen(text));
    char *to = flow;
    for (const char *at = flow; *at != '\0';) {
        size_t space = strspn(at, " \n\t\r");
        if (space == 0) {
            *to++ = *at++;
            continue;
        }
        const char *line = memchr(at, '\n', space);
        const char *end = at + space;
        bool apart = line != NULL &&
                     memchr(line + 1, '\n', (size_t)(end - line) - 1) != NULL;
        if (to > flow && *end != '\0') {
            *to++ = apart ? '\n' : ' ';
        }
        at = end;
    }
    *to = '\0';
    return flow;
}
