/* Declarations to spaces of terms. A space is built in four steps: every entry
 * becomes a term below the entry that holds it; `within` adds parents; the
 * hierarchy is walked from the root down, which finds cycles and depth without
 * recursion; then terms are numbered in preorder of their first parents, and
 * what each covers is gathered from the leaves up. */

#include "model/resolver.h"

#include <stdlib.h>
#include <string.h>

/* What lies below each term is a set over its space, so a space takes up memory
 * by the square of its terms: a gigabyte is the most for all of them. */
enum { MOST_TERMS = 65535, DEEPEST = 256, MOST_BYTES = 1 << 30 };

/* A space while it grows. `order[i]` came from `entries[i]`; the root is 0. */
struct growth {
    struct resolver *resolver;
    int space;
    struct term **order;
    const struct tree_entry **entries;
    size_t count;
};

static struct term *grow(struct growth *growth, struct term *parent,
                         const char *name, const struct tree_entry *entry)
{
    struct arena *arena = growth->resolver->arena;
    struct term *term = arena_allocate(arena, sizeof *term);
    term->space = growth->space;
    term->name = name;
    term->path = name;
    if (parent != NULL && parent->parent_count > 0) {
        term->path =
            name_join(growth->resolver->reading->names, parent->path, name);
    }
    if (parent != NULL) {
        term->parents = arena_extend(arena, NULL, 0, sizeof *term->parents);
        term->parents[term->parent_count++] = parent;
    }
    growth->order = arena_extend(arena, growth->order, growth->count,
                                 sizeof *growth->order);
    growth->entries = arena_extend(arena, growth->entries, growth->count,
                                   sizeof *growth->entries);
    growth->order[growth->count] = term;
    growth->entries[growth->count++] = entry;
    return term;
}

static const char *spaced(struct arena *arena, const char *name)
{
    char *label = arena_copy(arena, name, strlen(name));
    for (char *at = label; *at != '\0'; at++) {
        if (*at == '_') {
            *at = ' ';
        }
    }
    return label;
}

static void grow_entry(struct growth *growth, struct term *parent,
                       const struct tree_entry *entry, bool library)
{
    struct resolver *resolver = growth->resolver;
    const char *name = entry->name.text;
    if (strchr(name, '.') != NULL) {
        struct finding *finding = resolver_error(
            resolver, &rule_wrong_kind, entry->name.span,
            "`%s` is a path, and a declaration takes a single name", name);
        const char *dot = strrchr(name, '.');
        finding_help(resolver->findings, finding,
                     "write `%s`, and `within` to place it below another term",
                     dot + 1);
        return;
    }
    struct term *term = grow(growth, parent, name, entry);
    term->library = library;
    term->span = entry->name.span;
    term->labelled = entry->label.text != NULL;
    term->label =
        term->labelled ? entry->label.text : spaced(resolver->arena, name);
    term->citing = entry->citing.text;
    term->open = entry->open;
    term->open_span = entry->open_span;
    for (size_t i = 0; i < entry->child_count; i++) {
        grow_entry(growth, term, entry->children[i], library);
    }
}

static void grow_builtin(struct growth *growth, const char *name,
                         const char *label)
{
    const char *interned =
        name_intern(growth->resolver->reading->names, name, strlen(name));
    struct term *term = grow(growth, growth->order[0], interned, NULL);
    term->library = true;
    term->label = label;
}

/* The root and every declared term, each below the entry that holds it. */
static void grow_all(struct growth *growth)
{
    const struct program *program = growth->resolver->policy->program;
    struct names *names = growth->resolver->reading->names;
    struct term *root = grow(growth, NULL, name_intern(names, "any", 3), NULL);
    root->library = true;
    root->label = "any";
    if (growth->space == KIND_RECIPIENT) {
        grow_builtin(growth, "us", "us");
    }
    for (size_t f = 0; f < program->count; f++) {
        const struct tree_file *file = program->files[f];
        for (size_t i = 0; i < file->item_count; i++) {
            const struct tree_item *item = &file->items[i];
            if (item->kind == ITEM_DECLARATION &&
                (int)item->declaration->kind == growth->space) {
                grow_entry(growth, root, item->declaration->entry,
                           file->source->library);
            }
        }
    }
}

