#ifndef WRIT_CHECK_COMPILATION_H
#define WRIT_CHECK_COMPILATION_H

/* One compilation: everything that a call makes from its files, in the order
 * in which it is made. Each step leaves NULL where the one before it failed;
 * the findings say why. */

#include "base/arena.h"
#include "base/name.h"
#include "diagram/analysis.h"

enum depth {
    DEPTH_TREE,    /* read */
    DEPTH_MODEL,   /* and names resolved */
    DEPTH_DIAGRAM, /* and analysed */
    DEPTH_CHECKED  /* and every check run */
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

    struct program program;
    struct policy *policy;
    struct analysis *analysis;
};

#define BUDGET_DEFAULT ((size_t)8 * 1024 * 1024)

/* An empty compilation. */
struct compilation *compilation_create(void);
void compilation_destroy(struct compilation *compilation);

/* Reads and analyses the files down to `depth`. False where the machine refuses
 * a file: `*error` is the line to print, exit 2. */
bool compilation_run(struct compilation *compilation, const char *const *paths,
                     size_t path_count, enum depth depth, const char **error);

/* The digest of the policy's meaning, "sha256:..."; needs the analysis. */
const char *compilation_digest(struct compilation *compilation);

#endif
