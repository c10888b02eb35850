/* Operations on two diagrams or more. Recursion goes one level a step, so its
 * depth is bounded by the number of levels. */

#include "diagram/combine.h"

#include "base/memory.h"
#include "diagram/recall.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

static uint32_t tag_of(struct diagrams *diagrams,
                       const struct operation *operation)
{
    for (uint32_t i = 0; i < diagrams->known_count; i++) {
        if (diagrams->known[i].value == operation->value &&
            diagrams->known[i].context == operation->context) {
            return i + 1;
        }
    }
    assert(diagrams->known_count <
               sizeof diagrams->known / sizeof *diagrams->known &&
           "operations are few and last as long as the diagrams");
    diagrams->known[diagrams->known_count] =
        (struct known_operation){ operation->value, operation->context };
    return ++diagrams->known_count;
}

/* One side of a combination: its edges at a level, or one edge over all of it
 * where it skips the level. */
struct side {
    const struct edge *edges;
    size_t count;
    struct edge whole;
};

static void open_side(struct diagrams *diagrams, uint32_t node, int level,
                      struct side *side)
{
    if (node_level(diagrams, node) == level) {
        side->edges = diagrams->nodes[node].edges;
        side->count = diagrams->nodes[node].count;
    } else {
        side->whole = (struct edge){ diagrams->size[level], node };
        side->edges = &side->whole;
        side->count = 1;
    }
}

static bool gives_nothing(enum nothing nothing, struct edge edge)
{
    return nothing == NOTHING_GIVES && edge.to == NODE_TERMINAL;
}

static bool keeps_other(enum nothing nothing, struct edge edge)
{
    return nothing == NOTHING_KEEPS && edge.to == NODE_TERMINAL;
}

/* From the edge `at` on the first that ends behind a point. */
static size_t skip_edges(const struct side *side, size_t at, uint32_t point)
{
    size_t end = side->count;
    while (at < end) {
        size_t middle = (at + end) / 2;
        if (side->edges[middle].end <= point) {
            at = middle + 1;
        } else {
            end = middle;
        }
    }
    return at;
}

/* What one combination carries down. */
struct combining {
    struct diagrams *diagrams;
    const struct operation *operation;
    uint32_t tag;
};

static uint32_t combine(const struct combining *with, uint32_t a, uint32_t b);

static uint32_t combine_edges(const struct combining *with, int level,
                              uint32_t a, uint32_t b)
{
    struct diagrams *diagrams = with->diagrams;
    const struct operation *operation = with->operation;
    struct side left;
    struct side right;
    open_side(diagrams, a, level, &left);
    open_side(diagrams, b, level, &right);
    size_t base = diagrams->stack_count;
    size_t i = 0;
    size_t j = 0;
    while (i < left.count && j < right.count) {
        struct edge one = left.edges[i];
        struct edge other = right.edges[j];
        if (gives_nothing(operation->left, one)) {
            stack_push(diagrams, base, one.end, NODE_TERMINAL);
            j = skip_edges(&right, j, one.end);
            i++;
        } else if (gives_nothing(operation->right, other)) {
            stack_push(diagrams, base, other.end, NODE_TERMINAL);
            i = skip_edges(&left, i, other.end);
            j++;
        } else {
            uint32_t to = keeps_other(operation->left, one) ? other.to
                          : keeps_other(operation->right, other)
                              ? one.to
                              : combine(with, one.to, other.to);
            stack_push(diagrams, base,
                       one.end < other.end ? one.end : other.end, to);
            i += one.end <= other.end;
            j += other.end <= one.end;
        }
    }
    return stack_make(diagrams, level, base);
}

static uint32_t combine(const struct combining *with, uint32_t a, uint32_t b)
{
    struct diagrams *diagrams = with->diagrams;
    const struct operation *operation = with->operation;
    uint32_t result;
    if (diagrams->exhausted) {
        return NODE_TERMINAL;
    }
    if (operation->shortcut != NULL &&
        operation->shortcut(operation->context, a, b, &result)) {
        return result;
    }
    if (node_is_terminal(a) && node_is_terminal(b)) {
        return node_terminal(
            operation->value(operation->context, node_value(a), node_value(b)));
    }
    if (operation->commutative && a > b) {
        uint32_t swap = a;
        a = b;
        b = swap;
    }
    if (recall(diagrams, with->tag, a, b, &result)) {
        return result;
    }
    int level_a = node_level(diagrams, a);
    int level_b = node_level(diagrams, b);
    result = combine_edges(with, level_a < level_b ? level_a : level_b, a, b);
    remember(diagrams, (struct memo){ with->tag, a, b, result });
    return result;
}

