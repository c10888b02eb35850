/* Quine and McCluskey's method on words. Candidates are the products that cover
 * no row of `off`, less those for which another covers as much with no more
 * literals. The search covers the first open row by each candidate in turn and
 * keeps the best sum; it is exact unless it takes very many steps. */

#include "diagram/cube.h"

#include <stdbool.h>
#include <string.h>

enum { MOST_CUBES = 729, MOST_STEPS = 200000 };

struct candidate {
    struct cube cube;
    uint64_t rows;
    unsigned literals;
};

struct choice {
    const struct candidate *items[CUBE_ROWS];
    size_t count;
    unsigned literals;
};

struct cover {
    struct candidate items[MOST_CUBES];
    size_t count;
    struct choice now, best;
    bool found;
    unsigned steps;
};

static unsigned count_bits(unsigned word)
{
    return (unsigned)__builtin_popcount(word);
}

/* Rows where the product holds. */
static uint64_t rows_of(struct cube cube, unsigned variables)
{
    uint64_t rows = 0;

    for (unsigned r = 0; r < 1U << variables; r++)
        if ((r & cube.holds) == cube.holds && (r & cube.fails) == 0)
            rows |= UINT64_C(1) << r;
    return rows;
}

/* Fewer literals first; what must hold before what must not. */
static bool reads_before(const struct candidate *a, const struct candidate *b)
{
    if (a->literals != b->literals)
        return a->literals < b->literals;
    if (a->cube.fails != b->cube.fails)
        return count_bits(a->cube.fails) != count_bits(b->cube.fails)
                   ? count_bits(a->cube.fails) < count_bits(b->cube.fails)
                   : a->cube.fails < b->cube.fails;
    return a->cube.holds < b->cube.holds;
}

static void add(struct cover *cover, struct candidate new)
{
    size_t at = cover->count++;

    for (; at > 0 && reads_before(&new, &cover->items[at - 1]); at--)
        cover->items[at] = cover->items[at - 1];
    cover->items[at] = new;
}

static void list_candidates(struct cover *cover, unsigned variables,
                            uint64_t on, uint64_t off)
{
    unsigned all = (1U << variables) - 1;

    for (unsigned holds = 0; holds <= all; holds++)
        for (unsigned fails = 0; fails <= all; fails++) {
            struct cube cube = { (uint8_t)holds, (uint8_t)fails };
            if ((holds & fails) != 0)
                continue;
            uint64_t rows = rows_of(cube, variables);
            if ((rows & off) == 0 && (rows & on) != 0)
                add(cover, (struct candidate){ cube, rows & on,
                                               count_bits(holds | fails) });
        }
}

/* Drops what another candidate covers with no more literals. They are in the
 * order of literals, so that other is before it, or covers strictly more. */
static void drop_dominated(struct cover *cover)
{
    size_t kept = 0;

    for (size_t i = 0; i < cover->count; i++) {
        bool dominated = false;
        for (size_t k = 0; k < kept && !dominated; k++)
            dominated = (cover->items[i].rows & ~cover->items[k].rows) == 0;
        if (!dominated)
            cover->items[kept++] = cover->items[i];
    }
    cover->count = kept;
}

static void search(struct cover *cover, uint64_t left)
{
    struct choice *now = &cover->now;
    const struct choice *best = &cover->best;

    if (cover->found &&
        (now->count + (left != 0) > best->count || ++cover->steps > MOST_STEPS))
        return;
    if (left == 0) {
        if (!cover->found || now->count < best->count ||
            now->literals < best->literals)
            cover->best = *now;
        cover->found = true;
        return;
    }
    uint64_t row = left & (~left + 1);
    for (size_t i = 0; i < cover->count; i++) {
        const struct candidate *item = &cover->items[i];
        if ((item->rows & row) == 0)
            continue;
        now->items[now->count++] = item;
        now->literals += item->literals;
        search(cover, left & ~item->rows);
        now->count--;
        now->literals -= item->literals;
    }
}

/* Leaves out what the others cover: only where the search was cut short is
 * there any. */
static size_t take(const struct choice *best, struct cube *cubes)
{
    bool spare[CUBE_ROWS] = { false };
    size_t count = 0;

    for (size_t i = 0; i < best->count; i++) {
        uint64_t others = 0;
        for (size_t k = 0; k < best->count; k++)
            if (k != i && !spare[k])
                others |= best->items[k]->rows;
        spare[i] = (best->items[i]->rows & ~others) == 0;
        if (!spare[i])
            cubes[count++] = best->items[i]->cube;
    }
    return count;
}

size_t cube_cover(unsigned variables, uint64_t on, uint64_t off,
                  struct cube *cubes)
{
    struct cover cover;

    memset(&cover, 0, sizeof cover);
    list_candidates(&cover, variables, on, off);
    drop_dominated(&cover);
    search(&cover, on);
    return on == 0 ? 0 : take(&cover.best, cubes);
}
