/* What the sections hold, by name. The invariant: an entry hangs in a chain of
 * those whose full names have the same hash, or nearly. Those with the same last
 * part are chained when the first name is looked for that is not a full one:
 * most policies never name one. */

#include "model/match.h"

#include "base/arena.h"
#include "base/name.h"

#include <string.h>

/* Numbers of entries are kept one higher: 0 ends a chain. */
struct entry {
    struct content *content;
    uint32_t full, last; /* hashes of its full name, and of the last part */
    uint32_t next_full, next_last;
};

struct match_index {
    struct arena *arena;
    struct entry *entries;
    size_t count;
    uint32_t *by_full;
    uint32_t *by_last; /* NULL until it is asked for */
    size_t mask;       /* of both tables */
    bool repeated;     /* two full names have the same hash */
};

static uint32_t hash_of(const char *name)
{
    return name_hash(name, strlen(name));
}

static const char *last_part(const char *name)
{
    const char *dot = strrchr(name, '.');
    return dot != NULL ? dot + 1 : name;
}

struct match_index *match_index_create(struct arena *arena, size_t most)
{
    struct match_index *index = arena_allocate(arena, sizeof *index);
    index->arena = arena;
    while (index->mask + 1 < most) {
        index->mask = 2 * index->mask + 1;
    }
    index->entries = arena_array(arena, most, sizeof *index->entries);
    index->by_full =
        arena_array(arena, index->mask + 1, sizeof *index->by_full);
    return index;
}

/* Another entry of the chain with the hash of this full name, or NULL. */
static const struct entry *find_same(const struct match_index *index,
                                     const struct entry *entry)
{
    for (uint32_t i = index->by_full[entry->full & index->mask]; i != 0;
         i = index->entries[i - 1].next_full) {
        const struct entry *other = &index->entries[i - 1];
        if (other->full == entry->full && other != entry) {
            return other;
        }
    }
    return NULL;
}

static void chain_full(struct match_index *index, struct entry *entry)
{
    uint32_t *first = &index->by_full[entry->full & index->mask];
    entry->next_full = *first;
    *first = (uint32_t)(entry - index->entries) + 1;
}

void match_add(struct match_index *index, struct content *content)
{
    struct entry *entry = &index->entries[index->count++];
    const char *name = content->name;
    size_t length = strlen(name);
    const char *last = name + length;
    while (last > name && last[-1] != '.') {
        last--;
    }
    entry->content = content;
    entry->full = name_hash(name, length);
    entry->last = name_hash(last, (size_t)(name + length - last));
    index->repeated = index->repeated || find_same(index, entry) != NULL;
    chain_full(index, entry);
}

struct contents match_repeated(const struct match_index *index)
{
    struct contents list = { 0 };
    for (size_t i = 0; index->repeated && i < index->count; i++) {
        const struct entry *entry = &index->entries[i];
        if (find_same(index, entry) != NULL) {
            list.items = arena_extend(index->arena, list.items, list.count,
                                      sizeof *list.items);
            list.items[list.count++] = entry->content;
        }
    }
    return list;
}

void match_again(struct match_index *index)
{
    memset(index->by_full, 0, (index->mask + 1) * sizeof *index->by_full);
    for (size_t i = 0; i < index->count; i++) {
        struct entry *entry = &index->entries[i];
        const char *name = entry->content->name;
        entry->full = hash_of(name);
        entry->last = hash_of(last_part(name));
        chain_full(index, entry);
    }
}

static void chain_last(struct match_index *index)
{
    index->by_last =
        arena_array(index->arena, index->mask + 1, sizeof *index->by_last);
    for (size_t i = 0; i < index->count; i++) {
        struct entry *entry = &index->entries[i];
        uint32_t *first = &index->by_last[entry->last & index->mask];
        entry->next_last = *first;
        *first = (uint32_t)i + 1;
    }
}

static bool ends_in(const char *whole, const char *end)
{
    size_t length = strlen(whole);
    size_t tail = strlen(end);
    return tail < length && strcmp(whole + length - tail, end) == 0 &&
           whole[length - tail - 1] == '.';
}

/* Prose has no part in it. */
static void count_match(struct match *match, const struct entry *entry)
{
    const struct content *content = entry->content;
    if (content->kind == CONTENT_PROSE || match->count++ > 0) {
        return;
    }
    if (content->kind == CONTENT_SECTION) {
        match->section = content->section;
    } else {
        match->statement = content->statement;
    }
}

static struct match match_full(const struct match_index *index,
                               const char *name)
{
    struct match match = { 0 };
    uint32_t hash = hash_of(name);
    for (uint32_t i = index->by_full[hash & index->mask];
         i != 0 && match.count < 2; i = index->entries[i - 1].next_full) {
        const struct entry *entry = &index->entries[i - 1];
        if (entry->full == hash && strcmp(entry->content->name, name) == 0) {
            count_match(&match, entry);
        }
    }
    return match;
}

static struct match match_end(struct match_index *index, const char *name)
{
    struct match match = { 0 };
    uint32_t hash = hash_of(last_part(name));
    if (index->by_last == NULL) {
        chain_last(index);
    }
    for (uint32_t i = index->by_last[hash & index->mask];
         i != 0 && match.count < 2; i = index->entries[i - 1].next_last) {
        const struct entry *entry = &index->entries[i - 1];
        if (entry->last == hash && ends_in(entry->content->name, name)) {
            count_match(&match, entry);
        }
    }
    return match;
}

struct match match_find(const struct policy *policy, const struct section *from,
                        const char *name)
{
    struct match_index *index = policy->matches;
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
    struct match match = match_find(policy, from, name);
    if (match.count != 1) {
        return (struct other){ NULL, NULL };
    }
    return (struct other){ match.statement, match.section };
}

struct statement *policy_statement(const struct policy *policy,
                                   const char *name)
{
    struct match match = match_find(policy, NULL, name);
    return match.count == 1 ? match.statement : NULL;
}
