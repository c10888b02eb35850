/* The parts of an English sentence: lists, labels, data, times. Invariant: a part
 * reads the same wherever it stands, and a list whose items hold "and"
 * or "or" themselves is told apart by commas. */

#include "language/english.h"

#include "base/arena.h"

#include <string.h>

/* --- lists ------------------------------------------------------------- */

/* Whether an item holds the word between its own, or a comma. */
static bool holds(const char *item, const char *word)
{
    size_t length = strlen(word);
    for (const char *at = strchr(item, ' '); at != NULL;
         at = strchr(at + 1, ' ')) {
        if (strncmp(at + 1, word, length) == 0 && at[length + 1] == ' ') {
            return true;
        }
    }
    return strchr(item, ',') != NULL;
}

/* Of two items, only the joining word itself in one of them is in the way; of
 * more, also "a copy of" before others that say of what. */
bool english_needs_comma(const char *const *items, size_t count,
                         const char *word)
{
    for (size_t i = 0; i < count; i++) {
        if (holds(items[i], word) ||
            (count > 2 &&
             (holds(items[i], "and") || holds(items[i], "or") ||
              (i + 1 < count && english_is_transitive(items[i]))))) {
            return true;
        }
    }
    return false;
}

void english_join(const char *const *items, size_t count, const char *word,
                  bool comma, struct text *text)
{
    for (size_t i = 0; i < count; i++) {
        bool last = i + 1 == count;
        if (i > 0) {
            text_put(text, last && !comma ? " " : ", ");
        }
        if (i > 0 && last) {
            text_put(text, word);
            text_char(text, ' ');
        }
        text_put(text, items[i]);
    }
}

void english_list(const char *const *items, size_t count, bool prohibition,
                  struct text *text)
{
    const char *word = prohibition ? "or" : "and";
    english_join(items, count, word, english_needs_comma(items, count, word),
                 text);
}

/* --- labels ------------------------------------------------------------ */

static const char *const root_label[SPACE_COUNT] = {
    [KIND_ACTION] = "process",
    [KIND_DATA] = "information",
    [KIND_PURPOSE] = "any purpose",
    [KIND_RECIPIENT] = "anyone",
    [KIND_SUBJECT] = "anyone",
    [KIND_REGION] = "any country or region",
    [KIND_CONDITION] = "any condition holds",
    [KIND_RIGHT] = "exercise every right over",
    [KIND_MEASURE] = "every measure",
    [KIND_EVENT] = "any event",
    [KIND_BASIS] = "any legal basis",
    [KIND_METHOD] = "any method",
    [SPACE_PARTY] = "any party",
};

const char *english_label(const struct policy *policy, const struct term *term)
{
    if (term->parent_count == 0) {
        return root_label[term->space];
    }
    return phrase_label(policy, language_english.code, term);
}

static const char **labels_of(const struct policy *policy,
                              struct term *const *terms, size_t count)
{
    const char **labels = arena_array(policy->arena, count, sizeof *labels);
    for (size_t i = 0; i < count; i++) {
        labels[i] = english_label(policy, terms[i]);
    }
    return labels;
}

void english_terms(const struct policy *policy, const struct term_list *terms,
                   bool prohibition, struct text *text)
{
    english_list(labels_of(policy, terms->items, terms->count), terms->count,
                 prohibition, text);
}

void english_exceptions(const struct policy *policy,
                        const struct chosen *chosen, bool enclosed,
                        struct text *text)
{
    if (chosen->except_count > 0) {
        text_put(text, enclosed ? " (other than " : " other than ");
        english_list(labels_of(policy, chosen->except, chosen->except_count),
                     chosen->except_count, false, text);
        text_put(text, enclosed ? ")" : "");
    }
}

void english_named(const struct policy *policy, const struct chosen *chosen,
                   int space, bool prohibition, struct text *text)
{
    if (chosen->term_count == 0) {
        text_put(text, root_label[space]);
    } else {
        english_list(labels_of(policy, chosen->terms, chosen->term_count),
                     chosen->term_count, prohibition, text);
    }
}

void english_chosen(const struct policy *policy, const struct chosen *chosen,
                    int space, bool prohibition, struct text *text)
{
    english_named(policy, chosen, space, prohibition, text);
    english_exceptions(policy, chosen, false, text);
}

/* --- your data --------------------------------------------------------- */

/* Whether a label stands alone: "information that you enter", "the content of
 * messages". */
