/* Letting dimensions go. A point of the loose dimensions is good where no point
 * of the rest of the question lies outside the set: the complement of a
 * projection. */

#include "diagram/relax.h"

#include "base/arena.h"

const struct bits *relax_selected(struct analysis *analysis,
                                  const struct question *question,
                                  int dimension)
{
    const struct bits *first = question->boxes[0].select[dimension];
    const struct bits *second = question->boxes[1].select[dimension];

    if (question->box_count < 2 || !first)
        return first;
    if (!second)
        return NULL;
    struct bits *both = bits_copy(analysis->arena, first);
    bits_unite(both, second);
    return bits_count(both) == both->size ? NULL : both;
}

/* `to` is left out, and means what the action makes of it. */
static bool has_default(const struct question *question)
{
    return !question->chosen[DIMENSION_RECIPIENT].written &&
           question->open != DIMENSION_RECIPIENT;
}

/* Recipients as they are where `to` is left out, for every action. */
static uint32_t default_points(struct analysis *analysis)
{
    const struct policy *policy = analysis->policy;
    struct diagrams *diagrams = analysis->diagrams;
    uint32_t us = diagram_select(diagrams, DIMENSION_RECIPIENT,
                                 policy->us->below, SET_ALL, SET_EMPTY);
    uint32_t others = diagram_select(diagrams, DIMENSION_RECIPIENT,
                                     policy->us->below, SET_EMPTY, SET_ALL);

    return diagram_select(diagrams, DIMENSION_ACTION, policy->disclose->below,
                          others, us);
}

uint32_t relax_box(struct analysis *analysis, unsigned loose,
                   const struct bits *const select[DIMENSION_COUNT])
{
    struct box box = { .permits = true };

    for (int d = 0; d < DIMENSION_COUNT; d++)
        if ((loose & DIMENSION_BIT(d)) != 0)
            box.select[d] = select[d];
    return analysis_box(analysis, &box, SET_ALL);
}

uint32_t relax_points(struct analysis *analysis,
                      const struct question *question, unsigned loose)
{
    struct diagrams *diagrams = analysis->diagrams;
    bool by_action = has_default(question) &&
                     (loose & DIMENSION_BIT(DIMENSION_RECIPIENT)) == 0;
    const struct bits *select[DIMENSION_COUNT];

    for (int d = 0; d < DIMENSION_COUNT; d++)
        select[d] = relax_selected(analysis, question, d);
    if (by_action)
        select[DIMENSION_RECIPIENT] = NULL;
    uint32_t points = relax_box(analysis, DIMENSIONS_ALL & ~loose, select);
    return by_action ? diagram_combine(diagrams, &set_and, points,
                                       default_points(analysis))
                     : points;
}

uint32_t relax_within(struct analysis *analysis,
                      const struct question *question, unsigned loose,
                      uint32_t set)
{
    struct diagrams *diagrams = analysis->diagrams;
    uint32_t points = relax_points(analysis, question, loose);
    uint32_t outside = diagram_combine(diagrams, &set_minus, points, set);

    outside = project_some(diagrams, outside, DIMENSIONS_ALL & ~loose);
    return diagram_combine(diagrams, &set_minus, SET_ALL, outside);
}
