/* emit/tables, emit/receivers, emit/brief and emit/chart: recipients, places,
 * rights, duties, the summary of one screen and the picture say no more and no
 * less than the clauses. Held against the reference evaluator on random policies. */

#include "emit_document_truth.h"

#include "emit/chart.h"
#include "emit/document.h"
#include "emit/receivers.h"

enum { POLICIES = 100 };

static const struct document *document_from(struct compilation *compilation)
{
    const struct emission emission = { .analysis = compilation->analysis,
                                       .digest = "sha256:0" };
    const char *error = NULL;
    const struct document *document =
        document_of(&emission, &language_english, &error);
    assert_non_null(document);
    return document;
}

/* Data that there is: what a closed list does not name, it does not hold. */
static bool is_data(const struct policy *policy, size_t data)
{
    const struct term *term = policy->terms[KIND_DATA].items[data];
    return term->child_count == 0 || term->open || term->library;
}

/* --- recipients and places ------------------------------------------------ */

static struct area area_of(const struct receiver *row,
                           const struct bits *purposes)
{
    return (struct area){
        .doing = row->place ? DOING_TRANSFER : DOING_GIVE,
        .data = row->points,
        .purposes = purposes,
        .recipients = row->place ? NULL : row->who_points,
        .regions = row->place ? row->who_points : NULL,
    };
}

/* The purposes that a phrase names. */
static struct bits *purposes_of(struct compilation *compilation,
                                const char *item)
{
    const struct terms *terms = &compilation->policy->terms[KIND_PURPOSE];
    struct bits *named = bits_create(compilation->arena, terms->count);
    for (size_t n = 1; n < terms->count; n++) {
        if (item_says(item, terms->items[n]->name) != NEVER) {
            bits_add(named, n);
        }
    }
    return named;
}

static void check_receiver(struct compilation *compilation,
                           const struct receiver *row)
{
    const struct terms *measures = &compilation->policy->terms[KIND_MEASURE];
    for (size_t i = 0; i < row->purposes.count; i++) {
        struct bits *purposes =
            purposes_of(compilation, row->purposes.items[i]);
        struct area area = area_of(row, purposes);
        item_is_warranted(compilation, &row->purposes, i, &area);
    }
    struct truth truth = truth_nothing(compilation);
    struct area area = area_of(row, NULL);
    assert_true(truth_of(compilation, &area, &truth) != NEVER);
    assert_true(bits_within(truth.permitting,
                            claimed(compilation, &row->data.warrants[0])));
    for (size_t m = 1; m < measures->count; m++) {
        int said = said_in(&row->measures, measures->items[m]->name);
        assert_int_equal(said, bits_has(truth.always, m)      ? ALWAYS
                               : bits_has(truth.sometimes, m) ? SOMETIMES
                                                              : NEVER);
    }
}

/* What the rows say of giving the data to the recipient, or to the place. */
static int said_of(const struct receivers *receivers, bool place, size_t who,
                   size_t data, const char *purpose)
{
    int said = NEVER;
    bool found = false;
    for (size_t i = 0; i < receivers->count; i++) {
        const struct receiver *row = &receivers->rows[i];
        if (row->place == place && bits_has(row->who_points, who) &&
            bits_has(row->points, data)) {
            assert_false(found);
            found = true;
            said = said_in(&row->purposes, purpose);
        }
    }
    return said;
}

static void check_pair(struct compilation *compilation,
                       const struct receivers *receivers, bool place,
                       size_t who, size_t data)
{
    const struct policy *policy = compilation->policy;
    const struct terms *purposes = &policy->terms[KIND_PURPOSE];
    int space = place ? KIND_REGION : KIND_RECIPIENT;
    const struct bits *whom = one_point(compilation, space, who);
    struct truth truth = truth_nothing(compilation);
    for (size_t p = 1; p < purposes->count; p++) {
        struct area area = {
            .doing = place ? DOING_TRANSFER : DOING_GIVE,
            .data = one_point(compilation, KIND_DATA, data),
            .purposes = one_point(compilation, KIND_PURPOSE, p),
            .recipients = place ? NULL : whom,
            .regions = place ? whom : NULL,
        };
        assert_int_equal(
            said_of(receivers, place, who, data, purposes->items[p]->name),
            truth_of(compilation, &area, &truth));
    }
}

