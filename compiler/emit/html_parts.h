#ifndef WRIT_EMIT_HTML_PARTS_H
#define WRIT_EMIT_HTML_PARTS_H

/* What the files of the HTML page share: html.c lays out the page, html_text.c
 * writes the sections, html_prose.c prose, html_table.c what is computed.
 * Everything from the policy passes through text_html. */

#include "emit/html.h"

/* `<section>` with its heading; the caller closes it. */
void html_open(struct text *text, const char *class, const char *anchor,
               const char *title);

/* A heading with its `%s` filled in, escaped. */
void html_filled(struct text *text, const char *heading, const char *value);

/* The sections, and their list with the other parts of the page. */
void html_sections(struct text *text, const struct html_page *page);
void html_contents(struct text *text, const struct document *document);

void html_prose(struct text *text, const struct prose *prose);
void html_brief(struct text *text, const struct document *document);
void html_table(struct text *text, const struct document *document,
                const char *class, const struct document_table *table);
void html_revision(struct text *text, const struct document *document);
void html_definitions(struct text *text, const struct document *document);

#endif
