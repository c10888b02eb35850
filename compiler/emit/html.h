#ifndef WRIT_EMIT_HTML_H
#define WRIT_EMIT_HTML_H

/* The document as one HTML page that needs nothing else. */

#include "emit/document.h"

/* The same document in a language, on a page of its own. */
struct html_edition {
    const struct language *language;
    const char *address; /* from the other pages: "index.zh.html" */
};

/* What a preview adds to the page; NULL: nothing. */
struct html_extras {
    const char *style;  /* CSS, behind the page's own */
    const char *banner; /* HTML before everything */
    const char *script; /* where the page's one script is, on its own server */
    /* Adds what stands beside the sentence of that anchor. */
    void (*beside)(void *context, const char *anchor, struct text *text);
    void *context;
};

struct html_page {
    const struct document *document;
    const struct html_edition *editions; /* all of them, this one too */
    size_t edition_count;
    const struct html_extras *extras; /* NULL for the page as published */
};

void html_write(struct text *text, const struct html_page *page);

/* The editions of the documents that an emission publishes. In its arena. */
struct html_edition *html_editions(const struct emission *emission,
                                   size_t *count);

#endif
