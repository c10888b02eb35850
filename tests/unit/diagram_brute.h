#ifndef WRIT_TESTS_UNIT_DIAGRAM_BRUTE_H
#define WRIT_TESTS_UNIT_DIAGRAM_BRUTE_H

/* Small policies, the same for the same seed, with the ruling of the reference
 * evaluator at each of their points under each closed set of facts: what the
 * tests of answers compare with. */

#include "language_compiling.h"
#include "model/evaluate.h"

struct dice {
    uint64_t state;
};

static inline unsigned throw(struct dice * dice, unsigned sides)
{
    dice->state ^= dice->state << 13;
    dice->state ^= dice->state >> 7;
    dice->state ^= dice->state << 17;
    return (unsigned)(dice->state >> 33) % sides;
}

static inline const char *pick(struct dice *dice, const char *const *words)
{
    unsigned count = 0;
    while (words[count] != NULL)
        count++;
    return words[throw(dice, count)];
}

static const char vocabulary[] = "data d { d1, d2 }\n"
                                 "purpose p { p1 }\n"
                                 "purpose q\n"
                                 "recipient r { r1 }\n"
                                 "condition c { k }\n"
                                 "condition l\n";

static const char *const some_parties[] = { "we", "we", "we", "we", "r", NULL };
static const char *const some_verbs[] = { "use",      "use",   "share",
                                          "share",    "sell",  "process",
                                          "disclose", "store", NULL };
static const char *const some_data[] = { "d", "d1", "d2", "d1", "any", NULL };
static const char *const some_purposes[] = { "p", "p1", "q", "any except q",
                                             NULL };
static const char *const some_recipients[] = { "r", "r1", "any", "us", NULL };
static const char *const some_guards[] = {
    "c",      "k",           "l",           "c and l", "not k",
    "k or l", "not c and l", "c and not k", NULL
};

static inline void write_statement(struct dice *dice, size_t number,
                                   struct text *text)
{
    static const char *const modalities[] = { "may",      "may",   "may",
                                              "must not", "never", NULL };
    const char *modality = pick(dice, modalities);
    bool may = strcmp(modality, "may") == 0;
    text_print(text, "s%zu: %s %s %s %s", number, pick(dice, some_parties),
               modality, pick(dice, some_verbs), pick(dice, some_data));
    if (throw(dice, 3) > 0)
        text_print(text, " %sfor %s", may && throw(dice, 4) == 0 ? "only " : "",
                   pick(dice, some_purposes));
    if (throw(dice, 3) == 0)
        text_print(text, " to %s", pick(dice, some_recipients));
    if (throw(dice, 3) == 0)
        text_print(text, " if %s", pick(dice, some_guards));
    if (throw(dice, 3) == 0 && strcmp(modality, "never") != 0)
        text_print(text, " unless %s", pick(dice, some_guards));
    if (number > 0 && throw(dice, 4) == 0)
        text_print(text, " notwithstanding s%u", throw(dice, (unsigned)number));
    text_put(text, ".\n");
}

static inline void write_policy(uint64_t seed, struct text *text)
{
    struct dice dice = { seed * 0x9e3779b97f4a7c15u + 1 };
    size_t count = 2 + throw(&dice, 6);
    text_put(text, vocabulary);
    for (size_t i = 0; i < count; i++)
        write_statement(&dice, i, text);
}

/* A question; each part may be the `?`, which is the part of that number. */
static inline void write_question(struct dice *dice, unsigned open,
                                  struct text *text)
{
    text_print(text, "%s %s", open == 0 ? "?" : pick(dice, some_parties),
               open == 1 ? "?" : pick(dice, some_verbs));
    if (open == 2 || throw(dice, 5) > 0)
        text_print(text, " %s", open == 2 ? "?" : pick(dice, some_data));
    if (open == 3 || throw(dice, 3) > 0)
        text_print(text, " for %s",
                   open == 3 ? "?" : pick(dice, some_purposes));
    if (open == 4 || throw(dice, 2) > 0)
        text_print(text, " to %s",
                   open == 4 ? "?" : pick(dice, some_recipients));
    static const char *const facts[] = {
        "c", "k", "l", "c, l", "k and l", NULL
    };
    if (throw(dice, 2) == 0)
        text_print(text, " given %s", pick(dice, facts));
}

static inline struct question read_question(struct compilation *compilation,
                                            const char *words)
{
    struct question question;
    const unsigned char *bytes = (const unsigned char *)words;
    struct source *source = source_add(&compilation->sources, "question", NULL,
                                       bytes, strlen(words), false);
    const struct tree_question *tree =
        parse_question(&compilation->reading, source);
    assert_non_null(tree);
    assert_true(policy_question(&compilation->reading, compilation->policy,
                                tree, &question));
    return question;
}

