/* Paths in a git repository, by libgit2. */

#include "diff/repository.h"

#include "base/arena.h"

#include <stdlib.h>
#include <string.h>

git_repository *repository_open(const char *folder)
{
    git_repository *repository = NULL;
    git_libgit2_init();
    git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0);
    if (git_repository_open_ext(&repository, folder, 0, NULL) != 0) {
        return NULL;
    }
    return repository;
}

void repository_end(git_repository *repository)
{
    git_repository_free(repository);
    git_libgit2_shutdown();
}

const char *repository_folder(struct arena *arena, git_repository *repository,
                              const char *folder)
{
    const char *top = git_repository_workdir(repository);
    char *real = realpath(folder, NULL);
    char *real_top = top != NULL ? realpath(top, NULL) : NULL;
    const char *path = "";
    if (real != NULL && real_top != NULL) {
        size_t length = strlen(real_top);
        if (strncmp(real, real_top, length) == 0 && real[length] == '/') {
            path = arena_print(arena, "%s/", real + length + 1);
        }
    }
    free(real);
    free(real_top);
    return path;
}

const char *repository_path(struct arena *arena, git_repository *repository,
                            const char *path)
{
    size_t leading = strspn(path, ".");
    if (leading == 0 || leading > 2 ||
        (path[leading] != '/' && path[leading] != '\0')) {
        return path;
    }
    const char *folder = repository_folder(arena, repository, ".");
    size_t length = strlen(folder); /* of what is left of it, slash included */
    while (path[0] == '.') {
        size_t dots = strspn(path, ".");
        bool part = path[dots] == '/' || path[dots] == '\0';
        if (!part || dots > 2 || (dots == 2 && length == 0)) {
            break;
        }
        length -= dots == 2 ? 1 : 0;
        while (dots == 2 && length > 0 && folder[length - 1] != '/') {
            length--;
        }
        path += dots + strspn(path + dots, "/");
    }
    return arena_print(arena, "%.*s%s", (int)length, folder, path);
}

static bool is_folder(git_tree *tree, const char *path)
{
    git_tree_entry *entry = NULL;
    bool folder = git_tree_entry_bypath(&entry, tree, path) == 0 &&
                  git_tree_entry_type(entry) == GIT_OBJECT_TREE;
    git_tree_entry_free(entry);
    return folder;
}

const char *repository_policy(struct arena *arena, git_tree *tree,
                              const char *path)
{
    size_t length = strlen(path);
    while (length > 0 && path[length - 1] == '/') {
        length--;
    }
    path = arena_copy(arena, path, length);
    if (length == 0) {
        return POLICY_FILE;
    }
    return is_folder(tree, path)
               ? arena_print(arena, "%s/%s", path, POLICY_FILE)
               : path;
}
