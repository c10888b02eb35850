/* The files of a policy. Each file is read once, whatever names lead to it;
 * while a file's imports are being read it is "open", and an import of an open
 * file is a cycle. The core of the standard library is always there, first. */

#include "syntax/load.h"

#include "base/arena.h"
#include "base/embedded.h"
#include "base/files.h"
#include "base/name.h"
#include "base/near.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

RULE(import_failed) = {
    .slug = "import-failed",
    .severity = SEVERITY_ERROR,
    .summary = "an imported file or module cannot be read",
    .why = "A policy that is only half there would be checked as if it were "
           "whole.",
    .bad = "import std.purpose\n",
    .good = "import std.purposes\n",
};

RULE(cycle) = {
    .slug = "cycle",
    .severity = SEVERITY_ERROR,
    .summary = "terms lie within each other, statements prevail over each "
               "other, or files import each other, in a round",
    .why = "In a round there is no first, so nothing can be decided.",
    .bad = "data one within two\n"
           "data two within one\n",
    .good = "data one within two\n"
            "data two\n",
};

enum { DEEPEST_IMPORT = 256 };

struct loaded {
    const char *identity; /* the path it really is, or "std.NAME" */
    struct tree_file *file;
    bool open; /* its imports are being read */
};

struct loading {
    const struct reading *reading;
    const struct folders *folders;
    struct program *program;
    struct loaded *items;
    size_t count;
    size_t depth;
};

static void read_imports(struct loading *loading, size_t index);

static struct loaded *find(struct loading *loading, const char *identity)
{
    for (size_t i = 0; i < loading->count; i++) {
        if (strcmp(loading->items[i].identity, identity) == 0) {
            return &loading->items[i];
        }
    }
    return NULL;
}

/* Parses a source and, after it, what it imports; the program lists it once
 * its imports are listed. */
static struct tree_file *add(struct loading *loading, const char *identity,
                             struct source *source)
{
    struct arena *arena = loading->reading->arena;
    loading->items = arena_extend(arena, loading->items, loading->count,
                                  sizeof *loading->items);
    size_t index = loading->count++;
    struct tree_file *file = parse_file(loading->reading, source);
    loading->items[index] =
        (struct loaded){ .identity = identity, .file = file, .open = true };
    read_imports(loading, index);
    loading->items[index].open = false;
    struct program *program = loading->program;
    program->files = arena_extend(arena, program->files, program->count,
                                  sizeof *program->files);
    program->files[program->count++] = file;
    return file;
}

static struct tree_file *add_library(struct loading *loading, const char *name)
{
    const struct reading *reading = loading->reading;
    const char *path = arena_print(reading->arena, "stdlib/%s.writ", name);
    const char *identity = arena_print(reading->arena, "std.%s", name);
    struct loaded *known = find(loading, identity);
    if (known != NULL) {
        return known->file;
    }
    for (const struct embedded *file = embedded_files; file->path != NULL;
         file++) {
        if (strcmp(file->path, path) == 0) {
            return add(loading, identity,
                       source_add(reading->sources, identity, NULL, file->bytes,
                                  file->length, true));
        }
    }
    return NULL;
}

/* The path without `.` and `..`: a store has one name for a file. What leads
 * out of it stays as it is, and is not found. */
static const char *tidy(struct arena *arena, const char *whole)
{
    char *tidied = arena_copy(arena, whole, strlen(whole));
    const char *path = whole;
    size_t used = 0;
    while (*path != '\0') {
        size_t length = strcspn(path, "/");
        const char *rest = path + length + strspn(path + length, "/");
        bool here = length == 1 && path[0] == '.';
        bool back = length == 2 && path[0] == '.' && path[1] == '.';
        if (back && used == 0) {
            return whole;
        }
        if (back) {
            while (used > 0 && tidied[--used] != '/') {
            }
        } else if (!here) {
            if (used > 0) {
                tidied[used++] = '/';
            }
            memmove(tidied + used, path, length);
            used += length;
        }
        path = rest;
    }
    tidied[used] = '\0';
    return tidied;
}

static bool in_store(const struct folders *folders, const char *path)
{
    return folders->store != NULL && path[0] != '/' && strcmp(path, "-") != 0;
}

static bool is_stored(const struct loading *loading, const char *path)
{
    return in_store(loading->folders, path);
}

/* The bytes of a file, wherever it is; NULL, and why, where there are none. */
static unsigned char *read_bytes(struct loading *loading, const char *path,
                                 size_t *length, const char **error)
{
    const struct store *store = loading->folders->store;
    struct arena *arena = loading->reading->arena;
    return is_stored(loading, path)
               ? store->read(store, arena, tidy(arena, path), length, error)
               : files_read(arena, path, length, error);
}

