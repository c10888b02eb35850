#ifndef WRIT_BASE_BITS_H
#define WRIT_BASE_BITS_H

/* A set of small numbers: 0 to size - 1. Every operation of two sets takes
 * sets of the same size; bits at and above the size are always zero. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

struct bits {
    size_t size;     /* how many numbers may be in it */
    uint64_t word[]; /* (size + 63) / 64 of them */
};

struct bits *bits_create(struct arena *arena, size_t size); /* empty */
struct bits *bits_full(struct arena *arena, size_t size);
struct bits *bits_copy(struct arena *arena, const struct bits *from);

/* A range is [first, end). What is added or removed fits the set; whatever
 * does not is not in it. */
void bits_add(struct bits *set, size_t number);
void bits_add_range(struct bits *set, size_t first, size_t end);
void bits_remove(struct bits *set, size_t number);
bool bits_has(const struct bits *set, size_t number);

void bits_unite(struct bits *set, const struct bits *other);
void bits_intersect(struct bits *set, const struct bits *other);
void bits_subtract(struct bits *set, const struct bits *other);
void bits_complement(struct bits *set);

/* `meet`: they share a number; `within`: a is a subset of b. */
bool bits_empty(const struct bits *set);
bool bits_equal(const struct bits *a, const struct bits *b);
bool bits_meet(const struct bits *a, const struct bits *b);
bool bits_within(const struct bits *a, const struct bits *b);
size_t bits_count(const struct bits *set);

/* The least number in the set at or above `from`, or the set's size. */
size_t bits_next(const struct bits *set, size_t from);

/* The greatest number in the set, or 0. */
size_t bits_last(const struct bits *set);

/* The least number not in the set at or above `from`, or the set's size. */
size_t bits_next_clear(const struct bits *set, size_t from);

#endif