static void recipients_and_places_are_those_of_the_clauses(void **state)
{
    (void)state;
    uint32_t seed = 7;
    for (int i = 0; i < POLICIES; i++) {
        struct compilation *compilation = random_policy(&seed);
        const struct policy *policy = compilation->policy;
        struct practice practice =
            practice_create(compilation->analysis, &language_english);
        struct receivers receivers = receivers_create(&practice);
        for (size_t d = 0; d < policy->terms[KIND_DATA].count; d++) {
            for (size_t r = 0; r < policy->terms[KIND_RECIPIENT].count; r++) {
                if (is_data(policy, d) && r != policy->us->number) {
                    check_pair(compilation, &receivers, false, r, d);
                }
            }
            for (size_t g = 0; g < policy->terms[KIND_REGION].count; g++) {
                if (is_data(policy, d)) {
                    check_pair(compilation, &receivers, true, g, d);
                }
            }
        }
        for (size_t r = 0; r < receivers.count; r++) {
            check_receiver(compilation, &receivers.rows[r]);
        }
        compilation_destroy(compilation);
    }
}

/* --- rights and duties ---------------------------------------------------- */

/* The row that rests on the statement; its first cell says so. */
static const struct document_row *row_of(const struct document_table *table,
                                         size_t statement)
{
    for (size_t i = 0; i < table->row_count; i++) {
        const struct claims *by =
            &table->rows[i].cells[0].warrants[0].statements;
        assert_int_equal(by->count, 1);
        if (by->items[0] == statement) {
            return &table->rows[i];
        }
    }
    return NULL;
}

/* Whether a phrase names the term, at its head with a capital or further on. */
static bool names(const char *phrase, const char *name)
{
    return strstr(phrase, name + 1) != NULL;
}

/* Whether the rows of rights hold for the data: ALWAYS where a row without
 * terms names it. */
static int right_said(const struct document_table *table, const char *right,
                      const char *data)
{
    int said = NEVER;
    for (size_t i = 0; i < table->row_count; i++) {
        const struct document_row *row = &table->rows[i];
        if (strcmp(row->cells[0].items[0], right) != 0 ||
            !names(row->cells[1].items[0], data)) {
            continue;
        }
        bool terms = table->column_count > 2 && row->cells[2].count > 0;
        said = !terms || said == ALWAYS ? ALWAYS : SOMETIMES;
    }
    return said;
}

static int right_holds(struct compilation *compilation,
                       const struct term *right, size_t data)
{
    struct cases cases = all_cases(compilation);
    size_t yes = 0;
    for (size_t i = 0; i < cases.count; i++) {
        struct point point = { .facts = cases.facts[i] };
        point.at[DIMENSION_DATA] = (uint16_t)data;
        yes += evaluate_right(compilation->policy, right, &point);
    }
    return yes == 0 ? NEVER : yes == cases.count ? ALWAYS : SOMETIMES;
}

static void check_rights(struct compilation *compilation,
                         const struct document *document)
{
    static const char *const rights[] = { "access", "erase", "port" };
    static const char *const labels[] = { "Access it", "Delete it",
                                          "Receive a portable copy of it" };
    const struct policy *policy = compilation->policy;
    const struct terms *data = &policy->terms[KIND_DATA];
    for (size_t r = 0; r < 3; r++) {
        const struct term *right =
            term_find(&policy->terms[KIND_RIGHT], rights[r], NULL, NULL);
        for (size_t d = 1; d < data->count; d++) {
            const struct term *term = data->items[d];
            if (term->child_count > 0 || term->parents[0]->parent_count > 0) {
                continue;
            }
            int said = right_said(&document->rights, labels[r], term->name);
            int holds = right_holds(compilation, right, d);
            /* several rows with terms may cover all cases together, or none */
            assert_true(said == NEVER ? holds == NEVER : true);
            assert_true(said == ALWAYS ? holds == ALWAYS : true);
            assert_true(holds == NEVER || said != NEVER);
        }
    }
}

