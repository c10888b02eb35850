/* The document as plain text, for a mail, a terminal and a diff: 72 cells wide,
 * every statement under its number, tables as blocks of captions and values.
 * Invariant: nothing in it is markup. */

#include "emit/document.h"
#include "emit/emitters.h"
#include "emit/plain.h"
#include "emit/revision.h"

#include <stdint.h>
#include <string.h>

enum { NUMBER_INDENT = 6 }; /* of a statement behind its number */

/* --- captions and values ------------------------------------------------- */

/* "Version: 1.0" */
static void write_value(struct text *text, const struct document *document,
                        const char *caption, const char *value)
{
    struct text line = { NULL, 0, 0 };
    text_put(&line, caption);
    text_put(&line, document->language->headings->colon);
    text_put(&line, value);
    layout_paragraph(&(struct layout){ .text = text, .indent = 2, .first = "" },
                     text_string(&line));
    text_destroy(&line);
}

/* A fingerprint needs all of the line below its caption. */
static void write_fact(struct text *text, const struct document *document,
                       const struct fact *fact)
{
    bool code = fact->kind == FACT_CODE;
    write_value(text, document, fact->caption, code ? "" : fact->text);
    layout_paragraph(&(struct layout){ .text = text }, code ? fact->text : "");
}

static void write_languages(struct text *text, const struct document *document)
{
    const struct language_list *list = &document->languages;
    struct text names = { NULL, 0, 0 };
    for (size_t i = 0; i < list->count && list->count > 1; i++) {
        text_put(&names, i > 0 ? " · " : "");
        text_put(&names, list->items[i]->name);
    }
    if (names.length > 0) {
        write_value(text, document, document->language->headings->language,
                    names.bytes);
    }
    text_destroy(&names);
}

static void write_facts(struct text *text, const struct document *document)
{
    for (size_t i = 0; i < document->fact_count; i++) {
        write_fact(text, document, &document->facts[i]);
    }
    write_languages(text, document);
}

/* --- parts --------------------------------------------------------------- */

static void open_part(struct text *text, const char *title)
{
    text_put(text, "\n\n");
    layout_heading(text, title, '-');
    text_char(text, '\n');
}

static void write_item(struct text *text, const char *string, size_t indent)
{
    struct text first = { NULL, 0, 0 };
    text_repeat(&first, ' ', indent);
    text_put(&first, "- ");
    layout_paragraph(&(struct layout){ .text = text,
                                       .indent = indent + 2,
                                       .first = first.bytes },
                     string);
    text_destroy(&first);
}

static void write_promises(struct text *text, const struct document *document)
{
    if (document->promise_count == 0) {
        return;
    }
    open_part(text, document->language->headings->promises);
    for (size_t i = 0; i < document->promise_count; i++) {
        write_item(text, document->promises[i].text, 0);
    }
}

/* --- what is computed ----------------------------------------------------- */

/* "Letters, on the basis of your consent (2.1, 3.4)". */
static void put_phrase(struct text *line, const struct document *document,
                       const struct cell *cell, size_t i, bool numbered)
{
    const struct warrant *warrant = &cell->warrants[i];
    const struct headings *headings = document->language->headings;
    const char *separator = headings->opening;
    text_put(line, cell->items[i]);
    if (warrant->basis != NULL) {
        text_put(line, headings->comma);
        phrase_filled(line, headings->on_basis, warrant->basis);
    }
    for (size_t n = 0; numbered && n < warrant->statements.count; n++) {
        text_print(line, "%s%s", separator,
                   document->clauses[warrant->statements.items[n]].number);
        separator = headings->comma;
    }
    text_put(line, separator == headings->comma ? headings->closing : "");
}

/* "Kept: for up to 30 days", or a list below the caption. The numbers of a row
 * that rests on one statement stand in its first cell alone. */
