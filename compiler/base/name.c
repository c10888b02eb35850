/* A table of open addressing, at most half full, whose slots point to the names
 * in the arena. The invariants: names never move, so one is good until the
 * arena goes; a free slot ends every search. The hash has no seed and shows
 * nowhere: order of output never depends on it. */

#include "base/name.h"

#include "base/arena.h"
#include "base/memory.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#ifdef TORTURE
enum { FIRST_BITS = 1 };
#else
enum { FIRST_BITS = 11 };
#endif

enum { SHORT = 15, TOP = 56 };
#define LONG UINT64_C(255)

/* The key of a name of up to SHORT bytes is the name itself, its length on top,
 * so that a search need not look at the bytes; that of a longer one is a hash
 * and LONG, with its length. */
struct key {
    uint64_t low, high;
};

struct name {
    struct key key;
    char bytes[]; /* NUL ended: what is handed out */
};

struct names {
    struct arena *arena; /* of the slots and the names */
    struct name **slots; /* NULL: free */
    unsigned slot_bits;
    size_t count;
};

/* --- keys ----------------------------------------------------------------- */

static inline uint64_t load8(const char *bytes)
{
    uint64_t word;

    memcpy(&word, bytes, sizeof word);
    return word;
}

static inline uint64_t load4(const char *bytes)
{
    uint32_t word;

    memcpy(&word, bytes, sizeof word);
    return word;
}

/* The byte as the one at this place of a number, whatever the machine. */
static inline uint64_t place(const char *bytes, size_t at)
{
    return (uint64_t)(unsigned char)bytes[at] << 8 * at;
}

static inline uint64_t place4(const char *bytes)
{
    return place(bytes, 0) | place(bytes, 1) | place(bytes, 2) |
           place(bytes, 3);
}

static inline uint64_t place8(const char *bytes)
{
    return place4(bytes) | place4(bytes + 4) << 32;
}

/* Up to seven bytes in a number. The two halves, or three bytes, overlap where
 * there are fewer, and say the same there: that is cheaper than a loop. */
static inline uint64_t place_few(const char *bytes, size_t length)
{
    if (length >= 4)
        return place4(bytes) | place4(bytes + length - 4) << 8 * (length - 4);
    if (length == 0)
        return 0;
    return place(bytes, 0) | place(bytes, length / 2) |
           place(bytes, length - 1);
}

static inline uint64_t mix(uint64_t hash, uint64_t word)
{
    hash = (hash ^ word) * UINT64_C(0x9e3779b97f4a7c15);
    return hash ^ hash >> 32;
}

/* Of eight bytes or more, eight a step; the last step reads the last eight
 * again rather than byte by byte. */
static inline uint64_t mix_bytes(const char *bytes, size_t length)
{
    uint64_t hash = length;

    for (size_t at = 0; at + 8 < length; at += 8)
        hash = mix(hash, load8(bytes + at));
    return mix(hash, load8(bytes + length - 8));
}

uint32_t name_hash(const char *bytes, size_t length)
{
    uint64_t hash = length;

    if (length >= 8) {
        hash = mix_bytes(bytes, length);
    } else if (length >= 4) {
        hash = mix(hash, load4(bytes) << 32 | load4(bytes + length - 4));
    } else {
        for (size_t at = 0; at < length; at++)
            hash = hash << 8 | (unsigned char)bytes[at];
    }
    hash = mix(hash, length);
    return (uint32_t)(hash ^ hash >> 29);
}

static inline struct key key_of(const char *bytes, size_t length)
{
    uint64_t top = (uint64_t)length << TOP;

    if (length < 8)
        return (struct key){ place_few(bytes, length), top };
    if (length > SHORT)
        return (struct key){ mix_bytes(bytes, length), length | LONG << TOP };

    /* of the last eight bytes, those that are not among the first eight */
    uint64_t rest = place8(bytes + length - 8) >> 8 * (SHORT - length) >> 8;

    return (struct key){ place8(bytes), rest | top };
}

