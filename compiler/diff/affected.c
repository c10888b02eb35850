/* Tables are compared as they are published, by their words; so what is listed
 * is what a reader will see, however the rows came to be. Expectations are
 * compared with the situations whose verdict or measures are others. */

#include "diff/affected.h"

#include "base/arena.h"
#include "check/catalogue.h"
#include "diff/family.h"
#include "emit/document.h"

#include <stdlib.h>
#include <string.h>

/* --- tables ------------------------------------------------------------ */

/* A row as text: what it is about, and the rest of it. */
struct line {
    const char *key, *rest;
    bool matched;
};

struct lines {
    struct line *items;
    size_t count;
};

static const char *cells_text(struct arena *arena, const struct cell *cells,
                              size_t from, size_t to, const char *between)
{
    const char *words = "";
    for (size_t c = from; c < to; c++) {
        for (size_t i = 0; i < cells[c].count; i++) {
            const char *basis = cells[c].warrants[i].basis;
            words = arena_print(arena, "%s%s%s%s", words,
                                words[0] != '\0' ? between : "",
                                cells[c].items[i], basis != NULL ? basis : "");
        }
    }
    return words;
}

static int by_text(const void *a, const void *b)
{
    const struct line *left = a;
    const struct line *right = b;
    int order = strcmp(left->key, right->key);
    return order != 0 ? order : strcmp(left->rest, right->rest);
}

/* Duties of one verb are told apart by what they concern too. */
static struct lines lines_of(struct arena *arena,
                             const struct document_table *table, size_t keys)
{
    struct lines lines = { NULL, table->row_count };
    lines.items = arena_array(arena, table->row_count, sizeof *lines.items);
    for (size_t i = 0; i < table->row_count; i++) {
        const struct document_row *row = &table->rows[i];
        const char *key = cells_text(arena, row->cells, 0, keys, ", ");
        if (row->note != NULL) {
            key = arena_print(arena, "%s (%s)", key, row->note);
        }
        lines.items[i].key = key;
        lines.items[i].rest =
            cells_text(arena, row->cells, keys, table->column_count, "\n");
    }
    if (lines.count > 0) {
        qsort(lines.items, lines.count, sizeof *lines.items, by_text);
    }
    return lines;
}

static void add_row(struct diff *diff, struct affected *affected,
                    const char *table, const char *row, enum row_fate fate)
{
    affected->rows = arena_extend(diff->arena, affected->rows,
                                  affected->row_count, sizeof *affected->rows);
    affected->rows[affected->row_count++] =
        (struct affected_row){ table, row, fate };
}

/* Marks the rows that are the same on both sides. */
static void match_lines(struct lines *old, struct lines *new)
{
    size_t i = 0;
    size_t n = 0;
    while (i < old->count && n < new->count) {
        int order = by_text(&old->items[i], &new->items[n]);
        if (order == 0) {
            old->items[i].matched = true;
            new->items[n].matched = true;
        }
        i += order <= 0;
        n += order >= 0;
    }
}

/* The next line from `*at` on that is not matched, or NULL. */
static struct line *next_line(struct lines *lines, size_t *at)
{
    while (*at < lines->count && lines->items[*at].matched) {
        ++*at;
    }
    return *at < lines->count ? &lines->items[*at] : NULL;
}

/* What is left of both sides and has one key is one row that changed. */
static void compare_table(struct diff *diff, struct affected *affected,
                          const char *title, struct lines old, struct lines new)
{
    size_t i = 0;
    size_t n = 0;
    match_lines(&old, &new);
    for (;;) {
        const struct line *gone = next_line(&old, &i);
        const struct line *come = next_line(&new, &n);
        if (gone == NULL && come == NULL) {
            return;
        }
        int order = gone == NULL   ? 1
                    : come == NULL ? -1
                                   : strcmp(gone->key, come->key);
        add_row(diff, affected, title, order <= 0 ? gone->key : come->key,
                order == 0  ? ROW_CHANGED
                : order < 0 ? ROW_GONE
                            : ROW_NEW);
        i += order <= 0;
        n += order >= 0;
    }
}

static const struct document *published(struct compilation *side)
{
    struct emission emission = { .analysis = side->analysis, .digest = "" };
    const char *error = NULL;
    return document_of(&emission, &language_english, &error);
}

static void find_rows(struct diff *diff, struct affected *affected)
{
    const struct document *old = published(diff->sides[SIDE_OLD]);
    const struct document *new = published(diff->sides[SIDE_NEW]);
    affected->tables_known = old != NULL && new != NULL;
    if (!affected->tables_known) {
        return;
    }
    const struct {
        const struct document_table *old, *new;
        size_t keys;
    } tables[] = { { &old->summary, &new->summary, 1 },
                   { &old->receivers, &new->receivers, 1 },
                   { &old->rights, &new->rights, 1 },
                   { &old->duties, &new->duties, 2 } };
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        compare_table(diff, affected, tables[i].new->title,
                      lines_of(diff->arena, tables[i].old, tables[i].keys),
                      lines_of(diff->arena, tables[i].new, tables[i].keys));
    }
}