/* Parties: `we`, and a copy of every recipient but `us`. */
static void grow_parties(struct growth *growth, const struct terms *recipients)
{
    struct resolver *resolver = growth->resolver;
    struct names *names = resolver->reading->names;
    struct term *root = grow(growth, NULL, name_intern(names, "any", 3), NULL);
    root->library = true;
    root->label = "any";
    grow_builtin(growth, "we", "we");
    struct term **copies =
        arena_array(resolver->arena, recipients->count, sizeof *copies);
    copies[0] = root;
    for (size_t i = 1; i < recipients->count; i++) {
        if (recipients->items[i] == resolver->policy->us) {
            continue;
        }
        struct term *copy =
            grow(growth, NULL, recipients->items[i]->name, NULL);
        size_t place = growth->count - 1;
        *copy = *recipients->items[i];
        copy->space = SPACE_PARTY;
        copy->children = NULL;
        copy->child_count = 0;
        copies[i] = copy;
        growth->order[place] = copy;
    }
    for (size_t i = 1; i < recipients->count; i++) {
        struct term *copy = copies[i];
        if (copy == NULL) {
            continue;
        }
        const struct term *original = recipients->items[i];
        copy->parents = arena_array(resolver->arena, original->parent_count,
                                    sizeof *copy->parents);
        for (size_t p = 0; p < original->parent_count; p++) {
            struct term *parent = copies[original->parents[p]->number];
            copy->parents[p] = parent != NULL ? parent : root; /* `us` */
        }
    }
}

static int by_path(const void *a, const void *b)
{
    const struct term *left = *(struct term *const *)a;
    const struct term *right = *(struct term *const *)b;
    int order = strcmp(left->path, right->path);
    if (order != 0) {
        return order;
    }
    return left->span.start < right->span.start
               ? -1
               : left->span.start > right->span.start;
}

/* Paths are interned, so the same path is the same address. */
static bool has_duplicates(const struct growth *growth)
{
    size_t size = 4;
    while (size < growth->count * 2) {
        size *= 2;
    }
    const char **seen =
        arena_array(growth->resolver->arena, size, sizeof *seen);
    for (size_t i = 0; i < growth->count; i++) {
        const char *path = growth->order[i]->path;
        uint64_t hash = (uintptr_t)path * UINT64_C(0x9e3779b97f4a7c15) >> 32;
        size_t at = (size_t)hash & (size - 1);
        while (seen[at] != NULL && seen[at] != path) {
            at = (at + 1) & (size - 1);
        }
        if (seen[at] != NULL) {
            return true;
        }
        seen[at] = path;
    }
    return false;
}

static void report_duplicates(struct growth *growth)
{
    struct resolver *resolver = growth->resolver;
    if (!has_duplicates(growth)) {
        return;
    }
    struct term **sorted =
        arena_array(resolver->arena, growth->count, sizeof *sorted);
    memcpy(sorted, growth->order, growth->count * sizeof *sorted);
    qsort(sorted, growth->count, sizeof *sorted, by_path);
    for (size_t i = 1; i < growth->count; i++) {
        if (strcmp(sorted[i - 1]->path, sorted[i]->path) != 0) {
            continue;
        }
        const struct term *first = sorted[i - 1];
        bool builtin = first->span.end == 0;
        struct finding *finding =
            resolver_error(resolver, &rule_duplicate_name, sorted[i]->span,
                           builtin ? "the %s `%s` is built into the language"
                                   : "the %s `%s` is declared twice",
                           space_name[growth->space], sorted[i]->path);
        if (!builtin) {
            finding_relate(resolver->findings, finding, first->span, NULL,
                           first->library
                               ? "declared first in the standard library"
                               : "declared first here");
        }
        finding_help(resolver->findings, finding,
                     "give one of them another name, or leave this one out");
    }
}

static void add_parents(struct growth *growth, struct term *term,
                        const struct tree_entry *entry)
{
    struct resolver *resolver = growth->resolver;
    for (size_t i = 0; i < entry->within.count; i++) {
        const struct tree_name *name = &entry->within.items[i];
        struct term *parent = resolve_term(resolver, growth->space, name);
        if (parent == NULL || parent->parent_count == 0) {
            continue;
        }
        /* Everything lies below the root, so a top-level term that names
         * parents of its own has no need of it. */
        if (term->parents[0]->parent_count == 0 && i == 0) {
            term->parent_count = 0;
            term->parents = NULL;
        }
        bool known = false;
        for (size_t p = 0; p < term->parent_count; p++) {
            known = known || term->parents[p] == parent;
        }
        if (!known) {
            term->parents =
                arena_extend(resolver->arena, term->parents, term->parent_count,
                             sizeof *term->parents);
            term->parents[term->parent_count++] = parent;
        }
    }
}

