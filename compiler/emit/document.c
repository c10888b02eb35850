/* The model to a document. Order is that of the policy; what is computed (the
 * promises, the tables, the definitions) comes from the model alone. Invariant:
 * no string of a document holds a line break, and none holds markup. */

#include "emit/document.h"

#include "base/arena.h"
#include "emit/definitions.h"
#include "emit/summary.h"

#include <string.h>

struct drafter {
    struct phrasing phrasing;
    const struct policy *policy;
    struct arena *arena;
    struct document *document;
};

/* --- lines -------------------------------------------------------------- */

static bool is_space(char byte)
{
    return byte == ' ' || byte == '\n' || byte == '\t' || byte == '\r';
}

/* The string on one line: runs of white space are one space. */
static const char *one_line(struct arena *arena, const char *string)
{
    char *line = arena_copy(arena, string, strlen(string));
    size_t length = 0;
    for (const char *at = string; *at != '\0'; at++) {
        bool space = is_space(*at);
        if (!space) {
            line[length++] = *at;
        } else if (length > 0 && line[length - 1] != ' ') {
            line[length++] = ' ';
        }
    }
    while (length > 0 && line[length - 1] == ' ') {
        length--;
    }
    line[length] = '\0';
    return line;
}

/* The same with a capital at its head. */
static const char *headed(struct arena *arena, const char *string)
{
    struct text text = { NULL, 0, 0 };
    text_put(&text, one_line(arena, string));
    phrase_capital(&text, 0);
    const char *copy = arena_copy(arena, text_string(&text), text.length);
    text_destroy(&text);
    return copy;
}

static void head_cell(struct arena *arena, struct cell *cell)
{
    for (size_t i = 0; i < cell->count; i++) {
        cell->items[i] = headed(arena, cell->items[i]);
    }
}

/* --- the head ----------------------------------------------------------- */

static const char *field_of(const struct policy *policy, const char *name)
{
    for (size_t i = 0; policy->tree != NULL && i < policy->tree->field_count;
         i++) {
        const struct tree_field *field = &policy->tree->fields[i];
        if (strcmp(field->name.text, name) == 0 && field->value_count > 0) {
            return field->values[0].text;
        }
    }
    return NULL;
}

static void add_fact(struct drafter *drafter, enum fact_kind kind,
                     const char *caption, const char *value)
{
    if (value == NULL) {
        return;
    }
    struct document *document = drafter->document;
    document->facts =
        arena_extend(drafter->arena, document->facts, document->fact_count,
                     sizeof *document->facts);
    struct fact *fact = &document->facts[document->fact_count++];
    fact->kind = kind;
    fact->caption = caption;
    fact->text = one_line(drafter->arena, value);
    fact->raw = fact->text;
    if (kind == FACT_DATE) {
        struct text text = { NULL, 0, 0 };
        drafter->phrasing.language->date(value, &text);
        fact->text = phrasing_taken(&drafter->phrasing, &text);
    } else if (kind == FACT_LINK) {
        bool mail = strchr(value, '@') != NULL && strchr(value, ' ') == NULL &&
                    strchr(value, ':') == NULL;
        fact->raw = prose_address(
            drafter->arena,
            mail ? arena_print(drafter->arena, "mailto:%s", value) : value);
        fact->kind = fact->raw == NULL ? FACT_TEXT : FACT_LINK;
    }
}

static void add_facts(struct drafter *drafter, const char *digest)
{
    const struct policy *policy = drafter->policy;
    const struct headings *headings = drafter->phrasing.language->headings;
    add_fact(drafter, FACT_TEXT, headings->controller, policy->controller);
    add_fact(drafter, FACT_TEXT, headings->representative,
             field_of(policy, "representative"));
    add_fact(drafter, FACT_TEXT, headings->service, policy->service);
    add_fact(drafter, FACT_LINK, headings->contact, policy->contact);
    add_fact(drafter, FACT_LINK, headings->officer,
             field_of(policy, "officer"));
    add_fact(drafter, FACT_LINK, headings->website,
             field_of(policy, "website"));
    add_fact(drafter, FACT_TEXT, headings->version, policy->version);
    add_fact(drafter, FACT_DATE, headings->effective, policy->effective);
    add_fact(drafter, FACT_CODE, headings->digest, digest);
}

/* --- the text ----------------------------------------------------------- */

static struct sentence_line sentence_of(struct drafter *drafter,
                                        const struct statement *statement)
{
    struct text text = { NULL, 0, 0 };
    drafter->phrasing.language->statement(drafter->policy, statement, &text);
    const char *line = phrasing_taken(&drafter->phrasing, &text);
    return (struct sentence_line){ statement->name,
                                   one_line(drafter->arena, line) };
}

