/* The nodes that are reached when levels are taken one after the other, skipped
 * or not, make the front before each level. A stage over the levels from i to k
 * has as many rows as the front before i has nodes, and is as wide as the
 * product of the classes from i to k; packed, it has those cells only that
 * differ from most of their row. So the size of every possible stage is known
 * beforehand, and the smallest tables for a number of looks are found by
 * dynamic programming. */

#include "base/arena.h"
#include "emit/c/making.h"
#include "emit/c/numbering.h"
#include "emit/c/pack.h"

#include <stdlib.h>

enum {
    MOST_FRONT = 1 << 20,
    DENSE_LOOKS = 1,
    PACKED_LOOKS = 2,
    MOST_LOOKS = PACKED_LOOKS * LAYOUT_LEVELS
};

/* Nodes by number, and numbers by node. */
struct front {
    uint32_t *nodes;
    size_t count;
    struct numbering numbering; /* 1 + its number */
    uint64_t differing;         /* cells of the level's rows */
    uint32_t *begins;           /* [number]: its row in the stage made of it */
};

/* The best known way to an end. */
struct way {
    uint64_t bytes;
    size_t begin; /* of its last stage */
    bool packed;
};

struct staging {
    struct making *making;
    size_t places[LAYOUT_LEVELS]; /* of the levels that play a part */
    size_t count;
    struct front fronts[LAYOUT_LEVELS + 1]; /* before each of those levels */
    struct way ways[MOST_LOOKS + 1][LAYOUT_LEVELS + 1]; /* [looks][end] */
};

#define TOO_MANY (UINT64_C(1) << 40)

static struct layout_level *level_at(const struct staging *staging, size_t i)
{
    return &staging->making->layout->levels[staging->places[i]];
}

/* --- fronts -------------------------------------------------------------- */

static uint32_t number_of(const struct front *front, uint32_t node)
{
    return *numbering_at(&front->numbering, node) - 1;
}

static void add_node(struct arena *arena, struct front *front, uint32_t node)
{
    uint32_t *number = numbering_at(&front->numbering, node);
    if (*number == 0) {
        front->nodes = arena_extend(arena, front->nodes, front->count,
                                    sizeof *front->nodes);
        front->nodes[front->count++] = node;
        *number = (uint32_t)front->count;
    }
}

static void begin_front(struct making *making, struct front *front)
{
    front->numbering = numbering_create(
        making->scratch, diagrams_node_count(making->source->diagrams),
        making->terminals);
}

/* How far what stands at a place of a row goes on. Rows are read by such runs,
 * for they are far fewer than the cells, and a look at a front is slow. */
static size_t run_end(const uint32_t *row, size_t count, size_t at)
{
    size_t end = at + 1;
    while (end < count && row[end] == row[at]) {
        end++;
    }
    return end;
}

/* Which place most of a row leads to, the first of several; and how many of it
 * lead elsewhere. */
static uint32_t most_of(const uint32_t *row, size_t count,
                        const struct front *next, uint32_t *times,
                        size_t *others)
{
    uint32_t most = row[0];
    uint32_t best = 0;
    for (size_t i = 0, end = 0; i < count; i = end) {
        end = run_end(row, count, i);
        times[number_of(next, row[i])] += (uint32_t)(end - i);
    }
    for (size_t i = 0; i < count; i = run_end(row, count, i)) {
        uint32_t *here = &times[number_of(next, row[i])];
        if (*here > best) {
            most = row[i];
            best = *here;
        }
        *here = 0;
    }
    *others = count - best;
    return most;
}

/* The front behind a level from the one before it; false where it is large. */
static bool advance(struct staging *staging, size_t at)
{
    struct making *making = staging->making;
    size_t classes = level_at(staging, at)->classes;
    size_t place = staging->places[at];
    struct front *from = &staging->fronts[at];
    struct front *to = &staging->fronts[at + 1];
    uint32_t *row = arena_array(making->scratch, classes, sizeof *row);
    begin_front(making, to);
    for (size_t i = 0; i < from->count && to->count < MOST_FRONT; i++) {
        making_row(making, place, from->nodes[i], row);
        for (size_t k = 0; k < classes; k = run_end(row, classes, k)) {
            add_node(making->scratch, to, row[k]);
        }
    }
    uint32_t *times =
        arena_array(making->scratch, to->count + 1, sizeof *times);
    for (size_t i = 0; i < from->count && to->count < MOST_FRONT; i++) {
        size_t others;
        making_row(making, place, from->nodes[i], row);
        (void)most_of(row, classes, to, times, &others);
        from->differing += others;
    }
    return to->count < MOST_FRONT;
}

