/* Optimal string alignment: insert, delete, replace, or swap two neighbours.
 * Only cells within `limit` of the diagonal are filled, since all others cost
 * more than the limit; a cell that is not filled counts as limit + 1. */

#include "base/near.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

enum { SHORT = 64 }; /* words up to here need no memory from the heap */

struct pair {
    const char *a, *b;
    size_t a_length, b_length;
};

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Equal ends cost nothing and are cut off. */
static struct pair trimmed(const char *a, const char *b)
{
    struct pair pair = { a, b, strlen(a), strlen(b) };

    while (pair.a_length > 0 && pair.b_length > 0 && *pair.a == *pair.b) {
        pair.a++;
        pair.b++;
        pair.a_length--;
        pair.b_length--;
    }
    while (pair.a_length > 0 && pair.b_length > 0 &&
           pair.a[pair.a_length - 1] == pair.b[pair.b_length - 1]) {
        pair.a_length--;
        pair.b_length--;
    }
    return pair;
}

/* The least cost of turning the first `i` bytes of a into the first `j` of b,
 * from the rows of i (up to j - 1), i - 1 and i - 2. */
static size_t cell(const struct pair *pair, size_t *const row[3], size_t i,
                   size_t j)
{
    size_t differ = pair->a[i - 1] != pair->b[j - 1];
    size_t cost = row[1][j - 1] + differ;

    cost = least(cost, row[0][j - 1] + 1);
    cost = least(cost, row[1][j] + 1);
    if (i > 1 && j > 1 && pair->a[i - 1] == pair->b[j - 2] &&
        pair->a[i - 2] == pair->b[j - 1])
        cost = least(cost, row[2][j - 2] + 1);
    return cost;
}

/* `rows` holds three rows of b_length + 1 cells. */
static size_t banded_distance(const struct pair *pair, size_t limit,
                              size_t *rows)
{
    size_t width = pair->b_length + 1;
    size_t *row[3] = { rows, rows + width, rows + 2 * width };

    for (size_t j = 0; j < width; j++)
        row[0][j] = j;
    for (size_t i = 1; i <= pair->a_length; i++) {
        size_t first = i > limit ? i - limit : 1;
        size_t last = least(i + limit, pair->b_length);
        size_t *oldest = row[2];

        row[2] = row[1];
        row[1] = row[0];
        row[0] = oldest;
        row[0][first - 1] = first == 1 ? i : limit + 1;

        size_t best = row[0][first - 1];
        for (size_t j = first; j <= last; j++) {
            row[0][j] = cell(pair, row, i, j);
            best = least(best, row[0][j]);
        }
        if (last < pair->b_length)
            row[0][last + 1] = limit + 1;
        if (best > limit)
            return limit + 1;
    }
    return least(row[0][pair->b_length], limit + 1);
}

size_t near_distance(const char *a, const char *b, size_t limit)
{
    struct pair pair = trimmed(a, b);
    size_t longer = pair.a_length;
    size_t shorter = pair.b_length;

    if (longer < shorter) {
        longer = pair.b_length;
        shorter = pair.a_length;
    }
    if (longer - shorter > limit)
        return limit + 1;
    if (shorter == 0)
        return longer;
    limit = least(limit, longer);
    if (pair.b_length < SHORT) {
        size_t rows[3 * SHORT];
        return banded_distance(&pair, limit, rows);
    }

    size_t *rows =
        memory_allocate(memory_product(3 * sizeof *rows, pair.b_length + 1));
    size_t distance = banded_distance(&pair, limit, rows);

    free(rows);
    return distance;
}

/* A slip hits one letter in three at most: with more, every short word would
 * be near to every other. */
size_t near_limit(size_t length)
{
    return least(length / 3, 3);
}
