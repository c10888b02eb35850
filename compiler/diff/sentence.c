/* Regions in words. What is chosen of a dimension becomes terms with exceptions
 * (selection.h); what is below a term but unnamed, a term made up for the
 * sentence; and the whole a question, which the language knows how to put. */

#include "diff/sentence.h"

#include "base/arena.h"
#include "diff/selection.h"
#include "language/phrase.h"

#include <string.h>

static const struct language *const language = &language_english;

static const char *taken(struct diff *diff, struct text *text)
{
    const char *copy = arena_copy(diff->arena, text_string(text), text->length);
    text_destroy(text);
    return copy;
}

static const struct terms *terms_of(const struct diff *diff, int space)
{
    return &diff->common->joint->policy->terms[space];
}

/* --- what is chosen --------------------------------------------------- */

/* A term that no policy has, for its label. */
static struct term *made_up(struct diff *diff, int space, const char *label)
{
    struct term *term = arena_allocate(diff->arena, sizeof *term);
    term->space = space;
    term->name = "";
    term->path = "";
    term->label = label;
    term->parents = arena_array(diff->arena, 1, sizeof *term->parents);
    term->parents[0] = terms_of(diff, space)->items[0];
    term->parent_count = 1;
    term->below = bits_create(diff->arena, terms_of(diff, space)->count);
    return term;
}

static const char *label_of(const struct diff *diff, const struct term *term)
{
    return language->label(diff->common->joint->policy, term);
}

/* What is below the term and has no name. */
static const char *rest_label(struct diff *diff, const struct term *term)
{
    bool root = term->parent_count == 0;
    if (term->space == KIND_ACTION) {
        return root ? "do anything else with"
                    : arena_print(diff->arena, "otherwise %s",
                                  label_of(diff, term));
    }
    if (root && term->space < KIND_COUNT &&
        language->headings->rest_of[term->space] != NULL) {
        return language->headings->rest_of[term->space];
    }
    if (root) {
        return term->space == SPACE_PARTY ? "anyone else" : "any other";
    }
    const char *phrase = language->headings->rest;
    const char *place = strstr(phrase, "%s");
    return arena_print(diff->arena, "%.*s%s%s", (int)(place - phrase), phrase,
                       label_of(diff, term), place + 2);
}

static void add_term(struct diff *diff, struct term ***terms, size_t *count,
                     struct term *term)
{
    *terms = arena_extend(diff->arena, *terms, *count, sizeof **terms);
    (*terms)[(*count)++] = term;
}

static struct chosen choose(struct diff *diff, int space,
                            const struct bits *points)
{
    struct chosen chosen = { .written = points != NULL };
    if (points == NULL) {
        return chosen;
    }
    struct selection selection =
        selection_find(diff->arena, terms_of(diff, space), points, NULL);
    for (size_t i = 0; i < selection.count; i++) {
        const struct selected *item = &selection.items[i];
        add_term(diff, &chosen.terms, &chosen.term_count,
                 item->rest ? made_up(diff, space, rest_label(diff, item->term))
                            : item->term);
    }
    chosen.except = selection.except;
    chosen.except_count = selection.except_count;
    return chosen;
}

static const char *chosen_words(struct diff *diff, int space,
                                const struct chosen *chosen, bool either)
{
    struct text text = { NULL, 0, 0 };
    language->chosen(diff->common->joint->policy, chosen, space, either, &text);
    return taken(diff, &text);
}

/* --- clauses ---------------------------------------------------------- */

/* One of the situations that are told as a rest. */
static const char *further(struct diff *diff, const struct spot *spot)
{
    const struct policy *policy = diff->common->joint->policy;
    struct situation situation = { .facts = spot->facts };
    struct text text = { NULL, 0, 0 };
    for (int d = 0; d < DIMENSION_COUNT; d++) {
        situation.at[d] = policy->terms[dimension_space[d]].items[spot->at[d]];
        situation.rest[d] = situation.at[d]->child_count > 0;
    }
    text_put(&text, "in further cases, for example where ");
    language->situation(policy, &situation, &text);
    return taken(diff, &text);
}

