/* emit/summary: the table is never wider and never narrower than the clauses.
 * Held against the reference evaluator, point by point, on random policies: a
 * purpose or a recipient stands in the row of data, or in the row of what all
 * related data has in common, exactly if something of the kind is allowed under
 * some facts, and without a condition exactly if under all; and each phrase
 * rests on exactly the statements that decide there. */

#include "emit_document_truth.h"

#include "emit/summary.h"

enum { POLICIES = 100 };

static struct summary summarize(struct compilation *compilation)
{
    struct practice practice =
        practice_create(compilation->analysis, &language_english);
    return summary_create(&practice);
}

/* The row of the data, common or own; NULL where there is none. There are
 * never two. */
static const struct summary_row *row_of(const struct summary *summary,
                                        size_t data, bool common)
{
    const struct summary_row *found = NULL;
    for (size_t i = 0; i < summary->count; i++) {
        const struct summary_row *row = &summary->rows[i];
        if (row->common == common && bits_has(row->points, data)) {
            assert_null(found);
            found = row;
        }
    }
    return found;
}

/* What the two rows say of a name: one of them at most. */
static int said_of(const struct summary_row *own,
                   const struct summary_row *common, bool purposes,
                   const char *name)
{
    const struct summary_row *rows[] = { own, common };
    int said = NEVER;
    for (size_t i = 0; i < 2; i++) {
        const struct cell *cell = rows[i] == NULL ? NULL
                                  : purposes      ? &rows[i]->purposes
                                                  : &rows[i]->recipients;
        int here = cell == NULL ? NEVER : said_in(cell, name);
        assert_true(here == NEVER || said == NEVER);
        said = here == NEVER ? said : here;
    }
    return said;
}

static void check_data(struct compilation *compilation,
                       const struct summary *summary, size_t data)
{
    const struct policy *policy = compilation->policy;
    const struct summary_row *own = row_of(summary, data, false);
    const struct summary_row *common = row_of(summary, data, true);
    struct truth truth = truth_nothing(compilation);
    const struct terms *purposes = &policy->terms[KIND_PURPOSE];
    const struct terms *recipients = &policy->terms[KIND_RECIPIENT];
    assert_true(common == NULL || own != NULL);
    for (size_t p = 1; p < purposes->count; p++) {
        struct area area = {
            .doing = DOING_USE,
            .data = one_point(compilation, KIND_DATA, data),
            .purposes = one_point(compilation, KIND_PURPOSE, p),
            .recipients =
                one_point(compilation, KIND_RECIPIENT, policy->us->number),
        };
        assert_int_equal(said_of(own, common, true, purposes->items[p]->name),
                         truth_of(compilation, &area, &truth));
    }
    static const char *const leaves[] = { "r1", "r2" };
    for (size_t i = 0; i < 2; i++) {
        const struct term *term = term_find(recipients, leaves[i], NULL, NULL);
        struct area area = {
            .doing = DOING_GIVE,
            .data = one_point(compilation, KIND_DATA, data),
            .recipients = one_point(compilation, KIND_RECIPIENT, term->number),
        };
        assert_int_equal(said_of(own, common, false, term->name),
                         truth_of(compilation, &area, &truth));
    }
}

/* The terms that a phrase of this space names. */
static struct bits *named_in(struct compilation *compilation, int space,
                             const char *item)
{
    const struct terms *terms = &compilation->policy->terms[space];
    struct bits *named = bits_create(compilation->arena, terms->count);
    for (size_t n = 1; n < terms->count; n++) {
        if (item_says(item, terms->items[n]->name) != NEVER) {
            bits_unite(named, terms->items[n]->below);
        }
    }
    return named;
}

/* Recipients below one term are told with exceptions: left to the tables'
 * test, which looks at points. */
static void check_warrants(struct compilation *compilation,
                           const struct summary_row *row)
{
    const struct policy *policy = compilation->policy;
    struct area area = {
        .doing = DOING_USE,
        .data = row->points,
        .recipients =
            one_point(compilation, KIND_RECIPIENT, policy->us->number),
    };
    for (size_t i = 0; i < row->purposes.count; i++) {
        area.purposes =
            named_in(compilation, KIND_PURPOSE, row->purposes.items[i]);
        if (!bits_empty(area.purposes)) {
            item_is_warranted(compilation, &row->purposes, i, &area);
        }
    }
    area = (struct area){ .doing = DOING_GIVE, .data = row->points };
    for (size_t i = 0; i < row->recipients.count; i++) {
        const char *item = row->recipients.items[i];
        area.recipients = named_in(compilation, KIND_RECIPIENT, item);
        if (!bits_empty(area.recipients) && strstr(item, "other") == NULL) {
            item_is_warranted(compilation, &row->recipients, i, &area);
        }
    }
}

