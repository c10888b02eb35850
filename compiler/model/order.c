/* Who prevails over whom. `notwithstanding` and `subject to`, on statements and
 * on section headings, are orders: all of one group prevail over all of another.
 * What a statement keeps is everything that prevails over it, directly or through
 * others. Statements are closed from the top down, each from what those over it
 * already know; the statements of a section that is under one order share what
 * they keep. So the work is bounded by what stands in the orders, not by the
 * pairs that they stand for, nor by paths. A round is an error. */

#include "model/match.h"
#include "model/resolver.h"

#include "base/near.h"

#include <string.h>

/* What a policy may spend on its order: 512 MiB at the most. */
enum { MOST_PLACES = 1 << 24, MOST_PAIRS = 1 << 26 };

/* Statements that one name stands for. */
struct group {
    struct statement **items;
    size_t count;
};

/* All that prevail over a statement, of which so many do directly. */
struct listed {
    struct group group;
    size_t direct;
};

/* Each of `high` prevails over each of `low`; none is in both. */
struct order {
    struct group high, low;
    size_t waiting; /* of `high`, for what prevails over them */
    struct bits
        *above; /* several `high`: they, and all that prevail over them */
    struct listed listed; /* the same, for statements under this order alone */
};

struct numbers {
    size_t *items;
    size_t count;
};

struct orders {
    struct resolver *resolver;
    struct order *items;
    size_t count;
    size_t places;         /* statements in all of them */
    struct numbers *above; /* [statement]: the orders in which it is low, */
    struct numbers *below; /* and high */
    struct bits *scratch;  /* statements; empty */
};

static void group_add(struct arena *arena, struct group *group,
                      struct statement *statement)
{
    group->items =
        arena_extend(arena, group->items, group->count, sizeof *group->items);
    group->items[group->count++] = statement;
}

static void group_section(struct arena *arena, const struct section *section,
                          struct group *group)
{
    for (size_t i = 0; i < section->content_count; i++) {
        const struct content *content = &section->contents[i];
        if (content->kind == CONTENT_SECTION) {
            group_section(arena, content->section, group);
        } else if (content->kind == CONTENT_STATEMENT) {
            group_add(arena, group, content->statement);
        }
    }
}

static const char *nearest(const struct policy *policy, const char *name)
{
    const char *best = NULL;
    size_t least = near_limit(strlen(name)) + 1;
    for (size_t i = 0; i < policy->statement_count; i++) {
        const char *full = policy->statements[i]->name;
        const char *dot = strrchr(full, '.');
        size_t distance =
            near_distance(dot != NULL ? dot + 1 : full, name, least);
        if (distance < least) {
            least = distance;
            best = full;
        }
    }
    return best;
}

static struct group resolve_other(struct resolver *resolver,
                                  const struct section *from,
                                  const struct tree_name *name)
{
    struct group group = { 0 };
    struct match match = match_find(resolver->policy, from, name->text);
    if (match.count == 1 && match.statement != NULL) {
        group_add(resolver->arena, &group, match.statement);
    } else if (match.count == 1) {
        group_section(resolver->arena, match.section, &group);
    } else if (match.count > 1) {
        struct finding *finding = resolver_error(
            resolver, &rule_ambiguous_name, name->span,
            "`%s` could mean more than one statement or section", name->text);
        finding_help(resolver->findings, finding,
                     "write its full name, with the section before it");
    } else {
        struct finding *finding =
            resolver_error(resolver, &rule_unknown_name, name->span,
                           "there is no statement or section `%s`", name->text);
        const char *near = resolver->errors > MOST_GUESSES
                               ? NULL
                               : nearest(resolver->policy, name->text);
        if (near != NULL) {
            finding_help(resolver->findings, finding, "did you mean `%s`?",
                         near);
        }
    }
    return group;
}

static void add_number(struct arena *arena, struct numbers *numbers,
                       size_t number)
{
    numbers->items = arena_extend(arena, numbers->items, numbers->count,
                                  sizeof *numbers->items);
    numbers->items[numbers->count++] = number;
}