uint32_t diagram_combine(struct diagrams *diagrams,
                         const struct operation *operation, uint32_t a,
                         uint32_t b)
{
    recall_begin(diagrams);
    struct combining with = { diagrams, operation,
                              tag_of(diagrams, operation) };
    return combine(&with, a, b);
}

/* Where a diagram begins to say something: at each dimension the first points
 * that lead to more than (the terminal 0), followed down. */
struct beginning {
    uint32_t first[LEVEL_CONDITIONS], end[LEVEL_CONDITIONS];
    uint32_t item;
};

static struct beginning begin(const struct diagrams *diagrams, uint32_t item)
{
    struct beginning beginning = { .item = item };
    for (int level = 0; level < LEVEL_CONDITIONS; level++) {
        beginning.end[level] = diagrams->size[level];
        if (node_level(diagrams, item) != level) {
            continue;
        }
        const struct edge *edge = diagrams->nodes[item].edges;
        if (edge->to == NODE_TERMINAL) {
            beginning.first[level] = edge->end;
            edge++;
        }
        beginning.end[level] = edge->end;
        item = edge->to;
    }
    return beginning;
}

/* What covers more comes first, so that what is within it follows. */
static int compare_beginnings(const void *left, const void *right)
{
    const struct beginning *a = left;
    const struct beginning *b = right;
    for (int level = 0; level < LEVEL_CONDITIONS; level++) {
        if (a->first[level] != b->first[level]) {
            return a->first[level] < b->first[level] ? -1 : 1;
        }
        if (a->end[level] != b->end[level]) {
            return a->end[level] > b->end[level] ? -1 : 1;
        }
    }
    return a->item < b->item ? -1 : a->item > b->item;
}

/* The items so that neighbours are about the same: what two of them make
 * together is then small, and most of what is merged last lies apart. */
static uint32_t *sort_items(const struct diagrams *diagrams,
                            const uint32_t *items, size_t count)
{
    struct beginning *order =
        memory_allocate(memory_product(count, sizeof *order));
    uint32_t *sorted = memory_allocate(memory_product(count, sizeof *sorted));
    for (size_t i = 0; i < count; i++) {
        order[i] = begin(diagrams, items[i]);
    }
    qsort(order, count, sizeof *order, compare_beginnings);
    for (size_t i = 0; i < count; i++) {
        sorted[i] = order[i].item;
    }
    free(order);
    return sorted;
}

uint32_t diagram_combine_all(struct diagrams *diagrams,
                             const struct operation *operation,
                             const uint32_t *items, size_t count,
                             uint32_t empty)
{
    if (count <= 1) {
        return count == 0 ? empty : items[0];
    }
    uint32_t *work = sort_items(diagrams, items, count);
    while (count > 1) {
        size_t half = 0;
        for (size_t i = 0; i < count; i += 2) {
            work[half++] = i + 1 < count ? diagram_combine(diagrams, operation,
                                                           work[i], work[i + 1])
                                         : work[i];
        }
        count = half;
    }
    uint32_t result = work[0];
    free(work);
    return result;
}

/* --- sets ------------------------------------------------------------- */

static uint32_t value_and(void *context, uint32_t a, uint32_t b)
{
    (void)context;
    return a & b;
}

static bool shortcut_and(void *context, uint32_t a, uint32_t b,
                         uint32_t *result)
{
    (void)context;
    if (a == SET_EMPTY || b == SET_EMPTY) {
        *result = SET_EMPTY;
    } else if (a == SET_ALL || a == b) {
        *result = b;
    } else if (b == SET_ALL) {
        *result = a;
    } else {
        return false;
    }
    return true;
}

static uint32_t value_or(void *context, uint32_t a, uint32_t b)
{
    (void)context;
    return a | b;
}

static bool shortcut_or(void *context, uint32_t a, uint32_t b, uint32_t *result)
{
    (void)context;
    if (a == SET_ALL || b == SET_ALL) {
        *result = SET_ALL;
    } else if (a == SET_EMPTY || a == b) {
        *result = b;
    } else if (b == SET_EMPTY) {
        *result = a;
    } else {
        return false;
    }
    return true;
}

static uint32_t value_minus(void *context, uint32_t a, uint32_t b)
{
    (void)context;
    return a & ~b & 1u;
}

static bool shortcut_minus(void *context, uint32_t a, uint32_t b,
                           uint32_t *result)
{
    (void)context;
    if (a == SET_EMPTY || b == SET_ALL || a == b) {
        *result = SET_EMPTY;
    } else if (b == SET_EMPTY) {
        *result = a;
    } else {
        return false;
    }
    return true;
}

