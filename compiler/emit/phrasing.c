/* Sets to phrases. Invariant: a phrase without a condition holds always and of
 * everybody, and what no phrase covers never. */

#include "emit/phrasing.h"

#include "base/arena.h"
#include "emit/describe.h"

#include <assert.h>
#include <string.h>

/* --- text --------------------------------------------------------------- */

const char *phrasing_taken(const struct phrasing *phrasing, struct text *text)
{
    const char *copy =
        arena_copy(phrasing->analysis->arena, text_string(text), text->length);
    text_destroy(text);
    return copy;
}

const char *phrasing_verb(const struct phrasing *phrasing,
                          const struct term *term, bool object)
{
    struct text text = { NULL, 0, 0 };
    phrasing->language->verb(phrasing->analysis->policy, term, object, &text);
    return phrasing_taken(phrasing, &text);
}

const char *phrasing_filled(const struct phrasing *phrasing,
                            const char *heading, const char *first,
                            const char *second)
{
    const char *parts[] = { first, second };
    size_t used = 0;
    struct text text = { NULL, 0, 0 };
    for (const char *at = heading; *at != '\0'; at++) {
        if (at[0] == '%' && at[1] == 's' && used < 2) {
            text_put(&text, parts[used++]);
            at++;
        } else {
            text_char(&text, *at);
        }
    }
    return phrasing_taken(phrasing, &text);
}

/* --- points ------------------------------------------------------------- */

static const char *share_phrase(const struct phrasing *phrasing,
                                const struct share *share)
{
    const struct language *language = phrasing->language;
    const struct policy *policy = phrasing->analysis->policy;
    const struct term *term = share->term;
    if (share->rest && term->parent_count == 0) {
        return language->headings->rest_of[term->space];
    }
    if (share->rest) {
        return phrasing_filled(phrasing, language->headings->rest,
                               language->label(policy, term), NULL);
    }
    struct text text = { NULL, 0, 0 };
    language->chosen(policy, &share->chosen, term->space, false, &text);
    return phrasing_taken(phrasing, &text);
}

/* What a closed list of the policy does not name, it does not hold: whether the
 * rest of such data is treated like the members is nothing to tell of. (What a
 * library lists are examples, and so are purposes and recipients.) */
const struct bits *phrasing_nothing(const struct phrasing *phrasing)
{
    const struct terms *data = &phrasing->analysis->policy->terms[KIND_DATA];
    struct bits *nothing = bits_create(phrasing->analysis->arena, data->count);
    for (size_t i = 0; i < data->count; i++) {
        const struct term *term = data->items[i];
        if (term->child_count > 0 && !term->open && !term->library) {
            bits_add(nothing, i);
        }
    }
    return nothing;
}

/* Of `points` those that the share stands for. */
static struct bits *share_points(struct arena *arena, const struct share *share,
                                 const struct bits *points)
{
    struct bits *named = bits_copy(arena, share->term->below);
    for (size_t i = 0; i < share->chosen.except_count; i++) {
        bits_subtract(named, share->chosen.except[i]->below);
    }
    for (size_t i = 0; share->rest && i < share->term->child_count; i++) {
        bits_subtract(named, share->term->children[i]->below);
    }
    bits_intersect(named, points);
    return named;
}

/* Two terms of one label are one name. */
static void naming_add(struct arena *arena, struct naming *parts,
                       const char *name, struct bits *points)
{
    for (size_t i = 0; i < parts->names.count; i++) {
        if (strcmp(parts->names.items[i], name) == 0) {
            bits_unite(parts->points[i], points);
            return;
        }
    }
    parts->points = arena_extend(arena, parts->points, parts->names.count,
                                 sizeof(struct bits *));
    parts->points[parts->names.count] = points;
    cell_add(arena, &parts->names, name);
}

struct naming phrasing_naming(const struct phrasing *phrasing, int space,
                              const struct bits *points)
{
    struct arena *arena = phrasing->analysis->arena;
    struct shares shares = describe_points(
        arena, &phrasing->analysis->policy->terms[space], points,
        space == KIND_DATA ? phrasing_nothing(phrasing) : NULL);
    struct naming parts = { .points = NULL };
    for (size_t i = 0; i < shares.count; i++) {
        const struct share *share = &shares.items[i];
        naming_add(arena, &parts, share_phrase(phrasing, share),
                   share_points(arena, share, points));
    }
    return parts;
}

struct cell phrasing_points(const struct phrasing *phrasing, int space,
                            const struct bits *points)
{
    return phrasing_naming(phrasing, space, points).names;
}

const char *phrasing_list(const struct phrasing *phrasing,
                          const struct cell *cell)
{
    struct text text = { NULL, 0, 0 };
    phrasing->language->list(cell->items, cell->count, false, &text);
    return phrasing_taken(phrasing, &text);
}

/* --- under which facts, of whom, where ---------------------------------- */

static bool denies(const struct condition *condition)
{
    if (condition->kind == TREE_CONDITION_NAME) {
        return false;
    }
    return condition->kind == TREE_CONDITION_NOT || denies(condition->left) ||
           denies(condition->right);
}

/* What must hold, and what must not: either may be NULL. */
struct terms_of {
    const struct condition *held, *denied;
};

/* Takes "a and b and not c" apart. False where it has alternatives. */
static bool take_apart(struct arena *arena, const struct condition *condition,
                       struct terms_of *terms)
{
    switch (condition->kind) {
    case TREE_CONDITION_NAME:
        terms->held =
            condition_join(arena, TREE_CONDITION_AND, terms->held, condition);
        return true;
    case TREE_CONDITION_NOT:
        terms->denied = condition_join(arena, TREE_CONDITION_OR, terms->denied,
                                       condition->left);
        return !denies(condition->left);
    case TREE_CONDITION_AND:
        return take_apart(arena, condition->left, terms) &&
               take_apart(arena, condition->right, terms);
    case TREE_CONDITION_OR: break;
    }
    return false;
}

