/* Sections and statements by name, in a table that is made when the first name
 * is looked for: most policies have no order, and then none is. */

#include "model/match.h"

#include "base/arena.h"
#include "base/name.h"

#include <string.h>

/* A section or a statement, in two chains: of those with the same hash of the
 * full name, and of its last part. Both go in reading order; numbers are kept
 * one higher, and 0 ends a chain. */
struct entry {
    const char *full;
    struct statement *statement;
    struct section *section;
    uint32_t next_full, next_last;
};

struct match_index {
    struct entry *entries;
    size_t count;
    uint32_t *by_full, *by_last;
    size_t mask; /* of both tables; 0 until a name is looked for */
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

static size_t count_names(const struct section *section)
{
    size_t count = section->content_count;
    for (size_t i = 0; i < section->content_count; i++) {
        if (section->contents[i].kind == CONTENT_SECTION) {
            count += count_names(section->contents[i].section);
        }
    }
    return count;
}

static void index_section(const struct section *section,
                          struct match_index *index)
{
    for (size_t i = 0; i < section->content_count; i++) {
        const struct content *content = &section->contents[i];
        if (content->kind == CONTENT_PROSE) {
            continue;
        }
        index->entries[index->count++] = (struct entry){
            .full = content->kind == CONTENT_SECTION ? content->section->name
                                                     : content->statement->name,
            .statement = content->statement,
            .section = content->section,
        };
        if (content->kind == CONTENT_SECTION) {
            index_section(content->section, index);
        }
    }
}

struct match_index *match_index_create(struct arena *arena)
{
    return arena_allocate(arena, sizeof(struct match_index));
}

static const struct match_index *index_of(const struct policy *policy)
{
    struct match_index *index = policy->matches;
    if (index->mask != 0) {
        return index;
    }
    index->entries = arena_array(policy->arena, count_names(policy->document),
                                 sizeof *index->entries);
    index_section(policy->document, index);
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

static void match_add(struct match *match, const struct entry *entry)
{
    if (match->count++ == 0) {
        match->section = entry->section;
        match->statement = entry->statement;
    }
}

static struct match match_full(const struct match_index *index,
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

static struct match match_end(const struct match_index *index, const char *name)
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

struct match match_find(const struct policy *policy, const struct section *from,
                        const char *name)
{
    const struct match_index *index = index_of(policy);
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
