/* The document as one HTML page that needs nothing else: no script, no font and
 * no picture is fetched, and a policy of the page itself forbids it. Invariant:
 * everything from the policy passes through text_html. */

#include "base/embedded.h"
#include "emit/document.h"
#include "emit/emitters.h"

#include <assert.h>
#include <string.h>

/* --- prose -------------------------------------------------------------- */

static const char *const mark_open[] = {
    [MARK_PARAGRAPH] = "<p>",        [MARK_HEADING] = "<p class=\"heading\">",
    [MARK_QUOTE] = "<blockquote>\n", [MARK_LIST] = "<ul>\n",
    [MARK_NUMBERED] = "<ol>\n",      [MARK_ITEM] = "<li>",
    [MARK_VERBATIM] = "<pre>",       [MARK_EMPHASIS] = "<em>",
    [MARK_STRONG] = "<strong>",      [MARK_CODE] = "<code>",
};

static const char *const mark_close[] = {
    [MARK_PARAGRAPH] = "</p>\n",
    [MARK_HEADING] = "</p>\n",
    [MARK_QUOTE] = "</blockquote>\n",
    [MARK_LIST] = "</ul>\n",
    [MARK_NUMBERED] = "</ol>\n",
    [MARK_ITEM] = "</li>\n",
    [MARK_VERBATIM] = "</pre>\n",
    [MARK_EMPHASIS] = "</em>",
    [MARK_STRONG] = "</strong>",
    [MARK_CODE] = "</code>",
    [MARK_LINK] = "</a>",
};

static void open_mark(struct text *text, const struct mark *mark)
{
    if (mark->kind == MARK_LINK) {
        text_put(text, "<a href=\"");
        text_html(text, mark->text);
        text_put(text, "\">");
    } else if (mark->kind == MARK_NUMBERED && mark->number != 1) {
        text_print(text, "<ol start=\"%u\">\n", mark->number);
    } else {
        text_put(text, mark_open[mark->kind]);
    }
}

/* Writes the marks from `at` to the end that closes the one before it (or to
 * the last), and returns the place behind it. */
static size_t write_marks(struct text *text, const struct prose *prose,
                          size_t at)
{
    while (at < prose->count) {
        const struct mark *mark = &prose->marks[at++];
        switch (mark->kind) {
        case MARK_END: return at;
        case MARK_TEXT: text_html(text, mark->text); break;
        case MARK_BREAK: text_put(text, "<br>\n"); break;
        case MARK_RULE: text_put(text, "<hr>\n"); break;
        case MARK_PARAGRAPH:
        case MARK_HEADING:
        case MARK_QUOTE:
        case MARK_LIST:
        case MARK_NUMBERED:
        case MARK_ITEM:
        case MARK_VERBATIM:
        case MARK_EMPHASIS:
        case MARK_STRONG:
        case MARK_CODE:
        case MARK_LINK:
            open_mark(text, mark);
            at = write_marks(text, prose, at);
            text_put(text, mark_close[mark->kind]);
            break;
        }
    }
    return at;
}

/* --- the head ----------------------------------------------------------- */

static const struct embedded *style(void)
{
    const struct embedded *file = embedded_files;
    while (file->path != NULL && strcmp(file->path, "emit/style.css") != 0) {
        file++;
    }
    assert(file->path != NULL && "the style sheet is built into writ");
    return file;
}

static void write_head(struct text *text, const struct document *document)
{
    text_print(text,
               "<!DOCTYPE html>\n"
               "<html lang=\"%s\">\n"
               "<head>\n"
               "<meta charset=\"utf-8\">\n"
               "<meta name=\"viewport\" "
               "content=\"width=device-width, initial-scale=1\">\n"
               "<meta name=\"color-scheme\" content=\"light dark\">\n"
               "<meta http-equiv=\"Content-Security-Policy\" "
               "content=\"default-src 'none'; style-src 'unsafe-inline'; "
               "base-uri 'none'; form-action 'none'\">\n"
               "<title>",
               document->language->code);
    text_html(text, document->title);
    text_put(text, "</title>\n<style>\n");
    text_add(text, (const char *)style()->bytes, style()->length);
    text_put(text, "</style>\n</head>\n<body>\n"
                   "<a class=\"skip\" href=\"#the-text\">");
    text_html(text, document->language->headings->skip);
    text_put(text, "</a>\n");
}

