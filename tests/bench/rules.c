#include "rules.h"

#include "base/arena.h"

#include <stdlib.h>
#include <string.h>

/* --- conditions as cubes --------------------------------------------------- */

struct cubes {
    struct cube *items;
    size_t count;
};

static void cubes_add(struct arena *arena, struct cubes *cubes,
                      struct cube cube)
{
    cubes->items =
        arena_extend(arena, cubes->items, cubes->count, sizeof *cubes->items);
    cubes->items[cubes->count++] = cube;
}

/* Where a cube of each holds. */
static struct cubes cubes_both(struct arena *arena, struct cubes a,
                               struct cubes b)
{
    struct cubes both = { 0 };
    for (size_t i = 0; i < a.count; i++) {
        for (size_t k = 0; k < b.count; k++) {
            struct cube x = a.items[i];
            struct cube y = b.items[k];
            if (((x.value ^ y.value) & x.mask & y.mask) == 0) {
                cubes_add(arena, &both,
                          (struct cube){ x.mask | y.mask, x.value | y.value });
            }
        }
    }
    return both;
}

/* Where the condition holds, or does not. */
static struct cubes cubes_of(const struct rules *rules,
                             const struct condition *condition, bool holds)
{
    struct arena *arena = rules->arena;
    struct cubes cubes = { 0 };
    if (condition->kind == TREE_CONDITION_NAME) {
        uint64_t bit = rules->bit_of[condition->term->number];
        cubes_add(arena, &cubes, (struct cube){ bit, holds ? bit : 0 });
        return cubes;
    }
    if (condition->kind == TREE_CONDITION_NOT) {
        return cubes_of(rules, condition->left, !holds);
    }
    struct cubes left = cubes_of(rules, condition->left, holds);
    struct cubes right = cubes_of(rules, condition->right, holds);
    if ((condition->kind == TREE_CONDITION_AND) == holds) {
        return cubes_both(arena, left, right);
    }
    for (size_t i = 0; i < right.count; i++) {
        cubes_add(arena, &left, right.items[i]);
    }
    return left;
}

/* --- the list -------------------------------------------------------------- */

static void add_rule(struct rules *rules, const struct statement *statement,
                     const struct box *box, bool weak)
{
    struct arena *arena = rules->arena;
    struct cubes cubes = { 0 };
    cubes_add(arena, &cubes, (struct cube){ 0, 0 });
    if (statement->guard != NULL) {
        cubes =
            cubes_both(arena, cubes, cubes_of(rules, statement->guard, true));
    }
    if (statement->unless != NULL) {
        cubes =
            cubes_both(arena, cubes, cubes_of(rules, statement->unless, weak));
    }
    rules->items =
        arena_extend(arena, rules->items, rules->count, sizeof *rules->items);
    rules->items[rules->count++] = (struct clause){
        .statement = statement,
        .box = box,
        .allows = box->permits != weak,
        .weak = weak,
        .cubes = cubes.items,
        .cube_count = cubes.count,
    };
}

/* One that prevails over another has fewer that prevail over it. */
static size_t place_of(const struct clause *rule)
{
    if (rule->weak) {
        return SIZE_MAX - (rule->allows ? 0 : 1);
    }
    return rule->statement->modality == MODALITY_NEVER
               ? 0
               : 1 + rule->statement->prevailing_count;
}

static int compare(const void *a, const void *b)
{
    const struct clause *left = a;
    const struct clause *right = b;
    size_t x = place_of(left);
    size_t y = place_of(right);
    if (x == y) {
        x = left->statement->index;
        y = right->statement->index;
    }
    return x < y ? -1 : x > y;
}

struct rules rules_create(struct arena *arena, const struct policy *policy,
                          uint64_t (*bit)(const char *name, size_t length))
{
    const struct terms *facts = &policy->terms[KIND_CONDITION];
    struct rules rules = {
        .arena = arena,
        .policy = policy,
        .bit_of = arena_allocate(arena, facts->count * sizeof *rules.bit_of),
    };
    for (size_t i = 0; i < facts->count; i++) {
        const char *path = facts->items[i]->path;
        rules.bit_of[i] = bit(path, strlen(path));
    }
    for (size_t i = 0; i < policy->statement_count; i++) {
        const struct statement *statement = policy->statements[i];
        if (statement->kind != STATEMENT_RULE) {
            continue;
        }
        rules.statements++;
        for (size_t k = 0; k < statement->box_count; k++) {
            const struct box *box = &statement->boxes[k];
            add_rule(&rules, statement, box, false);
            if (box->weak && statement->unless != NULL) {
                add_rule(&rules, statement, box, true);
            }
        }
    }
    qsort(rules.items, rules.count, sizeof *rules.items, compare);
    return rules;
}

/* --- the scan -------------------------------------------------------------- */

static bool fits(const struct clause *rule, const struct ask *ask)
{
    const struct bits *const *select = rule->box->select;
    for (int d = DIMENSION_ACTION; d < DIMENSION_COUNT; d++) {
        if (select[d] != NULL &&
            (select[d]->word[ask->at[d] / 64] >> ask->at[d] % 64 & 1) == 0) {
            return false;
        }
    }
    if (select[0] != NULL && !bits_has(select[0], ask->at[0])) {
        return false;
    }
    for (size_t i = 0; i < rule->cube_count; i++) {
        if ((ask->facts & rule->cubes[i].mask) == rule->cubes[i].value) {
            return true;
        }
    }
    return false;
}

enum verdict rules_scan(const struct rules *rules, const struct ask *ask)
{
    for (size_t i = 0; i < rules->count; i++) {
        if (fits(&rules->items[i], ask)) {
            return rules->items[i].allows ? VERDICT_ALLOW : VERDICT_DENY;
        }
    }
    return VERDICT_SILENT;
}
