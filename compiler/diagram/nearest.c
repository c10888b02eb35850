/* The search for the nearest question. For each choice of dimensions that are
 * let go, the points of these and the facts from which all of the rest is
 * allowed are one projection of the verdict diagram; the facts that cost least
 * in it give the distance. Choices are tried by size, so most are never
 * looked at. Only at the least distance are statements asked whether they
 * permit it all alone. */

#include "diagram/nearest.h"

#include "base/arena.h"
#include "diagram/deciders.h"
#include "diagram/relax.h"
#include "diagram/witness.h"

enum { CHOICES = 1 << DIMENSION_COUNT };

struct search {
    struct analysis *analysis;
    const struct question *question;
    const struct bits *held;
    const struct bits *selected[DIMENSION_COUNT]; /* by the question */
    uint32_t weakly;           /* points that are allowed by an `unless` */
    uint32_t allowed[CHOICES]; /* [dimensions let go] */
    size_t distance[CHOICES];
    size_t least;
    struct nearest_answer *found;
};

static unsigned size_of(unsigned loose)
{
    return (unsigned)__builtin_popcount(loose);
}

static bool exhausted(const struct search *search)
{
    return diagrams_exhausted(search->analysis->diagrams);
}

static uint32_t both(const struct search *search, uint32_t a, uint32_t b)
{
    return diagram_combine(search->analysis->diagrams, &set_and, a, b);
}

static uint32_t minus(const struct search *search, uint32_t a, uint32_t b)
{
    return diagram_combine(search->analysis->diagrams, &set_minus, a, b);
}

/* --- distances --------------------------------------------------------- */

/* The facts with which the set has a point, as a set over conditions. */
static uint32_t facts_of(const struct search *search, uint32_t set,
                         unsigned loose)
{
    return project_some(search->analysis->diagrams, set, loose);
}

static size_t distance_of(const struct search *search, uint32_t set,
                          unsigned loose)
{
    size_t facts = fewest_count(search->analysis, facts_of(search, set, loose),
                                search->held);
    return facts == FEWEST_NONE ? FEWEST_NONE : facts + size_of(loose);
}

static void measure(struct search *search)
{
    struct analysis *analysis = search->analysis;

    for (unsigned loose = 0; loose < CHOICES; loose++)
        search->distance[loose] = FEWEST_NONE;
    for (unsigned size = 0; size <= DIMENSION_COUNT; size++)
        for (unsigned loose = 0; loose < CHOICES; loose++) {
            if (size_of(loose) != size || size > search->least ||
                exhausted(search))
                continue;
            uint32_t set = relax_within(analysis, search->question, loose,
                                        analysis->allowed);
            search->allowed[loose] = set;
            search->distance[loose] = distance_of(search, set, loose);
            if (search->distance[loose] < search->least)
                search->least = search->distance[loose];
        }
}

/* --- what to ask about instead ---------------------------------------- */

/* The points of one dimension from which the others' points lead into the
 * set. */
static const struct bits *good_points(const struct search *search, uint32_t set,
                                      const struct remedy *remedy,
                                      int dimension)
{
    struct diagrams *diagrams = search->analysis->diagrams;
    unsigned others = remedy->dimensions & ~DIMENSION_BIT(dimension);
    uint32_t box = relax_box(search->analysis, others, remedy->points);
    uint32_t bad = project_some(diagrams, minus(search, box, set), others);

    return project_points(diagrams, search->analysis->arena,
                          minus(search, SET_ALL, bad), dimension);
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
        bits_add(one, bits_next(points, 0));
        remedy->points[d] = one;
        set = both(search, set,
                   diagram_select(diagrams, d, one, SET_ALL, SET_EMPTY));
    }
}

/* A box within the set, which is not empty and over the loose dimensions: as
 * near to what the question selects as may be, and then as large. */
static void settle(const struct search *search, uint32_t set,
                   struct remedy *remedy)
{
    struct analysis *analysis = search->analysis;
    struct diagrams *diagrams = analysis->diagrams;
    unsigned loose = remedy->dimensions;

