/* The model in names. An extent is a box: a list of terms a dimension, each with
 * what is left out of it; a dimension that is all of it is left out itself. The
 * first extent of a statement is what it says, further ones are what `only`
 * forbids outside. */

#include "emit/json_model.h"

#include "base/arena.h"
#include "check/reach.h"
#include "emit/describe.h"
#include "language/phrase.h"

#include <string.h>

static const char *taken(const struct policy *policy, struct text *text)
{
    return phrase_taken(policy, text);
}

static void write_terms(struct outline *outline, const char *key,
                        struct term *const *terms, size_t count)
{
    struct text text = { NULL, 0, 0 };
    text_char(&text, '[');
    for (size_t i = 0; i < count; i++) {
        text_put(&text, i > 0 ? ", " : "");
        text_json(&text, terms[i]->path);
    }
    text_char(&text, ']');
    outline_value(outline, key, text.bytes);
    text_destroy(&text);
}

/* --- terms --------------------------------------------------------------- */

static void write_labels(struct outline *outline, const struct policy *policy,
                         const struct term *term)
{
    struct language_list list = language_list(policy);
    outline_open(outline, "label", '{');
    for (size_t i = 0; i < list.count; i++) {
        outline_string(outline, list.items[i]->code,
                       list.items[i]->label(policy, term));
    }
    outline_close(outline, '}');
}

static void write_term(struct outline *outline, const struct policy *policy,
                       const struct term *term)
{
    bool top = term->parents[0]->parent_count == 0;
    outline_open_flat(outline, NULL, '{');
    outline_string(outline, "name", term->path);
    write_labels(outline, policy, term);
    write_terms(outline, "within", term->parents, top ? 0 : term->parent_count);
    outline_bool(outline, "open", term->open);
    outline_bool(outline, "library", term->library);
    outline_string(outline, "citing", term->citing);
    outline_close(outline, '}');
}

void json_terms(struct outline *outline, const struct policy *policy)
{
    struct reached reached = reach_policy(policy->arena, policy);
    outline_open(outline, "terms", '{');
    for (int space = 0; space < KIND_COUNT; space++) {
        const struct terms *terms = &policy->terms[space];
        outline_open(outline, space_name[space], '[');
        for (size_t n = 1; n < terms->count; n++) {
            const struct term *term = terms->items[n];
            if (!term->library || bits_has(reached.held[space], n)) {
                write_term(outline, policy, term);
            }
        }
        outline_close(outline, ']');
    }
    outline_close(outline, '}');
}

/* --- extents ------------------------------------------------------------- */

/* {"term": "personal", "except": ["personal.content"]}; "rest" where only what
 * is not listed below the term is meant. */
static void put_share(struct text *text, const struct share *share)
{
    text_put(text, "{\"term\": ");
    text_json(text, share->term->path);
    if (share->rest) {
        text_put(text, ", \"rest\": true");
    }
    for (size_t i = 0; !share->rest && i < share->chosen.except_count; i++) {
        text_put(text, i == 0 ? ", \"except\": [" : ", ");
        text_json(text, share->chosen.except[i]->path);
    }
    bool excepts = !share->rest && share->chosen.except_count > 0;
    text_put(text, excepts ? "]}" : "}");
}

static const char *points(const struct policy *policy, int space,
                          const struct bits *set)
{
    struct shares shares =
        describe_points(policy->arena, &policy->terms[space], set, NULL);
    struct text text = { NULL, 0, 0 };
    text_char(&text, '[');
    for (size_t i = 0; i < shares.count; i++) {
        text_put(&text, i > 0 ? ", " : "");
        put_share(&text, &shares.items[i]);
    }
    text_char(&text, ']');
    return taken(policy, &text);
}

static void write_extents(struct outline *outline, const struct policy *policy,
                          const struct statement *statement)
{
    bool right = statement->kind == STATEMENT_RIGHT;
    outline_open(outline, "extents", '[');
    for (size_t i = 0; i < statement->box_count; i++) {
        const struct box *box = &statement->boxes[i];
        outline_open(outline, NULL, '{');
        outline_string(outline, "effect",
                       right          ? "grant"
                       : box->permits ? "permit"
                                      : "forbid");
        outline_bool(outline, "weak_opposite",
                     box->weak && statement->unless != NULL);
        for (int d = 0; d < DIMENSION_COUNT; d++) {
            int space = dimension_space[d];
            if (box->select[d] != NULL) {
                outline_value(outline, space_name[space],
                              points(policy, space, box->select[d]));
            }
        }
        outline_close(outline, '}');
    }
    outline_close(outline, ']');
}

/* --- conditions and times ------------------------------------------------ */

static void put_condition(struct text *text, const struct condition *condition)
{
    switch (condition->kind) {
    case TREE_CONDITION_NAME:
        text_put(text, "{\"fact\": ");
        text_json(text, condition->term->path);
        text_char(text, '}');
        return;
    case TREE_CONDITION_NOT:
        text_put(text, "{\"not\": ");
        put_condition(text, condition->left);
        text_char(text, '}');
        return;
    case TREE_CONDITION_AND:
    case TREE_CONDITION_OR: break;
    }
    text_put(text, condition->kind == TREE_CONDITION_AND ? "{\"all\": ["
                                                         : "{\"any\": [");
    put_condition(text, condition->left);
    text_put(text, ", ");
    put_condition(text, condition->right);
    text_put(text, "]}");
}