static struct document_section *
section_of(struct drafter *drafter, const struct section *from,
           const struct document_section *parent, size_t number);

static void add_block(struct drafter *drafter, struct document_section *section,
                      const struct content *content, size_t *sections)
{
    section->blocks =
        arena_extend(drafter->arena, section->blocks, section->block_count,
                     sizeof *section->blocks);
    struct block *block = &section->blocks[section->block_count++];
    switch (content->kind) {
    case CONTENT_SECTION:
        block->kind = BLOCK_SECTION;
        block->section =
            section_of(drafter, content->section, section, ++*sections);
        break;
    case CONTENT_STATEMENT:
        block->kind = BLOCK_SENTENCE;
        block->sentence = sentence_of(drafter, content->statement);
        break;
    case CONTENT_PROSE:
        block->kind = BLOCK_PROSE;
        block->prose = prose_read(drafter->arena, content->prose.text);
        break;
    }
}

/* Sections nest as deep as the reader allows, so recursion is safe. */
static struct document_section *
section_of(struct drafter *drafter, const struct section *from,
           const struct document_section *parent, size_t number)
{
    struct arena *arena = drafter->arena;
    struct document_section *section = arena_allocate(arena, sizeof *section);
    section->anchor = from->name;
    section->title = from->title == NULL ? "" : headed(arena, from->title);
    section->number = "";
    if (parent != NULL) {
        section->depth = parent->depth + 1;
        section->number =
            parent->depth == 0
                ? arena_print(arena, "%zu", number)
                : arena_print(arena, "%s.%zu", parent->number, number);
    }
    struct text order = { NULL, 0, 0 };
    drafter->phrasing.language->order(drafter->policy, from, &order);
    if (order.length > 0) {
        section->order = one_line(arena, order.bytes);
    }
    text_destroy(&order);
    size_t sections = 0;
    for (size_t i = 0; i < from->content_count; i++) {
        add_block(drafter, section, &from->contents[i], &sections);
    }
    return section;
}

static void add_promises(struct drafter *drafter)
{
    struct document *document = drafter->document;
    for (size_t i = 0; i < drafter->policy->statement_count; i++) {
        const struct statement *statement = drafter->policy->statements[i];
        if (statement->kind != STATEMENT_RULE ||
            statement->modality != MODALITY_NEVER) {
            continue;
        }
        document->promises =
            arena_extend(drafter->arena, document->promises,
                         document->promise_count, sizeof *document->promises);
        document->promises[document->promise_count++] =
            sentence_of(drafter, statement);
    }
}

/* --- the tables --------------------------------------------------------- */

/* A new row; every cell is empty. */
static struct cell *add_row(struct drafter *drafter,
                            struct document_table *table)
{
    table->rows = arena_extend(drafter->arena, table->rows, table->row_count,
                               sizeof *table->rows);
    struct cell *row =
        arena_array(drafter->arena, table->column_count, sizeof *row);
    table->rows[table->row_count++] = row;
    return row;
}

static void set_columns(struct drafter *drafter, struct document_table *table,
                        const char *const *columns, size_t count)
{
    table->columns = arena_array(drafter->arena, count, sizeof *columns);
    memcpy(table->columns, columns, count * sizeof *columns);
    table->column_count = count;
}

static void add_summary(struct drafter *drafter)
{
    const struct headings *headings = drafter->phrasing.language->headings;
    struct document_table *table = &drafter->document->summary;
    const char *columns[] = { headings->data, headings->purpose,
                              headings->recipient, headings->keeping };
    set_columns(drafter, table, columns, 4);
    table->anchor = ANCHOR_SUMMARY;
    table->title = headings->summary;
    table->note = headings->summary_note;
    struct summary summary =
        summary_create(drafter->phrasing.analysis, drafter->phrasing.language);
    for (size_t i = 0; i < summary.count; i++) {
        struct cell *row = add_row(drafter, table);
        row[0] = summary.rows[i].data;
        row[1] = summary.rows[i].purposes;
        row[2] = summary.rows[i].recipients;
        row[3] = summary.rows[i].keeping;
        for (size_t c = 0; c < 4; c++) {
            head_cell(drafter->arena, &row[c]);
        }
    }
}

static const char *part_of(struct drafter *drafter,
                           const struct statement *statement,
                           enum dimension dimension)
{
    struct text text = { NULL, 0, 0 };
    drafter->phrasing.language->part(drafter->policy, statement,
                                     space_name[dimension_space[dimension]],
                                     &text);
    return phrasing_taken(&drafter->phrasing, &text);
}