static void write_fact(struct text *text, const struct fact *fact)
{
    text_put(text, "<div><dt>");
    text_html(text, fact->caption);
    text_put(text, "</dt><dd>");
    if (fact->kind == FACT_DATE) {
        text_put(text, "<time datetime=\"");
    } else if (fact->kind == FACT_LINK) {
        text_put(text, "<a href=\"");
    }
    if (fact->kind == FACT_DATE || fact->kind == FACT_LINK) {
        text_html(text, fact->raw);
        text_put(text, "\">");
    } else if (fact->kind == FACT_CODE) {
        text_put(text, "<code>");
    }
    text_html(text, fact->text);
    static const char *const close[] = {
        [FACT_TEXT] = "",
        [FACT_DATE] = "</time>",
        [FACT_LINK] = "</a>",
        [FACT_CODE] = "</code>",
    };
    text_print(text, "%s</dd></div>\n", close[fact->kind]);
}

/* Codes stand at the foot of the page, everything else at its head. */
static void write_facts(struct text *text, const struct document *document,
                        bool codes)
{
    bool open = false;
    for (size_t i = 0; i < document->fact_count; i++) {
        const struct fact *fact = &document->facts[i];
        if ((fact->kind == FACT_CODE) != codes) {
            continue;
        }
        text_put(text, open ? "" : "<dl class=\"facts\">\n");
        open = true;
        write_fact(text, fact);
    }
    text_put(text, open ? "</dl>\n" : "");
}

/* --- parts -------------------------------------------------------------- */

static void open_part(struct text *text, const char *class, const char *anchor,
                      const char *title)
{
    text_print(text, "<section class=\"%s\" aria-labelledby=\"%s\">\n", class,
               anchor);
    text_print(text, "<h2 id=\"%s\">", anchor);
    text_html(text, title);
    text_put(text, "</h2>\n");
}

static void write_promises(struct text *text, const struct document *document)
{
    if (document->promise_count == 0) {
        return;
    }
    open_part(text, "promises", ANCHOR_PROMISES,
              document->language->headings->promises);
    text_put(text, "<ul>\n");
    for (size_t i = 0; i < document->promise_count; i++) {
        text_put(text, "<li><a href=\"#");
        text_html(text, document->promises[i].anchor);
        text_put(text, "\">");
        text_html(text, document->promises[i].text);
        text_put(text, "</a></li>\n");
    }
    text_put(text, "</ul>\n</section>\n");
}

static void write_cell(struct text *text, const struct cell *cell)
{
    if (cell->count == 1) {
        text_html(text, cell->items[0]);
        return;
    }
    if (cell->count > 0) {
        text_put(text, "<ul>");
        for (size_t i = 0; i < cell->count; i++) {
            text_put(text, "<li>");
            text_html(text, cell->items[i]);
            text_put(text, "</li>");
        }
        text_put(text, "</ul>");
    }
}

static void write_row(struct text *text, const struct document_table *table,
                      const struct cell *row)
{
    text_put(text, "<tr>\n<th scope=\"row\">");
    write_cell(text, &row[0]);
    text_put(text, "</th>\n");
    for (size_t c = 1; c < table->column_count; c++) {
        text_put(text, "<td data-column=\"");
        text_html(text, table->columns[c]);
        text_put(text, "\">");
        write_cell(text, &row[c]);
        text_put(text, "</td>\n");
    }
    text_put(text, "</tr>\n");
}

static void write_table(struct text *text, const char *class,
                        const struct document_table *table)
{
    if (table->row_count == 0) {
        return;
    }
    open_part(text, class, table->anchor, table->title);
    text_put(text, "<table>\n<caption>");
    text_html(text, table->note);
    text_put(text, "</caption>\n<thead>\n<tr>\n");
    for (size_t c = 0; c < table->column_count; c++) {
        text_put(text, "<th scope=\"col\">");
        text_html(text, table->columns[c]);
        text_put(text, "</th>\n");
    }
    text_put(text, "</tr>\n</thead>\n<tbody>\n");
    for (size_t r = 0; r < table->row_count; r++) {
        write_row(text, table, table->rows[r]);
    }
    text_put(text, "</tbody>\n</table>\n</section>\n");
}

/* --- contents ----------------------------------------------------------- */

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

