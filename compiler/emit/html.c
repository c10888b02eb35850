/* The document as one HTML page that needs nothing else: no script, no font and
 * no picture is fetched, and a policy of the page itself forbids it. The page
 * has layers: facts, a summary of one screen, promises, the text, and tables of
 * what the text amounts to. Invariant: everything from the policy passes
 * through text_html. */

#include "emit/html_parts.h"

#include "base/arena.h"
#include "base/embedded.h"
#include "emit/emitters.h"
#include "emit/picture.h"

#include <assert.h>
#include <string.h>

/* --- shared -------------------------------------------------------------- */

void html_open(struct text *text, const char *class, const char *anchor,
               const char *title)
{
    text_print(text,
               "<section class=\"%s\" aria-labelledby=\"%s\">\n"
               "<h2 id=\"%s\">",
               class, anchor, anchor);
    text_html(text, title);
    text_put(text, "</h2>\n");
}

void html_filled(struct text *text, const char *heading, const char *value)
{
    struct text whole = { NULL, 0, 0 };
    phrase_filled(&whole, heading, value);
    text_html(text, text_string(&whole));
    text_destroy(&whole);
}

/* --- the head ------------------------------------------------------------ */

static const struct embedded *style(void)
{
    const struct embedded *file = embedded_files;
    while (file->path != NULL && strcmp(file->path, "emit/style.css") != 0) {
        file++;
    }
    assert(file->path != NULL && "the style sheet is built into writ");
    return file;
}

/* What the page may do: nothing but show itself. A preview runs the script of its
 * own server, and asks it. */
static void write_content_policy(struct text *text,
                                 const struct html_extras *extras)
{
    text_put(text, "<meta http-equiv=\"Content-Security-Policy\" "
                   "content=\"default-src 'none'; style-src 'unsafe-inline'; ");
    if (extras != NULL && extras->script != NULL) {
        text_put(text, "script-src 'self'; connect-src 'self'; ");
    }
    text_put(text, "base-uri 'none'; form-action 'none'\">\n");
}

static void write_alternates(struct text *text, const struct html_page *page)
{
    for (size_t i = 0; i < page->edition_count && page->edition_count > 1;
         i++) {
        const struct html_edition *edition = &page->editions[i];
        text_print(text,
                   "<link rel=\"alternate\" hreflang=\"%s\" href=\"%s\">\n",
                   edition->language->code, edition->address);
    }
}

static void write_head(struct text *text, const struct html_page *page)
{
    const struct document *document = page->document;
    text_print(text,
               "<!DOCTYPE html>\n"
               "<html lang=\"%s\">\n"
               "<head>\n"
               "<meta charset=\"utf-8\">\n"
               "<meta name=\"viewport\" "
               "content=\"width=device-width, initial-scale=1\">\n"
               "<meta name=\"color-scheme\" content=\"light dark\">\n",
               document->language->code);
    write_content_policy(text, page->extras);
    text_put(text, "<title>");
    text_html(text, document->title);
    text_put(text, "</title>\n");
    write_alternates(text, page);
    text_put(text, "<style>\n");
    text_add(text, (const char *)style()->bytes, style()->length);
    if (page->extras != NULL && page->extras->style != NULL) {
        text_put(text, page->extras->style);
    }
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

/* The other languages, each in its own words. */
static void write_editions(struct text *text, const struct html_page *page)
{
    text_put(text, "<div class=\"languages\"><dt>");
    text_html(text, page->document->language->headings->language);
    text_put(text, "</dt>");
    for (size_t i = 0; i < page->edition_count; i++) {
        const struct language *language = page->editions[i].language;
        if (language == page->document->language) {
            text_print(text, "<dd aria-current=\"page\">%s</dd>",
                       language->name);
        } else {
            text_print(text,
                       "<dd><a href=\"%s\" hreflang=\"%s\" lang=\"%s\">%s</a>"
                       "</dd>",
                       page->editions[i].address, language->code,
                       language->code, language->name);
        }
    }
    text_put(text, "</div>\n");
}

/* Codes stand at the foot of the page, everything else at its head. */
static void write_facts(struct text *text, const struct html_page *page,
                        bool codes)
{
    const struct document *document = page->document;
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
    if (!codes && page->edition_count > 1) {
        text_put(text, open ? "" : "<dl class=\"facts\">\n");
        open = true;
        write_editions(text, page);
    }
    text_put(text, open ? "</dl>\n" : "");
}

static void write_promises(struct text *text, const struct document *document)
{
    if (document->promise_count == 0) {
        return;
    }
    html_open(text, "promises", ANCHOR_PROMISES,
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

/* --- the page ------------------------------------------------------------ */

static void write_main(struct text *text, const struct html_page *page)
{
    const struct document *document = page->document;
    text_put(text, "<main>\n");
    html_brief(text, document);
    write_promises(text, document);
    html_revision(text, document);
    html_contents(text, document);
    html_sections(text, page);
    picture_write(text, document);
    html_table(text, document, "summary", &document->summary);
    html_table(text, document, "receivers", &document->receivers);
    html_table(text, document, "rights", &document->rights);
    html_table(text, document, "duties", &document->duties);
    html_definitions(text, document);
    text_put(text, "</main>\n");
}

void html_write(struct text *text, const struct html_page *page)
{
    const struct html_extras *extras = page->extras;
    write_head(text, page);
    text_put(text,
             extras != NULL && extras->banner != NULL ? extras->banner : "");
    text_put(text, "<div class=\"page\">\n<header>\n<h1>");
    text_html(text, page->document->title);
    text_put(text, "</h1>\n");
    write_facts(text, page, false);
    text_put(text, "</header>\n");
    write_main(text, page);
    text_put(text, "<footer>\n");
    write_facts(text, page, true);
    text_put(text, "</footer>\n</div>\n");
    if (extras != NULL && extras->script != NULL) {
        text_print(text, "<script src=\"%s\"></script>\n", extras->script);
    }
    text_put(text, "</body>\n</html>\n");
}

struct html_edition *html_editions(const struct emission *emission,
                                   size_t *count)
{
    struct arena *arena = emission->analysis->arena;
    struct language_list list = language_list(emission->analysis->policy);
    struct html_edition *editions =
        arena_array(arena, list.count, sizeof *editions);
    for (size_t i = 0; i < list.count; i++) {
        editions[i] = (struct html_edition){
            list.items[i],
            document_file(emission, list.items[i], "index", "html"),
        };
    }
    *count = list.count;
    return editions;
}

static bool write_html(const struct emission *emission, struct bundle *bundle,
                       const char **error)
{
    struct html_page page = { .extras = NULL };
    page.editions = html_editions(emission, &page.edition_count);
    for (size_t i = 0; i < page.edition_count; i++) {
        page.document = document_of(emission, page.editions[i].language, error);
        if (page.document == NULL) {
            return false;
        }
        html_write(bundle_add(bundle, page.editions[i].address), &page);
    }
    return true;
}

const struct emitter emitter_html = {
    .name = "html",
    .summary = "index.html, the policy as a page for readers, and one for each "
               "of its other languages",
    .write = write_html,
};
