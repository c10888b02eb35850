/* Statements as English sentences. The order of the parts is always the same:
 * condition, order, who, modality, what is done to what, with whom, where, for
 * what, how, when, measures, basis, exception. Invariant: a part stands where
 * it can only belong to the whole, so a condition opens the sentence as soon as
 * anything would stand between it and the verb's own complements. */

#include "language/english.h"

#include "base/arena.h"

#include <string.h>

/* --- the parts, each with the space before it --------------------------- */

struct sentence {
    const struct policy *policy;
    const struct statement *statement;
    struct text *text;
    bool prohibition;
};

/* Of a right, the time in which it is answered. "for" twice is told apart by a
 * comma. */
static void write_times(const struct sentence *sentence)
{
    const struct statement *statement = sentence->statement;
    bool purpose = statement->chosen[DIMENSION_PURPOSE].written;
    if (statement->kind == STATEMENT_RIGHT && statement->time_count > 0) {
        text_put(sentence->text, ", and we answer");
    }
    for (size_t i = 0; i < statement->time_count; i++) {
        const struct time *time = &statement->times[i];
        bool twice = time->kind == TIME_UP_TO || time->kind == TIME_AT_LEAST;
        if (i > 0) {
            text_put(sentence->text, " and");
        } else if (purpose && twice) {
            text_char(sentence->text, ',');
        }
        text_char(sentence->text, ' ');
        english_time(sentence->policy, time, sentence->text);
    }
}

/* "by asking you", "through cookies". */
static const char *method_preposition(const struct sentence *sentence)
{
    const struct statement *statement = sentence->statement;
    const struct chosen *actions = &statement->chosen[DIMENSION_ACTION];
    const char *label =
        english_label(sentence->policy, statement->methods.items[0]);
    size_t length = strcspn(label, " ");
    bool gerund = length > 4 && strncmp(label + length - 3, "ing", 3) == 0;
    const char *preposition =
        actions->term_count == 0
            ? NULL
            : english_verb(sentence->policy, actions->terms[0])->method;
    return preposition == NULL || gerund ? " by " : preposition;
}

static void write_manner(const struct sentence *sentence)
{
    const struct statement *statement = sentence->statement;
    if (statement->methods.count > 0) {
        text_put(sentence->text, method_preposition(sentence));
        english_terms(sentence->policy, &statement->methods,
                      sentence->prohibition, sentence->text);
    }
    write_times(sentence);
    if (statement->measures.count > 0) {
        bool owed = statement->kind == STATEMENT_RULE &&
                    statement->modality == MODALITY_MAY;
        text_put(sentence->text, owed ? ", always with " : " with ");
        english_terms(sentence->policy, &statement->measures,
                      sentence->prohibition, sentence->text);
    }
    if (statement->bases.count > 0) {
        text_put(sentence->text, ", on the basis of ");
        english_terms(sentence->policy, &statement->bases, false,
                      sentence->text);
    }
}

/* What a law or a contract is cited for, and the exception. */
static void write_ending(const struct sentence *sentence)
{
    const struct statement *statement = sentence->statement;
    for (size_t i = 0; i < statement->source_count; i++) {
        text_put(sentence->text, i == 0 ? " (" : "; ");
        text_put(sentence->text, statement->sources[i]);
    }
    if (statement->source_count > 0) {
        text_char(sentence->text, ')');
    }
    if (statement->unless != NULL) {
        text_put(sentence->text, ", unless ");
        english_condition(sentence->policy, statement->unless, sentence->text);
    }
}

static void write_guard(const struct sentence *sentence)
{
    const struct statement *statement = sentence->statement;
    bool when = english_qualifier(statement, QUALIFIER_IF) == NULL;
    text_put(sentence->text, when ? "when " : "if ");
    english_condition(sentence->policy, statement->guard, sentence->text);
}

/* --- order -------------------------------------------------------------- */

/* The phrase with the label in the place of its `%s`. */
static void put_with(struct text *text, const char *phrase, const char *label)
{
    const char *place = strstr(phrase, "%s");
    text_add(text, phrase, (size_t)(place - phrase));
    text_put(text, label);
    text_put(text, place + 2);
}

/* A section by its title, a statement by what it says: "our rule not to
 * disclose your name to third parties". */