/* Whether the other statement takes the duty's place at some point. */
static bool is_defeated_by(struct compilation *compilation,
                           const struct statement *duty,
                           const struct statement *other)
{
    const struct policy *policy = compilation->policy;
    struct cases cases = all_cases(compilation);
    for (size_t i = 0; i < cases.count; i++) {
        for (size_t d = 0; d < policy->terms[KIND_DATA].count; d++) {
            for (size_t p = 0; p < policy->terms[KIND_PURPOSE].count; p++) {
                for (size_t a = 0; a < policy->terms[KIND_ACTION].count; a++) {
                    struct point point = { .facts = cases.facts[i] };
                    point.at[DIMENSION_PARTY] = 1;
                    point.at[DIMENSION_ACTION] = (uint16_t)a;
                    point.at[DIMENSION_DATA] = (uint16_t)d;
                    point.at[DIMENSION_PURPOSE] = (uint16_t)p;
                    if (box_applies(duty, &duty->boxes[0], &point) ==
                            APPLIES_STRONGLY &&
                        box_applies(other, &other->boxes[0], &point) ==
                            APPLIES_STRONGLY) {
                        return true;
                    }
                }
            }
        }
    }
    return false;
}

static void check_duty(struct compilation *compilation,
                       const struct document *document,
                       const struct statement *duty)
{
    const struct document_row *row = row_of(&document->duties, duty->index);
    if (row == NULL) {
        fail_msg("%s has no row", duty->name);
        return;
    }
    assert_string_equal(row->cells[0].items[0], "Delete");
    for (size_t i = 0; i < duty->chosen[DIMENSION_DATA]->term_count; i++) {
        assert_true(names(row->cells[1].items[0],
                          duty->chosen[DIMENSION_DATA]->terms[i]->name));
    }
    size_t expected = 1;
    expected += duty->guard != NULL;
    expected += duty->unless != NULL;
    for (size_t i = 0; i < duty->prevailing_count; i++) {
        expected += duty->prevailing[i]->kind == STATEMENT_RULE &&
                    is_defeated_by(compilation, duty, duty->prevailing[i]);
    }
    assert_int_equal(row->cells[2].count, expected);
}

static void rights_and_duties_are_those_of_the_clauses(void **state)
{
    (void)state;
    uint32_t seed = 11;
    for (int i = 0; i < POLICIES * 3; i++) {
        struct compilation *compilation = random_policy(&seed);
        const struct policy *policy = compilation->policy;
        const struct document *document = document_from(compilation);
        size_t duties = 0;
        for (size_t s = 0; s < policy->statement_count; s++) {
            const struct statement *statement = policy->statements[s];
            if (statement->kind == STATEMENT_RULE &&
                statement->modality == MODALITY_MUST) {
                check_duty(compilation, document, statement);
                duties++;
            }
        }
        assert_int_equal(document->duties.row_count, duties);
        check_rights(compilation, document);
        compilation_destroy(compilation);
    }
}

/* --- the summary of one screen -------------------------------------------- */

static const struct cell *line_of_caption(const struct document *document,
                                          const char *caption)
{
    for (size_t i = 0; i < document->brief_count; i++) {
        if (strcmp(document->brief[i].caption, caption) == 0) {
            return &document->brief[i].cell;
        }
    }
    return NULL;
}

/* A name with the capital that a line has at its head. */
static int brief_says(const struct cell *cell, const char *name)
{
    char capital[8];
    snprintf(capital, sizeof capital, "%c%s", name[0] - 'a' + 'A', name + 1);
    if (cell == NULL) {
        return NEVER;
    }
    int said = said_in(cell, name);
    return said != NEVER ? said : said_in(cell, capital);
}

static struct bits *real_data(struct compilation *compilation)
{
    const struct policy *policy = compilation->policy;
    size_t count = policy->terms[KIND_DATA].count;
    struct bits *real = bits_create(compilation->arena, count);
    for (size_t d = 0; d < count; d++) {
        if (is_data(policy, d)) {
            bits_add(real, d);
        }
    }
    return real;
}

