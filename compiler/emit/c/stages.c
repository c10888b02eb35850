/* Stages as they are planned in staging.h, from the last to the first. */

#include "emit/c/staging.h"

#include "base/arena.h"
#include "emit/c/pack.h"

#include <stdlib.h>

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

/* What a cell of a stage that ends there holds for the node it leads to. Where
 * that has no row, it is where a row behind the last would begin. */
static uint32_t value_of(const struct staging *staging, size_t end,
                         uint32_t node)
{
    const struct front *next = &staging->fronts[end];
    return end == staging->count ? making_answer(staging->making, node)
                                 : next->begins[front_number(next, node)];
}

static void fill(const struct staging *staging, size_t begin, size_t end,
                 uint32_t node, uint32_t *cell)
{
    const struct making *making = staging->making;
    const struct layout_level *level = staging_level(staging, begin);
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

static bool has_row(const struct staging *staging, size_t begin, uint32_t node)
{
    return node != staging->usual || !staging_leaves_out(staging, begin);
}

/* What stands for the row that is left out, if one is. */
static void note_no_row(struct staging *staging, size_t begin, size_t place)
{
    if (staging_leaves_out(staging, begin)) {
        struct front *front = &staging->fronts[begin];
        front->begins[front_number(front, staging->usual)] = (uint32_t)place;
        staging_level(staging, begin - 1)->usual = (uint32_t)place;
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
        staging_level(staging, i)->stride = width;
        width *= (uint32_t)staging_level(staging, i)->classes;
    }
    staging_level(staging, end - 1)->stage = stage;
    staging_level(staging, end - 1)->direct =
        staging_is_direct(staging, begin, end);
    stage->items = arena_array(arena, staging_rows(staging, begin) * width,
                               sizeof *stage->items);
    for (size_t i = 0; i < front->count; i++) {
        if (!has_row(staging, begin, front->nodes[i])) {
            continue;
        }
        front->begins[i] = (uint32_t)stage->count;
        fill(staging, begin, end, front->nodes[i], stage->items + stage->count);
        stage->count += width;
    }
    note_no_row(staging, begin, stage->count);
}

/* A row to pack; there are staging_rows of them. */
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
    size_t classes = staging_level(staging, at)->classes;
    size_t place = staging->places[at];
    struct sparse_row *rows =
        arena_array(making->scratch, front->count, sizeof *rows);
    uint32_t *row = arena_array(making->scratch, classes, sizeof *row);
    uint32_t *times =
        arena_array(making->scratch, next->count + 1, sizeof *times);
    size_t count = 0;
    for (size_t i = 0; i < front->count; i++) {
        if (has_row(staging, at, front->nodes[i])) {
            struct sparse_row *new = &rows[count++];
            new->number = i;
            making_row(making, place, front->nodes[i], row);
            new->most = front_most(row, classes, next, times, &new->others);
        }
    }
    qsort(rows, count, sizeof *rows, compare_rows);
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
    struct layout_level *level = staging_level(staging, at);
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
    size_t classes = staging_level(staging, at)->classes;
    uint32_t *row = arena_array(making->scratch, classes, sizeof *row);
    struct column *columns =
        arena_array(making->scratch, classes, sizeof *columns);
    for (size_t k = 0; k < classes; k++) {
        columns[k].class = k;
    }
    for (size_t i = 0; i < staging_rows(staging, at); i++) {
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
    struct layout_level *level = staging_level(staging, at);
    struct front *front = &staging->fronts[at];
    const struct sparse_row *rows = list_rows(staging, at);
    size_t count = staging_rows(staging, at);
    size_t unit = making->source->form == LAYOUT_APART
                      ? PACK_MOST_UNIT / 2
                      : pack_unit(count, front->differing);
    struct pack pack =
        pack_begin(making->source->arena, level->classes, count, unit);
    uint32_t *row = arena_array(making->scratch, level->classes, sizeof *row);
    uint32_t *values =
        arena_array(making->scratch, level->classes, sizeof *values);
    deal_columns(staging, at, pack.unit, count_uses(staging, at, rows));
    for (size_t i = 0; i < count; i++) {
        making_row(making, staging->places[at], front->nodes[rows[i].number],
                   row);
        for (size_t k = 0, end = 0; k < level->classes; k = end) {
            end = front_run_end(row, level->classes, k);
            uint32_t value = value_of(staging, at + 1, row[k]);
            while (k < end) {
                values[level->column[k++] - 1] = value;
            }
        }
        front->begins[rows[i].number] =
            pack_row(&pack, values, value_of(staging, at + 1, rows[i].most));
    }
    pack_end(&pack);
    note_no_row(staging, at,
                pack.rest != NULL ? pack.rest->count : pack.cells->count);
    level->stage = pack.cells;
    level->owner = pack.owner;
    level->rest = pack.rest;
    level->unit = (uint32_t)pack.unit;
    uint32_t largest = stage_largest(level);
    level->owner_bit = staging_owner_bit(largest, level->classes);
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
        looks -= staging_looks(staging, &way, end);
        end = way.begin;
    }
}

/* Forgets tables that were made. */
static void clear(struct staging *staging)
{
    for (size_t i = 0; i < staging->count; i++) {
        struct layout_level *level = staging_level(staging, i);
        level->stage = NULL;
        level->owner = NULL;
        level->rest = NULL;
        level->column = NULL;
        level->owner_bit = 0;
        level->unit = 0;
        level->stride = 1;
        level->direct = false;
        level->usual = 0;
    }
}

/* Sets what has no rows. Where tables leave the first cache the usual answer is
 * told as soon as it is certain; in those that do not, looking on costs less than
 * a way that cannot be foretold. */
static void set_usual(struct staging *staging, bool large)
{
    struct making *making = staging->making;
    enum layout_form form = making->source->form;
    bool told = large || form == LAYOUT_USUAL || form == LAYOUT_LISTS;
    staging->usual = told ? making_usual(making) : UNKNOWN;
    making->layout->has_usual = staging->usual != UNKNOWN;
    if (making->layout->has_usual) {
        making->layout->usual = node_value(staging->usual);
        making->layout->usual_place = making_answer(making, staging->usual);
    }
    staging_cut(staging);
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
        if (bytes <= STAGES_FIT * 2) {
            set_usual(staging, bytes > STAGES_FIT);
        }
        for (size_t looks = 0; looks <= STAGING_MOST_LOOKS; looks++) {
            uint64_t needs = staging->ways[looks][levels].bytes + beside;
            if (needs <= room && needs < tried - tried / STAGING_WORTH) {
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
    layout->has_usual = false;
    return false;
}

bool stages_make(struct making *making)
{
    struct staging *staging = arena_allocate(making->scratch, sizeof *staging);
    return staging_begin(staging, making) && choose(staging);
}
