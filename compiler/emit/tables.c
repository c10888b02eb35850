/* Rows from what was computed, and from statements; the layout is left to the
 * formats. */

#include "emit/tables.h"

#include "base/arena.h"
#include "emit/line.h"

#include <string.h>

enum { MOST_COLUMNS = 4 };

/* --- rows ---------------------------------------------------------------- */

static void open_table(const struct practice *practice,
                       struct document_table *table,
                       const char *const columns[MOST_COLUMNS])
{
    while (table->column_count < MOST_COLUMNS &&
           columns[table->column_count] != NULL) {
        table->column_count++;
    }
    table->columns =
        arena_array(practice->arena, table->column_count, sizeof *columns);
    memcpy(table->columns, columns, table->column_count * sizeof *columns);
}

/* A new row; every cell is empty. */
static struct document_row *add_row(const struct practice *practice,
                                    struct document_table *table)
{
    table->rows = arena_extend(practice->arena, table->rows, table->row_count,
                               sizeof *table->rows);
    struct document_row *row = &table->rows[table->row_count++];
    *row = (struct document_row){
        .cells = arena_array(practice->arena, table->column_count,
                             sizeof *row->cells),
    };
    return row;
}

static void head_row(const struct practice *practice,
                     const struct document_table *table,
                     struct document_row *row)
{
    for (size_t c = 0; c < table->column_count; c++) {
        line_head_cell(practice->arena, &row->cells[c]);
    }
}

/* --- data and recipients ------------------------------------------------- */

void tables_data(const struct practice *practice, const struct summary *summary,
                 struct document *document)
{
    const struct headings *headings = practice->phrasing.language->headings;
    struct document_table *table = &document->summary;
    const char *const columns[MOST_COLUMNS] = { headings->data,
                                                headings->purpose,
                                                headings->recipient,
                                                headings->keeping };
    open_table(practice, table, columns);
    table->anchor = ANCHOR_SUMMARY;
    table->title = headings->summary;
    table->note = headings->summary_note;
    for (size_t i = 0; i < summary->count; i++) {
        const struct summary_row *from = &summary->rows[i];
        struct document_row *row = add_row(practice, table);
        row->common = from->common;
        row->besides = from->besides;
        row->note = from->common    ? headings->all_of
                    : from->besides ? headings->besides
                                    : NULL;
        row->cells[0] = from->data;
        row->cells[1] = from->purposes;
        row->cells[2] = from->recipients;
        row->cells[3] = from->keeping;
        head_row(practice, table, row);
    }
}

void tables_receivers(const struct practice *practice,
                      const struct receivers *receivers,
                      struct document *document)
{
    const struct headings *headings = practice->phrasing.language->headings;
    struct document_table *table = &document->receivers;
    const char *const columns[MOST_COLUMNS] = { headings->receiver,
                                                headings->receiver_data,
                                                headings->receiver_purpose,
                                                headings->receiver_measures };
    open_table(practice, table, columns);
    table->anchor = ANCHOR_RECEIVERS;
    table->title = headings->receivers;
    table->note = headings->receivers_note;
    for (size_t i = 0; i < receivers->count; i++) {
        const struct receiver *from = &receivers->rows[i];
        struct document_row *row = add_row(practice, table);
        row->cells[0] = from->who;
        row->cells[1] = from->data;
        row->cells[2] = from->purposes;
        row->cells[3] = from->measures;
        head_row(practice, table, row);
    }
}

/* --- of one statement ---------------------------------------------------- */

/* A statement on its way into a row. */
struct row_maker {
    const struct practice *practice;
    const struct phrasing *phrasing;
    const struct language *language;
    const struct headings *headings;
    const struct statement *statement;
};

static struct row_maker maker_of(const struct practice *practice,
                                 const struct statement *statement)
{
    return (struct row_maker){
        .practice = practice,
        .phrasing = &practice->phrasing,
        .language = practice->phrasing.language,
        .headings = practice->phrasing.language->headings,
        .statement = statement,
    };
}

static void claim(const struct row_maker *maker, struct cell *cell,
                  const char *phrase)
{
    cell_claim(maker->practice->arena, cell, phrase,
               warrant_of(maker->practice->arena, maker->statement->index));
}

static const char *chosen_phrase(const struct row_maker *maker,
                                 enum dimension dimension)
{
    struct text text = { NULL, 0, 0 };
    maker->language->chosen(maker->practice->policy,
                            maker->statement->chosen[dimension],
                            dimension_space[dimension], false, &text);
    return phrasing_taken(maker->phrasing, &text);
}

