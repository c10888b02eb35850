/* Operations over whole diagrams. Each result is remembered in a table that may
 * forget; forgetting costs time, never truth. Recursion goes one level a step,
 * so its depth is bounded by the number of levels. */

#include "diagram/combine.h"

#include "base/arena.h"
#include "base/memory.h"
#include "diagram/table.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

static struct memo *memo_place(const struct diagrams *diagrams, uint32_t tag,
                               uint32_t a, uint32_t b)
{
    uint64_t hash = ((uint64_t)a << 32 | b) * UINT64_C(0x9e3779b97f4a7c15);
    hash ^= (uint64_t)tag * UINT64_C(0xc2b2ae3d27d4eb4f);
    hash ^= hash >> 32;
    return &diagrams->memo[(size_t)hash & (diagrams->memo_used - 1)];
}

/* What the caches of a core hold of it: an operation begins with that much, for
 * most are small, and takes more as it remembers more. */
enum { MEMO_NEAR = 1 << 14 };

/* The memo grows with the nodes; what it held is forgotten. */
static void memo_begin(struct diagrams *diagrams)
{
    if (diagrams->memo_count < (size_t)1 << 22 &&
        diagrams->memo_count < (size_t)diagrams->count * 2) {
        while (diagrams->memo_count < (size_t)diagrams->count * 4) {
            diagrams->memo_count *= 2;
        }
        arena_destroy(diagrams->memo_arena);
        diagrams->memo_arena = arena_create();
        diagrams->memo = arena_array(diagrams->memo_arena, diagrams->memo_count,
                                     sizeof *diagrams->memo);
    }
    diagrams->memo_used =
        diagrams->memo_count < MEMO_NEAR ? diagrams->memo_count : MEMO_NEAR;
    diagrams->memo_filled = 0;
}

static bool recall(const struct diagrams *diagrams, uint32_t tag, uint32_t a,
                   uint32_t b, uint32_t *result)
{
    const struct memo *memo = memo_place(diagrams, tag, a, b);
    if (memo->tag != tag || memo->a != a || memo->b != b) {
        return false;
    }
    *result = memo->result;
    return true;
}

