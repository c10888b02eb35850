/* Open documents and their addresses. They are few, and looked through. */

#include "server/document.h"

#include "base/arena.h"
#include "base/files.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char scheme[] = "file://";

/* --- addresses ---------------------------------------------------------- */

static int digit_of(char byte)
{
    return byte >= '0' && byte <= '9'   ? byte - '0'
           : byte >= 'a' && byte <= 'f' ? byte - 'a' + 10
           : byte >= 'A' && byte <= 'F' ? byte - 'A' + 10
                                        : -1;
}

/* "%20" is a space. What stands for a NUL, or for nothing, stays as it is. */
static void put_decoded(struct text *text, const char *string)
{
    for (const char *at = string; *at != '\0'; at++) {
        int high = at[0] == '%' ? digit_of(at[1]) : -1;
        int low = high >= 0 ? digit_of(at[2]) : -1;
        if (low >= 0 && high + low > 0) {
            text_char(text, (char)(high * 16 + low));
            at += 2;
        } else {
            text_char(text, *at);
        }
    }
}

static char *taken(struct text *text)
{
    char *copy = memory_allocate(text->length + 1);
    memcpy(copy, text_string(text), text->length + 1);
    text_destroy(text);
    return copy;
}

static char *copy_of(const char *string, size_t length)
{
    char *copy = memory_allocate(length + 1);
    memcpy(copy, string, length);
    copy[length] = '\0';
    return copy;
}

/* The path without what a store's paths are without: `.`, `..`, two slashes. */
static void put_tidy(struct text *text, const char *path)
{
    while (*path != '\0') {
        size_t length = strcspn(path, "/");
        bool here = length == 0 || (length == 1 && path[0] == '.');
        bool up = length == 2 && path[0] == '.' && path[1] == '.';
        while (up && text->length > 0) {
            text->length--;
            if (text->bytes[text->length] == '/') {
                break;
            }
        }
        if (!here && !up) {
            text_char(text, '/');
            text_add(text, path, length);
        }
        path += length + (path[length] == '/');
    }
}

static char *path_of(const char *uri)
{
    struct text text = { NULL, 0, 0 };
    struct text path = { NULL, 0, 0 };
    if (strncmp(uri, scheme, strlen(scheme)) != 0) {
        text_char(&path, '/');
        text_put(&path, uri);
        return taken(&path);
    }
    const char *at = strchr(uri + strlen(scheme), '/'); /* past the host */
    put_decoded(&text, at == NULL ? "/" : at);
    put_tidy(&path, text_string(&text));
    if (path.length == 0) {
        text_char(&path, '/'); /* a folder, which is told when it is read */
    }
    text_destroy(&text);
    return taken(&path);
}

void documents_uri(const struct documents_store *documents, const char *path,
                   struct text *text)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
                                "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/";
    const struct open_document *document = documents_at(documents, path);
    if (document != NULL) {
        text_put(text, document->uri);
        return;
    }
    text_put(text, scheme);
    for (const char *at = path; *at != '\0'; at++) {
        if (strchr(plain, *at) != NULL) {
            text_char(text, *at);
        } else {
            text_print(text, "%%%02X", (unsigned)(unsigned char)*at);
        }
    }
}

/* --- the store ---------------------------------------------------------- */

static const struct documents_store *from(const struct store *store)
{
    return (const struct documents_store *)(const void *)store;
}

static unsigned char *read_path(const struct store *store, struct arena *arena,
                                const char *path, size_t *length,
                                const char **error)
{
    const char *whole = arena_print(arena, "/%s", path);
    const struct open_document *document = documents_at(from(store), whole);
    if (document == NULL) {
        return files_read(arena, whole, length, error);
    }
    *length = document->length;
    return (unsigned char *)arena_copy(arena, document->text, document->length);
}

static bool has_path(const struct store *store, const char *path)
{
    struct text whole = { NULL, 0, 0 };
    text_print(&whole, "/%s", path);
    bool there = documents_have(from(store), text_string(&whole));
    text_destroy(&whole);
    return there;
}

bool documents_have(const struct documents_store *documents, const char *path)
{
    return documents_at(documents, path) != NULL || access(path, R_OK) == 0;
}

/* --- the list ----------------------------------------------------------- */

void documents_begin(struct documents_store *documents)
{
    *documents = (struct documents_store){
        .store = { .name = "/", .read = read_path, .has = has_path },
    };
}

static void free_document(struct open_document *document)
{
    free(document->uri);
    free(document->path);
    free(document->text);
}

void documents_end(struct documents_store *documents)
{
    for (size_t i = 0; i < documents->count; i++) {
        free_document(&documents->items[i]);
    }
    free(documents->items);
}

const struct open_document *
documents_find(const struct documents_store *documents, const char *uri)
{
    for (size_t i = 0; i < documents->count; i++) {
        if (strcmp(documents->items[i].uri, uri) == 0) {
            return &documents->items[i];
        }
    }
    return NULL;
}

const struct open_document *
documents_at(const struct documents_store *documents, const char *path)
{
    for (size_t i = 0; i < documents->count; i++) {
        if (strcmp(documents->items[i].path, path) == 0) {
            return &documents->items[i];
        }
    }
    return NULL;
}

bool documents_put(struct documents_store *documents, const char *uri,
                   const char *text, size_t length, bool open)
{
    size_t at = 0;
    while (at < documents->count &&
           strcmp(documents->items[at].uri, uri) != 0) {
        at++;
    }
    if (at == documents->count && !open) {
        return false;
    }
    if (at == documents->count) {
        documents->items = memory_resize(documents->items,
                                         (at + 1) * sizeof *documents->items);
        documents->items[documents->count++] = (struct open_document){
            .uri = copy_of(uri, strlen(uri)),
            .path = path_of(uri),
        };
    }
    free(documents->items[at].text);
    documents->items[at].text = copy_of(text, length);
    documents->items[at].length = length;
    return true;
}

void documents_close(struct documents_store *documents, const char *uri)
{
    for (size_t i = 0; i < documents->count; i++) {
        if (strcmp(documents->items[i].uri, uri) == 0) {
            free_document(&documents->items[i]);
            documents->items[i] = documents->items[--documents->count];
            return;
        }
    }
}