static void write_cell(struct text *text, const struct document *document,
                       const char *caption, const struct cell *cell,
                       bool numbered)
{
    if (cell->count > 1) {
        write_value(text, document, caption, "");
    }
    for (size_t i = 0; i < cell->count; i++) {
        struct text line = { NULL, 0, 0 };
        put_phrase(&line, document, cell, i, numbered);
        if (cell->count > 1) {
            write_item(text, line.bytes, 2);
        } else {
            write_value(text, document, caption, line.bytes);
        }
        text_destroy(&line);
    }
}

static void write_brief(struct text *text, const struct document *document)
{
    if (document->brief_count == 0) {
        return;
    }
    open_part(text, document->language->headings->brief);
    for (size_t i = 0; i < document->brief_count; i++) {
        const struct brief_line *from = &document->brief[i];
        struct text line = { NULL, 0, 0 };
        for (size_t n = 0; n < from->cell.count; n++) {
            text_put(&line,
                     n > 0 ? document->language->headings->semicolon : "");
            text_put(&line, from->cell.items[n]);
        }
        write_value(text, document, from->caption, text_string(&line));
        text_destroy(&line);
    }
}

/* What a row is about, with what it is of it: "(in addition)". */
static void write_head_cell(struct text *text, const struct document *document,
                            const char *caption, const struct document_row *row)
{
    struct cell cell = row->cells[0];
    struct text line = { NULL, 0, 0 };
    if (row->note == NULL) {
        write_cell(text, document, caption, &cell, true);
        return;
    }
    const struct headings *headings = document->language->headings;
    for (size_t i = 0; i < cell.count; i++) {
        text_put(&line, i > 0 ? headings->semicolon : "");
        text_put(&line, cell.items[i]);
    }
    text_put(&line, headings->opening);
    text_put(&line, row->note);
    text_put(&line, headings->closing);
    write_value(text, document, caption, line.bytes);
    text_destroy(&line);
}

static void write_table(struct text *text, const struct document *document,
                        const struct document_table *table)
{
    if (table->row_count == 0) {
        return;
    }
    open_part(text, table->title);
    layout_paragraph(&(struct layout){ .text = text }, table->note);
    for (size_t r = 0; r < table->row_count; r++) {
        const struct document_row *row = &table->rows[r];
        size_t only = document_only_statement(table, row);
        text_char(text, '\n');
        write_head_cell(text, document, table->columns[0], row);
        for (size_t c = 1; c < table->column_count; c++) {
            write_cell(text, document, table->columns[c], &row->cells[c],
                       only == SIZE_MAX);
        }
    }
}

/* --- the text ------------------------------------------------------------ */

static void write_sentence(struct text *text,
                           const struct sentence_line *sentence)
{
    struct text first = { NULL, 0, 0 };
    text_put(&first, sentence->number);
    size_t length = first.length;
    text_repeat(&first, ' ',
                length + 2 > NUMBER_INDENT ? 2 : NUMBER_INDENT - length);
    layout_paragraph(&(struct layout){ .text = text,
                                       .indent = NUMBER_INDENT,
                                       .first = first.bytes },
                     sentence->text);
    for (size_t i = 0; i < sentence->item_count; i++) {
        write_item(text, sentence->items[i], NUMBER_INDENT);
    }
    text_destroy(&first);
}

static void write_section(struct text *text,
                          const struct document_section *section);

static void write_blocks(struct text *text,
                         const struct document_section *section)
{
    for (size_t i = 0; i < section->block_count; i++) {
        const struct block *block = &section->blocks[i];
        text_put(text, i > 0 && block->kind != BLOCK_SECTION ? "\n" : "");
        switch (block->kind) {
        case BLOCK_SECTION: write_section(text, block->section); break;
        case BLOCK_PROSE: plain_prose(text, &block->prose); break;
        case BLOCK_SENTENCE: write_sentence(text, &block->sentence); break;
        }
    }
}

