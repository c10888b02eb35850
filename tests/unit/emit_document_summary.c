/* emit/summary: the table is never wider and never narrower than the clauses.
 * Held against the reference evaluator, point by point, on random policies: a
 * purpose or a recipient stands in a row exactly if something of the kind is
 * allowed under some facts, and without a condition exactly if under all. */

#include "language_compiling.h"

#include "emit/summary.h"

#include <stdio.h>

enum { TERMS = 4, CONDITIONS = 3, POLICIES = 150 };

static uint32_t draw(uint32_t *seed, uint32_t below)
{
    *seed = *seed * UINT32_C(1664525) + UINT32_C(1013904223);
    return (*seed >> 8) % below;
}

/* --- a random policy ------------------------------------------------------ */

static void draw_terms(struct text *text, uint32_t *seed, char kind)
{
    uint32_t first = draw(seed, TERMS) + 1;
    text_print(text, "%c%u", kind, (unsigned)first);
    if (draw(seed, 2) == 0) {
        text_print(text, " and %c%u", kind, (unsigned)draw(seed, TERMS) + 1);
    }
}

static void draw_guard(struct text *text, uint32_t *seed, const char *word)
{
    text_print(text, " %s %sc%u", word, draw(seed, 4) == 0 ? "not " : "",
               (unsigned)draw(seed, CONDITIONS) + 1);
    if (draw(seed, 2) == 0) {
        text_print(text, " %s c%u", draw(seed, 2) == 0 ? "and" : "or",
                   (unsigned)draw(seed, CONDITIONS) + 1);
    }
}

static void draw_statement(struct text *text, uint32_t *seed, unsigned number)
{
    static const char *const modality[] = { "may", "may", "may", "must not",
                                            "never" };
    static const char *const actions[] = { "use",     "collect", "store",
                                           "analyze", "share",   "share",
                                           "disclose" };
    uint32_t how = draw(seed, 5);
    uint32_t what = draw(seed, 7);
    text_print(text, "s%u: we %s %s ", number, modality[how], actions[what]);
    draw_terms(text, seed, 'd');
    text_put(text, " for ");
    draw_terms(text, seed, 'p');
    if (what >= 4) {
        text_put(text, " to ");
        draw_terms(text, seed, 'r');
    }
    if (draw(seed, 2) == 0) {
        draw_guard(text, seed, "if");
    }
    if (how != 4 && draw(seed, 3) == 0) {
        draw_guard(text, seed, "unless");
    }
    if (number > 1 && draw(seed, 4) == 0) {
        text_print(text, " notwithstanding s%u",
                   (unsigned)draw(seed, number - 1) + 1);
    }
    text_put(text, ".\n");
}

static void draw_policy(struct text *text, uint32_t *seed)
{
    static const struct {
        const char *kind;
        char letter;
    } kinds[] = { { "data", 'd' }, { "purpose", 'p' }, { "recipient", 'r' } };
    for (size_t k = 0; k < 3; k++) {
        for (unsigned i = 1; i <= TERMS; i++) {
            text_print(text, "%s %c%u\n", kinds[k].kind, kinds[k].letter, i);
        }
    }
    text_put(text, "condition c1 { c2 }\ncondition c3\n");
    unsigned count = 3 + draw(seed, 8);
    for (unsigned i = 1; i <= count; i++) {
        draw_statement(text, seed, i);
    }
}

/* --- what the evaluator says ---------------------------------------------- */

enum { NEVER, SOMETIMES, ALWAYS };

struct question_of {
    struct compilation *compilation;
    bool giving;
    size_t data, purpose, recipient; /* purpose 0: any of them will do */
};