static const char *under_condition(const struct phrasing *phrasing,
                                   const char *heading, const char *phrase,
                                   const struct condition *condition)
{
    if (condition == NULL) {
        return phrase;
    }
    struct text text = { NULL, 0, 0 };
    phrasing->language->condition(phrasing->analysis->policy, condition, &text);
    return phrasing_filled(phrasing, heading, phrase,
                           phrasing_taken(phrasing, &text));
}

/* "if ...", and "unless ..." for what would be a denial. */
static const char *under_facts(const struct phrasing *phrasing, uint32_t set,
                               const char *phrase)
{
    struct analysis *analysis = phrasing->analysis;
    const struct headings *headings = phrasing->language->headings;
    const struct condition *condition = describe_facts(analysis, set);
    const struct condition *exception = NULL;
    struct terms_of terms = { NULL, NULL };
    if (condition == NULL || denies(condition)) {
        exception =
            describe_facts(analysis, diagram_combine(analysis->diagrams,
                                                     &set_minus, SET_ALL, set));
    }
    if (exception != NULL && !denies(exception)) {
        return under_condition(phrasing, headings->exception, phrase,
                               exception);
    }
    if (condition == NULL) {
        return phrasing_filled(phrasing, headings->sometimes, phrase, NULL);
    }
    if (!take_apart(analysis->arena, condition, &terms)) {
        terms = (struct terms_of){ condition, NULL };
    }
    phrase =
        under_condition(phrasing, headings->conditional, phrase, terms.held);
    return under_condition(phrasing, headings->exception, phrase, terms.denied);
}

/* Where the points of a level lead: at most one place under conditions, besides
 * nowhere and everywhere. */
struct split {
    struct bits *always;  /* points that lead to SET_ALL */
    struct bits *limited; /* points that lead to `limit` */
    uint32_t limit;       /* SET_EMPTY: no point is limited */
};

/* False where they lead to more places than that. */
static bool split_level(const struct phrasing *phrasing, uint32_t set,
                        int level, struct split *split)
{
    const struct analysis *analysis = phrasing->analysis;
    size_t count = analysis->policy->terms[dimension_space[level]].count;
    split->always = bits_create(analysis->arena, count);
    split->limited = bits_create(analysis->arena, count);
    split->limit = SET_EMPTY;
    for (size_t p = 0; p < count; p++) {
        uint32_t to = node_follow(analysis->diagrams, set, level, (uint32_t)p);
        if (to == SET_ALL) {
            bits_add(split->always, p);
        } else if (to != SET_EMPTY) {
            if (split->limit != SET_EMPTY && split->limit != to) {
                return false;
            }
            split->limit = to;
            bits_add(split->limited, p);
        }
    }
    return true;
}

static const char *listed_points(const struct phrasing *phrasing, int level,
                                 const struct bits *points)
{
    struct cell cell =
        phrasing_points(phrasing, dimension_space[level], points);
    return phrasing_list(phrasing, &cell);
}

/* "only for information of adults"; or, where the rest is allowed always,
 * "...; for information of minors, if their guardian has consented". */
static const char *under_points(const struct phrasing *phrasing, uint32_t set,
                                const char *phrase)
{
    const struct headings *headings = phrasing->language->headings;
    int level = node_level(phrasing->analysis->diagrams, set);
    bool subject = level == DIMENSION_SUBJECT;
    struct split split;
    bool plain = split_level(phrasing, set, level, &split);
    if (plain && split.limit == SET_EMPTY) {
        return phrasing_filled(
            phrasing, subject ? headings->of_subject : headings->in_region,
            phrase, listed_points(phrasing, level, split.always));
    }
    if (plain && bits_empty(split.always)) {
        phrase = phrasing_filled(
            phrasing, subject ? headings->of_subject : headings->in_region,
            phrase, listed_points(phrasing, level, split.limited));
        return phrasing_under(phrasing, split.limit, phrase);
    }
    bits_unite(split.always, split.limited);
    if (plain && bits_count(split.always) == split.always->size) {
        return phrasing_filled(
            phrasing, subject ? headings->but_of : headings->but_in, phrase,
            phrasing_under(phrasing, split.limit,
                           listed_points(phrasing, level, split.limited)));
    }
    return phrasing_filled(phrasing, headings->sometimes, phrase, NULL);
}

const char *phrasing_under(const struct phrasing *phrasing, uint32_t set,
                           const char *phrase)
{
    if (set == SET_ALL) {
        return phrase;
    }
    int level = node_level(phrasing->analysis->diagrams, set);
    if (level >= LEVEL_CONDITIONS) {
        return under_facts(phrasing, set, phrase);
    }
    assert((level == DIMENSION_SUBJECT || level == DIMENSION_REGION) &&
           "what is read out depends on subjects, regions and facts alone");
    return under_points(phrasing, set, phrase);
}

uint32_t phrasing_facts(const struct phrasing *phrasing,
                        const struct statement *statement)
{
    struct analysis *analysis = phrasing->analysis;
    uint32_t guard = analysis_condition(analysis, statement->guard);
    if (statement->unless == NULL) {
        return guard;
    }
    return diagram_combine(analysis->diagrams, &set_minus, guard,
                           analysis_condition(analysis, statement->unless));
}
