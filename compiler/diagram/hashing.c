/* A diagram is hashed as it is written down: its nodes in the order in which they
 * are first led to, each edge as the distance to a node that is there already, or
 * as the next one. A node over terms is the list of those that lead elsewhere
 * than their parent does, by name, so nothing hangs on how terms are numbered;
 * below stand the functions of conditions, taken apart as canonical.h says. Equal
 * meaning then gives equal bytes, because a diagram is canonical once its levels
 * are in order, and it can be read back from them. */

#include "diagram/hashing.h"

#include "base/arena.h"
#include "base/memory.h"
#include "diagram/canonical.h"
#include "diagram/naming.h"
#include "diagram/spare.h"
#include "diagram/table.h"

#include <stdlib.h>
#include <string.h>

/* A number that a node, a value or a name has in the round that gave it. */
struct mark {
    uint32_t round, number;
};

struct marks {
    struct mark *items;
    size_t count;
};

/* Where a point leads. */
struct way {
    uint32_t by_name, point, child;
};

/* What is written, in the order of its numbers. */
struct queue {
    uint32_t *items;
    size_t count, capacity;
};

struct hashing {
    struct analysis *analysis;
    struct canonical *canonical;
    struct naming points[LEVEL_CONDITIONS];
    uint32_t *child; /* by point, of the node that is written */
    struct way *ways;
    struct marks named[LEVEL_CONDITIONS]; /* points, by their numbers */
    struct marks conditions, nodes, values;
    uint32_t round;

    /* Of the diagram that is written: */
    const struct hashed *hashed;
    struct text text;
    uint32_t names; /* given out */
    struct queue upper, functions;
};

/* --- the means -------------------------------------------------------- */

struct hashing *hashing_create(struct analysis *analysis)
{
    struct hashing *hashing = arena_allocate(analysis->arena, sizeof *hashing);
    size_t most = 0;
    hashing->analysis = analysis;
    hashing->canonical = canonical_create(analysis);
    for (int level = 0; level < LEVEL_CONDITIONS; level++) {
        hashing->points[level] = naming_of(analysis, level);
        most = hashing->points[level].count > most
                   ? hashing->points[level].count
                   : most;
    }
    hashing->child = arena_array(analysis->arena, most, sizeof *hashing->child);
    hashing->ways = arena_array(analysis->arena, most, sizeof *hashing->ways);
    return hashing;
}

void hashing_destroy(struct hashing *hashing)
{
    for (int level = 0; level < LEVEL_CONDITIONS; level++) {
        free(hashing->named[level].items);
    }
    free(hashing->conditions.items);
    free(hashing->nodes.items);
    free(hashing->values.items);
    free(hashing->upper.items);
    free(hashing->functions.items);
    canonical_destroy(hashing->canonical);
}

/* --- writing ---------------------------------------------------------- */

static struct mark *mark_of(struct marks *marks, size_t at)
{
    if (at >= marks->count) {
        size_t count = 2 * at + 64;
        marks->items = memory_resize(
            marks->items, memory_product(count, sizeof *marks->items));
        memset(marks->items + marks->count, 0,
               (count - marks->count) * sizeof *marks->items);
        marks->count = count;
    }
    return &marks->items[at];
}

/* Seven bits a byte, the lowest first; the last byte is below 128. */
static void put_number(struct text *text, size_t number)
{
    char bytes[10];
    size_t length = 0;
    for (; number >= 128; number >>= 7) {
        bytes[length++] = (char)(number | 128);
    }
    bytes[length++] = (char)number;
    text_add(text, bytes, length);
}

static void put_string(struct text *text, const char *string)
{
    text_add(text, string, strlen(string) + 1);
}

/* A name is written where it is first used, and has a number from then on. */
static void put_name(struct hashing *hashing, struct marks *named, size_t at,
                     const char *name)
{
    struct mark *mark = mark_of(named, at);
    if (mark->round != hashing->round) {
        *mark = (struct mark){ hashing->round, ++hashing->names };
        put_number(&hashing->text, 0);
        put_string(&hashing->text, name);
    } else {
        put_number(&hashing->text, mark->number);
    }
}

static bool is_function(const struct hashing *hashing, uint32_t node)
{
    return node_level(hashing->analysis->diagrams, node) >= LEVEL_CONDITIONS;
}

static void enqueue(struct queue *queue, uint32_t node)
{
    if (queue->count == queue->capacity) {
        queue->capacity = queue->capacity == 0 ? 64 : 2 * queue->capacity;
        queue->items =
            memory_resize(queue->items, memory_product(queue->capacity,
                                                       sizeof *queue->items));
    }
    queue->items[queue->count++] = node;
}

/* What an edge leads to: 0 where it is met for the first time, and else how far
 * back in its queue; the lowest bit tells functions from the rest. */
