/* A situation as the strings that a finding holds. */

#include "check/example.h"

#include "base/text.h"
#include "diagram/witness.h"
#include "language/phrase.h"

#include <string.h>

static const char *name_of(struct arena *arena,
                           const struct situation *situation, int dimension)
{
    const struct term *term = situation->at[dimension];
    return situation->rest[dimension] ? arena_print(arena, "%s...", term->path)
                                      : term->path;
}

void example_of(struct compilation *compilation, struct finding *finding,
                const struct situation *situation)
{
    struct arena *arena = compilation->arena;
    const struct policy *policy = compilation->policy;
    struct example *example = arena_allocate(arena, sizeof *example);
    for (int d = 0; d < DIMENSION_COUNT; d++) {
        example->at[d] = name_of(arena, situation, d);
    }
    const struct bits *facts = situation->facts;
    example->facts = arena_array(arena, bits_count(facts), sizeof(char *));
    for (size_t i = bits_next(facts, 0); i < facts->size;
         i = bits_next(facts, i + 1)) {
        example->facts[example->fact_count++] =
            policy->terms[KIND_CONDITION].items[i]->path;
    }
    struct text text = { 0 };
    language_english.situation(policy, situation, &text);
    finding->example = example;
    finding->sentence = arena_copy(arena, text_string(&text), text.length);
    text_destroy(&text);
}

void example_of_set(struct compilation *compilation, struct finding *finding,
                    uint32_t set)
{
    struct situation situation;
    if (witness_find(compilation->analysis, set, &situation)) {
        example_of(compilation, finding, &situation);
    }
}