/* The data that a statement is about, and what else it is limited to; of a duty
 * that names none ("respond"), nothing. */
static void claim_data(const struct row_maker *maker, struct cell *cell)
{
    const struct {
        enum dimension dimension;
        const char *heading;
    } limits[] = {
        { DIMENSION_PURPOSE, maker->headings->for_purpose },
        { DIMENSION_SUBJECT, maker->headings->of_subject },
        { DIMENSION_REGION, maker->headings->in_region },
    };
    const struct chosen *const *chosen = maker->statement->chosen;
    bool limited = maker->statement->kind == STATEMENT_RIGHT ||
                   chosen[DIMENSION_DATA]->written;
    const char *phrase = maker->statement->object_is_you
                             ? maker->headings->you
                             : chosen_phrase(maker, DIMENSION_DATA);
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
        if (chosen[limits[i].dimension]->written) {
            phrase = phrasing_filled(maker->phrasing, limits[i].heading, phrase,
                                     chosen_phrase(maker, limits[i].dimension));
            limited = true;
        }
    }
    if (limited || maker->statement->object_is_you) {
        claim(maker, cell, phrase);
    }
}

static void claim_condition(const struct row_maker *maker, struct cell *cell,
                            const char *heading,
                            const struct condition *condition)
{
    if (condition == NULL) {
        return;
    }
    struct text text = { NULL, 0, 0 };
    maker->language->condition(maker->practice->policy, condition, &text);
    claim(maker, cell,
          phrasing_filled(maker->phrasing, heading,
                          phrasing_taken(maker->phrasing, &text), NULL));
}

static void claim_times(const struct row_maker *maker, struct cell *cell,
                        const char *heading)
{
    for (size_t i = 0; i < maker->statement->time_count; i++) {
        struct text text = { NULL, 0, 0 };
        maker->language->time(maker->practice->policy,
                              &maker->statement->times[i], &text);
        const char *time = phrasing_taken(maker->phrasing, &text);
        claim(maker, cell,
              heading == NULL
                  ? time
                  : phrasing_filled(maker->phrasing, heading, time, NULL));
    }
}

/* --- rights -------------------------------------------------------------- */

static void add_right(const struct row_maker *maker,
                      struct document_table *table)
{
    const struct statement *statement = maker->statement;
    struct document_row *row = add_row(maker->practice, table);
    for (size_t i = 0; i < statement->rights.count; i++) {
        claim(maker, &row->cells[0],
              phrasing_verb(maker->phrasing, statement->rights.items[i], true));
    }
    claim_data(maker, &row->cells[1]);
    if (table->column_count > 2) {
        claim_times(maker, &row->cells[2], maker->headings->answer);
        claim_condition(maker, &row->cells[2], maker->headings->only_if,
                        statement->guard);
        claim_condition(maker, &row->cells[2], maker->headings->only_unless,
                        statement->unless);
    }
    head_row(maker->practice, table, row);
}

/* The third column is there where a right has terms to show. */
void tables_rights(const struct practice *practice, struct document *document)
{
    const struct policy *policy = practice->policy;
    const struct headings *headings = practice->phrasing.language->headings;
    struct document_table *table = &document->rights;
    bool terms = false;
    for (size_t i = 0; i < policy->statement_count; i++) {
        const struct statement *statement = policy->statements[i];
        terms =
            terms || (statement->kind == STATEMENT_RIGHT &&
                      (statement->time_count > 0 || statement->guard != NULL ||
                       statement->unless != NULL));
    }
    const char *const columns[MOST_COLUMNS] = { headings->right,
                                                headings->right_data,
                                                terms ? headings->right_terms
                                                      : NULL };
    open_table(practice, table, columns);
    table->anchor = ANCHOR_RIGHTS;
    table->title = headings->rights;
    table->note = headings->rights_note;
    for (size_t i = 0; i < policy->statement_count; i++) {
        if (policy->statements[i]->kind == STATEMENT_RIGHT) {
            struct row_maker maker = maker_of(practice, policy->statements[i]);
            add_right(&maker, table);
        }
    }
}

/* --- duties -------------------------------------------------------------- */

