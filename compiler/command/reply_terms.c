/* What a `?` stands for: a line for each condition, the terms that share it, and
 * who permits it. A term that stands below another one listed is allowed under
 * either line. */

#include "command/reply.h"

#include "language/phrase.h"
#include "report/clean.h"
#include "report/json.h"

/* --- conditions ---------------------------------------------------------- */

/* "a and not b or c", as it could stand behind `if` in a policy. */
static const char *written(const struct reply *reply,
                           const struct formula *formula)
{
    const struct terms *terms =
        &reply->compilation->policy->terms[KIND_CONDITION];
    struct text text = { 0 };

    for (size_t i = 0; i < formula->count; i++) {
        const struct product *product = &formula->items[i];
        const char *separator = i > 0 ? " or " : "";
        for (size_t n = 0; n < terms->count; n++) {
            bool fails = bits_has(product->fails, n);
            if (!fails && !bits_has(product->holds, n))
                continue;
            text_print(&text, "%s%s%s", separator, fails ? "not " : "",
                       term_short(terms, terms->items[n]));
            separator = " and ";
        }
    }
    const char *copy =
        arena_copy(reply->compilation->arena, text_string(&text), text.length);
    text_destroy(&text);
    return copy;
}

/* What the open dimension is called. */
static const char *noun(const struct reply *reply)
{
    return reply->question->open == DIMENSION_DATA
               ? "data term"
               : space_name[dimension_space[reply->question->open]];
}

static void put_condition(const struct reply *reply,
                          const struct formula *formula, struct text *text)
{
    const struct policy *policy = reply->compilation->policy;
    struct text clause = { 0 };

    if (formula->always)
        return;
    language_english.condition(policy,
                               formula_condition(reply->compilation->arena,
                                                 &policy->terms[KIND_CONDITION],
                                                 formula),
                               &clause);
    text_put(text, ", if ");
    clean_put(text, text_string(&clause));
    if (formula->more)
        text_put(text, ", and in further cases");
    text_destroy(&clause);
}

/* --- for people --------------------------------------------------------- */

/* Terms that one line can hold. */
static bool is_alike(const struct open_term *a, const struct open_term *b)
{
    return a->facts == b->facts &&
           bits_equal(a->deciders.measures, b->deciders.measures);
}

/* "    by `a` and `b`, with `encryption`" */
static void put_deciders(const struct reply *reply, const struct bits *deciding,
                         const struct bits *owed, struct text *text)
{
    const struct policy *policy = reply->compilation->policy;
    const struct terms *measures = &policy->terms[KIND_MEASURE];
    const struct statement **statements =
        arena_array(reply->compilation->arena, bits_count(deciding),
                    sizeof(const struct statement *));
    const char *separator = ", with ";
    size_t count = 0;

    for (size_t n = bits_next(deciding, 0); n < deciding->size;
         n = bits_next(deciding, n + 1))
        statements[count++] = policy->statements[n];
    text_put(text, "    by ");
    reply_statements(text, statements, count);
    for (size_t n = bits_next(owed, 0); n < owed->size;
         n = bits_next(owed, n + 1)) {
        text_print(text, "%s`%s`", separator, measures->items[n]->path);
        separator = ", ";
    }
    text_char(text, '\n');
}

/* The line of item `first`, with all behind it that are alike. */
static void put_line(const struct reply *reply, size_t first, struct text *text)
{
    const struct open_terms *list = reply->terms;
    const struct open_term *item = &list->items[first];
    const struct policy *policy = reply->compilation->policy;
    struct arena *arena = reply->compilation->arena;
    const struct terms *terms = &policy->terms[item->part.term->space];
    struct bits *points = bits_create(arena, terms->count);
    struct bits *deciding = bits_create(arena, policy->statement_count);

    for (size_t i = first; i < list->count; i++) {
        const struct open_term *other = &list->items[i];
        if (!is_alike(item, other))
            continue;
        if (other->part.rest)
            bits_add(points, other->part.term->number);
        else
            bits_unite(points, other->part.term->below);
        for (size_t k = 0; k < other->deciders.count; k++)
            bits_add(deciding, other->deciders.items[k]->index);
    }
    struct parts parts = parts_of(arena, terms, points);
    text_put(text, "allow: ");
    reply_parts(reply, &parts, SIZE_MAX, text);
    put_condition(reply, &item->formula, text);
    text_char(text, '\n');
    put_deciders(reply, deciding, item->deciders.measures, text);
}

void reply_terms_human(const struct reply *reply, struct text *text)
{
    const struct open_terms *terms = reply->terms;
    bool given = reply->question->tree->given.count > 0;

    if (terms->count == 0)
        text_print(text, "there is no %s for which the answer is allow%s\n",
                   noun(reply), given ? " with these facts" : "");
    for (size_t i = 0; i < terms->count; i++) {
        bool said = false;
        for (size_t k = 0; k < i && !said; k++)
            said = is_alike(&terms->items[k], &terms->items[i]);
        if (!said)
            put_line(reply, i, text);
    }
}

/* --- JSON --------------------------------------------------------------- */

void reply_terms_json(const struct reply *reply, struct text *text)
{
    const struct open_terms *terms = reply->terms;
    const struct policy *policy = reply->compilation->policy;

    text_put(text, ",\n ");
    json_member(text, "open",
                space_name[dimension_space[reply->question->open]]);
    text_put(text, ", \"terms\": [");
    for (size_t i = 0; i < terms->count; i++) {
        const struct open_term *item = &terms->items[i];
        text_put(text, i > 0 ? ",\n  {" : "\n  {");
        json_member(text, "term", item->part.term->path);
        text_print(text, ", \"rest\": %s, ",
                   item->part.rest ? "true" : "false");
        json_member(text, "condition",
                    item->formula.always ? NULL
                                         : written(reply, &item->formula));
        text_print(text, ", \"more\": %s, \"deciding\": ",
                   item->formula.more ? "true" : "false");
        reply_json_statements(text, item->deciders.items, item->deciders.count);
        text_put(text, ", \"duties\": ");
        reply_json_terms(text, &policy->terms[KIND_MEASURE],
                         item->deciders.measures);
        text_char(text, '}');
    }
    text_char(text, ']');
}
