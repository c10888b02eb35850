/* The text of the policy as HTML: sections with their numbers, sentences with
 * theirs, which are links to themselves; and the list of all parts. */

#include "emit/html_parts.h"

#include "emit/revision.h"

#include <string.h>
#include <strings.h>

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
    if (document->revision != NULL) {
        write_entry(text, ANCHOR_REVISION, "", document->revision->title);
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

/* --- references ---------------------------------------------------------- */

/* The anchor of the section of that number, or NULL. */
static const char *section_anchor(const struct document_section *section,
                                  const char *number)
{
    if (strcmp(section->number, number) == 0) {
        return section->anchor;
    }
    for (size_t i = 0; i < section->block_count; i++) {
        const struct block *block = &section->blocks[i];
        const char *anchor = block->kind == BLOCK_SECTION
                                 ? section_anchor(block->section, number)
                                 : NULL;
        if (anchor != NULL) {
            return anchor;
        }
    }
    return NULL;
}

static const char *anchor_of(const struct document *document,
                             const char *number)
{
    for (size_t i = 0; i < document->clause_count; i++) {
        if (strcmp(document->clauses[i].number, number) == 0) {
            return document->clauses[i].anchor;
        }
    }
    return section_anchor(document->body, number);
}

/* Whether the text before `at` ends in what stands before a number: "section",
 * "sections". */
static bool introduces(const char *text, const char *at, const char *heading)
{
    const char *place = strstr(heading, "%s");
    size_t length = place == NULL ? 0 : (size_t)(place - heading);
    return length > 0 && (size_t)(at - text) >= length &&
           strncasecmp(at - length, heading, length) == 0;
}

/* The reference that stands at `at`, or NULL. Numbers that are not introduced,
 * and do not follow one that is, are others. */
static const char *reference_at(const struct headings *headings,
                                const struct numbering *references,
                                const char *text, const char *at,
                                const char *last)
{
    enum { BETWEEN = 12 }; /* bytes between two numbers of a list */
    bool listed = last != NULL && at - last <= BETWEEN;
    if (!listed && !introduces(text, at, headings->clause) &&
        !introduces(text, at, headings->clauses)) {
        return NULL;
    }
    size_t digits = strspn(at, "0123456789.");
    while (digits > 0 && at[digits - 1] == '.') {
        digits--; /* a full stop */
    }
    for (size_t i = 0; i < references->count; i++) {
        const char *number = references->items[i];
        if (strlen(number) == digits && strncmp(number, at, digits) == 0) {
            return number;
        }
    }
    return NULL;
}

/* The text, in which numbers of other places lead there. */
static void write_referring(struct text *text, const struct document *document,
                            const char *string,
                            const struct numbering *references)
{
    const char *last = NULL; /* behind the last reference */
    const char *from = string;
    for (const char *at = string; *at != '\0'; at++) {
        bool first = *at >= '0' && *at <= '9' &&
                     (at == string || strchr("0123456789.", at[-1]) == NULL);
        const char *number = first ? reference_at(document->language->headings,
                                                  references, string, at, last)
                                   : NULL;
        const char *anchor =
            number == NULL ? NULL : anchor_of(document, number);
        if (anchor == NULL) {
            continue;
        }
        struct text before = { NULL, 0, 0 };
        text_add(&before, from, (size_t)(at - from));
        text_html(text, text_string(&before));
        text_destroy(&before);
        text_put(text, "<a href=\"#");
        text_html(text, anchor);
        text_put(text, "\" aria-label=\"");
        html_filled(text, document->language->headings->clause, number);
        text_print(text, "\">%s</a>", number);
        last = at + strlen(number);
        from = last;
        at = last - 1;
    }
    text_html(text, from);
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

/* A paragraph holds no list, so a sentence that has one is a division. Where
 * something stands beside it, its own words are one, too. */
static void write_sentence(struct text *text, const struct html_page *page,
                           const struct sentence_line *sentence, bool listed)
{
    const struct html_extras *extras = page->extras;
    struct text beside = { NULL, 0, 0 };
    if (extras != NULL && extras->beside != NULL) {
        extras->beside(extras->context, sentence->anchor, &beside);
    }
    text_print(text, "<%s class=\"sentence\" id=\"", listed ? "li" : "div");
    text_html(text, sentence->anchor);
    text_put(text, beside.length > 0 ? "\"><div class=\"said\">" : "\">");
    write_number(text, page->document, sentence);
    write_referring(text, page->document, sentence->text,
                    &sentence->references);
    write_items(text, sentence);
    text_put(text, beside.length > 0 ? "</div>" : "");
    text_put(text, text_string(&beside));
    text_put(text, listed ? "</li>\n" : "</div>\n");
    text_destroy(&beside);
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
        write_referring(text, page->document, section->order,
                        &section->references);
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
