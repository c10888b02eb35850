/* What is wrong, one finding after the other, each with its piece of source as
 * the terminal shows it. */

#include "serve/failure.h"

#include "report/excerpt.h"
#include "serve/note.h"

#include <inttypes.h>

static void put_excerpt(const struct failure *failure,
                        const struct finding *finding, struct text *text)
{
    const struct sources *sources = &failure->compilation->sources;
    struct place place = source_place(sources, finding->span.start);
    struct text lines = { NULL, 0, 0 };
    struct page page = { .text = &lines, .sources = sources };
    if (place.source == NULL) {
        return;
    }
    for (uint32_t line = excerpt_last_line(sources, finding->span); line > 0;
         line /= 10) {
        page.gutter++;
    }
    excerpt_whole(&page, finding->span,
                  &(struct mark){ '^', PAINT_PLAIN, NULL });
    text_put(text, "<p class=\"place\"><code>");
    text_html(text, place.source->name);
    text_print(text, ":%" PRIu32 ":%" PRIu32 "</code></p>\n", place.line,
               place.column);
    text_put(text, "<pre tabindex=\"0\">");
    text_html(text, text_string(&lines));
    text_put(text, "</pre>\n");
    text_destroy(&lines);
}

static void put_findings(const struct failure *failure, struct text *text)
{
    const struct findings *findings = &failure->compilation->findings;
    text_put(text, "<ol class=\"failures\">\n");
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *finding = &findings->items[i];
        if (finding->silenced || finding->rule->severity != SEVERITY_ERROR) {
            continue;
        }
        text_put(text, "<li>\n<p>");
        note_words(NULL, finding->message, text);
        text_put(text, "</p>\n");
        put_excerpt(failure, finding, text);
        if (finding->help != NULL) {
            text_put(text, "<p class=\"help\">");
            note_words(NULL, finding->help, text);
            text_put(text, "</p>\n");
        }
        text_put(text, "</li>\n");
    }
    text_put(text, "</ol>\n");
}

void failure_write(const struct failure *failure, struct text *text)
{
    text_put(text, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n"
                   "<meta charset=\"utf-8\">\n"
                   "<meta name=\"viewport\" "
                   "content=\"width=device-width, initial-scale=1\">\n"
                   "<meta name=\"color-scheme\" content=\"light dark\">\n"
                   "<title>The policy cannot be read</title>\n");
    text_put(text, failure->head);
    text_put(text, "</head>\n<body class=\"failure\">\n<main>\n"
                   "<h1>The policy cannot be read</h1>\n");
    text_put(text, failure->last
                       ? "<p>This page goes on by itself once it can. Until "
                         "then there is <a href=\"/last\">the page as it was "
                         "before</a>.</p>\n"
                       : "<p>This page goes on by itself once it can.</p>\n");
    if (failure->error != NULL) {
        text_put(text, "<p>");
        note_words(NULL, failure->error, text);
        text_put(text, "</p>\n");
    } else {
        put_findings(failure, text);
    }
    text_put(text, "</main>\n");
    text_put(text, failure->foot);
    text_put(text, "</body>\n</html>\n");
}