/* Where a path leads on this machine: what tells two names of a file apart. */
static const char *identity_of(struct loading *loading, const char *path)
{
    if (is_stored(loading, path)) {
        return tidy(loading->reading->arena, path);
    }
    char *real = realpath(path, NULL);
    const char *identity =
        arena_copy(loading->reading->arena, real != NULL ? real : path,
                   strlen(real != NULL ? real : path));
    free(real);
    return identity;
}

/* NULL where it cannot be read: `*error` says why. */
static struct tree_file *add_file(struct loading *loading, const char *path,
                                  const char **error)
{
    const struct reading *reading = loading->reading;
    bool standard = strcmp(path, "-") == 0;
    const char *identity = standard ? "-" : identity_of(loading, path);
    struct loaded *known = find(loading, identity);
    if (known != NULL) {
        return known->file;
    }
    size_t length;
    unsigned char *bytes = read_bytes(loading, path, &length, error);
    if (bytes == NULL) {
        return NULL;
    }
    const char *own = arena_copy(reading->arena, path, strlen(path));
    const char *name =
        standard ? "standard input"
        : is_stored(loading, path)
            ? arena_print(reading->arena, "%s%s", loading->folders->store->name,
                          identity)
            : own;
    struct source *source = source_add(
        reading->sources, name, standard ? NULL : own, bytes, length, false);
    if (source == NULL) {
        *error = "is too large with what was read before it";
        return NULL;
    }
    return add(loading, identity, source);
}

/* --- imports ---------------------------------------------------------- */

static void fail(struct loading *loading, struct span span, const char *name,
                 const char *error)
{
    struct finding *finding =
        finding_add(loading->reading->findings, &rule_import_failed, span,
                    "`%s` cannot be imported: it %s", name, error);
    finding_help(loading->reading->findings, finding,
                 "a file is looked for beside the one that imports it, then "
                 "in the folders of `-I` and WRIT_PATH");
}

static bool exists(struct loading *loading, const char *path)
{
    size_t length;
    const char *error;
    if (is_stored(loading, path)) {
        return read_bytes(loading, path, &length, &error) != NULL;
    }
    char *real = realpath(path, NULL);
    free(real);
    return real != NULL;
}

/* Beside the importing file, then in the folders. */
static const char *locate(struct loading *loading, const struct source *from,
                          const char *name)
{
    struct arena *arena = loading->reading->arena;
    const char *beside = name;
    const char *slash = from->path != NULL ? strrchr(from->path, '/') : NULL;
    if (name[0] == '/') {
        return name;
    }
    if (slash != NULL) {
        beside = arena_print(arena, "%.*s/%s", (int)(slash - from->path),
                             from->path, name);
    }
    for (size_t i = 0; !exists(loading, beside) && i < loading->folders->count;
         i++) {
        const char *path =
            arena_print(arena, "%s/%s", loading->folders->items[i], name);
        if (exists(loading, path)) {
            return path;
        }
    }
    return beside;
}

static void report_cycle(struct loading *loading, size_t from,
                         const struct loaded *to, struct span span)
{
    struct arena *arena = loading->reading->arena;
    const char *round = to->file->source->name;
    for (size_t i = (size_t)(to - loading->items) + 1; i <= from; i++) {
        if (loading->items[i].open) {
            round = arena_print(arena, "%s imports %s", round,
                                loading->items[i].file->source->name);
        }
    }
    struct finding *finding =
        finding_add(loading->reading->findings, &rule_cycle, span,
                    "this file imports itself: %s imports %s", round,
                    to->file->source->name);
    finding_help(loading->reading->findings, finding,
                 "leave one import of this round out");
}

static void report_unknown_module(struct loading *loading,
                                  const struct tree_name *name)
{
    const char *module = name->text + 4;
    const char *near = NULL;
    size_t least = near_limit(strlen(module)) + 1;
    for (const struct embedded *file = embedded_files; file->path != NULL;
         file++) {
        if (strncmp(file->path, "stdlib/", 7) != 0) {
            continue;
        }
        const char *own =
            arena_print(loading->reading->arena, "%.*s",
                        (int)strcspn(file->path + 7, "."), file->path + 7);
        size_t distance = near_distance(own, module, least);
        if (distance < least) {
            least = distance;
            near = own;
        }
    }
    struct finding *finding =
        finding_add(loading->reading->findings, &rule_import_failed, name->span,
                    "the standard library has no `%s`", name->text);
    if (near != NULL) {
        finding_help(loading->reading->findings, finding,
                     "did you mean `std.%s`?", near);
    }
}

static struct tree_file *import_name(struct loading *loading,
                                     const struct source *from,
                                     const struct tree_name *name)
{
    if (strncmp(name->text, "std.", 4) == 0) {
        struct tree_file *file = add_library(loading, name->text + 4);
        if (file == NULL) {
            report_unknown_module(loading, name);
        }
        return file;
    }
    char *path = arena_print(loading->reading->arena, "%s.writ", name->text);
    for (char *at = path; *at != '\0' && strcmp(at, ".writ") != 0; at++) {
        *at = *at == '.' ? '/' : *at;
    }
    const char *error = NULL;
    struct tree_file *file =
        add_file(loading, locate(loading, from, path), &error);
    if (file == NULL) {
        fail(loading, name->span, name->text, error);
    }
    return file;
}

