/* flow-denied, flow-silent, flow-lacks-duty, flow-kept-too-long: what the code
 * does, held against what the policy says. A flow is a question: every point
 * it covers, under every set of facts in which its `if` holds, must be allowed;
 * it must take the measures that the permission demands, and keep no longer.
 * There may be a great many flows, and nearly all do what they may: each is
 * first looked at in passing, and only where that meets something are its
 * points worked out. */

#include "base/arena.h"
#include "check/catalogue.h"
#include "check/example.h"
#include "diagram/meet.h"
#include "diagram/witness.h"

static void run_denied(struct compilation *compilation);
static void run_silent(struct compilation *compilation);
static void run_duty(struct compilation *compilation);
static void run_kept(struct compilation *compilation);

#define POLICY_OF_FLOWS                                                        \
    "import std.measures\n"                                                    \
    "import std.events\n"                                                      \
    "data email\n"                                                             \
    "data phone\n"                                                             \
    "purpose news\n"                                                           \
    "recipient mailer citing \"mailer.example\"\n"                             \
    "keep: we may store email for news up to 30 days after collection.\n"      \
    "mail: we may share email to mailer for news with encryption.\n"           \
    "not_phone: we never share phone.\n"

RULE(flow_denied) = {
    .slug = "flow-denied",
    .severity = SEVERITY_ERROR,
    .meaning = true,
    .summary = "a system does what the policy forbids",
    .why = "The code breaks a promise that is published.",
    .bad = POLICY_OF_FLOWS
    "system sender { share phone to mailer for news. }\n",
    .good = POLICY_OF_FLOWS
    "system sender { share email to mailer for news with encryption. }\n",
    .run = run_denied,
};

RULE(flow_silent) = {
    .slug = "flow-silent",
    .severity = SEVERITY_ERROR,
    .meaning = true,
    .summary = "a system does what the policy does not speak of",
    .why = "What is not published is not allowed.",
    .bad = POLICY_OF_FLOWS "system sender { store phone for news. }\n",
    .good = POLICY_OF_FLOWS
    "system sender { store email for news up to 30 days after "
    "collection. }\n",
    .run = run_silent,
};

RULE(flow_lacks_duty) = {
    .slug = "flow-lacks-duty",
    .severity = SEVERITY_ERROR,
    .meaning = true,
    .summary = "a system does what is allowed only with a measure, without it",
    .why = "The permission is published together with its safeguard.",
    .bad = POLICY_OF_FLOWS
    "system sender { share email to mailer for news. }\n",
    .good = POLICY_OF_FLOWS
    "system sender { share email to mailer for news with encryption. }\n",
    .run = run_duty,
};

RULE(flow_kept_too_long) = {
    .slug = "flow-kept-too-long",
    .severity = SEVERITY_ERROR,
    .meaning = true,
    .summary = "a system keeps data for longer than the policy allows, or does "
               "not say for how long",
    .why = "The published period is a promise to delete.",
    .bad = POLICY_OF_FLOWS
    "system sender { store email for news up to 90 days after "
    "collection. }\n",
    .good = POLICY_OF_FLOWS
    "system sender { store email for news up to 30 days after "
    "collection. }\n",
    .run = run_kept,
};

/* --- points of a flow ------------------------------------------------- */

/* Which outcomes are looked for: a verdict, or an allow that demands a measure
 * which is not among those taken. */
struct wanted {
    const struct analysis *analysis;
    enum verdict verdict;
    const struct bits *measures; /* taken; NULL: the verdict alone counts */
};

static bool is_wanted(const void *context, uint32_t value)
{
    const struct wanted *wanted = context;
    const struct outcome *outcome = &wanted->analysis->outcomes[value];
    if (outcome->verdict != wanted->verdict) {
        return false;
    }
    return wanted->measures == NULL ||
           (outcome->measures != NULL &&
            !bits_within(outcome->measures, wanted->measures));
}

/* The same of values that diagram_pick has left, one higher than they were. */
static uint32_t picked_wanted(void *context, uint32_t value)
{
    return value > 0 && is_wanted(context, value - 1);
}

static uint32_t guard_of(struct analysis *analysis, const struct flow *flow)
{
    return analysis_condition(analysis, flow->question.condition);
}

static uint32_t points_of(struct analysis *analysis, const struct flow *flow)
{
    uint32_t set = analysis_question(analysis, &flow->question);
    return diagram_combine(analysis->diagrams, &set_and, set,
                           guard_of(analysis, flow));
}

/* Whether some point of the flow may have such a value; `meeting` says which,
 * and of what events. */
