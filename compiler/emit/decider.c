/* The steps of the definition once more, on sets: what each step leaves to the
 * next is taken away from the area in which a later one can decide. Most
 * statements are told apart by what they select before a diagram is combined. */

#include "emit/decider.h"

#include "base/arena.h"
#include "emit/candidates.h"

/* --- the extent as a set -------------------------------------------------- */

static const struct bits *extent_points(const struct decider *decider,
                                        int level)
{
    switch (level) {
    case DIMENSION_ACTION: return decider->practice->actions[decider->doing];
    case DIMENSION_DATA: return decider->extent.data;
    case DIMENSION_PURPOSE: return decider->extent.purposes;
    case DIMENSION_RECIPIENT: return decider->extent.recipients;
    case DIMENSION_REGION: return decider->extent.regions;
    default: return NULL;
    }
}

static uint32_t extent_within(const struct decider *decider, uint32_t inside,
                              int last)
{
    const struct practice *practice = decider->practice;
    const struct terms *parties = &practice->policy->terms[SPACE_PARTY];
    struct bits *we = bits_create(practice->arena, parties->count);
    bits_add(we, parties->items[1]->number);
    for (int level = last; level > DIMENSION_PARTY; level--) {
        const struct bits *points = extent_points(decider, level);
        if (points != NULL) {
            inside = diagram_select(practice->diagrams, level, points, inside,
                                    SET_EMPTY);
        }
    }
    return diagram_select(practice->diagrams, DIMENSION_PARTY, we, inside,
                          SET_EMPTY);
}

struct decider decider_create(const struct practice *practice, enum doing doing,
                              const struct extent *extent)
{
    const struct analysis *analysis = practice->phrasing.analysis;
    struct decider decider = {
        .practice = practice,
        .extent = *extent,
        .doing = doing,
    };
    decider.all = extent_within(&decider, SET_ALL, DIMENSION_REGION);
    decider.allowed = diagram_combine(practice->diagrams, &set_and, decider.all,
                                      analysis->allowed);
    return decider;
}

/* Where one of the actions is permitted but denied, and none is allowed. */
static uint32_t barred_in(const struct decider *decider)
{
    const struct practice *practice = decider->practice;
    struct analysis *analysis = practice->phrasing.analysis;
    struct diagrams *diagrams = practice->diagrams;
    uint32_t done = extent_within(decider, practice->allowed[decider->doing],
                                  DIMENSION_ACTION);
    uint32_t denied = diagram_combine(diagrams, &set_and, decider->all,
                                      analysis_denied(analysis));
    return diagram_combine(diagrams, &set_and, practice->claimed,
                           diagram_combine(diagrams, &set_minus, denied, done));
}

/* Whether a box has a point in the extent, facts left aside. */
static bool box_meets(const struct decider *decider, const struct box *box)
{
    for (int level = DIMENSION_ACTION; level < DIMENSION_COUNT; level++) {
        const struct bits *points = extent_points(decider, level);
        if (points != NULL && box->select[level] != NULL &&
            !bits_meet(points, box->select[level])) {
            return false;
        }
    }
    return true;
}

/* --- who decides --------------------------------------------------------- */

/* Where a step can decide: what an earlier one decides is taken away. */
struct areas {
    bool allow;
    uint32_t never, strong, weak;
};

static bool decides(const struct decider *decider, const struct areas *areas,
                    const struct statement *statement)
{
    const struct analysis *analysis = decider->practice->phrasing.analysis;
    size_t index = statement->index;
    bool never = statement->modality == MODALITY_NEVER;
    for (size_t i = 0; i < statement->box_count; i++) {
        const struct box *box = &statement->boxes[i];
        bool strongly = box->permits == areas->allow;
        uint32_t area = !strongly ? areas->weak
                        : never   ? areas->never
                                  : areas->strong;
        uint32_t spoken = !strongly ? analysis->weak[index][i]
                          : never   ? analysis->strong[index][i]
                                    : analysis->undefeated[index][i];
        if (area != SET_EMPTY && spoken != SET_EMPTY &&
            box_meets(decider, box) &&
            diagram_combine(decider->practice->diagrams, &set_and, area,
                            spoken) != SET_EMPTY) {
            return true;
        }
    }
    return false;
}

static struct claims all_that_decide(const struct decider *decider,
                                     const struct areas *areas)
{
    const struct practice *practice = decider->practice;
    const struct policy *policy = practice->policy;
    const struct bits *candidates =
        candidates_in(practice->candidates, &decider->extent);
    struct claims found = { NULL, 0 };
    for (size_t i = bits_next(candidates, 0); i < candidates->size;
         i = bits_next(candidates, i + 1)) {
        if (decides(decider, areas, policy->statements[i])) {
            claims_add(practice->arena, &found, i);
        }
    }
    return found;
}

