/* The model to a document. Order is that of the policy; what is computed (the
 * promises, the tables, the definitions) comes from the model alone. Invariant:
 * no string of a document holds a line break, and none holds markup. */

#include "emit/document.h"

#include "base/arena.h"
#include "emit/brief.h"
#include "emit/chart.h"
#include "emit/definitions.h"
#include "emit/line.h"
#include "emit/revision.h"
#include "emit/tables.h"

#include <stdint.h>
#include <string.h>

struct drafter {
    struct phrasing phrasing;
    const struct policy *policy;
    struct arena *arena;
    struct document *document;
};

/* --- the head ----------------------------------------------------------- */

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
    fact->text = line_of(drafter->arena, value);
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
    const struct language *language = drafter->phrasing.language;
    const struct headings *headings = language->headings;
    const struct {
        enum fact_kind kind;
        const char *caption, *field;
    } rows[] = {
        { FACT_TEXT, headings->controller, "controller" },
        { FACT_TEXT, headings->representative, "representative" },
        { FACT_TEXT, headings->service, "service" },
        { FACT_LINK, headings->contact, "contact" },
        { FACT_LINK, headings->officer, "officer" },
        { FACT_LINK, headings->website, "website" },
        { FACT_TEXT, headings->version, "version" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        add_fact(drafter, rows[i].kind, rows[i].caption,
                 phrase_field(language, policy, rows[i].field));
    }
    add_fact(drafter, FACT_DATE, headings->effective, policy->effective);
    add_fact(drafter, FACT_CODE, headings->digest, digest);
}

/* --- the text ----------------------------------------------------------- */

/* The numbers of what the orders name. */
static struct numbering references_of(struct drafter *drafter,
                                      const struct section *from,
                                      const struct tree_qualifiers *orders)
{
    static const enum tree_qualifier_kind kinds[] = { QUALIFIER_NOTWITHSTANDING,
                                                      QUALIFIER_SUBJECT_TO };
    struct numbering all = { NULL, 0 };
    for (size_t k = 0; k < 2; k++) {
        struct numbering some =
            phrase_numbers(drafter->policy, from, orders, kinds[k]);
        for (size_t i = 0; i < some.count; i++) {
            all.items = arena_extend(drafter->arena, all.items, all.count,
                                     sizeof *all.items);
            all.items[all.count++] = some.items[i];
        }
    }
    return all;
}

static struct sentence_line sentence_of(struct drafter *drafter,
                                        const struct statement *statement)
{
    struct phrase phrase =
        drafter->phrasing.language->phrase(drafter->policy, statement);
    for (size_t i = 0; i < phrase.item_count; i++) {
        phrase.items[i] = line_of(drafter->arena, phrase.items[i]);
    }
    struct text number = { NULL, 0, 0 };
    statement_number(statement, &number);
    return (struct sentence_line){
        .anchor = statement->name,
        .number = phrasing_taken(&drafter->phrasing, &number),
        .text = line_of(drafter->arena, phrase.lead),
        .items = phrase.items,
        .item_count = phrase.item_count,
        .statement = statement,
        .references = references_of(drafter, statement->section,
                                    &statement->tree->qualifiers),
    };
}

static struct document_section *
section_of(struct drafter *drafter, const struct section *from,
           const struct document_section *parent);

static void add_block(struct drafter *drafter, struct document_section *section,
                      const struct content *content)
{
    section->blocks =
        arena_extend(drafter->arena, section->blocks, section->block_count,
                     sizeof *section->blocks);
    struct block *block = &section->blocks[section->block_count++];
    switch (content->kind) {
    case CONTENT_SECTION:
        block->kind = BLOCK_SECTION;
        block->section = section_of(drafter, content->section, section);
        break;
    case CONTENT_STATEMENT:
        block->kind = BLOCK_SENTENCE;
        block->sentence = sentence_of(drafter, content->statement);
        break;
    case CONTENT_PROSE:
        block->kind = BLOCK_PROSE;
        block->markdown =
            phrase_prose(drafter->phrasing.language, drafter->policy, content);
        block->prose = prose_read(drafter->arena, block->markdown);
        block->anchor = content->name;
        break;
    }
}

