/* The published policy and its model as JSON, for other tools. Format 1: keys are
 * always there, in this order, and are only ever added; what is compared with
 * an earlier version is "digest". */

#include "emit/document.h"
#include "emit/emitters.h"
#include "emit/json_model.h"
#include "emit/revision.h"

/* --- the policy ---------------------------------------------------------- */

static void write_policy(struct outline *outline,
                         const struct emission *emission)
{
    const struct policy *policy = emission->analysis->policy;
    struct language_list list = language_list(policy);
    outline_open(outline, "policy", '{');
    outline_string(outline, "name", policy->name);
    outline_string(outline, "title", policy->title);
    outline_string(outline, "version", policy->version);
    outline_string(outline, "effective", policy->effective);
    outline_string(outline, "digest", emission->digest);
    outline_open_flat(outline, "languages", '[');
    for (size_t i = 0; i < list.count; i++) {
        outline_string(outline, NULL, list.items[i]->code);
    }
    outline_close(outline, ']');
    outline_open(outline, "fields", '{');
    for (size_t i = 0; i < policy->field_count; i++) {
        outline_string(outline, policy->fields[i].name,
                       policy->fields[i].value);
    }
    outline_close(outline, '}');
    outline_close(outline, '}');
}

/* --- a document ---------------------------------------------------------- */

static void write_facts(struct outline *outline,
                        const struct document *document)
{
    outline_open(outline, "facts", '[');
    for (size_t i = 0; i < document->fact_count; i++) {
        const struct fact *fact = &document->facts[i];
        outline_open_flat(outline, NULL, '{');
        outline_string(outline, "caption", fact->caption);
        outline_string(outline, "text", fact->text);
        outline_string(outline, "raw", fact->raw);
        outline_close(outline, '}');
    }
    outline_close(outline, ']');
}

static void write_sentence(struct outline *outline,
                           const struct sentence_line *sentence)
{
    outline_open(outline, NULL, '{');
    outline_string(outline, "kind", "statement");
    outline_string(outline, "name", sentence->anchor);
    outline_string(outline, "number", sentence->number);
    outline_string(outline, "text", sentence->text);
    outline_strings(outline, "items", sentence->items, sentence->item_count);
    outline_close(outline, '}');
}

/* A phrase with its basis in law and the statements that it rests on. */
static void write_phrase(struct outline *outline,
                         const struct document *document,
                         const struct cell *cell, size_t i)
{
    const struct warrant *warrant = &cell->warrants[i];
    outline_open_flat(outline, NULL, '{');
    outline_string(outline, "text", cell->items[i]);
    outline_string(outline, "basis", warrant->basis);
    outline_open(outline, "statements", '[');
    for (size_t n = 0; n < warrant->statements.count; n++) {
        outline_string(outline, NULL,
                       document->clauses[warrant->statements.items[n]].anchor);
    }
    outline_close(outline, ']');
    outline_close(outline, '}');
}

static void write_cell(struct outline *outline, const char *key,
                       const struct document *document, const struct cell *cell)
{
    outline_open(outline, key, '[');
    for (size_t i = 0; i < cell->count; i++) {
        write_phrase(outline, document, cell, i);
    }
    outline_close(outline, ']');
}

static void write_brief(struct outline *outline,
                        const struct document *document)
{
    outline_open(outline, "brief", '[');
    for (size_t i = 0; i < document->brief_count; i++) {
        const struct brief_line *line = &document->brief[i];
        outline_open(outline, NULL, '{');
        outline_string(outline, "caption", line->caption);
        write_cell(outline, "phrases", document, &line->cell);
        outline_close(outline, '}');
    }
    outline_close(outline, ']');
}

/* A common row holds for the rows behind it that are besides it. */
static void write_row(struct outline *outline, const struct document *document,
                      const struct document_table *table,
                      const struct document_row *row)
{
    outline_open(outline, NULL, '{');
    outline_bool(outline, "common", row->common);
    outline_bool(outline, "besides", row->besides);
    outline_open(outline, "cells", '[');
    for (size_t c = 0; c < table->column_count; c++) {
        write_cell(outline, NULL, document, &row->cells[c]);
    }
    outline_close(outline, ']');
    outline_close(outline, '}');
}

