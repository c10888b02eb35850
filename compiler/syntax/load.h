#ifndef WRIT_SYNTAX_LOAD_H
#define WRIT_SYNTAX_LOAD_H

/* The files of one policy: those of the call, and what they import, each read
 * once. Raises import-failed and cycle; every import item that could be read
 * has its target set. */

#include "syntax/parse.h"

/* Where files come from instead of the disk: a revision in a repository. The
 * first member of what knows more. */
struct store {
    const char *name; /* "main:", put before the paths when they are shown */
    /* As files_read, of a path without `.` and `..` parts. */
    unsigned char *(*read)(const struct store *store, struct arena *arena,
                           const char *path, size_t *length,
                           const char **error);
    bool (*has)(const struct store *store, const char *path); /* anything */
};

struct folders {
    const char **items; /* `-I` and WRIT_PATH, in order of search */
    size_t count;
    const struct store *store; /* NULL: the disk */
};

struct program {
    struct tree_file **files; /* in the order of reading; core.writ is first */
    size_t count;
    struct tree_file **roots; /* the files of the call, in its order */
    size_t root_count;
};

extern const struct rule rule_import_failed, rule_cycle;

/* Reads the files of a call. False where one of them cannot be read by the
 * machine (missing, a folder, no permission): `*error` is the line to print,
 * exit 2. What only an import names is a finding instead. */
bool load_program(const struct reading *reading, const struct folders *folders,
                  const char *const *paths, size_t path_count,
                  struct program *program, const char **error);

/* A file that may lie in the folder of another. */
struct beside {
    const char *name;     /* as it is shown; of a file that is missing too */
    const char *path;     /* on the disk; NULL in a store */
    unsigned char *bytes; /* a NUL behind them; NULL: there is none */
    size_t length;
};

/* Reads the file `name`, which is plain, beside the file `path`. Beside `-`
 * lies nothing. False where it is there and cannot be read: `*error` is the
 * line to print, exit 2. */
bool load_beside(const struct reading *reading, const struct folders *folders,
                 const char *path, const char *name, struct beside *beside,
                 const char **error);

#endif