static void check_brief(struct compilation *compilation,
                        const struct document *document)
{
    const struct policy *policy = compilation->policy;
    const struct terms *purposes = &policy->terms[KIND_PURPOSE];
    const struct terms *regions = &policy->terms[KIND_REGION];
    struct truth truth = truth_nothing(compilation);
    struct area area = {
        .doing = DOING_USE,
        .data = real_data(compilation),
        .recipients =
            one_point(compilation, KIND_RECIPIENT, policy->us->number),
    };
    for (size_t p = 1; p < purposes->count; p++) {
        area.purposes = one_point(compilation, KIND_PURPOSE, p);
        assert_int_equal(brief_says(line_of_caption(document, "What for"),
                                    purposes->items[p]->name),
                         truth_of(compilation, &area, &truth));
    }
    area = (struct area){ .doing = DOING_GIVE, .data = area.data };
    static const char *const leaves[] = { "r1", "r2" };
    for (size_t i = 0; i < 2; i++) {
        const struct term *term =
            term_find(&policy->terms[KIND_RECIPIENT], leaves[i], NULL, NULL);
        area.recipients = one_point(compilation, KIND_RECIPIENT, term->number);
        assert_int_equal(
            brief_says(line_of_caption(document, "Who receives it"),
                       term->name),
            truth_of(compilation, &area, &truth));
    }
    area = (struct area){ .doing = DOING_TRANSFER, .data = area.data };
    for (size_t g = 1; g < regions->count; g++) {
        area.regions = one_point(compilation, KIND_REGION, g);
        assert_int_equal(brief_says(line_of_caption(document, "Where it goes"),
                                    regions->items[g]->name),
                         truth_of(compilation, &area, &truth));
    }
}

static void the_brief_is_that_of_the_clauses(void **state)
{
    (void)state;
    uint32_t seed = 5;
    for (int i = 0; i < POLICIES; i++) {
        struct compilation *compilation = random_policy(&seed);
        check_brief(compilation, document_from(compilation));
        compilation_destroy(compilation);
    }
}

/* A right that is granted under a condition alone says so. */
static void the_brief_says_where_a_right_has_conditions(void **state)
{
    (void)state;
    struct compilation *compilation =
        compile("data a\ncondition c\n"
                "you may access a if c.\nyou may erase a unless c.\n"
                "you may port a.\n");
    const struct cell *cell =
        line_of_caption(document_from(compilation), "What you can do");
    static const char *const expected[] = { "Access it, in some cases",
                                            "Delete it, in some cases",
                                            "Receive a portable copy of it" };
    for (size_t i = 0; i < 3; i++) {
        bool there = cell != NULL && i < cell->count;
        assert_string_equal(there ? cell->items[i] : "", expected[i]);
    }
    compilation_destroy(compilation);
}

/* --- promises and definitions ---------------------------------------------- */

static void promises_are_what_nothing_overrides(void **state)
{
    (void)state;
    uint32_t seed = 8;
    for (int i = 0; i < POLICIES; i++) {
        struct compilation *compilation = random_policy(&seed);
        const struct policy *policy = compilation->policy;
        const struct document *document = document_from(compilation);
        size_t promises = 0;
        for (size_t s = 0; s < policy->statement_count; s++) {
            if (policy->statements[s]->modality != MODALITY_NEVER) {
                continue;
            }
            assert_true(promises < document->promise_count);
            assert_ptr_equal(document->promises[promises++].statement,
                             policy->statements[s]);
        }
        assert_int_equal(promises, document->promise_count);
        compilation_destroy(compilation);
    }
}

/* Every term that a statement names, wherever it does, and that stands for
 * others; with the members that the policy gives, or some of those there are. */
