/* A finding of a flow is true of its twins, but for where they stand and what
 * they are called. The checks go through the flows in order, so the flow of a
 * finding is looked for from that of the one before on. */

#include "check/twin.h"

#include <string.h>

/* A place among the flows of a policy. */
struct cursor {
    const struct policy *policy;
    size_t system, flow;
};

/* The next flow, the first behind the last. */
static void step(struct cursor *cursor)
{
    cursor->flow++;
    while (cursor->system < cursor->policy->system_count &&
           cursor->flow >= cursor->policy->systems[cursor->system].flow_count) {
        cursor->flow = 0;
        cursor->system++;
    }
    if (cursor->system == cursor->policy->system_count) {
        cursor->system = 0;
    }
}

static const struct flow *flow_at(const struct cursor *cursor)
{
    const struct system *system = &cursor->policy->systems[cursor->system];
    return cursor->flow < system->flow_count ? &system->flows[cursor->flow]
                                             : NULL;
}

/* The flow that the finding is about, or NULL. Names are compared as pointers:
 * a check takes them from the flow. */
static const struct flow *find(struct cursor *cursor,
                               const struct finding *finding)
{
    struct cursor start = *cursor;
    if (strncmp(finding->rule->slug, "flow-", 5) != 0) {
        return NULL;
    }
    do {
        const struct flow *flow = flow_at(cursor);
        if (flow != NULL && flow->name == finding->statement) {
            return flow;
        }
        step(cursor);
    } while (cursor->system != start.system || cursor->flow != start.flow);
    return NULL;
}

static void push(struct findings *findings, const struct finding *finding)
{
    findings->items = arena_extend(findings->arena, findings->items,
                                   findings->count, sizeof *findings->items);
    findings->items[findings->count++] = *finding;
}

/* The message with the twin's name for the flow's own. */
static const char *message_of(struct arena *arena,
                              const struct finding *finding,
                              const struct twin *twin)
{
    const char *own = strstr(finding->message, finding->statement);
    if (own == NULL) {
        return finding->message;
    }
    return arena_print(arena, "%.*s%s%s", (int)(own - finding->message),
                       finding->message, twin->name,
                       own + strlen(finding->statement));
}

static void push_twin(struct findings *findings, const struct finding *finding,
                      const struct twin *twin)
{
    struct finding copy = *finding;
    copy.message = message_of(findings->arena, finding, twin);
    copy.statement = twin->name;
    copy.file = twin->file;
    copy.line = twin->line;
    push(findings, &copy);
}

void twin_findings(struct compilation *compilation)
{
    struct findings *findings = &compilation->findings;
    struct findings before = *findings;
    struct cursor cursor = { .policy = compilation->policy };
    if (cursor.policy->system_count == 0) {
        return;
    }
    findings->items = NULL;
    findings->count = 0;
    for (size_t i = 0; i < before.count; i++) {
        const struct finding *finding = &before.items[i];
        const struct flow *flow = find(&cursor, finding);
        push(findings, finding);
        for (size_t t = 0; flow != NULL && t < flow->twin_count; t++) {
            push_twin(findings, finding, &flow->twins[t]);
        }
    }
}