static void write_section(struct text *text,
                          const struct document_section *section)
{
    struct text title = { NULL, 0, 0 };
    text_print(&title, "%s%s ", section->number,
               section->depth == 1 ? "." : "");
    text_put(&title, section->title);
    text_put(text, section->depth == 1 ? "\n\n" : "\n");
    layout_heading(text, title.bytes, section->depth == 1 ? '=' : '-');
    text_char(text, '\n');
    text_destroy(&title);
    if (section->order != NULL) {
        layout_paragraph(&(struct layout){ .text = text }, section->order);
        text_put(text, section->block_count > 0 ? "\n" : "");
    }
    write_blocks(text, section);
}

static void write_definitions(struct text *text,
                              const struct document *document)
{
    const struct headings *headings = document->language->headings;
    if (document->definition_count == 0) {
        return;
    }
    open_part(text, headings->definitions);
    layout_paragraph(&(struct layout){ .text = text },
                     headings->definitions_note);
    text_char(text, '\n');
    for (size_t i = 0; i < document->definition_count; i++) {
        const struct definition *definition = &document->definitions[i];
        struct text line = { NULL, 0, 0 };
        text_put(&line, definition->term);
        text_put(&line, headings->colon);
        text_put(&line, definition->members);
        if (definition->source != NULL) {
            bool several = definition->members[0] != '\0';
            text_print(&line, several ? " (%s)" : "%s", definition->source);
        }
        layout_paragraph(
            &(struct layout){ .text = text, .indent = 2, .first = "" },
            line.bytes);
        text_destroy(&line);
    }
}

/* A sentence and the clauses that say it, which have no address here. */
static void write_line(struct text *text, const struct headings *headings,
                       const struct revision_line *line)
{
    struct text words = { NULL, 0, 0 };
    text_put(&words, line->text);
    for (size_t i = 0; i < line->link_count; i++) {
        text_put(&words, i > 0 ? headings->semicolon : headings->opening);
        text_put(&words, line->links[i].text);
    }
    text_put(&words, line->link_count > 0 ? headings->closing : "");
    write_item(text, text_string(&words), 0);
    text_destroy(&words);
}

static void write_revision(struct text *text, const struct document *document)
{
    const struct revision_part *revision = document->revision;
    if (revision == NULL) {
        return;
    }
    open_part(text, revision->title);
    layout_paragraph(&(struct layout){ .text = text }, revision->note);
    for (size_t i = 0; i < revision->group_count; i++) {
        const struct revision_group *group = &revision->groups[i];
        text_char(text, '\n');
        layout_paragraph(&(struct layout){ .text = text }, group->title);
        for (size_t n = 0; n < group->line_count; n++) {
            write_line(text, document->language->headings, &group->lines[n]);
        }
    }
}

static bool opens_with_words(const struct document_section *section)
{
    return section->block_count > 0 && section->blocks[0].kind != BLOCK_SECTION;
}

static void write_document(struct text *text, const struct document *document)
{
    layout_heading(text, document->title, '=');
    text_char(text, '\n');
    write_facts(text, document);
    write_brief(text, document);
    write_promises(text, document);
    write_revision(text, document);
    text_put(text, opens_with_words(document->body) ? "\n\n" : "");
    write_blocks(text, document->body);
    write_table(text, document, &document->summary);
    write_table(text, document, &document->receivers);
    write_table(text, document, &document->rights);
    write_table(text, document, &document->duties);
    write_definitions(text, document);
}

static bool write_text(const struct emission *emission, struct bundle *bundle,
                       const char **error)
{
    struct language_list list = language_list(emission->analysis->policy);
    for (size_t i = 0; i < list.count; i++) {
        const struct document *document =
            document_of(emission, list.items[i], error);
        if (document == NULL) {
            return false;
        }
        const char *name =
            document_file(emission, list.items[i], "policy", "txt");
        write_document(bundle_add(bundle, name), document);
    }
    return true;
}

const struct emitter emitter_text = {
    .name = "text",
    .summary = "policy.txt, the policy as plain text, 72 columns wide",
    .write = write_text,
};
