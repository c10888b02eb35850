/* The nodes that are reached when levels are taken one after the other, skipped
 * or not, make the front before each level. A stage over the levels from i to k
 * has as many rows as the front before i has nodes, and is as wide as the
 * product of the classes from i to k; so the cells of every possible stage are
 * known beforehand, and the cheapest cut into a number of stages is found by
 * dynamic programming. */

#include "base/arena.h"
#include "emit/c/making.h"

enum { MOST_FRONT = 1 << 16 };

/* Nodes by number, and numbers by node. */
struct front {
    uint32_t *nodes;
    size_t count;
    uint32_t *slots; /* by hash of the node: 1 + its number; 0: free */
    size_t slot_count;
};

struct staging {
    struct making *making;
    struct front fronts[LAYOUT_LEVELS + 1]; /* [place]: before that level */
    uint64_t cells[LAYOUT_LEVELS + 1][LAYOUT_LEVELS + 1]; /* [stages][end] */
    size_t begin[LAYOUT_LEVELS + 1][LAYOUT_LEVELS + 1];   /* of the last */
};

#define TOO_MANY (UINT64_C(1) << 40)

/* --- fronts -------------------------------------------------------------- */

/* The slot of a node: its own, or the free one where it would stand. */
static uint32_t *slot_of(const struct front *front, uint32_t node)
{
    size_t at = (size_t)(node * UINT64_C(0x9E3779B97F4A7C15) >> 32);
    for (;; at++) {
        uint32_t *slot = &front->slots[at & (front->slot_count - 1)];
        if (*slot == 0 || front->nodes[*slot - 1] == node) {
            return slot;
        }
    }
}

static void add_node(struct arena *arena, struct front *front, uint32_t node)
{
    if ((front->count + 1) * 2 > front->slot_count) {
        front->slot_count = front->slot_count == 0 ? 64 : front->slot_count * 2;
        front->slots =
            arena_array(arena, front->slot_count, sizeof *front->slots);
        for (size_t i = 0; i < front->count; i++) {
            *slot_of(front, front->nodes[i]) = (uint32_t)i + 1;
        }
    }
    uint32_t *slot = slot_of(front, node);
    if (*slot == 0) {
        front->nodes = arena_extend(arena, front->nodes, front->count,
                                    sizeof *front->nodes);
        front->nodes[front->count++] = node;
        *slot = (uint32_t)front->count;
    }
}

/* The front behind a level from the one before it; false where it is large. */
static bool advance(struct staging *staging, size_t place)
{
    struct making *making = staging->making;
    const struct layout_level *level = &making->layout->levels[place];
    const struct front *from = &staging->fronts[place];
    struct front *to = &staging->fronts[place + 1];
    for (size_t i = 0; i < from->count; i++) {
        for (size_t k = 0; k < level->classes; k++) {
            add_node(making->scratch, to,
                     node_follow(making->source->diagrams, from->nodes[i],
                                 level->level, level->example[k]));
        }
        if (to->count > MOST_FRONT) {
            return false;
        }
    }
    return true;
}

/* --- the cut ------------------------------------------------------------- */

/* Cells of a stage over the levels [begin, end). */
static uint64_t cells_of(const struct staging *staging, size_t begin,
                         size_t end)
{
    uint64_t cells = staging->fronts[begin].count;
    for (size_t i = begin; i < end; i++) {
        cells *= staging->making->layout->levels[i].classes;
        cells = cells > TOO_MANY ? TOO_MANY : cells;
    }
    return cells;
}

/* The cheapest way to so many stages that end there: where the last begins. */
static void cut_last(struct staging *staging, size_t stages, size_t end)
{
    uint64_t *least = &staging->cells[stages][end];
    *least = TOO_MANY;
    for (size_t begin = 0; begin < end; begin++) {
        uint64_t cells =
            staging->cells[stages - 1][begin] + cells_of(staging, begin, end);
        if (cells < *least) {
            *least = cells;
            staging->begin[stages][end] = begin;
        }
    }
}

