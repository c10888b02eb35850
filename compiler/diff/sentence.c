/* Regions in words. What is chosen of a dimension becomes terms with exceptions
 * (selection.h); what is below a term but unnamed, a term made up for the
 * sentence; and the whole a question, which the language knows how to put. */

#include "diff/sentence.h"

#include "base/arena.h"
#include "diff/selection.h"
#include "language/change.h"

#include <string.h>

static const char *taken(const struct voice *voice, struct text *text)
{
    const char *copy =
        arena_copy(voice->diff->arena, text_string(text), text->length);
    text_destroy(text);
    return copy;
}

static const struct terms *terms_of(const struct voice *voice, int space)
{
    return &voice->diff->common->joint->policy->terms[space];
}

const char *sentence_arranged(const struct voice *voice, const char *pattern,
                              const char *const *values)
{
    struct text text = { NULL, 0, 0 };
    phrase_arranged(&text, pattern, values);
    return taken(voice, &text);
}

/* --- what is chosen --------------------------------------------------- */

/* A term that no policy has, for its label. */
static struct term *made_up(const struct voice *voice, int space,
                            const char *label)
{
    struct term *term = arena_allocate(voice->diff->arena, sizeof *term);
    term->space = space;
    term->name = "";
    term->path = "";
    term->label = label;
    term->parents = arena_array(voice->diff->arena, 1, sizeof *term->parents);
    term->parents[0] = terms_of(voice, space)->items[0];
    term->parent_count = 1;
    term->below =
        bits_create(voice->diff->arena, terms_of(voice, space)->count);
    return term;
}

static const char *label_of(const struct voice *voice, const struct term *term)
{
    return voice->language->label(voice->diff->common->joint->policy, term);
}

/* What is below the term and has no name. */
static const char *rest_label(const struct voice *voice,
                              const struct term *term)
{
    const struct change_words *words = voice->language->changes;
    const struct headings *headings = voice->language->headings;
    const char *label = label_of(voice, term);
    bool root = term->parent_count == 0;
    if (term->space == KIND_ACTION) {
        return root ? words->anything_else
                    : sentence_arranged(voice, words->otherwise, &label);
    }
    if (root && term->space < KIND_COUNT &&
        headings->rest_of[term->space] != NULL) {
        return headings->rest_of[term->space];
    }
    if (root) {
        return term->space == SPACE_PARTY ? words->any_other_party
                                          : words->any_other;
    }
    struct text text = { NULL, 0, 0 };
    phrase_filled(&text, headings->rest, label);
    return taken(voice, &text);
}

static void add_term(const struct voice *voice, struct term ***terms,
                     size_t *count, struct term *term)
{
    *terms = arena_extend(voice->diff->arena, *terms, *count, sizeof **terms);
    (*terms)[(*count)++] = term;
}

static struct chosen choose(const struct voice *voice, int space,
                            const struct bits *points)
{
    struct chosen chosen = { .written = points != NULL };
    if (points == NULL) {
        return chosen;
    }
    struct selection selection = selection_find(
        voice->diff->arena, terms_of(voice, space), points, NULL);
    for (size_t i = 0; i < selection.count; i++) {
        const struct selected *item = &selection.items[i];
        add_term(voice, &chosen.terms, &chosen.term_count,
                 item->rest
                     ? made_up(voice, space, rest_label(voice, item->term))
                     : item->term);
    }
    chosen.except = selection.except;
    chosen.except_count = selection.except_count;
    return chosen;
}

static const char *chosen_words(const struct voice *voice, int space,
                                const struct chosen *chosen, bool either)
{
    struct text text = { NULL, 0, 0 };
    voice->language->chosen(voice->diff->common->joint->policy, chosen, space,
                            either, &text);
    return taken(voice, &text);
}

/* --- clauses ---------------------------------------------------------- */

