/* Classes come from refinement: every node splits the classes whose terms it
 * sends to different places, so what is left together no node tells apart. One
 * term of each class then stands for all of it. The main invariant: the table
 * leads from the classes of terms to the answer of the node to which the
 * diagram leads from the terms. */

#include "emit/c/layout.h"

#include "base/arena.h"
#include "base/bits.h"
#include "emit/c/making.h"
#include "emit/c/numbering.h"
#include "emit/c/rows.h"

#include <string.h>

size_t making_place(const struct making *making, uint32_t node)
{
    const struct layout *layout = making->layout;
    int level = node_level(making->source->diagrams, node);
    for (size_t i = 0; i < layout->level_count; i++) {
        if (layout->levels[i].level == level) {
            return i;
        }
    }
    return layout->level_count;
}

static uint32_t ask_answer(struct making *making, uint32_t node)
{
    if (node_is_terminal(node) && node_value(node) >= making->terminals) {
        making->terminals = (size_t)node_value(node) + 1;
    }
    uint32_t answer = making->source->answer(making->source->context, node);
    making->largest = answer > making->largest ? answer : making->largest;
    return answer;
}

uint32_t making_answer(const struct making *making, uint32_t node)
{
    return node_is_terminal(node)
               ? making->source->answer(making->source->context, node)
               : making->note[node];
}

/* The nodes of each level, and the answers of those below, in one walk. */
static void collect(struct making *making, struct bits *seen, uint32_t node)
{
    size_t place = making_place(making, node);
    bool below = place == making->layout->level_count;
    if (node_is_terminal(node)) {
        (void)ask_answer(making, node);
        return;
    }
    if (bits_has(seen, node)) {
        return;
    }
    bits_add(seen, node);
    if (below) {
        making->note[node] = ask_answer(making, node);
        return;
    }
    making->nodes[place] =
        arena_extend(making->scratch, making->nodes[place],
                     making->node_count[place], sizeof(uint32_t));
    making->nodes[place][making->node_count[place]++] = node;
    size_t count;
    const struct edge *edges =
        node_edges(making->source->diagrams, node, &count);
    for (size_t i = 0; i < count; i++) {
        collect(making, seen, edges[i].to);
    }
}

/* --- classes ------------------------------------------------------------- */

/* Splits the classes by where the node's edges lead: [class * edges + edge] is
 * the new class, where the first edge of several to one place stands for all.
 * What another round wrote is free. */
struct splitting {
    struct split {
        uint32_t round, class;
    } * slots;
    size_t slot_count;
    uint32_t round;
    struct numbering first; /* 1 + the edge, in this round */
};

static struct split *split_slot(struct making *making,
                                struct splitting *splitting, size_t slots,
                                size_t at)
{
    if (slots > splitting->slot_count) {
        splitting->slot_count = slots * 2;
        splitting->slots = arena_array(making->scratch, splitting->slot_count,
                                       sizeof *splitting->slots);
    }
    return &splitting->slots[at];
}

static void split_by(struct making *making, struct layout_level *level,
                     struct splitting *splitting, uint32_t node)
{
    size_t count;
    const struct edge *edges =
        node_edges(making->source->diagrams, node, &count);
    uint32_t classes = 0;
    splitting->round++;
    for (size_t i = count; i-- > 0;) {
        *numbering_at(&splitting->first, edges[i].to) = (uint32_t)i + 1;
    }
    size_t slots = level->classes * count;
    for (uint32_t term = 0, edge = 0; term < level->terms; term++) {
        edge += term >= edges[edge].end;
        size_t at = level->class_of[term] * count +
                    *numbering_at(&splitting->first, edges[edge].to) - 1;
        struct split *slot = split_slot(making, splitting, slots, at);
        if (slot->round != splitting->round) {
            *slot = (struct split){ splitting->round, classes++ };
        }
        level->class_of[term] = slot->class;
    }
    level->classes = classes;
}

static void make_classes(struct making *making, size_t place)
{
    struct layout_level *level = &making->layout->levels[place];
    struct splitting splitting = {
        .first = numbering_create(making->scratch,
                                  diagrams_node_count(making->source->diagrams),
                                  making->terminals)
    };
    level->class_of = arena_array(making->source->arena, level->terms,
                                  sizeof *level->class_of);
    level->classes = 1;
    for (size_t i = 0;
         i < making->node_count[place] && level->classes < level->terms; i++) {
        split_by(making, level, &splitting, making->nodes[place][i]);
    }
    level->example = arena_array(making->source->arena, level->classes,
                                 sizeof *level->example);
    size_t known = 0;
    for (uint32_t term = 0; term < level->terms; term++) {
        if (level->class_of[term] == known) {
            level->example[known++] = term;
        }
    }
}