static void cut(struct staging *staging)
{
    size_t levels = staging->making->layout->level_count;
    for (size_t end = 0; end <= levels; end++) {
        staging->cells[0][end] = end == 0 ? 0 : TOO_MANY;
    }
    for (size_t stages = 1; stages <= levels; stages++) {
        for (size_t end = 0; end <= levels; end++) {
            cut_last(staging, stages, end);
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

/* The fewest stages that take at most so many bytes, or 0. Offsets that 16 bits
 * hold take two, a single table of small answers one. */
static size_t fewest(const struct staging *staging, uint64_t bytes)
{
    size_t levels = staging->making->layout->level_count;
    for (size_t stages = 1; stages <= levels; stages++) {
        uint64_t cells = staging->cells[stages][levels];
        bool small = staging->making->largest <= UINT8_MAX &&
                     (stages == 1 || cells <= UINT8_MAX);
        bool wide = staging->making->largest > UINT16_MAX ||
                    (stages > 1 && cells > UINT16_MAX);
        if (cells * (wide ? 4 : small ? 1 : 2) <= bytes) {
            return stages;
        }
    }
    return 0;
}

/* How many stages there are to be; 0: rows. A table of a quarter of the size is
 * worth another stage, but no table is worth it that is larger than rows. */
static size_t choose(const struct staging *staging)
{
    uint64_t most = bytes_of_rows(staging->making);
    most = most < STAGES_SMALL ? STAGES_SMALL : most;
    for (uint64_t bytes = STAGES_FIT;; bytes *= 4) {
        size_t stages = fewest(staging, bytes < most ? bytes : most);
        if (stages > 0 || bytes >= most) {
            return stages;
        }
    }
}

/* --- the tables ---------------------------------------------------------- */

/* What a stage leads to. */
struct goal {
    const struct front *front;
    uint32_t width; /* of its rows; 0: answers */
};

static void fill(const struct making *making, const struct goal *goal,
                 size_t place, uint32_t node, uint32_t *cell)
{
    const struct layout *layout = making->layout;
    const struct layout_level *level = &layout->levels[place];
    for (size_t i = 0; i < level->classes; i++) {
        uint32_t next = node_follow(making->source->diagrams, node,
                                    level->level, level->example[i]);
        uint32_t *at = cell + i * level->stride;
        if (level->stage == NULL) {
            fill(making, goal, place + 1, next, at);
        } else if (goal->width == 0) {
            *at = making_answer(making, next);
        } else {
            *at = goal->width * (*slot_of(goal->front, next) - 1);
        }
    }
}

/* Makes the stage over the levels [begin, end); `width` is that of the next. */
static void make_stage(struct staging *staging, size_t begin, size_t end,
                       uint32_t width)
{
    struct making *making = staging->making;
    struct layout *layout = making->layout;
    struct arena *arena = making->source->arena;
    struct cells *stage = arena_allocate(arena, sizeof *stage);
    struct goal goal = { .front = &staging->fronts[end],
                         .width = end == layout->level_count ? 0 : width };
    uint32_t row = 1;
    for (size_t i = end; i-- > begin;) {
        layout->levels[i].stride = row;
        row *= (uint32_t)layout->levels[i].classes;
    }
    layout->levels[end - 1].stage = stage;
    stage->count = staging->fronts[begin].count * row;
    stage->items = arena_array(arena, stage->count, sizeof *stage->items);
    for (size_t i = 0; i < staging->fronts[begin].count; i++) {
        fill(making, &goal, begin, staging->fronts[begin].nodes[i],
             stage->items + i * row);
    }
}

bool stages_make(struct making *making)
{
    struct staging *staging = arena_allocate(making->scratch, sizeof *staging);
    size_t levels = making->layout->level_count;
    staging->making = making;
    add_node(making->scratch, &staging->fronts[0], making->source->root);
    for (size_t i = 0; i < levels; i++) {
        if (!advance(staging, i)) {
            return false;
        }
    }
    cut(staging);
    size_t stages = choose(staging);
    uint32_t width = 0;
    bool fits = stages > 0;
    for (size_t end = levels; stages > 0; stages--) {
        size_t begin = staging->begin[stages][end];
        make_stage(staging, begin, end, width);
        width = (uint32_t)(making->layout->levels[begin].stride *
                           making->layout->levels[begin].classes);
        end = begin;
    }
    return fits;
}
