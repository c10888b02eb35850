/* A request asks about all that its terms cover, so what is asked for a
 * statement or a test is made of terms that cover nothing else. A point that
 * only its own remainder makes, `personal` without what is named in it, cannot
 * be asked about alone and is left out. */

#include "emit/c/requests.h"

#include "base/arena.h"

#include <string.h>

enum {
    MOST_TERMINALS = 4096, /* requests for them beyond one an outcome */
    MOST_COMBINED = 256    /* requests for one expectation */
};

static const struct terms *terms_of(const struct requests *requests,
                                    int dimension)
{
    const struct policy *policy = requests->oracle->plan->policy;
    return &policy->terms[dimension_space[dimension]];
}

static struct arena *arena_of(const struct requests *requests)
{
    return requests->oracle->plan->arena;
}

static void add(struct requests *requests, const struct asked_request *request)
{
    requests->items = arena_extend(arena_of(requests), requests->items,
                                   requests->count, sizeof *requests->items);
    requests->items[requests->count++] = *request;
}

/* A term of the interval that has none below it, or its first. */
static uint32_t leaf_within(const struct terms *terms, uint32_t first,
                            uint32_t end)
{
    for (uint32_t i = first; i < end && i < terms->count; i++) {
        if (terms->items[i]->child_count == 0) {
            return i;
        }
    }
    return first;
}

static uint64_t bit_of(const struct plan *plan, size_t condition)
{
    int bit = plan->facts.bit[condition];
    return bit >= 0 ? UINT64_C(1) << bit : 0;
}

/* --- statements ----------------------------------------------------------- */

/* A point of the set, by the first edge of each node that is not empty. */
static struct asked_request point_of(const struct requests *requests,
                                     uint32_t set, const char *why)
{
    const struct plan *plan = requests->oracle->plan;
    const struct analysis *analysis = plan->analysis;
    struct asked_request request = { .why = why };
    for (int d = 0; d < DIMENSION_COUNT; d++) {
        const struct terms *terms = terms_of(requests, d);
        request.terms[d] = d == DIMENSION_PARTY
                               ? 1
                               : leaf_within(terms, 0, (uint32_t)terms->count);
    }
    while (!node_is_terminal(set)) {
        int level = node_level(analysis->diagrams, set);
        size_t count;
        const struct edge *edge = node_edges(analysis->diagrams, set, &count);
        uint32_t first = 0;
        while (edge->to == node_terminal(0)) {
            first = edge->end;
            edge++;
        }
        if (level < DIMENSION_COUNT) {
            request.terms[level] =
                leaf_within(terms_of(requests, level), first, edge->end);
        } else if (level >= LEVEL_CONDITIONS && first == 1) {
            request.facts |= bit_of(
                plan, analysis->conditions[level - LEVEL_CONDITIONS]->number);
        }
        set = edge->to;
    }
    return request;
}

static void ask_statement(struct requests *requests, size_t index)
{
    const struct plan *plan = requests->oracle->plan;
    const struct statement *statement = plan->policy->statements[index];
    const struct analysis *analysis = plan->analysis;
    const char *why = plan_origin(plan, statement);
    size_t first = requests->count;
    if (statement->kind != STATEMENT_RULE) {
        return;
    }
    for (size_t box = 0; box < statement->box_count; box++) {
        uint32_t sets[] = { analysis->undefeated[index][box],
                            analysis->strong[index][box],
                            analysis->weak[index][box] };
        size_t i = 0;
        while (i < 2 && sets[i] == node_terminal(0)) {
            i++;
        }
        if (sets[i] != node_terminal(0)) {
            struct asked_request request = point_of(requests, sets[i], why);
            add(requests, &request);
        }
    }
    if (requests->count == first) {
        requests->dead =
            arena_extend(arena_of(requests), requests->dead,
                         requests->dead_count, sizeof *requests->dead);
        requests->dead[requests->dead_count++] = (uint32_t)index;
    }
}

static uint32_t selected(const struct requests *requests,
                         const struct statement *statement, int dimension)
{
    const struct bits *select =
        statement->box_count > 0 ? statement->boxes[0].select[dimension] : NULL;
    uint32_t first = select != NULL ? (uint32_t)bits_next(select, 0) : 0;
    const struct terms *terms = terms_of(requests, dimension);
    return leaf_within(terms, first,
                       select != NULL ? first + 1 : (uint32_t)terms->count);
}

