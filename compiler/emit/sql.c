/* The decisions as portable SQL: what the emitted C answers for one request, a
 * database answers for a log of them, where it lies. The tables are those of
 * the C in rows, the way through them is a join a dimension, and the cases of a
 * row are made to exclude each other, so that exactly one fits. Only SQL that
 * SQLite, PostgreSQL and Spark share is written; no string holds a quote, for
 * the three disagree on how to write one. */

#include "emit/emitters.h"

#include "base/arena.h"
#include "emit/c/names.h"
#include "emit/c/plan.h"

#include <string.h>

enum { ROWS_AN_INSERT = 200, MOST_CASES = 1 << 20 };

/* What is being written: rows of one table at a time, some an INSERT. */
struct writing {
    const struct plan *plan;
    struct text *out;
    const char *table;
    size_t rows;
};

static void begin(struct writing *writing, const char *table,
                  const char *columns, const char *comment)
{
    const char *name = writing->plan->lower;
    text_print(writing->out, "\n-- %s\nDROP TABLE IF EXISTS %s_%s;\n", comment,
               name, table);
    text_print(writing->out, "CREATE TABLE %s_%s (%s);\n", name, table,
               columns);
    writing->table = table;
    writing->rows = 0;
}

/* What separates the row to come from the one before. */
static void row(struct writing *writing)
{
    if (writing->rows % ROWS_AN_INSERT == 0) {
        text_print(writing->out, "%sINSERT INTO %s_%s VALUES\n",
                   writing->rows > 0 ? ";\n" : "", writing->plan->lower,
                   writing->table);
    } else {
        text_put(writing->out, ",\n");
    }
    writing->rows++;
}

static void end(struct writing *writing)
{
    if (writing->rows > 0) {
        text_put(writing->out, ";\n");
    }
}

/* 64 bits as a signed number; the lowest of them has no literal. */
static void put_bits(struct text *out, uint64_t bits)
{
    if (bits == UINT64_C(1) << 63) {
        text_put(out, "(-9223372036854775807 - 1)");
    } else if (bits >> 63 != 0) {
        text_print(out, "-%llu", (unsigned long long)(~bits + 1));
    } else {
        text_print(out, "%llu", (unsigned long long)bits);
    }
}

/* --- terms ------------------------------------------------------------ */

static void write_terms(struct writing *writing)
{
    const struct plan *plan = writing->plan;
    begin(writing, "term",
          "dimension VARCHAR(16), name VARCHAR(1000), class BIGINT",
          "Names of terms, in full or as short as is unique, and the class of "
          "each: terms of one class are treated alike.");
    for (size_t l = 0; l < plan->decide.level_count; l++) {
        const struct layout_level *level = &plan->decide.levels[l];
        struct spellings names = names_of_family(plan, level->family);
        for (size_t i = 0; i < names.count; i++) {
            const struct spelling *name = &names.items[i];
            row(writing);
            text_print(writing->out, "('%s', '%.*s', %u)", level->family->item,
                       (int)name->length, name->text,
                       (unsigned)level->class_of[name->number]);
        }
    }
    end(writing);
}

static void write_facts(struct writing *writing)
{
    const struct plan *plan = writing->plan;
    struct spellings names = names_of_facts(plan);
    begin(writing, "fact", "name VARCHAR(1000), bits BIGINT",
          "Facts: the column facts of the log is the sum of the bits of those "
          "that hold.");
    for (size_t i = 0; i < names.count; i++) {
        row(writing);
        text_print(writing->out, "('%.*s', ", (int)names.items[i].length,
                   names.items[i].text);
        put_bits(writing->out, UINT64_C(1) << names.items[i].number);
        text_char(writing->out, ')');
    }
    end(writing);
}

static void write_measures(struct writing *writing)
{
    const struct word *word = &writing->plan->measures;
    begin(writing, "measure", "name VARCHAR(1000), bits BIGINT",
          "Measures: the column duties of a verdict is the sum of the bits of "
          "those that are owed.");
    for (size_t i = 0; i < word->count; i++) {
        row(writing);
        text_print(writing->out, "('%s', ",
                   word->terms->items[word->number[i]]->path);
        put_bits(writing->out, UINT64_C(1) << i);
        text_char(writing->out, ')');
    }
    end(writing);
}