static const char *target_label(const struct policy *policy,
                                const struct section *from, const char *name)
{
    static const char *const ours[] = {
        [MODALITY_MAY] = "our permission to ",
        [MODALITY_MUST] = "our duty to ",
        [MODALITY_MUST_NOT] = "our rule not to ",
        [MODALITY_NEVER] = "our rule never to ",
    };
    static const char *const theirs[] = {
        [MODALITY_MAY] = "the permission of %s to ",
        [MODALITY_MUST] = "the duty of %s to ",
        [MODALITY_MUST_NOT] = "the rule for %s not to ",
        [MODALITY_NEVER] = "the rule for %s never to ",
    };
    struct other target = order_find(policy, from, name);
    const struct statement *statement = target.statement;
    if (statement == NULL || statement->kind == STATEMENT_DEEM) {
        return arena_print(policy->arena, "“%s”",
                           target.section == NULL ? name
                                                  : target.section->title);
    }
    struct text text = { NULL, 0, 0 };
    if (statement->kind == STATEMENT_RIGHT) {
        text_put(&text, "your right to ");
    } else if (statement->party == PARTY_NAMED) {
        put_with(&text, theirs[statement->modality],
                 english_label(policy, statement->party_term));
    } else {
        text_put(&text, ours[statement->modality]);
    }
    english_predicate(policy, statement, &text);
    const char *label = arena_copy(policy->arena, text.bytes, text.length);
    text_destroy(&text);
    return label;
}

/* The targets of every order of that kind; false where there is none. */
static bool write_targets(const struct policy *policy,
                          const struct section *from,
                          const struct tree_qualifiers *qualifiers,
                          enum tree_qualifier_kind kind, struct text *text)
{
    const char **items = NULL;
    size_t count = 0;
    for (size_t i = 0; i < qualifiers->count; i++) {
        const struct tree_qualifier *qualifier = &qualifiers->items[i];
        if (qualifier->kind != kind) {
            continue;
        }
        const struct tree_names *names = &qualifier->selection.names;
        for (size_t n = 0; n < names->count; n++) {
            items = arena_extend(policy->arena, items, count, sizeof *items);
            items[count++] = target_label(policy, from, names->items[n].text);
        }
    }
    english_list(items, count, false, text);
    return count > 0;
}

/* "despite ..., and subject to ...": false where the sentence says neither. */
static bool write_order(const struct sentence *sentence)
{
    const struct statement *statement = sentence->statement;
    const struct tree_qualifiers *list = &statement->tree->qualifiers;
    bool over = english_qualifier(statement, QUALIFIER_NOTWITHSTANDING) != NULL;
    bool under = english_qualifier(statement, QUALIFIER_SUBJECT_TO) != NULL;
    if (over) {
        text_put(sentence->text, "despite ");
        write_targets(sentence->policy, statement->section, list,
                      QUALIFIER_NOTWITHSTANDING, sentence->text);
    }
    if (under) {
        text_put(sentence->text, over ? " and subject to " : "subject to ");
        write_targets(sentence->policy, statement->section, list,
                      QUALIFIER_SUBJECT_TO, sentence->text);
    }
    return over || under;
}

void english_order(const struct policy *policy, const struct section *section,
                   struct text *text)
{
    if (section->tree == NULL) {
        return;
    }
    static const enum tree_qualifier_kind kinds[] = { QUALIFIER_NOTWITHSTANDING,
                                                      QUALIFIER_SUBJECT_TO };
    static const char *const openings[] = { "This section prevails over ",
                                            "This section is subject to " };
    for (size_t i = 0; i < 2; i++) {
        struct text targets = { NULL, 0, 0 };
        if (write_targets(policy, section->parent, &section->tree->orders,
                          kinds[i], &targets)) {
            text_put(text, text->length > 0 ? " " : "");
            text_put(text, openings[i]);
            text_put(text, text_string(&targets));
            text_char(text, '.');
        }
        text_destroy(&targets);
    }
}

/* --- whole sentences ---------------------------------------------------- */

static bool opens_with_guard(const struct statement *statement)
{
    return statement->guard != NULL &&
           (statement->unless != NULL || statement->time_count > 0 ||
            statement->measures.count > 0 || statement->bases.count > 0 ||
            statement->source_count > 0 || statement->methods.count > 0);
}

/* Who, and the modality. We promise ("will", "do not"); others are bound. */
static void write_party(const struct sentence *sentence)
{
    static const char *const ours[] = {
        [MODALITY_MAY] = "we may ",
        [MODALITY_MUST] = "we will ",
        [MODALITY_MUST_NOT] = "we do not ",
        [MODALITY_NEVER] = "we never ",
    };
    static const char *const yours[] = {
        [MODALITY_MAY] = "you have the right to ",
        [MODALITY_MUST] = "you must ",
        [MODALITY_MUST_NOT] = "you do not have the right to ",
        [MODALITY_NEVER] = "you never have the right to ",
    };
    static const char *const theirs[] = {
        [MODALITY_MAY] = " may ",
        [MODALITY_MUST] = " must ",
        [MODALITY_MUST_NOT] = " must not ",
        [MODALITY_NEVER] = " must never ",
    };
    const struct statement *statement = sentence->statement;
    enum tree_modality modality = statement->modality;
    if (statement->kind == STATEMENT_RIGHT) {
        text_put(sentence->text, yours[modality]);
    } else if (statement->party == PARTY_NAMED) {
        text_put(sentence->text,
                 english_label(sentence->policy, statement->party_term));
        text_put(sentence->text, theirs[modality]);
    } else {
        text_put(sentence->text, ours[modality]);
    }
}

