/* What to ask about instead. Of one dimension the best is all that is good; of
 * several that depend on each other any point of the set is a start, and each
 * dimension in turn then takes all that the others allow. */

#include "diagram/search.h"

#include "base/arena.h"

uint32_t search_both(const struct search *search, uint32_t a, uint32_t b)
{
    return diagram_combine(search->analysis->diagrams, &set_and, a, b);
}

uint32_t search_minus(const struct search *search, uint32_t a, uint32_t b)
{
    return diagram_combine(search->analysis->diagrams, &set_minus, a, b);
}

/* The points of one dimension from which the others' points lead into the
 * set. */
static const struct bits *good_points(const struct search *search, uint32_t set,
                                      const struct remedy *remedy,
                                      int dimension)
{
    struct diagrams *diagrams = search->analysis->diagrams;
    unsigned others = remedy->dimensions & ~DIMENSION_BIT(dimension);
    uint32_t box = relax_box(search->analysis, others, remedy->points);
    uint32_t bad =
        project_some(diagrams, search_minus(search, box, set), others);

    return project_points(diagrams, search->analysis->arena,
                          search_minus(search, SET_ALL, bad), dimension);
}

/* One point of the set, in its loose dimensions. */
static void settle_on_point(const struct search *search, uint32_t set,
                            struct remedy *remedy)
{
    struct diagrams *diagrams = search->analysis->diagrams;

    for (int d = 0; d < DIMENSION_COUNT; d++) {
        if ((remedy->dimensions & DIMENSION_BIT(d)) == 0)
            continue;
        unsigned others = remedy->dimensions & ~DIMENSION_BIT(d);
        const struct bits *points =
            project_points(diagrams, search->analysis->arena,
                           project_some(diagrams, set, others), d);
        struct bits *one = bits_create(search->analysis->arena, points->size);
        if (!bits_empty(points)) /* it is where the budget ran out */
            bits_add(one, bits_next(points, 0));
        remedy->points[d] = one;
        set = search_both(search, set,
                          diagram_select(diagrams, d, one, SET_ALL, SET_EMPTY));
    }
}

void search_settle(const struct search *search, uint32_t set,
                   struct remedy *remedy)
{
    struct analysis *analysis = search->analysis;
    struct diagrams *diagrams = analysis->diagrams;
    unsigned loose = remedy->dimensions;

    for (int d = 0; d < DIMENSION_COUNT; d++) {
        if ((loose & DIMENSION_BIT(d)) == 0)
            continue;
        uint32_t inside =
            search_both(search, set,
                        diagram_select(diagrams, d, search->selected[d],
                                       SET_ALL, SET_EMPTY));
        if (inside != SET_EMPTY)
            set = inside;
    }
    for (int d = 0; d < DIMENSION_COUNT; d++)
        if ((loose & DIMENSION_BIT(d)) != 0)
            remedy->points[d] = project_points(
                diagrams, analysis->arena,
                project_some(diagrams, set, loose & ~DIMENSION_BIT(d)), d);
    uint32_t box = relax_box(analysis, loose, remedy->points);
    if (search_minus(search, box, set) != SET_EMPTY) {
        settle_on_point(search, set, remedy);
        for (int d = 0; d < DIMENSION_COUNT; d++)
            if ((loose & DIMENSION_BIT(d)) != 0)
                remedy->points[d] = good_points(search, set, remedy, d);
    }
}
