/* What is taken away is chosen first, smaller choices before larger ones: few
 * facts are ever given. That leaves every level of a condition on, off or
 * free, and what is to be added is then the cheapest way through the diagram,
 * where a free level costs one if it is on. A level that is off because what it
 * implies was taken away may not come back. */

#include "diagram/fewest.h"

#include "base/arena.h"
#include "diagram/table.h"

enum {
    MOST_CHOICES = 100000, /* of what is taken away */
    MOST_WAYS = 16         /* listed */
};

enum level_state { LEVEL_FREE, LEVEL_ON, LEVEL_OFF };

struct fewest {
    struct analysis *analysis;
    uint32_t set;
    const struct bits *held;
    uint8_t *state;    /* [level - LEVEL_CONDITIONS] */
    size_t *removable; /* numbers of conditions held that have a level */
    size_t removable_count;
    struct bits *take; /* what is taken away just now, */
    struct bits *add;  /* and what is added on the way so far */
    size_t choices;
    uint32_t round;

    size_t least;                 /* while counting */
    struct fact_changes *listing; /* or NULL */
};

/* --- the cheapest way ------------------------------------------------- */

#define NO_WAY UINT64_MAX

static uint64_t way(struct fewest *fewest, uint32_t node);

static uint64_t way_on(struct fewest *fewest, uint32_t node, bool on)
{
    struct diagrams *diagrams = fewest->analysis->diagrams;
    int level = node_level(diagrams, node);
    enum level_state state = fewest->state[level - LEVEL_CONDITIONS];

    if (state == (on ? LEVEL_OFF : LEVEL_ON))
        return NO_WAY;
    uint64_t rest = way(fewest, node_follow(diagrams, node, level, on));
    return rest != NO_WAY && on && state == LEVEL_FREE ? rest + 1 : rest;
}

/* How many facts are added on the cheapest way from the node into the set. */
static uint64_t way(struct fewest *fewest, uint32_t node)
{
    struct diagrams *diagrams = fewest->analysis->diagrams;

    if (node_is_terminal(node))
        return node == SET_EMPTY ? NO_WAY : 0;
    struct visit *visit = &diagrams->visits[node];
    if (visit->round != fewest->round) {
        uint64_t off = way_on(fewest, node, false);
        uint64_t on = way_on(fewest, node, true);
        visit->round = fewest->round;
        visit->value = off < on ? off : on;
    }
    return visit->value;
}

/* --- listing ---------------------------------------------------------- */

/* What differs from the facts held, as far as a guard could tell. */
static struct bits *difference(struct analysis *analysis,
                               const struct bits *held,
                               const struct fact_change *change)
{
    const struct bits *facts = fewest_facts(analysis, held, change);
    struct bits *differs = bits_create(analysis->arena, held->size);

    for (size_t i = 0; i < analysis->condition_count; i++) {
        size_t number = analysis->conditions[i]->number;
        if (bits_has(facts, number) != bits_has(held, number))
            bits_add(differs, number);
    }
    return differs;
}

/* Adds a way, unless one that is listed changes no more than a part of it. */
static void add_way(struct fewest *fewest)
{
    struct analysis *analysis = fewest->analysis;
    struct fact_changes *list = fewest->listing;
    struct fact_change new = {
        bits_copy(analysis->arena, fewest->add),
        bits_copy(analysis->arena, fewest->take),
    };
    struct bits *differs = difference(analysis, fewest->held, &new);
    size_t kept = 0;

    for (size_t i = 0; i < list->count; i++)
        if (bits_within(difference(analysis, fewest->held, &list->items[i]),
                        differs))
            return;
    for (size_t i = 0; i < list->count; i++)
        if (!bits_within(differs,
                         difference(analysis, fewest->held, &list->items[i])))
            list->items[kept++] = list->items[i];
    list->count = kept;
    if (list->count == MOST_WAYS) {
        list->more = true;
        return;
    }
    list->items = arena_extend(analysis->arena, list->items, list->count,
                               sizeof *list->items);
    list->items[list->count++] = new;
}

/* Every way from the node that adds exactly `left` facts more. */
static void list_ways(struct fewest *fewest, uint32_t node, uint64_t left)
{
    struct analysis *analysis = fewest->analysis;

    if (node_is_terminal(node)) {
        add_way(fewest);
        return;
    }
    int level = node_level(analysis->diagrams, node);
    size_t at = (size_t)(level - LEVEL_CONDITIONS);
    for (int on = 0; on <= 1 && !fewest->listing->more; on++) {
        bool adds = on == 1 && fewest->state[at] == LEVEL_FREE;
        size_t number = analysis->conditions[at]->number;
        if (way_on(fewest, node, on == 1) != left)
            continue;
        if (adds)
            bits_add(fewest->add, number);
        list_ways(fewest,
                  node_follow(analysis->diagrams, node, level, (uint32_t)on),
                  left - adds);
        if (adds)
            bits_remove(fewest->add, number);
    }
}