static void write_deem(const struct sentence *sentence)
{
    const struct statement *statement = sentence->statement;
    text_print(sentence->text, "on %s, it is deemed that %s",
               english_label(sentence->policy, statement->deemed_on),
               english_label(sentence->policy, statement->deemed));
}

static void write_rule(const struct sentence *sentence)
{
    const struct statement *statement = sentence->statement;
    bool guarded = opens_with_guard(statement);
    bool ordered =
        english_qualifier(statement, QUALIFIER_NOTWITHSTANDING) != NULL ||
        english_qualifier(statement, QUALIFIER_SUBJECT_TO) != NULL;
    if (guarded) {
        write_guard(sentence);
        text_put(sentence->text, ordered ? ", and " : ", ");
    }
    if (write_order(sentence)) {
        text_put(sentence->text, ", ");
    }
    write_party(sentence);
    english_predicate(sentence->policy, statement, sentence->text);
    write_manner(sentence);
    if (statement->guard != NULL && !guarded) {
        text_char(sentence->text, ' ');
        write_guard(sentence);
    }
    write_ending(sentence);
}

void english_generated(const struct policy *policy,
                       const struct statement *statement, struct text *text)
{
    struct sentence sentence = {
        .policy = policy,
        .statement = statement,
        .text = text,
        .prohibition = statement_forbids(statement),
    };
    size_t start = text->length;
    if (statement->kind == STATEMENT_DEEM) {
        write_deem(&sentence);
    } else {
        write_rule(&sentence);
    }
    text_char(text, '.');
    phrase_capital(text, start);
}

void english_statement(const struct policy *policy,
                       const struct statement *statement, struct text *text)
{
    if (!phrase_wording(&language_english, true, policy, statement, text)) {
        english_generated(policy, statement, text);
        return;
    }
    if (text->length > 0 &&
        strchr(".!?", text->bytes[text->length - 1]) == NULL) {
        text_char(text, '.');
    }
}

/* --- the parts by name, for wordings ------------------------------------ */

static bool part_of_dimension(const struct policy *policy,
                              const struct statement *statement,
                              enum dimension dimension, struct text *text)
{
    english_chosen(policy, &statement->chosen[dimension],
                   dimension_space[dimension], statement_forbids(statement),
                   text);
    return true;
}

static bool part_of_terms(const struct policy *policy,
                          const struct term_list *terms, struct text *text)
{
    english_terms(policy, terms, false, text);
    return terms->count > 0;
}

static bool part_of_time(const struct policy *policy,
                         const struct statement *statement, const char *name,
                         struct text *text)
{
    if (statement->deemed_on != NULL && strcmp(name, "event") == 0) {
        text_put(text, english_label(policy, statement->deemed_on));
        return true;
    }
    for (size_t i = 0; i < statement->time_count; i++) {
        const struct time *time = &statement->times[i];
        if (strcmp(name, "time") == 0) {
            english_time(policy, time, text);
            return true;
        }
        if (strcmp(name, "duration") == 0 && time->kind <= TIME_EVERY) {
            english_duration(&time->written, text);
            return true;
        }
        if (strcmp(name, "event") == 0 && time->event_count > 0) {
            english_events(policy, time, text);
            return true;
        }
    }
    return false;
}

static bool part_of_condition(const struct policy *policy,
                              const struct statement *statement,
                              const char *name, struct text *text)
{
    const struct condition *condition = statement->guard;
    if (strcmp(name, "exception") == 0 || condition == NULL) {
        condition = statement->unless;
    }
    if (statement->deemed != NULL) {
        text_put(text, english_label(policy, statement->deemed));
    } else if (condition != NULL) {
        english_condition(policy, condition, text);
    }
    return statement->deemed != NULL || condition != NULL;
}

bool english_part(const struct policy *policy,
                  const struct statement *statement, const char *name,
                  struct text *text)
{
    for (int i = DIMENSION_ACTION; i < DIMENSION_COUNT; i++) {
        if (strcmp(name, space_name[dimension_space[i]]) == 0) {
            return part_of_dimension(policy, statement, (enum dimension)i,
                                     text);
        }
    }
    if (strcmp(name, "party") == 0 && statement->party_term != NULL) {
        text_put(text, english_label(policy, statement->party_term));
        return true;
    }
    if (strcmp(name, "right") == 0) {
        return part_of_terms(policy, &statement->rights, text);
    }
    if (strcmp(name, "measure") == 0) {
        return part_of_terms(policy, &statement->measures, text);
    }
    if (strcmp(name, "method") == 0) {
        return part_of_terms(policy, &statement->methods, text);
    }
    if (strcmp(name, "basis") == 0) {
        return part_of_terms(policy, &statement->bases, text);
    }
    if (strcmp(name, "condition") == 0 || strcmp(name, "exception") == 0) {
        return part_of_condition(policy, statement, name, text);
    }
    return part_of_time(policy, statement, name, text);
}
