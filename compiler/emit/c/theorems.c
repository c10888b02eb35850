/* A theorem whose question leaves the recipient out has two boxes, and so two
 * rows. A box that holds no term whole, as the remainder of one, cannot be asked
 * about; a theorem with no other has a row without terms. */

#include "emit/c/theorems.h"

#include "emit/c/rows.h"

#include "base/arena.h"
#include "diagram/intern.h"

/* Lists of terms one behind the other; equal lists are written once. */
struct lists {
    struct arena *arena;
    uint32_t *terms;
    size_t count;
    struct interner *known;
    uint32_t *first; /* [list] */
    size_t list_count;
};

struct theorem_row {
    const char *name;
    size_t theorem; /* its condition is the function of this number */
    const struct condition *given;
    uint64_t facts;
    uint32_t first[DIMENSION_COUNT], count[DIMENSION_COUNT];
    enum verdict verdict;
};

struct theorems {
    const struct plan *plan;
    struct lists lists;
    struct theorem_row *rows;
    size_t count;
};

/* --- terms ---------------------------------------------------------------- */

/* One of each class of terms that lie in the selection whole. */
static uint32_t *terms_within(const struct plan *plan, int dimension,
                              const struct bits *select, uint32_t *count)
{
    const struct layout_level *level = &plan->decide.levels[dimension];
    const struct terms *terms =
        &plan->policy->terms[dimension_space[dimension]];
    struct bits *seen = bits_create(plan->arena, level->classes);
    uint32_t *list = arena_array(plan->arena, level->classes, sizeof *list);
    *count = 0;
    for (size_t i = 0; i < terms->count; i++) {
        if (!bits_has(seen, level->class_of[i]) &&
            (select == NULL || bits_within(terms->items[i]->below, select))) {
            bits_add(seen, level->class_of[i]);
            list[(*count)++] = (uint32_t)i;
        }
    }
    return list;
}

/* Where the list begins. */
static uint32_t add_list(struct lists *lists, const uint32_t *list,
                         uint32_t count)
{
    bool added;
    uint32_t number =
        interner_number(lists->known, list, count * sizeof *list, &added);
    if (added) {
        lists->first = arena_extend(lists->arena, lists->first,
                                    lists->list_count, sizeof *lists->first);
        lists->first[lists->list_count++] = (uint32_t)lists->count;
        for (uint32_t i = 0; i < count; i++) {
            lists->terms = arena_extend(lists->arena, lists->terms,
                                        lists->count, sizeof *lists->terms);
            lists->terms[lists->count++] = list[i];
        }
    }
    return lists->first[number];
}

/* --- facts ---------------------------------------------------------------- */

/* Those that a request can name. */
static uint64_t facts_of(const struct plan *plan, const struct bits *conditions)
{
    uint64_t facts = 0;
    for (size_t bit = 0; bit < plan->facts.count; bit++) {
        if (bits_has(conditions, plan->facts.number[bit])) {
            facts |= UINT64_C(1) << bit;
        }
    }
    return facts;
}

static void put_name(const struct plan *plan, const struct term *condition,
                     struct text *out)
{
    uint64_t facts = facts_of(plan, condition->below);
    if (facts != 0) {
        text_print(out, "((facts & 0x%llxu) != 0u)", (unsigned long long)facts);
    } else {
        text_put(out, "false"); /* nobody can say that it holds */
    }
}

static void put_condition(const struct plan *plan,
                          const struct condition *condition, struct text *out)
{
    switch (condition->kind) {
    case TREE_CONDITION_NAME: put_name(plan, condition->term, out); break;
    case TREE_CONDITION_NOT:
        text_char(out, '!');
        put_condition(plan, condition->left, out);
        break;
    case TREE_CONDITION_AND:
    case TREE_CONDITION_OR:
        text_char(out, '(');
        put_condition(plan, condition->left, out);
        text_put(out, condition->kind == TREE_CONDITION_AND ? "\n        && "
                                                            : "\n        || ");
        put_condition(plan, condition->right, out);
        text_char(out, ')');
        break;
    }
}

/* --- rows ----------------------------------------------------------------- */

static enum verdict verdict_of(const struct expectation *expectation)
{
    switch (expectation->tree->verdict) {
    case TREE_ALLOW: return VERDICT_ALLOW;
    case TREE_DENY: return VERDICT_DENY;
    case TREE_SILENT: return VERDICT_SILENT;
    }
    return VERDICT_DENY;
}

static bool boxes_meet(const struct box *a, const struct box *b)
{
    for (int d = 0; d < DIMENSION_COUNT; d++) {
        if (a->select[d] != NULL && b->select[d] != NULL &&
            !bits_meet(a->select[d], b->select[d])) {
            return false;
        }
    }
    return true;
}

/* What can be said to hold where `given` is to: of a condition without a bit, the
 * narrower ones. */
static void collect_given(const struct plan *plan,
                          const struct condition *given,
                          struct bits *conditions)
{
    const struct terms *terms = &plan->policy->terms[KIND_CONDITION];
    struct bits *named = bits_create(plan->arena, terms->count);
    condition_collect(given, named);
    for (size_t i = bits_next(named, 0); i < named->size;
         i = bits_next(named, i + 1)) {
        if (plan->facts.bit[i] < 0) {
            bits_unite(conditions, terms->items[i]->below);
        } else {
            bits_add(conditions, i);
        }
    }
}

