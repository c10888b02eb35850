/* What would make the answer allow, said so that it can be read out: "`a` would
 * allow it for `support` if `consent`". Names are the author's, so that they
 * can be written into the next question as they stand. */

#include "command/reply.h"

#include "report/json.h"

/* Terms in one line before the rest is only counted. */
#define TERMS_SHOWN 4u

/* --- for people --------------------------------------------------------- */

/* " for `support`", for each dimension that changes. */
static void put_dimensions(const struct reply *reply,
                           const struct remedy *remedy, struct text *text)
{
    static const char *const preposition[DIMENSION_COUNT] = {
        [DIMENSION_PARTY] = "by",     [DIMENSION_ACTION] = "as",
        [DIMENSION_DATA] = "with",    [DIMENSION_PURPOSE] = "for",
        [DIMENSION_RECIPIENT] = "to", [DIMENSION_SUBJECT] = "of",
        [DIMENSION_REGION] = "in",
    };

    for (int d = 0; d < DIMENSION_COUNT; d++) {
        const struct parts *parts = &remedy->parts[d];
        if (parts->count == 0)
            continue;
        text_print(text, " %s ", preposition[d]);
        reply_parts(reply, parts, TERMS_SHOWN, text);
    }
}

static size_t change_size(const struct fact_change *change)
{
    return bits_count(change->add) + bits_count(change->take);
}

/* "`a` and not `b`" */
static void put_change(const struct reply *reply,
                       const struct fact_change *change, struct text *text)
{
    const struct terms *terms =
        &reply->compilation->policy->terms[KIND_CONDITION];
    const char *separator = "";

    for (size_t n = 0; n < terms->count; n++) {
        bool take = bits_has(change->take, n);
        if (!take && !bits_has(change->add, n))
            continue;
        text_print(text, "%s%s`%s`", separator, take ? "not " : "",
                   term_short(terms, terms->items[n]));
        separator = " and ";
    }
}

/* " if `a`, `b` or `c`", " if `a` and `b`, or if `c` and `d`" */
static void put_facts(const struct reply *reply,
                      const struct fact_changes *facts, struct text *text)
{
    if (facts->count == 0 || change_size(&facts->items[0]) == 0)
        return;
    bool simple = change_size(&facts->items[0]) == 1;
    for (size_t i = 0; i < facts->count; i++) {
        bool last = i + 1 == facts->count && !facts->more;
        if (i == 0)
            text_put(text, " if ");
        else if (!simple)
            text_put(text, ", or if ");
        else
            text_put(text, last ? " or " : ", ");
        put_change(reply, &facts->items[i], text);
    }
    if (facts->more)
        text_put(text, ", or in other ways");
}

static void put_remedy(const struct reply *reply, const struct remedy *remedy,
                       struct text *text)
{
    text_put(text, "  ");
    reply_statements(text, remedy->statements, remedy->statement_count);
    text_put(text, " would allow it");
    put_dimensions(reply, remedy, text);
    put_facts(reply, &remedy->facts, text);
    if (remedy->statement_count == 1) {
        text_put(text, " (");
        reply_place(reply, remedy->statements[0], text);
        text_char(text, ')');
    }
    text_char(text, '\n');
}

static void put_nothing(const struct nearest_answer *nearest, struct text *text)
{
    text_put(text, "nothing would allow it: ");
    if (nearest->stands)
        text_print(text, "nothing overrides the `never` of `%s`\n",
                   nearest->stands->name);
    else if (nearest->obstacle)
        text_print(text, "`%s` forbids what `%s` would permit\n",
                   nearest->obstacle->name, nearest->permission->name);
    else
        text_put(text, "no statement permits this action\n");
}

void reply_nearest_human(const struct reply *reply, struct text *text)
{
    const struct nearest_answer *nearest = reply->nearest;

    if (nearest->count == 0) {
        put_nothing(nearest, text);
        return;
    }
    if (nearest->stands)
        text_print(text,
                   "no fact, purpose, recipient, subject or region would allow "
                   "it: nothing overrides the `never` of `%s`\n",
                   nearest->stands->name);
    text_put(text, "nearest permission:\n");
    for (size_t i = 0; i < nearest->count; i++)
        put_remedy(reply, &nearest->items[i], text);
}

/* --- JSON --------------------------------------------------------------- */

static void put_paths(const struct reply *reply, const char *key,
                      const struct part *parts, size_t count, struct text *text)
{
    struct arena *arena = reply->compilation->arena;
    const char **paths = arena_array(arena, count, sizeof *paths);

    for (size_t i = 0; i < count; i++)
        paths[i] = reply_path(reply, &parts[i]);
    text_print(text, "\"%s\": ", key);
    json_strings(text, paths, count);
}

/* {"purpose": {"terms": ["support"], "except": []}} */
static void put_ask(const struct reply *reply, const struct remedy *remedy,
                    struct text *text)
{
    const char *separator = "";

    text_char(text, '{');
    for (int d = 0; d < DIMENSION_COUNT; d++) {
        const struct parts *parts = &remedy->parts[d];
        if (parts->count == 0)
            continue;
        text_print(text, "%s\"%s\": {", separator,
                   space_name[dimension_space[d]]);
        put_paths(reply, "terms", parts->items, parts->count, text);
        text_put(text, ", ");
        put_paths(reply, "except", parts->except, parts->except_count, text);
        text_char(text, '}');
        separator = ", ";
    }
    text_char(text, '}');
}

static void put_changes(const struct reply *reply,
                        const struct fact_changes *facts, struct text *text)
{
    const struct terms *terms =
        &reply->compilation->policy->terms[KIND_CONDITION];

    text_char(text, '[');
    for (size_t i = 0; i < facts->count; i++) {
        if (change_size(&facts->items[i]) == 0)
            continue; /* none is needed, and it is the only one */
        text_put(text, i > 0 ? ", {\"add\": " : "{\"add\": ");
        reply_json_terms(text, terms, facts->items[i].add);
        text_put(text, ", \"take\": ");
        reply_json_terms(text, terms, facts->items[i].take);
        text_char(text, '}');
    }
    text_char(text, ']');
}

void reply_nearest_json(const struct reply *reply, struct text *text)
{
    const struct nearest_answer *nearest = reply->nearest;

    text_put(text, ",\n \"nearest\": [");
    for (size_t i = 0; i < nearest->count; i++) {
        const struct remedy *remedy = &nearest->items[i];
        text_put(text, i > 0 ? ",\n  {" : "\n  {");
        text_put(text, "\"statements\": ");
        reply_json_statements(text, remedy->statements,
                              remedy->statement_count);
        text_print(text, ", \"changes\": %zu, \"ask\": ", nearest->changes);
        put_ask(reply, remedy, text);
        text_put(text, ", \"facts\": ");
        put_changes(reply, &remedy->facts, text);
        text_print(text, ", \"more\": %s}",
                   remedy->facts.more ? "true" : "false");
    }
    text_put(text, "],\n ");
    json_member(text, "never", nearest->stands ? nearest->stands->name : NULL);
    text_put(text, ", ");
    json_member(text, "obstacle",
                nearest->obstacle ? nearest->obstacle->name : NULL);
}