/* One of the situations that are told as a rest. */
static const char *further(const struct voice *voice, const struct spot *spot)
{
    const struct policy *policy = voice->diff->common->joint->policy;
    struct situation situation = { .facts = spot->facts };
    struct text text = { NULL, 0, 0 };
    for (int d = 0; d < DIMENSION_COUNT; d++) {
        situation.at[d] = policy->terms[dimension_space[d]].items[spot->at[d]];
        situation.rest[d] = situation.at[d]->child_count > 0;
    }
    voice->language->situation(policy, &situation, &text);
    const char *example = taken(voice, &text);
    return sentence_arranged(voice, voice->language->changes->further,
                             &example);
}

static const struct term *party_of(const struct voice *voice,
                                   const struct bits *parties)
{
    const struct terms *terms = terms_of(voice, SPACE_PARTY);
    if (parties == NULL) {
        return terms->items[0];
    }
    struct chosen chosen = choose(voice, SPACE_PARTY, parties);
    if (chosen.term_count == 1 && chosen.except_count == 0) {
        return chosen.terms[0];
    }
    return made_up(voice, SPACE_PARTY,
                   chosen_words(voice, SPACE_PARTY, &chosen, false));
}

/* That what is not given away stays with us goes without saying. */
static bool stays(const struct voice *voice, const struct region *region)
{
    const struct policy *policy = voice->diff->common->joint->policy;
    const struct bits *recipients = region->select[DIMENSION_RECIPIENT];
    const struct bits *actions = region->select[DIMENSION_ACTION];
    return recipients != NULL && bits_equal(recipients, policy->us->below) &&
           (actions == NULL || policy->disclose == NULL ||
            !bits_meet(actions, policy->disclose->below));
}

const char *sentence_clause(const struct voice *voice,
                            const struct region *region, const char *action)
{
    struct question question = { 0 };
    struct text text = { NULL, 0, 0 };
    if (region->rest) {
        return further(voice, &region->spot);
    }
    for (int d = DIMENSION_ACTION; d < DIMENSION_COUNT; d++) {
        question.chosen[d] =
            choose(voice, dimension_space[d], region->select[d]);
    }
    if (stays(voice, region)) {
        question.chosen[DIMENSION_RECIPIENT].written = false;
    }
    if (action != NULL) {
        struct chosen *actions = &question.chosen[DIMENSION_ACTION];
        *actions = (struct chosen){ .written = true };
        add_term(voice, &actions->terms, &actions->term_count,
                 made_up(voice, KIND_ACTION, action));
    }
    question.party_term = party_of(voice, region->select[DIMENSION_PARTY]);
    voice->language->question(voice->diff->common->joint->policy, &question,
                              &text);
    return taken(voice, &text);
}

const char *sentence_right(const struct voice *voice,
                           const struct region *region)
{
    static const int levels[] = { DIMENSION_DATA, DIMENSION_SUBJECT,
                                  DIMENSION_RECIPIENT, DIMENSION_REGION,
                                  DIMENSION_PURPOSE };
    struct chosen rights =
        choose(voice, KIND_RIGHT, region->select[LEVEL_RIGHT]);
    struct question question = { 0 };
    struct text text = { NULL, 0, 0 };
    if (region->rest) {
        return further(voice, &region->spot);
    }
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++) {
        question.chosen[levels[i]] = choose(voice, dimension_space[levels[i]],
                                            region->select[levels[i]]);
    }
    voice->language->right(voice->diff->common->joint->policy, &rights,
                           &question, &text);
    return taken(voice, &text);
}

/* --- facts and events ------------------------------------------------- */

static const char *condition_words(const struct voice *voice,
                                   const struct condition *condition)
{
    struct text text = { NULL, 0, 0 };
    voice->language->condition(voice->diff->common->joint->policy, condition,
                               &text);
    return taken(voice, &text);
}

/* What one condition is not, said outright: "you have not agreed". NULL where
 * that cannot be. */
static const char *denial_words(const struct voice *voice,
                                const struct condition *condition)
{
    const char *awkward = voice->language->changes->awkward;
    struct condition denial = { .kind = TREE_CONDITION_NOT, .left = condition };
    if (condition == NULL || condition->kind != TREE_CONDITION_NAME) {
        return NULL;
    }
    const char *words = condition_words(voice, &denial);
    return strncmp(words, awkward, strlen(awkward)) == 0 ? NULL : words;
}

