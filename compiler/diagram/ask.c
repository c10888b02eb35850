/* A pass rebuilds a diagram from its terminals up, one level at a time, and
 * what becomes of a level is one of five things: it is asked (an edge a term,
 * the meet of what the term covers), kept, joined whole into one (the meet, or
 * the union, of all its edges), or fixed at one point. The invariant: every
 * operation is associative, commutative and idempotent, so a level that a node
 * skips may be skipped in what is made of it, and the order in which points
 * meet plays no part. */

#include "diagram/ask.h"

#include "base/arena.h"
#include "diagram/keeping.h"

#include <assert.h>
#include <string.h>

enum treatment {
    KEEP, /* as it is */
    ASK,  /* each term: the operation over the points it covers */
    JOIN, /* the operation over all points; the level goes */
    WE    /* the party `we`; the level goes */
};

enum { WE_NUMBER = 1 }; /* in the party space, behind its root */

/* What is unknown yet; no terminal and no node has this number. */
#define UNKNOWN UINT32_MAX

struct pass {
    struct analysis *analysis;
    struct diagrams *diagrams;
    struct operation operation;
    enum treatment dimension[LEVEL_CONDITIONS];
    enum treatment condition;
    uint32_t *done; /* [node]; UNKNOWN: not yet */
    size_t done_count;

    /* Rebuilding goes down one level a step, so room for the edges of one node
     * a level is enough. What follows it holds no edge across a step down. */
    struct edge *edges[LEVEL_CONDITIONS];
    struct edge *terms;
    uint32_t *met;
};

static enum treatment treatment_of(const struct pass *pass, int level)
{
    return level < LEVEL_CONDITIONS ? pass->dimension[level] : pass->condition;
}

static const struct terms *level_terms(const struct pass *pass, int level)
{
    const struct terms *terms = pass->analysis->policy->terms;
    if (level == LEVEL_EVENT) {
        return &terms[KIND_EVENT];
    }
    if (level == LEVEL_RIGHT) {
        return &terms[KIND_RIGHT];
    }
    return &terms[dimension_space[level]];
}

/* A node's edges once their targets are rebuilt. */
struct rebuilt {
    int level;
    const struct edge *edges;
    size_t count;
};

static const struct edge *edge_at(const struct rebuilt *node, uint32_t point)
{
    size_t low = 0;
    size_t high = node->count - 1;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (node->edges[middle].end <= point) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return &node->edges[low];
}

/* The operation over the edges that the points of `below` take, each interval
 * looked at once. */
static uint32_t meet_below(const struct pass *pass, const struct rebuilt *node,
                           const struct bits *below)
{
    size_t count = 0;
    size_t point = bits_next(below, 0);
    while (point < below->size) {
        const struct edge *edge = edge_at(node, (uint32_t)point);
        pass->met[count++] = edge->to;
        point = bits_next(below, edge->end);
    }
    return diagram_combine_all(pass->diagrams, &pass->operation, pass->met,
                               count, NODE_TERMINAL);
}

static uint32_t join_edges(const struct pass *pass, const struct rebuilt *node)
{
    for (size_t i = 0; i < node->count; i++) {
        pass->met[i] = node->edges[i].to;
    }
    return diagram_combine_all(pass->diagrams, &pass->operation, pass->met,
                               node->count, NODE_TERMINAL);
}

/* One edge a term. The root covers every point of the level; points behind the
 * terms stay what they are. */
static uint32_t ask_node(const struct pass *pass, const struct rebuilt *node)
{
    const struct terms *terms = level_terms(pass, node->level);
    uint32_t size = diagrams_level_size(pass->diagrams, (size_t)node->level);
    assert(terms->count <= size && "every term is a point");
    pass->terms[0] = (struct edge){ 1, join_edges(pass, node) };
    for (uint32_t n = 1; n < size; n++) {
        uint32_t to = n < terms->count
                          ? meet_below(pass, node, terms->items[n]->below)
                          : edge_at(node, n)->to;
        pass->terms[n] = (struct edge){ n + 1, to };
    }
    return node_make(pass->diagrams, node->level, pass->terms, size);
}

