/* Every function here but the oracle's has its counterpart of the same name in
 * proving.c, and must draw and mix as that does. */

#include "emit/c/sweep.h"

#include "base/arena.h"
#include "language/phrase.h"

#include <string.h>

/* --- the oracle ----------------------------------------------------------- */

struct oracle oracle_create(const struct plan *plan)
{
    const struct analysis *analysis = plan->analysis;
    struct oracle oracle = {
        .plan = plan,
        .known_by = arena_array(plan->arena, analysis->condition_count + 1,
                                sizeof(uint64_t)),
    };
    for (size_t i = 0; i < analysis->condition_count; i++) {
        for (size_t bit = 0; bit < plan->facts.count; bit++) {
            if (bits_has(analysis->conditions[i]->below,
                         plan->facts.number[bit])) {
                oracle.known_by[i] |= UINT64_C(1) << bit;
            }
        }
    }
    return oracle;
}

static uint32_t follow(const struct oracle *oracle, const struct layout *layout,
                       uint32_t node, const uint32_t *terms, uint64_t facts)
{
    const struct diagrams *diagrams = oracle->plan->analysis->diagrams;
    for (size_t i = 0; i < layout->level_count; i++) {
        node = node_follow(diagrams, node, layout->levels[i].level, terms[i]);
    }
    while (!node_is_terminal(node)) {
        int level = node_level(diagrams, node);
        bool holds = (oracle->known_by[level - LEVEL_CONDITIONS] & facts) != 0;
        node = node_follow(diagrams, node, level, holds);
    }
    return node_value(node);
}

static uint64_t statement_number_of(const struct plan *plan, size_t statement)
{
    return statement == SIZE_MAX ? plan->policy->statement_count : statement;
}

struct ruled oracle_decide(const struct oracle *oracle, const uint32_t *terms,
                           uint64_t facts)
{
    const struct plan *plan = oracle->plan;
    const struct outcome *outcome = &plan->analysis->outcomes[follow(
        oracle, &plan->decide, plan->asked.verdict, terms, facts)];
    struct ruled ruled = {
        .verdict = (uint64_t)outcome->verdict,
        .statement = statement_number_of(plan, outcome->statement),
    };
    for (size_t i = 0; outcome->measures && i < plan->measures.count; i++) {
        if (bits_has(outcome->measures, plan->measures.number[i])) {
            ruled.duties |= UINT64_C(1) << i;
        }
    }
    return ruled;
}

struct kept oracle_retain(const struct oracle *oracle, const uint32_t *terms)
{
    const struct plan *plan = oracle->plan;
    const struct keeping *keeping = &plan->analysis->keepings[follow(
        oracle, &plan->retain, plan->asked.keeping, terms, 0)];
    return (struct kept){
        .at_least = keeping->at_least,
        .up_to = keeping->up_to,
        .method = keeping->method != NULL ? keeping->method->number : 0,
        .statement = statement_number_of(plan, keeping->up_to_statement),
        .at_least_statement =
            statement_number_of(plan, keeping->at_least_statement),
    };
}

bool oracle_right(const struct oracle *oracle, const uint32_t *terms,
                  uint64_t facts)
{
    return follow(oracle, &oracle->plan->right, oracle->plan->asked.rights,
                  terms, facts) != 0;
}

/* --- draws and digests ---------------------------------------------------- */

static uint64_t mix(uint64_t digest, uint64_t value)
{
    uint64_t mixed = (digest ^ value) * UINT64_C(0x9E3779B97F4A7C15);
    return mixed ^ mixed >> 29;
}

static uint64_t mix_string(uint64_t digest, const char *text)
{
    size_t i = 0;
    for (; text[i] != '\0'; i++) {
        digest = mix(digest, (unsigned char)text[i]);
    }
    return mix(digest, i);
}