const struct operation set_and = { value_and, shortcut_and,  NULL,
                                   true,      NOTHING_GIVES, NOTHING_GIVES };
const struct operation set_or = { value_or, shortcut_or,   NULL,
                                  true,     NOTHING_KEEPS, NOTHING_KEEPS };
const struct operation set_minus = {
    value_minus, shortcut_minus, NULL, false, NOTHING_GIVES, NOTHING_KEEPS
};

/* Whether an operation on two sets leaves a point. It ends at the first; so only
 * that there is none has to be remembered, below a tag of its own. */
struct looking {
    struct diagrams *diagrams;
    const struct operation *operation;
    uint32_t tag;
    size_t steps;
};

/* Most looks are at two small sets: these are gone through at once. */
enum { FEW_STEPS = 64 };

static bool leaves(struct looking *how, uint32_t a, uint32_t b);

static bool edges_leave(struct looking *how, int level, uint32_t a, uint32_t b)
{
    struct side left;
    struct side right;
    open_side(how->diagrams, a, level, &left);
    open_side(how->diagrams, b, level, &right);
    size_t i = 0;
    size_t j = 0;
    while (i < left.count && j < right.count) {
        struct edge one = left.edges[i];
        struct edge other = right.edges[j];
        if (gives_nothing(how->operation->left, one)) {
            j = skip_edges(&right, j, one.end);
            i++;
        } else if (gives_nothing(how->operation->right, other)) {
            i = skip_edges(&left, i, other.end);
            j++;
        } else if (leaves(how, one.to, other.to)) {
            return true;
        } else {
            i += one.end <= other.end;
            j += other.end <= one.end;
        }
    }
    return false;
}

static bool leaves(struct looking *how, uint32_t a, uint32_t b)
{
    struct diagrams *diagrams = how->diagrams;
    uint32_t result;
    if (how->operation->shortcut(NULL, a, b, &result)) {
        return result != SET_EMPTY;
    }
    if (node_is_terminal(a) && node_is_terminal(b)) {
        return how->operation->value(NULL, node_value(a), node_value(b)) != 0;
    }
    if (how->operation->commutative && a > b) {
        uint32_t swap = a;
        a = b;
        b = swap;
    }
    bool many = how->steps++ >= FEW_STEPS;
    if (many && recall(diagrams, how->tag, a, b, &result)) {
        return false;
    }
    int level_a = node_level(diagrams, a);
    int level_b = node_level(diagrams, b);
    if (edges_leave(how, level_a < level_b ? level_a : level_b, a, b)) {
        return true;
    }
    if (many) {
        remember(diagrams, (struct memo){ how->tag, a, b, SET_EMPTY });
    }
    return false;
}

bool set_meets(struct diagrams *diagrams, uint32_t a, uint32_t b)
{
    struct looking how = { diagrams, &set_and, TAG_MEETS, 0 };
    recall_begin(diagrams);
    return leaves(&how, a, b);
}

bool set_within(struct diagrams *diagrams, uint32_t inner, uint32_t outer)
{
    struct looking how = { diagrams, &set_minus, TAG_WITHIN, 0 };
    recall_begin(diagrams);
    return !leaves(&how, inner, outer);
}

static uint32_t value_pick(void *context, uint32_t value, uint32_t inside)
{
    (void)context;
    return inside ? value + 1 : 0;
}

static bool shortcut_pick(void *context, uint32_t value, uint32_t inside,
                          uint32_t *result)
{
    (void)context;
    (void)value;
    *result = SET_EMPTY;
    return inside == SET_EMPTY;
}

const struct operation diagram_pick = {
    value_pick, shortcut_pick, NULL, false, NOTHING_ASKS, NOTHING_GIVES
};

uint32_t diagram_select(struct diagrams *diagrams, int level,
                        const struct bits *points, uint32_t inside,
                        uint32_t outside)
{
    if (points == NULL) {
        return inside;
    }
    uint32_t size = diagrams->size[level];
    size_t base = diagrams->stack_count;
    size_t at = 0;
    while (at < size) {
        size_t first = bits_next(points, at);
        first = first < size ? first : size;
        if (first > at) {
            stack_push(diagrams, base, (uint32_t)first, outside);
        }
        if (first >= size) {
            break;
        }
        size_t end = bits_next_clear(points, first);
        end = end < size ? end : size;
        stack_push(diagrams, base, (uint32_t)end, inside);
        at = end;
    }
    return stack_make(diagrams, level, base);
}
