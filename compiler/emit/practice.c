/* The verdict diagram, seen from what a document tells. Actions are folded
 * into kinds of doing here, once, so that all tables mean the same by "used"
 * and "given". Invariant: a set of the practice holds a point exactly where
 * one of the kind's actions is allowed to the controller. */

#include "emit/practice.h"

#include "base/arena.h"
#include "emit/candidates.h"
#include "emit/decider.h"

#include <assert.h>

/* --- kinds of doing ------------------------------------------------------ */

static const struct term *library_term(const struct policy *policy,
                                       const char *name)
{
    return term_find(&policy->terms[KIND_ACTION], name, NULL, NULL);
}

/* Of what is outside processing only what the policy itself declares is using
 * data: the standard library keeps apart what is owed (to delete, to notify). */
static enum doing doing_of(const struct policy *policy,
                           const struct term *action)
{
    const struct term *process = library_term(policy, "process");
    const struct term *transfer = library_term(policy, "transfer");
    if (term_within(action, policy->disclose)) {
        return DOING_GIVE;
    }
    if (transfer != NULL && term_within(action, transfer)) {
        return DOING_TRANSFER;
    }
    bool use = process == NULL || term_within(action, process) ||
               (!action->library && action->parents[0]->parent_count == 0);
    return use ? DOING_USE : DOING_COUNT;
}

static uint32_t unite_actions(const struct practice *practice,
                              const struct bits *actions, uint32_t allowed)
{
    uint32_t united = SET_EMPTY;
    for (size_t a = bits_next(actions, 0); a < actions->size;
         a = bits_next(actions, a + 1)) {
        uint32_t to = node_follow(practice->diagrams, allowed, DIMENSION_ACTION,
                                  (uint32_t)a);
        if (to != united) {
            united = diagram_combine(practice->diagrams, &set_or, united, to);
        }
    }
    return united;
}

/* A statement that permits strongly, or forbids but weakly permits. */
static uint32_t claimed_by_all(struct analysis *analysis)
{
    const struct policy *policy = analysis->policy;
    uint32_t *items = NULL;
    size_t count = 0;
    for (size_t i = 0; i < policy->statement_count; i++) {
        const struct statement *statement = policy->statements[i];
        for (size_t b = 0;
             statement->kind == STATEMENT_RULE && b < statement->box_count;
             b++) {
            items = arena_extend(analysis->arena, items, count, sizeof *items);
            items[count++] = statement->boxes[b].permits
                                 ? analysis->strong[i][b]
                                 : analysis->weak[i][b];
        }
    }
    return diagram_combine_all(analysis->diagrams, &set_or, items, count,
                               SET_EMPTY);
}

struct practice practice_create(struct analysis *analysis,
                                const struct language *language)
{
    const struct policy *policy = analysis->policy;
    const struct terms *actions = &policy->terms[KIND_ACTION];
    struct practice practice = {
        .phrasing = { analysis, language },
        .policy = policy,
        .arena = analysis->arena,
        .diagrams = analysis->diagrams,
    };
    uint32_t we = policy->terms[SPACE_PARTY].items[1]->number;
    uint32_t allowed =
        node_follow(analysis->diagrams, analysis->allowed, DIMENSION_PARTY, we);
    struct bits *real =
        bits_copy(analysis->arena, phrasing_nothing(&practice.phrasing));
    bits_complement(real);
    uint32_t there = diagram_select(analysis->diagrams, DIMENSION_DATA, real,
                                    SET_ALL, SET_EMPTY);
    for (int doing = 0; doing < DOING_COUNT; doing++) {
        struct bits *kind = bits_create(analysis->arena, actions->count);
        for (size_t a = 1; a < actions->count; a++) {
            if ((int)doing_of(policy, actions->items[a]) == doing) {
                bits_add(kind, a);
            }
        }
        practice.actions[doing] = kind;
        practice.allowed[doing] =
            diagram_combine(analysis->diagrams, &set_and, there,
                            unite_actions(&practice, kind, allowed));
    }
    practice.claimed = claimed_by_all(analysis);
    practice.candidates = candidates_create(analysis->arena, policy);
    practice.keeping =
        node_follow(analysis->diagrams, analysis->keeping, DIMENSION_PARTY, we);
    return practice;
}

/* --- levels -------------------------------------------------------------- */

static size_t level_size(const struct practice *practice, int level)
{
    return practice->policy->terms[dimension_space[level]].count;
}