static void write_contents(struct text *text, const struct document *document)
{
    const struct headings *headings = document->language->headings;
    text_print(text,
               "<nav class=\"contents\" aria-labelledby=\"%s\">\n"
               "<h2 id=\"%s\">",
               ANCHOR_CONTENTS, ANCHOR_CONTENTS);
    text_html(text, headings->contents);
    text_put(text, "</h2>\n<ol>\n");
    if (document->promise_count > 0) {
        write_entry(text, ANCHOR_PROMISES, "", headings->promises);
    }
    if (document->summary.row_count > 0) {
        write_entry(text, ANCHOR_SUMMARY, "", document->summary.title);
    }
    if (document->rights.row_count > 0) {
        write_entry(text, ANCHOR_RIGHTS, "", document->rights.title);
    }
    for (size_t i = 0; i < document->body->block_count; i++) {
        const struct block *block = &document->body->blocks[i];
        if (block->kind == BLOCK_SECTION) {
            write_entry(text, block->section->anchor, block->section->number,
                        block->section->title);
        }
    }
    if (document->definition_count > 0) {
        write_entry(text, ANCHOR_DEFINITIONS, "", headings->definitions);
    }
    text_put(text, "</ol>\n</nav>\n");
}

/* --- the text ----------------------------------------------------------- */

static void write_sentence(struct text *text, const struct document *document,
                           const struct sentence_line *sentence,
                           const char *element)
{
    text_print(text, "<%s class=\"sentence\" id=\"", element);
    text_html(text, sentence->anchor);
    text_put(text, "\">");
    text_html(text, sentence->text);
    text_put(text, " <a class=\"anchor\" href=\"#");
    text_html(text, sentence->anchor);
    text_put(text, "\" aria-label=\"");
    text_html(text, document->language->headings->permalink);
    text_put(text, ": ");
    text_html(text, sentence->anchor);
    text_print(text, "\">#</a></%s>\n", element);
}

/* Sentences that follow each other make a list. */
static void write_blocks(struct text *text, const struct document *document,
                         const struct document_section *section);

static void write_section(struct text *text, const struct document *document,
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
    write_blocks(text, document, section);
    text_put(text, "</section>\n");
}

static bool is_sentence(const struct document_section *section, size_t at)
{
    return at < section->block_count &&
           section->blocks[at].kind == BLOCK_SENTENCE;
}

static void write_blocks(struct text *text, const struct document *document,
                         const struct document_section *section)
{
    bool listing = false;
    for (size_t i = 0; i < section->block_count; i++) {
        const struct block *block = &section->blocks[i];
        switch (block->kind) {
        case BLOCK_SECTION:
            write_section(text, document, block->section);
            break;
        case BLOCK_PROSE:
            text_put(text, "<div class=\"prose\">\n");
            write_marks(text, &block->prose, 0);
            text_put(text, "</div>\n");
            break;
        case BLOCK_SENTENCE:
            if (!listing && is_sentence(section, i + 1)) {
                text_put(text, "<ul class=\"sentences\">\n");
                listing = true;
            }
            write_sentence(text, document, &block->sentence,
                           listing ? "li" : "p");
            if (listing && !is_sentence(section, i + 1)) {
                text_put(text, "</ul>\n");
                listing = false;
            }
            break;
        }
    }
}

static void write_definitions(struct text *text,
                              const struct document *document)
{
    if (document->definition_count == 0) {
        return;
    }
    open_part(text, "definitions", ANCHOR_DEFINITIONS,
              document->language->headings->definitions);
    text_put(text, "<p>");
    text_html(text, document->language->headings->definitions_note);
    text_put(text, "</p>\n<dl>\n");
    for (size_t i = 0; i < document->definition_count; i++) {
        text_put(text, "<dt>");
        text_html(text, document->definitions[i].term);
        text_put(text, "</dt>\n<dd>");
        text_html(text, document->definitions[i].members);
        text_put(text, "</dd>\n");
    }
    text_put(text, "</dl>\n</section>\n");
}

static bool write_html(const struct emission *emission, struct bundle *bundle,
                       const char **error)
{
    const struct document *document =
        document_create(emission, languages[0], error);
    if (document == NULL) {
        return false;
    }
    struct text *text = bundle_add(bundle, "index.html");
    write_head(text, document);
    text_put(text, "<div class=\"page\">\n<header>\n<h1>");
    text_html(text, document->title);
    text_put(text, "</h1>\n");
    write_facts(text, document, false);
    text_put(text, "</header>\n");
    write_contents(text, document);
    text_put(text, "<main id=\"the-text\" tabindex=\"-1\">\n");
    write_promises(text, document);
    write_table(text, "summary", &document->summary);
    write_table(text, "rights", &document->rights);
    write_blocks(text, document, document->body);
    write_definitions(text, document);
    text_put(text, "</main>\n<footer>\n");
    write_facts(text, document, true);
    text_put(text, "</footer>\n</div>\n</body>\n</html>\n");
    return true;
}

const struct emitter emitter_html = {
    .name = "html",
    .summary = "index.html, the policy as a page for readers",
    .write = write_html,
};
