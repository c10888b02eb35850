/* First fit: a row goes to the first place where all of its cells are free. Rows
 * come with the fullest first, and short ones fill the gaps. 64 cells are looked
 * at at once, as the bits of words; and where rows are many they are not tried
 * again far below the last that had as many cells, so that packing does not take
 * long. */

#include "emit/c/pack.h"

#include "base/arena.h"

#include <string.h>

enum {
    WORD = 64,
    LEAST_FAR = 1 << 12,
    MOST_TRIED = 1 << 21 /* words, by all rows together */
};

/* Measured: to ten cells there is a gap, and the more of them the fewer places
 * there are to choose from. */
static uint64_t with_gaps(uint64_t cells, size_t unit)
{
    return cells + cells * unit / (unit == 1 ? 10 : 18);
}

/* A quarter more places than rows: the last rows must find one, too. */
size_t pack_unit(uint64_t rows, uint64_t cells)
{
    if (with_gaps(rows + cells, 1) <= UINT16_MAX) {
        return 1;
    }
    size_t unit = PACK_MOST_UNIT;
    while (unit > 2 && cells / unit < rows + rows / 4) {
        unit /= 2;
    }
    return unit;
}

uint64_t pack_cells(uint64_t rows, uint64_t cells)
{
    size_t unit = pack_unit(rows, cells);
    return unit == 1 ? with_gaps(rows + cells, 1) : with_gaps(cells, unit);
}

uint64_t pack_places(uint64_t rows, uint64_t cells)
{
    uint64_t places = pack_cells(rows, cells) / pack_unit(rows, cells);
    return places > rows ? places : rows;
}

struct pack pack_begin(struct arena *arena, size_t columns, size_t rows,
                       size_t unit)
{
    size_t far = (size_t)MOST_TRIED / (rows + 1) * WORD;
    struct pack pack = {
        .arena = arena,
        .cells = arena_allocate(arena, sizeof(struct cells)),
        .owner = arena_allocate(arena, sizeof(struct cells)),
        .columns = columns,
        .unit = unit,
        .closed = UINT64_MAX,
        .far = far > LEAST_FAR ? far : LEAST_FAR,
        .own = arena_array(arena, columns + 1, sizeof(uint32_t)),
    };
    if (pack.unit > 1) {
        pack.rest = arena_allocate(arena, sizeof(struct cells));
    }
    for (size_t i = 0; i < WORD; i += pack.unit) {
        pack.closed &= ~(UINT64_C(1) << i);
    }
    return pack;
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
    struct arena *arena = pack->arena;
    size_t end = at + pack->columns + 1 + 2 * WORD;
    if (end > pack->room) {
        size_t old = pack->room;
        size_t room = (end * 2 + WORD - 1) / WORD * WORD;
        pack->cells->items =
            grown(arena, pack->cells->items, old, room, sizeof(uint32_t));
        pack->owner->items =
            grown(arena, pack->owner->items, old, room, sizeof(uint32_t));
        if (pack->rest != NULL) {
            pack->rest->items =
                grown(arena, pack->rest->items, old / pack->unit,
                      room / pack->unit, sizeof(uint32_t));
        }
        pack->taken = grown(arena, pack->taken, old / WORD, room / WORD,
                            sizeof(uint64_t));
        pack->placed = grown(arena, pack->placed, old / WORD, room / WORD,
                             sizeof(uint64_t));
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

/* Of 64 cells from `at` on, those that are no place for any row. */
static uint64_t no_place(const struct pack *pack, size_t at)
{
    return pack->closed | pack->placed[at / WORD] |
           (pack->rest == NULL ? pack->taken[at / WORD] : 0);
}

/* And those that are none for the row at hand. */
static uint64_t misfits(const struct pack *pack, size_t at)
{
    uint64_t taken = no_place(pack, at);
    for (size_t i = 0; i < pack->own_count && taken != UINT64_MAX; i++) {
        taken |= taken_from(pack, at + pack->own[i]);
    }
    return taken;
}

/* The cell where the row at hand begins. */
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

static void set(struct pack *pack, size_t at, uint32_t value, uint32_t owner)
{
    pack->taken[at / WORD] |= UINT64_C(1) << at % WORD;
    pack->cells->items[at] = value;
    pack->owner->items[at] = owner;
}

/* Gives the row at hand its place. */
static void set_place(struct pack *pack, size_t at, uint32_t other)
{
    size_t place = at / pack->unit;
    size_t end = at + pack->columns + 1; /* every column can be looked at */
    pack->placed[at / WORD] |= UINT64_C(1) << at % WORD;
    pack->end = end > pack->end ? end : pack->end;
    if (pack->rest == NULL) {
        set(pack, at, other, 0);
        return;
    }
    pack->rest->items[place] = other;
    if (place >= pack->rest->count) {
        pack->rest->count = place + 1;
    }
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
    size_t at = find_place(pack);
    set_place(pack, at, other);
    for (size_t i = 0; i < pack->own_count; i++) {
        set(pack, at + own[i], values[own[i] - 1], own[i]);
    }
    while (pack->first_free < at &&
           no_place(pack, pack->first_free) == UINT64_MAX) {
        pack->first_free += WORD;
    }
    return (uint32_t)(at / pack->unit);
}

void pack_end(struct pack *pack)
{
    pack->cells->count = pack->end;
    pack->owner->count = pack->end;
}
