#include "emit/c/staging.h"

#include "base/arena.h"
#include "emit/c/pack.h"

enum { MOST_FRONT = 1 << 20, DENSE_LOOKS = 1, PACKED_LOOKS = 2 };

#define TOO_MANY (UINT64_C(1) << 40)

struct layout_level *staging_level(const struct staging *staging, size_t i)
{
    return &staging->making->layout->levels[staging->places[i]];
}

/* --- fronts -------------------------------------------------------------- */

uint32_t front_number(const struct front *front, uint32_t node)
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

bool staging_leaves_out(const struct staging *staging, size_t at)
{
    return at > 0 && staging->usual != UNKNOWN &&
           *numbering_at(&staging->fronts[at].numbering, staging->usual) != 0;
}

size_t staging_rows(const struct staging *staging, size_t begin)
{
    return staging->fronts[begin].count - staging_leaves_out(staging, begin);
}

size_t front_run_end(const uint32_t *row, size_t count, size_t at)
{
    size_t end = at + 1;
    while (end < count && row[end] == row[at]) {
        end++;
    }
    return end;
}

uint32_t front_most(const uint32_t *row, size_t count, const struct front *next,
                    uint32_t *times, size_t *others)
{
    uint32_t most = row[0];
    uint32_t best = 0;
    for (size_t i = 0, end = 0; i < count; i = end) {
        end = front_run_end(row, count, i);
        times[front_number(next, row[i])] += (uint32_t)(end - i);
    }
    for (size_t i = 0; i < count; i = front_run_end(row, count, i)) {
        uint32_t *here = &times[front_number(next, row[i])];
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
    size_t classes = staging_level(staging, at)->classes;
    size_t place = staging->places[at];
    struct front *from = &staging->fronts[at];
    struct front *to = &staging->fronts[at + 1];
    uint32_t *row = arena_array(making->scratch, classes, sizeof *row);
    begin_front(making, to);
    for (size_t i = 0; i < from->count && to->count < MOST_FRONT; i++) {
        making_row(making, place, from->nodes[i], row);
        for (size_t k = 0; k < classes; k = front_run_end(row, classes, k)) {
            add_node(making->scratch, to, row[k]);
        }
    }
    uint32_t *times =
        arena_array(making->scratch, to->count + 1, sizeof *times);
    for (size_t i = 0; i < from->count && to->count < MOST_FRONT; i++) {
        size_t others;
        making_row(making, place, from->nodes[i], row);
        (void)front_most(row, classes, to, times, &others);
        from->differing += others;
    }
    return to->count < MOST_FRONT;
}

bool staging_begin(struct staging *staging, struct making *making)
{
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
    return true;
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

unsigned staging_owner_bit(uint64_t largest, size_t columns)
{
    unsigned owner = bits_of(columns);
    unsigned cell = bits_of(largest);
    bool joined =
        cell + owner <= 32 && bytes_of_bits(cell + owner) <=
                                  bytes_of_bits(cell) + bytes_of_bits(owner);
    return joined ? cell : 0;
}

/* The largest number in a stage that ends there: an answer, or, as far as can be
 * told, where a row begins. */
static uint64_t largest_cell(const struct staging *staging, size_t end)
{
    return end == staging->count ? staging->making->largest
                                 : pack_places(staging_rows(staging, end),
                                               staging->fronts[end].differing);
}

static uint64_t dense_bytes(const struct staging *staging, size_t begin,
                            size_t end)
{
    uint64_t cells = staging_rows(staging, begin);
    for (size_t i = begin; i < end; i++) {
        cells *= staging_level(staging, i)->classes;
        cells = cells > TOO_MANY ? TOO_MANY : cells;
    }
    return cells * bytes_of_bits(bits_of(largest_cell(staging, end)));
}

static uint64_t packed_bytes(const struct staging *staging, size_t at)
{
    uint64_t differing = staging->fronts[at].differing;
    size_t rows = staging_rows(staging, at);
    size_t columns = staging_level(staging, at)->classes;
    uint64_t largest = largest_cell(staging, at + 1);
    uint64_t cell = bytes_of_bits(bits_of(largest));
    uint64_t rest =
        pack_unit(rows, differing) > 1 ? pack_places(rows, differing) : 0;
    uint64_t cells = pack_cells(rows, differing) + columns;
    return rest * cell +
           cells * (staging_owner_bit(largest, columns) > 0
                        ? bytes_of_bits(bits_of(largest) + bits_of(columns))
                        : cell + bytes_of_bits(bits_of(columns)));
}

bool staging_is_direct(const struct staging *staging, size_t begin, size_t end)
{
    return begin == 0 && end == 1 && staging_level(staging, 0)->classes > 1;
}

size_t staging_looks(const struct staging *staging, const struct way *way,
                     size_t end)
{
    return way->packed                                   ? PACKED_LOOKS
           : staging_is_direct(staging, way->begin, end) ? 0
                                                         : DENSE_LOOKS;
}

static void try_way(struct staging *staging, size_t looks, size_t end,
                    struct way way)
{
    struct way *best = &staging->ways[looks][end];
    size_t more = staging_looks(staging, &way, end);
    if (looks < more) {
        return;
    }
    way.bytes += staging->ways[looks - more][way.begin].bytes;
    if (way.bytes + way.bytes / STAGING_WORTH < best->bytes) {
        *best = way;
    }
}

static bool packs(const struct staging *staging, size_t at)
{
    return staging->making->source->form >= LAYOUT_PACKED &&
           staging_level(staging, at)->classes > 1;
}

void staging_cut(struct staging *staging)
{
    size_t levels = staging->count;
    for (size_t looks = 0; looks <= STAGING_MOST_LOOKS; looks++) {
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
            if (end > 0 && staging_level(staging, end - 1)->classes > 1) {
                try_way(staging, looks, end,
                        (struct way){ packed_bytes(staging, end - 1), end - 1,
                                      true });
            }
        }
    }
}
