/* The values that a cut reaches are the outcomes at its points, one higher. */

#include "diagram/deciders.h"

#include "base/arena.h"

struct deciders deciders_of(struct analysis *analysis, uint32_t cut,
                            const struct ruling *also)
{
    const struct policy *policy = analysis->policy;
    struct arena *arena = analysis->arena;
    struct bits *values = bits_create(arena, analysis->outcome_count + 1);
    struct bits *deciding = bits_create(arena, policy->statement_count);
    struct bits *measures =
        bits_create(arena, policy->terms[KIND_MEASURE].count);
    struct deciders deciders = { .measures = measures, .weakly = true };

    for (size_t i = 0; also && i < also->deciding_count; i++)
        bits_add(deciding, also->deciding[i]->index);
    if (also)
        bits_unite(measures, also->measures);
    diagram_values(analysis->diagrams, cut, values);
    for (size_t v = bits_next(values, 1); v < values->size;
         v = bits_next(values, v + 1)) {
        const struct outcome *outcome = &analysis->outcomes[v - 1];
        deciders.weakly = deciders.weakly && !outcome->strong;
        if (outcome->statement < policy->statement_count)
            bits_add(deciding, outcome->statement);
        if (outcome->measures)
            bits_unite(measures, outcome->measures);
    }
    deciders.items = arena_array(arena, bits_count(deciding),
                                 sizeof(const struct statement *));
    for (size_t i = bits_next(deciding, 0); i < deciding->size;
         i = bits_next(deciding, i + 1))
        deciders.items[deciders.count++] = policy->statements[i];
    return deciders;
}
