#ifndef WRIT_DIFF_ORIGIN_H
#define WRIT_DIFF_ORIGIN_H

/* Where a policy to compare comes from: a file, a folder with a policy.writ,
 * standard input (`-`), or `REV:PATH`, the same in a revision of the git
 * repository around the working folder. What exists on the disk by that name is
 * meant before a revision is. PATH counts from the top of the repository, or
 * from here where it begins with `./` or `../`; imports are read from the same
 * revision. */

#include "syntax/load.h"

struct origin {
    const char *path;          /* for compilation_run */
    const struct store *store; /* for its folders; NULL: the disk */
};

/* False where there is no such revision, or no repository: `*error` is the line
 * to print. What cannot be read within is found out by who reads it. The caller
 * closes what was opened, once nothing is read from it any more. */
bool origin_open(struct arena *arena, const char *word, struct origin *origin,
                 const char **error);
void origin_close(struct origin *origin);

#endif