static void add_order(struct orders *orders, struct group high,
                      struct group low)
{
    struct arena *arena = orders->resolver->arena;
    if (high.count == 0 || low.count == 0) {
        return;
    }
    for (size_t i = 0; i < high.count; i++) {
        high.items[i]->prevails = true;
        add_number(arena, &orders->below[high.items[i]->index], orders->count);
    }
    for (size_t i = 0; i < low.count; i++) {
        add_number(arena, &orders->above[low.items[i]->index], orders->count);
    }
    orders->items = arena_extend(arena, orders->items, orders->count,
                                 sizeof *orders->items);
    orders->items[orders->count++] =
        (struct order){ .high = high, .low = low, .waiting = high.count };
}

/* No statement has an order with itself: one that is on both sides is over all
 * others of the one, and they are over it if they are on the other. */
static void add_crossing(struct orders *orders, const struct group *high,
                         const struct group *low)
{
    struct arena *arena = orders->resolver->arena;
    for (size_t h = 0; h < high->count; h++) {
        struct group one = { 0 };
        struct group others = { 0 };
        group_add(arena, &one, high->items[h]);
        for (size_t l = 0; l < low->count; l++) {
            if (low->items[l] != high->items[h]) {
                group_add(arena, &others, low->items[l]);
            }
        }
        add_order(orders, one, others);
    }
}

static bool are_crossing(struct orders *orders, const struct group *high,
                         const struct group *low)
{
    bool crossing = false;
    for (size_t i = 0; i < high->count; i++) {
        bits_add(orders->scratch, high->items[i]->index);
    }
    for (size_t i = 0; i < low->count && !crossing; i++) {
        crossing = bits_has(orders->scratch, low->items[i]->index);
    }
    for (size_t i = 0; i < high->count; i++) {
        bits_remove(orders->scratch, high->items[i]->index);
    }
    return crossing;
}

static bool too_many(struct orders *orders, size_t more, struct span span)
{
    orders->places += more;
    if (orders->places <= MOST_PLACES) {
        return false;
    }
    struct finding *finding =
        resolver_error(orders->resolver, &rule_limit, span,
                       "this order stands for more than %d pairs of "
                       "statements, with those before it",
                       MOST_PLACES);
    finding_help(orders->resolver->findings, finding,
                 "say for fewer statements which one prevails");
    return true;
}

/* `group` speaks with an order over or under what each name stands for. */
static void add_orders(struct orders *orders, const struct group *group,
                       const struct section *from,
                       const struct tree_qualifier *order)
{
    bool over = order->kind == QUALIFIER_NOTWITHSTANDING;
    const struct tree_names *names = &order->selection.names;
    for (size_t n = 0; n < names->count; n++) {
        struct group other =
            resolve_other(orders->resolver, from, &names->items[n]);
        const struct group *high = over ? group : &other;
        const struct group *low = over ? &other : group;
        bool crossing = are_crossing(orders, high, low);
        if (too_many(orders,
                     crossing ? high->count * low->count
                              : high->count + low->count,
                     order->span)) {
            return;
        }
        if (crossing) {
            add_crossing(orders, high, low);
        } else {
            add_order(orders, *high, *low);
        }
    }
}

static void section_orders(struct orders *orders, const struct section *section)
{
    struct resolver *resolver = orders->resolver;
    if (section->tree != NULL && section->tree->orders.count > 0) {
        struct group own = { 0 };
        group_section(resolver->arena, section, &own);
        for (size_t i = 0; i < section->tree->orders.count; i++) {
            add_orders(orders, &own, section->parent,
                       &section->tree->orders.items[i]);
        }
    }
    for (size_t i = 0; i < section->content_count; i++) {
        if (section->contents[i].kind == CONTENT_SECTION) {
            section_orders(orders, section->contents[i].section);
        }
    }
}

static void statement_orders(struct orders *orders, struct statement *statement)
{
    struct group own = { 0 };
    const struct tree_qualifiers *qualifiers = &statement->tree->qualifiers;
    group_add(orders->resolver->arena, &own, statement);
    for (size_t i = 0; i < qualifiers->count; i++) {
        if (qualifiers->items[i].kind == QUALIFIER_NOTWITHSTANDING ||
            qualifiers->items[i].kind == QUALIFIER_SUBJECT_TO) {
            add_orders(orders, &own, statement->section, &qualifiers->items[i]);
        }
    }
}

static void report_round(struct resolver *resolver, struct statement *statement)
{
    struct finding *finding = resolver_error(
        resolver, &rule_cycle, statement->span,
        "`%s` prevails over itself, through the order of other statements",
        statement->name);
    for (size_t i = 0; i < statement->prevailing_count; i++) {
        const struct statement *other = statement->prevailing[i];
        if (other != statement) {
            finding_relate(resolver->findings, finding, other->span,
                           other->name, "part of the round");
        }
    }
    finding_help(resolver->findings, finding,
                 "leave out one `notwithstanding` or `subject to`");
}

