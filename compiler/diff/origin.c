/* Files out of a git repository, by libgit2: nothing is checked out, and the
 * working tree is not looked at. Objects alone are read and no setting of the
 * repository is run, so it may belong to somebody else. */

#include "diff/origin.h"

#include "base/arena.h"

#include <git2.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define POLICY_FILE "policy.writ"

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

/* --- paths ------------------------------------------------------------ */

/* The path of the working folder within the repository, with a slash behind it;
 * "" at its top. */
static const char *here(struct arena *arena, git_repository *repository)
{
    const char *top = git_repository_workdir(repository);
    char *real = realpath(".", NULL);
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

static bool is_folder(const struct revision *revision, const char *path)
{
    git_tree_entry *entry = NULL;
    bool folder = git_tree_entry_bypath(&entry, revision->tree, path) == 0 &&
                  git_tree_entry_type(entry) == GIT_OBJECT_TREE;
    git_tree_entry_free(entry);
    return folder;
}

/* A path that begins with `.` or `..`, from the top of the repository. What
 * leads out of it stays as it is, and is not found. */
static const char *from_here(struct arena *arena, git_repository *repository,
                             const char *path)
{
    const char *folder = here(arena, repository);
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

/* Of a folder, its policy. */
static const char *find_path(struct arena *arena,
                             const struct revision *revision, const char *path)
{
    if (path[0] == '.') {
        path = from_here(arena, revision->repository, path);
    }
    size_t length = strlen(path);
    while (length > 0 && path[length - 1] == '/') {
        length--;
    }
    path = arena_copy(arena, path, length);
    if (length == 0) {
        return POLICY_FILE;
    }
    return is_folder(revision, path)
               ? arena_print(arena, "%s/%s", path, POLICY_FILE)
               : path;
}

/* --- opening ---------------------------------------------------------- */

static const char *open_tree(struct arena *arena, struct revision *revision,
                             const char *name)
{
    git_object *found = NULL;
    git_object *tree = NULL;
    if (git_repository_open_ext(&revision->repository, ".", 0, NULL) != 0) {
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
    git_repository_free(revision->repository);
    git_libgit2_shutdown();
}

static bool open_revision(struct arena *arena, const char *word,
                          struct origin *origin, const char **error)
{
    const char *colon = strchr(word, ':');
    const char *name = arena_copy(arena, word, (size_t)(colon - word));
    struct revision *revision = arena_allocate(arena, sizeof *revision);
    git_libgit2_init();
    git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0);
    const char *why = open_tree(arena, revision, name);
    if (why != NULL) {
        close_revision(revision);
        *error = arena_print(arena, "%s %s", word, why);
        return false;
    }
    revision->store.name = arena_print(arena, "%s:", name);
    revision->store.read = read_stored;
    revision->store.has = has_stored;
    origin->store = &revision->store;
    origin->path = find_path(arena, revision, colon + 1);
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
    return colon == NULL || colon == word ||
           open_revision(arena, word, origin, error);
}

void origin_close(struct origin *origin)
{
    if (origin->store != NULL) {
        close_revision(
            (struct revision *)(uintptr_t)(const void *)origin->store);
        origin->store = NULL;
    }
}
