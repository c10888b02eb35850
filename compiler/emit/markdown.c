/* The document as Markdown (GitHub's), for review in a repository: one sentence
 * a line, so that a change of one sentence is a change of one line. Invariant:
 * everything from the policy passes through markdown_text, or stands in an
 * anchor or an address, which hold no character that means anything. */

#include "emit/markdown.h"
#include "emit/document.h"
#include "emit/emitters.h"

#include <stdint.h>
#include <string.h>

static void put_link(struct text *text, const char *label, const char *address)
{
    text_char(text, '[');
    markdown_text(text, label);
    text_print(text, "](%s)", address);
}

static void put_heading(struct text *text, int level, const char *title)
{
    text_repeat(text, '#', (size_t)level);
    text_char(text, ' ');
    markdown_text(text, title);
    text_put(text, "\n\n");
}

/* "**Version:** ", with the colon of the language. */
static void put_caption(struct text *text, const struct document *document,
                        const char *caption)
{
    const char *colon = document->language->headings->colon;
    size_t length = strlen(colon);
    bool spaced = colon[length - 1] == ' ';
    text_put(text, "**");
    markdown_text(text, caption);
    text_add(text, colon, length - (spaced ? 1 : 0));
    text_put(text, "** ");
}

static void write_fact(struct text *text, const struct document *document,
                       const struct fact *fact)
{
    text_put(text, "- ");
    put_caption(text, document, fact->caption);
    switch (fact->kind) {
    case FACT_TEXT:
    case FACT_DATE: markdown_text(text, fact->text); break;
    case FACT_LINK: put_link(text, fact->text, fact->raw); break;
    case FACT_CODE: text_print(text, "`%s`", fact->text); break;
    }
    text_char(text, '\n');
}

/* The same document in other languages. */
static void write_languages(struct text *text, const struct emission *emission,
                            const struct document *document)
{
    const struct language_list *list = &document->languages;
    if (list->count < 2) {
        return;
    }
    text_put(text, "- ");
    put_caption(text, document, document->language->headings->language);
    for (size_t i = 0; i < list->count; i++) {
        const struct language *language = list->items[i];
        text_put(text, i > 0 ? " · " : "");
        if (language == document->language) {
            markdown_text(text, language->name);
        } else {
            put_link(text, language->name,
                     document_file(emission, language, "policy", "md"));
        }
    }
    text_char(text, '\n');
}

static void write_facts(struct text *text, const struct emission *emission,
                        const struct document *document)
{
    for (size_t i = 0; i < document->fact_count; i++) {
        write_fact(text, document, &document->facts[i]);
    }
    write_languages(text, emission, document);
    text_put(text, document->fact_count > 0 ? "\n" : "");
}

/* Each leads to where it stands in the text. */
static void write_promises(struct text *text, const struct document *document)
{
    if (document->promise_count == 0) {
        return;
    }
    put_heading(text, 2, document->language->headings->promises);
    for (size_t i = 0; i < document->promise_count; i++) {
        text_put(text, "- **");
        markdown_text(text, document->promises[i].text);
        text_print(text, "** [#](#%s)\n", document->promises[i].anchor);
    }
    text_char(text, '\n');
}

/* A line of the summary: phrases with semicolons between them. */
static void write_brief(struct text *text, const struct document *document)
{
    if (document->brief_count == 0) {
        return;
    }
    put_heading(text, 2, document->language->headings->brief);
    for (size_t i = 0; i < document->brief_count; i++) {
        const struct brief_line *line = &document->brief[i];
        text_put(text, "- ");
        put_caption(text, document, line->caption);
        for (size_t n = 0; n < line->cell.count; n++) {
            text_put(text,
                     n > 0 ? document->language->headings->semicolon : "");
            if (line->link) {
                put_link(text, line->cell.items[n], line->raw);
            } else {
                markdown_text(text, line->cell.items[n]);
            }
        }
        text_char(text, '\n');
    }
    text_char(text, '\n');
}

/* The phrase, its basis, and links to the clauses that it rests on. */
static void write_phrase(struct text *text, const struct document *document,
                         const struct cell *cell, size_t i)
{
    const struct warrant *warrant = &cell->warrants[i];
    markdown_text(text, cell->items[i]);
    if (warrant->basis != NULL) {
        text_put(text, document->language->headings->comma);
        text_char(text, '*');
        markdown_text(text, warrant->basis);
        text_char(text, '*');
    }
    for (size_t n = 0; n < warrant->statements.count; n++) {
        const struct clause *clause =
            &document->clauses[warrant->statements.items[n]];
        text_print(text, " [%s](#%s)", clause->number, clause->anchor);
    }
}

/* Where a row rests on one statement, the first cell shows the number, and the
 * words of the others are links themselves. */
static void write_cell(struct text *text, const struct document *document,
                       const struct cell *cell, size_t statement)
{
    for (size_t i = 0; i < cell->count; i++) {
        text_put(text, i > 0 ? "<br>" : " ");
        if (statement == SIZE_MAX) {
            write_phrase(text, document, cell, i);
            continue;
        }
        text_char(text, '[');
        markdown_text(text, cell->items[i]);
        text_print(text, "](#%s)", document->clauses[statement].anchor);
    }
}

