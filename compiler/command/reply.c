/* One answer, said twice: as paragraphs that begin with the verdict and name
 * statements with the sentence that is published, and as JSON with the same
 * facts under the same order. */

#include "command/reply.h"

#include "language/phrase.h"
#include "report/clean.h"
#include "report/json.h"

#include <inttypes.h>

/* Names in one line before the rest is only counted. */
#define NAMES_SHOWN 3u

/* --- pieces that all replies have --------------------------------------- */

void reply_statements(struct text *text, const struct statement *const *items,
                      size_t count)
{
    size_t shown = count > NAMES_SHOWN + 1 ? NAMES_SHOWN : count;

    for (size_t i = 0; i < shown; i++) {
        if (i > 0)
            text_put(text, i + 1 == count ? " and " : ", ");
        text_print(text, "`%s`", items[i]->name);
    }
    if (shown < count)
        text_print(text, " and %zu more", count - shown);
}

static void put_part(const struct reply *reply, const struct part *part,
                     struct text *text)
{
    const struct term *term = part->term;
    const struct policy *policy = reply->compilation->policy;

    if (term->parent_count == 0)
        text_print(text, part->rest ? "any other %s" : "any %s",
                   space_name[term->space]);
    else
        text_print(text, "`%s`%s",
                   term_short(&policy->terms[term->space], term),
                   part->rest ? " (not one of those listed)" : "");
}

static void put_list(const struct reply *reply, const struct part *items,
                     size_t count, size_t most, struct text *text)
{
    size_t shown = count > most && count - most > 1 ? most : count;

    for (size_t i = 0; i < shown; i++) {
        if (i > 0)
            text_put(text, i + 1 == count ? " and " : ", ");
        put_part(reply, &items[i], text);
    }
    if (shown < count)
        text_print(text, " and %zu more", count - shown);
}

void reply_parts(const struct reply *reply, const struct parts *parts,
                 size_t most, struct text *text)
{
    put_list(reply, parts->items, parts->count, most, text);
    if (parts->except_count > 0)
        text_put(text, " except ");
    put_list(reply, parts->except, parts->except_count, most, text);
}

const char *reply_path(const struct reply *reply, const struct part *part)
{
    return part->rest ? arena_print(reply->compilation->arena, "%s...",
                                    part->term->path)
                      : part->term->path;
}

void reply_place(const struct reply *reply, const struct statement *statement,
                 struct text *text)
{
    struct place place =
        source_place(&reply->compilation->sources, statement->span.start);
    if (!place.source)
        return;
    clean_put(text, place.source->name);
    text_print(text, ":%" PRIu32, place.line);
}

/* --- for people --------------------------------------------------------- */

static void put_verdict(const struct answer *answer, struct text *text)
{
    size_t count = answer->deciding_count;
    const char *verb = answer->verdict == VERDICT_ALLOW ? "permit" : "forbid";

    text_print(text, "%s: ", verdict_name[answer->verdict]);
    if (count == 0) {
        text_put(text, "no statement applies; enforcement denies it\n");
        return;
    }
    reply_statements(text, answer->deciding, count);
    text_print(text, " %s%s it", verb, count == 1 ? "s" : "");
    if (answer->weakly)
        text_put(text, count == 1 ? ", because its `unless` holds"
                                  : ", because their `unless` holds");
    text_char(text, '\n');
}

/* The sentence that is published, and where it stands. */
static void put_sentence(const struct reply *reply,
                         const struct statement *statement, struct text *text)
{
    struct text sentence = { 0 };
    language_english.statement(reply->compilation->policy, statement,
                               &sentence);
    text_put(text, "    ");
    clean_put(text, text_string(&sentence));
    text_put(text, "\n    ");
    reply_place(reply, statement, text);
    text_char(text, '\n');
    text_destroy(&sentence);
}

static void put_duties(const struct compilation *compilation,
                       const struct answer *answer, struct text *text)
{
    const struct terms *measures = &compilation->policy->terms[KIND_MEASURE];
    const struct bits *owed = answer->measures;
    const char *separator = "with: ";

    if (answer->verdict != VERDICT_ALLOW || !owed)
        return;
    for (size_t n = bits_next(owed, 0); n < owed->size;
         n = bits_next(owed, n + 1)) {
        text_print(text, "%s`%s`", separator, measures->items[n]->path);
        separator = ", ";
    }
    if (separator[0] == ',')
        text_char(text, '\n');
}

/* Where the points of the question differ, the one that this is about. */
static void put_example(const struct compilation *compilation,
                        const struct answer *answer, struct text *text)
{
    struct text clause = { 0 };

    if (answer->uniform)
        return;
    language_english.situation(compilation->policy, &answer->situation,
                               &clause);
    text_put(text, "It differs within the question; this is its worst, for "
                   "example:\n    ");
    clean_put(text, text_string(&clause));
    text_char(text, '\n');
    text_destroy(&clause);
}

static void put_condition(const struct compilation *compilation,
                          const struct statement *statement, struct text *text)
{
    struct text clause = { 0 };
    if (statement->guard)
        language_english.condition(compilation->policy, statement->guard,
                                   &clause);
    clean_put(text, text_string(&clause));
    text_destroy(&clause);
}