/* --- the way through the tables ---------------------------------------- */

/* A place is a level and the start of a row of cells, or, at the level past the
 * last, the list of cases that answers. */
static void put_place(struct writing *writing, uint32_t cell)
{
    const struct layout *layout = &writing->plan->decide;
    if ((cell & CELL_ANSWER) != 0) {
        text_print(writing->out, "%zu, %u", layout->level_count,
                   (unsigned)(cell & ~CELL_ANSWER));
    } else {
        text_print(writing->out, "%u, %u", (unsigned)(cell >> CELL_LEVEL),
                   (unsigned)(cell & CELL_OFFSET));
    }
}

static void write_steps(struct writing *writing)
{
    const struct layout *layout = &writing->plan->decide;
    begin(writing, "step", "place BIGINT, next_level BIGINT, next_place BIGINT",
          "Where a row of a dimension leads, for the class of the term.");
    for (size_t i = 0; i < layout->rows.count; i++) {
        row(writing);
        text_print(writing->out, "(%zu, ", i);
        put_place(writing, layout->rows.items[i]);
        text_char(writing->out, ')');
    }
    end(writing);
}

/* --- cases ------------------------------------------------------------ */

/* A set of facts: those under the mask are as in the value. */
struct cube {
    uint64_t mask, value;
};

struct cubes {
    struct cube *items;
    size_t count;
};

static void cubes_add(struct arena *arena, struct cubes *cubes,
                      struct cube cube)
{
    cubes->items =
        arena_extend(arena, cubes->items, cubes->count, sizeof *cubes->items);
    cubes->items[cubes->count++] = cube;
}

/* What of a cube lies outside another, as cubes that do not meet. */
static void cube_minus(struct arena *arena, struct cube cube,
                       const struct case_row *other, struct cubes *into)
{
    uint64_t common = cube.mask & other->mask;
    if ((cube.value & common) != (other->value & common)) {
        cubes_add(arena, into, cube);
        return;
    }
    for (unsigned bit = 0; bit < 64; bit++) {
        uint64_t one = UINT64_C(1) << bit;
        if ((other->mask & ~cube.mask & one) == 0) {
            continue;
        }
        struct cube part = { cube.mask | one,
                             cube.value | (~other->value & one) };
        cubes_add(arena, into, part);
        cube.mask |= one;
        cube.value |= other->value & one;
    }
}

/* The facts at which case `at` of a list is the first that fits. */
static struct cubes cubes_of(struct arena *arena, const struct case_row *list,
                             size_t at)
{
    struct cubes cubes = { 0 };
    cubes_add(arena, &cubes, (struct cube){ list[at].mask, list[at].value });
    for (size_t earlier = 0; earlier < at; earlier++) {
        struct cubes rest = { 0 };
        for (size_t i = 0; i < cubes.count; i++) {
            cube_minus(arena, cubes.items[i], &list[earlier], &rest);
        }
        cubes = rest;
    }
    return cubes;
}

static void put_case(struct writing *writing, size_t list, struct cube cube,
                     uint32_t answer)
{
    const struct plan *plan = writing->plan;
    size_t statement = ruling_statement(&plan->rulings, answer);
    row(writing);
    text_print(writing->out, "(%zu, ", list);
    put_bits(writing->out, cube.mask);
    text_put(writing->out, ", ");
    put_bits(writing->out, cube.value);
    text_print(writing->out, ", '%s', '%s', ",
               verdict_name[ruling_verdict(answer)],
               statement == plan->policy->statement_count
                   ? ""
                   : plan->policy->statements[statement]->name);
    put_bits(writing->out, ruling_duties(&plan->rulings, answer));
    text_char(writing->out, ')');
}

