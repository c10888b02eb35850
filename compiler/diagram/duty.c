/* The points of duties, from the statements that impose them. */

#include "diagram/duty.h"

#include "base/arena.h"

uint32_t analysis_obliged(struct analysis *analysis)
{
    struct diagrams *diagrams = analysis->diagrams;
    const struct policy *policy = analysis->policy;
    const struct term *process =
        term_find(&policy->terms[KIND_ACTION], "process", NULL, NULL);
    uint32_t *sets = NULL;
    size_t count = 0;
    for (size_t i = 0; i < policy->statement_count; i++) {
        const struct statement *statement = policy->statements[i];
        if (statement->kind != STATEMENT_RULE ||
            statement->modality != MODALITY_MUST) {
            continue;
        }
        const struct bits *actions =
            statement->boxes[0].select[DIMENSION_ACTION];
        if (actions == NULL || process == NULL ||
            !bits_within(actions, process->below)) {
            sets = arena_extend(analysis->arena, sets, count, sizeof *sets);
            sets[count++] = analysis->undefeated[i][0];
        }
    }
    uint32_t set =
        diagram_combine_all(diagrams, &set_or, sets, count, SET_EMPTY);
    if (process != NULL) {
        set =
            diagram_combine(diagrams, &set_minus, set,
                            diagram_select(diagrams, DIMENSION_ACTION,
                                           process->below, SET_ALL, SET_EMPTY));
    }
    return diagram_combine(diagrams, &set_and, set, analysis->allowed);
}
