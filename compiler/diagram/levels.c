/* Conditions that stand in one `and` or `or` are decided together, so their
 * levels are to be near each other; the fewer stand there, the more so. Each
 * pair pulls by one over the number of conditions in the smallest part of a
 * guard that holds both. Levels are given out one by one: to whatever is pulled
 * most by those just placed, and else to what a guard names first. */

#include "diagram/levels.h"

#include "base/arena.h"

/* A part of a guard with more conditions pulls too little to be counted. */
enum { LARGEST_PART = 64, MOST_PULLED = 512, STRONGEST = 4096 };

struct ordering {
    struct analysis *analysis;
    uint64_t *pull; /* count x count, by the order of naming */
};

/* The conditions of a part of a guard, by the order of naming. */
struct part {
    uint32_t items[LARGEST_PART];
    size_t count; /* all of them, even where there is no room */
};

static void name_condition(struct analysis *analysis, const struct term *term)
{
    if (analysis->condition_level[term->number] >= 0) {
        return;
    }
    analysis->conditions =
        arena_extend(analysis->arena, (void *)analysis->conditions,
                     analysis->condition_count, sizeof *analysis->conditions);
    analysis->condition_level[term->number] =
        LEVEL_CONDITIONS + (int)analysis->condition_count;
    analysis->conditions[analysis->condition_count++] = term;
}

static void name_all(struct analysis *analysis,
                     const struct condition *condition)
{
    if (condition == NULL) {
        return;
    }
    if (condition->kind == TREE_CONDITION_NAME) {
        name_condition(analysis, condition->term);
        return;
    }
    name_all(analysis, condition->left);
    if (condition->kind != TREE_CONDITION_NOT) {
        name_all(analysis, condition->right);
    }
}

/* --- pulling -------------------------------------------------------------- */

/* A guard on a condition rests on those that imply it too. */
static void add_condition(const struct analysis *analysis,
                          const struct term *term, struct part *part)
{
    for (size_t i = 0; i < analysis->condition_count; i++) {
        if (!term_within(analysis->conditions[i], term)) {
            continue;
        }
        if (part->count < LARGEST_PART) {
            part->items[part->count] = (uint32_t)i;
        }
        part->count++;
    }
}

/* Each pair of the part that no smaller part holds; `starts[i]` is where the
 * conditions of operand i begin. */
static void pull_pairs(struct ordering *ordering, const struct part *part,
                       const size_t *starts, size_t operands)
{
    size_t count = ordering->analysis->condition_count;
    for (size_t k = 1; k < operands; k++) {
        size_t end = k + 1 < operands ? starts[k + 1] : part->count;
        for (size_t a = starts[k]; a < end; a++) {
            for (size_t b = 0; b < starts[k]; b++) {
                size_t one = part->items[a];
                size_t other = part->items[b];
                ordering->pull[one * count + other] += STRONGEST / part->count;
                ordering->pull[other * count + one] += STRONGEST / part->count;
            }
        }
    }
}

static void look(struct ordering *ordering, const struct condition *condition,
                 struct part *part);

/* A chain of `and` or of `or`, which the tree holds in pairs. */
struct chain {
    enum tree_condition_kind kind;
    struct part part;
    size_t starts[LARGEST_PART];
    size_t operands;
};

static void look_operands(struct ordering *ordering,
                          const struct condition *condition,
                          struct chain *chain)
{
    if (condition->kind == chain->kind) {
        look_operands(ordering, condition->left, chain);
        look_operands(ordering, condition->right, chain);
        return;
    }
    if (chain->operands < LARGEST_PART) {
        chain->starts[chain->operands] = chain->part.count;
    }
    chain->operands++;
    look(ordering, condition, &chain->part);
}

static void close_chain(struct ordering *ordering, const struct chain *chain,
                        struct part *part)
{
    if (chain->part.count <= LARGEST_PART && chain->operands <= LARGEST_PART) {
        pull_pairs(ordering, &chain->part, chain->starts, chain->operands);
    }
    for (size_t i = 0; i < chain->part.count; i++) {
        if (part->count < LARGEST_PART && i < LARGEST_PART) {
            part->items[part->count] = chain->part.items[i];
        }
        part->count++;
    }
}