/* --- the cut ------------------------------------------------------------- */

/* Bytes of a cell of a stage that ends there: an answer, or, as far as can be
 * told, where a row begins. */
static uint64_t cell_bytes(const struct staging *staging, size_t end)
{
    bool last = end == staging->count;
    uint64_t largest =
        last ? staging->making->largest
             : staging->fronts[end].differing + staging->fronts[end].count;
    return largest <= UINT8_MAX ? 1 : largest <= UINT16_MAX ? 2 : 4;
}

static uint64_t dense_bytes(const struct staging *staging, size_t begin,
                            size_t end)
{
    uint64_t cells = staging->fronts[begin].count;
    for (size_t i = begin; i < end; i++) {
        cells *= level_at(staging, i)->classes;
        cells = cells > TOO_MANY ? TOO_MANY : cells;
    }
    return cells * cell_bytes(staging, end);
}

static uint64_t packed_bytes(const struct staging *staging, size_t at)
{
    const struct front *front = &staging->fronts[at];
    size_t classes = level_at(staging, at)->classes;
    return (front->count + front->differing) *
           (cell_bytes(staging, at + 1) + (classes <= UINT8_MAX ? 1 : 2));
}

static void try_way(struct staging *staging, size_t looks, size_t end,
                    struct way way)
{
    struct way *best = &staging->ways[looks][end];
    size_t more = way.packed ? PACKED_LOOKS : DENSE_LOOKS;
    if (looks < more) {
        return;
    }
    way.bytes += staging->ways[looks - more][way.begin].bytes;
    if (way.bytes < best->bytes) {
        *best = way;
    }
}

static bool packs(const struct staging *staging, size_t at)
{
    return staging->making->source->form == LAYOUT_PACKED &&
           level_at(staging, at)->classes > 1;
}

static void cut(struct staging *staging)
{
    size_t levels = staging->count;
    for (size_t looks = 0; looks <= MOST_LOOKS; looks++) {
        for (size_t end = 0; end <= levels; end++) {
            staging->ways[looks][end].bytes =
                looks == 0 && end == 0 ? 0 : TOO_MANY;
            for (size_t begin = 0; begin < end; begin++) {
                if (!packs(staging, begin)) {
                    try_way(staging, looks, end,
                            (struct way){ dense_bytes(staging, begin, end),
                                          begin, false });
                }
            }
            if (end > 0 && level_at(staging, end - 1)->classes > 1) {
                try_way(staging, looks, end,
                        (struct way){ packed_bytes(staging, end - 1), end - 1,
                                      true });
            }
        }
    }
}

/* The bytes that rows take. */
static uint64_t bytes_of_rows(const struct making *making)
{
    uint64_t cells = 0;
    for (size_t i = 0; i < making->layout->level_count; i++) {
        cells += making->node_count[i] * making->layout->levels[i].classes;
    }
    return cells * sizeof(uint32_t);
}

/* How many looks there are to be; 0: rows. Tables of half the size are worth
 * another look, but none are worth it that are larger than rows. */
static size_t choose(const struct staging *staging)
{
    size_t levels = staging->count;
    const struct layout_source *source = staging->making->source;
    uint64_t beside = source->beside(source->context);
    uint64_t most = bytes_of_rows(staging->making) + beside;
    most = most < STAGES_FIT || source->form == LAYOUT_PACKED
               ? most + STAGES_FIT
               : most;
    for (uint64_t bytes = STAGES_FIT; bytes < most * 2; bytes *= 2) {
        uint64_t room = bytes < most ? bytes : most;
        for (size_t looks = 1; looks <= MOST_LOOKS; looks++) {
            if (staging->ways[looks][levels].bytes + beside <= room) {
                return looks;
            }
        }
    }
    return 0;
}

/* --- the tables ---------------------------------------------------------- */

/* What a cell of a stage that ends there holds for the node it leads to. */
static uint32_t value_of(const struct staging *staging, size_t end,
                         uint32_t node)
{
    const struct front *next = &staging->fronts[end];
    return end == staging->count ? making_answer(staging->making, node)
                                 : next->begins[number_of(next, node)];
}

static void fill(const struct staging *staging, size_t begin, size_t end,
                 uint32_t node, uint32_t *cell)
{
    const struct making *making = staging->making;
    const struct layout_level *level = level_at(staging, begin);
    for (size_t i = 0; i < level->classes; i++) {
        uint32_t next = node_follow(making->source->diagrams, node,
                                    level->level, level->example[i]);
        uint32_t *at = cell + i * level->stride;
        if (begin + 1 < end) {
            fill(staging, begin + 1, end, next, at);
        } else {
            *at = value_of(staging, end, next);
        }
    }
}