static void remember(struct diagrams *diagrams, struct memo memo)
{
    if (diagrams->exhausted) {
        return;
    }
    if (++diagrams->memo_filled > diagrams->memo_used / 2 &&
        diagrams->memo_used < diagrams->memo_count) {
        diagrams->memo_used *= 2;
    }
    *memo_place(diagrams, memo.tag, memo.a, memo.b) = memo;
}

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
    struct side left;
    struct side right;
    open_side(diagrams, a, level, &left);
    open_side(diagrams, b, level, &right);
    size_t base = diagrams->stack_count;
    size_t i = 0;
    size_t j = 0;
    while (i < left.count && j < right.count) {
        uint32_t end_left = left.edges[i].end;
        uint32_t end_right = right.edges[j].end;
        uint32_t to = combine(with, left.edges[i].to, right.edges[j].to);
        stack_push(diagrams, base, end_left < end_right ? end_left : end_right,
                   to);
        i += end_left <= end_right;
        j += end_right <= end_left;
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
    memo_begin(diagrams);
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
    if (count == 0) {
        return empty;
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

const struct operation set_and = { value_and, shortcut_and, NULL, true };
const struct operation set_or = { value_or, shortcut_or, NULL, true };
const struct operation set_minus = { value_minus, shortcut_minus, NULL, false };

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
        uint32_t end_left = left.edges[i].end;
        uint32_t end_right = right.edges[j].end;
        if (leaves(how, left.edges[i].to, right.edges[j].to)) {
            return true;
        }
        i += end_left <= end_right;
        j += end_right <= end_left;
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

/* These tags stand above those of the operations and far below the ones that
 * next_tag gives out; a level that is fixed has two, one a point of a condition,
 * so that what was fixed in one diagram is known in the next. */
enum { TAG_MEETS = 1000, TAG_WITHIN, TAG_FIX };

bool set_meets(struct diagrams *diagrams, uint32_t a, uint32_t b)
{
    struct looking how = { diagrams, &set_and, TAG_MEETS, 0 };
    memo_begin(diagrams);
    return leaves(&how, a, b);
}

bool set_within(struct diagrams *diagrams, uint32_t inner, uint32_t outer)
{
    struct looking how = { diagrams, &set_minus, TAG_WITHIN, 0 };
    memo_begin(diagrams);
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

const struct operation diagram_pick = { value_pick, shortcut_pick, NULL,
                                        false };

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

/* --- operations of one diagram ---------------------------------------- */

/* What one change of a diagram carries down. */
struct changing {
    struct diagrams *diagrams;
    uint32_t tag;
    uint32_t (*value)(void *context, uint32_t value); /* NULL: keep */
    void *context;
    const struct bits *holds; /* of conditions; NULL: keep their levels */
    int level;                /* fixed at `point`; -1: none */
    uint32_t point;
};

static uint32_t change(const struct changing *how, uint32_t node)
{
    struct diagrams *diagrams = how->diagrams;
    uint32_t result;
    if (node_is_terminal(node)) {
        return how->value == NULL
                   ? node
                   : node_terminal(how->value(how->context, node_value(node)));
    }
    if (diagrams->exhausted) {
        return NODE_TERMINAL;
    }
    if (how->level >= 0 && node_level(diagrams, node) > how->level) {
        return node;
    }
    if (recall(diagrams, how->tag, node, 0, &result)) {
        return result;
    }
    int level = node_level(diagrams, node);
    if (how->holds != NULL && level >= LEVEL_CONDITIONS) {
        uint32_t point =
            bits_has(how->holds, (size_t)(level - LEVEL_CONDITIONS));
        result = change(how, node_follow(diagrams, node, level, point));
    } else if (level == how->level) {
        result = change(how, node_follow(diagrams, node, level, how->point));
    } else {
        const struct edge *edges = diagrams->nodes[node].edges;
        size_t count = diagrams->nodes[node].count;
        size_t base = diagrams->stack_count;
        for (size_t i = 0; i < count; i++) {
            uint32_t to = change(how, edges[i].to);
            stack_push(diagrams, base, edges[i].end, to);
        }
        result = stack_make(diagrams, level, base);
    }
    remember(diagrams, (struct memo){ how->tag, node, 0, result });
    return result;
}

static uint32_t next_tag(struct diagrams *diagrams)
{
    diagrams->last_tag =
        diagrams->last_tag == 0 ? UINT32_MAX : diagrams->last_tag - 1;
    assert(diagrams->last_tag > 64 && "tags do not run out");
    return diagrams->last_tag;
}

uint32_t diagram_map(struct diagrams *diagrams, uint32_t node,
                     uint32_t (*value)(void *context, uint32_t value),
                     void *context)
{
    memo_begin(diagrams);
    struct changing how = { .diagrams = diagrams,
                            .tag = next_tag(diagrams),
                            .value = value,
                            .context = context,
                            .level = -1 };
    return change(&how, node);
}

uint32_t diagram_given(struct diagrams *diagrams, uint32_t node,
                       const struct bits *holds)
{
    memo_begin(diagrams);
    struct changing how = { .diagrams = diagrams,
                            .tag = next_tag(diagrams),
                            .holds = holds,
                            .level = -1 };
    return change(&how, node);
}

uint32_t diagram_fix(struct diagrams *diagrams, uint32_t node, int level,
                     uint32_t point)
{
    memo_begin(diagrams);
    struct changing how = { .diagrams = diagrams,
                            .tag = level < LEVEL_CONDITIONS
                                       ? next_tag(diagrams)
                                       : TAG_FIX + 2 * (uint32_t)level + point,
                            .level = level,
                            .point = point };
    return change(&how, node);
}

static void mark_values(const struct diagrams *diagrams, struct visit *visits,
                        uint32_t round, uint32_t node, struct bits *values)
{
    if (node_is_terminal(node)) {
        bits_add(values, node_value(node));
        return;
    }
    if (visits[node].round == round) {
        return;
    }
    visits[node].round = round;
    for (size_t i = 0; i < diagrams->nodes[node].count; i++) {
        mark_values(diagrams, visits, round, diagrams->nodes[node].edges[i].to,
                    values);
    }
}

void diagram_values(struct diagrams *diagrams, uint32_t node,
                    struct bits *values)
{
    uint32_t round = visits_begin(diagrams);
    mark_values(diagrams, diagrams->visits, round, node, values);
}
