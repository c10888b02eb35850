#define _DEFAULT_SOURCE /* popen */

#include "peers.h"

#include "base/arena.h"
#include "base/text.h"
#include "generate.h"

#include <stdio.h>

/* --- terms ----------------------------------------------------------------- */

static const char *const kinds[DIMENSION_COUNT] = {
    "party", "action", "data", "purpose", "recipient", "subject", "region"
};

static const struct terms *terms_of(const struct rules *rules, int dimension)
{
    return &rules->policy->terms[dimension_space[dimension]];
}

/* {"email": ["account"], ...}: each term with those right above it. */
static void put_terms(const struct terms *terms, struct text *text)
{
    text_put(text, "{");
    for (size_t i = 0; i < terms->count; i++) {
        const struct term *term = terms->items[i];
        text_put(text, i > 0 ? ",\n  " : "");
        text_json(text, term->path);
        text_put(text, ": [");
        for (size_t k = 0; k < term->parent_count; k++) {
            text_put(text, k > 0 ? ", " : "");
            text_json(text, term->parents[k]->path);
        }
        text_put(text, "]");
    }
    text_put(text, "}");
}

static bool covered_above(const struct bits *select, const struct term *term)
{
    for (size_t i = 0; i < term->parent_count; i++) {
        if (bits_within(term->parents[i]->below, select)) {
            return true;
        }
    }
    return false;
}

/* The fewest terms that together are what is selected, but for what is asked
 * about by no request: the rest of a term that has others below it. */
static size_t put_cover(const struct terms *terms, const struct bits *select,
                        struct text *text)
{
    size_t count = 0;
    for (size_t i = 0; i < terms->count; i++) {
        const struct term *term = terms->items[i];
        if (bits_within(term->below, select) && !covered_above(select, term)) {
            text_put(text, count++ > 0 ? ", " : "");
            text_json(text, term->path);
        }
    }
    return count;
}

/* {"in": [...]}, or where that is shorter {"except": [...]}. */
static void put_select(const struct rules *rules, int dimension,
                       const struct bits *select, struct text *text)
{
    const struct terms *terms = terms_of(rules, dimension);
    struct bits *others = bits_copy(rules->arena, select);
    struct text in = { 0 };
    struct text except = { 0 };
    bits_complement(others);
    bool shorter =
        put_cover(terms, select, &in) <= put_cover(terms, others, &except);
    text_print(text, "{\"%s\": [%s]}", shorter ? "in" : "except",
               text_string(shorter ? &in : &except));
    text_destroy(&in);
    text_destroy(&except);
}

/* --- rules ----------------------------------------------------------------- */

/* ["and", x, y], ["or", x, y], ["not", x], or the name of a fact. */
static void put_condition(const struct condition *condition, struct text *text)
{
    static const char *const words[] = { [TREE_CONDITION_NOT] = "[\"not\", ",
                                         [TREE_CONDITION_AND] = "[\"and\", ",
                                         [TREE_CONDITION_OR] = "[\"or\", " };
    if (condition == NULL) {
        text_put(text, "null");
        return;
    }
    if (condition->kind == TREE_CONDITION_NAME) {
        text_json(text, condition->term->path);
        return;
    }
    text_put(text, words[condition->kind]);
    put_condition(condition->left, text);
    if (condition->kind != TREE_CONDITION_NOT) {
        text_put(text, ", ");
        put_condition(condition->right, text);
    }
    text_put(text, "]");
}

static bool prevails(const struct statement *a, const struct statement *b)
{
    for (size_t i = 0; i < b->prevailing_count; i++) {
        if (b->prevailing[i] == a) {
            return true;
        }
    }
    return false;
}

/* Whether the second rule, of the other effect, comes before the first for what
 * both fit: what an engine in which prohibitions win has to be told. */
static bool gives_way(const struct clause *rule, const struct clause *other)
{
    if (rule->allows == other->allows ||
        !statement_meets(rule->statement, other->statement)) {
        return false;
    }
    if (rule->weak) {
        return other->weak && rule->allows;
    }
    return !rule->allows && !other->weak &&
           prevails(other->statement, rule->statement);
}

static void put_behind(const struct rules *rules, const struct clause *rule,
                       struct text *text)
{
    bool may =
        rule->weak ? rule->allows : rule->statement->prevailing_count > 0;
    bool first = true;
    text_put(text, ", \"behind\": [");
    for (size_t i = 0; may && i < rules->count; i++) {
        if (gives_way(rule, &rules->items[i])) {
            text_print(text, "%s%zu", first ? "" : ", ", i);
            first = false;
        }
    }
    text_put(text, "]");
}

