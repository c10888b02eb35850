#include "emit/c/ruling.h"

#include "base/arena.h"
#include "diagram/intern.h"

static uint64_t duties_of(const struct word *measures,
                          const struct outcome *outcome)
{
    uint64_t duties = 0;
    for (size_t i = 0; outcome->measures != NULL && i < measures->count; i++) {
        if (bits_has(outcome->measures, measures->number[i])) {
            duties |= UINT64_C(1) << i;
        }
    }
    return duties;
}

/* The sets of measures that are owed; set_of[outcome] is the number of one. */
static void list_duty_sets(const struct analysis *analysis,
                           const struct word *measures,
                           const struct bits *reached, struct rulings *rulings,
                           uint32_t *set_of)
{
    struct interner *numbers = interner_create();
    uint64_t none = 0;
    bool added;
    rulings->duty_sets = arena_array(analysis->arena, bits_count(reached) + 1,
                                     sizeof *rulings->duty_sets);
    (void)interner_number(numbers, &none, sizeof none, &added);
    rulings->duty_set_count = 1;
    for (size_t i = bits_next(reached, 0); i < reached->size;
         i = bits_next(reached, i + 1)) {
        uint64_t duties = duties_of(measures, &analysis->outcomes[i]);
        set_of[i] = interner_number(numbers, &duties, sizeof duties, &added);
        rulings->duty_sets[set_of[i]] = duties;
        rulings->duty_set_count += added;
    }
    interner_destroy(numbers);
}

bool rulings_make(const struct analysis *analysis, const struct word *measures,
                  const struct bits *reached, struct rulings *rulings)
{
    size_t statements = analysis->policy->statement_count;
    rulings->of_outcome = arena_array(analysis->arena, reached->size,
                                      sizeof *rulings->of_outcome);
    uint32_t *set_of = rulings->of_outcome;
    list_duty_sets(analysis, measures, reached, rulings, set_of);
    if (rulings->duty_set_count > MOST_DUTY_SETS) {
        return false;
    }
    rulings->statement_bit = RULING_DUTIES;
    for (size_t left = rulings->duty_set_count - 1; left != 0; left /= 2) {
        rulings->statement_bit++;
    }
    rulings->refused = (uint32_t)(statements << rulings->statement_bit) |
                       (uint32_t)VERDICT_DENY;
    rulings->largest = rulings->refused;
    for (size_t i = bits_next(reached, 0); i < reached->size;
         i = bits_next(reached, i + 1)) {
        const struct outcome *outcome = &analysis->outcomes[i];
        size_t statement =
            outcome->statement == SIZE_MAX ? statements : outcome->statement;
        uint32_t ruling = (uint32_t)(statement << rulings->statement_bit) |
                          set_of[i] << RULING_DUTIES |
                          (uint32_t)outcome->verdict;
        rulings->of_outcome[i] = ruling;
        rulings->largest =
            ruling > rulings->largest ? ruling : rulings->largest;
    }
    return true;
}

enum verdict ruling_verdict(uint32_t ruling)
{
    return (enum verdict)(ruling & RULING_VERDICT);
}

size_t ruling_statement(const struct rulings *rulings, uint32_t ruling)
{
    return ruling >> rulings->statement_bit;
}

uint64_t ruling_duties(const struct rulings *rulings, uint32_t ruling)
{
    uint32_t sets = (UINT32_C(1) << rulings->statement_bit) - 1;
    return rulings->duty_sets[(ruling & sets) >> RULING_DUTIES];
}
