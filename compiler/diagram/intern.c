/* Numbers for values, by uthash over a copy of the bytes. */

#include "diagram/intern.h"

#include "base/arena.h"
#include "base/memory.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define uthash_fatal(message) memory_exhausted()
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"
#pragma GCC diagnostic ignored "-Wcast-qual"
#pragma GCC diagnostic ignored "-Wimplicit-fallthrough"
#include <uthash.h>

struct interned {
    UT_hash_handle hh;
    uint32_t number;
    unsigned char bytes[];
};

struct interner {
    struct arena *arena;
    struct interned *table;
    uint32_t count;
};

struct interner *interner_create(void)
{
    struct interner *interner = memory_allocate(sizeof *interner);
    *interner = (struct interner){ .arena = arena_create() };
    return interner;
}

void interner_destroy(struct interner *interner)
{
    if (interner == NULL) {
        return;
    }
    HASH_CLEAR(hh, interner->table);
    arena_destroy(interner->arena);
    free(interner);
}

uint32_t interner_number(struct interner *interner, const void *bytes,
                         size_t length, bool *added)
{
    struct interned *found = NULL;
    HASH_FIND(hh, interner->table, bytes, length, found);
    *added = found == NULL;
    if (found == NULL) {
        found = arena_allocate(interner->arena, sizeof *found + length);
        memcpy(found->bytes, bytes, length);
        found->number = interner->count++;
        HASH_ADD_KEYPTR(hh, interner->table, found->bytes, length, found);
    }
    return found->number;
}

#pragma GCC diagnostic pop
