/* The parts of a rule as a list: each with its label, and the placeholders that
 * would bring it. Whatever of the wording is explained by one of them is struck
 * out, so that what is found in the rest is a term of its own. */

#include "check/mentions.h"

#include "base/arena.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

/* --- pairs of letters ------------------------------------------------------ */

/* Which two bytes, neither of them blank, stand side by side in a text, whatever
 * their case; some of them share a bit. A text that names a label has all of the
 * label's, and few labels have only those of a text. */
struct pairs {
    uint64_t word[8];
};

static unsigned fold(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (unsigned)(byte - 'A' + 'a')
                                      : (unsigned char)byte;
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n';
}

static struct pairs pairs_of(const char *text)
{
    struct pairs pairs = { { 0 } };
    for (; text[0] != '\0' && text[1] != '\0'; text++) {
        if (!is_blank(text[0]) && !is_blank(text[1])) {
            unsigned bit = (fold(text[0]) * 37 + fold(text[1])) % 512;
            pairs.word[bit / 64] |= UINT64_C(1) << bit % 64;
        }
    }
    return pairs;
}

static bool pairs_within(const struct pairs *inner, const struct pairs *outer)
{
    for (size_t i = 0; i < sizeof inner->word / sizeof *inner->word; i++) {
        if ((inner->word[i] & ~outer->word[i]) != 0) {
            return false;
        }
    }
    return true;
}

/* --- the policy's own terms ------------------------------------------------ */

struct term_name {
    const struct term *term;
    const char *label;
    size_t length, place; /* of the label; in the order of declaration */
    struct pairs pairs;   /* its */
};

/* What is struck out of a wording; a label that has it has no pairs. */
#define STRUCK '|'

/* Verbs are common words, and an event is known by what happens then. */
static bool is_telling(int space)
{
    return space != KIND_ACTION && space != KIND_RIGHT && space != KIND_EVENT;
}

/* Those with the longest labels first, so that "account information" is not
 * taken for "information". */
static int compare(const void *a, const void *b)
{
    const struct term_name *left = a;
    const struct term_name *right = b;
    return left->length != right->length
               ? (left->length < right->length ? 1 : -1)
               : (left->place > right->place) - (left->place < right->place);
}

struct vocabulary vocabulary_create(const struct policy *policy,
                                    const struct language *language)
{
    struct vocabulary vocabulary = { .policy = policy, .language = language };
    for (int space = 0; space < KIND_COUNT; space++) {
        const struct terms *terms = &policy->terms[space];
        for (size_t n = 1; n < terms->count && is_telling(space); n++) {
            const struct term *term = terms->items[n];
            const char *label = language->label(policy, term);
            size_t length = strlen(label);
            size_t points = utf8_count((const unsigned char *)label, length);
            if (term->library || points < 2) {
                continue; /* one sign is part of many words */
            }
            vocabulary.items =
                arena_extend(policy->arena, vocabulary.items, vocabulary.count,
                             sizeof *vocabulary.items);
            vocabulary.items[vocabulary.count] =
                (struct term_name){ term, label, length, vocabulary.count,
                                    strchr(label, STRUCK) == NULL
                                        ? pairs_of(label)
                                        : (struct pairs){ { 0 } } };
            vocabulary.count++;
        }
    }
    if (vocabulary.count > 0) {
        qsort(vocabulary.items, vocabulary.count, sizeof *vocabulary.items,
              compare);
    }
    return vocabulary;
}

/* A part of the rule. */
struct own {
    const struct term *term; /* NULL for a duration */
    const char *label;
    const char *parts[2]; /* the placeholders that bring it; or NULL */
    bool verb;
};

struct comparison {
    const struct policy *policy;
    const struct language *language;
    const struct statement *statement;
    const char *wording;
    struct text rest; /* the wording, what is explained struck out */
    struct own *items;
    size_t count;
};

/* --- the parts of the rule ------------------------------------------------ */

static void add(struct comparison *comparison, const struct term *term,
                const char *part, const char *other)
{
    if (term == NULL || term->parent_count == 0) {
        return;
    }
    bool verb = term->space == KIND_ACTION || term->space == KIND_RIGHT;
    comparison->items =
        arena_extend(comparison->policy->arena, comparison->items,
                     comparison->count, sizeof *comparison->items);
    comparison->items[comparison->count++] = (struct own){
        .term = term,
        .label = comparison->language->label(comparison->policy, term),
        .parts = { part, other },
        .verb = verb,
    };
}

