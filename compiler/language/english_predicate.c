/* The predicate of an English sentence: what is done to what, with whom, where,
 * for what. Invariant: it reads after any modal verb and after "to" ("we may
 * share your name", "our rule not to share your name"). */

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
};

const struct tree_qualifier *
english_qualifier(const struct statement *statement,
                  enum tree_qualifier_kind kind)
{
    const struct tree_qualifiers *list = &statement->tree->qualifiers;
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i].kind == kind) {
            return &list->items[i];
        }
    }
    return NULL;
}

static void write_place(const struct predicate *predicate,
                        enum dimension dimension, const char *preposition)
{
    const struct chosen *chosen = &predicate->statement->chosen[dimension];
    if (!chosen->written) {
        return;
    }
    if (chosen->only) {
        text_put(predicate->text, " only");
    }
    text_put(predicate->text, preposition);
    english_chosen(predicate->policy, chosen, dimension_space[dimension],
                   predicate->prohibition, predicate->text);
}

/* Data of somebody else is not yours. */
static void write_data(const struct predicate *predicate)
{
    const struct chosen *data = &predicate->statement->chosen[DIMENSION_DATA];
    bool others = predicate->statement->chosen[DIMENSION_SUBJECT].written;
    text_char(predicate->text, ' ');
    if (others) {
        english_chosen(predicate->policy, data, KIND_DATA,
                       predicate->prohibition, predicate->text);
    } else {
        english_yours(predicate->policy, data, predicate->prohibition,
                      predicate->text);
    }
}

/* What the verbs act on, and who receives it: "you", "public authorities",
 * "your name with partners". */
static void write_object(const struct predicate *predicate)
{
    const struct statement *statement = predicate->statement;
    const struct english_verb *verb =
        verb_of(predicate->policy, &statement->chosen[DIMENSION_ACTION]);
    const struct chosen *recipient = &statement->chosen[DIMENSION_RECIPIENT];
    bool written = statement->chosen[DIMENSION_DATA].written;
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

static void write_region(const struct predicate *predicate)
{
    bool in = english_qualifier(predicate->statement, QUALIFIER_IN) != NULL;
    write_place(predicate, DIMENSION_REGION, in ? " in " : " to ");
}

void english_predicate(const struct policy *policy,
                       const struct statement *statement, struct text *text)
{
    const struct predicate predicate = {
        .policy = policy,
        .statement = statement,
        .text = text,
        .prohibition = statement_forbids(statement),
    };
    if (statement->kind == STATEMENT_RIGHT) {
        english_terms(policy, &statement->rights, predicate.prohibition, text);
    } else {
        english_chosen(policy, &statement->chosen[DIMENSION_ACTION],
                       KIND_ACTION, predicate.prohibition, text);
    }
    write_object(&predicate);
    write_region(&predicate);
    write_place(&predicate, DIMENSION_PURPOSE, " for ");
}
