/* Going down the dimensions, the boxes that may still hold are kept; at the
 * bottom the reference evaluator says what those that hold decide. Going back
 * up, what a term asks about is the worst of its classes. The same boxes lead to
 * the same row, so little is worked out twice. */

#include "emit/c/verify_answers.h"

#include "emit/c/verify_met.h"

#include "base/arena.h"
#include "diagram/intern.h"

#include <string.h>

enum {
    MOST_WEIGHED = 1 << 26, /* boxes, and cells of rows */
    MEMO_BITS = 16
};

/* What the worst is taken over: other things that are asked, and classes. */
struct parts {
    uint32_t *asked, *classes;
    size_t asked_count, class_count;
};

/* A box, and whose it is. */
struct box_of {
    struct statement *statement;
    const struct box *box;
};

/* --- dimensions ----------------------------------------------------------- */

/* What terms cover, the smallest first: a term covers no less than those below
 * it. */
static void order_asked(struct arena *arena, struct answer_level *level)
{
    const struct axis *axis = &level->axis;
    size_t *first = arena_array(arena, axis->classes + 2, sizeof *first);
    level->order = arena_array(arena, axis->asked, sizeof(uint32_t));
    for (size_t i = 0; i < axis->asked; i++) {
        first[bits_count(axis->covers[i]) + 1]++;
    }
    for (size_t i = 1; i < axis->classes + 2; i++) {
        first[i] += first[i - 1];
    }
    for (size_t i = 0; i < axis->asked; i++) {
        level->order[first[bits_count(axis->covers[i])]++] = (uint32_t)i;
    }
}

static void add(struct arena *arena, uint32_t **items, size_t *count,
                uint32_t item)
{
    *items = arena_extend(arena, *items, *count, sizeof **items);
    (*items)[(*count)++] = item;
}

/* What a term covers is, as far as that is less, what the terms just below it
 * cover; what is left are classes. */
static void split_asked(struct arena *arena, struct answer_level *level)
{
    const struct axis *axis = &level->axis;
    struct bits **done = arena_array(arena, axis->asked, sizeof *done);
    level->parts = arena_array(arena, axis->asked, sizeof *level->parts);
    for (size_t i = 0; i < axis->asked; i++) {
        done[i] = bits_create(arena, axis->classes);
    }
    for (size_t i = 0; i < axis->terms->count; i++) {
        const struct term *term = axis->terms->items[i];
        uint32_t asked = axis->asked_of[i];
        struct parts *parts = &level->parts[asked];
        for (size_t k = 0; k < term->child_count; k++) {
            uint32_t below = axis->asked_of[term->children[k]->number];
            if (below != asked &&
                !bits_within(axis->covers[below], done[asked])) {
                bits_unite(done[asked], axis->covers[below]);
                add(arena, &parts->asked, &parts->asked_count, below);
            }
        }
    }
    for (size_t i = 0; i < axis->asked; i++) {
        struct parts *parts = &level->parts[i];
        for (size_t k = 0; k < axis->classes; k++) {
            if (bits_has(axis->covers[i], k) && !bits_has(done[i], k)) {
                add(arena, &parts->classes, &parts->class_count, (uint32_t)k);
            }
        }
    }
}

/* False where a dimension is too large. */
static bool make_levels(struct answers *answers, const struct policy *policy)
{
    for (int d = 0; d < DIMENSION_COUNT; d++) {
        struct answer_level *level = &answers->levels[d];
        level->axis = axis_make(answers->arena, policy, d);
        if (!axis_ask(answers->arena, &level->axis)) {
            return false;
        }
        level->alone = level->axis.classes == 1;
        answers->at.at[d] = (uint16_t)level->axis.point[0];
        order_asked(answers->arena, level);
        split_asked(answers->arena, level);
    }
    return true;
}

/* --- rows ----------------------------------------------------------------- */

static bool exhausted(const struct answers *answers)
{
    return answers->weighed > MOST_WEIGHED ||
           behaviours_exhausted(answers->behaviours);
}

/* The dimension from `d` on that has rows of its own. */
static size_t next_dimension(const struct answers *answers, size_t d)
{
    while (d < DIMENSION_COUNT && answers->levels[d].alone) {
        d++;
    }
    return d;
}

/* The row, or below all dimensions the behaviour, that is the worst of two. */
static uint32_t meet(struct answers *answers, size_t d, uint32_t a, uint32_t b);

