#ifndef WRIT_TESTS_UNIT_EMIT_DOCUMENT_TRUTH_H
#define WRIT_TESTS_UNIT_EMIT_DOCUMENT_TRUTH_H

/* What the tests of the tables share: random policies, and what the reference
 * evaluator says of them, point by point. Nothing here knows a diagram. */

#include "language_compiling.h"

#include "emit/practice.h"

#include <stdio.h>

enum { PURPOSES = 4, CONDITIONS = 3, MEASURES = 2, BASES = 2 };

static inline uint32_t draw(uint32_t *seed, uint32_t below)
{
    *seed = *seed * UINT32_C(1664525) + UINT32_C(1013904223);
    return (*seed >> 8) % below;
}

/* --- a random policy ------------------------------------------------------ */

static inline void draw_terms(struct text *text, uint32_t *seed, char kind,
                              uint32_t count)
{
    text_print(text, "%c%u", kind, (unsigned)draw(seed, count) + 1);
    if (draw(seed, 2) == 0) {
        text_print(text, " and %c%u", kind, (unsigned)draw(seed, count) + 1);
    }
}

static inline void draw_guard(struct text *text, uint32_t *seed,
                              const char *word)
{
    text_print(text, " %s %sc%u", word, draw(seed, 4) == 0 ? "not " : "",
               (unsigned)draw(seed, CONDITIONS) + 1);
    if (draw(seed, 2) == 0) {
        text_print(text, " %s c%u", draw(seed, 2) == 0 ? "and" : "or",
                   (unsigned)draw(seed, CONDITIONS) + 1);
    }
}

static inline void draw_guards(struct text *text, uint32_t *seed, bool unless)
{
    if (draw(seed, 2) == 0) {
        draw_guard(text, seed, "if");
    }
    if (unless && draw(seed, 3) == 0) {
        draw_guard(text, seed, "unless");
    }
}

/* A rule about using, giving or transferring. */
static inline void draw_rule(struct text *text, uint32_t *seed)
{
    static const char *const modality[] = { "may", "may", "may", "must not",
                                            "never" };
    static const char *const actions[] = { "use",      "collect", "store",
                                           "analyze",  "share",   "share",
                                           "disclose", "transfer" };
    uint32_t how = draw(seed, 5);
    uint32_t what = draw(seed, 8);
    text_print(text, "we %s %s ", modality[how], actions[what]);
    draw_terms(text, seed, 'd', 6);
    text_put(text, " for ");
    draw_terms(text, seed, 'p', PURPOSES);
    if (what >= 4 && what < 7) {
        text_put(text, " to ");
        draw_terms(text, seed, 'r', 5);
    } else if (what == 7) {
        text_put(text, " to ");
        draw_terms(text, seed, 'g', 2);
    }
    if (how < 3 && draw(seed, 3) == 0) {
        text_print(text, " with m%u", (unsigned)draw(seed, MEASURES) + 1);
    }
    if (how < 3 && draw(seed, 2) == 0) {
        text_print(text, " under b%u", (unsigned)draw(seed, BASES) + 1);
    }
    draw_guards(text, seed, how != 4);
}

static inline void draw_statement(struct text *text, uint32_t *seed,
                                  unsigned number)
{
    static const char *const rights[] = { "access", "erase", "port" };
    uint32_t form = draw(seed, 8);
    text_print(text, "s%u: ", number);
    if (form == 0) {
        text_print(text, "you may %s ", rights[draw(seed, 3)]);
        draw_terms(text, seed, 'd', 6);
        draw_guards(text, seed, true);
    } else if (form == 1) {
        text_put(text, "we must delete ");
        draw_terms(text, seed, 'd', 6);
        text_print(text, " within %u days after e1",
                   (unsigned)draw(seed, 90) + 1);
        draw_guards(text, seed, true);
    } else {
        draw_rule(text, seed);
    }
    if (form > 0 && number > 1 && draw(seed, 4) == 0) {
        text_print(text, " notwithstanding s%u",
                   (unsigned)draw(seed, number - 1) + 1);
    }
    text_put(text, ".\n");
}

static const char random_vocabulary[] =
    "data d1\ndata d2\ndata d3\ndata d4 { d5, d6 }\n"
    "purpose p1\npurpose p2\npurpose p3\npurpose p4\n"
    "recipient r1\nrecipient r2\nrecipient r3 { r4, r5 }\n"
    "region g1\nregion g2\nmeasure m1\nmeasure m2\nbasis b1\nbasis b2\n"
    "condition c1 { c2 }\ncondition c3\nevent e1\n";

static inline struct compilation *random_policy(uint32_t *seed)
{
    struct text text = { NULL, 0, 0 };
    text_put(&text, random_vocabulary);
    unsigned count = 3 + draw(seed, 9);
    for (unsigned i = 1; i <= count; i++) {
        draw_statement(&text, seed, i);
    }
    struct compilation *compilation = compile(text_string(&text));
    text_destroy(&text);
    return compilation;
}

/* --- what the evaluator says ---------------------------------------------- */

enum { NEVER, SOMETIMES, ALWAYS };

