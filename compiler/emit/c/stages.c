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
    /* Longer stages are tried first, and what is read before a long one stays in
     * the first cache: one that is shorter must save a part of the bytes. */
    WORTH = 16,
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

/* Bits that hold the number; at least one. */
static unsigned bits_of(uint64_t largest)
{
    unsigned bits = 1;
    while (largest >> bits != 0) {
        bits++;
    }
    return bits;
}

static uint64_t bytes_of_bits(unsigned bits)
{
    return bits <= 8 ? 1 : bits <= 16 ? 2 : bits <= 32 ? 4 : 8;
}

/* Whether cells hold whose they are. A column is numbered from one. */
static bool is_joined(uint64_t largest, size_t columns)
{
    unsigned owner = bits_of(columns);
    unsigned cell = bits_of(largest);
    return cell + owner <= 32 && bytes_of_bits(cell + owner) <=
                                     bytes_of_bits(cell) + bytes_of_bits(owner);
}

/* The largest number in a stage that ends there: an answer, or, as far as can be
 * told, where a row begins. */
static uint64_t largest_cell(const struct staging *staging, size_t end)
{
    return end == staging->count ? staging->making->largest
                                 : pack_places(staging->fronts[end].count,
                                               staging->fronts[end].differing);
}

static uint64_t dense_bytes(const struct staging *staging, size_t begin,
                            size_t end)
{
    uint64_t cells = staging->fronts[begin].count;
    for (size_t i = begin; i < end; i++) {
        cells *= level_at(staging, i)->classes;
        cells = cells > TOO_MANY ? TOO_MANY : cells;
    }
    return cells * bytes_of_bits(bits_of(largest_cell(staging, end)));
}

static uint64_t packed_bytes(const struct staging *staging, size_t at)
{
    const struct front *front = &staging->fronts[at];
    size_t columns = level_at(staging, at)->classes;
    uint64_t largest = largest_cell(staging, at + 1);
    uint64_t cell = bytes_of_bits(bits_of(largest));
    uint64_t rest = pack_unit(front->count, front->differing) > 1
                        ? pack_places(front->count, front->differing)
                        : 0;
    uint64_t cells = pack_cells(front->count, front->differing) + columns;
    return rest * cell +
           cells * (is_joined(largest, columns)
                        ? bytes_of_bits(bits_of(largest) + bits_of(columns))
                        : cell + bytes_of_bits(bits_of(columns)));
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
    if (way.bytes + way.bytes / WORTH < best->bytes) {
        *best = way;
    }
}