/* Adds the conditions below to the part. */
static void look(struct ordering *ordering, const struct condition *condition,
                 struct part *part)
{
    struct chain chain = { .kind = condition->kind };
    switch (condition->kind) {
    case TREE_CONDITION_NAME:
        add_condition(ordering->analysis, condition->term, part);
        break;
    case TREE_CONDITION_NOT: look(ordering, condition->left, part); break;
    case TREE_CONDITION_AND:
    case TREE_CONDITION_OR:
        look_operands(ordering, condition, &chain);
        close_chain(ordering, &chain, part);
        break;
    }
}

/* The two guards of a statement hold and fail together. */
static void look_guards(struct ordering *ordering,
                        const struct condition *guard,
                        const struct condition *unless)
{
    const struct condition *guards[] = { guard, unless };
    struct chain chain = { .operands = 0 };
    struct part all = { .count = 0 };
    for (size_t i = 0; i < 2; i++) {
        if (guards[i] != NULL) {
            chain.starts[chain.operands++] = chain.part.count;
            look(ordering, guards[i], &chain.part);
        }
    }
    close_chain(ordering, &chain, &all);
}

/* --- the order ------------------------------------------------------------ */

static void arrange(struct ordering *ordering)
{
    struct analysis *analysis = ordering->analysis;
    size_t count = analysis->condition_count;
    const struct term **arranged =
        arena_array(analysis->arena, count, sizeof *arranged);
    uint64_t *pulled = arena_array(analysis->arena, count, sizeof *pulled);
    struct bits *placed = bits_create(analysis->arena, count);
    for (size_t k = 0; k < count; k++) {
        size_t best = bits_next_clear(placed, 0);
        for (size_t i = best; i < count; i = bits_next_clear(placed, i + 1)) {
            best = pulled[i] > pulled[best] ? i : best;
        }
        bits_add(placed, best);
        arranged[k] = analysis->conditions[best];
        for (size_t i = 0; i < count; i++) {
            pulled[i] =
                pulled[i] / 2 + ordering->pull[best * count + i] * count;
        }
    }
    for (size_t k = 0; k < count; k++) {
        analysis->condition_level[arranged[k]->number] =
            LEVEL_CONDITIONS + (int)k;
    }
    analysis->conditions = arranged;
}

/* Hands every guard, and every condition of a question, to `visit`. */
static void visit_all(const struct policy *policy,
                      void (*visit)(struct ordering *ordering,
                                    const struct condition *guard,
                                    const struct condition *unless),
                      struct ordering *ordering)
{
    for (size_t i = 0; i < policy->statement_count; i++) {
        visit(ordering, policy->statements[i]->guard,
              policy->statements[i]->unless);
    }
    for (size_t i = 0; i < policy->test_count; i++) {
        const struct test *test = &policy->tests[i];
        for (size_t k = 0; k < test->expectation_count; k++) {
            visit(ordering, test->expectations[k].question.condition, NULL);
        }
    }
    for (size_t i = 0; i < policy->system_count; i++) {
        const struct system *system = &policy->systems[i];
        for (size_t k = 0; k < system->flow_count; k++) {
            visit(ordering, system->flows[k].question.condition, NULL);
        }
    }
}

static void name_guards(struct ordering *ordering,
                        const struct condition *guard,
                        const struct condition *unless)
{
    name_all(ordering->analysis, guard);
    name_all(ordering->analysis, unless);
}

void order_levels(struct analysis *analysis)
{
    const struct policy *policy = analysis->policy;
    struct ordering ordering = { .analysis = analysis };
    size_t count = policy->terms[KIND_CONDITION].count;
    analysis->condition_level =
        arena_array(analysis->arena, count, sizeof(int));
    for (size_t i = 0; i < count; i++) {
        analysis->condition_level[i] = -1;
    }
    visit_all(policy, name_guards, &ordering);
    count = analysis->condition_count;
    if (count > 2 && count <= MOST_PULLED) {
        ordering.pull =
            arena_array(analysis->arena, count * count, sizeof(uint64_t));
        visit_all(policy, look_guards, &ordering);
        arrange(&ordering);
    }
}