static uint32_t rebuild(struct pass *pass, uint32_t node);

static uint32_t rebuild_node(struct pass *pass, uint32_t from)
{
    struct rebuilt node = { .level = node_level(pass->diagrams, from) };
    enum treatment treatment = treatment_of(pass, node.level);
    const struct edge *old = node_edges(pass->diagrams, from, &node.count);
    struct edge pair[2];
    struct edge *edges =
        node.level < LEVEL_CONDITIONS ? pass->edges[node.level] : pair;
    node.edges = old;
    if (treatment == WE) {
        return rebuild(pass, edge_at(&node, WE_NUMBER)->to);
    }
    node.edges = edges;
    memcpy(edges, old, node.count * sizeof *edges);
    for (size_t i = 0; i < node.count; i++) {
        edges[i].to = rebuild(pass, edges[i].to);
    }
    if (treatment == ASK) {
        return ask_node(pass, &node);
    }
    if (treatment == JOIN) {
        return join_edges(pass, &node);
    }
    return node_make(pass->diagrams, node.level, edges, node.count);
}

static uint32_t rebuild(struct pass *pass, uint32_t node)
{
    if (node_is_terminal(node) || diagrams_exhausted(pass->diagrams)) {
        return node;
    }
    if (pass->condition == KEEP &&
        node_level(pass->diagrams, node) >= LEVEL_CONDITIONS) {
        return node;
    }
    assert(node < pass->done_count && "nodes are numbered from 0");
    if (pass->done[node] == UNKNOWN) {
        pass->done[node] = rebuild_node(pass, node);
    }
    return pass->done[node];
}

/* Runs the pass over the diagram below `root`. */
static uint32_t pass_run(struct pass *pass, uint32_t root)
{
    struct arena *scratch = arena_create();
    uint32_t largest = 2;
    for (int level = 0; level < LEVEL_CONDITIONS; level++) {
        uint32_t size = diagrams_level_size(pass->diagrams, (size_t)level);
        pass->edges[level] = arena_array(scratch, size, sizeof(struct edge));
        largest = size > largest ? size : largest;
    }
    pass->terms = arena_array(scratch, largest, sizeof *pass->terms);
    pass->met = arena_array(scratch, largest, sizeof *pass->met);
    pass->done_count = diagrams_node_count(pass->diagrams);
    pass->done = arena_array(scratch, pass->done_count, sizeof *pass->done);
    memset(pass->done, 0xFF, pass->done_count * sizeof *pass->done);
    diagrams_recall_long(pass->diagrams, true);
    uint32_t made = rebuild(pass, root);
    diagrams_recall_long(pass->diagrams, false);
    arena_destroy(scratch);
    return made;
}

/* --- verdicts ---------------------------------------------------------- */

/* The context of every operation is the analysis, which lives as long as the
 * diagrams do and so as long as what they remember of it. */

static bool same(void *context, uint32_t a, uint32_t b, uint32_t *result)
{
    (void)context;
    if (a == b) {
        *result = a;
    }
    return a == b;
}

/* How bad a verdict is for who asks. */
static int badness(enum verdict verdict)
{
    switch (verdict) {
    case VERDICT_DENY: return 2;
    case VERDICT_SILENT: return 1;
    case VERDICT_ALLOW: return 0;
    }
    return 2;
}

static const struct bits *
join_measures(struct arena *arena, const struct bits *a, const struct bits *b)
{
    if (a == NULL || (b != NULL && bits_within(a, b))) {
        return b;
    }
    if (b == NULL || bits_within(b, a)) {
        return a;
    }
    struct bits *both = bits_copy(arena, a);
    bits_unite(both, b);
    return both;
}