static bool stands_alone(const char *label)
{
    static const char *const determiners[] = {
        "a ",        "all ",        "an ",      "any ",  "anything ", "each ",
        "every ",    "everything ", "no ",      "our ",  "such ",     "that ",
        "the ",      "their ",      "these ",   "this ", "those ",    "what ",
        "whatever ", "which ",      "whether ",
    };
    static const char *const owners[] = { "you", "your", "yours", "yourself" };
    for (size_t i = 0; i < sizeof determiners / sizeof *determiners; i++) {
        if (strncmp(label, determiners[i], strlen(determiners[i])) == 0) {
            return true;
        }
    }
    for (const char *at = label; at != NULL && *at != '\0';) {
        for (size_t i = 0; i < sizeof owners / sizeof *owners; i++) {
            size_t length = strlen(owners[i]);
            if (strncmp(at, owners[i], length) == 0 &&
                (at[length] == ' ' || at[length] == '\0')) {
                return true;
            }
        }
        at = strchr(at, ' ');
        at = at == NULL ? NULL : at + 1;
    }
    return false;
}

void english_yours(const struct policy *policy, const struct chosen *chosen,
                   bool prohibition, struct text *text)
{
    if (phrase_is_any(chosen)) {
        text_put(text, "your information");
        return;
    }
    const char **items = labels_of(policy, chosen->terms, chosen->term_count);
    bool owned = false; /* the item before this one is under a "your" */
    for (size_t i = 0; i < chosen->term_count; i++) {
        bool alone = stands_alone(items[i]);
        if (!alone && !owned) {
            items[i] = arena_print(policy->arena, "your %s", items[i]);
        }
        owned = !alone;
    }
    english_list(items, chosen->term_count, prohibition, text);
}

/* --- time -------------------------------------------------------------- */

static const char *const unit_name[] = {
    [UNIT_SECOND] = "second", [UNIT_MINUTE] = "minute", [UNIT_HOUR] = "hour",
    [UNIT_DAY] = "day",       [UNIT_WEEK] = "week",     [UNIT_MONTH] = "month",
    [UNIT_YEAR] = "year",
};

void english_duration(const struct tree_duration *duration, struct text *text)
{
    text_print(text, "%lu %s%s", (unsigned long)duration->number,
               unit_name[duration->unit], duration->number == 1 ? "" : "s");
}

void english_events(const struct policy *policy, const struct time *time,
                    struct text *text)
{
    bool several = time->event_count > 1;
    const struct term_list events = { time->events, time->event_count };
    english_terms(policy, &events, several, text);
    if (several && time->choice == EVENT_EARLIEST) {
        text_put(text, ", whichever comes first");
    } else if (several && time->choice == EVENT_LATEST) {
        text_put(text, ", whichever comes last");
    }
}

void english_time(const struct policy *policy, const struct time *time,
                  struct text *text)
{
    static const char *const opening[] = {
        [TIME_WITHIN] = "within ",         [TIME_UP_TO] = "for up to ",
        [TIME_AT_LEAST] = "for at least ", [TIME_EVERY] = "every ",
        [TIME_BEFORE] = "before ",         [TIME_ON] = "on ",
        [TIME_PROMPTLY] = "promptly",
    };
    bool ahead = time->kind == TIME_BEFORE && time_is_counted(time);
    if (ahead) {
        text_put(text, "at least ");
        english_duration(&time->written, text);
        text_char(text, ' ');
    }
    text_put(text, opening[time->kind]);
    if (time->kind == TIME_EVERY && time->written.number == 1) {
        text_put(text, unit_name[time->written.unit]);
    } else if (time->kind <= TIME_EVERY) {
        english_duration(&time->written, text);
    }
    if (time->event_count == 0) {
        return;
    }
    if (time->kind != TIME_BEFORE && time->kind != TIME_ON) {
        text_put(text, " after ");
    }
    english_events(policy, time, text);
}

/* Two digits at `at` as a number, or 0. */
static int two_digits(const char *at)
{
    bool digits = at[0] >= '0' && at[0] <= '9' && at[1] >= '0' && at[1] <= '9';
    return digits ? (at[0] - '0') * 10 + (at[1] - '0') : 0;
}

void english_date(const char *date, struct text *text)
{
    static const char *const months[] = {
        "January", "February", "March",     "April",   "May",      "June",
        "July",    "August",   "September", "October", "November", "December",
    };
    bool shaped = strlen(date) == 10 && date[4] == '-' && date[7] == '-';
    int month = shaped ? two_digits(date + 5) : 0;
    int day = shaped ? two_digits(date + 8) : 0;
    if (month < 1 || month > 12 || day < 1) {
        text_put(text, date);
        return;
    }
    text_print(text, "%d %s %.4s", day, months[month - 1], date);
}