static void write_condition(struct outline *outline, const char *key,
                            const struct condition *condition)
{
    struct text text = { NULL, 0, 0 };
    if (condition == NULL) {
        text_put(&text, "null");
    } else {
        put_condition(&text, condition);
    }
    outline_value(outline, key, text.bytes);
    text_destroy(&text);
}

static void write_times(struct outline *outline,
                        const struct statement *statement)
{
    static const char *const kinds[] = {
        [TIME_WITHIN] = "within",     [TIME_UP_TO] = "up_to",
        [TIME_AT_LEAST] = "at_least", [TIME_EVERY] = "every",
        [TIME_BEFORE] = "before",     [TIME_ON] = "on",
        [TIME_PROMPTLY] = "promptly",
    };
    static const char *const units[] = {
        [UNIT_SECOND] = "second", [UNIT_MINUTE] = "minute",
        [UNIT_HOUR] = "hour",     [UNIT_DAY] = "day",
        [UNIT_WEEK] = "week",     [UNIT_MONTH] = "month",
        [UNIT_YEAR] = "year",
    };
    static const char *const choices[] = { [EVENT_ONE] = "one",
                                           [EVENT_EARLIEST] = "earliest",
                                           [EVENT_LATEST] = "latest" };
    outline_open(outline, "times", '[');
    for (size_t i = 0; i < statement->time_count; i++) {
        const struct time *time = &statement->times[i];
        outline_open_flat(outline, NULL, '{');
        outline_string(outline, "kind", kinds[time->kind]);
        if (time_is_counted(time)) {
            outline_number(outline, "number", time->written.number);
            outline_string(outline, "unit", units[time->written.unit]);
            outline_number(outline, "seconds", time->seconds);
        }
        outline_string(outline, "of", choices[time->choice]);
        write_terms(outline, "events", time->events, time->event_count);
        outline_close(outline, '}');
    }
    outline_close(outline, ']');
}

/* --- statements ---------------------------------------------------------- */

static void write_names(struct outline *outline, const char *key,
                        struct statement *const *statements, size_t count)
{
    outline_open_flat(outline, key, '[');
    for (size_t i = 0; i < count; i++) {
        outline_string(outline, NULL, statements[i]->name);
    }
    outline_close(outline, ']');
}

static void write_sentences(struct outline *outline,
                            const struct policy *policy,
                            const struct statement *statement)
{
    struct language_list list = language_list(policy);
    outline_open(outline, "sentence", '{');
    for (size_t i = 0; i < list.count; i++) {
        struct text raw = { NULL, 0, 0 };
        struct text line = { NULL, 0, 0 };
        list.items[i]->statement(policy, statement, &raw);
        text_line(&line, text_string(&raw));
        outline_string(outline, list.items[i]->code, text_string(&line));
        text_destroy(&raw);
        text_destroy(&line);
    }
    outline_close(outline, '}');
}

static const char *kind_of(const struct statement *statement)
{
    static const char *const modality[] = { "may", "must", "must_not",
                                            "never" };
    return statement->kind == STATEMENT_DEEM    ? "deem"
           : statement->kind == STATEMENT_RIGHT ? "right"
                                                : modality[statement->modality];
}

/* What kinds of statements do not have is null or empty. */
static void write_statement(struct outline *outline,
                            const struct policy *policy,
                            const struct statement *statement)
{
    struct text number = { NULL, 0, 0 };
    statement_number(statement, &number);
    outline_open(outline, NULL, '{');
    outline_string(outline, "name", statement->name);
    outline_string(outline, "number", text_string(&number));
    outline_string(outline, "section", statement->section->name);
    outline_string(outline, "kind", kind_of(statement));
    outline_string(outline, "party",
                   statement->kind == STATEMENT_DEEM ? NULL
                   : statement->party == PARTY_YOU
                       ? "you"
                       : statement->party_term->path);
    write_terms(outline, "rights", statement->rights.items,
                statement->rights.count);
    write_extents(outline, policy, statement);
    write_condition(outline, "if", statement->guard);
    write_condition(outline, "unless", statement->unless);
    write_times(outline, statement);
    write_terms(outline, "measures", statement->measures.items,
                statement->measures.count);
    write_terms(outline, "methods", statement->methods.items,
                statement->methods.count);
    write_terms(outline, "bases", statement->bases.items,
                statement->bases.count);
    outline_strings(outline, "citing", statement->sources,
                    statement->source_count);
    write_names(outline, "prevailed_over_by", statement->prevailing,
                statement->prevailing_count);
    outline_string(outline, "deems",
                   statement->deemed == NULL ? NULL : statement->deemed->path);
    outline_string(outline, "deemed_on",
                   statement->deemed_on == NULL ? NULL
                                                : statement->deemed_on->path);
    write_sentences(outline, policy, statement);
    outline_close(outline, '}');
    text_destroy(&number);
}

void json_statements(struct outline *outline, const struct policy *policy)
{
    outline_open(outline, "statements", '[');
    for (size_t i = 0; i < policy->statement_count; i++) {
        write_statement(outline, policy, policy->statements[i]);
    }
    outline_close(outline, ']');
}