/* The facts that what is said somewhere in the box rests on. */
static uint64_t facts_in(const struct plan *plan, const struct box *box,
                         const struct condition *given)
{
    const struct policy *policy = plan->policy;
    struct bits *conditions =
        bits_create(plan->arena, policy->terms[KIND_CONDITION].count);
    collect_given(plan, given, conditions);
    for (size_t i = 0; i < policy->statement_count; i++) {
        const struct statement *statement = policy->statements[i];
        for (size_t k = 0; k < statement->box_count; k++) {
            if (boxes_meet(&statement->boxes[k], box)) {
                condition_collect(statement->guard, conditions);
                condition_collect(statement->unless, conditions);
            }
        }
    }
    return facts_of(plan, conditions);
}

static void add_row(struct theorems *theorems, const struct theorem_row *row)
{
    theorems->rows = arena_extend(theorems->plan->arena, theorems->rows,
                                  theorems->count, sizeof *row);
    theorems->rows[theorems->count++] = *row;
}

/* False where no term lies in the box whole. */
static bool add_box(struct theorems *theorems, const struct box *box,
                    struct theorem_row row)
{
    const struct plan *plan = theorems->plan;
    row.facts = facts_in(plan, box, row.given);
    for (int d = 0; d < DIMENSION_COUNT; d++) {
        uint32_t *terms = terms_within(plan, d, box->select[d], &row.count[d]);
        if (row.count[d] == 0) {
            return false;
        }
        row.first[d] = add_list(&theorems->lists, terms, row.count[d]);
    }
    add_row(theorems, &row);
    return true;
}

static void add_theorem(struct theorems *theorems, const char *name,
                        size_t number, const struct expectation *expectation)
{
    const struct question *question = &expectation->question;
    const struct theorem_row row = {
        .name = name,
        .theorem = number,
        .given = question->condition,
        .verdict = verdict_of(expectation),
    };
    bool asked = false;
    for (size_t i = 0; i < question->box_count; i++) {
        asked |= add_box(theorems, &question->boxes[i], row);
    }
    if (!asked) {
        add_row(theorems, &row);
    }
}

static void add_all(struct theorems *theorems)
{
    const struct plan *plan = theorems->plan;
    size_t number = 0;
    for (size_t i = 0; i < plan->policy->test_count; i++) {
        const struct test *test = &plan->policy->tests[i];
        for (size_t k = 0; k < test->expectation_count; k++) {
            if (test->expectations[k].tree->prove) {
                add_theorem(theorems,
                            arena_print(plan->arena, "prove %zu of test %s",
                                        k + 1, test->title),
                            number++, &test->expectations[k]);
            }
        }
    }
}

/* --- writing -------------------------------------------------------------- */

/* Both rows of a theorem stand one behind the other and have one condition. */
static bool has_condition(const struct theorems *theorems, size_t i)
{
    const struct theorem_row *row = &theorems->rows[i];
    return row->given != NULL &&
           (i == 0 || theorems->rows[i - 1].theorem != row->theorem);
}

static void write_conditions(const struct theorems *theorems, struct text *out)
{
    for (size_t i = 0; i < theorems->count; i++) {
        if (has_condition(theorems, i)) {
            text_print(out,
                       "\nstatic bool given_%zu(uint64_t facts)\n{\n"
                       "    (void)facts;\n    return ",
                       theorems->rows[i].theorem);
            put_condition(theorems->plan, theorems->rows[i].given, out);
            text_put(out, ";\n}\n");
        }
    }
}

static void put_numbers(struct text *out, const uint32_t *numbers)
{
    text_put(out, "{ ");
    for (int d = 0; d < DIMENSION_COUNT; d++) {
        text_print(out, "%s%uu", d > 0 ? ", " : "", (unsigned)numbers[d]);
    }
    text_put(out, " }");
}

static void write_row(const struct theorem_row *row, struct text *out)
{
    text_put(out, "    {\n        ");
    text_c_string(out, row->name);
    if (row->given != NULL) {
        text_print(out, ",\n        given_%zu, ", row->theorem);
    } else {
        text_put(out, ",\n        NULL, ");
    }
    text_print(out, "0x%llxu, %uu,\n        ", (unsigned long long)row->facts,
               (unsigned)row->verdict);
    put_numbers(out, row->first);
    text_put(out, ",\n        ");
    put_numbers(out, row->count);
    text_put(out, "\n    },\n");
}

void theorems_write(const struct plan *plan, struct text *out)
{
    struct theorems theorems = {
        .plan = plan,
        .lists = { .arena = plan->arena, .known = interner_create() },
    };
    add_all(&theorems);
    interner_destroy(theorems.lists.known);
    write_conditions(&theorems, out);
    rows_begin(out, "Terms of the rows below.", "uint16_t", "theorem_terms");
    rows_numbers(out, theorems.lists.terms, theorems.lists.count, false, NULL);
    rows_end(out, "0u");
    rows_begin(
        out,
        "What a theorem of the policy is called, when it is said to hold "
        "and the facts that may matter; its verdict; where the terms of "
        "party, action, data, purpose, recipient, subject and region "
        "begin, and how many they are.",
        "struct theorem_row", "theorem_rows");
    for (size_t i = 0; i < theorems.count; i++) {
        write_row(&theorems.rows[i], out);
    }
    rows_end(out, "{ \"\", NULL, 0u, 0u, { 0u }, { 0u } }");
}