static bool may_meet(struct analysis *analysis, const struct flow *flow,
                     uint32_t root, struct meeting meeting)
{
    const struct question *question = &flow->question;
    meeting.guard = guard_of(analysis, flow);
    for (size_t b = 0; b < question->box_count; b++) {
        for (int d = 0; d < DIMENSION_COUNT; d++) {
            meeting.select[d] = question->boxes[b].select[d];
        }
        if (diagram_meets(analysis->diagrams, root, &meeting)) {
            return true;
        }
    }
    return false;
}

/* The points of the flow with such an outcome. */
static uint32_t cut(struct analysis *analysis, const struct flow *flow,
                    struct wanted wanted)
{
    struct meeting meeting = { .wanted = is_wanted, .context = &wanted };
    if (!may_meet(analysis, flow, analysis->verdict, meeting)) {
        return SET_EMPTY;
    }
    uint32_t picked =
        diagram_combine(analysis->diagrams, &diagram_pick, analysis->verdict,
                        points_of(analysis, flow));
    return diagram_map(analysis->diagrams, picked, picked_wanted, &wanted);
}

/* --- findings --------------------------------------------------------- */

static struct finding *add(struct compilation *compilation,
                           const struct rule *rule, const struct flow *flow,
                           const char *what)
{
    struct finding *finding =
        finding_add(&compilation->findings, rule, flow->span,
                    "the flow `%s` %s", flow->name, what);
    finding->statement = flow->name;
    finding->file = flow->file;
    finding->line = flow->line;
    return finding;
}

static void each_flow(struct compilation *compilation,
                      void (*look)(struct compilation *compilation,
                                   const struct flow *flow))
{
    const struct policy *policy = compilation->policy;
    for (size_t s = 0; s < policy->system_count; s++) {
        for (size_t f = 0; f < policy->systems[s].flow_count &&
                           !diagrams_exhausted(compilation->analysis->diagrams);
             f++) {
            look(compilation, &policy->systems[s].flows[f]);
        }
    }
}

/* Who decides at the witness, by the reference evaluator. */
static void show(struct compilation *compilation, struct finding *finding,
                 uint32_t set, const char *caption)
{
    struct analysis *analysis = compilation->analysis;
    struct situation situation;
    if (!witness_find(analysis, set, &situation)) {
        return;
    }
    example_of(compilation, finding, &situation);
    struct point point = witness_point(analysis, &situation);
    struct ruling ruling =
        evaluate(compilation->arena, compilation->policy, &point);
    for (size_t i = 0; i < ruling.deciding_count && i < 3; i++) {
        const struct statement *statement = ruling.deciding[i];
        finding_relate(&compilation->findings, finding, statement->rule,
                       statement->name, caption);
    }
}

static void look_denied(struct compilation *compilation,
                        const struct flow *flow)
{
    uint32_t set =
        cut(compilation->analysis, flow,
            (struct wanted){ compilation->analysis, VERDICT_DENY, NULL });
    if (set != SET_EMPTY) {
        struct finding *finding = add(compilation, &rule_flow_denied, flow,
                                      "does what the policy forbids");
        show(compilation, finding, set, "forbidden here");
        finding_help(&compilation->findings, finding,
                     "narrow the flow, give it the condition that permits it "
                     "with `if`, or change the policy");
    }
}

static void look_silent(struct compilation *compilation,
                        const struct flow *flow)
{
    uint32_t set =
        cut(compilation->analysis, flow,
            (struct wanted){ compilation->analysis, VERDICT_SILENT, NULL });
    if (set != SET_EMPTY) {
        struct finding *finding = add(compilation, &rule_flow_silent, flow,
                                      "does what the policy does not speak of");
        example_of_set(compilation, finding, set); /* where nobody decides */
        finding_help(&compilation->findings, finding,
                     "say more exactly what the flow does, or permit it in "
                     "the policy");
    }
}

/* Measures that permissions of the flow demand and it does not take. */
static const char *missing(struct compilation *compilation,
                           const struct flow *flow, uint32_t set)
{
    struct analysis *analysis = compilation->analysis;
    const struct terms *measures = &compilation->policy->terms[KIND_MEASURE];
    uint32_t owing = diagram_combine(analysis->diagrams, &diagram_pick,
                                     analysis->verdict, set);
    struct bits *values =
        bits_create(compilation->arena, analysis->outcome_count + 1);
    struct bits *lacking = bits_create(compilation->arena, measures->count);
    diagram_values(analysis->diagrams, owing, values);
    for (size_t v = bits_next(values, 1); v < values->size;
         v = bits_next(values, v + 1)) {
        if (analysis->outcomes[v - 1].measures != NULL) {
            bits_unite(lacking, analysis->outcomes[v - 1].measures);
        }
    }
    bits_subtract(lacking, flow->measure_set);
    const char *list = "";
    for (size_t m = bits_next(lacking, 0); m < lacking->size;
         m = bits_next(lacking, m + 1)) {
        list = arena_print(compilation->arena, "%s%s%s", list,
                           *list != '\0' ? " and " : "",
                           term_short(measures, measures->items[m]));
    }
    return list;
}