/* A pattern around a condition; "" where there is none. */
static const char *limit(const struct voice *voice, const char *pattern,
                         const struct condition *condition)
{
    if (condition == NULL) {
        return "";
    }
    const char *words = condition_words(voice, condition);
    return sentence_arranged(voice, pattern, &words);
}

const char *sentence_facts(const struct voice *voice,
                           const struct region *region)
{
    const struct change_words *words = voice->language->changes;
    const struct facts *facts = &region->facts;
    if (denial_words(voice, facts->except) != NULL) {
        return limit(voice, words->where, facts->holds);
    }
    return arena_print(voice->diff->arena, "%s%s",
                       limit(voice, words->where, facts->where),
                       limit(voice, words->except, facts->except));
}

/* "the first of collection and closure" */
static const char *compound_label(const struct voice *voice,
                                  const struct compound *compound)
{
    const struct change_words *words = voice->language->changes;
    const char *events = sentence_terms(voice, KIND_EVENT, compound->events);
    return sentence_arranged(
        voice,
        compound->choice == EVENT_EARLIEST ? words->first_of : words->last_of,
        &events);
}

/* Of the points of the event level, those that are terms. */
static struct bits *event_terms(const struct voice *voice,
                                const struct bits *select)
{
    size_t count = terms_of(voice, KIND_EVENT)->count;
    struct bits *points = bits_create(voice->diff->arena, count);
    for (size_t i = bits_next(select, 0); i < count;
         i = bits_next(select, i + 1)) {
        bits_add(points, i);
    }
    return points;
}

const char *sentence_events(const struct voice *voice,
                            const struct region *region)
{
    const struct analysis *analysis = voice->diff->common->analysis;
    const struct bits *select = region->select[LEVEL_EVENT];
    size_t count = terms_of(voice, KIND_EVENT)->count;
    if (select == NULL) {
        return "";
    }
    struct bits *points = event_terms(voice, select);
    struct chosen chosen = { .written = true };
    if (!bits_empty(points)) {
        chosen = choose(voice, KIND_EVENT, points);
    }
    for (size_t i = 0; i < analysis->compound_count; i++) {
        if (bits_has(select, count + i)) {
            const char *label = compound_label(voice, &analysis->compounds[i]);
            add_term(voice, &chosen.terms, &chosen.term_count,
                     made_up(voice, KIND_EVENT, label));
        }
    }
    const char *words = chosen_words(voice, KIND_EVENT, &chosen, true);
    return sentence_arranged(voice, voice->language->changes->after, &words);
}

const char *sentence_terms(const struct voice *voice, int space,
                           const struct bits *numbers)
{
    const char **labels =
        arena_array(voice->diff->arena, bits_count(numbers), sizeof *labels);
    size_t count = 0;
    struct text text = { NULL, 0, 0 };
    for (size_t i = bits_next(numbers, 0); i < numbers->size;
         i = bits_next(numbers, i + 1)) {
        labels[count++] = label_of(voice, terms_of(voice, space)->items[i]);
    }
    voice->language->list(labels, count, false, &text);
    return taken(voice, &text);
}

/* --- durations -------------------------------------------------------- */

static const char *duration_words(const struct voice *voice,
                                  const struct tree_duration *duration)
{
    struct text text = { NULL, 0, 0 };
    voice->language->duration(duration, &text);
    return taken(voice, &text);
}

static const char *duration_of(const struct voice *voice, uint64_t seconds)
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
    return duration_words(voice, &duration);
}

const char *sentence_written(const struct voice *voice, uint64_t seconds,
                             const struct statement *statement)
{
    for (size_t i = 0; statement != NULL && i < statement->time_count; i++) {
        if (statement->times[i].seconds == seconds &&
            statement->times[i].written.number > 0) {
            return duration_words(voice, &statement->times[i].written);
        }
    }
    return duration_of(voice, seconds);
}