/* --- everything above a statement ----------------------------------------- */

/* Statements from the top down: each stands behind all that prevail over it.
 * What is missing is in a round, or below one. */
static struct group sort_down(struct orders *orders)
{
    const struct policy *policy = orders->resolver->policy;
    struct arena *arena = orders->resolver->arena;
    size_t count = policy->statement_count;
    size_t *waiting = arena_array(arena, count, sizeof *waiting);
    struct group sorted = { .items = arena_array(arena, count,
                                                 sizeof *sorted.items) };
    for (size_t i = 0; i < count; i++) {
        waiting[i] = orders->above[i].count;
        if (waiting[i] == 0) {
            sorted.items[sorted.count++] = policy->statements[i];
        }
    }
    for (size_t i = 0; i < sorted.count; i++) {
        const struct numbers *below = &orders->below[sorted.items[i]->index];
        for (size_t k = 0; k < below->count; k++) {
            struct order *order = &orders->items[below->items[k]];
            order->waiting--;
            for (size_t l = 0; order->waiting == 0 && l < order->low.count;
                 l++) {
                struct statement *low = order->low.items[l];
                if (--waiting[low->index] == 0) {
                    sorted.items[sorted.count++] = low;
                }
            }
        }
    }
    return sorted;
}

/* The first of those directly above a statement that is not done. */
static size_t above_not_done(const struct orders *orders, size_t statement,
                             const struct bits *done)
{
    const struct numbers *above = &orders->above[statement];
    for (size_t k = 0; k < above->count; k++) {
        const struct group *high = &orders->items[above->items[k]].high;
        for (size_t i = 0; i < high->count; i++) {
            if (!bits_has(done, high->items[i]->index)) {
                return high->items[i]->index;
            }
        }
    }
    return statement; /* never: it is in a round, or below one */
}

/* The first statement of a round, and the others of it as those that prevail
 * over it. `sorted` holds whatever is in none. */
static void find_round(struct orders *orders, const struct group *sorted)
{
    const struct policy *policy = orders->resolver->policy;
    struct arena *arena = orders->resolver->arena;
    struct bits *done = bits_create(arena, policy->statement_count);
    struct bits *seen = bits_create(arena, policy->statement_count);
    for (size_t i = 0; i < sorted->count; i++) {
        bits_add(done, sorted->items[i]->index);
    }
    size_t at = bits_next_clear(done, 0);
    size_t first = policy->statement_count;
    for (int turn = 0; turn < 2; turn++) {
        /* once to come into a round, and once around it */
        while (bits_has(seen, at) == (turn == 1)) {
            if (turn == 0) {
                bits_add(seen, at);
            } else {
                bits_remove(seen, at);
                first = at < first ? at : first;
            }
            at = above_not_done(orders, at, done);
        }
    }
    struct group round = { 0 };
    at = first;
    do {
        at = above_not_done(orders, at, done);
        group_add(arena, &round, policy->statements[at]);
    } while (at != first);
    policy->statements[first]->prevailing = round.items;
    policy->statements[first]->prevailing_count = round.count;
    report_round(orders->resolver, policy->statements[first]);
}

/* What is known of the statements that are closed: all that prevail over each
 * (NULL: nothing). */
struct closing {
    struct orders *orders;
    const struct bits **known;
    size_t pairs;
};

/* Adds what prevails over `low` by an order, and through it. */
static void gather_order(struct closing *closing, struct order *order,
                         struct bits *all)
{
    for (size_t i = 0; i < order->high.count; i++) {
        size_t high = order->high.items[i]->index;
        if (!bits_has(all, high) && closing->known[high] != NULL) {
            bits_unite(all, closing->known[high]);
        }
        bits_add(all, high);
    }
}

static const struct bits *above_order(struct closing *closing,
                                      struct order *order)
{
    if (order->above == NULL) {
        order->above =
            bits_create(closing->orders->resolver->arena,
                        closing->orders->resolver->policy->statement_count);
        gather_order(closing, order, order->above);
    }
    return order->above;
}