struct groups practice_groups(const struct practice *practice, int level,
                              uint32_t root)
{
    struct groups groups = { NULL, 0 };
    size_t count = level_size(practice, level);
    for (size_t p = 0; p < count; p++) {
        uint32_t to = node_follow(practice->diagrams, root, level, (uint32_t)p);
        size_t g = 0;
        while (g < groups.count && groups.items[g].to != to) {
            g++;
        }
        if (g == groups.count) {
            groups.items = arena_extend(practice->arena, groups.items,
                                        groups.count, sizeof *groups.items);
            groups.items[groups.count++] =
                (struct group){ to, bits_create(practice->arena, count) };
        }
        bits_add(groups.items[g].points, p);
    }
    return groups;
}

struct group *group_of(const struct groups *groups, size_t point)
{
    struct group *group = groups->items;
    assert(group != NULL && "every point is in a group");
    while (!bits_has(group->points, point)) {
        group++;
    }
    return group;
}

uint32_t practice_without(const struct practice *practice, int level,
                          uint32_t root)
{
    size_t count = level_size(practice, level);
    uint32_t united = SET_EMPTY;
    uint32_t last = SET_EMPTY;
    for (size_t p = 0; p < count; p++) {
        uint32_t to = diagram_fix(practice->diagrams, root, level, (uint32_t)p);
        if (to != last) {
            united = diagram_combine(practice->diagrams, &set_or, united, to);
            last = to;
        }
    }
    return united;
}

struct bits *practice_reached(const struct practice *practice, int level,
                              uint32_t root, const struct bits *among)
{
    size_t count = level_size(practice, level);
    struct bits *reached = bits_create(practice->arena, count);
    for (size_t p = 0; p < count; p++) {
        if ((among == NULL || bits_has(among, p)) &&
            node_follow(practice->diagrams, root, level, (uint32_t)p) !=
                SET_EMPTY) {
            bits_add(reached, p);
        }
    }
    return reached;
}

/* --- cells --------------------------------------------------------------- */

static struct warrant column_warrant(const struct practice *practice,
                                     const struct column *column,
                                     const struct bits *points, bool limited)
{
    struct extent extent = column->extent;
    if (column->level == DIMENSION_PURPOSE) {
        extent.purposes = points;
    } else if (column->level == DIMENSION_RECIPIENT) {
        extent.recipients = points;
    } else if (column->level == DIMENSION_REGION) {
        extent.regions = points;
    }
    return practice_warrant(practice, column->doing, &extent, limited);
}

/* The phrases of the points that lead to one place. */
static void add_group(const struct practice *practice,
                      const struct column *column, const struct group *group,
                      struct cell *cell)
{
    struct naming parts = phrasing_naming(
        &practice->phrasing, dimension_space[column->level], group->points);
    if (group->to != SET_ALL) {
        const char *phrase =
            phrasing_under(&practice->phrasing, group->to,
                           phrasing_list(&practice->phrasing, &parts.names));
        cell_claim(practice->arena, cell, phrase,
                   column_warrant(practice, column, group->points, true));
        return;
    }
    for (size_t i = 0; i < parts.names.count; i++) {
        cell_claim(practice->arena, cell, parts.names.items[i],
                   column_warrant(practice, column, parts.points[i], false));
    }
}

struct cell practice_cell(const struct practice *practice,
                          const struct column *column)
{
    struct cell cell = { .count = 0 };
    struct groups groups =
        practice_groups(practice, column->level, column->root);
    for (int pass = 0; pass < 2; pass++) {
        for (size_t g = 0; g < groups.count; g++) {
            struct group *group = &groups.items[g];
            if (group->to == SET_EMPTY ||
                (group->to == SET_ALL) != (pass == 0)) {
                continue;
            }
            if (column->among != NULL) {
                bits_intersect(group->points, column->among);
            }
            if (bits_empty(group->points)) {
                continue;
            }
            if (column->ignored > 0 && bits_has(group->points, 0)) {
                bits_add(group->points, column->ignored);
            }
            add_group(practice, column, group, &cell);
        }
    }
    return cell;
}

/* --- what decides -------------------------------------------------------- */

struct warrant practice_warrant(const struct practice *practice,
                                enum doing doing, const struct extent *extent,
                                bool limited)
{
    struct decider decider = decider_create(practice, doing, extent);
    struct warrant warrant = {
        .statements = decider_permitting(&decider),
    };
    warrant.basis = decider_basis(&decider, &warrant.statements);
    if (limited) {
        struct claims forbidding = decider_forbidding(&decider);
        warrant.statements =
            claims_union(practice->arena, &warrant.statements, &forbidding);
    }
    return warrant;
}

struct owed practice_owed(const struct practice *practice, enum doing doing,
                          const struct extent *extent)
{
    struct decider decider = decider_create(practice, doing, extent);
    return decider_owed(&decider);
}
