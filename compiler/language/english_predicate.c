/* The predicate of an English sentence: what is done to what, with whom, where,
 * how, for what. Invariant: it reads after any modal verb and after "to" ("we may
 * share your name", "the right to access your name"). */

#include "language/english.h"

#include <string.h>

/* --- verbs ------------------------------------------------------------- */

static const struct english_verb verbs[] = {
    { "answer", .recipient = " to ", .object = "" },
    { "collect", .recipient = " for ", .method = " through " },
    { "exchange", .recipient = " with " },
    { "inform", .recipient = " and ", .object = " you" },
    { "notify", .recipient = " and ", .object = " you" },
    { "obtain", .recipient = " for ", .method = " through " },
    { "reply", .recipient = " to ", .object = "" },
    { "respond", .recipient = " to ", .object = "" },
    { "share", .recipient = " with " },
    { "tell", .recipient = " and ", .object = " you" },
};

const struct english_verb *english_verb(const struct policy *policy,
                                        const struct term *action)
{
    static const struct english_verb other = { "", .recipient = " to " };
    const char *label = english_label(policy, action);
    size_t length = strcspn(label, " ");
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
        if (strlen(verbs[i].word) == length &&
            strncmp(verbs[i].word, label, length) == 0) {
            return &verbs[i];
        }
    }
    return &other;
}

bool english_is_transitive(const char *label)
{
    static const char *const endings[] = { " about", " for", " from",
                                           " in",    " of",  " on",
                                           " over",  " to",  " with" };
    size_t length = strlen(label);
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t tail = strlen(endings[i]);
        if (length > tail && strcmp(label + length - tail, endings[i]) == 0) {
            return true;
        }
    }
    return false;
}

void english_verb_alone(const struct policy *policy, const struct term *term,
                        bool object, struct text *text)
{
    const char *label = english_label(policy, term);
    bool right = term->space == KIND_RIGHT;
    text_put(text, label);
    text_put(text,
             right || (object && english_is_transitive(label)) ? " it" : "");
}

static const struct english_verb *verb_of(const struct policy *policy,
                                          const struct chosen *actions)
{
    const struct term *last = actions->term_count > 0
                                  ? actions->terms[actions->term_count - 1]
                                  : policy->terms[KIND_ACTION].items[0];
    return english_verb(policy, last);
}

/* --- parts, each with the space before it ------------------------------- */

struct predicate {
    const struct policy *policy;
    const struct statement *statement;
    struct text *text;
    bool prohibition;
    bool followed;
    bool open; /* the last label has a clause, which must end before more */
};

/* The dimensions in the order in which a predicate writes them. */
static const enum dimension order[] = { DIMENSION_DATA, DIMENSION_SUBJECT,
                                        DIMENSION_RECIPIENT, DIMENSION_REGION,
                                        DIMENSION_PURPOSE };

/* Whether something stands behind this part, from which its exceptions must be
 * told apart. */
static bool is_followed(struct predicate *predicate, enum dimension dimension)
{
    bool seen = false;
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        if (seen && predicate->statement->chosen[order[i]]->written) {
            return true;
        }
        seen = seen || order[i] == dimension;
    }
    return predicate->followed || (dimension != DIMENSION_PURPOSE &&
                                   predicate->statement->methods.count > 0);
}

/* "content that you enter": what follows must not seem to be entered so. */
static bool has_clause(const struct predicate *predicate,
                       const struct chosen *chosen)
{
    static const char *const openings[] = { " that ", " which ", " who " };
    const char *label =
        phrase_is_any(chosen)
            ? ""
            : english_label(predicate->policy,
                            chosen->terms[chosen->term_count - 1]);
    for (size_t i = 0; i < sizeof openings / sizeof *openings; i++) {
        if (strstr(label, openings[i]) != NULL) {
            return true;
        }
    }
    return false;
}

/* "any purpose other than advertising" needs no parentheses. */
static void write_exceptions(struct predicate *predicate,
                             enum dimension dimension)
{
    const struct chosen *chosen = predicate->statement->chosen[dimension];
    bool enclosed = !phrase_is_any(chosen) && is_followed(predicate, dimension);
    english_exceptions(predicate->policy, chosen, enclosed, predicate->text);
    predicate->open =
        chosen->except_count == 0 && has_clause(predicate, chosen);
}