/* Sections nest as deep as the reader allows, so recursion is safe. */
static struct document_section *
section_of(struct drafter *drafter, const struct section *from,
           const struct document_section *parent)
{
    struct arena *arena = drafter->arena;
    struct document_section *section = arena_allocate(arena, sizeof *section);
    section->anchor = from->name;
    section->title = line_headed(
        arena, phrase_title(drafter->phrasing.language, drafter->policy, from));
    section->depth = parent == NULL ? 0 : parent->depth + 1;
    struct text number = { NULL, 0, 0 };
    section_number(from, &number);
    section->number = phrasing_taken(&drafter->phrasing, &number);
    struct text order = { NULL, 0, 0 };
    drafter->phrasing.language->order(drafter->policy, from, &order);
    if (order.length > 0) {
        section->references =
            references_of(drafter, from->parent, &from->tree->orders);
        section->order = line_of(arena, order.bytes);
    }
    text_destroy(&order);
    for (size_t i = 0; i < from->content_count; i++) {
        add_block(drafter, section, &from->contents[i]);
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

/* Where each statement stands, for the tables to lead there. */
static void add_clauses(struct drafter *drafter)
{
    const struct policy *policy = drafter->policy;
    struct clause *clauses =
        arena_array(drafter->arena, policy->statement_count, sizeof *clauses);
    for (size_t i = 0; i < policy->statement_count; i++) {
        struct text number = { NULL, 0, 0 };
        statement_number(policy->statements[i], &number);
        clauses[i] = (struct clause){
            .anchor = policy->statements[i]->name,
            .number = phrasing_taken(&drafter->phrasing, &number),
        };
    }
    drafter->document->clauses = clauses;
    drafter->document->clause_count = policy->statement_count;
}

/* The parts that are computed from what is enforced. */
static void add_layers(struct drafter *drafter)
{
    struct document *document = drafter->document;
    struct practice practice =
        practice_create(drafter->phrasing.analysis, drafter->phrasing.language);
    struct summary summary = summary_create(&practice);
    struct receivers receivers = receivers_create(&practice);
    tables_data(&practice, &summary, document);
    tables_receivers(&practice, &receivers, document);
    tables_rights(&practice, document);
    tables_duties(&practice, document);
    brief_create(&practice, &summary, &receivers, document);
    document->chart = chart_create(&practice);
}

static void head_definitions(struct document *document, struct arena *arena)
{
    for (size_t i = 0; i < document->definition_count; i++) {
        struct definition *definition = &document->definitions[i];
        definition->term = line_headed(arena, definition->term);
        definition->members = line_of(arena, definition->members);
        definition->source = definition->source == NULL
                                 ? NULL
                                 : line_of(arena, definition->source);
    }
}

size_t document_only_statement(const struct document_table *table,
                               const struct document_row *row)
{
    size_t only = SIZE_MAX;
    for (size_t c = 0; c < table->column_count; c++) {
        for (size_t i = 0; i < row->cells[c].count; i++) {
            const struct claims *set = &row->cells[c].warrants[i].statements;
            if (set->count != 1 ||
                (only != SIZE_MAX && set->items[0] != only)) {
                return SIZE_MAX;
            }
            only = set->items[0];
        }
    }
    return only;
}

const char *document_file(const struct emission *emission,
                          const struct language *language, const char *name,
                          const char *extension)
{
    const struct policy *policy = emission->analysis->policy;
    bool own = strcmp(language->code, policy->languages[0].code) == 0;
    return arena_print(emission->analysis->arena, "%s%s%s.%s", name,
                       own ? "" : ".", own ? "" : language->code, extension);
}

static const struct document *create(const struct emission *emission,
                                     const struct language *language)
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
    document->languages = language_list(analysis->policy);
    document->title =
        line_headed(analysis->arena, phrase_title(language, analysis->policy,
                                                  analysis->policy->document));
    add_facts(&drafter, emission->digest);
    add_promises(&drafter);
    add_clauses(&drafter);
    add_layers(&drafter);
    document->body = section_of(&drafter, analysis->policy->document, NULL);
    document->revision = revision_create(emission, language);
    definitions_create(&drafter.phrasing, document);
    head_definitions(document, analysis->arena);
    return document;
}

const struct document *document_of(const struct emission *emission,
                                   const struct language *language,
                                   const char **error)
{
    struct documents *kept = emission->documents;
    struct arena *arena = emission->analysis->arena;
    for (size_t i = 0; kept != NULL && i < kept->count; i++) {
        if (kept->items[i]->language == language) {
            return kept->items[i];
        }
    }
    const struct document *document = create(emission, language);
    if (diagrams_exhausted(emission->analysis->diagrams)) {
        *error = "the document's tables need more nodes than `--budget` "
                 "allows";
        return NULL;
    }
    if (kept != NULL) {
        kept->items =
            arena_extend(arena, kept->items, kept->count, sizeof *kept->items);
        kept->items[kept->count++] = document;
    }
    return document;
}
