/* Each change is a compilation of its own, from nothing: there is no state that
 * could go stale. The last one of which there was a document is kept, for the
 * time in which the policy cannot be read. */

#include "serve/preview.h"

#include "base/arena.h"
#include "base/embedded.h"
#include "base/memory.h"
#include "emit/html.h"
#include "serve/failure.h"
#include "serve/note.h"
#include "serve/watch.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HTML_TYPE "text/html; charset=utf-8"

struct preview_page {
    char *path; /* "/", "/index.zh.html" */
    const char *type;
    struct text text;
};

struct preview {
    const struct compilation *settings;
    const char *const *files;
    size_t file_count;
    struct watch watch;
    struct compilation *now;  /* of the files as they are */
    struct compilation *good; /* the last with a document; may be the same */
    const char *error;        /* why there is no document now, or NULL */
    struct preview_page *pages;
    size_t page_count;
    char version[17];
};

static const char *embedded(const char *path)
{
    const struct embedded *file = embedded_files;
    while (file->path != NULL && strcmp(file->path, path) != 0) {
        file++;
    }
    assert(file->path != NULL && "the file is built into writ");
    return (const char *)file->bytes;
}

/* --- pages --------------------------------------------------------------- */

static struct text *add_page(struct preview *preview, const char *path,
                             const char *type)
{
    size_t size = strlen(path) + 1;
    preview->pages = memory_resize(preview->pages, (preview->page_count + 1) *
                                                       sizeof *preview->pages);
    struct preview_page *page = &preview->pages[preview->page_count++];
    *page =
        (struct preview_page){ .path = memory_allocate(size), .type = type };
    memcpy(page->path, path, size);
    return &page->text;
}

static void clear_pages(struct preview *preview)
{
    for (size_t i = 0; i < preview->page_count; i++) {
        free(preview->pages[i].path);
        text_destroy(&preview->pages[i].text);
    }
    free(preview->pages);
    preview->pages = NULL;
    preview->page_count = 0;
}

/* The same pages have the same version: 64 bits of FNV-1a. */
static void set_version(struct preview *preview)
{
    uint64_t hash = UINT64_C(0xCBF29CE484222325);
    for (size_t i = 0; i < preview->page_count; i++) {
        const struct text *text = &preview->pages[i].text;
        for (size_t n = 0; n < text->length; n++) {
            hash = (hash ^ (unsigned char)text->bytes[n]) *
                   UINT64_C(0x100000001B3);
        }
    }
    snprintf(preview->version, sizeof preview->version, "%016" PRIx64, hash);
}

/* --- of a policy that can be read ---------------------------------------- */

static struct emission emission_of(struct compilation *compilation)
{
    return (struct emission){ .analysis = compilation->analysis,
                              .digest = compilation_digest(compilation) };
}

static void write_page(struct compilation *compilation,
                       const struct html_page *edition, bool stale,
                       struct text *text)
{
    struct notes notes = notes_create(compilation, edition->document);
    struct text bar = { NULL, 0, 0 };
    struct html_page page = *edition;
    notes_bar(&notes, stale, &bar);
    struct html_extras extras = {
        .style = embedded("serve/preview.css"),
        .banner = text_string(&bar),
        .script = "/.writ/preview.js",
        .beside = stale ? NULL : notes_beside,
        .context = &notes,
    };
    page.extras = &extras;
    html_write(text, &page);
    text_destroy(&bar);
}

/* The pages of all languages; or, of a policy that was, the first alone. False
 * where there is no document. */
static bool write_policy(struct preview *preview,
                         struct compilation *compilation, bool stale)
{
    struct emission emission = emission_of(compilation);
    struct html_page page = { .extras = NULL };
    page.editions = html_editions(&emission, &page.edition_count);
    for (size_t i = 0; i < page.edition_count && (i == 0 || !stale); i++) {
        page.document =
            document_of(&emission, page.editions[i].language, &preview->error);
        if (page.document == NULL) {
            return false;
        }
        const char *path =
            arena_print(compilation->arena, "/%s", page.editions[i].address);
        write_page(compilation, &page, stale,
                   add_page(preview, stale ? "/last" : path, HTML_TYPE));
    }
    return true;
}

/* --- of one that cannot -------------------------------------------------- */