static bool allowed_at(const struct question_of *question,
                       const struct bits *facts, size_t purpose)
{
    struct compilation *compilation = question->compilation;
    const struct policy *policy = compilation->policy;
    const struct terms *actions = &policy->terms[KIND_ACTION];
    const struct term *process = term_find(actions, "process", NULL, NULL);
    for (size_t a = 0; a < actions->count; a++) {
        const struct term *action = actions->items[a];
        if (!term_within(action, process) ||
            term_within(action, policy->disclose) != question->giving) {
            continue;
        }
        struct point point = { .facts = facts };
        point.at[DIMENSION_PARTY] = 1;
        point.at[DIMENSION_ACTION] = (uint16_t)a;
        point.at[DIMENSION_DATA] = (uint16_t)question->data;
        point.at[DIMENSION_PURPOSE] = (uint16_t)purpose;
        point.at[DIMENSION_RECIPIENT] = (uint16_t)question->recipient;
        if (evaluate(compilation->arena, policy, &point).verdict ==
            VERDICT_ALLOW) {
            return true;
        }
    }
    return false;
}

static int truth(const struct question_of *question)
{
    const struct policy *policy = question->compilation->policy;
    const struct terms *conditions = &policy->terms[KIND_CONDITION];
    size_t sets = (size_t)1 << (conditions->count - 1);
    size_t yes = 0;
    for (size_t set = 0; set < sets; set++) {
        struct bits *facts =
            bits_create(question->compilation->arena, conditions->count);
        for (size_t i = 1; i < conditions->count; i++) {
            if ((set >> (i - 1) & 1u) != 0) {
                bits_add(facts, i);
            }
        }
        facts_close(conditions, facts);
        bool allowed = false;
        size_t first = question->giving ? 0 : question->purpose;
        size_t last = question->giving ? TERMS : question->purpose;
        for (size_t p = first; p <= last && !allowed; p++) {
            allowed = allowed_at(question, facts, p);
        }
        yes += allowed;
    }
    return yes == 0 ? NEVER : yes == sets ? ALWAYS : SOMETIMES;
}

/* --- what the table says -------------------------------------------------- */

/* Whether the phrase names the term before its condition, if it has one. */
static int said_in(const struct cell *cell, const char *name)
{
    for (size_t i = 0; i < cell->count; i++) {
        const char *item = cell->items[i];
        const char *limits[] = { strstr(item, ", if "),
                                 strstr(item, ", unless "),
                                 strstr(item, ", in some") };
        const char *end = item + strlen(item);
        bool limited = false;
        for (size_t n = 0; n < 3; n++) {
            if (limits[n] != NULL) {
                end = limits[n] < end ? limits[n] : end;
                limited = true;
            }
        }
        const char *found = strstr(item, name);
        if (found != NULL && found < end) {
            return limited ? SOMETIMES : ALWAYS;
        }
    }
    return NEVER;
}

static const struct summary_row *row_of(const struct summary *summary,
                                        const char *name)
{
    for (size_t i = 0; i < summary->count; i++) {
        if (said_in(&summary->rows[i].data, name) == ALWAYS) {
            return &summary->rows[i];
        }
    }
    return NULL;
}

static void check_row(struct compilation *compilation,
                      const struct summary *summary, size_t data)
{
    const struct policy *policy = compilation->policy;
    const struct summary_row *row =
        row_of(summary, policy->terms[KIND_DATA].items[data]->name);
    const struct cell none = { NULL, 0 };
    for (size_t n = 1; n <= TERMS; n++) {
        struct question_of use = { compilation, false, data, n,
                                   policy->us->number };
        const char *purpose = policy->terms[KIND_PURPOSE].items[n]->name;
        assert_int_equal(said_in(row == NULL ? &none : &row->purposes, purpose),
                         truth(&use));
        size_t r = policy->us->number + n; /* `us` stands before them */
        struct question_of give = { compilation, true, data, 0, r };
        const char *recipient = policy->terms[KIND_RECIPIENT].items[r]->name;
        assert_int_equal(
            said_in(row == NULL ? &none : &row->recipients, recipient),
            truth(&give));
    }
}