/* The stage over the levels [begin, end); those behind it are made. */
static void make_dense(struct staging *staging, size_t begin, size_t end)
{
    struct making *making = staging->making;
    struct arena *arena = making->source->arena;
    struct front *front = &staging->fronts[begin];
    struct cells *stage = arena_allocate(arena, sizeof *stage);
    uint32_t width = 1;
    for (size_t i = end; i-- > begin;) {
        level_at(staging, i)->stride = width;
        width *= (uint32_t)level_at(staging, i)->classes;
    }
    level_at(staging, end - 1)->stage = stage;
    stage->count = front->count * width;
    stage->items = arena_array(arena, stage->count, sizeof *stage->items);
    for (size_t i = 0; i < front->count; i++) {
        front->begins[i] = (uint32_t)i * width;
        fill(staging, begin, end, front->nodes[i],
             stage->items + front->begins[i]);
    }
}

/* A row to pack. */
struct sparse_row {
    size_t number, others;
    uint32_t most; /* the node that most of it leads to */
};

static int compare_rows(const void *a, const void *b)
{
    const struct sparse_row *left = a;
    const struct sparse_row *right = b;
    if (left->others != right->others) {
        return left->others > right->others ? -1 : 1;
    }
    return left->number < right->number ? -1 : left->number > right->number;
}

static struct sparse_row *list_rows(struct staging *staging, size_t at)
{
    struct making *making = staging->making;
    const struct front *front = &staging->fronts[at];
    const struct front *next = &staging->fronts[at + 1];
    size_t classes = level_at(staging, at)->classes;
    size_t place = staging->places[at];
    struct sparse_row *rows =
        arena_array(making->scratch, front->count, sizeof *rows);
    uint32_t *row = arena_array(making->scratch, classes, sizeof *row);
    uint32_t *times =
        arena_array(making->scratch, next->count + 1, sizeof *times);
    for (size_t i = 0; i < front->count; i++) {
        rows[i].number = i;
        making_row(making, place, front->nodes[i], row);
        rows[i].most = most_of(row, classes, next, times, &rows[i].others);
    }
    qsort(rows, front->count, sizeof *rows, compare_rows);
    return rows;
}

static void make_packed(struct staging *staging, size_t at)
{
    struct making *making = staging->making;
    struct layout_level *level = level_at(staging, at);
    struct front *front = &staging->fronts[at];
    const struct sparse_row *rows = list_rows(staging, at);
    struct pack pack =
        pack_begin(making->source->arena, level->classes, front->count);
    uint32_t *row = arena_array(making->scratch, level->classes, sizeof *row);
    for (size_t i = 0; i < front->count; i++) {
        making_row(making, staging->places[at], front->nodes[rows[i].number],
                   row);
        for (size_t k = 0, end = 0; k < level->classes; k = end) {
            end = run_end(row, level->classes, k);
            uint32_t value = value_of(staging, at + 1, row[k]);
            while (k < end) {
                row[k++] = value;
            }
        }
        front->begins[rows[i].number] =
            pack_row(&pack, row, value_of(staging, at + 1, rows[i].most));
    }
    pack_end(&pack);
    level->stage = pack.cells;
    level->owner = pack.owner;
}

static void make_tables(struct staging *staging, size_t looks)
{
    struct making *making = staging->making;
    size_t end = staging->count;
    while (end > 0) {
        struct way way = staging->ways[looks][end];
        struct front *front = &staging->fronts[way.begin];
        front->begins =
            arena_array(making->scratch, front->count, sizeof(uint32_t));
        if (way.packed) {
            make_packed(staging, way.begin);
        } else {
            make_dense(staging, way.begin, end);
        }
        looks -= way.packed ? PACKED_LOOKS : DENSE_LOOKS;
        end = way.begin;
    }
}

bool stages_make(struct making *making)
{
    struct staging *staging = arena_allocate(making->scratch, sizeof *staging);
    *staging = (struct staging){ .making = making };
    for (size_t i = 0; i < making->layout->level_count; i++) {
        bool last = i + 1 == making->layout->level_count;
        if (making->layout->levels[i].classes > 1 ||
            (last && staging->count == 0)) {
            staging->places[staging->count++] = i;
        }
    }
    begin_front(making, &staging->fronts[0]);
    add_node(making->scratch, &staging->fronts[0], making->source->root);
    for (size_t i = 0; i < staging->count; i++) {
        if (!advance(staging, i)) {
            return false;
        }
    }
    cut(staging);
    size_t looks = choose(staging);
    if (looks > 0) {
        make_tables(staging, looks);
    }
    return looks > 0;
}