void making_row(const struct making *making, size_t place, uint32_t node,
                uint32_t *to)
{
    const struct layout_level *level = &making->layout->levels[place];
    const struct diagrams *diagrams = making->source->diagrams;
    bool skips = node_level(diagrams, node) != level->level;
    size_t count;
    const struct edge *edge = skips ? NULL : node_edges(diagrams, node, &count);
    for (size_t i = 0; i < level->classes; i++) {
        while (!skips && level->example[i] >= edge->end) {
            edge++;
        }
        to[i] = skips ? node : edge->to;
    }
}

/* --- rows ---------------------------------------------------------------- */

static uint32_t add_rows(struct making *making, uint32_t node)
{
    struct layout *layout = making->layout;
    struct cells *rows = &layout->rows;
    size_t place = making_place(making, node);
    if (place == layout->level_count) {
        return CELL_ANSWER | making_answer(making, node);
    }
    const struct layout_level *level = &layout->levels[place];
    if (making->note[node] == UNKNOWN) {
        size_t row = rows->count;
        for (size_t i = 0; i < level->classes; i++) {
            rows->items = arena_extend(making->source->arena, rows->items,
                                       rows->count, sizeof *rows->items);
            rows->items[rows->count++] = 0;
        }
        making->overflow |= rows->count > CELL_OFFSET;
        making->note[node] = (uint32_t)row;
        for (size_t i = 0; i < level->classes && !making->overflow; i++) {
            uint32_t cell =
                add_rows(making, node_follow(making->source->diagrams, node,
                                             level->level, level->example[i]));
            rows->items[row + i] = cell;
        }
    }
    return (uint32_t)place << CELL_LEVEL | making->note[node];
}

/* --- the face ------------------------------------------------------------ */

bool layout_make(const struct layout_source *source, struct layout *layout)
{
    struct making making = { .source = source,
                             .layout = layout,
                             .scratch = arena_create() };
    size_t nodes = diagrams_node_count(source->diagrams);
    making.nodes =
        arena_array(making.scratch, LAYOUT_LEVELS, sizeof *making.nodes);
    making.note = arena_array(making.scratch, nodes, sizeof *making.note);
    memset(making.note, 0xFF, nodes * sizeof *making.note);
    collect(&making, bits_create(making.scratch, nodes), source->root);
    for (size_t i = 0; i < layout->level_count; i++) {
        make_classes(&making, i);
        layout->levels[i].stride = 1;
    }
    layout->staged = source->form != LAYOUT_ROWS && stages_make(&making);
    if (!layout->staged) {
        layout->root = add_rows(&making, source->root);
    }
    arena_destroy(making.scratch);
    return !making.overflow;
}

size_t array_bytes(size_t count, uint32_t largest)
{
    return (count + 1) * type_bytes(rows_type(largest));
}

static size_t stage_bytes(const struct layout_level *level)
{
    uint32_t largest = stage_largest(level);
    size_t count = level->stage->count;
    if (level->owner == NULL) {
        return array_bytes(count, largest);
    }
    size_t rest =
        level->rest != NULL ? array_bytes(level->rest->count, largest) : 0;
    uint32_t columns = (uint32_t)level->classes;
    return level->owner_bit > 0
               ? rest + array_bytes(count, columns << level->owner_bit)
               : rest + array_bytes(count, largest) +
                     array_bytes(count, columns);
}

size_t layout_bytes(const struct layout *layout)
{
    size_t bytes = layout->staged
                       ? 0
                       : (layout->rows.count + 1) * sizeof *layout->rows.items;
    for (size_t i = 0; i < layout->level_count; i++) {
        const struct layout_level *level = &layout->levels[i];
        if (level->classes > 1) {
            bytes += array_bytes(level->terms, level_largest(level));
        }
        if (level->stage != NULL && !level->direct) {
            bytes += stage_bytes(level);
        }
    }
    return bytes;
}

uint32_t level_counts(const struct layout_level *level, size_t term)
{
    uint32_t class = level->class_of[term];
    if (level->direct) {
        return level->stage->items[class];
    }
    return level->column != NULL ? level->column[class] : class * level->stride;
}

uint32_t level_largest(const struct layout_level *level)
{
    if (level->direct) {
        return stage_largest(level);
    }
    return level->column != NULL
               ? (uint32_t)level->classes
               : (uint32_t)(level->classes - 1) * level->stride;
}

uint32_t cells_largest(const struct cells *cells)
{
    uint32_t largest = 0;
    for (size_t i = 0; i < cells->count; i++) {
        largest = cells->items[i] > largest ? cells->items[i] : largest;
    }
    return largest;
}

uint32_t stage_largest(const struct layout_level *level)
{
    uint32_t cells = cells_largest(level->stage);
    uint32_t rest = level->rest != NULL ? cells_largest(level->rest) : 0;
    return cells > rest ? cells : rest;
}

struct cells cells_joined(struct arena *arena, const struct layout_level *level)
{
    struct cells joined = { .count = level->stage->count };
    joined.items = arena_array(arena, joined.count, sizeof *joined.items);
    for (size_t i = 0; i < joined.count; i++) {
        joined.items[i] = level->stage->items[i] | level->owner->items[i]
                                                       << level->owner_bit;
    }
    return joined;
}
