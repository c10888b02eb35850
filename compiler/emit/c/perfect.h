#ifndef WRIT_EMIT_C_PERFECT_H
#define WRIT_EMIT_C_PERFECT_H

/* A perfect hash of names: each has a slot of its own, which is found from its
 * bytes in one step and without a search, by the code of decide.c. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

struct perfect {
    uint16_t *moves; /* [group]: what sends the names of it to free slots */
    size_t groups;
    uint32_t *slot; /* [name] */
    size_t slots;   /* at least as many as names; some are free */
};

/* What decide.c calls `hashed`. */
uint64_t perfect_hash(uint32_t seed, const char *name, size_t length);

/* The slot of a name with that hash; `groups` and `slots` are not 0. */
uint32_t perfect_slot(uint64_t hash, const uint16_t *moves, size_t groups,
                      size_t slots);
uint32_t perfect_group(uint64_t hash, size_t groups);

/* False where the hashes, one a name, do not go apart: with another seed they
 * do. */
bool perfect_make(struct arena *arena, const uint64_t *hashes, size_t count,
                  struct perfect *perfect);

#endif
