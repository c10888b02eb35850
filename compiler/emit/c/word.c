/* Three rounds, the more important terms first, mark who has a bit; then the
 * bits are dealt in the order of terms, so that a policy whose terms all fit
 * keeps its bits when a rule changes. */

#include "emit/c/word.h"

#include "base/arena.h"

static void mark(struct bits *chosen, const struct bits *wanted, size_t *room)
{
    for (size_t i = bits_next(wanted, 0); i<wanted->size && * room> 0;
         i = bits_next(wanted, i + 1)) {
        if (!bits_has(chosen, i)) {
            bits_add(chosen, i);
            (*room)--;
        }
    }
}

bool word_fill(struct arena *arena, const struct terms *terms,
               const struct bits *needed, const struct bits *related,
               struct word *word)
{
    struct bits *chosen = bits_create(arena, terms->count);
    struct bits *others = bits_full(arena, terms->count);
    size_t room = WORD_BITS;
    bits_remove(others, 0);
    word->terms = terms;
    word->bit = arena_array(arena, terms->count, sizeof *word->bit);
    mark(chosen, needed, &room);
    if (!bits_within(needed, chosen)) {
        return false;
    }
    mark(chosen, related, &room);
    mark(chosen, others, &room);
    for (size_t i = 0; i < terms->count; i++) {
        word->bit[i] = -1;
        if (bits_has(chosen, i)) {
            word->bit[i] = (int)word->count;
            word->number[word->count++] = (uint16_t)i;
        }
    }
    return true;
}
