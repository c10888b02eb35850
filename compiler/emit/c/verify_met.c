/* A pair has one place, which it shares with others. */

#include "emit/c/verify_met.h"

#include "base/arena.h"

struct known {
    struct met_pair pair; /* 0, 0: nothing yet, for a and b differ */
    uint32_t worst;
};

struct met {
    struct known *known;
    unsigned bits;
};

static struct known *place_of(const struct met *met, struct met_pair pair)
{
    uint64_t key =
        (uint64_t)pair.a << 32 ^ pair.b ^ (uint64_t)pair.dimension << 29;
    return &met->known[key * UINT64_C(0x9E3779B97F4A7C15) >> (64 - met->bits)];
}

struct met *met_create(struct arena *arena, unsigned bits)
{
    struct met *met = arena_allocate(arena, sizeof *met);
    met->known = arena_array(arena, (size_t)1 << bits, sizeof *met->known);
    met->bits = bits;
    return met;
}

bool met_find(const struct met *met, struct met_pair pair, uint32_t *worst)
{
    const struct known *known = place_of(met, pair);
    if (known->pair.dimension != pair.dimension || known->pair.a != pair.a ||
        known->pair.b != pair.b) {
        return false;
    }
    *worst = known->worst;
    return true;
}

void met_keep(struct met *met, struct met_pair pair, uint32_t worst)
{
    *place_of(met, pair) = (struct known){ pair, worst };
}
