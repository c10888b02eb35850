/* Sets back to words. Points: a term is named where all of it is in the set,
 * and with exceptions where that is shorter than naming its parts. Conditions:
 * the diagram is read as alternatives of what must and must not hold, and what
 * a stronger one implies is dropped. */

#include "emit/describe.h"

#include "base/arena.h"

#include <string.h>

enum {
    MOST_EXCEPTIONS = 3,
    MOST_CLAUSES = 6,
    MOST_LITERALS = 8,
    MOST_PATHS = 10000
};

/* --- points ------------------------------------------------------------- */

struct describer {
    struct arena *arena;
    const struct terms *terms;
    const struct bits *points;
    const struct bits *wide; /* points, and those that may be counted in */
};

static void add_share(struct describer *describer, struct shares *shares,
                      const struct term *term, bool rest)
{
    shares->items = arena_extend(describer->arena, shares->items, shares->count,
                                 sizeof *shares->items);
    struct share *share = &shares->items[shares->count++];
    share->term = term;
    share->rest = rest;
    share->chosen.written = true;
    share->chosen.terms =
        arena_array(describer->arena, 1, sizeof *share->chosen.terms);
    share->chosen.terms[0] = describer->terms->items[term->number];
    share->chosen.term_count = 1;
}

/* The most general terms of which nothing is in the set. False where something
 * without a name is left out too, or more than can be excepted. */
static bool find_exceptions(const struct describer *describer,
                            const struct term *term, struct chosen *chosen)
{
    if (!bits_meet(term->below, describer->points)) {
        for (size_t i = 0; i < chosen->except_count; i++) {
            if (term_within(term, chosen->except[i])) {
                return true;
            }
        }
        if (chosen->except_count == MOST_EXCEPTIONS) {
            return false;
        }
        chosen->except[chosen->except_count++] =
            describer->terms->items[term->number];
        return true;
    }
    if (!bits_has(describer->wide, term->number)) {
        return false;
    }
    for (size_t i = 0; i < term->child_count; i++) {
        if (!find_exceptions(describer, term->children[i], chosen)) {
            return false;
        }
    }
    return true;
}

/* Shares of what is below `term` and not yet in `done`, which grows. */
static struct shares describe_term(struct describer *describer,
                                   const struct term *term, struct bits *done)
{
    struct shares shares = { NULL, 0 };
    struct bits *part = bits_copy(describer->arena, term->below);
    bits_intersect(part, describer->points);
    if (bits_within(part, done)) {
        return shares;
    }
    if (bits_within(term->below, describer->wide)) {
        add_share(describer, &shares, term, false);
        bits_unite(done, part);
        return shares;
    }
    struct bits *tried = bits_copy(describer->arena, done);
    for (size_t i = 0; i < term->child_count; i++) {
        struct shares below =
            describe_term(describer, term->children[i], tried);
        for (size_t s = 0; s < below.count; s++) {
            shares.items = arena_extend(describer->arena, shares.items,
                                        shares.count, sizeof *shares.items);
            shares.items[shares.count++] = below.items[s];
        }
    }
    bool rest = bits_has(describer->points, term->number);
    if (rest) {
        add_share(describer, &shares, term, true);
    }
    struct chosen except = { .written = true };
    except.except =
        arena_array(describer->arena, MOST_EXCEPTIONS, sizeof *except.except);
    if (find_exceptions(describer, term, &except) &&
        except.except_count < shares.count + (rest ? 1 : 0)) {
        shares = (struct shares){ NULL, 0 };
        add_share(describer, &shares, term, false);
        shares.items[0].chosen.except = except.except;
        shares.items[0].chosen.except_count = except.except_count;
    }
    bits_unite(done, part);
    return shares;
}

/* A term with two parents may be named below the one and then be part of the
 * other, which is named whole. */
static void drop_covered(struct shares *shares)
{
    size_t kept = 0;
    for (size_t i = 0; i < shares->count; i++) {
        const struct share *share = &shares->items[i];
        bool covered = false;
        for (size_t n = 0; n < shares->count && !covered; n++) {
            const struct share *other = &shares->items[n];
            covered = other->term != share->term && !other->rest &&
                      other->chosen.except_count == 0 &&
                      term_within(share->term, other->term);
        }
        if (!covered) {
            shares->items[kept++] = *share;
        }
    }
    shares->count = kept;
}

struct shares describe_points(struct arena *arena, const struct terms *terms,
                              const struct bits *points,
                              const struct bits *free)
{
    struct bits *wide = bits_copy(arena, points);
    if (free != NULL) {
        bits_unite(wide, free);
    }
    struct describer describer = { arena, terms, points, wide };
    struct bits *done = bits_create(arena, terms->count);
    struct shares shares = describe_term(&describer, terms->items[0], done);
    drop_covered(&shares);
    return shares;
}

/* --- conditions --------------------------------------------------------- */

struct literal {
    const struct term *term;
    bool holds;
};

/* All of its literals hold. */
struct clause {
    struct literal items[MOST_LITERALS];
    size_t count;
};

