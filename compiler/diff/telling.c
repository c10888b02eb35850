/* A change's sentence from what was kept of it: one pattern of the language,
 * and the values that stand in it. */

#include "diff/telling.h"

#include "base/arena.h"
#include "diff/sentence.h"
#include "language/change.h"

enum { CLAUSE, FACTS, NEWER, OLDER, EVENTS, VALUE_COUNT };

static bool between(enum change_form form, enum change_form first,
                    enum change_form last)
{
    return form >= first && form <= last;
}

static const char *clause_of(const struct voice *voice,
                             const struct region *region, enum change_form form)
{
    const struct change_words *words = voice->language->changes;
    if (between(form, FORM_RIGHT_ADDED, FORM_RIGHT_REMOVED) ||
        between(form, FORM_ANSWER_ADDED, FORM_ANSWER_SOONER)) {
        return sentence_right(voice, region);
    }
    const char *action =
        between(form, FORM_LIMIT_LONGER, FORM_MINIMUM_REMOVED)  ? words->keep
        : between(form, FORM_METHOD_ADDED, FORM_METHOD_REMOVED) ? words->erase
                                                                : NULL;
    return sentence_clause(voice, region, action);
}

/* What a side says of how long, by when or with what. */
static const char *value_of(const struct voice *voice,
                            const struct telling *telling, size_t side)
{
    enum change_form form = telling->form;
    struct text text = { NULL, 0, 0 };
    if (telling->terms != NULL) {
        return sentence_terms(voice, telling->space, telling->terms);
    }
    if (between(form, FORM_LIMIT_LONGER, FORM_MINIMUM_REMOVED)) {
        return sentence_written(voice, telling->seconds[side],
                                telling->set_by[side]);
    }
    if (form < FORM_TIME_ADDED) {
        return "";
    }
    if (telling->times[side] == NULL) {
        return voice->language->changes->in_time;
    }
    voice->language->time(voice->diff->sides[side]->policy,
                          telling->times[side], &text);
    const char *words =
        arena_copy(voice->diff->arena, text_string(&text), text.length);
    text_destroy(&text);
    return words;
}

const char *telling_sentence(struct diff *diff, const struct change *change,
                             const struct language *language)
{
    const struct voice voice = { diff, language };
    const struct telling *telling = &change->telling;
    if (change->region == NULL) {
        return change->sentence;
    }
    const char *values[VALUE_COUNT] = {
        [CLAUSE] = clause_of(&voice, change->region, telling->form),
        [FACTS] = sentence_facts(&voice, change->region),
        [NEWER] = value_of(&voice, telling, SIDE_NEW),
        [OLDER] = value_of(&voice, telling, SIDE_OLD),
        [EVENTS] = sentence_events(&voice, change->region),
    };
    return sentence_arranged(&voice, language->changes->forms[telling->form],
                             values);
}

void telling_set(struct diff *diff, struct change *change,
                 struct telling telling)
{
    change->telling = telling;
    change->sentence = telling_sentence(diff, change, &language_english);
}