struct claims decider_permitting(const struct decider *decider)
{
    const struct analysis *analysis = decider->practice->phrasing.analysis;
    struct areas areas = {
        .allow = true,
        .never = SET_EMPTY, /* a `never` permits nothing */
        .strong = decider->allowed,
        .weak = diagram_combine(decider->practice->diagrams, &set_minus,
                                decider->allowed, analysis->permitted),
    };
    return all_that_decide(decider, &areas);
}

struct claims decider_forbidding(const struct decider *decider)
{
    const struct analysis *analysis = decider->practice->phrasing.analysis;
    struct diagrams *diagrams = decider->practice->diagrams;
    struct areas areas = { .never = barred_in(decider) };
    areas.strong =
        diagram_combine(diagrams, &set_minus, areas.never, analysis->absolute);
    areas.weak = diagram_combine(diagrams, &set_minus, areas.strong,
                                 analysis->prohibited);
    return all_that_decide(decider, &areas);
}

/* --- grounds and measures ------------------------------------------------- */

static struct bits *bases_of(const struct decider *decider,
                             const struct statement *statement)
{
    const struct terms *bases = &decider->practice->policy->terms[KIND_BASIS];
    struct bits *set = bits_create(decider->practice->arena, bases->count);
    for (size_t i = 0; i < statement->bases.count; i++) {
        bits_add(set, statement->bases.items[i]->number);
    }
    return set;
}

/* Where the statements differ in their grounds, it is one or another of them
 * that applies; where they agree, all do. Where one of them names no ground,
 * they are those of some cases. */
const char *decider_basis(const struct decider *decider,
                          const struct claims *statements)
{
    const struct practice *practice = decider->practice;
    const struct language *language = practice->phrasing.language;
    const struct terms *bases = &practice->policy->terms[KIND_BASIS];
    struct bits *all = NULL;
    bool agreed = true;
    bool partly = false;
    for (size_t i = 0; i < statements->count; i++) {
        struct bits *set = bases_of(
            decider, practice->policy->statements[statements->items[i]]);
        agreed = agreed && (all == NULL || bits_equal(all, set));
        partly = partly || bits_empty(set);
        if (all == NULL) {
            all = set;
        }
        bits_unite(all, set);
    }
    if (all == NULL || bits_empty(all)) {
        return NULL;
    }
    struct cell names = { .count = 0 };
    for (size_t n = bits_next(all, 0); n < all->size;
         n = bits_next(all, n + 1)) {
        cell_add(practice->arena, &names,
                 language->label(practice->policy, bases->items[n]));
    }
    struct text text = { NULL, 0, 0 };
    language->list(names.items, names.count, !agreed, &text);
    const char *phrase = phrasing_taken(&practice->phrasing, &text);
    return partly ? phrasing_filled(&practice->phrasing,
                                    language->headings->sometimes, phrase, NULL)
                  : phrase;
}

/* The outcomes that are reached where something is allowed. */
static struct bits *outcomes_of(const struct decider *decider)
{
    const struct practice *practice = decider->practice;
    const struct analysis *analysis = practice->phrasing.analysis;
    uint32_t reached = diagram_combine(practice->diagrams, &diagram_pick,
                                       analysis->verdict, decider->allowed);
    struct bits *values =
        bits_create(practice->arena, analysis->outcome_count + 1);
    diagram_values(practice->diagrams, reached, values);
    return values; /* one higher than their number; 0 is outside */
}

struct owed decider_owed(const struct decider *decider)
{
    const struct practice *practice = decider->practice;
    const struct analysis *analysis = practice->phrasing.analysis;
    size_t count = practice->policy->terms[KIND_MEASURE].count;
    struct bits *nothing = bits_create(practice->arena, count);
    struct owed owed = { NULL, bits_create(practice->arena, count) };
    struct bits *values = outcomes_of(decider);
    for (size_t v = bits_next(values, 1); v < values->size;
         v = bits_next(values, v + 1)) {
        const struct bits *measures = analysis->outcomes[v - 1].measures;
        measures = measures == NULL ? nothing : measures;
        if (owed.always == NULL) {
            owed.always = bits_copy(practice->arena, measures);
        }
        bits_intersect(owed.always, measures);
        bits_unite(owed.sometimes, measures);
    }
    owed.always = owed.always == NULL ? nothing : owed.always;
    bits_subtract(owed.sometimes, owed.always);
    return owed;
}
