/* Questions: of `ask`, of a test, of a system's flow. A question selects as a
 * statement does, but `to` left out means `us` where the action is no kind of
 * disclose, and every recipient but `us` where it is. A `?`, which is for `ask`
 * alone, leaves its dimension open: all of it is asked about, `us` too. */

#include "model/resolver.h"

#include <string.h>

/* Cuts the box in two by the action, where `to` is left out. */
static void default_recipients(struct resolver *resolver,
                               struct question *question)
{
    struct policy *policy = resolver->policy;
    const struct terms *actions = &policy->terms[KIND_ACTION];
    const struct bits *asked = question->boxes[0].select[DIMENSION_ACTION];
    struct bits *disclosing = asked != NULL
                                  ? bits_copy(resolver->arena, asked)
                                  : bits_full(resolver->arena, actions->count);
    struct bits *other = bits_copy(resolver->arena, disclosing);
    bits_intersect(disclosing, policy->disclose->below);
    bits_subtract(other, policy->disclose->below);
    struct bits *outside = bits_copy(resolver->arena, policy->us->below);
    bits_complement(outside);

    struct box whole = question->boxes[0];
    question->box_count = 0;
    if (!bits_empty(other)) {
        struct box *box = &question->boxes[question->box_count++];
        *box = whole;
        box->select[DIMENSION_ACTION] = other;
        box->select[DIMENSION_RECIPIENT] = policy->us->below;
    }
    if (!bits_empty(disclosing)) {
        struct box *box = &question->boxes[question->box_count++];
        *box = whole;
        box->select[DIMENSION_ACTION] = disclosing;
        box->select[DIMENSION_RECIPIENT] = outside;
    }
}

/* Verbs, objects and places are in `chosen`; makes the boxes from them. */
static void make_boxes(struct resolver *resolver, struct question *question,
                       const struct bits *const *points)
{
    struct box *box = &question->boxes[0];
    *box = (struct box){ .permits = true };
    question->box_count = 1;
    if (question->party_term != NULL) {
        box->select[DIMENSION_PARTY] = question->party_term->below;
    }
    for (int d = DIMENSION_ACTION; d < DIMENSION_COUNT; d++) {
        box->select[d] = points[d];
    }
    if (!question->chosen[DIMENSION_RECIPIENT].written &&
        question->open != DIMENSION_RECIPIENT) {
        default_recipients(resolver, question);
    }
}

/* --- the open dimension ------------------------------------------------ */

static bool is_query(const struct tree_name *name)
{
    return strcmp(name->text, "?") == 0;
}

static const struct tree_name *find_query(const struct tree_names *names)
{
    for (size_t i = 0; i < names->count; i++) {
        if (is_query(&names->items[i])) {
            return &names->items[i];
        }
    }
    return NULL;
}

static void open_dimension(struct resolver *resolver, struct question *question,
                           enum dimension dimension, struct span span)
{
    if (question->open >= 0) {
        struct finding *finding =
            resolver_error(resolver, &rule_syntax, span,
                           "a question takes one `?`, and this is another");
        finding_help(resolver->findings, finding,
                     "ask about one thing at a time: write a term here, or "
                     "leave it out");
        return;
    }
    question->open = (int)dimension;
}

/* Whether the selection is a `?`, alone or not. */
static bool read_query(struct resolver *resolver, struct question *question,
                       enum dimension dimension,
                       const struct tree_selection *selection)
{
    const struct tree_name *query = find_query(&selection->names);
    size_t count = selection->names.count + selection->except.count;
    if (query == NULL) {
        query = find_query(&selection->except);
    }
    if (query == NULL) {
        return false;
    }
    if (count == 1) {
        open_dimension(resolver, question, dimension, query->span);
        return true;
    }
    struct finding *finding = resolver_error(
        resolver, &rule_syntax, query->span,
        "a `?` asks for every term there is, so it takes no others beside it");
    finding_help(resolver->findings, finding, "write `?` alone");
    return true;
}

/* --- parts -------------------------------------------------------------- */

static void read_party(struct resolver *resolver,
                       const struct tree_question *tree,
                       struct question *question)
{
    const struct terms *parties = &resolver->policy->terms[SPACE_PARTY];
    if (tree->party == PARTY_WE) {
        question->party_term = parties->items[1];
    } else if (tree->party == PARTY_YOU) {
        struct finding *finding = resolver_error(
            resolver, &rule_syntax, tree->party_name.span,
            "a right has no verdict, so `you` cannot be asked about");
        finding_help(resolver->findings, finding, "ask what `we` may do");
    } else if (is_query(&tree->party_name)) {
        open_dimension(resolver, question, DIMENSION_PARTY,
                       tree->party_name.span);
    } else if (strcmp(tree->party_name.text, "us") == 0) {
        struct finding *finding =
            resolver_error(resolver, &rule_syntax, tree->party_name.span,
                           "`us` is who receives; who acts is `we`");
        finding_help(resolver->findings, finding, "write `we`");
    } else {
        question->party_term =
            resolve_term(resolver, SPACE_PARTY, &tree->party_name);
    }
}