static uint64_t draw(uint64_t *state)
{
    uint64_t x = *state += UINT64_C(0x9E3779B97F4A7C15);
    x = (x ^ x >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    x = (x ^ x >> 27) * UINT64_C(0x94D049BB133111EB);
    return x ^ x >> 31;
}

static uint64_t draw_facts(uint64_t *state)
{
    uint64_t form = draw(state) >> 62;
    uint64_t some = draw(state);
    some &= draw(state);
    return form == 0 ? 0 : form == 1 ? UINT64_MAX : form == 2 ? some : ~some;
}

static uint32_t combinations_of(const struct layout *layout)
{
    uint64_t product = 1;
    for (size_t i = 0; i < layout->level_count && product <= SWEEP_STEPS; i++) {
        product *= layout->levels[i].classes;
    }
    return product <= SWEEP_STEPS ? (uint32_t)product : 0;
}

static void place(const struct layout *layout, bool sampled, uint32_t step,
                  uint32_t combinations, uint64_t *state, uint32_t *at)
{
    uint32_t rest = step;
    for (size_t i = 0; i < layout->level_count; i++) {
        const struct layout_level *level = &layout->levels[i];
        uint32_t classes = (uint32_t)level->classes;
        uint32_t drawn = (uint32_t)(draw(state) >> 32);
        if (!sampled) {
            at[i] = drawn % (uint32_t)level->terms;
        } else if (combinations > 0) {
            at[i] = level->example[rest % classes];
            rest /= classes;
        } else {
            at[i] = level->example[drawn % classes];
        }
    }
}

/* Mixes what is to be answered at one place. */
typedef uint64_t mix_answer(const struct oracle *oracle, const uint32_t *at,
                            uint64_t *state, uint64_t digest);

static uint64_t mix_decision(const struct oracle *oracle, const uint32_t *at,
                             uint64_t *state, uint64_t digest)
{
    struct ruled ruled = oracle_decide(oracle, at, draw_facts(state));
    return mix(mix(mix(digest, ruled.verdict), ruled.statement), ruled.duties);
}

static uint64_t mix_retention(const struct oracle *oracle, const uint32_t *at,
                              uint64_t *state, uint64_t digest)
{
    struct kept kept = oracle_retain(oracle, at);
    (void)state;
    digest = mix(mix(digest, kept.at_least), kept.up_to);
    digest = mix(mix(digest, kept.method), kept.statement);
    return mix(digest, kept.at_least_statement);
}

static uint64_t mix_right(const struct oracle *oracle, const uint32_t *at,
                          uint64_t *state, uint64_t digest)
{
    return mix(digest, oracle_right(oracle, at, draw_facts(state)));
}

static uint64_t sweep(const struct oracle *oracle, const struct layout *layout,
                      bool sampled, uint64_t state, mix_answer *answer)
{
    uint32_t combinations = combinations_of(layout);
    uint32_t steps = sampled && combinations > 0
                         ? combinations * (SWEEP_STEPS / combinations)
                         : SWEEP_STEPS;
    uint64_t digest = 0;
    for (uint32_t i = 0; i < steps; i++) {
        uint32_t at[LAYOUT_LEVELS];
        place(layout, sampled, i, combinations, &state, at);
        digest = answer(oracle, at, &state, digest);
    }
    return digest;
}

/* --- what is read --------------------------------------------------------- */

static uint64_t duties_digest(const struct plan *plan)
{
    uint64_t digest = 0;
    for (size_t i = 0; i < plan->duty_count; i++) {
        const struct duty *row = &plan->duties[i];
        digest = mix(digest, row->statement->party_term->number);
        digest = mix(mix(digest, row->action), row->data);
        digest = mix(mix(digest, row->subject), row->event);
        digest = mix(digest, row->statement->index);
        digest = mix(digest, (uint64_t)row->time->kind);
        digest = mix(digest, row->time->choice == EVENT_LATEST);
        digest = mix(digest, row->time->seconds);
    }
    for (int i = 0; i < 9; i++) {
        digest = mix(digest, 0);
    }
    return digest;
}

static uint64_t statements_digest(const struct plan *plan)
{
    uint64_t digest = 0;
    for (size_t i = 0; i < plan->policy->statement_count; i++) {
        const struct statement *statement = plan->policy->statements[i];
        struct text sentence = { 0 };
        uint32_t line;
        const char *file = plan_file(plan, statement, &line);
        language_english.statement(plan->policy, statement, &sentence);
        digest = mix_string(digest, statement->name);
        digest = mix_string(digest, text_string(&sentence));
        digest = mix_string(digest, file);
        digest = mix_string(mix(digest, line), statement->name);
        text_destroy(&sentence);
    }
    digest = mix_string(mix_string(mix_string(digest, ""), ""), "");
    return mix_string(mix(digest, 0), "");
}

static uint64_t facts_digest(const struct plan *plan)
{
    uint64_t digest = 0;
    for (size_t i = 0; i < WORD_BITS; i++) {
        bool is_fact = i < plan->facts.count;
        digest = mix_string(
            digest, is_fact
                        ? plan->facts.terms->items[plan->facts.number[i]]->path
                        : "");
        digest = mix(digest, is_fact ? UINT64_C(1) << i : 0);
    }
    return digest;
}

static uint64_t measures_digest(const struct plan *plan)
{
    uint64_t digest = 0;
    for (size_t i = 0; i < plan->measures.terms->count; i++) {
        int bit = plan->measures.bit[i];
        digest = mix(digest, bit >= 0 ? UINT64_C(1) << bit : 0);
    }
    return digest;
}

static bool is_within(const struct family *family, size_t term, size_t other)
{
    size_t terms = family->terms->count;
    return term == other || other == 0 ||
           (term < terms && other < terms &&
            bits_has(family->terms->items[other]->below, term));
}

/* What an end of the path of term `i` means: the count where nothing. */
static uint64_t number_of(const struct family *family, size_t i,
                          const char *name)
{
    if (i >= family->terms->count) {
        return name == family->paths[i] ? i : family->count;
    }
    const struct term *term = term_find(family->terms, name, NULL, NULL);
    return term != NULL ? term->number : family->count;
}

static uint64_t terms_digest(const struct family *family)
{
    uint64_t digest = 0;
    size_t stride = 1 + family->count / SWEEP_PAIRS;
    for (size_t i = 0; i < family->count; i++) {
        digest = mix_string(digest, family->paths[i]);
        for (const char *name = family->paths[i]; name != NULL;) {
            const char *dot = strchr(name, '.');
            digest = mix(digest, number_of(family, i, name));
            name = dot != NULL ? dot + 1 : NULL;
        }
        for (size_t k = 0; k < family->count; k += stride) {
            if (is_within(family, i, k)) {
                digest = mix(digest, k);
            }
        }
    }
    return digest;
}

void sweep_all(const struct oracle *oracle, uint64_t digests[SWEEP_COUNT])
{
    const struct plan *plan = oracle->plan;
    for (uint32_t drawn = 0; drawn < 2; drawn++) {
        digests[SWEEP_DECISIONS_SAMPLED + drawn] =
            sweep(oracle, &plan->decide, drawn == 0, 1 + drawn, mix_decision);
        digests[SWEEP_RETENTIONS_SAMPLED + drawn] =
            sweep(oracle, &plan->retain, drawn == 0, 3 + drawn, mix_retention);
        digests[SWEEP_RIGHTS_SAMPLED + drawn] =
            sweep(oracle, &plan->right, drawn == 0, 5 + drawn, mix_right);
    }
    digests[SWEEP_DUTIES] = duties_digest(plan);
    digests[SWEEP_STATEMENTS] = statements_digest(plan);
    digests[SWEEP_FACTS] = facts_digest(plan);
    digests[SWEEP_MEASURES] = measures_digest(plan);
    for (size_t i = 0; i < FAMILY_COUNT; i++) {
        digests[SWEEP_FAMILIES + i] = terms_digest(&plan->families[i]);
    }
}