static uint32_t worse(void *context, uint32_t a, uint32_t b)
{
    struct analysis *analysis = context;
    struct outcome left = analysis->outcomes[a];
    struct outcome right = analysis->outcomes[b];
    int order = badness(left.verdict) - badness(right.verdict);
    if (order != 0) {
        return order > 0 ? a : b;
    }
    if (left.measures == right.measures) { /* nearly always: one of the two */
        return left.statement <= right.statement ? a : b;
    }
    if (right.statement < left.statement) {
        left.statement = right.statement;
    }
    left.measures =
        join_measures(analysis->arena, left.measures, right.measures);
    return analysis_outcome(analysis, &left);
}

/* The outcome without what the meet does not keep. */
static uint32_t plain(void *context, uint32_t value)
{
    struct analysis *analysis = context;
    struct outcome outcome = analysis->outcomes[value];
    outcome.strong = false;
    outcome.absolute = false;
    if (outcome.verdict != VERDICT_ALLOW ||
        (outcome.measures != NULL && bits_empty(outcome.measures))) {
        outcome.measures = NULL;
    }
    return analysis_outcome(analysis, &outcome);
}

static uint32_t ask_verdicts(struct analysis *analysis)
{
    uint32_t root =
        diagram_map(analysis->diagrams, analysis->verdict, plain, analysis);
    struct pass pass = {
        .analysis = analysis,
        .diagrams = analysis->diagrams,
        .operation = { worse, same, analysis, true, NOTHING_ASKS,
                       NOTHING_ASKS },
        .condition = KEEP,
    };
    for (int level = 0; level < LEVEL_CONDITIONS; level++) {
        pass.dimension[level] = level < LEVEL_EVENT ? ASK : KEEP;
    }
    return pass_run(&pass, root);
}

/* --- keeping ----------------------------------------------------------- */

static uint32_t ask_keeping(struct analysis *analysis)
{
    struct pass pass = {
        .analysis = analysis,
        .diagrams = analysis->diagrams,
        .operation = { keeping_tighter, same, analysis, true, NOTHING_ASKS,
                       NOTHING_ASKS },
        .condition = JOIN,
    };
    for (int level = 0; level < LEVEL_CONDITIONS; level++) {
        pass.dimension[level] = JOIN;
    }
    pass.dimension[DIMENSION_PARTY] = WE;
    pass.dimension[DIMENSION_DATA] = ASK;
    pass.dimension[DIMENSION_PURPOSE] = ASK;
    pass.dimension[DIMENSION_SUBJECT] = ASK;
    pass.dimension[LEVEL_EVENT] = ASK;
    return pass_run(&pass, analysis->keeping);
}

/* --- rights ------------------------------------------------------------ */

static uint32_t granted(void *context, uint32_t value)
{
    (void)context;
    return value != 0;
}

/* Two passes: what holds for some party, purpose, ... at each point comes
 * before what holds at every point. */
static uint32_t ask_rights(struct analysis *analysis)
{
    uint32_t root =
        diagram_map(analysis->diagrams, analysis->rights, granted, NULL);
    struct pass pass = {
        .analysis = analysis,
        .diagrams = analysis->diagrams,
        .operation = set_or,
        .condition = KEEP,
    };
    for (int level = 0; level < LEVEL_CONDITIONS; level++) {
        pass.dimension[level] = JOIN;
    }
    pass.dimension[DIMENSION_DATA] = KEEP;
    pass.dimension[DIMENSION_SUBJECT] = KEEP;
    pass.dimension[LEVEL_RIGHT] = KEEP;
    root = pass_run(&pass, root);
    pass.operation = set_and;
    pass.dimension[DIMENSION_DATA] = ASK;
    pass.dimension[DIMENSION_SUBJECT] = ASK;
    pass.dimension[LEVEL_RIGHT] = ASK;
    return pass_run(&pass, root);
}

struct asked ask_all(struct analysis *analysis)
{
    struct asked asked = { 0 };
    asked.verdict = ask_verdicts(analysis);
    asked.keeping = ask_keeping(analysis);
    asked.rights = ask_rights(analysis);
    return asked;
}
