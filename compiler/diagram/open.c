/* The points of the open dimension and the facts from which all of the question
 * is allowed are one diagram: that dimension on top, conditions below. The
 * condition of a term is what all of its points have in common. */

#include "diagram/open.h"

#include "base/arena.h"
#include "diagram/relax.h"

struct opening {
    struct analysis *analysis;
    const struct question *question;
    const struct terms *terms;
    uint32_t *own;   /* [term]: condition at the point of its number */
    uint32_t *whole; /* [term]: at all of its points */
    struct open_terms list;
};

/* --- conditions --------------------------------------------------------- */

/* What the points of a term have in common; each run of points that are alike
 * is looked at once. */
static uint32_t meet_points(const struct opening *opening,
                            const struct bits *below)
{
    uint32_t met = SET_ALL;
    uint32_t last = SET_ALL;

    for (size_t n = bits_next(below, 0); n < below->size && met != SET_EMPTY;
         n = bits_next(below, n + 1)) {
        if (opening->own[n] != last)
            met = diagram_combine(opening->analysis->diagrams, &set_and, met,
                                  opening->own[n]);
        last = opening->own[n];
    }
    return met;
}

static void read_points(struct opening *opening, uint32_t set)
{
    struct analysis *analysis = opening->analysis;
    int dimension = opening->question->open;
    size_t count = opening->terms->count;

    opening->own = arena_array(analysis->arena, count, sizeof(uint32_t));
    opening->whole = arena_array(analysis->arena, count, sizeof(uint32_t));
    for (size_t n = 0; n < count; n++)
        opening->own[n] =
            node_level(analysis->diagrams, set) == dimension
                ? node_follow(analysis->diagrams, set, dimension, (uint32_t)n)
                : set;
    for (size_t n = 0; n < count; n++)
        opening->whole[n] =
            meet_points(opening, opening->terms->items[n]->below);
}

/* What is said already: the conditions of the terms above. */
static uint32_t said_above(const struct opening *opening,
                           const struct term *term)
{
    uint32_t said = SET_EMPTY;

    for (size_t i = 0; i < term->parent_count; i++)
        said = diagram_combine(opening->analysis->diagrams, &set_or, said,
                               opening->whole[term->parents[i]->number]);
    return said;
}

/* --- the list ----------------------------------------------------------- */

/* Who decides at all points of the part, where its condition is met. */
static struct deciders find_deciders(struct opening *opening,
                                     const struct open_term *item)
{
    struct analysis *analysis = opening->analysis;
    struct diagrams *diagrams = analysis->diagrams;
    int dimension = opening->question->open;
    struct bits *one = bits_create(analysis->arena, opening->terms->count);
    const struct bits *select[DIMENSION_COUNT] = { NULL };

    bits_add(one, item->part.term->number);
    select[dimension] = item->part.rest ? one : item->part.term->below;
    unsigned loose = DIMENSION_BIT(dimension);
    uint32_t points = relax_points(analysis, opening->question, loose);
    points = diagram_combine(diagrams, &set_and, points,
                             relax_box(analysis, loose, select));
    points = diagram_combine(diagrams, &set_and, points, item->facts);
    uint32_t cut =
        diagram_combine(diagrams, &diagram_pick, analysis->verdict, points);
    if (opening->question->tree->given.count > 0)
        cut = diagram_given(diagrams, cut,
                            analysis_holds(analysis, opening->question->given));
    return deciders_of(analysis, cut, NULL);
}

/* Formulas are dear, and many terms have the same condition. */
static struct formula find_formula(struct opening *opening, uint32_t facts)
{
    for (size_t i = opening->list.count; i-- > 0;)
        if (opening->list.items[i].facts == facts)
            return opening->list.items[i].formula;
    return formula_of(opening->analysis, facts);
}

static void add_term(struct opening *opening, const struct term *term,
                     bool rest, uint32_t facts)
{
    struct open_terms *list = &opening->list;
    struct open_term item = { .part = { term, rest }, .facts = facts };

    item.formula = find_formula(opening, facts);
    item.deciders = find_deciders(opening, &item);
    list->items = arena_extend(opening->analysis->arena, list->items,
                               list->count, sizeof *list->items);
    list->items[list->count++] = item;
}

static void list_term(struct opening *opening, const struct term *term)
{
    uint32_t whole = opening->whole[term->number];
    uint32_t own = opening->own[term->number];

    if (whole != SET_EMPTY && whole != said_above(opening, term))
        add_term(opening, term, false, whole);
    if (own != whole)
        add_term(opening, term, true, own);
}

struct open_terms open_list(struct analysis *analysis,
                            const struct question *question)
{
    struct opening opening = {
        .analysis = analysis,
        .question = question,
        .terms = &analysis->policy->terms[dimension_space[question->open]],
    };
    uint32_t set = relax_within(
        analysis, question, DIMENSION_BIT(question->open), analysis->allowed);

    if (question->tree->given.count > 0)
        set = diagram_given(analysis->diagrams, set,
                            analysis_holds(analysis, question->given));
    read_points(&opening, set);
    for (size_t n = 0; n < opening.terms->count; n++)
        list_term(&opening, opening.terms->items[n]);
    return opening.list;
}
