/* Open addressing; the capacity is a power of two and at least twice the
 * count, so a search ends after few steps at an empty slot. */

#include "model/memo.h"

#include "base/memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_CAPACITY = 1024 };

struct slot {
    uint64_t hash;
    const void *bytes;
    size_t length;
    const void *value; /* NULL: the slot is empty */
    unsigned kind;
};

struct memo {
    struct slot *slots;
    size_t capacity, count;
};

struct memo *memo_create(void)
{
    struct memo *memo = memory_allocate(sizeof *memo);
    *memo = (struct memo){ .capacity = FIRST_CAPACITY };
    memo->slots = memory_zeroed(memo->capacity, sizeof *memo->slots);
    return memo;
}

void memo_destroy(struct memo *memo)
{
    if (memo != NULL) {
        free(memo->slots);
        free(memo);
    }
}

static uint64_t mix(uint64_t hash, uint64_t word)
{
    hash = (hash ^ word) * UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ hash >> 32;
}

/* Eight bytes at a time; the length tells a short end from zeros. */
static uint64_t hash_of(unsigned kind, const void *bytes, size_t length)
{
    const unsigned char *at = bytes;
    uint64_t hash = mix(kind, length);
    uint64_t word = 0;
    for (; length >= sizeof word; length -= sizeof word, at += sizeof word) {
        memcpy(&word, at, sizeof word);
        hash = mix(hash, word);
    }
    word = 0;
    memcpy(&word, at, length);
    return mix(hash, word);
}

/* The slot of these bytes, or the empty one where they belong. */
static struct slot *slot_of(const struct memo *memo, const struct slot *wanted)
{
    size_t at = wanted->hash & (memo->capacity - 1);
    for (;;) {
        struct slot *slot = &memo->slots[at];
        if (slot->value == NULL ||
            (slot->hash == wanted->hash && slot->kind == wanted->kind &&
             slot->length == wanted->length &&
             memcmp(slot->bytes, wanted->bytes, wanted->length) == 0)) {
            return slot;
        }
        at = (at + 1) & (memo->capacity - 1);
    }
}

static struct slot wanted(unsigned kind, const void *bytes, size_t length)
{
    return (struct slot){ .hash = hash_of(kind, bytes, length),
                          .bytes = bytes,
                          .length = length,
                          .kind = kind };
}

const void *memo_find(const struct memo *memo, unsigned kind, const void *bytes,
                      size_t length)
{
    struct slot slot = wanted(kind, bytes, length);
    return slot_of(memo, &slot)->value;
}

static void grow(struct memo *memo)
{
    struct memo larger = { .capacity = memory_product(memo->capacity, 2),
                           .count = memo->count };
    larger.slots = memory_zeroed(larger.capacity, sizeof *larger.slots);
    for (size_t i = 0; i < memo->capacity; i++) {
        if (memo->slots[i].value != NULL) {
            *slot_of(&larger, &memo->slots[i]) = memo->slots[i];
        }
    }
    free(memo->slots);
    *memo = larger;
}

void memo_add(struct memo *memo, unsigned kind, const void *bytes,
              size_t length, const void *value)
{
    if (memo->count >= memo->capacity / 2) {
        grow(memo);
    }
    struct slot slot = wanted(kind, bytes, length);
    slot.value = value;
    *slot_of(memo, &slot) = slot;
    memo->count++;
}