/* Sets of facts, closed: one a subset of the conditions. */
struct cases {
    struct bits *facts[1 << CONDITIONS];
    size_t count;
};

static inline struct cases all_cases(struct compilation *compilation)
{
    const struct terms *conditions =
        &compilation->policy->terms[KIND_CONDITION];
    struct cases cases = { .count = (size_t)1 << (conditions->count - 1) };
    for (size_t set = 0; set < cases.count; set++) {
        cases.facts[set] = bits_create(compilation->arena, conditions->count);
        for (size_t i = 1; i < conditions->count; i++) {
            if ((set >> (i - 1) & 1u) != 0) {
                bits_add(cases.facts[set], i);
            }
        }
        facts_close(conditions, cases.facts[set]);
    }
    return cases;
}

/* The kind of an action by its name, as REFERENCE.md has the library. */
static inline enum doing kind_of(const struct policy *policy,
                                 const struct term *action)
{
    const struct terms *actions = &policy->terms[KIND_ACTION];
    const struct term *process = term_find(actions, "process", NULL, NULL);
    const struct term *transfer = term_find(actions, "transfer", NULL, NULL);
    return term_within(action, policy->disclose) ? DOING_GIVE
           : term_within(action, transfer)       ? DOING_TRANSFER
           : term_within(action, process)        ? DOING_USE
                                                 : DOING_COUNT;
}

/* Whether a statement permits there, be it weakly or defeated. */
static inline bool is_claimed(const struct policy *policy,
                              const struct point *point)
{
    for (size_t i = 0; i < policy->statement_count; i++) {
        const struct statement *statement = policy->statements[i];
        for (size_t b = 0;
             statement->kind == STATEMENT_RULE && b < statement->box_count;
             b++) {
            const struct box *box = &statement->boxes[b];
            enum application applies = box_applies(statement, box, point);
            if (applies != APPLIES_NOT &&
                box->permits == (applies == APPLIES_STRONGLY)) {
                return true;
            }
        }
    }
    return false;
}

/* What is found in an extent. */
struct truth {
    bool allowed; /* at one point at least */
    struct bits *permitting, *forbidding;
    struct bits *always, *sometimes; /* measures of all, of any */
};

static inline struct truth truth_nothing(struct compilation *compilation)
{
    const struct policy *policy = compilation->policy;
    size_t measures = policy->terms[KIND_MEASURE].count;
    return (struct truth){
        .permitting = bits_create(compilation->arena, policy->statement_count),
        .forbidding = bits_create(compilation->arena, policy->statement_count),
        .always = bits_full(compilation->arena, measures),
        .sometimes = bits_create(compilation->arena, measures),
    };
}

static inline void add_deciding(struct bits *set, const struct ruling *ruling)
{
    for (size_t i = 0; i < ruling->deciding_count; i++) {
        bits_add(set, ruling->deciding[i]->index);
    }
}

/* Looks at every action of the kind at the rest of the point. True where one
 * is allowed. */
static inline bool truth_at(struct compilation *compilation, enum doing doing,
                            struct point point, struct truth *truth)
{
    const struct policy *policy = compilation->policy;
    const struct terms *actions = &policy->terms[KIND_ACTION];
    struct bits *barred =
        bits_create(compilation->arena, policy->statement_count);
    bool allowed = false;
    for (size_t a = 1; a < actions->count; a++) {
        if (kind_of(policy, actions->items[a]) != doing) {
            continue;
        }
        point.at[DIMENSION_PARTY] = 1;
        point.at[DIMENSION_ACTION] = (uint16_t)a;
        struct ruling ruling = evaluate(compilation->arena, policy, &point);
        if (ruling.verdict == VERDICT_ALLOW) {
            allowed = true;
            add_deciding(truth->permitting, &ruling);
            bits_intersect(truth->always, ruling.measures);
            bits_unite(truth->sometimes, ruling.measures);
        } else if (ruling.verdict == VERDICT_DENY &&
                   is_claimed(policy, &point)) {
            add_deciding(barred, &ruling);
        }
    }
    if (!allowed) {
        bits_unite(truth->forbidding, barred);
    }
    truth->allowed = truth->allowed || allowed;
    return allowed;
}

/* Whether something of the kind is allowed at any of these points, under some
 * facts or under all; NULL is everywhere. */
struct area {
    enum doing doing;
    const struct bits *data, *purposes, *recipients, *regions;
};

static inline const struct bits *all_of(struct compilation *compilation,
                                        const struct bits *points, int space)
{
    return points != NULL ? points
                          : bits_full(compilation->arena,
                                      compilation->policy->terms[space].count);
}

