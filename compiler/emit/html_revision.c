/* What has changed, as HTML. */

#include "emit/html_parts.h"

#include "emit/revision.h"

static void write_link(struct text *text, const struct revision_link *link)
{
    if (link->address == NULL) {
        text_html(text, link->text);
        return;
    }
    text_put(text, "<a href=\"");
    text_html(text, link->address);
    text_put(text, "\">");
    text_html(text, link->text);
    text_put(text, "</a>");
}

static void write_line(struct text *text, const struct headings *headings,
                       const struct revision_line *line)
{
    text_put(text, "<li>");
    text_html(text, line->text);
    for (size_t i = 0; i < line->link_count; i++) {
        text_html(text, i > 0 ? headings->semicolon : headings->opening);
        write_link(text, &line->links[i]);
    }
    text_html(text, line->link_count > 0 ? headings->closing : "");
    text_put(text, "</li>\n");
}

void html_revision(struct text *text, const struct document *document)
{
    const struct revision_part *revision = document->revision;
    if (revision == NULL) {
        return;
    }
    html_open(text, "revision", ANCHOR_REVISION, revision->title);
    text_put(text, "<p>");
    text_html(text, revision->note);
    text_put(text, "</p>\n");
    for (size_t i = 0; i < revision->group_count; i++) {
        const struct revision_group *group = &revision->groups[i];
        text_put(text, "<h3>");
        text_html(text, group->title);
        text_put(text, "</h3>\n<ul>\n");
        for (size_t n = 0; n < group->line_count; n++) {
            write_line(text, document->language->headings, &group->lines[n]);
        }
        text_put(text, "</ul>\n");
    }
    text_put(text, "</section>\n");
}