/* The data of a right, and what else it is limited to. */
static const char *right_data(struct drafter *drafter,
                              const struct statement *statement)
{
    const struct headings *headings = drafter->phrasing.language->headings;
    const struct {
        enum dimension dimension;
        const char *heading;
    } limits[] = {
        { DIMENSION_PURPOSE, headings->for_purpose },
        { DIMENSION_SUBJECT, headings->of_subject },
        { DIMENSION_REGION, headings->in_region },
    };
    const char *phrase = part_of(drafter, statement, DIMENSION_DATA);
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
        if (statement->chosen[limits[i].dimension].written) {
            phrase = phrasing_filled(
                &drafter->phrasing, limits[i].heading, phrase,
                part_of(drafter, statement, limits[i].dimension));
        }
    }
    return phrase;
}

/* How soon a right is answered, and where it does not hold. */
static struct cell right_terms(struct drafter *drafter,
                               const struct statement *statement)
{
    const struct language *language = drafter->phrasing.language;
    struct cell cell = { NULL, 0 };
    for (size_t i = 0; i < statement->time_count; i++) {
        struct text text = { NULL, 0, 0 };
        language->time(drafter->policy, &statement->times[i], &text);
        const char *time = phrasing_taken(&drafter->phrasing, &text);
        cell_add(drafter->arena, &cell,
                 phrasing_filled(&drafter->phrasing, language->headings->answer,
                                 time, NULL));
    }
    const struct condition *guards[] = { statement->guard, statement->unless };
    const char *openings[] = { language->headings->only_if,
                               language->headings->only_unless };
    for (size_t i = 0; i < 2; i++) {
        if (guards[i] != NULL) {
            struct text text = { NULL, 0, 0 };
            language->condition(drafter->policy, guards[i], &text);
            cell_add(drafter->arena, &cell,
                     phrasing_filled(&drafter->phrasing, openings[i],
                                     phrasing_taken(&drafter->phrasing, &text),
                                     NULL));
        }
    }
    return cell;
}

static void add_right(struct drafter *drafter,
                      const struct statement *statement)
{
    const struct language *language = drafter->phrasing.language;
    struct document_table *table = &drafter->document->rights;
    struct cell *row = add_row(drafter, table);
    for (size_t i = 0; i < statement->rights.count; i++) {
        cell_add(drafter->arena, &row[0],
                 language->label(drafter->policy, statement->rights.items[i]));
    }
    cell_add(drafter->arena, &row[1], right_data(drafter, statement));
    if (table->column_count > 2) {
        row[2] = right_terms(drafter, statement);
    }
    for (size_t c = 0; c < table->column_count; c++) {
        head_cell(drafter->arena, &row[c]);
    }
}

/* The third column is there where a right has terms to show. */
static void add_rights(struct drafter *drafter)
{
    const struct policy *policy = drafter->policy;
    const struct headings *headings = drafter->phrasing.language->headings;
    struct document_table *table = &drafter->document->rights;
    size_t column_count = 2;
    for (size_t i = 0; i < policy->statement_count; i++) {
        const struct statement *statement = policy->statements[i];
        if (statement->kind == STATEMENT_RIGHT &&
            (statement->time_count > 0 || statement->guard != NULL ||
             statement->unless != NULL)) {
            column_count = 3;
        }
    }
    const char *columns[] = { headings->right, headings->right_data,
                              headings->right_terms };
    set_columns(drafter, table, columns, column_count);
    table->anchor = ANCHOR_RIGHTS;
    table->title = headings->rights;
    table->note = headings->rights_note;
    for (size_t i = 0; i < policy->statement_count; i++) {
        if (policy->statements[i]->kind == STATEMENT_RIGHT) {
            add_right(drafter, policy->statements[i]);
        }
    }
}

static void head_definitions(struct document *document, struct arena *arena)
{
    for (size_t i = 0; i < document->definition_count; i++) {
        struct definition *definition = &document->definitions[i];
        definition->term = headed(arena, definition->term);
        definition->members = one_line(arena, definition->members);
    }
}

const struct document *document_create(const struct emission *emission,
                                       const struct language *language,
                                       const char **error)
{
    struct analysis *analysis = emission->analysis;
    struct document *document =
        arena_allocate(analysis->arena, sizeof *document);
    struct drafter drafter = {
        .phrasing = { analysis, language },
        .policy = analysis->policy,
        .arena = analysis->arena,
        .document = document,
    };
    document->language = language;
    document->title = headed(analysis->arena, analysis->policy->title);
    add_facts(&drafter, emission->digest);
    add_promises(&drafter);
    add_summary(&drafter);
    add_rights(&drafter);
    document->body = section_of(&drafter, analysis->policy->document, NULL, 0);
    definitions_create(&drafter.phrasing, document);
    head_definitions(document, analysis->arena);
    if (diagrams_exhausted(analysis->diagrams)) {
        *error = "the document's tables need more nodes than `--budget` "
                 "allows";
        return NULL;
    }
    return document;
}
