#ifndef WRIT_CHECK_COMPILATION_H
#define WRIT_CHECK_COMPILATION_H

/* One compilation: everything that a call makes from its files, in the order
 * in which it is made. Each step leaves NULL where the one before it failed;
 * the findings say why. */

#include "base/arena.h"
#include "base/name.h"
#include "check/approvals.h"
#include "diagram/analysis.h"

enum depth {
    DEPTH_TREE,    /* read */
    DEPTH_MODEL,   /* and names resolved */
    DEPTH_DIAGRAM, /* and analysed */
    DEPTH_CHECKED  /* and every check run */
};

/* Is told of each step before it is taken: what it does, and which one it is of
 * how many (from 1; 0 of 0 where that is not known). */
struct watcher {
    void (*step)(void *context, const char *what, size_t number, size_t of);
    void *context;
};

struct compilation {
    struct arena *arena;
    struct names *names;
    struct sources sources;
    struct findings findings;
    struct reading reading;
    struct folders folders;
    size_t budget;              /* nodes */
    const char *const *systems; /* `--systems` files */
    size_t systems_count;
    const char *fides_map;      /* `--fides-map` file, or NULL */
    struct watcher watcher;     /* `step` may be NULL */
    const char *approvals_name; /* of the file beside the first one */

    struct program program;
    struct policy *policy;
    struct analysis *analysis;
    struct ends *ends;                 /* NULL until needed: compilation_ends */
    const struct approvals *approvals; /* NULL where not read that far */
    bool checked;                      /* every check has run */
};

#define BUDGET_DEFAULT ((size_t)8 * 1024 * 1024)

/* An empty compilation. */
struct compilation *compilation_create(void);
void compilation_destroy(struct compilation *compilation);

/* Tells the watcher, if there is one. */
void compilation_step(const struct compilation *compilation, const char *what,
                      size_t number, size_t of);

/* Reads and analyses the files down to `depth`. False where the machine refuses
 * a file: `*error` is the line to print, exit 2. */
bool compilation_run(struct compilation *compilation, const char *const *paths,
                     size_t path_count, enum depth depth, const char **error);

/* The ends of its statements, for checks that look at all pairs. */
struct ends *compilation_ends(struct compilation *compilation);

/* The digest of the policy's meaning, "sha256:..."; needs the analysis. NULL,
 * and a `limit` among the findings, where the budget does not hold it. */
const char *compilation_digest(struct compilation *compilation);

#endif