static void tables_say_what_the_clauses_say(void **state)
{
    (void)state;
    uint32_t seed = 42;
    for (int i = 0; i < POLICIES; i++) {
        struct compilation *compilation = random_policy(&seed);
        struct summary summary = summarize(compilation);
        const struct terms *data = &compilation->policy->terms[KIND_DATA];
        for (size_t d = 1; d < data->count; d++) {
            if (data->items[d]->child_count == 0) {
                check_data(compilation, &summary, d);
            }
        }
        for (size_t r = 0; r < summary.count; r++) {
            check_warrants(compilation, &summary.rows[r]);
        }
        compilation_destroy(compilation);
    }
}

/* --- how long, and of whom ------------------------------------------------ */

static void cell_reads(const struct cell *cell, const char *expected)
{
    struct text text = { NULL, 0, 0 };
    for (size_t i = 0; i < cell->count; i++) {
        text_print(&text, "%s%s", i == 0 ? "" : "/", cell->items[i]);
    }
    assert_string_equal(text_string(&text), expected);
    text_destroy(&text);
}

static const char vocabulary[] = "data a { b, c }\n"
                                 "data d { e, ... }\n"
                                 "purpose p\npurpose q { s }\n"
                                 "recipient r\n"
                                 "subject minor \"minors\"\n"
                                 "region eu \"the EU\"\n"
                                 "condition g \"you agree\"\n"
                                 "condition h \"you object\"\n"
                                 "event end \"the end\"\n";

static void row_reads(const char *rules, const char *const cells[4])
{
    char source[2048];
    snprintf(source, sizeof source, "%s%s", vocabulary, rules);
    struct compilation *compilation = compile(source);
    struct summary summary = summarize(compilation);
    assert_true(summary.count >= 1);
    cell_reads(&summary.rows[0].data, cells[0]);
    cell_reads(&summary.rows[0].purposes, cells[1]);
    cell_reads(&summary.rows[0].recipients, cells[2]);
    cell_reads(&summary.rows[0].keeping, cells[3]);
    compilation_destroy(compilation);
}

static void rows_say_how_long_and_of_whom(void **state)
{
    (void)state;
    row_reads("we may store a for p up to 3 days after end.\n"
              "we may use a for q.\n",
              (const char *const[]){ "a", "p/q", "none",
                                     "for up to 3 days after the end (for p)/"
                                     "no period stated (for q)" });
    row_reads("we may use b and c for q except s if g unless h.\n"
              "we must delete a within 2 weeks after end.\n",
              (const char *const[]){
                  "a", "q other than s, if you agree, unless you object",
                  "none", "for up to 2 weeks after the end" });
    row_reads("we may use a for p unless h.\n",
              (const char *const[]){ "a", "p, unless you object", "none",
                                     "no period stated" });
    row_reads("we may use a for p of any except minor.\n",
              (const char *const[]){
                  "a", "p, only for information of anyone other than minors",
                  "none", "no period stated" });
    row_reads("we may use a for p.\n"
              "s: we must not use a for p of minor if not g notwithstanding "
              "may_use_a.\n",
              (const char *const[]){
                  "a", "p; for information of minors, if you agree", "none",
                  "no period stated" });
    row_reads("we may store a for p in eu.\nwe may share a to any for p.\n",
              (const char *const[]){ "a", "p, only in the EU", "anyone",
                                     "no period stated" });
}

/* A period that must be reached is told as one that may not be passed is; and
 * what is done for others is no use of ours. */
static void rows_say_how_long_at_least_and_what_is_ours(void **state)
{
    (void)state;
    row_reads(
        "we must store a for p at least 3 days after end.\n"
        "we may use a for q.\n",
        (const char *const[]){ "a", "p/q", "none",
                               "for at least 3 days after the end (for p)/"
                               "no period stated (for q)" });
    row_reads("we may use a for p to us.\nwe may use a for q to r.\n",
              (const char *const[]){ "a", "p", "none", "no period stated" });
}

/* Too many alternatives to read are told as such, never as none. */
static void conditions_past_reading_are_some_cases(void **state)
{
    (void)state;
    struct text rules = { NULL, 0, 0 };
    for (int i = 1; i <= 12; i++) {
        text_print(&rules, "condition k%d\n", i);
    }
    text_put(&rules, "we may use a for p if ");
    for (int i = 1; i <= 12; i += 2) {
        text_print(&rules, "%s(k%d and not k%d or not k%d and k%d)",
                   i > 1 ? " and " : "", i, i + 1, i, i + 1);
    }
    text_put(&rules, ".\n");
    row_reads(text_string(&rules),
              (const char *const[]){ "a", "p, in some cases", "none",
                                     "no period stated" });
    text_destroy(&rules);
}

/* A closed list holds what it lists; an open one may hold more. */
static void open_lists_have_a_rest(void **state)
{
    (void)state;
    row_reads("we may use a except b for p.\n",
              (const char *const[]){ "c", "p", "none", "no period stated" });
    row_reads("we may use d except e for p.\n",
              (const char *const[]){ "d other than e", "p", "none",
                                     "no period stated" });
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tables_say_what_the_clauses_say),
        cmocka_unit_test(rows_say_how_long_and_of_whom),
        cmocka_unit_test(rows_say_how_long_at_least_and_what_is_ours),
        cmocka_unit_test(conditions_past_reading_are_some_cases),
        cmocka_unit_test(open_lists_have_a_rest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