/* `usage.improve` would permit it, but ... */
static void put_bystander(const struct reply *reply,
                          const struct bystander *stander, struct text *text)
{
    const char *verb = stander->permits ? "permit" : "forbid";
    const char *by = stander->by ? stander->by->name : "";
    bool would = stander->pass == PASS_GUARD || stander->pass == PASS_UNLESS;

    text_print(text, "  `%s` %s%s%s it", stander->statement->name,
               would ? "would " : "", verb, would ? "" : "s");
    switch (stander->pass) {
    case PASS_PREVAILED:
        text_print(text, ", but `%s` prevails over it", by);
        break;
    case PASS_NEVER:
        text_print(text,
                   stander->permits
                       ? ", but nothing overrides the `never` of `%s`"
                       : " too, after the `never` of `%s`",
                   by);
        break;
    case PASS_OUTWEIGHED:
        text_print(text, ", but `%s` forbids it and neither prevails", by);
        break;
    case PASS_WEAK:
        text_print(text, " by its `unless`, but `%s` speaks outright", by);
        break;
    case PASS_GUARD:
        text_put(text, " if ");
        put_condition(reply->compilation, stander->statement, text);
        break;
    case PASS_UNLESS: text_put(text, ", but its `unless` holds"); break;
    }
    text_put(text, " (");
    reply_place(reply, stander->statement, text);
    text_put(text, ")\n");
}

void reply_human(const struct reply *reply, struct text *text)
{
    const struct answer *answer = reply->answer;

    if (reply->terms) {
        reply_terms_human(reply, text);
        if (reply->terms->count > 0)
            return;
    }
    put_verdict(answer, text);
    for (size_t i = 0; i < answer->deciding_count; i++)
        put_sentence(reply, answer->deciding[i], text);
    put_duties(reply->compilation, answer, text);
    put_example(reply->compilation, answer, text);
    if (reply->nearest)
        reply_nearest_human(reply, text);
    if (answer->bystander_count > 0)
        text_put(text, "does not decide:\n");
    for (size_t i = 0; i < answer->bystander_count; i++)
        put_bystander(reply, &answer->bystanders[i], text);
}

/* --- JSON --------------------------------------------------------------- */

static const char *const pass_name[] = {
    [PASS_PREVAILED] = "prevailed-over", [PASS_NEVER] = "never",
    [PASS_OUTWEIGHED] = "outweighed",    [PASS_WEAK] = "weak",
    [PASS_GUARD] = "guard-not-met",      [PASS_UNLESS] = "unless-met",
};

void reply_json_statements(struct text *text,
                           const struct statement *const *items, size_t count)
{
    text_char(text, '[');
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            text_put(text, ", ");
        json_string(text, items[i]->name);
    }
    text_char(text, ']');
}

static void put_statements(struct text *text, const char *key,
                           const struct statement *const *items, size_t count)
{
    text_print(text, " \"%s\": ", key);
    reply_json_statements(text, items, count);
    text_put(text, ",\n");
}

static void put_others(struct text *text, const struct answer *answer)
{
    text_put(text, " \"others\": [");
    for (size_t i = 0; i < answer->bystander_count; i++) {
        const struct bystander *stander = &answer->bystanders[i];
        text_put(text, i > 0 ? ",\n  {" : "\n  {");
        json_member(text, "statement", stander->statement->name);
        text_put(text, ", ");
        json_member(text, "says", stander->permits ? "allow" : "deny");
        text_put(text, ", ");
        json_member(text, "why", pass_name[stander->pass]);
        text_put(text, ", ");
        json_member(text, "by", stander->by ? stander->by->name : NULL);
        text_char(text, '}');
    }
    text_char(text, ']');
}

void reply_json_terms(struct text *text, const struct terms *terms,
                      const struct bits *set)
{
    const char *separator = "";

    text_char(text, '[');
    for (size_t n = set ? bits_next(set, 0) : 0; set && n < set->size;
         n = bits_next(set, n + 1)) {
        text_put(text, separator);
        json_string(text, terms->items[n]->path);
        separator = ", ";
    }
    text_char(text, ']');
}

/* The situation in names of terms; `TERM...` is what is not listed below it. */
static void put_witness(struct text *text,
                        const struct compilation *compilation,
                        const struct answer *answer)
{
    const struct situation *situation = &answer->situation;
    const struct terms *conditions =
        &compilation->policy->terms[KIND_CONDITION];
    const struct bits *facts = situation->facts;
    struct arena *arena = compilation->arena;
    struct example example = {
        .facts = arena_array(arena, bits_count(facts), sizeof *example.facts),
    };

    for (int d = 0; d < DIMENSION_COUNT; d++)
        example.at[d] = arena_print(arena, "%s%s", situation->at[d]->path,
                                    situation->rest[d] ? "..." : "");
    for (size_t n = bits_next(facts, 0); n < facts->size;
         n = bits_next(facts, n + 1))
        example.facts[example.fact_count++] = conditions->items[n]->path;
    text_put(text, " \"witness\": ");
    json_example(text, &example);
    text_put(text, ",\n");
}

void reply_json(const struct reply *reply, struct text *text)
{
    const struct answer *answer = reply->answer;
    const struct compilation *compilation = reply->compilation;
    const struct ruling *ruling = &answer->ruling;
    const struct bits *owed =
        answer->verdict == VERDICT_ALLOW ? answer->measures : NULL;

    text_put(text, "{\"format\": 1, ");
    json_member(text, "verdict", verdict_name[answer->verdict]);
    text_print(text, ", \"uniform\": %s,\n",
               answer->uniform ? "true" : "false");
    put_statements(text, "deciding", answer->deciding, answer->deciding_count);
    text_put(text, " \"duties\": ");
    reply_json_terms(text, &compilation->policy->terms[KIND_MEASURE], owed);
    text_put(text, ",\n");
    put_witness(text, compilation, answer);
    put_statements(text, "defeated", ruling->defeated, ruling->defeated_count);
    put_others(text, answer);
    if (reply->nearest)
        reply_nearest_json(reply, text);
    if (reply->terms)
        reply_terms_json(reply, text);
    text_put(text, "}\n");
}
