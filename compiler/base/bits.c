/* Sets as words of 64 numbers. The invariant: bits at and above the size are
 * zero, so counting, comparing and searching look at whole words and only the
 * operations that turn zeros into ones trim the last word. */

#include "base/bits.h"

#include "base/arena.h"

#include <assert.h>
#include <string.h>

enum { WORD = 64 };

static size_t word_count(const struct bits *set)
{
    return set->size / WORD + (set->size % WORD != 0);
}

static void trim(struct bits *set)
{
    if (set->size % WORD != 0)
        set->word[set->size / WORD] &= (UINT64_C(1) << set->size % WORD) - 1;
}

static void check_sizes(const struct bits *a, const struct bits *b)
{
    assert(a->size == b->size && "two sets are of one size");
    (void)a;
    (void)b;
}

struct bits *bits_create(struct arena *arena, size_t size)
{
    size_t words = size / WORD + (size % WORD != 0);
    struct bits *set =
        arena_allocate(arena, sizeof *set + words * sizeof set->word[0]);

    set->size = size;
    return set;
}

struct bits *bits_full(struct arena *arena, size_t size)
{
    struct bits *set = bits_create(arena, size);

    bits_complement(set);
    return set;
}

struct bits *bits_copy(struct arena *arena, const struct bits *from)
{
    struct bits *set = bits_create(arena, from->size);

    memcpy(set->word, from->word, word_count(from) * sizeof set->word[0]);
    return set;
}

void bits_add(struct bits *set, size_t number)
{
    assert(number < set->size && "the number may be in the set");
    set->word[number / WORD] |= UINT64_C(1) << number % WORD;
}

void bits_add_range(struct bits *set, size_t first, size_t end)
{
    assert(first <= end && end <= set->size && "the range fits the set");
    if (first == end)
        return;

    size_t low = first / WORD;
    size_t high = (end - 1) / WORD;
    uint64_t from_first = UINT64_MAX << first % WORD;
    uint64_t up_to_end = UINT64_MAX >> (WORD - 1 - (end - 1) % WORD);

    if (low == high) {
        set->word[low] |= from_first & up_to_end;
        return;
    }
    set->word[low] |= from_first;
    for (size_t at = low + 1; at < high; at++)
        set->word[at] = UINT64_MAX;
    set->word[high] |= up_to_end;
}

void bits_remove(struct bits *set, size_t number)
{
    assert(number < set->size && "the number may be in the set");
    set->word[number / WORD] &= ~(UINT64_C(1) << number % WORD);
}

bool bits_has(const struct bits *set, size_t number)
{
    return number < set->size &&
           (set->word[number / WORD] >> number % WORD & 1) != 0;
}

void bits_unite(struct bits *set, const struct bits *other)
{
    check_sizes(set, other);
    for (size_t at = 0; at < word_count(set); at++)
        set->word[at] |= other->word[at];
}

void bits_intersect(struct bits *set, const struct bits *other)
{
    check_sizes(set, other);
    for (size_t at = 0; at < word_count(set); at++)
        set->word[at] &= other->word[at];
}

void bits_subtract(struct bits *set, const struct bits *other)
{
    check_sizes(set, other);
    for (size_t at = 0; at < word_count(set); at++)
        set->word[at] &= ~other->word[at];
}

void bits_complement(struct bits *set)
{
    for (size_t at = 0; at < word_count(set); at++)
        set->word[at] = ~set->word[at];
    trim(set);
}

bool bits_empty(const struct bits *set)
{
    for (size_t at = 0; at < word_count(set); at++)
        if (set->word[at] != 0)
            return false;
    return true;
}

bool bits_equal(const struct bits *a, const struct bits *b)
{
    check_sizes(a, b);
    return memcmp(a->word, b->word, word_count(a) * sizeof a->word[0]) == 0;
}

bool bits_meet(const struct bits *a, const struct bits *b)
{
    check_sizes(a, b);
    for (size_t at = 0; at < word_count(a); at++)
        if ((a->word[at] & b->word[at]) != 0)
            return true;
    return false;
}

bool bits_within(const struct bits *a, const struct bits *b)
{
    check_sizes(a, b);
    for (size_t at = 0; at < word_count(a); at++)
        if ((a->word[at] & ~b->word[at]) != 0)
            return false;
    return true;
}

size_t bits_count(const struct bits *set)
{
    size_t count = 0;

    for (size_t at = 0; at < word_count(set); at++)
        count += (size_t)__builtin_popcountll(set->word[at]);
    return count;
}

/* The least number at or above `from` whose bit differs from that of `flip`,
 * which is all zeros or all ones. */
static size_t search(const struct bits *set, size_t from, uint64_t flip)
{
    if (from >= set->size)
        return set->size;

    size_t at = from / WORD;
    uint64_t word = (set->word[at] ^ flip) & UINT64_MAX << from % WORD;

    while (word == 0) {
        if (++at == word_count(set))
            return set->size;
        word = set->word[at] ^ flip;
    }

    size_t number = at * WORD + (size_t)__builtin_ctzll(word);

    return number < set->size ? number : set->size;
}

size_t bits_next(const struct bits *set, size_t from)
{
    return search(set, from, 0);
}

size_t bits_last(const struct bits *set)
{
    for (size_t at = word_count(set); at > 0; at--) {
        uint64_t word = set->word[at - 1];
        size_t low = 0;

        if (word == 0)
            continue;
        for (size_t half = WORD / 2; half > 0; half /= 2)
            if (word >> (low + half) != 0)
                low += half;
        return (at - 1) * WORD + low;
    }
    return 0;
}

size_t bits_next_clear(const struct bits *set, size_t from)
{
    return search(set, from, UINT64_MAX);
}