/* --- every point --------------------------------------------------------- */

struct spot {
    bool allowed;
    uint64_t deciding; /* statements, by index */
};

struct brute {
    struct arena *arena;
    const struct policy *policy;
    size_t size[DIMENSION_COUNT];
    size_t point_count;
    struct place_of_point {
        uint16_t at[DIMENSION_COUNT];
    } * places;                   /* [point] */
    const struct bits *facts[64]; /* closed sets */
    size_t fact_count;
    struct spot *spots; /* [facts][point] */
};

static inline void place_of(const struct brute *brute, size_t index,
                            uint16_t at[DIMENSION_COUNT])
{
    for (int d = DIMENSION_COUNT; d-- > 0;) {
        at[d] = (uint16_t)(index % brute->size[d]);
        index /= brute->size[d];
    }
}

static inline void list_facts(struct brute *brute)
{
    const struct terms *terms = &brute->policy->terms[KIND_CONDITION];
    for (size_t set = 0; set < (size_t)1 << (terms->count - 1); set++) {
        struct bits *facts = bits_create(brute->arena, terms->count);
        for (size_t i = 1; i < terms->count; i++)
            if ((set >> (i - 1) & 1) != 0)
                bits_add(facts, i);
        struct bits *closed = bits_copy(brute->arena, facts);
        facts_close(terms, closed);
        if (bits_equal(closed, facts))
            brute->facts[brute->fact_count++] = facts;
    }
}

static inline struct brute brute_create(const struct policy *policy)
{
    struct brute brute = { .arena = arena_create(),
                           .policy = policy,
                           .point_count = 1 };
    for (int d = 0; d < DIMENSION_COUNT; d++) {
        brute.size[d] = policy->terms[dimension_space[d]].count;
        brute.point_count *= brute.size[d];
    }
    list_facts(&brute);
    brute.places =
        arena_array(brute.arena, brute.point_count, sizeof *brute.places);
    for (size_t i = 0; i < brute.point_count; i++)
        place_of(&brute, i, brute.places[i].at);
    brute.spots = arena_array(brute.arena, brute.point_count * brute.fact_count,
                              sizeof *brute.spots);
    for (size_t f = 0; f < brute.fact_count; f++)
        for (size_t i = 0; i < brute.point_count; i++) {
            struct spot *spot = &brute.spots[f * brute.point_count + i];
            struct point point = { .facts = brute.facts[f] };
            memcpy(point.at, brute.places[i].at, sizeof point.at);
            struct arena *scratch = arena_create();
            struct ruling ruling = evaluate(scratch, policy, &point);
            spot->allowed = ruling.verdict == VERDICT_ALLOW;
            for (size_t k = 0; k < ruling.deciding_count; k++)
                spot->deciding |= UINT64_C(1) << ruling.deciding[k]->index;
            arena_destroy(scratch);
        }
    return brute;
}

/* The number of a closed set of facts. */
static inline size_t brute_facts(const struct brute *brute,
                                 const struct bits *facts)
{
    for (size_t f = 0; f < brute->fact_count; f++)
        if (bits_equal(brute->facts[f], facts))
            return f;
    fail_msg("the facts are closed");
    return 0;
}

/* What was written for a dimension has the point. */
static inline bool chosen_has(const struct chosen *chosen, size_t point)
{
    bool has = !chosen->written;
    for (size_t i = 0; i < chosen->term_count; i++)
        has = has || bits_has(chosen->terms[i]->below, point);
    for (size_t i = 0; i < chosen->except_count; i++)
        has = has && !bits_has(chosen->except[i]->below, point);
    return has;
}

/* The dimension of the question has the point's place in it, others aside. */
static inline bool question_has(const struct policy *policy,
                                const struct question *question, int dimension,
                                const uint16_t at[DIMENSION_COUNT])
{
    if (dimension == DIMENSION_PARTY)
        return !question->party_term ||
               bits_has(question->party_term->below, at[DIMENSION_PARTY]);
    if (dimension == DIMENSION_RECIPIENT &&
        question->open != DIMENSION_RECIPIENT &&
        !question->chosen[DIMENSION_RECIPIENT].written) {
        bool us = bits_has(policy->us->below, at[DIMENSION_RECIPIENT]);
        return us != bits_has(policy->disclose->below, at[DIMENSION_ACTION]);
    }
    return chosen_has(&question->chosen[dimension], at[dimension]);
}

#endif
