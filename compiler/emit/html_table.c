/* What is computed from the model, as HTML: the summary and the tables. Every
 * phrase is followed by the numbers of the clauses that it rests on, each a
 * link; on a small screen a row becomes a card whose cells name their column
 * (style.css), so the name stands at each cell too. */

#include "emit/html_parts.h"

#include "base/utf8.h"

#include <string.h>

enum { MOST_CLAUSES = 12, LONGEST_RUN = 80 };

/* Links to the clauses of these statements, each by its number. */
static void write_clauses(struct text *text, const struct document *document,
                          const struct claims *statements)
{
    if (statements->count == 0) {
        return;
    }
    text_put(text, "&nbsp;<span class=\"clauses\">");
    for (size_t i = 0; i < statements->count && i < MOST_CLAUSES; i++) {
        const struct clause *clause = &document->clauses[statements->items[i]];
        text_put(text, i > 0 ? " <a href=\"#" : "<a href=\"#");
        text_html(text, clause->anchor);
        text_put(text, "\" aria-label=\"");
        html_filled(text, document->language->headings->clause, clause->number);
        text_print(text, "\">%s</a>", clause->number);
    }
    if (statements->count > MOST_CLAUSES) {
        text_print(text, " +%zu", statements->count - MOST_CLAUSES);
    }
    text_put(text, "</span>");
}

static void write_phrase(struct text *text, const struct document *document,
                         const struct cell *cell, size_t i)
{
    text_html(text, cell->items[i]);
    write_clauses(text, document, &cell->warrants[i].statements);
}

/* Where a row rests on one statement, the first cell shows the number, and the words of the others
 * are links themselves. */
static void write_linked(struct text *text, const struct document *document,
                         const struct cell *cell, size_t statement)
{
    text_put(text, cell->count > 1 ? "<ul>" : "");
    for (size_t i = 0; i < cell->count; i++) {
        text_put(text, cell->count > 1 ? "<li>" : "");
        text_put(text, "<a class=\"plain\" href=\"#");
        text_html(text, document->clauses[statement].anchor);
        text_put(text, "\">");
        text_html(text, cell->items[i]);
        text_put(text, cell->count > 1 ? "</a></li>" : "</a>");
    }
    text_put(text, cell->count > 1 ? "</ul>" : "");
}

static bool same_basis(const struct cell *cell, size_t a, size_t b)
{
    const char *left = cell->warrants[a].basis;
    const char *right = cell->warrants[b].basis;
    return left == right ||
           (left != NULL && right != NULL && strcmp(left, right) == 0);
}

/* The phrases on the basis of the first: several are a list. */
static void write_based(struct text *text, const struct document *document,
                        const struct cell *cell, size_t first)
{
    size_t count = 0;
    for (size_t i = first; i < cell->count; i++) {
        count += same_basis(cell, first, i);
    }
    text_put(text, count > 1 ? "<ul>" : "<div>");
    for (size_t i = first; i < cell->count; i++) {
        if (same_basis(cell, first, i)) {
            text_put(text, count > 1 ? "<li>" : "");
            write_phrase(text, document, cell, i);
            text_put(text, count > 1 ? "</li>" : "");
        }
    }
    if (cell->warrants[first].basis != NULL) {
        text_put(text, count > 1 ? "<li class=\"basis\">"
                                 : " <span class=\"basis\">");
        html_filled(text, document->language->headings->on_basis,
                    cell->warrants[first].basis);
        text_put(text, count > 1 ? "</li>" : "</span>");
    }
    text_put(text, count > 1 ? "</ul>" : "</div>");
}

/* What has the same basis in law stands together, and the basis behind it. */
static void write_cell(struct text *text, const struct document *document,
                       const struct cell *cell)
{
    for (size_t i = 0; i < cell->count; i++) {
        bool told = false;
        for (size_t n = 0; n < i && !told; n++) {
            told = same_basis(cell, i, n);
        }
        if (!told) {
            write_based(text, document, cell, i);
        }
    }
}

/* --- the summary ---------------------------------------------------------- */

/* Short phrases run on in a line, long ones have lines of their own. */
static bool runs_on(const struct cell *cell)
{
    for (size_t i = 0; i < cell->count; i++) {
        const unsigned char *item = (const unsigned char *)cell->items[i];
        if (utf8_width(item, strlen(cell->items[i])) > LONGEST_RUN) {
            return false;
        }
    }
    return true;
}

