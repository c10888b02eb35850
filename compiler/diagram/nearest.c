/* The search for the nearest question. For each choice of dimensions that are
 * let go, the points of these and the facts from which all of the rest is
 * allowed are one projection of the verdict diagram; the facts that cost least
 * in it give the distance. Choices are tried by size, so most are never
 * looked at. Only at the least distance are statements asked whether they
 * permit it all alone. */

#include "diagram/nearest.h"

#include "base/arena.h"
#include "diagram/deciders.h"
#include "diagram/search.h"
#include "diagram/witness.h"

static unsigned size_of(unsigned loose)
{
    return (unsigned)__builtin_popcount(loose);
}

static bool exhausted(const struct search *search)
{
    return diagrams_exhausted(search->analysis->diagrams);
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

/* What is done, and by whom: a question that is moved away from these is
 * another question, so they are only narrowed. */
#define ACT (DIMENSION_BIT(DIMENSION_PARTY) | DIMENSION_BIT(DIMENSION_ACTION))

/* Whether letting these go can change anything. */
static bool is_worthwhile(const struct search *search, unsigned loose)
{
    const struct policy *policy = search->analysis->policy;

    for (int d = 0; d < DIMENSION_COUNT; d++) {
        size_t points = policy->terms[dimension_space[d]].count;
        if ((loose & ACT & DIMENSION_BIT(d)) != 0 && search->selected[d])
            points = bits_count(search->selected[d]);
        if ((loose & DIMENSION_BIT(d)) != 0 && points < 2)
            return false;
    }
    return true;
}

/* The points of the loose dimensions, and facts, from which all of the rest is
 * in the set. */
static uint32_t within(const struct search *search, unsigned loose,
                       uint32_t set)
{
    return search_both(
        search, relax_within(search->analysis, search->question, loose, set),
        relax_box(search->analysis, loose & ACT, search->selected));
}

static void measure(struct search *search)
{
    struct analysis *analysis = search->analysis;

    for (unsigned loose = 0; loose < CHOICES; loose++)
        search->distance[loose] = FEWEST_NONE;
    for (unsigned size = 0; size <= DIMENSION_COUNT; size++)
        for (unsigned loose = 0; loose < CHOICES; loose++) {
            if (size_of(loose) != size || size > search->least ||
                !is_worthwhile(search, loose) || exhausted(search))
                continue;
            uint32_t set = within(search, loose, analysis->allowed);
            search->allowed[loose] = set;
            search->distance[loose] = distance_of(search, set, loose);
            if (search->distance[loose] < search->least)
                search->least = search->distance[loose];
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
        search_both(search, relax_points(analysis, search->question, loose),
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
        search_settle(search, diagram_given(analysis->diagrams, set, holds),
                      &remedy);
        if (statement) {
            remedy.statements = arena_array(analysis->arena, 1,
                                            sizeof(const struct statement *));
            remedy.statements[0] = statement;
            remedy.statement_count = 1;
        } else {
            name_deciders(search, &remedy, holds);
        }
        add_remedy(search, &remedy, change, changes.more);
    }
}

/* --- who permits it ----------------------------------------------------- */

/* Of changes that are as few, those that keep to what was asked come first. */
enum pass { PASS_KEEPING, PASS_MOVING };

/* What of the set the pass looks at: the points that the question selects, or
 * all of it where none of these will do. */
static uint32_t look_in(const struct search *search, uint32_t set,
                        unsigned loose, enum pass pass)
{
    uint32_t kept = search_both(
        search, set, relax_box(search->analysis, loose, search->selected));
    bool keeps = distance_of(search, kept, loose) == search->least;

    if (pass == PASS_KEEPING)
        return keeps ? kept : SET_EMPTY;
    return keeps || distance_of(search, set, loose) != search->least ? SET_EMPTY
                                                                     : set;
}

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
    return search_both(search, analysis->weak[statement->index][box],
                       search->weakly);
}

static bool is_full(const struct search *search)
{
    return search->found->count == NEAREST_MOST || exhausted(search);
}

static void ask_box(struct search *search, const struct statement *statement,
                    size_t box, enum pass pass)
{
    uint32_t permission = permission_of(search, statement, box);

    if (permission == SET_EMPTY)
        return;
    for (unsigned size = 0; size <= DIMENSION_COUNT; size++)
        for (unsigned loose = 0; loose < CHOICES; loose++) {
            if (size_of(loose) != size ||
                search->distance[loose] != search->least || is_full(search) ||
                !may_cover(search, &statement->boxes[box], loose))
                continue;
            uint32_t set = search_both(search, search->allowed[loose],
                                       within(search, loose, permission));
            set = look_in(search, set, loose, pass);
            if (set != SET_EMPTY)
                add_remedies(search, set, loose, statement);
        }
}

static void ask_statements(struct search *search, enum pass pass)
{
    const struct policy *policy = search->analysis->policy;

    for (size_t i = 0; i < policy->statement_count && !is_full(search); i++) {
        const struct statement *statement = policy->statements[i];
        if (statement->kind != STATEMENT_RULE)
            continue;
        for (size_t b = 0; b < statement->box_count; b++)
            ask_box(search, statement, b, pass);
    }
}

static void ask_together(struct search *search, enum pass pass)
{
    for (unsigned size = 0; size <= DIMENSION_COUNT; size++)
        for (unsigned loose = 0; loose < CHOICES; loose++) {
            if (size_of(loose) != size ||
                search->distance[loose] != search->least || is_full(search))
                continue;
            uint32_t set = look_in(search, search->allowed[loose], loose, pass);
            if (set != SET_EMPTY)
                add_remedies(search, set, loose, NULL);
        }
}

static void ask_all(struct search *search)
{
    for (int pass = PASS_KEEPING; pass <= PASS_MOVING; pass++) {
        ask_statements(search, (enum pass)pass);
        if (search->found->count == 0)
            ask_together(search, (enum pass)pass);
    }
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
           within(search, CIRCUMSTANCES, analysis->allowed) == SET_EMPTY;
}

/* Who decides at the smallest example of what the statement would permit by
 * the party and of the action asked about. */
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
        set = search_both(search, set,
                          relax_box(analysis, ACT, search->selected));
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
        ask_all(&search);
        return found;
    }
    for (size_t i = 0; i < policy->statement_count; i++)
        if (find_obstacle(&search, policy->statements[i]))
            break;
    return found;
}