static struct tree_file *import_file(struct loading *loading,
                                     const struct source *from,
                                     const struct tree_string *file)
{
    const char *error = NULL;
    struct tree_file *target =
        add_file(loading, locate(loading, from, file->text), &error);
    if (target == NULL) {
        fail(loading, file->span, file->text, error);
    }
    return target;
}

static void read_imports(struct loading *loading, size_t index)
{
    struct tree_file *file = loading->items[index].file;
    if (++loading->depth > DEEPEST_IMPORT) {
        finding_add(loading->reading->findings, &rule_limit,
                    (struct span){ file->source->base, file->source->base },
                    "imports lie deeper than %d files", DEEPEST_IMPORT);
        loading->depth--;
        return;
    }
    for (size_t i = 0; i < file->item_count; i++) {
        if (file->items[i].kind != ITEM_IMPORT) {
            continue;
        }
        struct tree_import *import = file->items[i].import;
        struct tree_file *target =
            import->name.text != NULL
                ? import_name(loading, file->source, &import->name)
                : import_file(loading, file->source, &import->file);
        for (size_t k = 0; target != NULL && k < loading->count; k++) {
            if (loading->items[k].file == target && loading->items[k].open) {
                report_cycle(loading, index, &loading->items[k], import->span);
                target = NULL;
            }
        }
        import->target = target;
    }
    loading->depth--;
}

static void add_labels_in(struct loading *loading, const char *language)
{
    add_library(loading,
                arena_print(loading->reading->arena, "labels_%s", language));
}

static void add_labels_of(struct loading *loading,
                          const struct tree_policy *policy)
{
    for (size_t i = 0; i < policy->field_count; i++) {
        const struct tree_field *field = &policy->fields[i];
        bool languages = strcmp(field->name.text, "languages") == 0;
        for (size_t v = 0; languages && v < field->value_count; v++) {
            add_labels_in(loading, field->values[v].text);
        }
    }
}

/* The library's own words in the languages that the header or a translation of
 * a file names, where it has them. */
static void add_labels(struct loading *loading)
{
    size_t count = loading->program->count; /* without those added here */
    for (size_t f = 0; f < count; f++) {
        const struct tree_file *file = loading->program->files[f];
        for (size_t i = 0; i < file->item_count; i++) {
            const struct tree_item *item = &file->items[i];
            if (item->kind == ITEM_TRANSLATION) {
                add_labels_in(loading, item->translation->language.text);
            } else if (item->kind == ITEM_POLICY) {
                add_labels_of(loading, item->policy);
            }
        }
    }
}

bool load_program(const struct reading *reading, const struct folders *folders,
                  const char *const *paths, size_t path_count,
                  struct program *program, const char **error)
{
    struct loading loading = { .reading = reading,
                               .folders = folders,
                               .program = program };
    add_library(&loading, "core");
    program->roots =
        arena_array(reading->arena, path_count, sizeof *program->roots);
    for (size_t i = 0; i < path_count; i++) {
        const char *why = NULL;
        struct tree_file *file = add_file(&loading, paths[i], &why);
        if (file == NULL) {
            *error = arena_print(reading->arena, "%s %s", paths[i], why);
            return false;
        }
        program->roots[program->root_count++] = file;
    }
    add_labels(&loading);
    return true;
}

/* --- beside a policy --------------------------------------------------- */

/* Whether anything is there by that name, be it what it may. */
static bool is_there(const char *path)
{
    struct stat status;
    return lstat(path, &status) == 0 || errno != ENOENT;
}

bool load_beside(const struct reading *reading, const struct folders *folders,
                 const char *path, const char *name, struct beside *beside,
                 const char **error)
{
    struct arena *arena = reading->arena;
    const struct store *store = folders->store;
    const char *slash = strrchr(path, '/');
    const char *why = NULL;
    size_t folder = slash != NULL ? (size_t)(slash - path) + 1 : 0;
    *beside = (struct beside){ .name = name };
    if (strcmp(path, "-") == 0) {
        return true;
    }
    const char *whole = arena_print(arena, "%.*s%s", (int)folder, path, name);
    beside->name = whole;
    if (in_store(folders, path)) {
        const char *stored = tidy(arena, whole);
        whole = stored;
        beside->name = arena_print(arena, "%s%s", store->name, stored);
        if (store->has(store, stored)) {
            beside->bytes =
                store->read(store, arena, stored, &beside->length, &why);
        }
    } else {
        beside->path = whole;
        if (is_there(whole)) {
            beside->bytes = files_read(arena, whole, &beside->length, &why);
        }
    }
    if (why != NULL && beside->bytes == NULL) {
        *error = arena_print(arena, "%s %s", whole, why);
        return false;
    }
    return true;
}
