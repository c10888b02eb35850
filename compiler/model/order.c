/* Who prevails over whom. `notwithstanding` and `subject to`, on statements and
 * on section headings, are edges from the one that prevails to the other; what
 * a statement keeps is everything that prevails over it, directly or through
 * others. A round of edges is an error. */

#include "model/resolver.h"

#include "base/near.h"

#include <string.h>

/* Statements that one name stands for. */
struct group {
    struct statement **items;
    size_t count;
};

/* edges[i]: those that directly prevail over statement i. */
struct edges {
    struct resolver *resolver;
    struct group *above;
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

/* --- names ---------------------------------------------------------------- */

/* A section or a statement, in two chains: of those with the same hash of the
 * full name, and of its last part. Both go in reading order; numbers are kept
 * one higher, and 0 ends a chain. */
struct entry {
    const char *full;
    struct statement *statement;
    const struct section *section;
    uint32_t next_full, next_last;
};

struct order_index {
    struct entry *entries; /* NULL until a name is looked for */
    size_t count;
    uint32_t *by_full, *by_last;
    size_t mask;
};

static size_t hash_of(const char *name)
{
    return name_hash(name, strlen(name));
}

static const char *last_part(const char *name)
{
    const char *dot = strrchr(name, '.');
    return dot != NULL ? dot + 1 : name;
}

static void index_section(struct arena *arena, const struct section *section,
                          struct order_index *index)
{
    for (size_t i = 0; i < section->content_count; i++) {
        const struct content *content = &section->contents[i];
        if (content->kind == CONTENT_PROSE) {
            continue;
        }
        index->entries = arena_extend(arena, index->entries, index->count,
                                      sizeof *index->entries);
        index->entries[index->count++] = (struct entry){
            .full = content->kind == CONTENT_SECTION ? content->section->name
                                                     : content->statement->name,
            .statement = content->statement,
            .section = content->section,
        };
        if (content->kind == CONTENT_SECTION) {
            index_section(arena, content->section, index);
        }
    }
}

/* Made when the first name is looked for: most policies have no order. */
static const struct order_index *index_of(const struct policy *policy)
{
    struct order_index *index = policy->order;
    if (index->mask != 0) {
        return index;
    }
    index_section(policy->arena, policy->document, index);
    size_t size = 4;
    while (size < index->count * 2) {
        size *= 2;
    }
    index->mask = size - 1;
    index->by_full = arena_array(policy->arena, size, sizeof *index->by_full);
    index->by_last = arena_array(policy->arena, size, sizeof *index->by_last);
    for (size_t i = index->count; i-- > 0;) {
        struct entry *entry = &index->entries[i];
        uint32_t *full = &index->by_full[hash_of(entry->full) & index->mask];
        uint32_t *last =
            &index->by_last[hash_of(last_part(entry->full)) & index->mask];
        entry->next_full = *full;
        entry->next_last = *last;
        *full = *last = (uint32_t)i + 1;
    }
    return index;
}

static bool ends_in(const char *whole, const char *end)
{
    size_t length = strlen(whole);
    size_t tail = strlen(end);
    return tail < length && strcmp(whole + length - tail, end) == 0 &&
           whole[length - tail - 1] == '.';
}

/* What a written name may stand for: a section, or a statement. */
struct match {
    const struct section *section;
    struct statement *statement;
    size_t count; /* how many it could be, none, one, or more */
};

static void match_add(struct match *match, const struct entry *entry)
{
    if (match->count++ == 0) {
        match->section = entry->section;
        match->statement = entry->statement;
    }
}

static struct match match_full(const struct order_index *index,
                               const char *name)
{
    struct match match = { 0 };
    for (uint32_t i = index->by_full[hash_of(name) & index->mask];
         i != 0 && match.count < 2; i = index->entries[i - 1].next_full) {
        if (strcmp(index->entries[i - 1].full, name) == 0) {
            match_add(&match, &index->entries[i - 1]);
        }
    }
    return match;
}

static struct match match_end(const struct order_index *index, const char *name)
{
    struct match match = { 0 };
    for (uint32_t i = index->by_last[hash_of(last_part(name)) & index->mask];
         i != 0 && match.count < 2; i = index->entries[i - 1].next_last) {
        if (ends_in(index->entries[i - 1].full, name)) {
            match_add(&match, &index->entries[i - 1]);
        }
    }
    return match;
}

/* The full name first; then the nearest enclosing section's own; then any whose
 * name ends so, if it is the only one. */
static struct match find(const struct policy *policy,
                         const struct section *from, const char *name)
{
    const struct order_index *index = index_of(policy);
    struct match match = match_full(index, name);
    for (const struct section *at = from;
         at != NULL && at->name[0] != '\0' && match.count == 0;
         at = at->parent) {
        match = match_full(index,
                           arena_print(policy->arena, "%s.%s", at->name, name));
    }
    return match.count == 0 ? match_end(index, name) : match;
}

struct other order_find(const struct policy *policy, const struct section *from,
                        const char *name)
{
    struct match match = find(policy, from, name);
    if (match.count != 1) {
        return (struct other){ NULL, NULL };
    }
    return (struct other){ match.statement, match.section };
}

struct statement *policy_statement(const struct policy *policy,
                                   const char *name)
{
    struct match match = find(policy, NULL, name);
    return match.count == 1 ? match.statement : NULL;
}

static const char *nearest(const struct policy *policy, const char *name)
{
    const char *best = NULL;
    size_t least = near_limit(strlen(name)) + 1;
    for (size_t i = 0; i < policy->statement_count; i++) {
        const char *full = policy->statements[i]->name;
        size_t distance = near_distance(last_part(full), name, least);
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
    struct match match = find(resolver->policy, from, name->text);
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
        const char *near = nearest(resolver->policy, name->text);
        if (near != NULL) {
            finding_help(resolver->findings, finding, "did you mean `%s`?",
                         near);
        }
    }
    return group;
}

/* `group` speaks with an order over or under what each name stands for; a
 * statement has no order with itself. */
static void add_edges(struct edges *edges, const struct group *group,
                      const struct section *from,
                      const struct tree_qualifier *order)
{
    struct resolver *resolver = edges->resolver;
    bool over = order->kind == QUALIFIER_NOTWITHSTANDING;
    const struct tree_names *names = &order->selection.names;
    for (size_t n = 0; n < names->count; n++) {
        struct group other = resolve_other(resolver, from, &names->items[n]);
        for (size_t g = 0; g < group->count; g++) {
            struct statement *statement = group->items[g];
            for (size_t o = 0; o < other.count; o++) {
                if (other.items[o] == statement) {
                    continue;
                }
                struct statement *high = over ? statement : other.items[o];
                struct statement *low = over ? other.items[o] : statement;
                group_add(resolver->arena, &edges->above[low->index], high);
                high->notwithstanding = arena_extend(
                    resolver->arena, high->notwithstanding,
                    high->notwithstanding_count, sizeof *high->notwithstanding);
                high->notwithstanding[high->notwithstanding_count++] = low;
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

/* Everything above a statement, breadth first, in reading order. */
static void close_up(struct edges *edges, struct statement *statement,
                     struct bits *seen)
{
    struct resolver *resolver = edges->resolver;
    struct group queue = { 0 };
    const struct group *above = &edges->above[statement->index];
    for (size_t i = 0;; i++) {
        for (size_t a = 0; a < above->count; a++) {
            if (!bits_has(seen, above->items[a]->index)) {
                bits_add(seen, above->items[a]->index);
                group_add(resolver->arena, &queue, above->items[a]);
            }
        }
        if (i >= queue.count) {
            break;
        }
        above = &edges->above[queue.items[i]->index];
    }
    bool round = bits_has(seen, statement->index);
    statement->prevailing = queue.items;
    statement->prevailing_count = queue.count;
    for (size_t i = 0; i < queue.count; i++) {
        bits_remove(seen, queue.items[i]->index);
    }
    if (round) {
        report_round(resolver, statement);
    }
}

void resolve_order(struct resolver *resolver)
{
    struct policy *policy = resolver->policy;
    struct edges edges = { .resolver = resolver };
    policy->order = arena_allocate(resolver->arena, sizeof *policy->order);
    edges.above = arena_array(resolver->arena, policy->statement_count,
                              sizeof *edges.above);
    section_edges(&edges, policy->document);
    for (size_t i = 0; i < policy->statement_count; i++) {
        statement_edges(&edges, policy->statements[i]);
    }
    struct bits *seen = bits_create(resolver->arena, policy->statement_count);
    size_t errors = resolver->errors;
    for (size_t i = 0; i < policy->statement_count; i++) {
        if (edges.above[i].count > 0 && resolver->errors == errors) {
            close_up(&edges, policy->statements[i], seen);
        }
    }
}
