/* What has changed, as Markdown. */

#include "emit/markdown.h"

#include "emit/revision.h"

static void write_line(struct text *text, const struct headings *headings,
                       const struct revision_line *line)
{
    text_put(text, "- ");
    markdown_text(text, line->text);
    for (size_t i = 0; i < line->link_count; i++) {
        const struct revision_link *link = &line->links[i];
        text_put(text, i > 0 ? headings->semicolon : headings->opening);
        text_put(text, link->address != NULL ? "[" : "");
        markdown_text(text, link->text);
        if (link->address != NULL) {
            text_print(text, "](%s)", link->address);
        }
    }
    text_put(text, line->link_count > 0 ? headings->closing : "");
    text_char(text, '\n');
}

void markdown_revision(struct text *text, const struct document *document)
{
    const struct revision_part *revision = document->revision;
    if (revision == NULL) {
        return;
    }
    text_print(text, "## <a id=\"%s\"></a>", ANCHOR_REVISION);
    markdown_text(text, revision->title);
    text_put(text, "\n\n");
    markdown_text(text, revision->note);
    text_put(text, "\n\n");
    for (size_t i = 0; i < revision->group_count; i++) {
        const struct revision_group *group = &revision->groups[i];
        text_put(text, "### ");
        markdown_text(text, group->title);
        text_put(text, "\n\n");
        for (size_t n = 0; n < group->line_count; n++) {
            write_line(text, document->language->headings, &group->lines[n]);
        }
        text_char(text, '\n');
    }
}