static inline bool truth_under(struct compilation *compilation,
                               const struct area *area,
                               const struct bits *facts, struct truth *truth)
{
    const struct bits *data = all_of(compilation, area->data, KIND_DATA);
    const struct bits *purposes =
        all_of(compilation, area->purposes, KIND_PURPOSE);
    const struct bits *recipients =
        all_of(compilation, area->recipients, KIND_RECIPIENT);
    const struct bits *regions =
        all_of(compilation, area->regions, KIND_REGION);
    bool allowed = false;
    struct point point = { .facts = facts };
    for (size_t d = bits_next(data, 0); d < data->size;
         d = bits_next(data, d + 1)) {
        point.at[DIMENSION_DATA] = (uint16_t)d;
        for (size_t p = bits_next(purposes, 0); p < purposes->size;
             p = bits_next(purposes, p + 1)) {
            point.at[DIMENSION_PURPOSE] = (uint16_t)p;
            for (size_t r = bits_next(recipients, 0); r < recipients->size;
                 r = bits_next(recipients, r + 1)) {
                point.at[DIMENSION_RECIPIENT] = (uint16_t)r;
                for (size_t g = bits_next(regions, 0); g < regions->size;
                     g = bits_next(regions, g + 1)) {
                    point.at[DIMENSION_REGION] = (uint16_t)g;
                    allowed =
                        truth_at(compilation, area->doing, point, truth) ||
                        allowed;
                }
            }
        }
    }
    return allowed;
}

/* NEVER, SOMETIMES or ALWAYS; what decides is added to `truth`. */
static inline int truth_of(struct compilation *compilation,
                           const struct area *area, struct truth *truth)
{
    struct cases cases = all_cases(compilation);
    size_t yes = 0;
    for (size_t i = 0; i < cases.count; i++) {
        yes += truth_under(compilation, area, cases.facts[i], truth);
    }
    return yes == 0 ? NEVER : yes == cases.count ? ALWAYS : SOMETIMES;
}

static inline struct bits *one_point(struct compilation *compilation, int space,
                                     size_t point)
{
    struct bits *set = bits_create(compilation->arena,
                                   compilation->policy->terms[space].count);
    bits_add(set, point);
    return set;
}

/* --- what a cell says ----------------------------------------------------- */

/* Where the phrase stops naming and starts its condition. */
static inline const char *phrase_end(const char *item, bool *limited)
{
    const char *limits[] = { strstr(item, ", if "), strstr(item, ", unless "),
                             strstr(item, ", in some") };
    const char *end = item + strlen(item);
    for (size_t n = 0; n < 3; n++) {
        if (limits[n] != NULL) {
            end = limits[n] < end ? limits[n] : end;
            *limited = true;
        }
    }
    return end;
}

/* Whether the phrase names the term before its condition, if it has one. */
static inline int item_says(const char *item, const char *name)
{
    bool limited = false;
    const char *end = phrase_end(item, &limited);
    const char *found = strstr(item, name);
    return found == NULL || found >= end ? NEVER : limited ? SOMETIMES : ALWAYS;
}

static inline int said_in(const struct cell *cell, const char *name)
{
    for (size_t i = 0; i < cell->count; i++) {
        int said = item_says(cell->items[i], name);
        if (said != NEVER) {
            return said;
        }
    }
    return NEVER;
}

/* The grounds that a warrant names are those of its permissions. */
static inline void basis_is_true(struct compilation *compilation,
                                 const struct warrant *warrant,
                                 const struct bits *permitting)
{
    const struct policy *policy = compilation->policy;
    bool named = false;
    bool unnamed = false;
    bool of[BASES + 1] = { false };
    for (size_t i = bits_next(permitting, 0); i < permitting->size;
         i = bits_next(permitting, i + 1)) {
        const struct term_list *bases = &policy->statements[i]->bases;
        unnamed = unnamed || bases->count == 0;
        for (size_t b = 0; b < bases->count; b++) {
            named = true;
            of[bases->items[b]->name[1] - '0'] = true;
        }
    }
    if (!named) {
        assert_null(warrant->basis);
        return;
    }
    assert_non_null(warrant->basis);
    for (int b = 1; b <= BASES; b++) {
        char name[3] = { 'b', (char)('0' + b), '\0' };
        assert_int_equal(strstr(warrant->basis, name) != NULL, of[b]);
    }
    assert_int_equal(strstr(warrant->basis, "in some cases") != NULL, unnamed);
}

static inline struct bits *claimed(struct compilation *compilation,
                                   const struct warrant *warrant)
{
    struct bits *set =
        bits_create(compilation->arena, compilation->policy->statement_count);
    for (size_t i = 0; i < warrant->statements.count; i++) {
        bits_add(set, warrant->statements.items[i]);
    }
    return set;
}

/* A phrase of purposes or recipients rests on exactly the statements that
 * decide where it says that something is allowed. */
static inline void item_is_warranted(struct compilation *compilation,
                                     const struct cell *cell, size_t i,
                                     const struct area *area)
{
    struct truth truth = truth_nothing(compilation);
    const struct warrant *warrant = &cell->warrants[i];
    bool limited = false;
    (void)phrase_end(cell->items[i], &limited);
    (void)truth_of(compilation, area, &truth);
    assert_true(warrant->statements.count > 0);
    basis_is_true(compilation, warrant, truth.permitting);
    if (limited) {
        bits_unite(truth.permitting, truth.forbidding);
    }
    assert_true(bits_equal(claimed(compilation, warrant), truth.permitting));
}

#endif