static struct tree_selection selection_of(const struct tree_names *verbs)
{
    return (struct tree_selection){ .names = *verbs };
}

static void take_choices(struct question *question, struct choices *choices)
{
    choices_end(choices);
    for (int d = 0; d < DIMENSION_COUNT; d++) {
        question->chosen[d] = *choices->chosen[d];
    }
}

static void read_act(struct resolver *resolver,
                     const struct tree_question *tree,
                     struct question *question, struct choices *choices)
{
    const struct tree_selection verbs = selection_of(&tree->verbs);
    if (!read_query(resolver, question, DIMENSION_ACTION, &verbs)) {
        resolve_choice(resolver, choices, DIMENSION_ACTION, &verbs, false);
    }
    if (tree->objects.names.count > 0 &&
        !read_query(resolver, question, DIMENSION_DATA, &tree->objects)) {
        resolve_choice(resolver, choices, DIMENSION_DATA, &tree->objects,
                       false);
    }
}

/* `to ?` asks for recipients, unless those are given by another `to`. */
static enum dimension queried_place(const struct choices *choices,
                                    enum tree_qualifier_kind kind)
{
    if (kind == QUALIFIER_FOR) {
        return DIMENSION_PURPOSE;
    }
    if (kind == QUALIFIER_OF) {
        return DIMENSION_SUBJECT;
    }
    if (kind == QUALIFIER_TO && choices->chosen[DIMENSION_RECIPIENT] == NULL) {
        return DIMENSION_RECIPIENT;
    }
    return DIMENSION_REGION;
}

/* Places that name terms come first: what they give decides what the `?` of
 * another asks for. */
static void read_places(struct resolver *resolver,
                        const struct tree_question *tree,
                        struct question *question, struct choices *choices)
{
    const struct tree_qualifier *places = tree->places.items;
    for (size_t i = 0; i < tree->places.count; i++) {
        const struct tree_selection *selection = &places[i].selection;
        if (find_query(&selection->names) == NULL &&
            find_query(&selection->except) == NULL) {
            resolve_place(resolver, &places[i], choices);
        }
    }
    for (size_t i = 0; i < tree->places.count; i++) {
        enum dimension dimension = queried_place(choices, places[i].kind);
        if (!read_query(resolver, question, dimension, &places[i].selection) ||
            choices->chosen[dimension] == NULL) {
            continue;
        }
        struct finding *finding = resolver_error(
            resolver, &rule_syntax, places[i].span,
            "the %ss of this question are given, so they cannot be asked for",
            space_name[dimension_space[dimension]]);
        finding_relate(resolver->findings, finding, choices->spans[dimension],
                       NULL, "given here");
        finding_help(resolver->findings, finding, "leave one of the two out");
    }
}

static void read_given(struct resolver *resolver,
                       const struct tree_question *tree,
                       struct question *question)
{
    const struct tree_name *query = find_query(&tree->given);
    if (query == NULL) {
        question->given = resolve_facts(resolver, &tree->given);
        return;
    }
    struct finding *finding =
        resolver_error(resolver, &rule_syntax, query->span,
                       "a `?` stands for terms, and here conditions belong");
    finding_help(resolver->findings, finding,
                 "leave `given` out: where there is a `?`, the answer says "
                 "under which conditions");
}

bool resolve_question(struct resolver *resolver,
                      const struct tree_question *tree,
                      struct question *question)
{
    size_t errors = resolver->errors;
    const struct chosen *chosen[DIMENSION_COUNT] = { NULL };
    const struct bits *points[DIMENSION_COUNT] = { NULL };
    struct choices choices = { .chosen = chosen, .points = points };
    *question = (struct question){ .tree = tree, .open = -1 };
    read_party(resolver, tree, question);
    read_act(resolver, tree, question, &choices);
    read_places(resolver, tree, question, &choices);
    take_choices(question, &choices);
    read_given(resolver, tree, question);
    question->condition = resolve_condition(resolver, tree->condition);
    if (resolver->errors > errors) {
        return false;
    }
    make_boxes(resolver, question, points);
    return resolver->errors == errors;
}

/* --- systems ---------------------------------------------------------- */

static void flow_qualifier(struct resolver *resolver,
                           const struct tree_qualifier *qualifier,
                           struct flow *flow, struct choices *choices)
{
    if (qualifier->only) {
        struct finding *finding =
            resolver_error(resolver, &rule_syntax, qualifier->span,
                           "a flow says what the code does, so it takes no "
                           "`only`");
        finding_help(resolver->findings, finding, "leave `only` out");
        return;
    }
    if (resolve_place(resolver, qualifier, choices)) {
        return;
    }
    if (qualifier->kind == QUALIFIER_IF || qualifier->kind == QUALIFIER_WHEN) {
        flow->question.condition = condition_join(
            resolver->arena, TREE_CONDITION_AND, flow->question.condition,
            resolve_condition(resolver, qualifier->condition));
    } else if (qualifier->kind == QUALIFIER_WITH) {
        resolve_more_terms(resolver, KIND_MEASURE, &qualifier->selection.names,
                           &flow->measures);
    } else if (qualifier->kind == QUALIFIER_UP_TO) {
        flow->times = arena_extend(resolver->arena, flow->times,
                                   flow->time_count, sizeof *flow->times);
        resolve_time(resolver, qualifier, &flow->times[flow->time_count++]);
    } else {
        struct finding *finding =
            resolver_error(resolver, &rule_syntax, qualifier->span,
                           "a flow says what the code does, so it takes no "
                           "`%s`",
                           qualifier_word(qualifier->kind));
        finding_help(resolver->findings, finding,
                     "a flow takes `for`, `to`, `in`, `of`, `if`, `with` and "
                     "`up to`");
    }
}