static void write_table(struct outline *outline, const char *key,
                        const struct document *document,
                        const struct document_table *table)
{
    outline_open(outline, key, '{');
    outline_string(outline, "title", table->title);
    outline_string(outline, "note", table->note);
    outline_strings(outline, "columns", table->columns, table->column_count);
    outline_open(outline, "rows", '[');
    for (size_t r = 0; r < table->row_count; r++) {
        write_row(outline, document, table, &table->rows[r]);
    }
    outline_close(outline, ']');
    outline_close(outline, '}');
}

static void write_blocks(struct outline *outline,
                         const struct document_section *section);

static void write_section(struct outline *outline,
                          const struct document_section *section)
{
    outline_open(outline, NULL, '{');
    outline_string(outline, "kind", "section");
    outline_string(outline, "name", section->anchor);
    outline_string(outline, "number", section->number);
    outline_string(outline, "title", section->title);
    outline_string(outline, "order", section->order);
    write_blocks(outline, section);
    outline_close(outline, '}');
}

static void write_blocks(struct outline *outline,
                         const struct document_section *section)
{
    outline_open(outline, "blocks", '[');
    for (size_t i = 0; i < section->block_count; i++) {
        const struct block *block = &section->blocks[i];
        switch (block->kind) {
        case BLOCK_SECTION: write_section(outline, block->section); break;
        case BLOCK_SENTENCE: write_sentence(outline, &block->sentence); break;
        case BLOCK_PROSE:
            outline_open(outline, NULL, '{');
            outline_string(outline, "kind", "prose");
            outline_string(outline, "name", block->anchor);
            outline_string(outline, "markdown", block->markdown);
            outline_close(outline, '}');
            break;
        }
    }
    outline_close(outline, ']');
}

static void write_definitions(struct outline *outline,
                              const struct document *document)
{
    outline_open(outline, "definitions", '[');
    for (size_t i = 0; i < document->definition_count; i++) {
        outline_open_flat(outline, NULL, '{');
        outline_string(outline, "term", document->definitions[i].term);
        outline_string(outline, "members", document->definitions[i].members);
        outline_string(outline, "source", document->definitions[i].source);
        outline_close(outline, '}');
    }
    outline_close(outline, ']');
}

static void write_document(struct outline *outline,
                           const struct document *document)
{
    outline_open(outline, NULL, '{');
    outline_string(outline, "language", document->language->code);
    outline_string(outline, "title", document->title);
    write_facts(outline, document);
    outline_open(outline, "promises", '[');
    for (size_t i = 0; i < document->promise_count; i++) {
        write_sentence(outline, &document->promises[i]);
    }
    outline_close(outline, ']');
    write_brief(outline, document);
    json_revision(outline, document->revision);
    write_table(outline, "summary", document, &document->summary);
    write_table(outline, "receivers", document, &document->receivers);
    write_table(outline, "rights", document, &document->rights);
    write_table(outline, "duties", document, &document->duties);
    write_blocks(outline, document->body);
    write_definitions(outline, document);
    outline_close(outline, '}');
}

static bool write_json(const struct emission *emission, struct bundle *bundle,
                       const char **error)
{
    const struct policy *policy = emission->analysis->policy;
    struct language_list list = language_list(policy);
    struct outline outline = { .text = bundle_add(bundle, "policy.json") };
    outline_open(&outline, NULL, '{');
    outline_number(&outline, "format", 1);
    write_policy(&outline, emission);
    json_terms(&outline, policy);
    json_statements(&outline, policy);
    outline_open(&outline, "documents", '[');
    for (size_t i = 0; i < list.count; i++) {
        const struct document *document =
            document_of(emission, list.items[i], error);
        if (document == NULL) {
            return false;
        }
        write_document(&outline, document);
    }
    outline_close(&outline, ']');
    outline_close(&outline, '}');
    return true;
}

const struct emitter emitter_json = {
    .name = "json",
    .summary = "policy.json, the same document with the model, for other tools",
    .write = write_json,
};
