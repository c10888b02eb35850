/* The joint vocabulary. A space is joined in three steps: terms of the two
 * sides are paired; every pair, and every term that found no partner, becomes
 * one joint term below what its parents have become; then the hierarchy is
 * finished as that of any policy. The invariant of pairing: a term has at most
 * one partner, and the roots are partners. */

#include "model/join.h"

#include "model/resolver.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_TERMS = 65535 };

/* A space while it is joined. */
struct joining {
    struct arena *arena;
    const struct terms *sides[SIDE_COUNT];
    struct term *
        *partner[SIDE_COUNT];         /* [number]: the term on the other side */
    struct term **become[SIDE_COUNT]; /* [number]: the joint term */
};

/* --- partners --------------------------------------------------------- */

static void pair(struct joining *joining, struct term *old, struct term *new)
{
    if (joining->partner[SIDE_OLD][old->number] == NULL &&
        joining->partner[SIDE_NEW][new->number] == NULL) {
        joining->partner[SIDE_OLD][old->number] = new;
        joining->partner[SIDE_NEW][new->number] = old;
    }
}

/* Where the older side has the new name too, it is the name of something else,
 * and the two have become one: a change to be told. */
static void pair_renamed(struct joining *joining,
                         const struct renaming *renaming)
{
    struct term *old =
        term_find(joining->sides[SIDE_OLD], renaming->from, NULL, NULL);
    struct term *new =
        term_find(joining->sides[SIDE_NEW], renaming->to, NULL, NULL);
    if (old == NULL || new == NULL || old->number == 0 || new->number == 0) {
        return;
    }
    const struct term *known =
        term_find(joining->sides[SIDE_OLD], new->path, NULL, NULL);
    if (known == NULL || strcmp(known->path, new->path) != 0) {
        pair(joining, old, new);
    }
}

static int by_path(const void *a, const void *b)
{
    const struct term *left = *(struct term *const *)a;
    const struct term *right = *(struct term *const *)b;
    return strcmp(left->path, right->path);
}

static int by_name(const void *a, const void *b)
{
    const struct term *left = *(struct term *const *)a;
    const struct term *right = *(struct term *const *)b;
    return strcmp(left->name, right->name);
}

/* The terms of a side without a partner, sorted. */
static struct term **unpaired(const struct joining *joining, size_t side,
                              int (*order)(const void *a, const void *b),
                              size_t *count)
{
    const struct terms *terms = joining->sides[side];
    struct term **list =
        arena_array(joining->arena, terms->count, sizeof *list);
    *count = 0;
    for (size_t i = 1; i < terms->count; i++) {
        if (joining->partner[side][i] == NULL) {
            list[(*count)++] = terms->items[i];
        }
    }
    if (*count > 0) {
        qsort(list, *count, sizeof *list, order);
    }
    return list;
}

/* How many from `at` on are equal to it. */
static size_t run_length(struct term *const *list, size_t count, size_t at,
                         int (*order)(const void *a, const void *b))
{
    size_t end = at + 1;
    while (end < count && order(&list[at], &list[end]) == 0) {
        end++;
    }
    return end - at;
}

/* Pairs those which are equal and alone on both sides. */
static bool pair_equal(struct joining *joining,
                       int (*order)(const void *a, const void *b))
{
    size_t count[SIDE_COUNT];
    struct term **old = unpaired(joining, SIDE_OLD, order, &count[SIDE_OLD]);
    struct term **new = unpaired(joining, SIDE_NEW, order, &count[SIDE_NEW]);
    size_t i = 0;
    size_t n = 0;
    bool any = false;
    while (i < count[SIDE_OLD] && n < count[SIDE_NEW]) {
        int before = order(&old[i], &new[n]);
        size_t run_old = run_length(old, count[SIDE_OLD], i, order);
        size_t run_new = run_length(new, count[SIDE_NEW], n, order);
        if (before == 0 && run_old == 1 && run_new == 1) {
            pair(joining, old[i], new[n]);
            any = true;
        }
        i += before <= 0 ? run_old : 0;
        n += before >= 0 ? run_new : 0;
    }
    return any;
}

/* Children of partners are partners where their names are the same: what lies
 * below a term that was moved or renamed went along. */
static void pair_children(struct joining *joining)
{
    const struct terms *old = joining->sides[SIDE_OLD];
    for (size_t i = 0; i < old->count; i++) {
        const struct term *other = joining->partner[SIDE_OLD][i];
        const struct term *parent = old->items[i];
        for (size_t c = 0; other != NULL && c < parent->child_count; c++) {
            struct term *child = parent->children[c];
            for (size_t n = 0;
                 n < other->child_count &&
                 joining->partner[SIDE_OLD][child->number] == NULL;
                 n++) {
                if (strcmp(other->children[n]->name, child->name) == 0) {
                    pair(joining, child, other->children[n]);
                }
            }
        }
    }
}