static const struct term *party_of(struct diff *diff,
                                   const struct bits *parties)
{
    const struct terms *terms = terms_of(diff, SPACE_PARTY);
    if (parties == NULL) {
        return terms->items[0];
    }
    struct chosen chosen = choose(diff, SPACE_PARTY, parties);
    if (chosen.term_count == 1 && chosen.except_count == 0) {
        return chosen.terms[0];
    }
    return made_up(diff, SPACE_PARTY,
                   chosen_words(diff, SPACE_PARTY, &chosen, false));
}

/* That what is not given away stays with us goes without saying. */
static bool stays(const struct diff *diff, const struct region *region)
{
    const struct policy *policy = diff->common->joint->policy;
    const struct bits *recipients = region->select[DIMENSION_RECIPIENT];
    const struct bits *actions = region->select[DIMENSION_ACTION];
    return recipients != NULL && bits_equal(recipients, policy->us->below) &&
           (actions == NULL || policy->disclose == NULL ||
            !bits_meet(actions, policy->disclose->below));
}

const char *sentence_clause(struct diff *diff, const struct region *region,
                            const char *action)
{
    struct question question = { 0 };
    struct text text = { NULL, 0, 0 };
    if (region->rest) {
        return further(diff, &region->spot);
    }
    for (int d = DIMENSION_ACTION; d < DIMENSION_COUNT; d++) {
        question.chosen[d] =
            choose(diff, dimension_space[d], region->select[d]);
    }
    if (stays(diff, region)) {
        question.chosen[DIMENSION_RECIPIENT].written = false;
    }
    if (action != NULL) {
        struct chosen *actions = &question.chosen[DIMENSION_ACTION];
        *actions = (struct chosen){ .written = true };
        add_term(diff, &actions->terms, &actions->term_count,
                 made_up(diff, KIND_ACTION, action));
    }
    question.party_term = party_of(diff, region->select[DIMENSION_PARTY]);
    language->question(diff->common->joint->policy, &question, &text);
    return taken(diff, &text);
}

const char *sentence_right(struct diff *diff, const struct region *region)
{
    static const struct {
        int level;
        const char *before;
    } parts[] = { { DIMENSION_SUBJECT, " of " },
                  { DIMENSION_RECIPIENT, " with " },
                  { DIMENSION_REGION, " in " },
                  { DIMENSION_PURPOSE, " for " } };
    struct chosen rights =
        choose(diff, KIND_RIGHT, region->select[LEVEL_RIGHT]);
    struct chosen data =
        choose(diff, KIND_DATA, region->select[DIMENSION_DATA]);
    if (region->rest) {
        return further(diff, &region->spot);
    }
    const char *words =
        arena_print(diff->arena, "you may %s %s",
                    chosen_words(diff, KIND_RIGHT, &rights, false),
                    data.written ? chosen_words(diff, KIND_DATA, &data, false)
                                 : "your information");
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        int level = parts[i].level;
        if (region->select[level] == NULL) {
            continue;
        }
        struct chosen chosen =
            choose(diff, dimension_space[level], region->select[level]);
        words = arena_print(
            diff->arena, "%s%s%s", words, parts[i].before,
            chosen_words(diff, dimension_space[level], &chosen, false));
    }
    return words;
}

/* --- facts and events ------------------------------------------------- */

static const char *condition_words(struct diff *diff,
                                   const struct condition *condition)
{
    struct text text = { NULL, 0, 0 };
    language->condition(diff->common->joint->policy, condition, &text);
    return taken(diff, &text);
}

/* What one condition is not, said outright: "you have not agreed". NULL where
 * that cannot be. */
static const char *denial_words(struct diff *diff,
                                const struct condition *condition)
{
    static const char awkward[] = "it is not the case";
    struct condition denial = { .kind = TREE_CONDITION_NOT, .left = condition };
    if (condition == NULL || condition->kind != TREE_CONDITION_NAME) {
        return NULL;
    }
    const char *words = condition_words(diff, &denial);
    return strncmp(words, awkward, strlen(awkward)) == 0 ? NULL : words;
}