/* Those directly above first, then the others in reading order. */
static struct listed list_above(struct closing *closing,
                                const struct numbers *above,
                                const struct bits *known)
{
    struct orders *orders = closing->orders;
    const struct policy *policy = orders->resolver->policy;
    struct bits *left = orders->scratch;
    size_t count = bits_count(known);
    struct group list = { .items = arena_array(orders->resolver->arena, count,
                                               sizeof *list.items) };
    bits_unite(left, known);
    for (size_t k = 0; k < above->count; k++) {
        const struct group *high = &orders->items[above->items[k]].high;
        for (size_t i = 0; i < high->count; i++) {
            if (bits_has(left, high->items[i]->index)) {
                bits_remove(left, high->items[i]->index);
                list.items[list.count++] = high->items[i];
            }
        }
    }
    struct listed listed = { .direct = list.count };
    for (size_t i = bits_next(left, 0); i < left->size;
         i = bits_next(left, i + 1)) {
        bits_remove(left, i);
        list.items[list.count++] = policy->statements[i];
    }
    listed.group = list;
    closing->pairs += count;
    return listed;
}

static void keep_above(struct closing *closing, struct statement *statement,
                       const struct bits *known, const struct listed *listed)
{
    closing->known[statement->index] = known;
    statement->above = known;
    statement->prevailing = listed->group.items;
    statement->prevailing_count = listed->group.count;
    statement->direct_count = listed->direct;
}

/* By one order with several over it: what it knows and keeps is all the others'
 * under that order too. */
static void close_shared(struct closing *closing, struct statement *statement)
{
    const struct numbers *above = &closing->orders->above[statement->index];
    struct order *order = &closing->orders->items[above->items[0]];
    const struct bits *known = above_order(closing, order);
    if (order->listed.direct == 0) {
        order->listed = list_above(closing, above, known);
    }
    keep_above(closing, statement, known, &order->listed);
}

static void close_own(struct closing *closing, struct statement *statement)
{
    struct orders *orders = closing->orders;
    const struct numbers *above = &orders->above[statement->index];
    struct bits *known = bits_create(orders->resolver->arena,
                                     orders->resolver->policy->statement_count);
    for (size_t k = 0; k < above->count; k++) {
        struct order *order = &orders->items[above->items[k]];
        if (order->high.count > 1) {
            bits_unite(known, above_order(closing, order));
        } else {
            gather_order(closing, order, known);
        }
    }
    struct listed listed = list_above(closing, above, known);
    keep_above(closing, statement, known, &listed);
}

static void report_long(struct resolver *resolver,
                        const struct statement *statement)
{
    struct finding *finding =
        resolver_error(resolver, &rule_limit, statement->rule,
                       "the order between statements goes on for too long: "
                       "%zu prevail over `%s`, one over the other",
                       statement->prevailing_count, statement->name);
    finding_help(resolver->findings, finding,
                 "say for fewer statements which one prevails");
}

static void close_all(struct orders *orders, const struct group *sorted)
{
    struct resolver *resolver = orders->resolver;
    struct closing closing = {
        .orders = orders,
        .known = arena_array(resolver->arena, resolver->policy->statement_count,
                             sizeof(const struct bits *)),
    };
    for (size_t i = 0; i < sorted->count; i++) {
        struct statement *statement = sorted->items[i];
        const struct numbers *above = &orders->above[statement->index];
        if (above->count == 1 &&
            orders->items[above->items[0]].high.count > 1) {
            close_shared(&closing, statement);
        } else if (above->count > 0) {
            close_own(&closing, statement);
        }
        if (closing.pairs > MOST_PAIRS) {
            report_long(resolver, statement);
            return;
        }
    }
}

void resolve_order(struct resolver *resolver)
{
    struct policy *policy = resolver->policy;
    size_t count = policy->statement_count;
    struct orders orders = { .resolver = resolver };
    orders.above = arena_array(resolver->arena, count, sizeof *orders.above);
    orders.below = arena_array(resolver->arena, count, sizeof *orders.below);
    orders.scratch = bits_create(resolver->arena, count);
    section_orders(&orders, policy->document);
    for (size_t i = 0; i < resolver->ordered_count; i++) {
        statement_orders(&orders, resolver->ordered[i]);
    }
    if (orders.count == 0) {
        return;
    }
    struct group sorted = sort_down(&orders);
    if (sorted.count < count) {
        find_round(&orders, &sorted);
    } else {
        close_all(&orders, &sorted);
    }
}