static void write_row(struct text *text, const struct document *document,
                      const struct document_table *table,
                      const struct document_row *row)
{
    size_t only = document_only_statement(table, row);
    text_put(text, "\n|");
    for (size_t c = 0; c < table->column_count; c++) {
        write_cell(text, document, &row->cells[c], c == 0 ? SIZE_MAX : only);
        if (c == 0 && row->note != NULL) {
            text_put(text, document->language->headings->opening);
            markdown_text(text, row->note);
            text_put(text, document->language->headings->closing);
        }
        text_put(text, " |");
    }
}

static void write_table(struct text *text, const struct document *document,
                        const struct document_table *table)
{
    if (table->row_count == 0) {
        return;
    }
    put_heading(text, 2, table->title);
    markdown_text(text, table->note);
    text_put(text, "\n\n|");
    for (size_t c = 0; c < table->column_count; c++) {
        text_char(text, ' ');
        markdown_text(text, table->columns[c]);
        text_put(text, " |");
    }
    text_put(text, "\n|");
    for (size_t c = 0; c < table->column_count; c++) {
        text_put(text, " --- |");
    }
    for (size_t r = 0; r < table->row_count; r++) {
        write_row(text, document, table, &table->rows[r]);
    }
    text_put(text, "\n\n");
}

static void write_sentence(struct text *text,
                           const struct sentence_line *sentence)
{
    text_print(text, "- <a id=\"%s\"></a>%s ", sentence->anchor,
               sentence->number);
    markdown_text(text, sentence->text);
    text_char(text, '\n');
    for (size_t i = 0; i < sentence->item_count; i++) {
        text_put(text, "  - ");
        markdown_text(text, sentence->items[i]);
        text_char(text, '\n');
    }
}

static void write_section(struct text *text,
                          const struct document_section *section);

static void write_blocks(struct text *text,
                         const struct document_section *section)
{
    for (size_t i = 0; i < section->block_count; i++) {
        const struct block *block = &section->blocks[i];
        bool last = i + 1 == section->block_count ||
                    section->blocks[i + 1].kind != BLOCK_SENTENCE;
        switch (block->kind) {
        case BLOCK_SECTION: write_section(text, block->section); break;
        case BLOCK_PROSE: markdown_prose(text, &block->prose); break;
        case BLOCK_SENTENCE:
            write_sentence(text, &block->sentence);
            text_put(text, last ? "\n" : "");
            break;
        }
    }
}

static void write_section(struct text *text,
                          const struct document_section *section)
{
    int level = section->depth + 1 > 6 ? 6 : section->depth + 1;
    text_repeat(text, '#', (size_t)level);
    text_print(text, " <a id=\"%s\"></a>%s%s ", section->anchor,
               section->number, section->depth == 1 ? "." : "");
    markdown_text(text, section->title);
    text_put(text, "\n\n");
    if (section->order != NULL) {
        text_char(text, '*');
        markdown_text(text, section->order);
        text_put(text, "*\n\n");
    }
    write_blocks(text, section);
}

static void write_source(struct text *text, const struct definition *definition)
{
    if (definition->source == NULL) {
        return;
    }
    text_put(text, definition->members[0] != '\0' ? " (" : "");
    if (definition->address != NULL) {
        put_link(text, definition->source, definition->address);
    } else {
        markdown_text(text, definition->source);
    }
    text_put(text, definition->members[0] != '\0' ? ")" : "");
}

static void write_definitions(struct text *text,
                              const struct document *document)
{
    const struct headings *headings = document->language->headings;
    if (document->definition_count == 0) {
        return;
    }
    put_heading(text, 2, headings->definitions);
    markdown_text(text, headings->definitions_note);
    text_put(text, "\n\n");
    for (size_t i = 0; i < document->definition_count; i++) {
        text_put(text, "- ");
        put_caption(text, document, document->definitions[i].term);
        markdown_text(text, document->definitions[i].members);
        write_source(text, &document->definitions[i]);
        text_char(text, '\n');
    }
    text_char(text, '\n');
}

static void write_document(struct text *text, const struct emission *emission,
                           const struct document *document)
{
    put_heading(text, 1, document->title);
    write_facts(text, emission, document);
    write_brief(text, document);
    write_promises(text, document);
    markdown_revision(text, document);
    write_blocks(text, document->body);
    write_table(text, document, &document->summary);
    write_table(text, document, &document->receivers);
    write_table(text, document, &document->rights);
    write_table(text, document, &document->duties);
    write_definitions(text, document);
    while (text->length > 1 && text->bytes[text->length - 2] == '\n') {
        text->bytes[--text->length] = '\0';
    }
}

static bool write_markdown(const struct emission *emission,
                           struct bundle *bundle, const char **error)
{
    struct language_list list = language_list(emission->analysis->policy);
    for (size_t i = 0; i < list.count; i++) {
        const struct document *document =
            document_of(emission, list.items[i], error);
        if (document == NULL) {
            return false;
        }
        const char *name =
            document_file(emission, list.items[i], "policy", "md");
        write_document(bundle_add(bundle, name), emission, document);
    }
    return true;
}

const struct emitter emitter_markdown = {
    .name = "markdown",
    .summary = "policy.md, the policy for review in a repository",
    .write = write_markdown,
};
