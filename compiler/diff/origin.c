/* Files out of a git repository, by libgit2: nothing is checked out, and the
 * working tree is not looked at. */

#include "diff/origin.h"

#include "base/arena.h"
#include "diff/repository.h"

#include <string.h>
#include <sys/stat.h>

enum { LARGEST = 1 << 30 };

/* The tree of a revision. */
struct revision {
    struct store store; /* first: a store knows its revision */
    git_repository *repository;
    git_tree *tree;
};

static unsigned char *read_blob(struct arena *arena, git_blob *blob,
                                size_t *length, const char **error)
{
    git_object_size_t size = git_blob_rawsize(blob);
    unsigned char *bytes = NULL;
    if (size > LARGEST) {
        *error = "is larger than 1 GiB";
    } else {
        *length = (size_t)size;
        bytes = (unsigned char *)arena_copy(arena, git_blob_rawcontent(blob),
                                            *length);
    }
    return bytes;
}

static unsigned char *read_stored(const struct store *store,
                                  struct arena *arena, const char *path,
                                  size_t *length, const char **error)
{
    const struct revision *revision =
        (const struct revision *)(const void *)store;
    git_tree_entry *entry = NULL;
    git_blob *blob = NULL;
    unsigned char *bytes = NULL;
    if (git_tree_entry_bypath(&entry, revision->tree, path) != 0) {
        *error = "is not in that revision";
        return NULL;
    }
    if (git_tree_entry_type(entry) == GIT_OBJECT_TREE) {
        *error = "is a folder";
    } else if (git_blob_lookup(&blob, revision->repository,
                               git_tree_entry_id(entry)) != 0) {
        *error = "cannot be read from that revision";
    } else {
        bytes = read_blob(arena, blob, length, error);
    }
    git_blob_free(blob);
    git_tree_entry_free(entry);
    return bytes;
}

static bool has_stored(const struct store *store, const char *path)
{
    const struct revision *revision =
        (const struct revision *)(const void *)store;
    git_tree_entry *entry = NULL;
    bool found = git_tree_entry_bypath(&entry, revision->tree, path) == 0;
    git_tree_entry_free(entry);
    return found;
}

/* --- opening ---------------------------------------------------------- */

static const char *open_tree(struct arena *arena, struct revision *revision,
                             const char *name)
{
    git_object *found = NULL;
    git_object *tree = NULL;
    if (revision->repository == NULL) {
        return "is no file, and there is no git repository here";
    }
    if (git_revparse_single(&found, revision->repository, name) != 0) {
        return arena_print(arena,
                           "is no file, and the repository has no revision "
                           "`%s`",
                           name);
    }
    int status = git_object_peel(&tree, found, GIT_OBJECT_TREE);
    git_object_free(found);
    if (status != 0) {
        return arena_print(arena, "names `%s`, which is no revision", name);
    }
    revision->tree = (git_tree *)tree;
    return NULL;
}

static void close_revision(struct revision *revision)
{
    git_tree_free(revision->tree);
    repository_end(revision->repository);
}

bool origin_open_at(struct arena *arena, const char *folder, const char *name,
                    const char *path, struct origin *origin, const char **error)
{
    struct revision *revision = arena_allocate(arena, sizeof *revision);
    revision->repository = repository_open(folder);
    const char *why = open_tree(arena, revision, name);
    if (why != NULL) {
        close_revision(revision);
        *error = arena_print(arena, "%s:%s %s", name, path, why);
        return false;
    }
    revision->store.name = arena_print(arena, "%s:", name);
    revision->store.read = read_stored;
    revision->store.has = has_stored;
    origin->store = &revision->store;
    path = repository_path(arena, revision->repository, path);
    origin->path = repository_policy(arena, revision->tree, path);
    return true;
}

bool origin_open(struct arena *arena, const char *word, struct origin *origin,
                 const char **error)
{
    struct stat status;
    *origin = (struct origin){ .path = word };
    if (strcmp(word, "-") == 0) {
        return true;
    }
    if (stat(word, &status) == 0) {
        if (S_ISDIR(status.st_mode)) {
            size_t length = strlen(word);
            bool slash = word[length - 1] == '/';
            origin->path = arena_print(arena, "%s%s%s", word, slash ? "" : "/",
                                       POLICY_FILE);
        }
        return true;
    }
    const char *colon = strchr(word, ':');
    if (colon == NULL || colon == word) {
        return true;
    }
    const char *name = arena_copy(arena, word, (size_t)(colon - word));
    return origin_open_at(arena, ".", name, colon + 1, origin, error);
}

void origin_close(struct origin *origin)
{
    if (origin->store != NULL) {
        close_revision(
            (struct revision *)(uintptr_t)(const void *)origin->store);
        origin->store = NULL;
    }
}
