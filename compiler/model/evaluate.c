/* The reference evaluator. Each function below is a sentence of REFERENCE.md,
 * "Meaning"; read them side by side. Nothing here is fast, and nothing here
 * comes from the diagrams: that is what makes the comparison worth having. */

#include "model/evaluate.h"

#include "base/arena.h"

const char *const verdict_name[3] = { "deny", "allow", "silent" };

static bool box_holds(const struct box *box, const struct point *point)
{
    for (int d = 0; d < DIMENSION_COUNT; d++) {
        if (box->select[d] != NULL && !bits_has(box->select[d], point->at[d])) {
            return false;
        }
    }
    return true;
}

/* "its strong extent is B with G and not E ...; its weak extent is B with G
 * and E" */
enum application box_applies(const struct statement *statement,
                             const struct box *box, const struct point *point)
{
    if (!box_holds(box, point) ||
        !condition_holds(statement->guard, point->facts)) {
        return APPLIES_NOT;
    }
    if (statement->unless == NULL ||
        !condition_holds(statement->unless, point->facts)) {
        return APPLIES_STRONGLY;
    }
    return box->weak ? APPLIES_WEAKLY : APPLIES_NOT;
}

/* Whether one of the statement's boxes applies so, and permits or not. */
static bool speaks(const struct statement *statement, const struct point *point,
                   enum application how, bool permits)
{
    if (statement->kind != STATEMENT_RULE) {
        return false;
    }
    for (size_t i = 0; i < statement->box_count; i++) {
        const struct box *box = &statement->boxes[i];
        if (box->permits == permits &&
            box_applies(statement, box, point) == how) {
            return true;
        }
    }
    return false;
}

static bool applies_strongly(const struct statement *statement,
                             const struct point *point)
{
    return speaks(statement, point, APPLIES_STRONGLY, true) ||
           speaks(statement, point, APPLIES_STRONGLY, false);
}

/* "drop each one for which another applying statement prevails over it" */
static bool dropped(const struct statement *statement,
                    const struct point *point)
{
    for (size_t i = 0; i < statement->prevailing_count; i++) {
        if (applies_strongly(statement->prevailing[i], point)) {
            return true;
        }
    }
    return false;
}

/* What one step of the definition looks for. */
struct step {
    enum application how;
    bool permits;
    bool never; /* only those that say `never` */
    enum verdict verdict;
};

static const struct step steps[] = {
    /* 1. a `never` that strongly applies: deny */
    { APPLIES_STRONGLY, false, true, VERDICT_DENY },
    /* 2. what is left of the strongly applying forbids: deny; else permits */
    { APPLIES_STRONGLY, false, false, VERDICT_DENY },
    { APPLIES_STRONGLY, true, false, VERDICT_ALLOW },
    /* 3. of the weakly applying: one forbids: deny; else one permits: allow.
     * A statement that forbids strongly permits weakly, and the reverse. */
    { APPLIES_WEAKLY, true, false, VERDICT_DENY },
    { APPLIES_WEAKLY, false, false, VERDICT_ALLOW },
};

static bool takes_part(const struct statement *statement,
                       const struct point *point, const struct step *step)
{
    if (step->never && statement->modality != MODALITY_NEVER) {
        return false;
    }
    if (!speaks(statement, point, step->how, step->permits)) {
        return false;
    }
    return step->never || step->how == APPLIES_WEAKLY ||
           !dropped(statement, point);
}

static void list_defeated(struct arena *arena, const struct policy *policy,
                          const struct point *point, struct ruling *ruling)
{
    for (size_t i = 0; i < policy->statement_count; i++) {
        const struct statement *statement = policy->statements[i];
        if (statement->modality != MODALITY_NEVER &&
            applies_strongly(statement, point) && dropped(statement, point)) {
            ruling->defeated =
                arena_extend(arena, ruling->defeated, ruling->defeated_count,
                             sizeof *ruling->defeated);
            ruling->defeated[ruling->defeated_count++] = statement;
        }
    }
}

struct ruling evaluate(struct arena *arena, const struct policy *policy,
                       const struct point *point)
{
    struct ruling ruling = { .verdict = VERDICT_SILENT };
    ruling.measures = bits_create(arena, policy->terms[KIND_MEASURE].count);
    list_defeated(arena, policy, point, &ruling);
    for (size_t s = 0; s < sizeof steps / sizeof *steps; s++) {
        for (size_t i = 0; i < policy->statement_count; i++) {
            const struct statement *statement = policy->statements[i];
            if (!takes_part(statement, point, &steps[s])) {
                continue;
            }
            ruling.deciding =
                arena_extend(arena, ruling.deciding, ruling.deciding_count,
                             sizeof *ruling.deciding);
            ruling.deciding[ruling.deciding_count++] = statement;
            if (steps[s].verdict == VERDICT_ALLOW &&
                statement->measure_set != NULL) {
                bits_unite(ruling.measures, statement->measure_set);
            }
        }
        if (ruling.deciding_count > 0) {
            ruling.verdict = steps[s].verdict;
            return ruling;
        }
    }
    return ruling;
}

bool evaluate_right(const struct policy *policy, const struct term *right,
                    const struct point *point)
{
    for (size_t i = 0; i < policy->statement_count; i++) {
        const struct statement *statement = policy->statements[i];
        if (statement->kind == STATEMENT_RIGHT &&
            bits_has(statement->right_set, right->number) &&
            box_applies(statement, &statement->boxes[0], point) ==
                APPLIES_STRONGLY) {
            return true;
        }
    }
    return false;
}
