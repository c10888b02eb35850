/* Constants are made from whole paths, in which `.` and `_` become one
 * character; so two paths may meet, and a measure below `bit` may meet a bit
 * of a measure. The policy's own words decide that, so its author is told.
 *
 * At run time a name means what the compiler takes it to mean: term_find
 * answers for both. */

#include "emit/c/names.h"

#include "base/arena.h"

#include <stdlib.h>
#include <string.h>

/* --- constants ------------------------------------------------------------ */

struct constant {
    const char *name;
    const char *kind, *path; /* of the term, in words */
};

struct constants {
    struct constant *items;
    size_t count;
};

static void add_constant(const struct plan *plan, struct constants *constants,
                         const char *family, const char *kind, const char *path)
{
    constants->items = arena_extend(plan->arena, constants->items,
                                    constants->count, sizeof *constants->items);
    constants->items[constants->count++] =
        (struct constant){ plan_constant(plan, family, path), kind, path };
}

static int compare_constants(const void *a, const void *b)
{
    const struct constant *left = a;
    const struct constant *right = b;
    int order = strcmp(left->name, right->name);
    return order != 0 ? order : strcmp(left->path, right->path);
}

static void add_word(const struct plan *plan, struct constants *constants,
                     const struct word *word, const char *family,
                     const char *kind)
{
    for (size_t i = 0; i < word->count; i++) {
        add_constant(plan, constants, family, kind,
                     word->terms->items[word->number[i]]->path);
    }
}

bool names_are_distinct(const struct plan *plan, const char **error)
{
    struct constants constants = { 0 };
    for (size_t i = 0; i < FAMILY_COUNT; i++) {
        const struct family *family = &plan->families[i];
        for (size_t k = 0; k < family->count; k++) {
            add_constant(plan, &constants, family->upper, family->item,
                         family->paths[k]);
        }
    }
    add_word(plan, &constants, &plan->facts, "FACT", "condition");
    add_word(plan, &constants, &plan->measures, "MEASURE_BIT", "bit of");
    qsort(constants.items, constants.count, sizeof *constants.items,
          compare_constants);
    for (size_t i = 1; i < constants.count; i++) {
        const struct constant *a = &constants.items[i - 1];
        const struct constant *b = &constants.items[i];
        if (strcmp(a->name, b->name) == 0) {
            *error = arena_print(plan->arena,
                                 "%s `%s` and %s `%s` would both be `%s` in "
                                 "C: rename one of them",
                                 a->kind, a->path, b->kind, b->path, a->name);
            return false;
        }
    }
    return true;
}

/* --- strings -------------------------------------------------------------- */

static int compare_spellings(const void *a, const void *b)
{
    return strcmp(((const struct spelling *)a)->text,
                  ((const struct spelling *)b)->text);
}

static void sort(struct spellings *spellings)
{
    if (spellings->count > 0) {
        qsort(spellings->items, spellings->count, sizeof *spellings->items,
              compare_spellings);
    }
}

static void add_spelling(const struct plan *plan, struct spellings *spellings,
                         const char *path, const char *text, size_t number)
{
    spellings->items = arena_extend(plan->arena, spellings->items,
                                    spellings->count, sizeof *spellings->items);
    spellings->items[spellings->count++] =
        (struct spelling){ text, path, strlen(text), (uint16_t)number };
}

/* Every end of the term's path that means the term. */
static void add_ends(const struct plan *plan, struct spellings *spellings,
                     const struct term *term, size_t number)
{
    const struct terms *terms = &plan->policy->terms[term->space];
    const char *text = term->path;
    while (text != NULL) {
        if (term_find(terms, text, NULL, NULL) == term) {
            add_spelling(plan, spellings, term->path, text, number);
        }
        const char *dot = strchr(text, '.');
        text = dot != NULL ? dot + 1 : NULL;
    }
}

struct spellings names_of_family(const struct plan *plan,
                                 const struct family *family)
{
    struct spellings spellings = { 0 };
    for (size_t i = 0; i < family->count; i++) {
        if (i < family->terms->count) {
            add_ends(plan, &spellings, family->terms->items[i], i);
        } else {
            add_spelling(plan, &spellings, family->paths[i], family->paths[i],
                         i);
        }
    }
    sort(&spellings);
    return spellings;
}

struct spellings names_of_facts(const struct plan *plan)
{
    struct spellings spellings = { 0 };
    for (size_t i = 0; i < plan->facts.count; i++) {
        add_ends(plan, &spellings,
                 plan->facts.terms->items[plan->facts.number[i]], i);
    }
    sort(&spellings);
    return spellings;
}

static bool set_apart(const struct plan *plan, uint32_t seed,
                      struct naming *naming)
{
    const struct spellings *spellings = &naming->spellings;
    uint64_t *hashes =
        arena_array(plan->arena, spellings->count + 1, sizeof *hashes);
    for (size_t i = 0; i < spellings->count; i++) {
        hashes[i] = perfect_hash(seed, spellings->items[i].text,
                                 spellings->items[i].length);
    }
    return perfect_make(plan->arena, hashes, spellings->count,
                        &naming->perfect);
}

static bool set_all_apart(const struct plan *plan, struct namings *namings)
{
    bool apart = set_apart(plan, namings->seed, &namings->facts);
    for (size_t i = 0; i < FAMILY_COUNT && apart; i++) {
        apart = set_apart(plan, namings->seed, &namings->families[i]);
    }
    return apart;
}

static size_t longest_of(const struct spellings *spellings, size_t longest)
{
    for (size_t i = 0; i < spellings->count; i++) {
        if (spellings->items[i].length > longest) {
            longest = spellings->items[i].length;
        }
    }
    return longest;
}

bool names_make(const struct plan *plan, struct namings *namings,
                const char **error)
{
    *namings = (struct namings){ 0 };
    namings->facts.spellings = names_of_facts(plan);
    namings->longest = longest_of(&namings->facts.spellings, 0);
    for (size_t i = 0; i < FAMILY_COUNT; i++) {
        struct spellings *names = &namings->families[i].spellings;
        *names = names_of_family(plan, &plan->families[i]);
        namings->longest = longest_of(names, namings->longest);
    }
    if (namings->longest > UINT16_MAX) {
        *error = "the C has room for names of 65,535 bytes, and one of the "
                 "policy's is longer";
        return false;
    }
    while (!set_all_apart(plan, namings)) {
        namings->seed++;
    }
    return true;
}