/* "Delete"; "Third parties: delete" where it is not our duty. */
static void claim_actions(const struct row_maker *maker, struct cell *cell)
{
    const struct statement *statement = maker->statement;
    const struct chosen *actions = statement->chosen[DIMENSION_ACTION];
    bool object =
        statement->object_is_you || statement->chosen[DIMENSION_DATA]->written;
    struct cell verbs = { .count = 0 };
    for (size_t i = 0; i < actions->term_count; i++) {
        cell_add(maker->practice->arena, &verbs,
                 phrasing_verb(maker->phrasing, actions->terms[i], object));
    }
    const char *phrase = verbs.count > 0
                             ? phrasing_list(maker->phrasing, &verbs)
                             : chosen_phrase(maker, DIMENSION_ACTION);
    const struct terms *parties = &maker->practice->policy->terms[SPACE_PARTY];
    if (statement->party_term != NULL &&
        statement->party_term != parties->items[1]) {
        phrase = phrasing_filled(maker->phrasing, maker->headings->duty_of,
                                 maker->language->label(maker->practice->policy,
                                                        statement->party_term),
                                 phrase);
    }
    claim(maker, cell, phrase);
}

/* Whether another statement prevails over some of this one. */
static bool prevails(const struct row_maker *maker,
                     const struct statement *other)
{
    struct analysis *analysis = maker->phrasing->analysis;
    for (size_t i = 0; i < maker->statement->box_count; i++) {
        for (size_t n = 0; n < other->box_count; n++) {
            if (diagram_combine(analysis->diagrams, &set_and,
                                analysis->strong[maker->statement->index][i],
                                analysis->strong[other->index][n]) !=
                SET_EMPTY) {
                return true;
            }
        }
    }
    return false;
}

static void claim_yielding(const struct row_maker *maker, struct cell *cell)
{
    const struct statement *statement = maker->statement;
    for (size_t i = 0; i < statement->prevailing_count; i++) {
        const struct statement *other = statement->prevailing[i];
        if (other->kind != STATEMENT_RULE || !prevails(maker, other)) {
            continue;
        }
        struct text number = { NULL, 0, 0 };
        statement_number(other, &number);
        const char *clause =
            phrasing_filled(maker->phrasing, maker->headings->clause,
                            phrasing_taken(maker->phrasing, &number), NULL);
        cell_claim(maker->practice->arena, cell,
                   phrasing_filled(maker->phrasing, maker->headings->yields,
                                   clause, NULL),
                   warrant_of(maker->practice->arena, other->index));
    }
}

static void claim_terms(const struct row_maker *maker, struct cell *cell,
                        const struct term_list *terms)
{
    for (size_t i = 0; i < terms->count; i++) {
        claim(maker, cell,
              maker->language->label(maker->practice->policy, terms->items[i]));
    }
}

static void add_duty(const struct row_maker *maker,
                     struct document_table *table)
{
    const struct statement *statement = maker->statement;
    struct document_row *row = add_row(maker->practice, table);
    claim_actions(maker, &row->cells[0]);
    claim_data(maker, &row->cells[1]);
    claim_times(maker, &row->cells[2], NULL);
    claim_condition(maker, &row->cells[2], maker->headings->only_if,
                    statement->guard);
    claim_condition(maker, &row->cells[2], maker->headings->only_unless,
                    statement->unless);
    claim_yielding(maker, &row->cells[2]);
    claim_terms(maker, &row->cells[3], &statement->methods);
    claim_terms(maker, &row->cells[3], &statement->measures);
    head_row(maker->practice, table, row);
}

static bool is_duty(const struct statement *statement)
{
    return statement->kind == STATEMENT_RULE &&
           statement->modality == MODALITY_MUST && statement->time_count > 0;
}

void tables_duties(const struct practice *practice, struct document *document)
{
    const struct policy *policy = practice->policy;
    const struct headings *headings = practice->phrasing.language->headings;
    struct document_table *table = &document->duties;
    const char *const columns[MOST_COLUMNS] = { headings->duty,
                                                headings->duty_object,
                                                headings->duty_time,
                                                headings->duty_way };
    open_table(practice, table, columns);
    table->anchor = ANCHOR_DUTIES;
    table->title = headings->duties;
    table->note = headings->duties_note;
    for (size_t i = 0; i < policy->statement_count; i++) {
        if (is_duty(policy->statements[i])) {
            struct row_maker maker = maker_of(practice, policy->statements[i]);
            add_duty(&maker, table);
        }
    }
}
