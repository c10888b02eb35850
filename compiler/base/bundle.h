#ifndef WRIT_BASE_BUNDLE_H
#define WRIT_BASE_BUNDLE_H

/* Files that are written together, all or none. Emitters fill the texts;
 * nothing reaches the disk before the commit. */

#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;

struct bundle_file {
    const char *name; /* below the bundle's folder: "ai_pool.h" */
    struct text text;
};

/* Zeroed but for the arena, it is empty. */
struct bundle {
    struct arena *arena; /* of names and errors; texts own their bytes */
    struct bundle_file **items;
    size_t count;
};

/* A new, empty file of the bundle; emitters write to its text, which stays
 * where it is until the bundle is destroyed. The name is plain: no folder, no
 * leading dot, no second file of that name. */
struct text *bundle_add(struct bundle *bundle, const char *name);

void bundle_destroy(struct bundle *bundle); /* leaves it empty, reusable */

/* Writes every file beside its place, then renames all; makes the folder and
 * those above it where they are missing. False where the machine refuses:
 * nothing is left behind, what was there is as before, and `*error` says why:
 * "out/ai_pool.h: no space left on device". Where it refuses the undoing too,
 * `*error` also names what could not be put back or removed. */
bool bundle_commit(const struct bundle *bundle, const char *folder,
                   const char **error);

#endif
