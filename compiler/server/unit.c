/* Which file is compiled for a document, and compiling it. */

#include "server/unit.h"

#include "base/arena.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

#define POLICY_FILE "policy.writ"

/* --- sources ------------------------------------------------------------ */

/* The names that the store gives begin with its own, a slash. */
const char *unit_path(const struct source *source)
{
    return source->library || source->path == NULL || source->name[0] != '/'
               ? NULL
               : source->name;
}

struct source *unit_source(const struct compilation *compilation,
                           const char *path)
{
    const struct sources *sources = &compilation->sources;
    for (size_t i = 0; i < sources->count; i++) {
        const char *own = unit_path(sources->items[i]);
        if (own != NULL && strcmp(own, path) == 0) {
            return sources->items[i];
        }
    }
    return NULL;
}

/* --- compiling ---------------------------------------------------------- */

static struct compilation *compile(const struct units *units,
                                   const struct documents_store *documents,
                                   const char *root)
{
    struct compilation *compilation = compilation_create();
    /* as a store has it, and never `-`, which is standard input */
    const char *path = arena_print(compilation->arena, "./%s", root + 1);
    const char *error = NULL;
    compilation->folders = units->settings->folders;
    compilation->folders.store = &documents->store;
    compilation->budget = units->settings->budget;
    (void)compilation_run(compilation, &path, 1, DEPTH_CHECKED, &error);
    if (compilation->analysis != NULL &&
        diagrams_exhausted(compilation->analysis->diagrams)) {
        compilation->checked = false;
    }
    compilation->folders.store = NULL;
    return compilation;
}

static void free_unit(struct unit *unit)
{
    if (unit->good != unit->now) {
        compilation_destroy(unit->good);
    }
    compilation_destroy(unit->now);
    for (size_t i = 0; i < unit->told_count; i++) {
        free(unit->told[i]);
    }
    free((void *)unit->told);
    free(unit->root);
}

static void renew(struct unit *unit, struct compilation *compilation)
{
    if (unit->now != unit->good) {
        compilation_destroy(unit->now);
    }
    unit->now = compilation;
    if (compilation->policy != NULL) {
        compilation_destroy(unit->good);
        unit->good = compilation;
    }
}

void units_end(struct units *units)
{
    for (size_t i = 0; i < units->count; i++) {
        free_unit(&units->items[i]);
    }
    free(units->items);
}

/* --- which file ---------------------------------------------------------- */

static struct unit *find_root(struct units *units, const char *root)
{
    for (size_t i = 0; i < units->count; i++) {
        if (strcmp(units->items[i].root, root) == 0) {
            return &units->items[i];
        }
    }
    return NULL;
}

struct unit *units_find(struct units *units, const char *path)
{
    struct unit *unit = find_root(units, path);
    for (size_t i = 0; i < units->count && unit == NULL; i++) {
        if (unit_source(units->items[i].now, path) != NULL) {
            unit = &units->items[i];
        }
    }
    return unit;
}

/* Compiles the root, once in a refresh. */
static struct unit *want(struct units *units,
                         const struct documents_store *documents,
                         const char *root)
{
    struct unit *unit = find_root(units, root);
    if (unit != NULL && unit->wanted) {
        return unit;
    }
    if (unit == NULL) {
        size_t size = strlen(root) + 1;
        units->items = memory_resize(units->items,
                                     (units->count + 1) * sizeof *units->items);
        unit = &units->items[units->count++];
        *unit = (struct unit){ .root = memory_allocate(size) };
        memcpy(unit->root, root, size);
    }
    unit->wanted = true;
    renew(unit, compile(units, documents, root));
    return unit;
}

/* Whether a header opens a line of it: a hint, no more. */
static bool has_header(const struct open_document *document)
{
    const char *at = document->text;
    while (at != NULL) {
        at += strspn(at, " \t\r\n");
        if (strncmp(at, "policy", 6) == 0 && (at[6] == ' ' || at[6] == '\t')) {
            return true;
        }
        at = strchr(at, '\n');
    }
    return false;
}

/* The policy beside it, which may import it, or NULL; the caller frees. */
static char *beside(const struct documents_store *documents,
                    const struct open_document *document)
{
    const char *slash = strrchr(document->path, '/');
    size_t folder = (size_t)(slash - document->path) + 1;
    char *path = memory_allocate(folder + sizeof POLICY_FILE);
    memcpy(path, document->path, folder);
    memcpy(path + folder, POLICY_FILE, sizeof POLICY_FILE);
    if (strcmp(path, document->path) == 0 || !documents_have(documents, path)) {
        free(path);
        return NULL;
    }
    return path;
}

/* Whether a policy that is compiled in this refresh has read it. */
static bool is_read(const struct units *units, const char *path)
{
    for (size_t i = 0; i < units->count; i++) {
        if (units->items[i].wanted &&
            unit_source(units->items[i].now, path) != NULL) {
            return true;
        }
    }
    return false;
}

static void want_part(struct units *units,
                      const struct documents_store *documents,
                      const struct open_document *document)
{
    char *path =
        is_read(units, document->path) ? NULL : beside(documents, document);
    if (path != NULL) {
        want(units, documents, path);
        free(path);
    }
    if (!is_read(units, document->path)) {
        want(units, documents, document->path);
    }
}

void units_refresh(struct units *units, struct documents_store *documents,
                   void (*drop)(void *context, struct unit *unit),
                   void *context)
{
    for (size_t i = 0; i < units->count; i++) {
        units->items[i].wanted = false;
    }
    for (size_t i = 0; i < documents->count; i++) {
        if (has_header(&documents->items[i])) {
            want(units, documents, documents->items[i].path);
        }
    }
    for (size_t i = 0; i < documents->count; i++) {
        if (!has_header(&documents->items[i])) {
            want_part(units, documents, &documents->items[i]);
        }
    }
    for (size_t i = 0; i < units->count;) {
        if (units->items[i].wanted) {
            i++;
            continue;
        }
        drop(context, &units->items[i]);
        free_unit(&units->items[i]);
        units->items[i] = units->items[--units->count];
    }
}