/* --- tests ------------------------------------------------------------- */

/* The term of the newer side that a condition level of the common ground
 * stands for, or NULL. */
static const struct term *own_condition(const struct diff *diff, size_t level)
{
    const struct common *common = diff->common;
    size_t number = common->analysis->conditions[level]->number;
    return common->joint->sides[SIDE_NEW].own[KIND_CONDITION][number];
}

/* Exactly these facts, as far as guards of either side rest on them. */
static uint32_t exactly(struct diff *diff, const struct bits *facts)
{
    uint32_t set = SET_ALL;
    for (size_t i = 0; i < diff->common->analysis->condition_count; i++) {
        const struct term *own = own_condition(diff, i);
        bool holds =
            own != NULL && facts != NULL && bits_has(facts, own->number);
        set = family_and(diff, set, common_fact(diff->common, i, holds));
    }
    return set;
}

/* Where the condition holds: it, or one that implies it, is a fact. `*known` is
 * false where it rests on what no guard does. */
static uint32_t where_holds(struct diff *diff,
                            const struct condition *condition, bool *known)
{
    if (condition->kind == TREE_CONDITION_NAME) {
        uint32_t set = SET_EMPTY;
        for (size_t i = 0; i < diff->common->analysis->condition_count; i++) {
            const struct term *own = own_condition(diff, i);
            if (own != NULL && term_within(own, condition->term)) {
                set = family_or(diff, set, common_fact(diff->common, i, true));
            }
        }
        *known = *known && set != SET_EMPTY;
        return set;
    }
    uint32_t left = where_holds(diff, condition->left, known);
    if (condition->kind == TREE_CONDITION_NOT) {
        return family_minus(diff, SET_ALL, left);
    }
    uint32_t right = where_holds(diff, condition->right, known);
    return condition->kind == TREE_CONDITION_AND ? family_and(diff, left, right)
                                                 : family_or(diff, left, right);
}

/* More than it is about rather than less. */
static uint32_t facts_asked(struct diff *diff,
                            const struct expectation *expectation)
{
    const struct question *question = &expectation->question;
    bool known = true;
    if (!expectation->tree->prove) {
        return exactly(diff, question->given);
    }
    if (question->condition == NULL) {
        return SET_ALL;
    }
    uint32_t set = where_holds(diff, question->condition, &known);
    return known ? set : SET_ALL;
}

static uint32_t is_in(void *context, uint32_t value)
{
    (void)context;
    return value == 2;
}

static bool asks_about_change(struct diff *diff,
                              const struct expectation *expectation)
{
    static const uint32_t values[] = { 1, 2 };
    struct analysis *analysis = diff->sides[SIDE_NEW]->analysis;
    uint32_t set = common_translate(
        diff->common, SIDE_NEW,
        analysis_question(analysis, &expectation->question), values);
    set = diagram_map(diff->common->analysis->diagrams, set, is_in, NULL);
    set = family_and(diff, set, facts_asked(diff, expectation));
    set = family_and(diff, set, diff->comparing->ruling_changed);
    return family_minus(diff, set, common_unclosed(diff->common, set)) !=
           SET_EMPTY;
}

static bool is_reported(const struct diff *diff,
                        const struct expectation *expectation)
{
    const struct findings *findings = &diff->sides[SIDE_NEW]->findings;
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *finding = &findings->items[i];
        if ((finding->rule == &rule_test_failed ||
             finding->rule == &rule_proof_failed) &&
            finding->span.start == expectation->tree->span.start) {
            return true;
        }
    }
    return false;
}

static void find_tests(struct diff *diff, struct affected *affected)
{
    const struct policy *policy = diff->sides[SIDE_NEW]->policy;
    for (size_t t = 0; t < policy->test_count; t++) {
        const struct test *test = &policy->tests[t];
        for (size_t i = 0; i < test->expectation_count; i++) {
            const struct expectation *expectation = &test->expectations[i];
            bool fails = is_reported(diff, expectation);
            if (!fails && !asks_about_change(diff, expectation)) {
                continue;
            }
            affected->tests =
                arena_extend(diff->arena, affected->tests, affected->test_count,
                             sizeof *affected->tests);
            affected->tests[affected->test_count++] =
                (struct affected_test){ test, expectation, fails };
        }
    }
}

struct affected affected_by(struct diff *diff)
{
    struct affected affected = { .tables_known = true };
    if (diff->verdict != DIFF_SAME || diff_count_texts(diff) < diff->count) {
        find_rows(diff, &affected);
        find_tests(diff, &affected);
    }
    return affected;
}