static void every_term_that_is_used_is_defined(void **state)
{
    (void)state;
    struct compilation *compilation = compile(
        "import std.purposes\n"
        "data a { a1 { a2, a3 }, a4, ... }\ndata b { b1 }\n"
        "recipient r { r1 }\nsubject s { s1 }\nregion g { g1 }\n"
        "condition c { c1 }\ncondition d { d1 }\nmeasure m { m1 }\n"
        "event e { e1 }\nmethod w { w1 }\nbasis l { l1 }\n"
        "event unused { unused1 }\n"
        "we may share a except b to r for personalization of s in g with m "
        "by w under l if c unless d up to 3 days after e.\n");
    static const char *const expected[] = {
        "A: a1 (a2 and a3), a4, and others of the kind",
        "B: b1",
        "Personalizing the service: including personal recommendations",
        "R: r1",
        "S: s1",
        "G: g1",
        "M: m1",
        "C: c1",
        "D: d1",
        "E: e1",
        "W: w1",
        "L: l1",
    };
    const struct document *document = document_from(compilation);
    size_t count = sizeof expected / sizeof *expected;
    for (size_t i = 0; i < document->definition_count && i < count; i++) {
        char line[256];
        snprintf(line, sizeof line, "%s: %s", document->definitions[i].term,
                 document->definitions[i].members);
        assert_string_equal(line, expected[i]);
    }
    assert_int_equal(document->definition_count, count);
    compilation_destroy(compilation);
}

/* --- the picture ---------------------------------------------------------- */

/* How much of the way between two nodes is allowed: NEVER, SOMETIMES for a part
 * or under conditions, ALWAYS. */
static int way(struct compilation *compilation, int side,
               const struct chart_node *from, const struct chart_node *to)
{
    const struct policy *policy = compilation->policy;
    int left = side == 0 ? KIND_DATA : KIND_PURPOSE;
    int right = side == 0 ? KIND_PURPOSE : KIND_RECIPIENT;
    bool some = false;
    bool all = true;
    for (size_t a = bits_next(from->points, 0); a < from->points->size;
         a = bits_next(from->points, a + 1)) {
        for (size_t b = bits_next(to->points, 0); b < to->points->size;
             b = bits_next(to->points, b + 1)) {
            struct truth truth = truth_nothing(compilation);
            const struct bits *one = one_point(compilation, left, a);
            const struct bits *other = one_point(compilation, right, b);
            struct area area = {
                .doing = side == 0 ? DOING_USE : DOING_GIVE,
                .data = side == 0 ? one : real_data(compilation),
                .purposes = side == 0 ? other : one,
                .recipients = side == 0 ? one_point(compilation, KIND_RECIPIENT,
                                                    policy->us->number)
                                        : other,
            };
            int here = truth_of(compilation, &area, &truth);
            some = some || here != NEVER;
            all = all && here == ALWAYS;
        }
    }
    return !some ? NEVER : all ? ALWAYS : SOMETIMES;
}

static int drawn(const struct chart *chart, int side, size_t from, size_t to)
{
    int found = NEVER;
    for (size_t i = 0; i < chart->ribbon_count[side]; i++) {
        const struct chart_ribbon *ribbon = &chart->ribbons[side][i];
        if (ribbon->from == from && ribbon->to == to) {
            assert_int_equal(found, NEVER);
            found = ribbon->whole ? ALWAYS : SOMETIMES;
        }
    }
    return found;
}

static void the_picture_is_that_of_the_clauses(void **state)
{
    (void)state;
    uint32_t seed = 3;
    for (int i = 0; i < POLICIES; i++) {
        struct compilation *compilation = random_policy(&seed);
        const struct chart *chart = document_from(compilation)->chart;
        for (int side = 0; chart != NULL && side < CHART_COLUMNS - 1; side++) {
            const struct chart_column *left = &chart->columns[side];
            const struct chart_column *right = &chart->columns[side + 1];
            for (size_t a = 0; a < left->count; a++) {
                for (size_t b = 0; b < right->count; b++) {
                    assert_int_equal(drawn(chart, side, a, b),
                                     way(compilation, side, &left->nodes[a],
                                         &right->nodes[b]));
                }
            }
        }
        compilation_destroy(compilation);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(recipients_and_places_are_those_of_the_clauses),
        cmocka_unit_test(rights_and_duties_are_those_of_the_clauses),
        cmocka_unit_test(the_brief_is_that_of_the_clauses),
        cmocka_unit_test(the_brief_says_where_a_right_has_conditions),
        cmocka_unit_test(promises_are_what_nothing_overrides),
        cmocka_unit_test(every_term_that_is_used_is_defined),
        cmocka_unit_test(the_picture_is_that_of_the_clauses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