const char *sentence_facts(struct diff *diff, const struct region *region)
{
    const struct facts *facts = &region->facts;
    const char *denied = denial_words(diff, facts->except);
    if (denied != NULL) {
        return arena_print(diff->arena, ", where %s",
                           condition_words(diff, facts->holds));
    }
    const char *words = "";
    if (facts->where != NULL) {
        words = arena_print(diff->arena, ", where %s",
                            condition_words(diff, facts->where));
    }
    if (facts->except != NULL) {
        words = arena_print(diff->arena, "%s, except where %s", words,
                            condition_words(diff, facts->except));
    }
    return words;
}

/* "the first of collection and closure" */
static const char *compound_label(struct diff *diff,
                                  const struct compound *compound)
{
    return arena_print(diff->arena, "the %s of %s",
                       compound->choice == EVENT_EARLIEST ? "first" : "last",
                       sentence_terms(diff, KIND_EVENT, compound->events));
}

/* Of the points of the event level, those that are terms. */
static struct bits *event_terms(struct diff *diff, const struct bits *select)
{
    size_t count = terms_of(diff, KIND_EVENT)->count;
    struct bits *points = bits_create(diff->arena, count);
    for (size_t i = bits_next(select, 0); i < count;
         i = bits_next(select, i + 1)) {
        bits_add(points, i);
    }
    return points;
}

const char *sentence_events(struct diff *diff, const struct region *region)
{
    const struct analysis *analysis = diff->common->analysis;
    const struct bits *select = region->select[LEVEL_EVENT];
    size_t count = terms_of(diff, KIND_EVENT)->count;
    if (select == NULL) {
        return "";
    }
    struct bits *points = event_terms(diff, select);
    struct chosen chosen = { .written = true };
    if (!bits_empty(points)) {
        chosen = choose(diff, KIND_EVENT, points);
    }
    for (size_t i = 0; i < analysis->compound_count; i++) {
        if (bits_has(select, count + i)) {
            const char *label = compound_label(diff, &analysis->compounds[i]);
            add_term(diff, &chosen.terms, &chosen.term_count,
                     made_up(diff, KIND_EVENT, label));
        }
    }
    return arena_print(diff->arena, " after %s",
                       chosen_words(diff, KIND_EVENT, &chosen, true));
}

const char *sentence_terms(struct diff *diff, int space,
                           const struct bits *numbers)
{
    const char **labels =
        arena_array(diff->arena, bits_count(numbers), sizeof *labels);
    size_t count = 0;
    struct text text = { NULL, 0, 0 };
    for (size_t i = bits_next(numbers, 0); i < numbers->size;
         i = bits_next(numbers, i + 1)) {
        labels[count++] = label_of(diff, terms_of(diff, space)->items[i]);
    }
    language->list(labels, count, false, &text);
    return taken(diff, &text);
}

/* --- durations -------------------------------------------------------- */

static const char *duration_words(struct diff *diff,
                                  const struct tree_duration *duration)
{
    struct text text = { NULL, 0, 0 };
    language->duration(duration, &text);
    return taken(diff, &text);
}

const char *sentence_duration(struct diff *diff, uint64_t seconds)
{
    static const enum tree_unit units[] = { UNIT_YEAR, UNIT_MONTH, UNIT_DAY,
                                            UNIT_HOUR, UNIT_MINUTE };
    struct tree_duration duration = { .unit = UNIT_SECOND };
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        struct tree_duration one = { .number = 1, .unit = units[i] };
        uint64_t unit = time_seconds(&one);
        if (seconds >= unit && seconds % unit == 0) {
            duration.unit = units[i];
            seconds /= unit;
            break;
        }
    }
    duration.number = seconds < UINT32_MAX ? (uint32_t)seconds : UINT32_MAX;
    return duration_words(diff, &duration);
}