static uint32_t number_row(struct answers *answers, size_t d,
                           const uint32_t *row)
{
    struct answer_level *level = &answers->levels[d];
    size_t size = level->axis.asked * sizeof *row;
    bool added;
    uint32_t number = interner_number(level->rows, row, size, &added);
    if (added) {
        uint32_t *copy = arena_allocate(answers->arena, size);
        memcpy(copy, row, size);
        level->row = arena_extend(answers->arena, level->row, level->row_count,
                                  sizeof(uint32_t *));
        level->row[level->row_count++] = copy;
    }
    return number;
}

static uint32_t meet_rows(struct answers *answers, size_t d, uint32_t a,
                          uint32_t b)
{
    const struct answer_level *level = &answers->levels[d];
    const uint32_t *one = level->row[a];
    const uint32_t *other = level->row[b];
    struct arena *scratch = arena_create();
    uint32_t *row = arena_array(scratch, level->axis.asked, sizeof *row);
    answers->weighed += level->axis.asked;
    for (size_t i = 0; i < level->axis.asked; i++) {
        row[i] = meet(answers, d + 1, one[i], other[i]);
    }
    uint32_t number = number_row(answers, d, row);
    arena_destroy(scratch);
    return number;
}

static uint32_t meet(struct answers *answers, size_t d, uint32_t a, uint32_t b)
{
    if (a == b || exhausted(answers)) {
        return a;
    }
    d = next_dimension(answers, d);
    struct met_pair pair = { (uint32_t)d, a < b ? a : b, a < b ? b : a };
    uint32_t worst;
    if (!met_find(answers->met, pair, &worst)) {
        worst = d == DIMENSION_COUNT
                    ? behaviours_meet(answers->behaviours, pair.a, pair.b)
                    : meet_rows(answers, d, pair.a, pair.b);
        met_keep(answers->met, pair, worst);
    }
    return worst;
}

/* Leaves out, of those that prevail over the statement, what has no box here and
 * so no say. */
static void keep_prevailing(const struct answers *answers,
                            struct arena *scratch, struct statement *statement)
{
    struct statement **here = NULL;
    size_t count = 0;
    for (size_t i = 0; i < statement->prevailing_count; i++) {
        struct statement *other = statement->prevailing[i];
        if (bits_has(answers->holding, other->index)) {
            here = arena_extend(scratch, here, count, sizeof *here);
            here[count++] = other;
        }
    }
    statement->prevailing = here;
    statement->prevailing_count = count;
}

/* What the statements of the boxes decide. */
static uint32_t make_behaviour(struct answers *answers, const uint32_t *set,
                               size_t box_count)
{
    struct arena *scratch = arena_create();
    struct statement **statements = NULL;
    size_t count = 0;
    for (size_t i = 0; i < box_count; i++) {
        const struct statement *from = answers->boxes[set[i]].statement;
        if (!bits_has(answers->holding, from->index)) {
            bits_add(answers->holding, from->index);
            statements =
                arena_extend(scratch, statements, count, sizeof *statements);
            statements[count] = arena_allocate(scratch, sizeof *from);
            *statements[count++] = *from;
        }
    }
    for (size_t i = 0; i < count; i++) {
        keep_prevailing(answers, scratch, statements[i]);
    }
    uint32_t behaviour =
        behaviours_make(answers->behaviours, statements, count, &answers->at);
    for (size_t i = 0; i < count; i++) {
        bits_remove(answers->holding, statements[i]->index);
    }
    arena_destroy(scratch);
    return behaviour;
}

/* The row of the dimensions from `d` on, where of all boxes these hold. */
static uint32_t row_of(struct answers *answers, size_t d, const uint32_t *set,
                       size_t count);

/* Those of the set that hold at the class. */
static size_t holding_at(struct answers *answers, size_t d, const uint32_t *set,
                         size_t count, uint32_t *held)
{
    size_t held_count = 0;
    for (size_t i = 0; i < count; i++) {
        const struct bits *select = answers->boxes[set[i]].box->select[d];
        held[held_count] = set[i];
        held_count += select == NULL || bits_has(select, answers->at.at[d]);
    }
    answers->weighed += count + 1;
    return held_count;
}

/* of_class[class]: its row. At many classes none holds but those that hold at
 * all of them. */
