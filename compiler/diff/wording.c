/* Sentences of statements that read otherwise. One that a change of meaning
 * explains is not listed again: either it says the same situations as before,
 * and then its wording alone changed; or it says others, and then it is listed
 * only where nothing changed in all of them, as of a rule that another one
 * makes needless. Labels have a list of their own, so a sentence with another
 * label in it is not listed for that. */

#include "diff/text.h"

#include "base/arena.h"
#include "diagram/keeping.h"
#include "diff/family.h"
#include "language/phrase.h"

#include <string.h>

enum { MOST_COMPARED = 100 }; /* statements without a partner, of a side */

static const char *sentence_of(struct diff *diff, const struct policy *policy,
                               const struct statement *statement)
{
    struct text text = { NULL, 0, 0 };
    language_english.statement(policy, statement, &text);
    const char *copy = arena_copy(diff->arena, text_string(&text), text.length);
    text_destroy(&text);
    return copy;
}

static bool is_order(const struct tree_qualifier *qualifier)
{
    return qualifier->kind == QUALIFIER_NOTWITHSTANDING ||
           qualifier->kind == QUALIFIER_SUBJECT_TO;
}

/* The sentence without what it prevails over or gives way to. */
static const char *unordered(struct diff *diff, const struct policy *policy,
                             const struct statement *statement)
{
    const struct tree_qualifiers *all = &statement->tree->qualifiers;
    struct statement plain = *statement;
    struct tree_statement tree = *statement->tree;
    tree.qualifiers.items =
        arena_array(diff->arena, all->count, sizeof *all->items);
    tree.qualifiers.count = 0;
    for (size_t i = 0; i < all->count; i++) {
        if (!is_order(&all->items[i])) {
            tree.qualifiers.items[tree.qualifiers.count++] = all->items[i];
        }
    }
    plain.tree = &tree;
    return sentence_of(diff, policy, &plain);
}

/* The sentence as it is compared: orders are published by the numbers of what
 * they name, which are others in another order of the document. */
static const char *comparable(struct diff *diff, const struct policy *policy,
                              const struct statement *statement,
                              const char *sentence)
{
    const struct tree_qualifiers *all = &statement->tree->qualifiers;
    const char *text = NULL;
    for (size_t i = 0; i < all->count; i++) {
        const struct tree_names *names = &all->items[i].selection.names;
        for (size_t n = 0; is_order(&all->items[i]) && n < names->count; n++) {
            struct other other =
                order_find(policy, statement->section, names->items[n].text);
            text = text != NULL ? text : unordered(diff, policy, statement);
            text = arena_print(
                diff->arena, "%s\n%s %s", text,
                all->items[i].kind == QUALIFIER_SUBJECT_TO ? "under" : "over",
                other.statement != NULL
                    ? unordered(diff, policy, other.statement)
                : other.section != NULL ? other.section->name
                                        : "");
        }
    }
    return text != NULL ? text : sentence;
}

void list_sentences(struct diff *diff, struct pieces *pieces)
{
    for (size_t side = 0; side < SIDE_COUNT; side++) {
        const struct policy *policy = diff->sides[side]->policy;
        for (size_t i = 0; i < policy->statement_count; i++) {
            const struct statement *statement = policy->statements[i];
            const char *text = sentence_of(diff, policy, statement);
            struct piece piece = {
                .key = statement->name,
                .compare = comparable(diff, policy, statement, text),
                .text = text,
                .statement = statement,
                .span = statement->span,
            };
            piece_add(pieces, side, &piece);
        }
    }
}

/* --- what a statement says -------------------------------------------- */

static uint32_t on_ground(struct diff *diff, size_t side, uint32_t set)
{
    static const uint32_t values[] = { 1, 2 };
    return common_translate(diff->common, side, set, values);
}

static uint32_t plain_set(void *context, uint32_t value)
{
    (void)context;
    return value == 2;
}

/* Everything that a statement says at a situation, as one set or another. */
enum extent { EXTENT_PERMITS, EXTENT_FORBIDS, EXTENT_WEAKLY, EXTENT_COUNT };

static void extents_of(struct diff *diff, size_t side,
                       const struct statement *statement,
                       uint32_t extents[EXTENT_COUNT])
{
    struct analysis *from = diff->common->sides[side];
    size_t index = statement->index;
    for (int i = 0; i < EXTENT_COUNT; i++) {
        extents[i] = SET_EMPTY;
    }
    for (size_t i = 0; i < statement->box_count; i++) {
        int which =
            statement->boxes[i].permits ? EXTENT_PERMITS : EXTENT_FORBIDS;
        extents[which] = diagram_combine(
            from->diagrams, &set_or, extents[which], from->strong[index][i]);
        extents[EXTENT_WEAKLY] =
            diagram_combine(from->diagrams, &set_or, extents[EXTENT_WEAKLY],
                            from->weak[index][i]);
    }
    if (statement->right_set != NULL) {
        extents[EXTENT_PERMITS] = diagram_combine(
            from->diagrams, &set_and, extents[EXTENT_PERMITS],
            diagram_select(from->diagrams, LEVEL_RIGHT, statement->right_set,
                           SET_ALL, SET_EMPTY));
    }
    for (int i = 0; i < EXTENT_COUNT; i++) {
        extents[i] = on_ground(diff, side, extents[i]);
    }
}