/* Rows of cases that a cell leads to. */
static const struct bits *lists_that_begin(const struct plan *plan)
{
    const struct cells *cells = &plan->decide.rows;
    struct bits *begins =
        bits_create(plan->arena, plan->decide_cases.count + 1);
    for (size_t i = 0; i <= cells->count; i++) {
        uint32_t cell = i < cells->count ? cells->items[i] : plan->decide.root;
        if ((cell & CELL_ANSWER) != 0) {
            bits_add(begins, cell & ~CELL_ANSWER);
        }
    }
    return begins;
}

static void write_list(struct writing *writing, const struct cases *cases,
                       size_t list)
{
    struct arena *scratch = arena_create();
    struct case_row *rows = NULL;
    size_t count = 0;
    for (size_t i = list;; i = cases->rows[i].next) {
        rows = arena_extend(scratch, rows, count, sizeof *rows);
        rows[count] = cases->rows[i];
        struct cubes cubes = cubes_of(scratch, rows, count);
        for (size_t k = 0; k < cubes.count; k++) {
            put_case(writing, list, cubes.items[k], rows[count].answer);
        }
        if (rows[count++].mask == 0) {
            break; /* the last of a list fits all facts */
        }
    }
    arena_destroy(scratch);
}

static bool write_cases(struct writing *writing, const char **error)
{
    const struct cases *cases = &writing->plan->decide_cases;
    begin(writing, "case",
          "list BIGINT, mask BIGINT, value BIGINT, verdict VARCHAR(6), "
          "statement VARCHAR(1000), duties BIGINT",
          "What is answered: of a list the one case whose facts, under its "
          "mask, are its value.");
    const struct bits *begins = lists_that_begin(writing->plan);
    for (size_t list = bits_next(begins, 0); list < begins->size;
         list = bits_next(begins, list + 1)) {
        write_list(writing, cases, list);
        if (writing->rows > MOST_CASES) {
            *error = "the facts make too many cases for the SQL";
            return false;
        }
    }
    end(writing);
    return true;
}

/* --- the view --------------------------------------------------------- */

/* The facts of a row of the log, closed under implication. */
static void put_facts(struct writing *writing)
{
    const struct plan *plan = writing->plan;
    text_put(writing->out, "(COALESCE(l.facts, 0)");
    for (size_t i = 0; i < plan->facts.count; i++) {
        const struct term *term =
            plan->facts.terms->items[plan->facts.number[i]];
        uint64_t below = 0;
        for (size_t k = 0; k < plan->facts.count; k++) {
            if (k != i && bits_has(term->below, plan->facts.number[k])) {
                below |= UINT64_C(1) << k;
            }
        }
        if (below != 0) {
            text_put(writing->out,
                     "\n      | (CASE WHEN (COALESCE(l.facts, 0) & ");
            put_bits(writing->out, below);
            text_put(writing->out, ") <> 0 THEN ");
            put_bits(writing->out, UINT64_C(1) << i);
            text_put(writing->out, " ELSE 0 END)");
        }
    }
    text_char(writing->out, ')');
}

/* Level or place before the join of dimension `at`: that of the last join that
 * matched, else the beginning. */
static void put_current(struct writing *writing, size_t at, const char *column,
                        uint32_t start)
{
    if (at == 0) {
        text_print(writing->out, "%u", (unsigned)start);
        return;
    }
    text_put(writing->out, "COALESCE(");
    for (size_t i = at; i-- > 0;) {
        text_print(writing->out, "s%zu.next_%s, ", i, column);
    }
    text_print(writing->out, "%u)", (unsigned)start);
}

/* A column of the case that fits; `none` where there is none, or a name was not
 * understood. */
static void put_column(struct writing *writing, const char *column,
                       const char *none)
{
    text_put(writing->out, "  CASE WHEN ");
    for (size_t i = 0; i < writing->plan->decide.level_count; i++) {
        text_print(writing->out, "%st%zu.class IS NULL", i > 0 ? " OR " : "",
                   i);
    }
    text_print(writing->out, "\n    THEN %s ELSE COALESCE(c.%s, %s) END AS %s",
               none, column, none, column);
}