static void put_rule(const struct rules *rules, size_t number,
                     struct text *text)
{
    const struct clause *rule = &rules->items[number];
    bool first = true;
    text_put(text, "  {\"name\": ");
    text_json(text, rule->statement->name);
    text_print(text, ", \"effect\": \"%s\", \"weak\": %s, \"where\": {",
               rule->allows ? "allow" : "deny", rule->weak ? "true" : "false");
    for (int d = 0; d < DIMENSION_COUNT; d++) {
        if (rule->box->select[d] != NULL) {
            text_print(text, "%s\"%s\": ", first ? "" : ", ", kinds[d]);
            put_select(rules, d, rule->box->select[d], text);
            first = false;
        }
    }
    text_put(text, "}, \"if\": ");
    put_condition(rule->statement->guard, text);
    text_put(text, ", \"exception\": ");
    put_condition(rule->statement->unless, text);
    put_behind(rules, rule, text);
    text_put(text, "}");
}

/* --- requests -------------------------------------------------------------- */

static void put_request(const struct rules *rules, const struct ask *ask,
                        enum verdict verdict, struct text *text)
{
    const struct terms *facts = &rules->policy->terms[KIND_CONDITION];
    bool first = true;
    text_put(text, "  {");
    for (int d = 0; d < DIMENSION_COUNT; d++) {
        text_print(text, "\"%s\": ", kinds[d]);
        text_json(text, terms_of(rules, d)->items[ask->at[d]]->path);
        text_put(text, ", ");
    }
    text_put(text, "\"facts\": [");
    for (size_t i = 0; i < facts->count; i++) {
        if ((ask->facts & rules->bit_of[i]) != 0) {
            text_put(text, first ? "" : ", ");
            text_json(text, facts->items[i]->path);
            first = false;
        }
    }
    text_print(text, "], \"allowed\": %s}",
               verdict == VERDICT_ALLOW ? "true" : "false");
}

/* --- the run --------------------------------------------------------------- */

static bool write_input(const struct rules *rules, const struct ask *asks,
                        const enum verdict *verdicts, size_t count,
                        const char *path)
{
    const struct terms *facts = &rules->policy->terms[KIND_CONDITION];
    struct text text = { 0 };
    text_put(&text, "{\"terms\": {");
    for (int d = 0; d < DIMENSION_COUNT; d++) {
        text_print(&text, "%s\"%s\": ", d > 0 ? ",\n " : "", kinds[d]);
        put_terms(terms_of(rules, d), &text);
    }
    text_put(&text, "},\n\"facts\": [");
    for (size_t i = 0, first = 1; i < facts->count; i++) {
        if (rules->bit_of[i] != 0) {
            text_put(&text, first ? "" : ", ");
            text_json(&text, facts->items[i]->path);
            first = 0;
        }
    }
    text_put(&text, "],\n\"rules\": [\n");
    for (size_t i = 0; i < rules->count; i++) {
        put_rule(rules, i, &text);
        text_put(&text, i + 1 < rules->count ? ",\n" : "\n");
    }
    text_put(&text, "],\n\"requests\": [\n");
    for (size_t i = 0; i < count; i++) {
        put_request(rules, &asks[i], verdicts[i], &text);
        text_put(&text, i + 1 < count ? ",\n" : "\n");
    }
    text_put(&text, "]}\n");
    bool done = generate_file(path, &text);
    text_destroy(&text);
    return done;
}

size_t peers_measure(const struct rules *rules, const struct ask *asks,
                     const enum verdict *verdicts, size_t count,
                     const char *script, const char *path, struct peer *peers,
                     bool *good)
{
    char line[4096];
    size_t found = 0;
    if (!write_input(rules, asks, verdicts, count, path)) {
        *good = false;
        return 0;
    }
    snprintf(line, sizeof line, "node '%s' '%s'", script, path);
    fflush(stdout);
    FILE *node = popen(line, "r");
    while (node != NULL && found < PEERS &&
           fgets(line, sizeof line, node) != NULL) {
        struct peer *peer = &peers[found];
        if (sscanf(line, "%31s %lf %lf %zu", peer->name, &peer->nanoseconds,
                   &peer->load, &peer->asked) == 4) {
            found++;
        }
    }
    if (node == NULL || pclose(node) != 0) {
        *good = false;
    }
    return found;
}