void flow_finish(struct resolver *resolver, struct flow *flow,
                 const struct bits *const *points)
{
    const struct terms *parties = &resolver->policy->terms[SPACE_PARTY];
    flow->question.open = -1;
    flow->question.party_term = parties->items[1];
    make_boxes(resolver, &flow->question, points);
    const struct terms *measures = &resolver->policy->terms[KIND_MEASURE];
    struct bits *given = bits_create(resolver->arena, measures->count);
    for (size_t m = 1; m < measures->count; m++) {
        for (size_t i = 0; i < flow->measures.count; i++) {
            if (term_within(flow->measures.items[i], measures->items[m])) {
                bits_add(given, m); /* a kind of it is it */
            }
        }
    }
    flow->measure_set = given;
}

static void read_flow(struct resolver *resolver, const struct system *system,
                      const struct tree_flow *tree, struct flow *flow)
{
    size_t errors = resolver->errors;
    size_t number = system->flow_count + 1;
    const struct chosen *chosen[DIMENSION_COUNT] = { NULL };
    const struct bits *points[DIMENSION_COUNT] = { NULL };
    struct choices choices = { .chosen = chosen, .points = points };
    flow->span = tree->span;
    flow->name =
        tree->name.text != NULL
            ? arena_print(resolver->arena, "%s.%s", system->name,
                          tree->name.text)
            : arena_print(resolver->arena, "%s.flow_%zu", system->name, number);
    const struct tree_selection verbs = selection_of(&tree->verbs);
    resolve_choice(resolver, &choices, DIMENSION_ACTION, &verbs, false);
    if (tree->objects.names.count > 0) {
        resolve_choice(resolver, &choices, DIMENSION_DATA, &tree->objects,
                       false);
    }
    for (size_t i = 0; i < tree->qualifiers.count; i++) {
        flow_qualifier(resolver, &tree->qualifiers.items[i], flow, &choices);
    }
    take_choices(&flow->question, &choices);
    if (resolver->errors == errors) {
        flow_finish(resolver, flow, points);
    }
}

struct system *policy_add_system(struct policy *policy, const char *name,
                                 const char *label, size_t flow_count)
{
    policy->systems =
        arena_extend(policy->arena, policy->systems, policy->system_count,
                     sizeof *policy->systems);
    struct system *system = &policy->systems[policy->system_count++];
    *system = (struct system){ .name = name, .label = label };
    system->flows =
        arena_array(policy->arena, flow_count, sizeof *system->flows);
    return system;
}

static void read_system(struct resolver *resolver,
                        const struct tree_system *tree)
{
    struct system *system = policy_add_system(
        resolver->policy, tree->name.text,
        tree->label.text != NULL ? tree->label.text : tree->name.text,
        tree->flow_count);
    for (size_t i = 0; i < tree->flow_count; i++) {
        read_flow(resolver, system, &tree->flows[i], &system->flows[i]);
        system->flow_count++;
    }
}

/* --- tests ------------------------------------------------------------ */

static void read_test(struct resolver *resolver, const struct tree_test *tree)
{
    struct policy *policy = resolver->policy;
    policy->tests = arena_extend(resolver->arena, policy->tests,
                                 policy->test_count, sizeof *policy->tests);
    struct test *test = &policy->tests[policy->test_count++];
    *test = (struct test){ .title = tree->title.text };
    test->expectations = arena_array(resolver->arena, tree->expectation_count,
                                     sizeof *test->expectations);
    for (size_t i = 0; i < tree->expectation_count; i++) {
        struct expectation *expectation = &test->expectations[i];
        expectation->tree = &tree->expectations[i];
        resolve_question(resolver, tree->expectations[i].question,
                         &expectation->question);
        test->expectation_count++;
    }
}

static void each_item(struct resolver *resolver, enum tree_item_kind kind)
{
    const struct program *program = resolver->policy->program;
    for (size_t f = 0; f < program->count; f++) {
        const struct tree_file *file = program->files[f];
        for (size_t i = 0; i < file->item_count; i++) {
            const struct tree_item *item = &file->items[i];
            if (item->kind != kind) {
                continue;
            }
            if (kind == ITEM_SYSTEM) {
                read_system(resolver, item->system);
            } else {
                read_test(resolver, item->test);
            }
        }
    }
}

void resolve_systems(struct resolver *resolver)
{
    each_item(resolver, ITEM_SYSTEM);
}

void resolve_tests(struct resolver *resolver)
{
    each_item(resolver, ITEM_TEST);
}