const char *sentence_written(struct diff *diff, uint64_t seconds,
                             const struct statement *statement)
{
    for (size_t i = 0; statement != NULL && i < statement->time_count; i++) {
        if (statement->times[i].seconds == seconds &&
            statement->times[i].written.number > 0) {
            return duration_words(diff, &statement->times[i].written);
        }
    }
    return sentence_duration(diff, seconds);
}

/* --- for programs ----------------------------------------------------- */

struct points {
    struct diff *diff;
    const struct terms *terms;
    const struct bits *points;
    struct bits *done;
    const char **items;
    size_t count;
};

static void add_point(struct points *points, const char *name)
{
    points->items = arena_extend(points->diff->arena, (void *)points->items,
                                 points->count, sizeof *points->items);
    points->items[points->count++] = name;
}

static void list_points(struct points *points, const struct term *term)
{
    if (bits_has(points->done, term->number) ||
        !bits_meet(term->below, points->points)) {
        return;
    }
    if (bits_within(term->below, points->points)) {
        bits_unite(points->done, term->below);
        add_point(points, term->path);
        return;
    }
    bits_add(points->done, term->number);
    if (bits_has(points->points, term->number)) {
        add_point(points,
                  arena_print(points->diff->arena, "%s...", term->path));
    }
    for (size_t i = 0; i < term->child_count; i++) {
        list_points(points, term->children[i]);
    }
}

const char **sentence_points(struct diff *diff, int space,
                             const struct bits *points, size_t *count)
{
    const struct terms *terms = terms_of(diff, space);
    struct points list = { diff,   terms,
                           points, bits_create(diff->arena, terms->count),
                           NULL,   0 };
    if (points == NULL) {
        add_point(&list, terms->items[0]->path);
    } else {
        list_points(&list, terms->items[0]);
    }
    *count = list.count;
    return list.items;
}

const char **sentence_event_points(struct diff *diff, const struct bits *points,
                                   size_t *count)
{
    const struct terms *terms = terms_of(diff, KIND_EVENT);
    const struct analysis *analysis = diff->common->analysis;
    struct bits *single = event_terms(diff, points);
    struct points list = { diff,   terms,
                           single, bits_create(diff->arena, terms->count),
                           NULL,   0 };
    list_points(&list, terms->items[0]);
    for (size_t i = 0; i < analysis->compound_count; i++) {
        const struct compound *compound = &analysis->compounds[i];
        const char *words =
            compound->choice == EVENT_EARLIEST ? "earliest of " : "latest of ";
        size_t first = 0;
        if (!bits_has(points, terms->count + i)) {
            continue;
        }
        for (size_t e = bits_next(compound->events, 0); e < terms->count;
             e = bits_next(compound->events, e + 1)) {
            words =
                arena_print(diff->arena, "%s%s%s", words,
                            first++ > 0 ? " and " : "", terms->items[e]->path);
        }
        add_point(&list, words);
    }
    *count = list.count;
    return list.items;
}

static void put_condition(const struct terms *terms,
                          const struct condition *condition, bool inside,
                          struct text *text)
{
    bool either = condition->kind == TREE_CONDITION_OR;
    switch (condition->kind) {
    case TREE_CONDITION_NAME:
        text_put(text, term_short(terms, condition->term));
        break;
    case TREE_CONDITION_NOT:
        text_put(text, "not ");
        put_condition(terms, condition->left, true, text);
        break;
    case TREE_CONDITION_AND:
    case TREE_CONDITION_OR:
        text_put(text, inside && either ? "(" : "");
        put_condition(terms, condition->left, !either, text);
        text_put(text, either ? " or " : " and ");
        put_condition(terms, condition->right, !either, text);
        text_put(text, inside && either ? ")" : "");
        break;
    }
}

const char *sentence_condition(struct diff *diff,
                               const struct condition *condition)
{
    struct text text = { NULL, 0, 0 };
    if (condition != NULL) {
        put_condition(terms_of(diff, KIND_CONDITION), condition, false, &text);
    }
    return taken(diff, &text);
}
