/* The text of the policy as HTML: sections with their numbers, sentences with
 * theirs, which are links to themselves; and the list of all parts. */

#include "emit/html_parts.h"

#include <string.h>

/* --- contents ------------------------------------------------------------ */

static void write_entry(struct text *text, const char *anchor,
                        const char *number, const char *title)
{
    text_put(text, "<li><a href=\"#");
    text_html(text, anchor);
    text_put(text, "\">");
    if (number[0] != '\0') {
        text_print(text, "<span class=\"number\">%s</span> ", number);
    }
    text_html(text, title);
    text_put(text, "</a></li>\n");
}

static void write_table_entry(struct text *text,
                              const struct document_table *table)
{
    if (table->row_count > 0) {
        write_entry(text, table->anchor, "", table->title);
    }
}

void html_contents(struct text *text, const struct document *document)
{
    const struct headings *headings = document->language->headings;
    text_print(text,
               "<nav class=\"contents\" aria-labelledby=\"%s\">\n"
               "<h2 id=\"%s\">",
               ANCHOR_CONTENTS, ANCHOR_CONTENTS);
    text_html(text, headings->contents);
    text_put(text, "</h2>\n<ol>\n");
    if (document->brief_count > 0) {
        write_entry(text, ANCHOR_BRIEF, "", headings->brief);
    }
    if (document->promise_count > 0) {
        write_entry(text, ANCHOR_PROMISES, "", headings->promises);
    }
    for (size_t i = 0; i < document->body->block_count; i++) {
        const struct block *block = &document->body->blocks[i];
        if (block->kind == BLOCK_SECTION) {
            write_entry(text, block->section->anchor, block->section->number,
                        block->section->title);
        }
    }
    if (document->chart != NULL) {
        write_entry(text, ANCHOR_PICTURE, "", headings->picture);
    }
    write_table_entry(text, &document->summary);
    write_table_entry(text, &document->receivers);
    write_table_entry(text, &document->rights);
    write_table_entry(text, &document->duties);
    if (document->definition_count > 0) {
        write_entry(text, ANCHOR_DEFINITIONS, "", headings->definitions);
    }
    text_put(text, "</ol>\n</nav>\n");
}

/* --- sentences ----------------------------------------------------------- */

static void write_number(struct text *text, const struct document *document,
                         const struct sentence_line *sentence)
{
    text_put(text, "<a class=\"number\" href=\"#");
    text_html(text, sentence->anchor);
    text_put(text, "\" title=\"");
    text_html(text, sentence->anchor);
    text_put(text, "\" aria-label=\"");
    html_filled(text, document->language->headings->clause, sentence->number);
    text_print(text, "\">%s</a> ", sentence->number);
}

static void write_items(struct text *text, const struct sentence_line *sentence)
{
    if (sentence->item_count == 0) {
        return;
    }
    text_put(text, "\n<ul>\n");
    for (size_t i = 0; i < sentence->item_count; i++) {
        text_put(text, "<li>");
        text_html(text, sentence->items[i]);
        text_put(text, "</li>\n");
    }
    text_put(text, "</ul>\n");
}

/* A paragraph holds no list, so a sentence that has one is a division. */
static void write_sentence(struct text *text, const struct html_page *page,
                           const struct sentence_line *sentence, bool listed)
{
    const struct html_extras *extras = page->extras;
    text_print(text, "<%s class=\"sentence\" id=\"", listed ? "li" : "div");
    text_html(text, sentence->anchor);
    text_put(text, "\">");
    write_number(text, page->document, sentence);
    text_html(text, sentence->text);
    write_items(text, sentence);
    if (extras != NULL && extras->beside != NULL) {
        extras->beside(extras->context, sentence->anchor, text);
    }
    text_put(text, listed ? "</li>\n" : "</div>\n");
}

/* --- sections ------------------------------------------------------------ */

static void write_blocks(struct text *text, const struct html_page *page,
                         const struct document_section *section);

static void write_section(struct text *text, const struct html_page *page,
                          const struct document_section *section)
{
    int level = section->depth + 1 > 6 ? 6 : section->depth + 1;
    text_put(text, "<section aria-labelledby=\"");
    text_html(text, section->anchor);
    text_print(text, "\">\n<h%d id=\"", level);
    text_html(text, section->anchor);
    text_print(text, "\"><span class=\"number\">%s</span> ", section->number);
    text_html(text, section->title);
    text_print(text, "</h%d>\n", level);
    if (section->order != NULL) {
        text_put(text, "<p class=\"order\">");
        text_html(text, section->order);
        text_put(text, "</p>\n");
    }
    write_blocks(text, page, section);
    text_put(text, "</section>\n");
}

static bool is_sentence(const struct document_section *section, size_t at)
{
    return at < section->block_count &&
           section->blocks[at].kind == BLOCK_SENTENCE;
}

static void write_prose(struct text *text, const struct block *block)
{
    text_put(text, "<div class=\"prose\"");
    if (block->anchor != NULL) {
        text_put(text, " id=\"");
        text_html(text, block->anchor);
        text_char(text, '"');
    }
    text_put(text, ">\n");
    html_prose(text, &block->prose);
    text_put(text, "</div>\n");
}

/* Sentences that follow each other make a list. */
static void write_blocks(struct text *text, const struct html_page *page,
                         const struct document_section *section)
{
    bool listing = false;
    for (size_t i = 0; i < section->block_count; i++) {
        const struct block *block = &section->blocks[i];
        switch (block->kind) {
        case BLOCK_SECTION: write_section(text, page, block->section); break;
        case BLOCK_PROSE: write_prose(text, block); break;
        case BLOCK_SENTENCE:
            if (!listing && is_sentence(section, i + 1)) {
                text_put(text, "<ul class=\"sentences\">\n");
                listing = true;
            }
            write_sentence(text, page, &block->sentence, listing);
            if (listing && !is_sentence(section, i + 1)) {
                text_put(text, "</ul>\n");
                listing = false;
            }
            break;
        }
    }
}

void html_sections(struct text *text, const struct html_page *page)
{
    text_put(text, "<div class=\"text\" id=\"the-text\" tabindex=\"-1\">\n");
    write_blocks(text, page, page->document->body);
    text_put(text, "</div>\n");
}
