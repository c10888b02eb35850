/* Hash and displace: names fall into groups of about four by one half of their
 * hash, and each group, the largest first, gets the first move by which the
 * other halves of its hashes lead to slots that are free. */

#include "emit/c/perfect.h"

#include "base/arena.h"

#include <stdlib.h>
#include <string.h>

enum {
    A_GROUP = 4,  /* names */
    A_FREE = 16,  /* names to one slot that stays free */
    MOVES = 65536 /* that are tried */
};

struct group {
    uint32_t number, size;
    uint32_t *names;
};

static uint64_t word_at(const char *name, size_t length)
{
    uint64_t word = 0;
    for (size_t i = 0; i < length && i < 8; i++) {
        word |= (uint64_t)(unsigned char)name[i] << (8 * i);
    }
    return word;
}

uint64_t perfect_hash(uint32_t seed, const char *name, size_t length)
{
    uint64_t hash = seed ^ (uint64_t)length;
    for (size_t at = 0; at < length; at += 8) {
        hash = (hash ^ word_at(name + at, length - at)) *
               UINT64_C(0x9E3779B97F4A7C15);
        hash ^= hash >> 32;
    }
    return hash;
}

/* A part of `count` that is as large as the number is of 2^32. */
static uint32_t part(uint32_t number, size_t count)
{
    return (uint32_t)((uint64_t)number * count >> 32);
}

uint32_t perfect_group(uint64_t hash, size_t groups)
{
    return part((uint32_t)(hash >> 32), groups);
}

static uint32_t moved(uint64_t hash, uint32_t move, size_t slots)
{
    uint32_t at = (uint32_t)hash ^ move * UINT32_C(0x9E3779B1);
    at ^= at >> 15;
    at *= UINT32_C(0x2C1B3C6D);
    at ^= at >> 12;
    return part(at, slots);
}

uint32_t perfect_slot(uint64_t hash, const uint16_t *moves, size_t groups,
                      size_t slots)
{
    return moved(hash, moves[perfect_group(hash, groups)], slots);
}

static int compare_groups(const void *a, const void *b)
{
    const struct group *left = a;
    const struct group *right = b;
    if (left->size != right->size) {
        return left->size > right->size ? -1 : 1;
    }
    return left->number < right->number ? -1 : left->number > right->number;
}

static struct group *make_groups(struct arena *arena, const uint64_t *hashes,
                                 size_t count, size_t groups)
{
    struct group *items = arena_array(arena, groups, sizeof *items);
    for (size_t i = 0; i < groups; i++) {
        items[i].number = (uint32_t)i;
    }
    for (size_t i = 0; i < count; i++) {
        struct group *group = &items[perfect_group(hashes[i], groups)];
        group->names = arena_extend(arena, group->names, group->size,
                                    sizeof *group->names);
        group->names[group->size++] = (uint32_t)i;
    }
    qsort(items, groups, sizeof *items, compare_groups);
    return items;
}

/* Gives the names of the group their slots by the move; false, and none given,
 * where two meet or one is taken. */
static bool place(struct perfect *perfect, const struct group *group,
                  const uint64_t *hashes, uint32_t move, bool *taken)
{
    uint32_t placed = 0;
    bool fits = true;
    while (fits && placed < group->size) {
        uint32_t name = group->names[placed];
        uint32_t slot = moved(hashes[name], move, perfect->slots);
        fits = !taken[slot];
        if (fits) {
            taken[slot] = true;
            perfect->slot[name] = slot;
            placed++;
        }
    }
    while (!fits && placed > 0) {
        taken[perfect->slot[group->names[--placed]]] = false;
    }
    return fits;
}

bool perfect_make(struct arena *arena, const uint64_t *hashes, size_t count,
                  struct perfect *perfect)
{
    *perfect = (struct perfect){ 0 };
    if (count == 0) {
        return true;
    }
    perfect->groups = count / A_GROUP + 1;
    perfect->slots = count + count / A_FREE + 1;
    perfect->moves = arena_array(arena, perfect->groups, sizeof(uint16_t));
    perfect->slot = arena_array(arena, count, sizeof *perfect->slot);
    bool *taken = arena_array(arena, perfect->slots, sizeof *taken);
    struct group *groups = make_groups(arena, hashes, count, perfect->groups);
    for (size_t i = 0; i < perfect->groups; i++) {
        uint32_t move = 0;
        while (move < MOVES &&
               !place(perfect, &groups[i], hashes, move, taken)) {
            move++;
        }
        if (move == MOVES) {
            return false;
        }
        perfect->moves[groups[i].number] = (uint16_t)move;
    }
    return true;
}