static void write_phrases(struct text *text, const struct brief_line *line)
{
    const struct cell *cell = &line->cell;
    bool run = !line->apart && runs_on(cell);
    if (cell->count < 2) {
        text_html(text, cell->count > 0 ? cell->items[0] : "");
        return;
    }
    text_put(text, run ? "<ul class=\"run\">" : "<ul>");
    for (size_t i = 0; i < cell->count; i++) {
        text_put(text, "<li>");
        text_html(text, cell->items[i]);
        text_put(text, "</li> ");
    }
    text_put(text, "</ul>");
}

/* Its phrases are of several clauses each; its caption leads to the table that
 * names them. */
static void write_line(struct text *text, const struct brief_line *line)
{
    text_put(text, "<div><dt>");
    if (line->anchor != NULL) {
        text_print(text, "<a href=\"#%s\">", line->anchor);
    }
    text_html(text, line->caption);
    text_put(text, line->anchor != NULL ? "</a></dt>\n<dd>" : "</dt>\n<dd>");
    if (line->link) {
        text_put(text, "<a href=\"");
        text_html(text, line->raw);
        text_put(text, "\">");
    }
    write_phrases(text, line);
    text_put(text, line->link ? "</a></dd></div>\n" : "</dd></div>\n");
}

void html_brief(struct text *text, const struct document *document)
{
    if (document->brief_count == 0) {
        return;
    }
    html_open(text, "brief", ANCHOR_BRIEF, document->language->headings->brief);
    text_put(text, "<dl>\n");
    for (size_t i = 0; i < document->brief_count; i++) {
        write_line(text, &document->brief[i]);
    }
    text_put(text, "</dl>\n</section>\n");
}

/* --- tables --------------------------------------------------------------- */

static void write_head_cell(struct text *text, const struct document *document,
                            const struct document_row *row)
{
    text_put(text, "<th scope=\"row\">");
    write_cell(text, document, &row->cells[0]);
    if (row->note != NULL) {
        text_put(text, " <span class=\"quiet\">");
        text_html(text, row->note);
        text_put(text, "</span>");
    }
    text_put(text, "</th>\n");
}

static void write_row(struct text *text, const struct document *document,
                      const struct document_table *table,
                      const struct document_row *row)
{
    size_t only = document_only_statement(table, row);
    text_put(text, row->common    ? "<tr class=\"common\">\n"
                   : row->besides ? "<tr class=\"besides\">\n"
                                  : "<tr>\n");
    write_head_cell(text, document, row);
    for (size_t c = 1; c < table->column_count; c++) {
        const struct cell *cell = &row->cells[c];
        bool empty =
            cell->count == 1 && cell->warrants[0].statements.count == 0;
        text_put(text, empty ? "<td class=\"quiet\" data-column=\""
                             : "<td data-column=\"");
        text_html(text, table->columns[c]);
        text_put(text, "\">");
        if (only != SIZE_MAX) {
            write_linked(text, document, cell, only);
        } else {
            write_cell(text, document, cell);
        }
        text_put(text, "</td>\n");
    }
    text_put(text, "</tr>\n");
}

void html_table(struct text *text, const struct document *document,
                const char *class, const struct document_table *table)
{
    if (table->row_count == 0) {
        return;
    }
    html_open(text, class, table->anchor, table->title);
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
        write_row(text, document, table, &table->rows[r]);
    }
    text_put(text, "</tbody>\n</table>\n</section>\n");
}

/* --- definitions ---------------------------------------------------------- */

static void write_source(struct text *text, const struct definition *definition)
{
    if (definition->source == NULL) {
        return;
    }
    text_put(text, definition->members[0] != '\0' ? " <span class=\"source\">"
                                                  : "<span class=\"source\">");
    if (definition->address != NULL) {
        text_put(text, "<a href=\"");
        text_html(text, definition->address);
        text_put(text, "\">");
    }
    text_html(text, definition->source);
    text_put(text, definition->address != NULL ? "</a></span>" : "</span>");
}

void html_definitions(struct text *text, const struct document *document)
{
    if (document->definition_count == 0) {
        return;
    }
    html_open(text, "definitions", ANCHOR_DEFINITIONS,
              document->language->headings->definitions);
    text_put(text, "<p class=\"note\">");
    text_html(text, document->language->headings->definitions_note);
    text_put(text, "</p>\n<dl>\n");
    for (size_t i = 0; i < document->definition_count; i++) {
        const struct definition *definition = &document->definitions[i];
        text_put(text, "<div><dt>");
        text_html(text, definition->term);
        text_put(text, "</dt>\n<dd>");
        text_html(text, definition->members);
        write_source(text, definition);
        text_put(text, "</dd></div>\n");
    }
    text_put(text, "</dl>\n</section>\n");
}