static void find_rows(struct answers *answers, size_t d, const uint32_t *set,
                      size_t count, uint32_t *of_class)
{
    const struct axis *axis = &answers->levels[d].axis;
    struct arena *scratch = arena_create();
    uint32_t *held = arena_array(scratch, count + 1, sizeof *held);
    size_t everywhere = 0;
    for (size_t i = 0; i < count; i++) {
        everywhere += answers->boxes[set[i]].box->select[d] == NULL;
    }
    size_t known = axis->classes; /* one at which no other holds */
    for (size_t i = 0; i < axis->classes && !exhausted(answers); i++) {
        answers->at.at[d] = (uint16_t)axis->point[i];
        size_t held_count = holding_at(answers, d, set, count, held);
        bool plain = held_count == everywhere;
        of_class[i] = plain && known < axis->classes
                          ? of_class[known]
                          : row_of(answers, d + 1, held, held_count);
        known = plain ? i : known;
    }
    arena_destroy(scratch);
}

static uint32_t make_row(struct answers *answers, size_t d, const uint32_t *set,
                         size_t count)
{
    const struct answer_level *level = &answers->levels[d];
    const struct axis *axis = &level->axis;
    struct arena *scratch = arena_create();
    uint32_t *of_class = arena_array(scratch, axis->classes, sizeof *of_class);
    uint32_t *row = arena_array(scratch, axis->asked, sizeof *row);
    find_rows(answers, d, set, count, of_class);
    for (size_t i = 0; i < axis->asked && !exhausted(answers); i++) {
        uint32_t asked = level->order[i];
        const struct parts *parts = &level->parts[asked];
        uint32_t worst = parts->class_count > 0 ? of_class[parts->classes[0]]
                                                : row[parts->asked[0]];
        for (size_t k = 1; k < parts->class_count; k++) {
            worst = meet(answers, d + 1, worst, of_class[parts->classes[k]]);
        }
        for (size_t k = 0; k < parts->asked_count; k++) {
            worst = meet(answers, d + 1, worst, row[parts->asked[k]]);
        }
        row[asked] = worst;
    }
    uint32_t number = number_row(answers, d, row);
    arena_destroy(scratch);
    return number;
}

static uint32_t row_of(struct answers *answers, size_t d, const uint32_t *set,
                       size_t count)
{
    d = next_dimension(answers, d);
    struct answer_level *level = &answers->levels[d];
    bool added;
    uint32_t number =
        interner_number(level->sets, set, count * sizeof *set, &added);
    if (added) {
        uint32_t row = d == DIMENSION_COUNT
                           ? make_behaviour(answers, set, count)
                           : make_row(answers, d, set, count);
        level->row_of = arena_extend(answers->arena, level->row_of, number,
                                     sizeof *level->row_of);
        level->row_of[number] = row;
    }
    return level->row_of[number];
}

static uint32_t row_of_all(struct answers *answers, const struct policy *policy)
{
    size_t most = 0;
    size_t count = 0;
    for (size_t i = 0; i < policy->statement_count; i++) {
        most += policy->statements[i]->box_count;
    }
    answers->boxes = arena_array(answers->arena, most, sizeof *answers->boxes);
    answers->holding = bits_create(answers->arena, policy->statement_count);
    uint32_t *set = arena_array(answers->arena, most, sizeof *set);
    for (size_t i = 0; i < policy->statement_count; i++) {
        struct statement *statement = policy->statements[i];
        bool rules = statement->kind == STATEMENT_RULE;
        for (size_t k = 0; rules && k < statement->box_count; k++) {
            set[count] = (uint32_t)count;
            answers->boxes[count++] =
                (struct box_of){ statement, &statement->boxes[k] };
        }
    }
    return row_of(answers, 0, set, count);
}

/* --- the face ------------------------------------------------------------- */

bool answers_make(struct answers *answers, struct artifact *artifact)
{
    *answers = (struct answers){ .arena = arena_create(),
                                 .behaviours = behaviours_create(artifact) };
    if (answers->behaviours == NULL ||
        !make_levels(answers, artifact->policy)) {
        return false;
    }
    for (size_t d = 0; d <= DIMENSION_COUNT; d++) {
        answers->levels[d].sets = interner_create();
        answers->levels[d].rows = interner_create();
    }
    answers->met = met_create(answers->arena, MEMO_BITS);
    answers->root = row_of_all(answers, artifact->policy);
    return !exhausted(answers);
}

void answers_destroy(struct answers *answers)
{
    for (size_t d = 0; d <= DIMENSION_COUNT; d++) {
        interner_destroy(answers->levels[d].sets);
        interner_destroy(answers->levels[d].rows);
    }
    behaviours_destroy(answers->behaviours);
    arena_destroy(answers->arena);
}