/* One of them holds. `unreadable` once there are too many. */
struct clauses {
    struct clause items[MOST_CLAUSES];
    size_t count;
    size_t paths; /* followed so far */
    bool unreadable;
};

/* Facts are closed, so a condition brings what it implies, and its absence the
 * absence of all that imply it. */
static bool literal_implies(const struct literal *a, const struct literal *b)
{
    if (a->holds != b->holds) {
        return false;
    }
    return a->holds ? term_within(a->term, b->term)
                    : term_within(b->term, a->term);
}

static bool clause_implies(const struct clause *a, const struct clause *b)
{
    for (size_t i = 0; i < b->count; i++) {
        bool implied = false;
        for (size_t n = 0; n < a->count && !implied; n++) {
            implied = literal_implies(&a->items[n], &b->items[i]);
        }
        if (!implied) {
            return false;
        }
    }
    return true;
}

/* Whether a literal of the clause implies this one. */
static bool clause_has(const struct clause *clause,
                       const struct literal *literal)
{
    for (size_t i = 0; i < clause->count; i++) {
        if (literal_implies(&clause->items[i], literal)) {
            return true;
        }
    }
    return false;
}

/* Adds a literal in place of those that it implies; there must be room. False
 * where the clause can no longer hold. */
static bool clause_add(struct clause *clause, struct literal literal)
{
    const struct literal denial = { literal.term, !literal.holds };
    if (clause_has(clause, &denial)) {
        return false;
    }
    if (clause_has(clause, &literal)) {
        return true;
    }
    size_t kept = 0;
    for (size_t i = 0; i < clause->count; i++) {
        if (!literal_implies(&literal, &clause->items[i])) {
            clause->items[kept++] = clause->items[i];
        }
    }
    clause->items[kept] = literal;
    clause->count = kept + 1;
    return true;
}

static void clauses_add(struct clauses *clauses, const struct clause *clause)
{
    size_t kept = 0;
    for (size_t i = 0; i < clauses->count; i++) {
        if (clause_implies(clause, &clauses->items[i])) {
            return;
        }
    }
    for (size_t i = 0; i < clauses->count; i++) {
        if (!clause_implies(&clauses->items[i], clause)) {
            clauses->items[kept++] = clauses->items[i];
        }
    }
    clauses->count = kept;
    if (kept == MOST_CLAUSES) {
        clauses->unreadable = true;
        return;
    }
    clauses->items[clauses->count++] = *clause;
}

/* Every path to 1 is a clause; a level whose one branch has all of the other is
 * no literal of the smaller branch's paths. */
static void gather(struct analysis *analysis, uint32_t set,
                   const struct clause *path, struct clauses *clauses)
{
    if (set == SET_EMPTY || clauses->unreadable) {
        return;
    }
    if (set == SET_ALL) {
        clauses_add(clauses, path);
        return;
    }
    if (path->count == MOST_LITERALS || clauses->paths++ == MOST_PATHS) {
        clauses->unreadable = true;
        return;
    }
    int level = node_level(analysis->diagrams, set);
    const struct term *term = analysis->conditions[level - LEVEL_CONDITIONS];
    uint32_t absent = node_follow(analysis->diagrams, set, level, 0);
    uint32_t present = node_follow(analysis->diagrams, set, level, 1);
    bool rises = set_within(analysis->diagrams, absent, present);
    bool falls = set_within(analysis->diagrams, present, absent);
    struct clause with = *path;
    struct clause without = *path;
    if (falls || clause_add(&with, (struct literal){ term, true })) {
        gather(analysis, present, falls ? path : &with, clauses);
    }
    if (rises || clause_add(&without, (struct literal){ term, false })) {
        gather(analysis, absent, rises ? path : &without, clauses);
    }
}

static const struct condition *literal_condition(struct arena *arena,
                                                 const struct literal *literal)
{
    struct condition *condition = arena_allocate(arena, sizeof *condition);
    condition->kind = TREE_CONDITION_NAME;
    condition->term = literal->term;
    if (literal->holds) {
        return condition;
    }
    struct condition *denial = arena_allocate(arena, sizeof *denial);
    denial->kind = TREE_CONDITION_NOT;
    denial->left = condition;
    return denial;
}

const struct condition *describe_facts(struct analysis *analysis, uint32_t set)
{
    struct clauses clauses = { .count = 0 };
    struct clause path = { .count = 0 };
    gather(analysis, set, &path, &clauses);
    if (clauses.unreadable || clauses.count == 0) {
        return NULL;
    }
    const struct condition *any = NULL;
    for (size_t c = 0; c < clauses.count; c++) {
        const struct condition *all = NULL;
        for (size_t i = 0; i < clauses.items[c].count; i++) {
            all = condition_join(
                analysis->arena, TREE_CONDITION_AND, all,
                literal_condition(analysis->arena, &clauses.items[c].items[i]));
        }
        if (all == NULL) {
            return NULL;
        }
        any = any == NULL ? all
                          : condition_join(analysis->arena, TREE_CONDITION_OR,
                                           any, all);
    }
    return any;
}
