/* Prose as HTML. Its marks nest (emit/prose.h), so elements do. */

#include "emit/html_parts.h"

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

void html_prose(struct text *text, const struct prose *prose)
{
    (void)write_marks(text, prose, 0);
}
