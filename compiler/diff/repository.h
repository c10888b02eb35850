#ifndef WRIT_DIFF_REPOSITORY_H
#define WRIT_DIFF_REPOSITORY_H

/* What the files share that read git repositories; nothing outside diff/ sees
 * it. Objects alone are read and no setting of a repository is run, so it may
 * belong to somebody else. Whoever opens one frees it, by libgit2, and calls
 * repository_end. */

#include "diff/origin.h"

#include <git2.h>

#define POLICY_FILE "policy.writ"

/* The repository around a folder, or NULL. */
git_repository *repository_open(const char *folder);
void repository_end(git_repository *repository);

/* The path of a folder on the disk within the repository, with a slash behind
 * it; "" at its top, and where it is not in it. */
const char *repository_folder(struct arena *arena, git_repository *repository,
                              const char *folder);

/* A path from the top of the repository; one that begins with `./` or `../` is
 * from the working folder. What leads out of the repository stays as it is, and
 * is not found. */
const char *repository_path(struct arena *arena, git_repository *repository,
                            const char *path);

/* The file that the path means in the tree: of a folder, its policy. */
const char *repository_policy(struct arena *arena, git_tree *tree,
                              const char *path);

/* origin.c: the path from the top, as the object has it, which is a commit or a
 * tree and is called so before the paths that are shown. */
bool origin_open_at(struct arena *arena, const char *folder, const char *name,
                    const char *path, struct origin *origin,
                    const char **error);

#endif