static void pair_all(struct joining *joining, int space,
                     const struct policy *new)
{
    pair(joining, joining->sides[SIDE_OLD]->items[0],
         joining->sides[SIDE_NEW]->items[0]);
    for (size_t i = 0; i < new->renaming_count; i++) {
        const struct renaming *renaming = &new->renamings[i];
        /* a recipient is a party too */
        if (renaming->space == space ||
            (space == SPACE_PARTY && renaming->space == KIND_RECIPIENT)) {
            pair_renamed(joining, renaming);
        }
    }
    pair_equal(joining, by_path);
    do {
        pair_children(joining);
    } while (pair_equal(joining, by_name));
}

/* --- joint terms ------------------------------------------------------ */

static struct term *joint_term(struct joining *joining, const struct term *from)
{
    struct term *term = arena_allocate(joining->arena, sizeof *term);
    *term = *from;
    term->children = NULL;
    term->child_count = 0;
    term->span = (struct span){ 0, 0 };
    term->open_span = (struct span){ 0, 0 };
    return term;
}

static void place_below(struct joining *joining, struct term *term,
                        const struct term *from, size_t side)
{
    term->parents =
        arena_array(joining->arena, from->parent_count, sizeof *term->parents);
    for (size_t i = 0; i < from->parent_count; i++) {
        term->parents[i] = joining->become[side][from->parents[i]->number];
    }
}

/* Every term of the newer side, in its order, then what is left of the older.
 * Returns how many. */
static size_t list_terms(struct joining *joining, struct term **order)
{
    const struct terms *old = joining->sides[SIDE_OLD];
    const struct terms *new = joining->sides[SIDE_NEW];
    size_t count = 0;
    for (size_t i = 0; i < new->count; i++) {
        const struct term *partner = joining->partner[SIDE_NEW][i];
        struct term *term = joint_term(joining, new->items[i]);
        joining->become[SIDE_NEW][i] = term;
        if (partner != NULL) {
            joining->become[SIDE_OLD][partner->number] = term;
        }
        order[count++] = term;
    }
    for (size_t i = 0; i < old->count; i++) {
        if (joining->become[SIDE_OLD][i] == NULL) {
            joining->become[SIDE_OLD][i] = joint_term(joining, old->items[i]);
            order[count++] = joining->become[SIDE_OLD][i];
        }
    }
    for (size_t i = 0; i < new->count; i++) {
        place_below(joining, joining->become[SIDE_NEW][i], new->items[i],
                    SIDE_NEW);
    }
    for (size_t i = 0; i < old->count; i++) {
        if (joining->partner[SIDE_OLD][i] == NULL) {
            place_below(joining, joining->become[SIDE_OLD][i], old->items[i],
                        SIDE_OLD);
        }
    }
    return count;
}

/* --- a side from the joint vocabulary --------------------------------- */

/* The side's own term, else that of the first parent that the side has, else
 * what its first parent counts as. The root is everybody's. */
static const struct term *nearest(struct term *const *own,
                                  const struct term *term)
{
    while (own[term->number] == NULL) {
        const struct term *above = term->parents[0];
        for (size_t p = 1; own[above->number] == NULL && p < term->parent_count;
             p++) {
            if (own[term->parents[p]->number] != NULL) {
                above = term->parents[p];
            }
        }
        term = above;
    }
    return own[term->number];
}

static void look_from(struct joining *joining, struct joint *joint, int space,
                      size_t side)
{
    struct arena *arena = joining->arena;
    struct joint_side *view = &joint->sides[side];
    const struct terms *terms = &joint->policy->terms[space];
    const struct terms *from = joining->sides[side];
    view->own[space] = arena_array(arena, terms->count, sizeof(struct term *));
    view->point[space] = arena_array(arena, terms->count, sizeof(uint16_t));
    view->joint[space] = arena_array(arena, from->count, sizeof(uint16_t));
    for (size_t i = 0; i < from->count; i++) {
        uint16_t number = joining->become[side][i]->number;
        view->joint[space][i] = number;
        view->own[space][number] = from->items[i];
    }
    for (size_t i = 0; i < terms->count; i++) {
        view->point[space][i] =
            nearest(view->own[space], terms->items[i])->number;
    }
}

/* The term and all above it but the root. */
static void add_above(struct bits *set, const struct term *term)
{
    if (term->number == 0 || bits_has(set, term->number)) {
        return;
    }
    bits_add(set, term->number);
    for (size_t p = 0; p < term->parent_count; p++) {
        add_above(set, term->parents[p]);
    }
}

/* A condition that the side has implies what it does there; one that it has
 * not, what the joint terms above it do. */
static const struct bits *imply(struct arena *arena, struct joint_side *view,
                                const struct term *term)
{
    const struct terms *own = &view->policy->terms[KIND_CONDITION];
    const struct bits **place = &view->implied[term->number];
    if (*place != NULL) {
        return *place;
    }
    struct bits *implied = bits_create(arena, own->count);
    const struct term *known = view->own[KIND_CONDITION][term->number];
    if (known != NULL) {
        add_above(implied, known);
    }
    for (size_t p = 0; known == NULL && p < term->parent_count; p++) {
        bits_unite(implied, imply(arena, view, term->parents[p]));
    }
    *place = implied;
    return implied;
}