static void add_children(struct growth *growth)
{
    for (size_t i = 1; i < growth->count; i++) {
        struct term *term = growth->order[i];
        for (size_t p = 0; p < term->parent_count; p++) {
            struct term *parent = term->parents[p];
            parent->children =
                arena_extend(growth->resolver->arena, parent->children,
                             parent->child_count, sizeof *parent->children);
            parent->children[parent->child_count++] = term;
        }
    }
}

/* Follows first unfinished parents from a term that is part of a cycle or below
 * one until a term comes again, and reports the round. */
static void report_cycle(struct growth *growth, struct term *start,
                         const size_t *waiting)
{
    struct arena *arena = growth->resolver->arena;
    struct bits *seen = bits_create(arena, growth->count);
    struct term *at = start;
    while (!bits_has(seen, at->number)) {
        bits_add(seen, at->number);
        for (size_t p = 0; p < at->parent_count; p++) {
            if (waiting[at->parents[p]->number] > 0) {
                at = at->parents[p];
                break;
            }
        }
    }
    const char *round = at->path;
    const struct term *first = at;
    do {
        for (size_t p = 0; p < at->parent_count; p++) {
            if (waiting[at->parents[p]->number] > 0) {
                at = at->parents[p];
                break;
            }
        }
        round = arena_print(arena, "%s within %s", round, at->path);
    } while (at != first);
    struct finding *finding =
        resolver_error(growth->resolver, &rule_cycle, first->span,
                       "the %s `%s` lies within itself: %s",
                       space_name[growth->space], first->path, round);
    finding_help(growth->resolver->findings, finding,
                 "leave one `within` of this round out");
}

/* Orders the terms so that parents come first. False where that cannot be. */
static bool sort_down(struct growth *growth, struct term **sorted)
{
    struct arena *arena = growth->resolver->arena;
    size_t *waiting = arena_array(arena, growth->count, sizeof *waiting);
    size_t *depth = arena_array(arena, growth->count, sizeof *depth);
    size_t done = 0;
    size_t ready = 0;
    for (size_t i = 0; i < growth->count; i++) {
        growth->order[i]->number = (uint16_t)i;
        waiting[i] = growth->order[i]->parent_count;
        if (waiting[i] == 0) {
            sorted[ready++] = growth->order[i];
        }
    }
    while (done < ready) {
        struct term *term = sorted[done++];
        for (size_t c = 0; c < term->child_count; c++) {
            struct term *child = term->children[c];
            if (depth[child->number] < depth[term->number] + 1) {
                depth[child->number] = depth[term->number] + 1;
            }
            if (--waiting[child->number] == 0) {
                sorted[ready++] = child;
            }
        }
        if (depth[term->number] == DEEPEST + 1) {
            resolver_error(growth->resolver, &rule_limit, term->span,
                           "`%s` lies deeper than %d terms", term->path,
                           DEEPEST);
            return false;
        }
    }
    for (size_t i = 0; i < growth->count && ready < growth->count; i++) {
        if (waiting[i] > 0) {
            report_cycle(growth, growth->order[i], waiting);
            return false;
        }
    }
    return true;
}

/* Depth is bounded by sort_down, so the C stack is safe. */
static void number(struct terms *terms, struct term *term)
{
    term->number = (uint16_t)terms->count;
    terms->items[terms->count++] = term;
    for (size_t c = 0; c < term->child_count; c++) {
        if (term->children[c]->parents[0] == term) {
            number(terms, term->children[c]);
        }
    }
}