static void write_view(struct writing *writing)
{
    const struct plan *plan = writing->plan;
    const struct layout *layout = &plan->decide;
    struct text *out = writing->out;
    bool answered = (layout->root & CELL_ANSWER) != 0;
    uint32_t level =
        answered ? (uint32_t)layout->level_count : layout->root >> CELL_LEVEL;
    uint32_t place =
        answered ? layout->root & ~CELL_ANSWER : layout->root & CELL_OFFSET;
    text_print(out,
               "\n-- The log, judged. A name that is not understood is "
               "denied, and so is whatever no case fits.\n"
               "CREATE VIEW %s_judged AS\nSELECT l.*,\n",
               plan->lower);
    put_column(writing, "verdict", "'deny'");
    text_put(out, ",\n");
    put_column(writing, "statement", "''");
    text_put(out, ",\n");
    put_column(writing, "duties", "0");
    text_char(out, '\n');
    text_print(out, "FROM %s_log l\n", plan->lower);
    for (size_t i = 0; i < layout->level_count; i++) {
        const char *item = layout->levels[i].family->item;
        text_print(out,
                   "LEFT JOIN %s_term t%zu ON t%zu.dimension = '%s' AND "
                   "t%zu.name = l.%s\n",
                   plan->lower, i, i, item, i, item);
        text_print(out, "LEFT JOIN %s_step s%zu ON ", plan->lower, i);
        put_current(writing, i, "level", level);
        text_print(out, " = %zu AND s%zu.place = ", i, i);
        put_current(writing, i, "place", place);
        text_print(out, " + t%zu.class\n", i);
    }
    text_print(out, "LEFT JOIN %s_case c ON ", plan->lower);
    put_current(writing, layout->level_count, "level", level);
    text_print(out, " = %zu AND c.list = ", layout->level_count);
    put_current(writing, layout->level_count, "place", place);
    text_put(out, "\n  AND (");
    put_facts(writing);
    text_put(out, " & c.mask) = c.value;\n");
}

static bool write_sql(const struct emission *emission, struct bundle *bundle,
                      const char **error)
{
    struct plan *plan = arena_allocate(emission->analysis->arena, sizeof *plan);
    plan->form = LAYOUT_ROWS;
    if (!plan_make(emission, plan, error)) {
        return false;
    }
    struct writing writing = {
        .plan = plan,
        .out =
            bundle_add(bundle, arena_print(plan->arena, "%s.sql", plan->lower)),
    };
    text_print(
        writing.out,
        "-- SPDX-License-Identifier: CC0-1.0\n"
        "-- Written by writ from policy \"%s\" (%s). Do not edit: change "
        "the policy, build again.\n"
        "-- Fill %s_log, then read %s_judged. Columns of the log: "
        "party, action, data, purpose,\n"
        "-- recipient, subject and region, the names of terms (`we` is "
        "a party, `us` a recipient, `any` all\n"
        "-- there is), and facts, a sum of bits; more as you like.\n"
        "DROP VIEW IF EXISTS %s_judged;\n",
        plan->lower, emission->digest, plan->lower, plan->lower, plan->lower);
    write_terms(&writing);
    write_facts(&writing);
    write_measures(&writing);
    write_steps(&writing);
    if (!write_cases(&writing, error)) {
        return false;
    }
    text_print(writing.out,
               "\n-- What is judged: make it a table or a view of your own.\n"
               "CREATE TABLE IF NOT EXISTS %s_log (id BIGINT, party "
               "VARCHAR(1000), action VARCHAR(1000),\n"
               "  data VARCHAR(1000), purpose VARCHAR(1000), recipient "
               "VARCHAR(1000), subject VARCHAR(1000),\n"
               "  region VARCHAR(1000), facts BIGINT);\n",
               plan->lower);
    write_view(&writing);
    return true;
}

const struct emitter emitter_sql = {
    .name = "sql",
    .summary = "the same decisions as SQL that judges a log: NAME.sql",
    .write = write_sql,
};
