/* Finding terms by what was written. Terms with the same last part hang in one
 * chain, in the order of their numbers, so all that a written name could mean
 * are met in one walk. What an interned name turned out to mean is remembered
 * by its address; that table may forget, which costs time, never truth. */

#include "model/term.h"

#include "base/arena.h"
#include "base/name.h"
#include "base/near.h"

#include <string.h>

enum { MOST_LOOKS = 4 }; /* beside a name's own place */

struct remembered {
    const char *name; /* interned; NULL: nothing yet */
    uint32_t number;  /* of the term, where it is one */
    uint32_t count;   /* 0, 1, or 2 for more */
};

/* Numbers are kept one higher: 0 ends a chain. */
struct term_index {
    uint32_t *first; /* by the hash of a last part */
    uint32_t *next;  /* by number */
    struct remembered *remembered;
    size_t mask; /* of both tables */
};

static size_t hash_of(const char *name)
{
    return name_hash(name, strlen(name));
}

struct term_index *term_index_create(struct arena *arena,
                                     const struct terms *terms)
{
    struct term_index *index = arena_allocate(arena, sizeof *index);
    size_t size = 4;
    while (size < terms->count * 2) {
        size *= 2;
    }
    index->mask = size - 1;
    index->first = arena_array(arena, size, sizeof *index->first);
    index->next = arena_array(arena, terms->count, sizeof *index->next);
    index->remembered = arena_array(arena, size, sizeof *index->remembered);
    for (size_t i = terms->count; i-- > 0;) {
        size_t at = hash_of(terms->items[i]->name) & index->mask;
        index->next[i] = index->first[at];
        index->first[at] = (uint32_t)i + 1;
    }
    return index;
}

static const char *last_part(const char *path)
{
    const char *dot = strrchr(path, '.');
    return dot != NULL ? dot + 1 : path;
}

/* `whole` is `end`, or ends in "." and `end`. */
static bool ends_in(const char *whole, const char *end)
{
    size_t length = strlen(whole);
    size_t tail = strlen(end);
    if (tail > length || strcmp(whole + length - tail, end) != 0) {
        return false;
    }
    return tail == length || whole[length - tail - 1] == '.';
}

struct term *term_find(const struct terms *terms, const char *path,
                       struct term **candidates, size_t *candidate_count)
{
    const struct term_index *index = terms->index;
    const char *name = last_part(path);
    size_t room = candidate_count != NULL ? *candidate_count : 0;
    size_t found = 0;
    struct term *one = NULL;
    for (uint32_t i = index->first[hash_of(name) & index->mask]; i != 0;
         i = index->next[i - 1]) {
        struct term *term = terms->items[i - 1];
        if (strcmp(term->name, name) != 0) {
            continue; /* only the same hash */
        }
        if (strcmp(term->path, path) == 0) {
            return term;
        }
        if (name == path || ends_in(term->path, path)) {
            one = term;
            if (found < room) {
                candidates[found] = term;
            }
            found++;
        }
    }
    if (candidate_count != NULL) {
        *candidate_count = found < 2 ? 0 : found < room ? found : room;
    }
    return found == 1 ? one : NULL;
}

static void remember(const struct terms *terms, const char *name,
                     struct remembered *remembered)
{
    struct term *several[2];
    size_t found = 2;
    const struct term *term = term_find(terms, name, several, &found);
    *remembered = (struct remembered){
        .name = name,
        .number = term != NULL ? term->number : 0,
        .count = term != NULL ? 1 : (uint32_t)found,
    };
}

struct term **term_recall(const struct terms *terms, const char *name,
                          size_t *count)
{
    const struct term_index *index = terms->index;
    size_t at = (size_t)((uintptr_t)name * UINT64_C(0x9e3779b97f4a7c15) >> 32);
    struct remembered *remembered = &index->remembered[at & index->mask];
    for (size_t i = 0;
         i < MOST_LOOKS && remembered->name != name && remembered->name != NULL;
         i++) {
        remembered = &index->remembered[++at & index->mask];
    }
    if (remembered->name != name) {
        remember(terms, name, remembered);
    }
    *count = remembered->count;
    return *count == 1 ? &terms->items[remembered->number] : NULL;
}

const char *term_short(const struct terms *terms, const struct term *term)
{
    const char *start = term->path + strlen(term->path);
    for (;;) {
        while (start > term->path && start[-1] != '.') {
            start--;
        }
        if (start == term->path ||
            term_find(terms, start, NULL, NULL) == term) {
            return start;
        }
        start--;
    }
}

const struct term *term_near(const struct terms *terms, const char *path)
{
    const struct term *best = NULL;
    size_t least = near_limit(strlen(path)) + 1;
    for (size_t i = 1; i < terms->count; i++) {
        const struct term *term = terms->items[i];
        size_t by_name = near_distance(term->name, path, least);
        size_t by_path = near_distance(term->path, path, least);
        size_t distance = by_name < by_path ? by_name : by_path;
        if (distance < least) {
            least = distance;
            best = term;
        }
    }
    return best;
}

bool term_within(const struct term *a, const struct term *b)
{
    return bits_has(b->below, a->number);
}