static void ask_retention(struct requests *requests, size_t index)
{
    const struct plan *plan = requests->oracle->plan;
    const struct statement *statement = plan->policy->statements[index];
    for (size_t i = 0; i < statement->time_count; i++) {
        const struct time *time = &statement->times[i];
        struct asked_retention retention = {
            .terms = { selected(requests, statement, DIMENSION_DATA),
                       selected(requests, statement, DIMENSION_PURPOSE),
                       selected(requests, statement, DIMENSION_SUBJECT),
                       time->event_count > 0 ? time->events[0]->number : 0 },
            .why = plan_origin(plan, statement),
        };
        requests->retentions =
            arena_extend(arena_of(requests), requests->retentions,
                         requests->retention_count, sizeof retention);
        requests->retentions[requests->retention_count++] = retention;
    }
}

static void ask_rights(struct requests *requests, size_t index)
{
    const struct plan *plan = requests->oracle->plan;
    const struct statement *statement = plan->policy->statements[index];
    for (size_t i = 0; i < statement->rights.count; i++) {
        struct asked_right right = {
            .terms = { selected(requests, statement, DIMENSION_DATA),
                       selected(requests, statement, DIMENSION_SUBJECT),
                       statement->rights.items[i]->number },
            .why = plan_origin(plan, statement),
        };
        for (int all = 0; all < 2; all++) {
            right.facts = all == 0 ? 0 : UINT64_MAX;
            requests->rights =
                arena_extend(arena_of(requests), requests->rights,
                             requests->right_count, sizeof right);
            requests->rights[requests->right_count++] = right;
        }
    }
}

/* --- terminals ------------------------------------------------------------ */

struct descent {
    struct requests *requests;
    struct bits *seen;     /* nodes */
    struct bits *answered; /* outcomes */
    struct asked_request at;
    size_t added;
};

/* Asks for the outcome, if it is what the facts of the way lead to: a way on
 * which a fact holds without one that it implies leads elsewhere. */
static void reach(struct descent *descent, uint32_t outcome)
{
    const struct oracle *oracle = descent->requests->oracle;
    const struct outcome *wanted = &oracle->plan->analysis->outcomes[outcome];
    bool again = bits_has(descent->answered, outcome);
    if (again && descent->added >= MOST_TERMINALS) {
        return;
    }
    struct ruled ruled =
        oracle_decide(oracle, descent->at.terms, descent->at.facts);
    if (ruled.verdict == (uint64_t)wanted->verdict &&
        (wanted->statement == SIZE_MAX ||
         ruled.statement == wanted->statement)) {
        bits_add(descent->answered, outcome);
        add(descent->requests, &descent->at);
        descent->added++;
    }
}

static void descend(struct descent *descent, uint32_t node)
{
    const struct plan *plan = descent->requests->oracle->plan;
    const struct analysis *analysis = plan->analysis;
    if (node_is_terminal(node)) {
        reach(descent, node_value(node));
        return;
    }
    if (bits_has(descent->seen, node)) {
        return;
    }
    bits_add(descent->seen, node);
    int level = node_level(analysis->diagrams, node);
    size_t count;
    const struct edge *edges = node_edges(analysis->diagrams, node, &count);
    uint32_t first = 0;
    for (size_t i = 0; i < count; i++) {
        struct asked_request before = descent->at;
        if (level < DIMENSION_COUNT) {
            descent->at.terms[level] = first;
        } else if (first == 1) {
            descent->at.facts |= bit_of(
                plan, analysis->conditions[level - LEVEL_CONDITIONS]->number);
        }
        descend(descent, edges[i].to);
        descent->at = before;
        first = edges[i].end;
    }
}

static void ask_terminals(struct requests *requests)
{
    const struct plan *plan = requests->oracle->plan;
    struct arena *scratch = arena_create();
    struct descent descent = {
        .requests = requests,
        .seen =
            bits_create(scratch, diagrams_node_count(plan->analysis->diagrams)),
        .answered = bits_create(scratch, plan->analysis->outcome_count),
        .at = { .why = "a terminal" },
    };
    descend(&descent, plan->asked.verdict);
    arena_destroy(scratch);
}

/* --- tests of the policy -------------------------------------------------- */