/* --- what is taken away ----------------------------------------------- */

static void set_states(struct fewest *fewest)
{
    struct analysis *analysis = fewest->analysis;

    for (size_t i = 0; i < analysis->condition_count; i++) {
        const struct term *term = analysis->conditions[i];
        bool off = false;
        for (size_t n = bits_next(fewest->take, 0);
             n < fewest->take->size && !off; n = bits_next(fewest->take, n + 1))
            off = bits_has(
                analysis->policy->terms[KIND_CONDITION].items[n]->below,
                term->number);
        fewest->state[i] = off                                    ? LEVEL_OFF
                           : bits_has(fewest->held, term->number) ? LEVEL_ON
                                                                  : LEVEL_FREE;
    }
}

/* With what is now taken away: counts, or lists where the sum is `least`. */
static void try_choice(struct fewest *fewest)
{
    size_t taken = bits_count(fewest->take);

    fewest->choices++;
    set_states(fewest);
    fewest->round = visits_begin(fewest->analysis->diagrams);
    uint64_t added = way(fewest, fewest->set);
    if (added == NO_WAY)
        return;
    if (!fewest->listing) {
        if (taken + added < fewest->least)
            fewest->least = taken + (size_t)added;
    } else if (taken + added == fewest->least) {
        list_ways(fewest, fewest->set, added);
    }
}

/* Every choice of `left` more facts, from the given one on. */
static void choose(struct fewest *fewest, size_t from, size_t left)
{
    if (left == 0) {
        try_choice(fewest);
        return;
    }
    for (size_t i = from;
         i + left <= fewest->removable_count && fewest->choices < MOST_CHOICES;
         i++) {
        bits_add(fewest->take, fewest->removable[i]);
        choose(fewest, i + 1, left - 1);
        bits_remove(fewest->take, fewest->removable[i]);
    }
}

static void try_all(struct fewest *fewest)
{
    struct analysis *analysis = fewest->analysis;
    size_t count = analysis->condition_count;

    fewest->state = arena_array(analysis->arena, count, 1);
    fewest->removable =
        arena_array(analysis->arena, count, sizeof *fewest->removable);
    fewest->take = bits_create(analysis->arena, fewest->held->size);
    fewest->add = bits_create(analysis->arena, fewest->held->size);
    for (size_t i = 0; i < count; i++)
        if (bits_has(fewest->held, analysis->conditions[i]->number))
            fewest->removable[fewest->removable_count++] =
                analysis->conditions[i]->number;
    for (size_t taken = 0; taken <= fewest->removable_count; taken++) {
        if (fewest->listing ? taken > fewest->least : taken >= fewest->least)
            break;
        choose(fewest, 0, taken);
    }
}

size_t fewest_count(struct analysis *analysis, uint32_t set,
                    const struct bits *held)
{
    struct fewest fewest = {
        .analysis = analysis,
        .set = set,
        .held = held,
        .least = FEWEST_NONE,
    };

    if (set == SET_EMPTY || diagrams_exhausted(analysis->diagrams))
        return FEWEST_NONE;
    try_all(&fewest);
    return fewest.least;
}

/* The smallest condition in one of the two and not in the other decides. */
static bool comes_first(const struct fact_change *a,
                        const struct fact_change *b)
{
    for (size_t n = 0; n < a->add->size; n++) {
        bool in_a = bits_has(a->add, n) || bits_has(a->take, n);
        bool in_b = bits_has(b->add, n) || bits_has(b->take, n);
        if (in_a != in_b)
            return in_a;
    }
    return false;
}

struct fact_changes fewest_list(struct analysis *analysis, uint32_t set,
                                const struct bits *held, size_t count)
{
    struct fact_changes list = { 0 };
    struct fewest fewest = {
        .analysis = analysis,
        .set = set,
        .held = held,
        .least = count,
        .listing = &list,
    };

    if (set == SET_EMPTY || diagrams_exhausted(analysis->diagrams))
        return list;
    try_all(&fewest);
    for (size_t i = 1; i < list.count; i++)
        for (size_t k = i;
             k > 0 && comes_first(&list.items[k], &list.items[k - 1]); k--) {
            struct fact_change swap = list.items[k];
            list.items[k] = list.items[k - 1];
            list.items[k - 1] = swap;
        }
    return list;
}

const struct bits *fewest_facts(struct analysis *analysis,
                                const struct bits *held,
                                const struct fact_change *change)
{
    const struct terms *conditions = &analysis->policy->terms[KIND_CONDITION];
    struct bits *facts = bits_copy(analysis->arena, held);

    for (size_t n = bits_next(change->take, 0); n < change->take->size;
         n = bits_next(change->take, n + 1))
        bits_subtract(facts, conditions->items[n]->below);
    bits_unite(facts, change->add);
    facts_close(conditions, facts);
    return facts;
}