static void finish(struct growth *growth, struct terms *terms)
{
    struct resolver *resolver = growth->resolver;
    add_children(growth);
    struct term **sorted =
        arena_array(resolver->arena, growth->count, sizeof *sorted);
    terms->space = growth->space;
    terms->count = 0;
    terms->index = NULL; /* that of find_parents is over other numbers */
    terms->items =
        arena_array(resolver->arena, growth->count, sizeof *terms->items);
    if (!sort_down(growth, sorted)) {
        return;
    }
    number(terms, growth->order[0]);
    terms->chosen =
        arena_array(resolver->arena, growth->count, sizeof *terms->chosen);
    for (size_t i = growth->count; i-- > 0;) {
        struct term *term = sorted[i];
        struct bits *below = bits_create(resolver->arena, growth->count);
        bits_add(below, term->number);
        for (size_t c = 0; c < term->child_count; c++) {
            bits_unite(below, term->children[c]->below);
        }
        term->below = below;
        terms->chosen[term->number] = (struct chosen_term){
            .chosen = { .written = true,
                        .terms = &terms->items[term->number],
                        .term_count = 1 },
            .points = term->parent_count > 0 ? below : NULL
        };
    }
    terms->index = term_index_create(resolver->arena, terms);
}

bool resolve_hierarchy(struct resolver *resolver, int space,
                       struct term **order, size_t count, struct terms *terms)
{
    struct growth growth = {
        .resolver = resolver, .space = space, .order = order, .count = count
    };
    finish(&growth, terms);
    return terms->index != NULL;
}

/* `within` may name any term of the space, declared before or after, so a
 * first index over unnumbered terms serves to find them. */
static void find_parents(struct growth *growth, struct terms *terms)
{
    bool any = false;
    for (size_t i = 0; i < growth->count; i++) {
        growth->order[i]->number = (uint16_t)i;
        any = any || (growth->entries[i] != NULL &&
                      growth->entries[i]->within.count > 0);
    }
    if (!any) {
        return;
    }
    *terms = (struct terms){ .space = growth->space,
                             .items = growth->order,
                             .count = growth->count };
    terms->index = term_index_create(growth->resolver->arena, terms);
    for (size_t i = 1; i < growth->count; i++) {
        if (growth->entries[i] != NULL) {
            add_parents(growth, growth->order[i], growth->entries[i]);
        }
    }
}

/* Bytes for the sets of a space; recipients are parties too. */
static size_t bytes_of(int space, size_t count)
{
    return (space == KIND_RECIPIENT ? 2 : 1) * (count * (count + 127) / 8);
}

/* False, and told, where the space is too large, by itself or with those
 * before it. */
static bool has_room(const struct growth *growth)
{
    struct resolver *resolver = growth->resolver;
    const struct term *last = growth->order[growth->count - 1];
    size_t bytes = 0;
    if (growth->count > MOST_TERMS) {
        resolver_error(resolver, &rule_limit, growth->order[MOST_TERMS]->span,
                       "more than %d terms of kind %s", MOST_TERMS,
                       space_name[growth->space]);
        return false;
    }
    for (int space = 0; space < growth->space; space++) {
        bytes += bytes_of(space, resolver->policy->terms[space].count);
    }
    if (bytes + bytes_of(growth->space, growth->count) > MOST_BYTES) {
        struct finding *finding = resolver_error(
            resolver, &rule_limit, last->span,
            "%zu terms of kind %s are too many, with those of other kinds",
            growth->count, space_name[growth->space]);
        finding_help(resolver->findings, finding,
                     "declare only the terms that statements tell apart");
        return false;
    }
    return true;
}

static void resolve_space(struct resolver *resolver, int space)
{
    struct policy *policy = resolver->policy;
    struct growth growth = { .resolver = resolver, .space = space };
    if (space == SPACE_PARTY) {
        grow_parties(&growth, &policy->terms[KIND_RECIPIENT]);
    } else {
        grow_all(&growth);
        if (!has_room(&growth)) {
            return;
        }
        report_duplicates(&growth);
        find_parents(&growth, &policy->terms[space]);
    }
    finish(&growth, &policy->terms[space]);
}

void resolve_vocabulary(struct resolver *resolver)
{
    struct policy *policy = resolver->policy;
    for (int space = 0; space < KIND_COUNT; space++) {
        resolve_space(resolver, space);
    }
    if (policy->terms[KIND_RECIPIENT].index == NULL ||
        policy->terms[KIND_ACTION].index == NULL) {
        return;
    }
    policy->us = term_find(&policy->terms[KIND_RECIPIENT], "us", NULL, NULL);
    policy->disclose =
        term_find(&policy->terms[KIND_ACTION], "process.disclose", NULL, NULL);
    resolve_space(resolver, SPACE_PARTY);
}