/* Terms that cover together what is selected, and nothing else. */
struct cover {
    uint32_t *items;
    size_t count;
};

static struct cover cover_of(const struct requests *requests, int dimension,
                             const struct bits *select)
{
    const struct terms *terms = terms_of(requests, dimension);
    struct bits *covered = bits_create(arena_of(requests), terms->count);
    struct cover cover = { 0 };
    for (size_t i = 0; i < terms->count; i++) {
        const struct bits *below = terms->items[i]->below;
        if (bits_has(covered, i) ||
            (select != NULL && !bits_within(below, select))) {
            continue;
        }
        bits_unite(covered, below);
        cover.items = arena_extend(arena_of(requests), cover.items, cover.count,
                                   sizeof *cover.items);
        cover.items[cover.count++] = (uint32_t)i;
    }
    return cover;
}

static uint64_t word_of(const struct plan *plan, const struct bits *facts)
{
    uint64_t word = 0;
    for (size_t i = 0; facts != NULL && i < facts->size; i++) {
        word |= bits_has(facts, i) ? bit_of(plan, i) : 0;
    }
    return word;
}

static int badness(uint64_t verdict)
{
    return verdict == VERDICT_ALLOW ? 0 : verdict == VERDICT_SILENT ? 1 : 2;
}

/* The group of all requests from `first` on, under their worst verdict. */
static void close_group(struct requests *requests, size_t first)
{
    static const enum verdict verdicts[] = { VERDICT_ALLOW, VERDICT_SILENT,
                                             VERDICT_DENY };
    int worst = 0;
    for (size_t i = first; i < requests->count; i++) {
        struct ruled ruled =
            oracle_decide(requests->oracle, requests->items[i].terms,
                          requests->items[i].facts);
        int bad = badness(ruled.verdict);
        worst = bad > worst ? bad : worst;
    }
    if (requests->count > first) {
        requests->groups =
            arena_extend(arena_of(requests), requests->groups,
                         requests->group_count, sizeof *requests->groups);
        requests->groups[requests->group_count++] =
            (struct asked_group){ first, requests->count - first,
                                  verdicts[worst] };
    }
}

/* The combinations of the covers, the first of them. */
static void ask_box(struct requests *requests, const struct box *box,
                    struct asked_request request)
{
    struct cover covers[DIMENSION_COUNT];
    size_t combinations = 1;
    for (int d = 0; d < DIMENSION_COUNT; d++) {
        covers[d] = cover_of(requests, d, box->select[d]);
        combinations = combinations > MOST_COMBINED
                           ? combinations
                           : combinations * covers[d].count;
        if (covers[d].count == 0) {
            return;
        }
    }
    for (size_t i = 0; i < combinations && i < MOST_COMBINED; i++) {
        size_t rest = i;
        for (int d = 0; d < DIMENSION_COUNT; d++) {
            request.terms[d] = covers[d].items[rest % covers[d].count];
            rest /= covers[d].count;
        }
        add(requests, &request);
    }
}

static void ask_expectation(struct requests *requests,
                            const struct question *question, const char *why)
{
    size_t first = requests->count;
    struct asked_request request = {
        .facts = word_of(requests->oracle->plan, question->given), .why = why
    };
    for (size_t i = 0; i < question->box_count; i++) {
        ask_box(requests, &question->boxes[i], request);
    }
    close_group(requests, first);
}

static void ask_tests(struct requests *requests)
{
    const struct policy *policy = requests->oracle->plan->policy;
    for (size_t i = 0; i < policy->test_count; i++) {
        const struct test *test = &policy->tests[i];
        for (size_t k = 0; k < test->expectation_count; k++) {
            const struct expectation *expectation = &test->expectations[k];
            if (!expectation->tree->prove) { /* those are in theorems.c */
                ask_expectation(requests, &expectation->question,
                                arena_print(arena_of(requests),
                                            "expect %zu of test %s", k + 1,
                                            test->title));
            }
        }
    }
}

struct requests requests_make(const struct oracle *oracle)
{
    struct requests requests = { .oracle = oracle };
    for (size_t i = 0; i < oracle->plan->policy->statement_count; i++) {
        ask_statement(&requests, i);
        ask_retention(&requests, i);
        ask_rights(&requests, i);
    }
    ask_terminals(&requests);
    ask_tests(&requests);
    return requests;
}