static void imply_all(struct arena *arena, struct joint *joint, size_t side)
{
    struct joint_side *view = &joint->sides[side];
    const struct terms *terms = &joint->policy->terms[KIND_CONDITION];
    view->implied = arena_array(arena, terms->count, sizeof *view->implied);
    for (size_t i = 0; i < terms->count; i++) {
        imply(arena, view, terms->items[i]);
    }
}

/* --- the whole -------------------------------------------------------- */

static bool join_space(struct resolver *resolver, struct joint *joint,
                       int space)
{
    struct arena *arena = resolver->arena;
    struct joining joining = { .arena = arena };
    size_t count = 0;
    for (size_t side = 0; side < SIDE_COUNT; side++) {
        joining.sides[side] = &joint->sides[side].policy->terms[space];
        count += joining.sides[side]->count;
        joining.partner[side] = arena_array(arena, joining.sides[side]->count,
                                            sizeof(struct term *));
        joining.become[side] = arena_array(arena, joining.sides[side]->count,
                                           sizeof(struct term *));
    }
    pair_all(&joining, space, joint->sides[SIDE_NEW].policy);
    struct term **order = arena_array(arena, count, sizeof *order);
    count = list_terms(&joining, order);
    struct terms *terms = &joint->policy->terms[space];
    if (count > MOST_TERMS ||
        !resolve_hierarchy(resolver, space, order, count, terms)) {
        return false;
    }
    for (size_t side = 0; side < SIDE_COUNT; side++) {
        look_from(&joining, joint, space, side);
    }
    return true;
}

/* Labels in other languages, over the joint terms; the newer first, since the
 * first of a term is found. */
static void join_translation(struct joint *joint, size_t side,
                             const struct translation *from)
{
    struct policy *policy = joint->policy;
    const struct joint_side *view = &joint->sides[side];
    size_t at = 0;
    while (at < policy->translation_count &&
           strcmp(policy->translations[at].language, from->language) != 0) {
        at++;
    }
    if (at == policy->translation_count) {
        policy->translations = arena_extend(policy->arena, policy->translations,
                                            policy->translation_count++,
                                            sizeof *policy->translations);
        policy->translations[at] =
            (struct translation){ .language = from->language };
    }
    struct translation *to = &policy->translations[at];
    for (size_t i = 0; i < from->count; i++) {
        const struct term *term = from->items[i].term;
        if (term == NULL) {
            continue;
        }
        to->items = arena_extend(policy->arena, to->items, to->count,
                                 sizeof *to->items);
        to->items[to->count] = from->items[i];
        to->items[to->count++].term =
            policy->terms[term->space]
                .items[view->joint[term->space][term->number]];
    }
}

static void join_translations(struct joint *joint)
{
    for (size_t side = SIDE_COUNT; side-- > 0;) {
        const struct policy *policy = joint->sides[side].policy;
        for (size_t i = 0; i < policy->translation_count; i++) {
            join_translation(joint, side, &policy->translations[i]);
        }
    }
}

struct joint *joint_create(struct arena *arena, const struct policy *old,
                           const struct policy *new)
{
    struct joint *joint = arena_allocate(arena, sizeof *joint);
    struct policy *policy = arena_allocate(arena, sizeof *policy);
    struct findings findings = { .arena = arena };
    struct reading reading = { .arena = arena, .findings = &findings };
    struct resolver resolver = { .reading = &reading,
                                 .arena = arena,
                                 .findings = &findings,
                                 .policy = policy };
    joint->policy = policy;
    joint->sides[SIDE_OLD].policy = old;
    joint->sides[SIDE_NEW].policy = new;
    policy->arena = arena;
    policy->name = new->name;
    policy->title = new->title;
    policy->languages = new->languages;
    policy->language_count = new->language_count;
    for (int space = 0; space < SPACE_COUNT; space++) {
        if (!join_space(&resolver, joint, space)) {
            return NULL;
        }
    }
    policy->us = term_find(&policy->terms[KIND_RECIPIENT], "us", NULL, NULL);
    policy->disclose =
        term_find(&policy->terms[KIND_ACTION], "process.disclose", NULL, NULL);
    policy->conditions_used =
        bits_create(arena, policy->terms[KIND_CONDITION].count);
    for (size_t side = 0; side < SIDE_COUNT; side++) {
        imply_all(arena, joint, side);
    }
    join_translations(joint);
    return joint;
}

struct bits *joint_facts(struct arena *arena, const struct joint *joint,
                         size_t side, const struct bits *facts)
{
    const struct joint_side *view = &joint->sides[side];
    struct bits *own =
        bits_create(arena, view->policy->terms[KIND_CONDITION].count);
    for (size_t i = bits_next(facts, 1); i < facts->size;
         i = bits_next(facts, i + 1)) {
        bits_unite(own, view->implied[i]);
    }
    return own;
}