static void put_edge(struct hashing *hashing, uint32_t node)
{
    bool function = is_function(hashing, node);
    struct queue *queue = function ? &hashing->functions : &hashing->upper;
    struct mark *mark = node_is_terminal(node)
                            ? mark_of(&hashing->values, node_value(node))
                            : mark_of(&hashing->nodes, node);
    size_t back = 0;
    if (mark->round != hashing->round) {
        *mark = (struct mark){ hashing->round, (uint32_t)queue->count };
        enqueue(queue, node);
    } else {
        back = queue->count - mark->number;
    }
    put_number(&hashing->text, 2 * back + function);
}

/* --- nodes over terms ------------------------------------------------- */

static int compare_ways(const void *a, const void *b)
{
    const struct way *left = a;
    const struct way *right = b;
    return left->by_name < right->by_name ? -1 : left->by_name > right->by_name;
}

/* Few at a time, so by insertion; most are in order already. */
static void sort_ways(struct way *ways, size_t count)
{
    if (count > 64) {
        qsort(ways, count, sizeof *ways, compare_ways);
        return;
    }
    for (size_t i = 1; i < count; i++) {
        struct way way = ways[i];
        size_t at = i;
        for (; at > 0 && ways[at - 1].by_name > way.by_name; at--) {
            ways[at] = ways[at - 1];
        }
        ways[at] = way;
    }
}

/* The points that lead elsewhere than their parents. Between the ends of an edge
 * only those can whose parents lie outside. */
static size_t find_ways(struct hashing *hashing, uint32_t node,
                        const struct naming *points)
{
    size_t edge_count;
    const struct edge *edges =
        node_edges(hashing->analysis->diagrams, node, &edge_count);
    size_t count = 0;
    for (size_t i = 0, p = 0; i < edge_count; i++) {
        for (; p < edges[i].end; p++) {
            hashing->child[p] = edges[i].to;
        }
    }
    for (size_t i = 0, p = 0; i < edge_count; i++) {
        for (; p < edges[i].end; p = points->skip[p]) {
            uint32_t parent = points->parent[p];
            if (parent == p || hashing->child[parent] != edges[i].to) {
                hashing->ways[count++] =
                    (struct way){ points->by_name[p], (uint32_t)p,
                                  edges[i].to };
            }
        }
        p = edges[i].end;
    }
    return count;
}

static void put_upper(struct hashing *hashing, uint32_t node)
{
    int level = node_level(hashing->analysis->diagrams, node);
    const struct naming *points = &hashing->points[level];
    size_t count = find_ways(hashing, node, points);
    sort_ways(hashing->ways, count);
    put_number(&hashing->text, (size_t)level);
    put_number(&hashing->text, count);
    for (size_t i = 0; i < count; i++) {
        const struct way *way = &hashing->ways[i];
        put_name(hashing, &hashing->named[level], way->point,
                 points->name[way->point]);
        put_edge(hashing, way->child);
    }
}

/* --- functions -------------------------------------------------------- */

static void put_function(struct hashing *hashing, uint32_t function)
{
    struct analysis *analysis = hashing->analysis;
    if (node_is_terminal(function)) {
        put_number(&hashing->text, 0);
        put_string(&hashing->text,
                   hashing->hashed->value(analysis, node_value(function)));
        return;
    }
    uint32_t parts[2];
    size_t place = canonical_split(hashing->canonical, function, parts);
    put_number(&hashing->text, 1);
    put_name(hashing, &hashing->conditions, place,
             analysis->conditions[place]->path);
    put_edge(hashing, parts[0]);
    put_edge(hashing, parts[1]);
}

static struct hash write_all(struct hashing *hashing, uint32_t node)
{
    struct diagrams *diagrams = hashing->analysis->diagrams;
    struct queue *functions = &hashing->functions;
    put_edge(hashing, node);
    for (size_t i = 0; i < hashing->upper.count; i++) {
        put_upper(hashing, hashing->upper.items[i]);
    }
    diagrams->exhausted =
        diagrams->exhausted ||
        !canonical_arrange(hashing->canonical, functions->items,
                           functions->count);
    for (size_t i = 0; i < functions->count && !diagrams_exhausted(diagrams);
         i++) {
        put_function(hashing, functions->items[i]);
    }
    return hash_bytes(hashing->text.bytes, hashing->text.length);
}

/* --- the whole -------------------------------------------------------- */

void hashing_put(struct hashing *hashing, struct text *text,
                 const struct hashed *hashed)
{
    hashing->round++;
    hashing->names = 0;
    hashing->hashed = hashed;
    hashing->upper.count = 0;
    hashing->functions.count = 0;
    struct hash hash =
        write_all(hashing, spare_conditions(hashing->analysis, hashed->node));
    text_destroy(&hashing->text);
    text_print(text, "%s ", hashed->title);
    hash_put(text, &hash);
    text_char(text, '\n');
}