static void add_all(struct comparison *comparison, struct term *const *terms,
                    size_t count, const char *part)
{
    for (size_t i = 0; i < count; i++) {
        add(comparison, terms[i], part, NULL);
    }
}

static void add_condition(struct comparison *comparison,
                          const struct condition *condition, const char *part)
{
    if (condition == NULL) {
        return;
    }
    if (condition->kind == TREE_CONDITION_NAME) {
        add(comparison, condition->term, part, NULL);
        return;
    }
    add_condition(comparison, condition->left, part);
    if (condition->kind != TREE_CONDITION_NOT) {
        add_condition(comparison, condition->right, part);
    }
}

static void add_duration(struct comparison *comparison, const struct time *time,
                         bool first)
{
    struct text text = { NULL, 0, 0 };
    comparison->language->duration(&time->written, &text);
    comparison->items =
        arena_extend(comparison->policy->arena, comparison->items,
                     comparison->count, sizeof *comparison->items);
    comparison->items[comparison->count++] = (struct own){
        .label = phrase_taken(comparison->policy, &text),
        .parts = { first ? "duration" : NULL, first ? "time" : NULL },
    };
}

/* Only the first time has placeholders. */
static void add_times(struct comparison *comparison)
{
    const struct statement *statement = comparison->statement;
    for (size_t i = 0; i < statement->time_count; i++) {
        const struct time *time = &statement->times[i];
        if (time_is_counted(time)) {
            add_duration(comparison, time, i == 0);
        }
        for (size_t e = 0; e < time->event_count; e++) {
            add(comparison, time->events[e], i == 0 ? "event" : NULL,
                i == 0 ? "time" : NULL);
        }
    }
}

static void add_parts(struct comparison *comparison)
{
    const struct statement *statement = comparison->statement;
    for (int d = DIMENSION_ACTION; d < DIMENSION_COUNT; d++) {
        const struct chosen *chosen = statement->chosen[d];
        const char *part = space_name[dimension_space[d]];
        add_all(comparison, chosen->terms, chosen->term_count, part);
        add_all(comparison, chosen->except, chosen->except_count, part);
    }
    if (statement->party == PARTY_NAMED) {
        add(comparison, statement->party_term, "party", NULL);
    }
    const struct {
        const struct term_list *terms;
        const char *part;
    } lists[] = {
        { &statement->rights, "right" },
        { &statement->measures, "measure" },
        { &statement->methods, "method" },
        { &statement->bases, "basis" },
    };
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        add_all(comparison, lists[i].terms->items, lists[i].terms->count,
                lists[i].part);
    }
    add_condition(comparison, statement->guard, "condition");
    add_condition(comparison, statement->unless,
                  statement->guard == NULL ? "condition" : "exception");
    add(comparison, statement->deemed, "condition", NULL);
    add(comparison, statement->deemed_on, "event", NULL);
    add_times(comparison);
}

/* --- what is left out ----------------------------------------------------- */

static bool has_placeholder(const struct comparison *comparison,
                            const char *part)
{
    struct placeholder one;
    const char *at = comparison->wording;
    while (part != NULL && phrase_placeholder(comparison->policy, at, &one)) {
        bool exception = strcmp(part, "condition") == 0 &&
                         comparison->statement->guard == NULL &&
                         strcmp(one.name, "exception") == 0;
        if (strcmp(one.name, part) == 0 || exception) {
            return true;
        }
        at = one.start + one.length;
    }
    return false;
}

/* A name that means it alone; of a duration itself. */
static const char *name_of(const struct comparison *comparison,
                           const struct own *own)
{
    if (own->term == NULL) {
        return own->label;
    }
    return term_short(&comparison->policy->terms[own->term->space], own->term);
}

static bool is_listed(const struct mentions *mentions, const char *label)
{
    for (size_t i = 0; i < mentions->count; i++) {
        if (strcmp(mentions->items[i].label, label) == 0) {
            return true;
        }
    }
    return false;
}

static enum mentioning how_of(const struct own *own)
{
    return own->verb ? MENTION_VERB : MENTION_NOUN;
}