static bool same_terms(const struct diff *diff, int space,
                       const struct term_list *old, const struct term_list *new)
{
    const struct joint *joint = diff->common->joint;
    if (old->count != new->count) {
        return false;
    }
    for (size_t i = 0; i < old->count; i++) {
        if (joint->sides[SIDE_OLD].joint[space][old->items[i]->number] !=
            joint->sides[SIDE_NEW].joint[space][new->items[i]->number]) {
            return false;
        }
    }
    return true;
}

static bool same_times(const struct diff *diff, const struct statement *old,
                       const struct statement *new)
{
    if (old->time_count != new->time_count) {
        return false;
    }
    for (size_t i = 0; i < old->time_count; i++) {
        const struct time *a = &old->times[i];
        const struct time *b = &new->times[i];
        struct term_list events_a = { a->events, a->event_count };
        struct term_list events_b = { b->events, b->event_count };
        if (a->kind != b->kind || a->seconds != b->seconds ||
            a->choice != b->choice ||
            !same_terms(diff, KIND_EVENT, &events_a, &events_b)) {
            return false;
        }
    }
    return true;
}

/* The next order that a statement writes from `*at` on, or NULL. */
static const struct tree_qualifier *
next_order(const struct statement *statement, size_t *at)
{
    const struct tree_qualifiers *list = &statement->tree->qualifiers;
    while (*at < list->count) {
        const struct tree_qualifier *qualifier = &list->items[(*at)++];
        if (is_order(qualifier)) {
            return qualifier;
        }
    }
    return NULL;
}

static bool same_orders(const struct statement *old,
                        const struct statement *new)
{
    size_t at_old = 0;
    size_t at_new = 0;
    for (;;) {
        const struct tree_qualifier *a = next_order(old, &at_old);
        const struct tree_qualifier *b = next_order(new, &at_new);
        if (a == NULL || b == NULL) {
            return a == b;
        }
        const struct tree_names *left = &a->selection.names;
        const struct tree_names *right = &b->selection.names;
        bool same = a->kind == b->kind && left->count == right->count;
        for (size_t i = 0; same && i < left->count; i++) {
            same = strcmp(left->items[i].text, right->items[i].text) == 0;
        }
        if (!same) {
            return false;
        }
    }
}

static bool same_meaning(struct diff *diff, const struct statement *old,
                         const struct statement *new)
{
    uint32_t a[EXTENT_COUNT];
    uint32_t b[EXTENT_COUNT];
    if (old->kind != new->kind || old->modality != new->modality ||
        !same_terms(diff, KIND_MEASURE, &old->measures, &new->measures) ||
        !same_terms(diff, KIND_METHOD, &old->methods, &new->methods) ||
        !same_times(diff, old, new) || !same_orders(old, new)) {
        return false;
    }
    extents_of(diff, SIDE_OLD, old, a);
    extents_of(diff, SIDE_NEW, new, b);
    return memcmp(a, b, sizeof a) == 0;
}

/* --- whether the labels alone are others ------------------------------- */

static bool same_term(const struct diff *diff, const struct term *old,
                      const struct term *new)
{
    const struct joint *joint = diff->common->joint;
    if (old == NULL || new == NULL) {
        return old == new;
    }
    return joint->sides[SIDE_OLD].joint[old->space][old->number] ==
           joint->sides[SIDE_NEW].joint[new->space][new->number];
}

static bool same_condition(const struct diff *diff, const struct condition *old,
                           const struct condition *new)
{
    if (old == NULL || new == NULL) {
        return old == new;
    }
    return old->kind == new->kind &&same_term(diff, old->term, new->term) &&
           same_condition(diff, old->left, new->left) &&
           same_condition(diff, old->right, new->right);
}

static bool same_chosen(const struct diff *diff, int space,
                        const struct chosen *old, const struct chosen *new)
{
    struct term_list terms[SIDE_COUNT] = { { old->terms, old->term_count },
                                           { new->terms, new->term_count } };
    struct term_list except[SIDE_COUNT] = {
        { old->except, old->except_count }, { new->except, new->except_count }
    };
    return old->written == new->written &&
           old->only == new->only &&same_terms(diff, space, &terms[SIDE_OLD],
                                               &terms[SIDE_NEW]) &&
           same_terms(diff, space, &except[SIDE_OLD], &except[SIDE_NEW]);
}