static inline bool same_key(struct key a, struct key b)
{
    return a.low == b.low && a.high == b.high;
}

/* --- the table ------------------------------------------------------------ */

static inline size_t slot_count(const struct names *names)
{
    return (size_t)1 << names->slot_bits;
}

/* Where the search for a key begins. */
static inline size_t first_slot(const struct names *names, struct key key)
{
    uint64_t hash = key.low * UINT64_C(0x9e3779b97f4a7c15) +
                    key.high * UINT64_C(0xd6e8feb86659fd93);

    return (size_t)(hash >> (64 - names->slot_bits));
}

static inline size_t next_slot(const struct names *names, size_t slot)
{
    return (slot + 1) & (slot_count(names) - 1);
}

/* The slot of a key that is not there yet. */
static size_t free_slot(const struct names *names, struct key key)
{
    size_t slot = first_slot(names, key);

    while (names->slots[slot])
        slot = next_slot(names, slot);
    return slot;
}

/* Makes the table anew, with two to the power of `slot_bits` slots. The arena
 * keeps the old one: all of them together are smaller. */
static void make_slots(struct names *names, unsigned slot_bits)
{
    struct name **old = names->slots;
    size_t old_count = old ? slot_count(names) : 0;

    names->slot_bits = slot_bits;
    names->slots =
        arena_array(names->arena, slot_count(names), sizeof *names->slots);
    for (size_t i = 0; i < old_count; i++)
        if (old[i])
            names->slots[free_slot(names, old[i]->key)] = old[i];
}

struct names *names_create(struct arena *arena)
{
    struct names *names = arena_allocate(arena, sizeof *names);

    names->arena = arena;
    make_slots(names, FIRST_BITS);
    return names;
}

/* The bytes of two long names of this length: the call of memcmp costs more
 * than most are long. */
static bool same_bytes(const char *kept, const char *bytes, size_t length)
{
    for (size_t at = 0; at + 8 < length; at += 8)
        if (load8(kept + at) != load8(bytes + at))
            return false;
    return load8(kept + length - 8) == load8(bytes + length - 8);
}

/* The slot of the name that has these bytes, or the free one where it belongs.
 */
static inline size_t find(const struct names *names, struct key key,
                          const char *bytes, size_t length)
{
    size_t slot = first_slot(names, key);

    for (; names->slots[slot]; slot = next_slot(names, slot)) {
        const struct name *name = names->slots[slot];

        if (same_key(name->key, key) &&
            (length <= SHORT || same_bytes(name->bytes, bytes, length)))
            break;
    }
    return slot;
}

static const char *add(struct names *names, size_t slot, struct key key,
                       const char *bytes, size_t length)
{
    struct name *name = arena_allocate(names->arena, sizeof *name + length + 1);

    name->key = key;
    memcpy(name->bytes, bytes, length);
    names->slots[slot] = name;
    if (++names->count > slot_count(names) / 2)
        make_slots(names, names->slot_bits + 1);
    return name->bytes;
}

const char *name_intern(struct names *names, const char *bytes, size_t length)
{
    struct key key = key_of(bytes, length);
    size_t slot = find(names, key, bytes, length);

    return names->slots[slot] ? names->slots[slot]->bytes
                              : add(names, slot, key, bytes, length);
}

const char *name_join(struct names *names, const char *above, const char *name)
{
    char few[256]; /* most are short */
    size_t start = strlen(above) + 1;
    size_t length = start + strlen(name);
    char *bytes = length <= sizeof few ? few : memory_allocate(length);

    memcpy(bytes, above, start - 1);
    bytes[start - 1] = '.';
    memcpy(bytes + start, name, length - start);

    const char *joined = name_intern(names, bytes, length);

    if (bytes != few)
        free(bytes);
    return joined;
}

const char *name_find(const struct names *names, const char *bytes,
                      size_t length)
{
    size_t slot = find(names, key_of(bytes, length), bytes, length);

    return names->slots[slot] ? names->slots[slot]->bytes : NULL;
}