static void find_left_out(const struct comparison *comparison,
                          struct mentions *left_out)
{
    for (size_t i = 0; i < comparison->count; i++) {
        const struct own *own = &comparison->items[i];
        size_t length;
        if (has_placeholder(comparison, own->parts[0]) ||
            has_placeholder(comparison, own->parts[1]) ||
            comparison->language->mention(comparison->wording, own->label,
                                          how_of(own), &length) != NULL ||
            is_listed(left_out, own->label)) {
            continue;
        }
        left_out->items =
            arena_extend(comparison->policy->arena, left_out->items,
                         left_out->count, sizeof *left_out->items);
        left_out->items[left_out->count++] = (struct mention){
            .name = name_of(comparison, own),
            .label = own->label,
            .part = own->parts[0] == NULL ? "time" : own->parts[0],
        };
    }
}

/* --- what is foreign ------------------------------------------------------ */

/* Strikes the label out wherever it stands; whether it stood anywhere. */
static bool strike(struct comparison *comparison, const char *label)
{
    size_t length;
    const char *found;
    bool any = false;
    while ((found = comparison->language->mention(
                text_string(&comparison->rest), label, MENTION_EXACT,
                &length)) != NULL) {
        size_t at = (size_t)(found - comparison->rest.bytes);
        memset(comparison->rest.bytes + at, STRUCK, length);
        any = true;
    }
    return any;
}

/* A party is a recipient by another name. */
static bool is_related(const struct comparison *comparison,
                       const struct term *term)
{
    for (size_t i = 0; i < comparison->count; i++) {
        const struct term *own = comparison->items[i].term;
        if (own != NULL && own->space == SPACE_PARTY) {
            own = term_find(&comparison->policy->terms[KIND_RECIPIENT],
                            own->path, NULL, NULL);
        }
        if (own != NULL && own->space == term->space &&
            (term_within(own, term) || term_within(term, own))) {
            return true;
        }
    }
    return false;
}

/* The names of placeholders are nobody's words. */
static void strike_placeholders(struct comparison *comparison)
{
    struct placeholder one;
    const char *at = comparison->wording;
    while (phrase_placeholder(comparison->policy, at, &one)) {
        memset(comparison->rest.bytes + (one.start - comparison->wording),
               STRUCK, one.length);
        at = one.start + one.length;
    }
}

static void find_foreign(struct comparison *comparison,
                         const struct vocabulary *vocabulary,
                         struct mentions *foreign)
{
    strike_placeholders(comparison);
    for (size_t i = 0; i < comparison->count; i++) {
        if (!comparison->items[i].verb) {
            strike(comparison, comparison->items[i].label);
        }
    }
    struct pairs pairs = pairs_of(text_string(&comparison->rest));
    for (size_t i = 0; i < vocabulary->count; i++) {
        if (pairs_within(&vocabulary->items[i].pairs, &pairs) &&
            is_related(comparison, vocabulary->items[i].term)) {
            strike(comparison, vocabulary->items[i].label);
        }
    }
    for (size_t i = 0; i < vocabulary->count; i++) {
        const struct term *term = vocabulary->items[i].term;
        if (!pairs_within(&vocabulary->items[i].pairs, &pairs) ||
            is_related(comparison, term) ||
            !strike(comparison, vocabulary->items[i].label)) {
            continue;
        }
        foreign->items = arena_extend(comparison->policy->arena, foreign->items,
                                      foreign->count, sizeof *foreign->items);
        foreign->items[foreign->count++] = (struct mention){
            .name = term_short(&comparison->policy->terms[term->space], term),
            .label = vocabulary->items[i].label,
            .part = space_name[term->space],
        };
    }
}

void mentions_compare(const struct vocabulary *vocabulary,
                      const struct statement *statement,
                      struct mentions *left_out, struct mentions *foreign)
{
    struct comparison comparison = {
        .policy = vocabulary->policy,
        .language = vocabulary->language,
        .statement = statement,
        .wording =
            phrase_wording(vocabulary->language, vocabulary->policy, statement)
                .text,
    };
    *left_out = (struct mentions){ NULL, 0 };
    *foreign = (struct mentions){ NULL, 0 };
    text_put(&comparison.rest, comparison.wording);
    add_parts(&comparison);
    find_left_out(&comparison, left_out);
    find_foreign(&comparison, vocabulary, foreign);
    text_destroy(&comparison.rest);
}
