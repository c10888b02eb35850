/* The document as Markdown (GitHub's), for review in a repository: one sentence
 * a line, so that a change of one sentence is a change of one line. Invariant:
 * everything from the policy passes through markdown_text, or stands in an
 * anchor or an address, which hold no character that means anything. */

#include "emit/markdown.h"
#include "emit/document.h"
#include "emit/emitters.h"

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

static void write_fact(struct text *text, const struct fact *fact)
{
    text_put(text, "- **");
    markdown_text(text, fact->caption);
    text_put(text, ":** ");
    switch (fact->kind) {
    case FACT_TEXT:
    case FACT_DATE: markdown_text(text, fact->text); break;
    case FACT_LINK: put_link(text, fact->text, fact->raw); break;
    case FACT_CODE: text_print(text, "`%s`", fact->text); break;
    }
    text_char(text, '\n');
}

static void write_facts(struct text *text, const struct document *document)
{
    for (size_t i = 0; i < document->fact_count; i++) {
        write_fact(text, &document->facts[i]);
    }
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

static void write_cell(struct text *text, const struct cell *cell)
{
    for (size_t i = 0; i < cell->count; i++) {
        text_put(text, i > 0 ? "<br>" : " ");
        markdown_text(text, cell->items[i]);
    }
    text_put(text, " |");
}

static void write_table(struct text *text, const struct document_table *table)
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
        text_put(text, "\n|");
        for (size_t c = 0; c < table->column_count; c++) {
            write_cell(text, &table->rows[r][c]);
        }
    }
    text_put(text, "\n\n");
}

static void write_sentence(struct text *text,
                           const struct sentence_line *sentence)
{
    text_print(text, "- <a id=\"%s\"></a>", sentence->anchor);
    markdown_text(text, sentence->text);
    text_char(text, '\n');
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
        text_put(text, "- **");
        markdown_text(text, document->definitions[i].term);
        text_put(text, ":** ");
        markdown_text(text, document->definitions[i].members);
        text_char(text, '\n');
    }
    text_char(text, '\n');
}

static bool write_markdown(const struct emission *emission,
                           struct bundle *bundle, const char **error)
{
    const struct document *document =
        document_create(emission, languages[0], error);
    if (document == NULL) {
        return false;
    }
    struct text *text = bundle_add(bundle, "policy.md");
    put_heading(text, 1, document->title);
    write_facts(text, document);
    write_promises(text, document);
    write_table(text, &document->summary);
    write_table(text, &document->rights);
    write_blocks(text, document->body);
    write_definitions(text, document);
    while (text->length > 1 && text->bytes[text->length - 2] == '\n') {
        text->bytes[--text->length] = '\0';
    }
    return true;
}

const struct emitter emitter_markdown = {
    .name = "markdown",
    .summary = "policy.md, the policy for review in a repository",
    .write = write_markdown,
};
