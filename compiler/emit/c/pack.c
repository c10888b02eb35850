/* First fit: a row goes to the first place where all of its cells are free. Rows
 * come with the fullest first, and short ones fill the gaps. What is far below
 * the end is not looked at again where rows are many, so that packing does not
 * take long. */

#include "emit/c/pack.h"

#include "base/arena.h"

#include <string.h>

enum {
    LEAST_FAR = 1024,
    MOST_TRIED = 1 << 25 /* places, by all rows together */
};

struct pack pack_begin(struct arena *arena, size_t columns, size_t rows)
{
    size_t far = MOST_TRIED / (rows + 1);
    return (struct pack){
        .arena = arena,
        .cells = arena_allocate(arena, sizeof(struct cells)),
        .owner = arena_allocate(arena, sizeof(struct cells)),
        .columns = columns,
        .far = far > LEAST_FAR ? far : LEAST_FAR,
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

/* Room for a row that begins at `at`. */
static void make_room(struct pack *pack, size_t at)
{
    size_t end = at + pack->columns + 1;
    if (end > pack->room) {
        size_t room = end * 2;
        pack->cells->items = grown(pack->arena, pack->cells->items, pack->room,
                                   room, sizeof(uint32_t));
        pack->owner->items = grown(pack->arena, pack->owner->items, pack->room,
                                   room, sizeof(uint32_t));
        pack->taken = grown(pack->arena, pack->taken, pack->room, room, 1);
        pack->room = room;
    }
}

static bool fits(const struct pack *pack, size_t at, const uint32_t *own,
                 size_t count)
{
    bool free = pack->taken[at] == 0;
    for (size_t i = 0; i < count && free; i++) {
        free = pack->taken[at + own[i]] == 0;
    }
    return free;
}

static void set(struct pack *pack, size_t at, uint32_t value, uint32_t owner)
{
    pack->taken[at] = 1;
    pack->cells->items[at] = value;
    pack->owner->items[at] = owner;
}

uint32_t pack_row(struct pack *pack, const uint32_t *values, uint32_t other)
{
    uint32_t *own = pack->own;
    size_t count = 0;
    for (size_t i = 0; i < pack->columns; i++) {
        if (values[i] != other) {
            own[count++] = (uint32_t)i + 1;
        }
    }
    size_t used = pack->cells->count;
    size_t far = used > pack->far ? used - pack->far : 0;
    size_t at = far > pack->first_free ? far : pack->first_free;
    make_room(pack, at);
    while (!fits(pack, at, own, count)) {
        at++;
        if (at + pack->columns >= pack->room) {
            make_room(pack, at);
        }
    }
    set(pack, at, other, 0);
    for (size_t i = 0; i < count; i++) {
        set(pack, at + own[i], values[own[i] - 1], own[i]);
    }
    while (pack->first_free < pack->room && pack->taken[pack->first_free]) {
        pack->first_free++;
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
