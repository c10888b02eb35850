#ifndef WRIT_EMIT_EMIT_H
#define WRIT_EMIT_EMIT_H

/* An emitter writes its artifact into a bundle; files_commit puts the bundle
 * on disk. One file an emitter, one row in emit/emitters.c, which is what
 * `--emit` knows. */

#include "base/files.h"
#include "diagram/analysis.h"

struct document;

/* The documents that were made so far, one a language: every format of one
 * build writes the same. */
struct documents {
    const struct document **items;
    size_t count;
};

struct emission {
    struct analysis *analysis;
    const char *digest;          /* "sha256:..." of the meaning */
    struct documents *documents; /* NULL: none is kept for another emitter */
    const struct revision *revision; /* emit/revision.h; NULL: not asked for */
};

struct emitter {
    const char *name;    /* "markdown" */
    const char *summary; /* for `writ help build` */
    /* False where it cannot be written truly; `*error` says why, in the arena
     * of the analysis. */
    bool (*write)(const struct emission *emission, struct bundle *bundle,
                  const char **error);
};

extern const struct emitter
    *const emitters[]; /* NULL ended, in the order of writing */

const struct emitter *emitter_find(const char *name);

#endif
