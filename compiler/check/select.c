/* Selections that several checks share. */

#include "check/select.h"

#include "diagram/table.h"

bool select_permits(const struct statement *statement)
{
    return statement->kind == STATEMENT_RULE && !statement_forbids(statement);
}

const struct term *select_term(const struct policy *policy, int space,
                               const char *path)
{
    return term_find(&policy->terms[space], path, NULL, NULL);
}

bool select_acts(const struct policy *policy, const struct statement *statement,
                 const char *path)
{
    const struct term *above = select_term(policy, KIND_ACTION, path);
    const struct chosen *verbs = statement->chosen[DIMENSION_ACTION];
    for (size_t i = 0; above != NULL && i < verbs->term_count; i++) {
        if (term_within(verbs->terms[i], above)) {
            return true;
        }
    }
    return false;
}

uint32_t select_allowed(struct analysis *analysis, const struct term *action)
{
    const struct policy *policy = analysis->policy;
    struct box box = { 0 };
    box.select[DIMENSION_PARTY] = policy->terms[SPACE_PARTY].items[1]->below;
    box.select[DIMENSION_ACTION] = action != NULL ? action->below : NULL;
    return diagram_combine(analysis->diagrams, &set_and, analysis->allowed,
                           analysis_box(analysis, &box, SET_ALL));
}

/* What a projection gathers. */
struct projection {
    struct diagrams *diagrams;
    int level;
    struct bits *points;
    uint32_t round;
};

/* Every node but a terminal has members, or it would be the empty set. */
static void gather(struct projection *projection, uint32_t node)
{
    struct diagrams *diagrams = projection->diagrams;
    int level = node_level(diagrams, node);
    if (node == SET_EMPTY) {
        return;
    }
    if (level > projection->level) {
        bits_add_range(projection->points, 0, projection->points->size);
        return;
    }
    if (diagrams->visits[node].round == projection->round) {
        return;
    }
    diagrams->visits[node].round = projection->round;
    size_t count;
    const struct edge *edges = node_edges(diagrams, node, &count);
    uint32_t start = 0;
    for (size_t i = 0; i < count; i++) {
        if (level < projection->level) {
            gather(projection, edges[i].to);
        } else if (edges[i].to != SET_EMPTY) {
            bits_add_range(projection->points, start, edges[i].end);
        }
        start = edges[i].end;
    }
}

struct bits *select_project(struct analysis *analysis, uint32_t set,
                            int dimension)
{
    struct projection projection = {
        .diagrams = analysis->diagrams,
        .level = dimension,
        .round = visits_begin(analysis->diagrams),
        .points = bits_create(
            analysis->arena,
            analysis->policy->terms[dimension_space[dimension]].count),
    };
    gather(&projection, set);
    return projection.points;
}
