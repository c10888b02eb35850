#ifndef WRIT_SERVER_UNIT_H
#define WRIT_SERVER_UNIT_H

/* A policy as an editor has it: compiled from nothing after each change, with
 * every check. The last that could be read is kept for the time in which it
 * cannot be, since it still knows its names. */

#include "check/compilation.h"
#include "server/document.h"

struct unit {
    char *root; /* path of the file that is compiled */
    struct compilation *now;
    struct compilation *good; /* with a policy; may be the same; or NULL */
    char **told;              /* paths for which something is shown */
    size_t told_count;
    bool wanted; /* some open document is of it */
};

struct units {
    struct unit *items;
    size_t count;
    const struct compilation *settings; /* folders and budget */
};

void units_end(struct units *units);

/* Compiles what the open documents are of. A document without a header is of the
 * policy beside it that imports it; else it is one itself. `drop` is told of
 * each unit that no document is of any more, before it is freed. */
void units_refresh(struct units *units, struct documents_store *documents,
                   void (*drop)(void *context, struct unit *unit),
                   void *context);

/* The unit of a file, or NULL. */
struct unit *units_find(struct units *units, const char *path);

/* The source of that path in a compilation, or NULL; the path of a source, or
 * NULL where it is in no file. */
struct source *unit_source(const struct compilation *compilation,
                           const char *path);
const char *unit_path(const struct source *source);

#endif
