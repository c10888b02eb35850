/* Statements as English sentences. The order of the parts is always the same:
 * order, condition, who, modality, what is done to what, with whom, where, how,
 * for what, when, measures, exception, basis. Invariant: a part stands where
 * it can only belong to the whole, so a condition opens the sentence as soon as
 * anything would stand between it and the verb's own complements; and "may" is
 * said of us only under a condition, for without one we do it. */

#include "language/english.h"

#include "base/arena.h"

#include <string.h>

/* --- the parts, each with the space before it --------------------------- */

struct sentence {
    const struct policy *policy;
    const struct statement *statement;
    struct text *text;
    bool prohibition;
    bool listed; /* its exceptions follow as a list */
};

/* Of a right, the time in which it is answered. "for" twice is told apart by a
 * comma. */
static void write_times(const struct sentence *sentence)
{
    const struct statement *statement = sentence->statement;
    bool purpose = statement->chosen[DIMENSION_PURPOSE]->written;
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

static void write_manner(const struct sentence *sentence)
{
    const struct statement *statement = sentence->statement;
    write_times(sentence);
    if (statement->measures.count > 0) {
        bool owed = statement->kind == STATEMENT_RULE &&
                    statement->modality == MODALITY_MAY;
        text_put(sentence->text, owed ? ", always with " : " with ");
        english_terms(sentence->policy, &statement->measures,
                      sentence->prohibition, sentence->text);
    }
}

/* What a law or a contract is cited for. */
static void write_sources(const struct sentence *sentence)
{
    const struct statement *statement = sentence->statement;
    for (size_t i = 0; i < statement->source_count; i++) {
        text_put(sentence->text, i == 0 ? " (" : "; ");
        text_put(sentence->text, statement->sources[i]);
    }
    text_put(sentence->text, statement->source_count > 0 ? ")" : "");
}

/* The ground is a short sentence of its own, so that neither is long; before a
 * list it is a part of the first. */
static void write_bases(const struct sentence *sentence)
{
    const struct term_list *bases = &sentence->statement->bases;
    if (bases->count == 0) {
        return;
    }
    text_put(sentence->text,
             sentence->listed ? ", on the basis of " : ". Legal basis: ");
    english_terms(sentence->policy, bases, false, sentence->text);
}

static void write_ending(const struct sentence *sentence)
{
    const struct statement *statement = sentence->statement;
    bool grounded = statement->bases.count > 0;
    if (sentence->listed) {
        write_bases(sentence);
    }
    if (sentence->listed || !grounded) {
        write_sources(sentence);
    }
    if (statement->unless != NULL && sentence->listed) {
        text_put(sentence->text, ", unless");
    } else if (statement->unless != NULL) {
        text_put(sentence->text, ", unless ");
        english_condition(sentence->policy, statement->unless, sentence->text);
    }
    if (!sentence->listed && grounded) {
        write_bases(sentence);
        write_sources(sentence);
    }
}

static void write_guard(const struct sentence *sentence)
{
    const struct statement *statement = sentence->statement;
    bool when = phrase_qualifier(statement, QUALIFIER_IF) == NULL;
    text_put(sentence->text, when ? "when " : "if ");
    english_condition(sentence->policy, statement->guard, sentence->text);
}

/* --- order -------------------------------------------------------------- */

/* "section 4.1", "sections 2 and 4.1"; false where no order is of that kind. */
static bool write_targets(const struct policy *policy,
                          const struct section *from,
                          const struct tree_qualifiers *qualifiers,
                          enum tree_qualifier_kind kind, struct text *text)
{
    struct numbering numbers = phrase_numbers(policy, from, qualifiers, kind);
    if (numbers.count > 0) {
        text_put(text, numbers.count > 1 ? "sections " : "section ");
        english_list(numbers.items, numbers.count, false, text);
    }
    return numbers.count > 0;
}

/* "despite ..., and subject to ...": false where the sentence says neither. */
static bool write_order(const struct sentence *sentence)
{
    const struct statement *statement = sentence->statement;
    const struct tree_qualifiers *list = &statement->tree->qualifiers;
    bool over = phrase_qualifier(statement, QUALIFIER_NOTWITHSTANDING) != NULL;
    bool under = phrase_qualifier(statement, QUALIFIER_SUBJECT_TO) != NULL;
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
            statement->measures.count > 0 || statement->methods.count > 0 ||
            (statement->source_count > 0 && statement->bases.count == 0));
}

