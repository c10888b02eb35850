/* Who prevails over whom. `notwithstanding` and `subject to`, on statements and
 * on section headings, are edges from the one that prevails to the other; what
 * a statement keeps is everything that prevails over it, directly or through
 * others. Statements are closed from the top down, each from what those over it
 * already know, so the work is bounded by edges, not by paths. A round of edges
 * is an error. */

#include "model/match.h"
#include "model/resolver.h"

#include "base/near.h"

#include <string.h>

/* What a policy may spend on its order: 512 MiB at the most. One line over a
 * section asks for as many edges as it has pairs of statements. */
enum { MOST_EDGES = 1 << 24, MOST_PAIRS = 1 << 26 };

/* Statements that one name stands for. */
struct group {
    struct statement **items;
    size_t count;
};

struct edges {
    struct resolver *resolver;
    struct group *above; /* [i]: those that directly prevail over statement i */
    size_t count;
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

static void add_edge(struct edges *edges, struct statement *high,
                     struct statement *low)
{
    struct arena *arena = edges->resolver->arena;
    group_add(arena, &edges->above[low->index], high);
    high->notwithstanding =
        arena_extend(arena, high->notwithstanding, high->notwithstanding_count,
                     sizeof *high->notwithstanding);
    high->notwithstanding[high->notwithstanding_count++] = low;
    edges->count++;
}

static bool too_many(struct edges *edges, size_t more, struct span span)
{
    if (edges->count + more <= MOST_EDGES) {
        return false;
    }
    struct finding *finding =
        resolver_error(edges->resolver, &rule_limit, span,
                       "this order stands for more than %d pairs of "
                       "statements, with those before it",
                       MOST_EDGES);
    finding_help(edges->resolver->findings, finding,
                 "say for fewer statements which one prevails");
    return true;
}

/* `group` speaks with an order over or under what each name stands for; a
 * statement has no order with itself. */
static void add_edges(struct edges *edges, const struct group *group,
                      const struct section *from,
                      const struct tree_qualifier *order)
{
    bool over = order->kind == QUALIFIER_NOTWITHSTANDING;
    const struct tree_names *names = &order->selection.names;
    for (size_t n = 0; n < names->count; n++) {
        struct group other =
            resolve_other(edges->resolver, from, &names->items[n]);
        if (too_many(edges, group->count * other.count, order->span)) {
            return;
        }
        for (size_t g = 0; g < group->count; g++) {
            struct statement *statement = group->items[g];
            for (size_t o = 0; o < other.count; o++) {
                if (other.items[o] != statement) {
                    add_edge(edges, over ? statement : other.items[o],
                             over ? other.items[o] : statement);
                }
            }
        }
    }
}

static void section_edges(struct edges *edges, const struct section *section)
{
    struct resolver *resolver = edges->resolver;
    if (section->tree != NULL && section->tree->orders.count > 0) {
        struct group own = { 0 };
        group_section(resolver->arena, section, &own);
        for (size_t i = 0; i < section->tree->orders.count; i++) {
            add_edges(edges, &own, section->parent,
                      &section->tree->orders.items[i]);
        }
    }
    for (size_t i = 0; i < section->content_count; i++) {
        if (section->contents[i].kind == CONTENT_SECTION) {
            section_edges(edges, section->contents[i].section);
        }
    }
}

static void statement_edges(struct edges *edges, struct statement *statement)
{
    struct group own = { .items = &statement, .count = 1 };
    const struct tree_qualifiers *qualifiers = &statement->tree->qualifiers;
    for (size_t i = 0; i < qualifiers->count; i++) {
        if (qualifiers->items[i].kind == QUALIFIER_NOTWITHSTANDING ||
            qualifiers->items[i].kind == QUALIFIER_SUBJECT_TO) {
            add_edges(edges, &own, statement->section, &qualifiers->items[i]);
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

/* Statements of which something prevails over, from the top down: each stands
 * behind all that prevail over it. What is missing is in a round, or below
 * one. */
static struct group sort_down(struct edges *edges)
{
    const struct policy *policy = edges->resolver->policy;
    struct arena *arena = edges->resolver->arena;
    size_t count = policy->statement_count;
    size_t *waiting = arena_array(arena, count, sizeof *waiting);
    struct group sorted = { .items = arena_array(arena, count,
                                                 sizeof *sorted.items) };
    for (size_t i = 0; i < count; i++) {
        waiting[i] = edges->above[i].count;
        if (waiting[i] == 0) {
            sorted.items[sorted.count++] = policy->statements[i];
        }
    }
    for (size_t i = 0; i < sorted.count; i++) {
        const struct statement *high = sorted.items[i];
        for (size_t k = 0; k < high->notwithstanding_count; k++) {
            struct statement *low = high->notwithstanding[k];
            if (--waiting[low->index] == 0) {
                sorted.items[sorted.count++] = low;
            }
        }
    }
    return sorted;
}

/* The first statement of a round, and the others of it as those that prevail
 * over it. `sorted` holds whatever is in none. */
static void find_round(struct edges *edges, const struct group *sorted)
{
    const struct policy *policy = edges->resolver->policy;
    struct arena *arena = edges->resolver->arena;
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
            const struct group *above = &edges->above[at];
            size_t next = 0;
            if (turn == 0) {
                bits_add(seen, at);
            } else {
                bits_remove(seen, at);
                first = at < first ? at : first;
            }
            while (bits_has(done, above->items[next]->index)) {
                next++;
            }
            at = above->items[next]->index;
        }
    }
    struct group round = { 0 };
    at = first;
    do {
        const struct group *above = &edges->above[at];
        size_t next = 0;
        while (bits_has(done, above->items[next]->index)) {
            next++;
        }
        at = above->items[next]->index;
        group_add(arena, &round, policy->statements[at]);
    } while (at != first);
    policy->statements[first]->prevailing = round.items;
    policy->statements[first]->prevailing_count = round.count;
    report_round(edges->resolver, policy->statements[first]);
}

/* Those directly above first, then the others in reading order. Leaves the set
 * empty. */
static void list_above(struct edges *edges, struct statement *statement,
                       struct bits *all)
{
    const struct policy *policy = edges->resolver->policy;
    const struct group *above = &edges->above[statement->index];
    size_t count = bits_count(all);
    struct statement **items =
        arena_array(edges->resolver->arena, count, sizeof *items);
    size_t used = 0;
    for (size_t i = 0; i < above->count; i++) {
        if (bits_has(all, above->items[i]->index)) {
            bits_remove(all, above->items[i]->index);
            items[used++] = above->items[i];
        }
    }
    for (size_t i = bits_next(all, 0); i < all->size;
         i = bits_next(all, i + 1)) {
        bits_remove(all, i);
        items[used++] = policy->statements[i];
    }
    statement->prevailing = items;
    statement->prevailing_count = count;
}

/* Adds those directly above, and what is above each of them. */
static void gather_above(const struct group *above, struct bits *const *known,
                         struct bits *all)
{
    for (size_t i = 0; i < above->count; i++) {
        size_t high = above->items[i]->index;
        if (!bits_has(all, high) && known[high] != NULL) {
            bits_unite(all, known[high]);
        }
        bits_add(all, high);
    }
}

static void report_long(struct resolver *resolver,
                        const struct statement *statement, size_t above)
{
    struct finding *finding =
        resolver_error(resolver, &rule_limit, statement->rule,
                       "the order between statements goes on for too long: "
                       "%zu prevail over `%s`, one over the other",
                       above, statement->name);
    finding_help(resolver->findings, finding,
                 "say for fewer statements which one prevails");
}

/* known[i]: all that prevail over statement i, where others ask for it. */
static void close_all(struct edges *edges, const struct group *sorted)
{
    struct resolver *resolver = edges->resolver;
    size_t count = resolver->policy->statement_count;
    struct bits **known = arena_array(resolver->arena, count, sizeof(void *));
    struct bits *all = bits_create(resolver->arena, count);
    size_t pairs = 0;
    for (size_t i = 0; i < sorted->count; i++) {
        struct statement *statement = sorted->items[i];
        if (edges->above[statement->index].count == 0) {
            continue;
        }
        gather_above(&edges->above[statement->index], known, all);
        pairs += bits_count(all);
        if (pairs > MOST_PAIRS) {
            report_long(resolver, statement, bits_count(all));
            return;
        }
        if (statement->notwithstanding_count > 0) {
            known[statement->index] = bits_copy(resolver->arena, all);
        }
        list_above(edges, statement, all);
    }
}

void resolve_order(struct resolver *resolver)
{
    struct policy *policy = resolver->policy;
    struct edges edges = { .resolver = resolver };
    edges.above = arena_array(resolver->arena, policy->statement_count,
                              sizeof *edges.above);
    section_edges(&edges, policy->document);
    for (size_t i = 0; i < resolver->ordered_count; i++) {
        statement_edges(&edges, resolver->ordered[i]);
    }
    if (edges.count == 0) {
        return;
    }
    struct group sorted = sort_down(&edges);
    if (sorted.count < policy->statement_count) {
        find_round(&edges, &sorted);
    } else {
        close_all(&edges, &sorted);
    }
}