static void write_failure(struct preview *preview)
{
    struct text head = { NULL, 0, 0 };
    text_put(&head, "<style>\n");
    text_put(&head, embedded("emit/style.css"));
    text_put(&head, embedded("serve/preview.css"));
    text_put(&head, "</style>\n");
    struct failure failure = {
        .compilation = preview->now,
        .error = preview->error,
        .last = preview->good != NULL,
        .head = text_string(&head),
        .foot = "<script src=\"/.writ/preview.js\"></script>\n",
    };
    failure_write(&failure, add_page(preview, "/", HTML_TYPE));
    text_destroy(&head);
    if (preview->good != NULL) {
        (void)write_policy(preview, preview->good, true);
    }
}

/* --- following ----------------------------------------------------------- */

static void compile(struct preview *preview)
{
    const struct compilation *settings = preview->settings;
    struct compilation *compilation = compilation_create();
    if (preview->now != preview->good) {
        compilation_destroy(preview->now);
    }
    preview->now = compilation;
    preview->error = NULL;
    compilation->folders = settings->folders;
    compilation->budget = settings->budget;
    compilation->systems = settings->systems;
    compilation->systems_count = settings->systems_count;
    compilation->fides_map = settings->fides_map;
    if (!compilation_run(compilation, preview->files, preview->file_count,
                         DEPTH_CHECKED, &preview->error)) {
        return;
    }
    finding_sort(&compilation->findings);
}

/* The files of the call, those they import, and those of the systems. */
static void watch_all(struct preview *preview)
{
    const struct compilation *now = preview->now;
    watch_begin(&preview->watch);
    for (size_t i = 0; i < preview->file_count; i++) {
        watch_add(&preview->watch, preview->files[i]);
    }
    for (size_t i = 0; i < now->sources.count; i++) {
        if (now->sources.items[i]->path != NULL) {
            watch_add(&preview->watch, now->sources.items[i]->path);
        }
    }
    for (size_t i = 0; i < now->systems_count; i++) {
        watch_add(&preview->watch, now->systems[i]);
    }
    if (now->fides_map != NULL) {
        watch_add(&preview->watch, now->fides_map);
    }
    watch_end(&preview->watch);
}

static bool has_document(const struct preview *preview)
{
    const struct compilation *now = preview->now;
    return preview->error == NULL && now->analysis != NULL &&
           !diagrams_exhausted(now->analysis->diagrams);
}

static void work_out(struct preview *preview)
{
    compile(preview);
    clear_pages(preview);
    if (has_document(preview) && write_policy(preview, preview->now, false)) {
        if (preview->good != preview->now) {
            compilation_destroy(preview->good);
        }
        preview->good = preview->now;
    } else {
        clear_pages(preview);
        write_failure(preview);
    }
    text_put(add_page(preview, "/.writ/preview.js",
                      "text/javascript; charset=utf-8"),
             embedded("serve/preview.js"));
    set_version(preview);
}

struct preview *preview_create(const struct compilation *settings,
                               const char *const *files, size_t file_count)
{
    struct preview *preview = memory_zeroed(1, sizeof *preview);
    preview->settings = settings;
    preview->files = files;
    preview->file_count = file_count;
    work_out(preview);
    watch_all(preview);
    return preview;
}

void preview_destroy(struct preview *preview)
{
    if (preview->good != preview->now) {
        compilation_destroy(preview->good);
    }
    compilation_destroy(preview->now);
    clear_pages(preview);
    watch_clear(&preview->watch);
    free(preview);
}

/* Files are looked at before they are read, so that what changes meanwhile is
 * seen the next time. */
bool preview_refresh(struct preview *preview)
{
    if (!watch_changed(&preview->watch)) {
        return false;
    }
    work_out(preview);
    watch_all(preview);
    return true;
}

void preview_tell(const struct preview *preview, struct text *text)
{
    if (preview->error != NULL) {
        text_put(text, preview->error);
    } else {
        notes_count(preview->now, text);
    }
}

/* --- for the server ------------------------------------------------------ */

static bool find_page(void *context, const char *path, struct reply *reply)
{
    const struct preview *preview = context;
    bool home = strcmp(path, "/") == 0 || strcmp(path, "/index.html") == 0;
    for (size_t i = 0; i < preview->page_count; i++) {
        const struct preview_page *page = &preview->pages[i];
        if ((home && i == 0) || strcmp(path, page->path) == 0) {
            *reply = (struct reply){ page->type, text_string(&page->text),
                                     page->text.length };
            return true;
        }
    }
    return false;
}

static const char *version_of(void *context)
{
    const struct preview *preview = context;
    return preview->version;
}

struct site preview_site(struct preview *preview)
{
    return (struct site){ find_page, version_of, preview };
}
