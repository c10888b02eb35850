/* First fit: a row goes to the first place where all of its cells are free. Rows
 * come with the fullest first, and short ones fill the gaps. 64 places are tried
 * at once, as the bits of words; and where rows are many they are not tried again
 * far below the last that had as many cells, so that packing does not take long. */

#include "emit/c/pack.h"

#include "base/arena.h"

#include <string.h>

enum {
    WORD = 64,
    LEAST_FAR = 1 << 12,
    MANY = 4096,         /* rows, which take more than the first cache has */
    MOST_TRIED = 1 << 21 /* words, by all rows together */
};

struct pack pack_begin(struct arena *arena, size_t columns, size_t rows)
{
    size_t far = (size_t)MOST_TRIED / (rows + 1) * WORD;
    return (struct pack){
        .arena = arena,
        .cells = arena_allocate(arena, sizeof(struct cells)),
        .owner = arena_allocate(arena, sizeof(struct cells)),
        .columns = columns,
        .far = far > LEAST_FAR ? far : LEAST_FAR,
        .apart = rows > MANY,
        .own = arena_array(arena, columns + 1, sizeof(uint32_t)),
    };
}

static void *grown(struct arena *arena, const void *old, size_t used,
                   size_t room, size_t size)
{
    unsigned char *new = arena_array(arena, room, size);
    if (used > 0) {
        memcpy(new, old, used * size);
    }
    return new;
}

/* Room for rows that begin below `at` + 64, and a word of bits behind it. */
static void make_room(struct pack *pack, size_t at)
{
    size_t end = at + pack->columns + 1 + 2 * WORD;
    if (end > pack->room) {
        size_t room = (end * 2 + WORD - 1) / WORD * WORD;
        pack->cells->items = grown(pack->arena, pack->cells->items, pack->room,
                                   room, sizeof(uint32_t));
        pack->owner->items = grown(pack->arena, pack->owner->items, pack->room,
                                   room, sizeof(uint32_t));
        pack->taken = grown(pack->arena, pack->taken, pack->room / WORD,
                            room / WORD, sizeof(uint64_t));
        pack->room = room;
    }
}

/* The bits of 64 cells from `at` on. */
static uint64_t taken_from(const struct pack *pack, size_t at)
{
    size_t shift = at % WORD;
    uint64_t low = pack->taken[at / WORD] >> shift;
    return shift == 0 ? low
                      : low | pack->taken[at / WORD + 1] << (WORD - shift);
}

/* Of 64 places from `at` on, those where the row cannot begin. */
static uint64_t misfits(const struct pack *pack, size_t at)
{
    uint64_t taken = pack->taken[at / WORD];
    for (size_t i = 0; i < pack->own_count && taken != UINT64_MAX; i++) {
        taken |= taken_from(pack, at + pack->own[i]);
    }
    return taken;
}

static void set(struct pack *pack, size_t at, uint32_t value, uint32_t owner)
{
    pack->taken[at / WORD] |= UINT64_C(1) << at % WORD;
    pack->cells->items[at] = value;
    pack->owner->items[at] = owner;
}

/* The first place for the row at hand. */
static size_t find_place(struct pack *pack)
{
    if (pack->own_count != pack->last_own_count) {
        pack->last_own_count = pack->own_count;
        pack->from = 0;
    }
    size_t at = pack->from > pack->far ? pack->from - pack->far : 0;
    uint64_t taken;
    at = at > pack->first_free ? at : pack->first_free;
    for (make_room(pack, at); (taken = misfits(pack, at)) == UINT64_MAX;
         make_room(pack, at)) {
        at += WORD;
    }
    pack->from = at;
    while ((taken & 1) != 0) {
        taken >>= 1;
        at++;
    }
    return at;
}

/* Where a table is large a row of one cell goes to the end: those are asked for
 * most, and beside each other they stay in the caches, which gaps do not. */
static size_t find_end(struct pack *pack)
{
    make_room(pack, pack->cells->count);
    return pack->cells->count;
}

uint32_t pack_row(struct pack *pack, const uint32_t *values, uint32_t other)
{
    uint32_t *own = pack->own;
    pack->own_count = 0;
    for (size_t i = 0; i < pack->columns; i++) {
        if (values[i] != other) {
            own[pack->own_count++] = (uint32_t)i + 1;
        }
    }
    size_t used = pack->cells->count;
    size_t count = pack->own_count;
    size_t at = count == 0 && pack->apart ? find_end(pack) : find_place(pack);
    set(pack, at, other, 0);
    for (size_t i = 0; i < count; i++) {
        set(pack, at + own[i], values[own[i] - 1], own[i]);
    }
    while (pack->first_free < used &&
           pack->taken[pack->first_free / WORD] == UINT64_MAX) {
        pack->first_free += WORD;
    }
    size_t end = at + (count > 0 ? own[count - 1] : 0) + 1;
    pack->cells->count = end > used ? end : used;
    pack->last = at > pack->last ? at : pack->last;
    return (uint32_t)at;
}

void pack_end(struct pack *pack)
{
    /* every column of the last row can be looked at */
    size_t end = pack->last + pack->columns + 1;
    pack->cells->count = end > pack->cells->count ? end : pack->cells->count;
    pack->owner->count = pack->cells->count;
}
