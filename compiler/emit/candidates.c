/* For each point of three dimensions the rules that select it. Where that table
 * would be too large, every rule is a candidate. */

#include "emit/candidates.h"

#include "base/arena.h"

#define MOST_CELLS ((size_t)1 << 29) /* 64 MiB of bits */

enum { KEPT = 3 };

static const enum dimension kept[KEPT] = { DIMENSION_DATA, DIMENSION_PURPOSE,
                                           DIMENSION_RECIPIENT };

struct candidates {
    size_t statements;
    struct bits *rules;        /* all of them */
    struct bits **at[KEPT];    /* by point; NULL: the table is not kept */
    struct bits *some, *found; /* room for an answer */
};

static void add_point(struct candidates *candidates, int k, size_t point,
                      struct arena *arena, size_t statement)
{
    if (candidates->at[k][point] == NULL) {
        candidates->at[k][point] = bits_create(arena, candidates->statements);
    }
    bits_add(candidates->at[k][point], statement);
}

static void add_statement(struct candidates *candidates, struct arena *arena,
                          const struct policy *policy,
                          const struct statement *statement)
{
    bits_add(candidates->rules, statement->index);
    for (int k = 0; k < KEPT; k++) {
        size_t count = policy->terms[dimension_space[kept[k]]].count;
        for (size_t b = 0;
             candidates->at[k] != NULL && b < statement->box_count; b++) {
            const struct bits *select = statement->boxes[b].select[kept[k]];
            for (size_t p = select == NULL ? 0 : bits_next(select, 0);
                 p < count;
                 p = select == NULL ? p + 1 : bits_next(select, p + 1)) {
                add_point(candidates, k, p, arena, statement->index);
            }
        }
    }
}

struct candidates *candidates_create(struct arena *arena,
                                     const struct policy *policy)
{
    struct candidates *candidates = arena_allocate(arena, sizeof *candidates);
    candidates->statements = policy->statement_count;
    candidates->rules = bits_create(arena, policy->statement_count);
    candidates->some = bits_create(arena, policy->statement_count);
    candidates->found = bits_create(arena, policy->statement_count);
    for (int k = 0; k < KEPT; k++) {
        size_t count = policy->terms[dimension_space[kept[k]]].count;
        if (count * (policy->statement_count + 1) <= MOST_CELLS) {
            candidates->at[k] =
                arena_array(arena, count, sizeof(struct bits *));
        }
    }
    for (size_t i = 0; i < policy->statement_count; i++) {
        if (policy->statements[i]->kind == STATEMENT_RULE) {
            add_statement(candidates, arena, policy, policy->statements[i]);
        }
    }
    return candidates;
}

/* Keeps of those found the ones that select one of the points. */
static void keep(struct candidates *candidates, int k,
                 const struct bits *points)
{
    if (points == NULL || candidates->at[k] == NULL) {
        return;
    }
    bits_subtract(candidates->some, candidates->some);
    for (size_t p = bits_next(points, 0); p < points->size;
         p = bits_next(points, p + 1)) {
        if (candidates->at[k][p] != NULL) {
            bits_unite(candidates->some, candidates->at[k][p]);
        }
    }
    bits_intersect(candidates->found, candidates->some);
}

const struct bits *candidates_in(struct candidates *candidates,
                                 const struct extent *extent)
{
    bits_unite(candidates->found, candidates->rules);
    keep(candidates, 0, extent->data);
    keep(candidates, 1, extent->purposes);
    keep(candidates, 2, extent->recipients);
    return candidates->found;
}