/* `if` and `when` mean the same and read otherwise, as does what is cited. */
static bool same_qualifiers(const struct statement *old,
                            const struct statement *new)
{
    const struct tree_qualifiers *a = &old->tree->qualifiers;
    const struct tree_qualifiers *b = &new->tree->qualifiers;
    bool same = a->count == b->count && old->source_count == new->source_count;
    for (size_t i = 0; same && i < a->count; i++) {
        same = a->items[i].kind == b->items[i].kind;
    }
    for (size_t i = 0; same && i < old->source_count; i++) {
        same = strcmp(old->sources[i], new->sources[i]) == 0;
    }
    return same;
}

static bool same_wording(const struct statement *old,
                         const struct statement *new)
{
    const char *a = old->tree->wording.text;
    const char *b = new->tree->wording.text;
    return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

/* They are put in the same words, but for labels of the vocabulary. */
static bool same_words(const struct diff *diff, const struct statement *old,
                       const struct statement *new)
{
    for (int d = 0; d < DIMENSION_COUNT; d++) {
        if (!same_chosen(diff, dimension_space[d], old->chosen[d],
                         new->chosen[d])) {
            return false;
        }
    }
    return old->kind == new->kind && old->modality == new->modality &&
           old->object_is_you == new->object_is_you &&same_term(
                                     diff, old->party_term, new->party_term) &&
           same_term(diff, old->deemed, new->deemed) &&
           same_term(diff, old->deemed_on, new->deemed_on) &&
           same_terms(diff, KIND_RIGHT, &old->rights, &new->rights) &&
           same_terms(diff, KIND_MEASURE, &old->measures, &new->measures) &&
           same_terms(diff, KIND_METHOD, &old->methods, &new->methods) &&
           same_terms(diff, KIND_BASIS, &old->bases, &new->bases) &&
           same_condition(diff, old->guard, new->guard) &&
           same_condition(diff, old->unless, new->unless) &&
           same_times(diff, old, new) && same_orders(old, new) &&
           same_qualifiers(old, new) && same_wording(old, new);
}

/* --- whether something changed where it speaks -------------------------- */

static bool meets(struct diff *diff, uint32_t extent, uint32_t changed)
{
    extent =
        diagram_map(diff->common->analysis->diagrams, extent, plain_set, NULL);
    return family_and(diff, extent, changed) != SET_EMPTY;
}

/* What bounds how long data is kept does so whatever the action. */
static bool meets_keeping(struct diff *diff, size_t side,
                          const struct statement *statement)
{
    const struct policy *policy = diff->sides[side]->policy;
    struct analysis *from = diff->common->sides[side];
    if (statement->kind != STATEMENT_RULE || statement->box_count == 0 ||
        (statement->time_count == 0 && !keeping_deletes(policy, statement))) {
        return false;
    }
    struct box box = statement->boxes[0];
    box.select[DIMENSION_ACTION] = NULL;
    box.select[DIMENSION_RECIPIENT] = NULL;
    uint32_t set =
        analysis_box(from, &box, analysis_condition(from, statement->guard));
    return meets(diff, on_ground(diff, side, set),
                 diff->comparing->keeping_changed);
}

static bool explained(struct diff *diff, size_t side,
                      const struct statement *statement)
{
    struct comparing *comparing = diff->comparing;
    uint32_t extents[EXTENT_COUNT];
    if (statement->kind == STATEMENT_DEEM) {
        return false;
    }
    extents_of(diff, side, statement, extents);
    uint32_t changed =
        statement->kind == STATEMENT_RIGHT
            ? family_or(diff, comparing->rights_changed,
                        comparing->answers_changed)
            : family_or(diff, comparing->ruling_changed,
                        family_or(diff, comparing->duties_changed,
                                  family_or(diff, comparing->duty_gone,
                                            comparing->duty_new)));
    for (int i = 0; i < EXTENT_COUNT; i++) {
        if (meets(diff, extents[i], changed)) {
            return true;
        }
    }
    return meets_keeping(diff, side, statement);
}

/* --- the whole -------------------------------------------------------- */

/* The last part of a name. */
static const char *last_part(const char *name)
{
    const char *dot = strrchr(name, '.');
    return dot != NULL ? dot + 1 : name;
}

/* A statement that moved to another section keeps the end of its name; one that
 * was renamed and reworded at once, what it says. */
static void match_rest(struct diff *diff, struct pieces *pieces)
{
    size_t left[SIDE_COUNT] = { 0 };
    for (size_t side = 0; side < SIDE_COUNT; side++) {
        for (size_t i = 0; i < pieces->count[side]; i++) {
            struct piece *piece = &pieces->items[side][i];
            piece->key = last_part(piece->key);
            left[side] += piece->partner == NULL;
        }
    }
    pieces_match(pieces, false);
    if (left[SIDE_OLD] > MOST_COMPARED || left[SIDE_NEW] > MOST_COMPARED) {
        return; /* it would take long, and for words alone */
    }
    for (size_t i = 0; i < pieces->count[SIDE_OLD]; i++) {
        struct piece *old = &pieces->items[SIDE_OLD][i];
        for (size_t n = 0; n < pieces->count[SIDE_NEW] && old->partner == NULL;
             n++) {
            struct piece *new = &pieces->items[SIDE_NEW][n];
            if (new->partner == NULL &&
                same_meaning(diff, old->statement, new->statement)) {
                old->partner = new;
                new->partner = old;
            }
        }
    }
}

/* What no point shows and is more than words: what counts as consent by conduct,
 * and whether a later sentence may override a promise. Either may be NULL. */
static enum change_effect effect_of(const struct diff *diff,
                                    const struct statement *old,
                                    const struct statement *new)
{
    bool deemed = old != NULL && old->kind == STATEMENT_DEEM;
    bool deems = new != NULL &&new->kind == STATEMENT_DEEM;
    if (deemed || deems) {
        bool same = deemed && deems &&
                    same_term(diff, old->deemed, new->deemed) &&
                    same_term(diff, old->deemed_on, new->deemed_on);
        return same ? EFFECT_NEUTRAL : deems ? EFFECT_BROADER : EFFECT_NARROWER;
    }
    if (old == NULL || new == NULL || old->modality == new->modality) {
        return EFFECT_NEUTRAL;
    }
    return old->modality == MODALITY_NEVER && new->modality == MODALITY_MUST_NOT
               ? EFFECT_BROADER
           : old->modality == MODALITY_MUST_NOT &&new->modality ==
                   MODALITY_NEVER
               ? EFFECT_NARROWER
               : EFFECT_NEUTRAL;
}

/* Either may be NULL. */
static void tell(struct diff *diff, const struct piece *old,
                 const struct piece *new)
{
    const struct statement *before = old != NULL ? old->statement : NULL;
    const struct statement *now = new != NULL ? new->statement : NULL;
    enum change_effect effect = effect_of(diff, before, now);
    text_change(diff, "statement", GROUP_WORDING, old, new);
    struct change *change = &diff->changes[diff->count - 1];
    change->effect = effect;
    if (effect == EFFECT_NEUTRAL) {
        return;
    }
    const struct statement *one = now != NULL ? now : before;
    bool broader = effect == EFFECT_BROADER;
    change->group = !broader                      ? GROUP_PROMISE
                    : one->kind == STATEMENT_DEEM ? GROUP_CONDITION
                                                  : GROUP_PROHIBITION;
    const char *words = one->kind == STATEMENT_DEEM
                            ? broader ? "conduct counts as agreement"
                                      : "conduct no longer counts as agreement"
                        : broader ? "no longer promised for ever, so that "
                                    "another sentence may override it"
                                  : "promised for ever, so that no other "
                                    "sentence may override it";
    change->sentence = arena_print(diff->arena, "%s: `%s`", words, one->name);
}

/* Partners that a change of meaning parted are told one by one. */
static void tell_old(struct diff *diff, const struct piece *old)
{
    const struct piece *new = old->partner;
    if (new != NULL && same_words(diff, old->statement, new->statement)) {
        return;
    }
    if (new != NULL &&
        (same_meaning(diff, old->statement, new->statement) ||
         effect_of(diff, old->statement, new->statement) != EFFECT_NEUTRAL)) {
        tell(diff, old, new);
        return;
    }
    bool told_old = explained(diff, SIDE_OLD, old->statement);
    bool told_new = new != NULL &&explained(diff, SIDE_NEW, new->statement);
    if (!told_old && !told_new) {
        tell(diff, old, new);
    }
}

void compare_wordings(struct diff *diff)
{
    struct pieces pieces = { .arena = diff->arena };
    list_sentences(diff, &pieces);
    pieces_match(&pieces, true);
    match_rest(diff, &pieces);
    for (size_t i = 0; i < pieces.count[SIDE_OLD]; i++) {
        if (!pieces.items[SIDE_OLD][i].same) {
            tell_old(diff, &pieces.items[SIDE_OLD][i]);
        }
    }
    for (size_t i = 0; i < pieces.count[SIDE_NEW]; i++) {
        const struct piece *new = &pieces.items[SIDE_NEW][i];
        if (new->partner == NULL &&
            !explained(diff, SIDE_NEW, new->statement)) {
            tell(diff, NULL, new);
        }
    }
}