    for (int d = 0; d < DIMENSION_COUNT; d++) {
        if ((loose & DIMENSION_BIT(d)) == 0)
            continue;
        uint32_t inside = both(search, set,
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
    if (minus(search, box, set) != SET_EMPTY) {
        settle_on_point(search, set, remedy);
        for (int d = 0; d < DIMENSION_COUNT; d++)
            if ((loose & DIMENSION_BIT(d)) != 0)
                remedy->points[d] = good_points(search, set, remedy, d);
    }
}

/* --- remedies ---------------------------------------------------------- */

/* Who permits the changed question, where no one alone does. */
static void name_deciders(const struct search *search, struct remedy *remedy,
                          const struct bits *holds)
{
    struct analysis *analysis = search->analysis;
    struct diagrams *diagrams = analysis->diagrams;
    unsigned loose = remedy->dimensions;
    uint32_t points =
        both(search, relax_points(analysis, search->question, loose),
             relax_box(analysis, loose, remedy->points));
    uint32_t cut =
        diagram_combine(diagrams, &diagram_pick, analysis->verdict, points);
    struct deciders deciders =
        deciders_of(analysis, diagram_given(diagrams, cut, holds), NULL);

    remedy->statements = deciders.items;
    remedy->statement_count = deciders.count;
}

/* The same change of the question, permitted by the same statements. */
static bool is_same(const struct remedy *a, const struct remedy *b)
{
    if (a->dimensions != b->dimensions ||
        a->statement_count != b->statement_count)
        return false;
    for (size_t i = 0; i < a->statement_count; i++)
        if (a->statements[i] != b->statements[i])
            return false;
    for (int d = 0; d < DIMENSION_COUNT; d++)
        if (a->points[d] && !bits_equal(a->points[d], b->points[d]))
            return false;
    return true;
}

/* Adds a remedy, or its facts to the one that is the same. */
static void add_remedy(struct search *search, struct remedy *remedy,
                       const struct fact_change *change, bool more)
{
    struct arena *arena = search->analysis->arena;
    const struct policy *policy = search->analysis->policy;
    struct nearest_answer *found = search->found;
    size_t at = 0;

    while (at < found->count && !is_same(&found->items[at], remedy))
        at++;
    if (at == NEAREST_MOST)
        return;
    struct remedy *item = &found->items[at];
    if (at == found->count) {
        *item = *remedy;
        for (int d = 0; d < DIMENSION_COUNT; d++)
            if (item->points[d])
                item->parts[d] = parts_of(
                    arena, &policy->terms[dimension_space[d]], item->points[d]);
        found->count++;
    }
    item->facts.items = arena_extend(
        arena, item->facts.items, item->facts.count, sizeof *item->facts.items);
    item->facts.items[item->facts.count++] = *change;
    item->facts.more = item->facts.more || more;
}

/* The remedies at the least distance with their points in the set; of one
 * statement, or (NULL) of whoever decides. */
static void add_remedies(struct search *search, uint32_t set, unsigned loose,
                         const struct statement *statement)
{
    struct analysis *analysis = search->analysis;
    struct fact_changes changes =
        fewest_list(analysis, facts_of(search, set, loose), search->held,
                    search->least - size_of(loose));

    for (size_t i = 0; i < changes.count && !exhausted(search); i++) {
        const struct fact_change *change = &changes.items[i];
        const struct bits *holds = analysis_holds(
            analysis, fewest_facts(analysis, search->held, change));
        struct remedy remedy = { .dimensions = loose };
        settle(search, diagram_given(analysis->diagrams, set, holds), &remedy);
        if (statement) {
            remedy.statements =
                arena_array(analysis->arena, 1, sizeof *remedy.statements);
            remedy.statements[0] = statement;
            remedy.statement_count = 1;
        } else {
            name_deciders(search, &remedy, holds);
        }
        add_remedy(search, &remedy, change, changes.more);
    }
}

/* --- statements that permit it alone ----------------------------------- */

/* Whether the box covers what the question keeps. A quick look: recipients that
 * follow from a loose action are left to the diagram. */
static bool may_cover(const struct search *search, const struct box *box,
                      unsigned loose)
{
    bool by_action = (loose & DIMENSION_BIT(DIMENSION_ACTION)) != 0;

    for (int d = 0; d < DIMENSION_COUNT; d++) {
        const struct bits *selected = search->selected[d];
        if (!box->select[d] || (loose & DIMENSION_BIT(d)) != 0 ||
            (d == DIMENSION_RECIPIENT && by_action))
            continue;
        if (!selected || !bits_within(selected, box->select[d]))
            return false;
    }
    return true;
}

/* The points at which the box, if it permits, decides. */
static uint32_t permission_of(const struct search *search,
                              const struct statement *statement, size_t box)
{
    struct analysis *analysis = search->analysis;

    if (statement->boxes[box].permits)
        return analysis->undefeated[statement->index][box];
    return both(search, analysis->weak[statement->index][box], search->weakly);
}

static void ask_box(struct search *search, const struct statement *statement,
                    size_t box)
{
    struct analysis *analysis = search->analysis;
    uint32_t permission = SET_EMPTY;

    for (unsigned size = 0; size <= DIMENSION_COUNT; size++)
        for (unsigned loose = 0; loose < CHOICES; loose++) {
            if (size_of(loose) != size ||
                search->distance[loose] != search->least ||
                !may_cover(search, &statement->boxes[box], loose))
                continue;
            if (permission == SET_EMPTY)
                permission = permission_of(search, statement, box);
            if (permission == SET_EMPTY || exhausted(search) ||
                search->found->count == NEAREST_MOST)
                return;
            uint32_t set = both(
                search, search->allowed[loose],
                relax_within(analysis, search->question, loose, permission));
            if (distance_of(search, set, loose) == search->least)
                add_remedies(search, set, loose, statement);
        }
}

static void ask_statements(struct search *search)
{
    const struct policy *policy = search->analysis->policy;

    for (size_t i = 0; i < policy->statement_count; i++) {
        const struct statement *statement = policy->statements[i];
        if (statement->kind != STATEMENT_RULE)
            continue;
        for (size_t b = 0; b < statement->box_count; b++)
            ask_box(search, statement, b);
    }
}

static void ask_together(struct search *search)
{
    for (unsigned size = 0; size <= DIMENSION_COUNT; size++)
        for (unsigned loose = 0; loose < CHOICES; loose++)
            if (size_of(loose) == size &&
                search->distance[loose] == search->least)
                add_remedies(search, search->allowed[loose], loose, NULL);
}

/* --- what is in the way ------------------------------------------------ */

/* The dimensions that say how, and not what, is done. */
#define CIRCUMSTANCES                                                          \
    (DIMENSION_BIT(DIMENSION_PURPOSE) | DIMENSION_BIT(DIMENSION_RECIPIENT) |   \
     DIMENSION_BIT(DIMENSION_SUBJECT) | DIMENSION_BIT(DIMENSION_REGION))

static bool stands(const struct search *search,
                   const struct statement *deciding)
{
    struct analysis *analysis = search->analysis;

    return deciding && deciding->modality == MODALITY_NEVER &&
           relax_within(analysis, search->question, CIRCUMSTANCES,
                        analysis->allowed) == SET_EMPTY;
}

/* Who decides at the smallest example of what the statement would permit. */
static bool find_obstacle(struct search *search,
                          const struct statement *statement)
{
    struct analysis *analysis = search->analysis;
    struct situation situation;

    for (size_t b = 0;
         statement->kind == STATEMENT_RULE && b < statement->box_count; b++) {
        uint32_t set = statement->boxes[b].permits
                           ? analysis->strong[statement->index][b]
                           : analysis->weak[statement->index][b];
        if (!witness_find(analysis, set, &situation))
            continue;
        struct point point = witness_point(analysis, &situation);
        struct ruling ruling =
            evaluate(analysis->arena, analysis->policy, &point);
        search->found->permission = statement;
        search->found->obstacle =
            ruling.deciding_count > 0 ? ruling.deciding[0] : NULL;
        return true;
    }
    return false;
}

static uint32_t value_weakly(void *context, uint32_t value)
{
    const struct analysis *analysis = context;
    const struct outcome *outcome = &analysis->outcomes[value];

    return outcome->verdict == VERDICT_ALLOW && !outcome->strong;
}

struct nearest_answer nearest_find(struct analysis *analysis,
                                   const struct question *question,
                                   const struct statement *deciding)
{
    const struct policy *policy = analysis->policy;
    struct nearest_answer found = { 0 };
    struct search search = {
        .analysis = analysis,
        .question = question,
        .held = question->given,
        .weakly = diagram_map(analysis->diagrams, analysis->verdict,
                              value_weakly, analysis),
        .least = FEWEST_NONE,
        .found = &found,
    };

    for (int d = 0; d < DIMENSION_COUNT; d++)
        search.selected[d] = relax_selected(analysis, question, d);
    if (stands(&search, deciding))
        found.stands = deciding;
    measure(&search);
    found.changes = search.least;
    if (search.least != FEWEST_NONE) {
        ask_statements(&search);
        if (found.count == 0)
            ask_together(&search);
        return found;
    }
    for (size_t i = 0; i < policy->statement_count; i++)
        if (find_obstacle(&search, policy->statements[i]))
            break;
    return found;
}