static bool is_conditional(const struct statement *statement)
{
    return statement->guard != NULL || statement->unless != NULL;
}

/* Who, and the modality. We do, and promise ("will", "do not"); others are
 * bound, and what they may do, they need not do. */
static void write_party(const struct sentence *sentence)
{
    static const char *const ours[] = {
        [MODALITY_MAY] = "we ",
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
        bool may = modality == MODALITY_MAY && is_conditional(statement);
        text_put(sentence->text, may ? "we may " : ours[modality]);
    }
}

static void write_deem(const struct sentence *sentence)
{
    const struct statement *statement = sentence->statement;
    text_print(sentence->text, "on %s, it is deemed that %s",
               english_label(sentence->policy, statement->deemed_on),
               english_label(sentence->policy, statement->deemed));
}

/* Whether the predicate goes on without a comma: "within ...", "with ...". */
static bool is_followed(const struct statement *statement)
{
    bool rule = statement->kind == STATEMENT_RULE;
    return (rule && statement->time_count > 0) ||
           (statement->measures.count > 0 &&
            !(rule && statement->modality == MODALITY_MAY));
}

static void write_rule(const struct sentence *sentence)
{
    const struct statement *statement = sentence->statement;
    bool guarded = opens_with_guard(statement);
    if (write_order(sentence)) {
        text_put(sentence->text, ", ");
    }
    if (guarded) {
        write_guard(sentence);
        text_put(sentence->text, ", ");
    }
    write_party(sentence);
    english_predicate(sentence->policy, statement,
                      is_followed(statement) ||
                          (statement->guard != NULL && !guarded),
                      sentence->text);
    write_manner(sentence);
    if (statement->guard != NULL && !guarded) {
        text_char(sentence->text, ' ');
        write_guard(sentence);
    }
    write_ending(sentence);
}

/* The generated sentence without the stop. */
static void write_generated(const struct policy *policy,
                            const struct statement *statement, bool listed,
                            struct text *text)
{
    struct sentence sentence = {
        .policy = policy,
        .statement = statement,
        .text = text,
        .prohibition = statement_forbids(statement),
        .listed = listed,
    };
    size_t start = text->length;
    if (statement->kind == STATEMENT_DEEM) {
        write_deem(&sentence);
    } else {
        write_rule(&sentence);
    }
    phrase_capital(text, start);
}

void english_generated(const struct policy *policy,
                       const struct statement *statement, struct text *text)
{
    write_generated(policy, statement, false, text);
    text_char(text, '.');
}

void english_statement(const struct policy *policy,
                       const struct statement *statement, struct text *text)
{
    size_t start = text->length;
    if (!phrase_worded(&language_english, policy, statement, text)) {
        english_generated(policy, statement, text);
        return;
    }
    const char *wording =
        phrase_wording(&language_english, policy, statement).text;
    if (wording[strspn(wording, " \n")] == '{') {
        phrase_capital(text, start);
    }
    if (text->length > 0 &&
        strchr(".!?", text->bytes[text->length - 1]) == NULL) {
        text_char(text, '.');
    }
}

/* "you have agreed; laws require it; or it is needed." */
static const char **list_exceptions(const struct policy *policy,
                                    const struct alternatives *exceptions)
{
    const char **items =
        arena_array(policy->arena, exceptions->count, sizeof *items);
    for (size_t i = 0; i < exceptions->count; i++) {
        struct text text = { NULL, 0, 0 };
        english_condition(policy, exceptions->items[i], &text);
        text_put(&text, i + 2 == exceptions->count   ? "; or"
                        : i + 1 == exceptions->count ? "."
                                                     : ";");
        items[i] = phrase_taken(policy, &text);
    }
    return items;
}

struct phrase english_phrase(const struct policy *policy,
                             const struct statement *statement)
{
    struct alternatives exceptions =
        phrase_alternatives(policy, statement->unless);
    bool worded =
        phrase_wording(&language_english, policy, statement).text != NULL;
    struct phrase phrase = { .items = NULL };
    struct text text = { NULL, 0, 0 };
    if (worded || exceptions.count <= PHRASE_MOST_EXCEPTIONS) {
        english_statement(policy, statement, &text);
    } else {
        write_generated(policy, statement, true, &text);
        text_char(&text, ':');
        phrase.items = list_exceptions(policy, &exceptions);
        phrase.item_count = exceptions.count;
    }
    phrase.lead = phrase_taken(policy, &text);
    return phrase;
}
