/* Phrases are few, so they are searched in turn. */

#include "emit/cell.h"

#include <assert.h>
#include <string.h>

void claims_add(struct arena *arena, struct claims *claims, size_t statement)
{
    assert(
        (claims->count == 0 || claims->items[claims->count - 1] < statement) &&
        "claims are added in ascending order");
    claims->items = arena_extend(arena, claims->items, claims->count,
                                 sizeof *claims->items);
    claims->items[claims->count++] = (uint32_t)statement;
}

struct claims claims_union(struct arena *arena, const struct claims *a,
                           const struct claims *b)
{
    if (a->count == 0 || b->count == 0) {
        return a->count == 0 ? *b : *a;
    }
    struct claims both = { NULL, 0 };
    size_t left = 0;
    size_t right = 0;
    while (left < a->count || right < b->count) {
        bool first = right == b->count ||
                     (left < a->count && a->items[left] <= b->items[right]);
        uint32_t next = first ? a->items[left] : b->items[right];
        left += left < a->count && a->items[left] == next;
        right += right < b->count && b->items[right] == next;
        claims_add(arena, &both, next);
    }
    return both;
}

struct warrant warrant_of(struct arena *arena, size_t statement)
{
    struct warrant warrant = { .basis = NULL };
    claims_add(arena, &warrant.statements, statement);
    return warrant;
}

static bool same_phrase(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

void cell_claim(struct arena *arena, struct cell *cell, const char *item,
                struct warrant warrant)
{
    for (size_t i = 0; i < cell->count; i++) {
        struct warrant *there = &cell->warrants[i];
        if (strcmp(cell->items[i], item) != 0 ||
            !same_phrase(there->basis, warrant.basis)) {
            continue;
        }
        there->statements =
            claims_union(arena, &there->statements, &warrant.statements);
        return;
    }
    cell->items =
        arena_extend(arena, cell->items, cell->count, sizeof *cell->items);
    cell->warrants = arena_extend(arena, cell->warrants, cell->count,
                                  sizeof *cell->warrants);
    cell->items[cell->count] = item;
    cell->warrants[cell->count++] = warrant;
}

void cell_add(struct arena *arena, struct cell *cell, const char *item)
{
    cell_claim(arena, cell, item, (struct warrant){ .basis = NULL });
}

void cell_claim_all(struct arena *arena, struct cell *cell,
                    const struct cell *from)
{
    for (size_t i = 0; i < from->count; i++) {
        cell_claim(arena, cell, from->items[i], from->warrants[i]);
    }
}

bool cell_equal(const struct cell *a, const struct cell *b)
{
    if (a->count != b->count) {
        return false;
    }
    for (size_t i = 0; i < a->count; i++) {
        if (strcmp(a->items[i], b->items[i]) != 0) {
            return false;
        }
    }
    return true;
}

bool cell_has(const struct cell *cell, const char *item)
{
    for (size_t i = 0; i < cell->count; i++) {
        if (strcmp(cell->items[i], item) == 0) {
            return true;
        }
    }
    return false;
}