static bool packs(const struct staging *staging, size_t at)
{
    return staging->making->source->form >= LAYOUT_PACKED &&
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

/* A class of a packed stage, and how many rows keep a cell for it. */
struct column {
    size_t class, uses;
};

static int compare_columns(const void *a, const void *b)
{
    const struct column *left = a;
    const struct column *right = b;
    if (left->uses != right->uses) {
        return left->uses > right->uses ? -1 : 1;
    }
    return left->class < right->class ? -1 : left->class > right->class;
}

/* Columns at one distance from the places share their cells, so those that are
 * used most are dealt to where the fewest uses are. */
static void deal_columns(struct staging *staging, size_t at, size_t unit,
                         struct column *columns)
{
    struct layout_level *level = level_at(staging, at);
    size_t uses[PACK_MOST_UNIT] = { 0 };
    size_t dealt[PACK_MOST_UNIT] = { 0 };
    level->column = arena_array(staging->making->source->arena, level->classes,
                                sizeof *level->column);
    qsort(columns, level->classes, sizeof *columns, compare_columns);
    for (size_t i = 0; i < level->classes; i++) {
        size_t best = unit;
        for (size_t k = 0; k < unit; k++) {
            bool room = dealt[k] * unit + k < level->classes;
            if (room && (best == unit || uses[k] < uses[best])) {
                best = k;
            }
        }
        level->column[columns[i].class] =
            (uint32_t)(dealt[best]++ * unit + best) + 1;
        uses[best] += columns[i].uses;
    }
}

static struct column *count_uses(struct staging *staging, size_t at,
                                 const struct sparse_row *rows)
{
    struct making *making = staging->making;
    const struct front *front = &staging->fronts[at];
    size_t classes = level_at(staging, at)->classes;
    uint32_t *row = arena_array(making->scratch, classes, sizeof *row);
    struct column *columns =
        arena_array(making->scratch, classes, sizeof *columns);
    for (size_t k = 0; k < classes; k++) {
        columns[k].class = k;
    }
    for (size_t i = 0; i < front->count; i++) {
        making_row(making, staging->places[at], front->nodes[rows[i].number],
                   row);
        for (size_t k = 0; k < classes; k++) {
            columns[k].uses += row[k] != rows[i].most;
        }
    }
    return columns;
}

static void make_packed(struct staging *staging, size_t at)
{
    struct making *making = staging->making;
    struct layout_level *level = level_at(staging, at);
    struct front *front = &staging->fronts[at];
    const struct sparse_row *rows = list_rows(staging, at);
    size_t unit = making->source->form == LAYOUT_APART
                      ? PACK_MOST_UNIT / 2
                      : pack_unit(front->count, front->differing);
    struct pack pack =
        pack_begin(making->source->arena, level->classes, front->count, unit);
    uint32_t *row = arena_array(making->scratch, level->classes, sizeof *row);
    uint32_t *values =
        arena_array(making->scratch, level->classes, sizeof *values);
    deal_columns(staging, at, pack.unit, count_uses(staging, at, rows));
    for (size_t i = 0; i < front->count; i++) {
        making_row(making, staging->places[at], front->nodes[rows[i].number],
                   row);
        for (size_t k = 0, end = 0; k < level->classes; k = end) {
            end = run_end(row, level->classes, k);
            uint32_t value = value_of(staging, at + 1, row[k]);
            while (k < end) {
                values[level->column[k++] - 1] = value;
            }
        }
        front->begins[rows[i].number] =
            pack_row(&pack, values, value_of(staging, at + 1, rows[i].most));
    }
    pack_end(&pack);
    level->stage = pack.cells;
    level->owner = pack.owner;
    level->rest = pack.rest;
    level->unit = (uint32_t)pack.unit;
    uint32_t largest = stage_largest(level);
    level->owner_bit =
        is_joined(largest, level->classes) ? bits_of(largest) : 0;
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

/* Forgets tables that were made. */
static void clear(struct staging *staging)
{
    for (size_t i = 0; i < staging->count; i++) {
        struct layout_level *level = level_at(staging, i);
        level->stage = NULL;
        level->owner = NULL;
        level->rest = NULL;
        level->column = NULL;
        level->owner_bit = 0;
        level->unit = 0;
        level->stride = 1;
    }
}

/* The tables in as few looks as are worth it; false: in rows. Tables of half the
 * size are worth another look, but none are worth it that are larger than rows.
 * What tables take is known before they are made but for the gaps of those that
 * are packed, so it is looked at again: what is to fit the first cache must. */
static bool choose(struct staging *staging)
{
    size_t levels = staging->count;
    struct layout *layout = staging->making->layout;
    const struct layout_source *source = staging->making->source;
    uint64_t beside = source->beside(source->context);
    uint64_t most = bytes_of_rows(staging->making) + beside;
    most = most < STAGES_FIT || source->form >= LAYOUT_PACKED
               ? most + STAGES_FIT
               : most;
    layout->staged = true;
    for (uint64_t bytes = STAGES_FIT; bytes < most * 2; bytes *= 2) {
        uint64_t room = bytes < most ? bytes : most;
        uint64_t tried = UINT64_MAX;
        for (size_t looks = 1; looks <= MOST_LOOKS; looks++) {
            uint64_t needs = staging->ways[looks][levels].bytes + beside;
            if (needs <= room && needs < tried - tried / WORTH) {
                tried = needs;
                make_tables(staging, looks);
                uint64_t over = bytes > STAGES_FIT ? room / 4 : 0;
                if (layout_bytes(layout) + beside <= room + over) {
                    return true;
                }
                clear(staging);
            }
        }
    }
    return false;
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
    return choose(staging);
}