static void look_duty(struct compilation *compilation, const struct flow *flow)
{
    uint32_t set = cut(compilation->analysis, flow,
                       (struct wanted){ compilation->analysis, VERDICT_ALLOW,
                                        flow->measure_set });
    if (set != SET_EMPTY) {
        const char *list = missing(compilation, flow, set);
        struct finding *finding =
            add(compilation, &rule_flow_lacks_duty, flow,
                "lacks a measure that its permission demands");
        show(compilation, finding, set, "permitted here, with the measure");
        finding_help(&compilation->findings, finding, "add `with %s`", list);
    }
}

/* --- time ------------------------------------------------------------- */

/* A limit in seconds. */
struct limit {
    const struct analysis *analysis;
    uint64_t seconds;
};

static bool is_shorter(const void *context, uint32_t value)
{
    const struct limit *limit = context;
    return limit->analysis->keepings[value].up_to < limit->seconds;
}

static uint32_t picked_shorter(void *context, uint32_t value)
{
    return value > 0 && is_shorter(context, value - 1);
}

static bool stores(const struct compilation *compilation,
                   const struct flow *flow)
{
    const struct term *store = term_find(
        &compilation->policy->terms[KIND_ACTION], "process.store", NULL, NULL);
    const struct chosen *verbs = &flow->question.chosen[DIMENSION_ACTION];
    for (size_t i = 0; i < verbs->term_count && store != NULL; i++) {
        if (term_within(verbs->terms[i], store)) {
            return true;
        }
    }
    return false;
}

/* Points of the flow where the policy's bound is under the limit, at any of the
 * events that the flow's own clock may start from. */
static uint32_t too_long(struct analysis *analysis, const struct flow *flow,
                         const struct term *event, uint64_t seconds)
{
    struct diagrams *diagrams = analysis->diagrams;
    struct limit limit = { analysis, seconds };
    struct meeting meeting = { .wanted = is_shorter, .context = &limit };
    meeting.select[LEVEL_EVENT] = event != NULL ? event->below : NULL;
    if (!may_meet(analysis, flow, analysis->keeping, meeting)) {
        return SET_EMPTY;
    }
    uint32_t picked = diagram_combine(
        diagrams, &diagram_pick, analysis->keeping, points_of(analysis, flow));
    uint32_t shorter = diagram_map(diagrams, picked, picked_shorter, &limit);
    uint32_t set = SET_EMPTY;
    uint32_t size = diagrams_level_size(diagrams, LEVEL_EVENT);
    for (uint32_t p = 0; p < size; p++) {
        if (event == NULL || bits_has(event->below, p)) {
            set =
                diagram_combine(diagrams, &set_or, set,
                                diagram_fix(diagrams, shorter, LEVEL_EVENT, p));
        }
    }
    return set;
}

static void look_kept(struct compilation *compilation, const struct flow *flow)
{
    struct analysis *analysis = compilation->analysis;
    struct finding *finding;
    if (flow->time_count == 0) {
        uint32_t set = stores(compilation, flow)
                           ? too_long(analysis, flow, NULL, TIME_FOREVER)
                           : SET_EMPTY;
        if (set != SET_EMPTY) {
            finding = add(compilation, &rule_flow_kept_too_long, flow,
                          "does not say how long it keeps what the policy "
                          "limits");
            example_of_set(compilation, finding, set);
            finding_help(&compilation->findings, finding,
                         "add `up to 30 days after ...`");
        }
        return;
    }
    for (size_t t = 0; t < flow->time_count; t++) {
        const struct time *time = &flow->times[t];
        const struct term *event =
            time->event_count > 0 ? time->events[0] : NULL;
        uint32_t set = too_long(analysis, flow, event, time->seconds);
        if (set == SET_EMPTY) {
            continue;
        }
        finding = add(compilation, &rule_flow_kept_too_long, flow,
                      "keeps for longer than the policy allows");
        example_of_set(compilation, finding, set);
        finding_help(&compilation->findings, finding,
                     "shorten its `up to`, or change the policy");
    }
}

static void run_denied(struct compilation *compilation)
{
    each_flow(compilation, look_denied);
}

static void run_silent(struct compilation *compilation)
{
    each_flow(compilation, look_silent);
}

static void run_duty(struct compilation *compilation)
{
    each_flow(compilation, look_duty);
}

static void run_kept(struct compilation *compilation)
{
    each_flow(compilation, look_kept);
}