static void write_place(struct predicate *predicate, enum dimension dimension,
                        const char *preposition)
{
    const struct chosen *chosen = predicate->statement->chosen[dimension];
    if (!chosen->written) {
        return;
    }
    text_put(predicate->text, predicate->open ? "," : "");
    text_put(predicate->text, chosen->only ? " only" : "");
    text_put(predicate->text, preposition);
    english_named(predicate->policy, chosen, dimension_space[dimension],
                  predicate->prohibition, predicate->text);
    write_exceptions(predicate, dimension);
}

/* Data of somebody else is not yours. */
static void write_data(struct predicate *predicate)
{
    const struct chosen *data = predicate->statement->chosen[DIMENSION_DATA];
    bool others = predicate->statement->chosen[DIMENSION_SUBJECT]->written;
    text_char(predicate->text, ' ');
    if (others) {
        english_named(predicate->policy, data, KIND_DATA,
                      predicate->prohibition, predicate->text);
    } else {
        english_yours(predicate->policy, data, predicate->prohibition,
                      predicate->text);
    }
    write_exceptions(predicate, DIMENSION_DATA);
}

/* What the verbs act on, and who receives it: "you", "public authorities",
 * "your name with partners". */
static void write_object(struct predicate *predicate)
{
    const struct statement *statement = predicate->statement;
    const struct english_verb *verb =
        verb_of(predicate->policy, statement->chosen[DIMENSION_ACTION]);
    const struct chosen *recipient = statement->chosen[DIMENSION_RECIPIENT];
    bool written = statement->chosen[DIMENSION_DATA]->written;
    if (statement->object_is_you) {
        text_put(predicate->text, " you");
    } else if (written || verb->object == NULL) {
        write_data(predicate);
    } else if (!recipient->written) {
        text_put(predicate->text, verb->object);
    } else if (strcmp(verb->object, " you") == 0) {
        write_place(predicate, DIMENSION_RECIPIENT, " ");
        return;
    }
    write_place(predicate, DIMENSION_SUBJECT, " of ");
    write_place(predicate, DIMENSION_RECIPIENT, verb->recipient);
}

static void write_region(struct predicate *predicate)
{
    bool in = phrase_qualifier(predicate->statement, QUALIFIER_IN) != NULL;
    write_place(predicate, DIMENSION_REGION, in ? " in " : " to ");
}

/* "by asking you", "through cookies". */
static const char *method_preposition(const struct predicate *predicate)
{
    const struct statement *statement = predicate->statement;
    const struct chosen *actions = statement->chosen[DIMENSION_ACTION];
    const char *label =
        english_label(predicate->policy, statement->methods.items[0]);
    size_t length = strcspn(label, " ");
    bool gerund = length > 4 && strncmp(label + length - 3, "ing", 3) == 0;
    const char *preposition =
        actions->term_count == 0
            ? NULL
            : english_verb(predicate->policy, actions->terms[0])->method;
    return preposition == NULL || gerund ? " by " : preposition;
}

/* A purpose behind it is told apart by a comma. */
static void write_methods(struct predicate *predicate)
{
    const struct term_list *methods = &predicate->statement->methods;
    if (methods->count == 0) {
        return;
    }
    text_put(predicate->text, predicate->open ? "," : "");
    text_put(predicate->text, method_preposition(predicate));
    english_terms(predicate->policy, methods, predicate->prohibition,
                  predicate->text);
    predicate->open = true;
}

void english_predicate(const struct policy *policy,
                       const struct statement *statement, bool followed,
                       struct text *text)
{
    struct predicate predicate = {
        .policy = policy,
        .statement = statement,
        .text = text,
        .prohibition = statement_forbids(statement),
        .followed = followed,
    };
    if (statement->kind == STATEMENT_RIGHT) {
        english_terms(policy, &statement->rights, predicate.prohibition, text);
    } else {
        english_chosen(policy, statement->chosen[DIMENSION_ACTION], KIND_ACTION,
                       predicate.prohibition, text);
    }
    write_object(&predicate);
    write_region(&predicate);
    write_methods(&predicate);
    write_place(&predicate, DIMENSION_PURPOSE, " for ");
}