static void tables_say_what_the_clauses_say(void **state)
{
    (void)state;
    uint32_t seed = 42;
    for (int i = 0; i < POLICIES; i++) {
        struct text text = { NULL, 0, 0 };
        draw_policy(&text, &seed);
        struct compilation *compilation = compile(text_string(&text));
        struct summary summary =
            summary_create(compilation->analysis, &language_english);
        for (size_t d = 1; d <= TERMS; d++) {
            check_row(compilation, &summary, d);
        }
        compilation_destroy(compilation);
        text_destroy(&text);
    }
}

/* --- how long, and of whom ------------------------------------------------ */

static void cell_reads(const struct cell *cell, const char *expected)
{
    struct text text = { NULL, 0, 0 };
    for (size_t i = 0; i < cell->count; i++) {
        text_print(&text, "%s%s", i == 0 ? "" : "/", cell->items[i]);
    }
    assert_string_equal(text_string(&text), expected);
    text_destroy(&text);
}

static const char vocabulary[] = "data a { b, c }\n"
                                 "data d { e, ... }\n"
                                 "purpose p\npurpose q { s }\n"
                                 "recipient r\n"
                                 "subject minor \"minors\"\n"
                                 "region eu \"the EU\"\n"
                                 "condition g \"you agree\"\n"
                                 "condition h \"you object\"\n"
                                 "event end \"the end\"\n";

static void row_reads(const char *rules, const char *const cells[4])
{
    char source[2048];
    snprintf(source, sizeof source, "%s%s", vocabulary, rules);
    struct compilation *compilation = compile(source);
    struct summary summary =
        summary_create(compilation->analysis, &language_english);
    assert_true(summary.count >= 1);
    cell_reads(&summary.rows[0].data, cells[0]);
    cell_reads(&summary.rows[0].purposes, cells[1]);
    cell_reads(&summary.rows[0].recipients, cells[2]);
    cell_reads(&summary.rows[0].keeping, cells[3]);
    compilation_destroy(compilation);
}

static void rows_say_how_long_and_of_whom(void **state)
{
    (void)state;
    row_reads("we may store a for p up to 3 days after end.\n"
              "we may use a for q.\n",
              (const char *const[]){ "a", "p/q", "none",
                                     "for up to 3 days after the end (for p)/"
                                     "no period stated (for q)" });
    row_reads("we may use b and c for q except s if g unless h.\n"
              "we must delete a within 2 weeks after end.\n",
              (const char *const[]){
                  "a", "q other than s, if you agree, unless you object",
                  "none", "for up to 2 weeks after the end" });
    row_reads("we may use a for p unless h.\n",
              (const char *const[]){ "a", "p, unless you object", "none",
                                     "no period stated" });
    row_reads("we may use a for p of any except minor.\n",
              (const char *const[]){
                  "a", "p, only for information of anyone other than minors",
                  "none", "no period stated" });
    row_reads("we may use a for p.\n"
              "s: we must not use a for p of minor if not g notwithstanding "
              "may_use_a.\n",
              (const char *const[]){
                  "a", "p; for information of minors, if you agree", "none",
                  "no period stated" });
    row_reads("we may store a for p in eu.\nwe may share a to any for p.\n",
              (const char *const[]){ "a", "p, only in the EU", "anyone",
                                     "no period stated" });
}

/* A closed list holds what it lists; an open one may hold more. */
static void open_lists_have_a_rest(void **state)
{
    (void)state;
    row_reads("we may use a except b for p.\n",
              (const char *const[]){ "c", "p", "none", "no period stated" });
    row_reads("we may use d except e for p.\n",
              (const char *const[]){ "d other than e", "p", "none",
                                     "no period stated" });
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tables_say_what_the_clauses_say),
        cmocka_unit_test(rows_say_how_long_and_of_whom),
        cmocka_unit_test(open_lists_have_a_rest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
