/* The walk, by libgit2. The path of the policy is that of the newest commit: a
 * file that was moved begins there. */

#include "diff/history.h"

#include "base/arena.h"
#include "diff/repository.h"

#include <string.h>
#include <sys/stat.h>
#include <time.h>

struct history {
    struct arena *arena;
    git_repository *repository;
    git_commit *commit;
    const char *folder; /* by which the repository is found */
    const char *path;
    bool cut;
};

/* --- opening ------------------------------------------------------------- */

static bool is_on_disk(const char *word, bool *folder)
{
    struct stat status;
    bool found = stat(word, &status) == 0;
    *folder = found && S_ISDIR(status.st_mode);
    return found;
}

/* The folder that the file lies in, and its own name. */
static const char *split(struct arena *arena, const char *path,
                         const char **name)
{
    const char *slash = strrchr(path, '/');
    *name = slash != NULL ? slash + 1 : path;
    return slash == NULL   ? "."
           : slash == path ? "/"
                           : arena_copy(arena, path, (size_t)(slash - path));
}

/* NULL, or what is wrong. */
static const char *find_commit(struct history *history, const char *revision)
{
    git_object *found = NULL;
    git_object *commit = NULL;
    if (history->repository == NULL) {
        return "lies in no git repository";
    }
    if (git_revparse_single(&found, history->repository, revision) != 0) {
        return strcmp(revision, "HEAD") == 0
                   ? "lies in a git repository that has no commit yet"
                   : arena_print(history->arena,
                                 "is no file, and the repository has no "
                                 "revision `%s`",
                                 revision);
    }
    int status = git_object_peel(&commit, found, GIT_OBJECT_COMMIT);
    git_object_free(found);
    if (status != 0) {
        return arena_print(history->arena, "names `%s`, which is no commit",
                           revision);
    }
    history->commit = (git_commit *)commit;
    return NULL;
}

/* The path from the top; of a folder there, its policy. */
static const char *path_at(const struct history *history, const char *path)
{
    git_tree *tree = NULL;
    if (git_commit_tree(&tree, history->commit) != 0) {
        return path;
    }
    path = repository_policy(history->arena, tree, path);
    git_tree_free(tree);
    return path;
}

/* A file that is gone from the disk, with its folder: it is looked for from the
 * working folder. */
static const char *open_gone(struct history *history, const char *word)
{
    history->folder = ".";
    history->repository = repository_open(".");
    const char *why = find_commit(history, "HEAD");
    if (why == NULL) {
        const char *path = arena_print(history->arena, "./%s", word);
        history->path =
            path_at(history,
                    repository_path(history->arena, history->repository, path));
    }
    return why;
}

static const char *open_file(struct history *history, const char *word,
                             bool folder)
{
    const char *name = POLICY_FILE;
    bool there;
    history->folder = folder ? word : split(history->arena, word, &name);
    (void)is_on_disk(history->folder, &there);
    if (!there) {
        return open_gone(history, word);
    }
    history->repository = repository_open(history->folder);
    const char *why = find_commit(history, "HEAD");
    if (why == NULL) {
        const char *within = repository_folder(
            history->arena, history->repository, history->folder);
        history->path =
            path_at(history, arena_print(history->arena, "%s%s", within, name));
    }
    return why;
}

static const char *open_revision(struct history *history, const char *word,
                                 const char *colon)
{
    const char *revision =
        arena_copy(history->arena, word, (size_t)(colon - word));
    history->folder = ".";
    history->repository = repository_open(".");
    const char *why = find_commit(history, revision);
    if (why == NULL) {
        const char *path =
            repository_path(history->arena, history->repository, colon + 1);
        history->path = path_at(history, path);
    }
    return why;
}

struct history *history_open(struct arena *arena, const char *word,
                             const char **error)
{
    struct history *history = arena_allocate(arena, sizeof *history);
    const char *colon = strchr(word, ':');
    bool folder;
    history->arena = arena;
    const char *why =
        is_on_disk(word, &folder) || colon == NULL || colon == word
            ? open_file(history, word, folder)
            : open_revision(history, word, colon);
    if (why == NULL) {
        return history;
    }
    *error = arena_print(arena, "%s %s", word, why);
    history_close(history);
    return NULL;
}

void history_close(struct history *history)
{
    if (history != NULL) {
        git_commit_free(history->commit);
        repository_end(history->repository);
    }
}

/* --- where it stands ------------------------------------------------------ */

static const char *date_of(const struct history *history)
{
    time_t seconds = (time_t)git_commit_time(history->commit);
    struct tm day;
    char words[32] = "";
    if (gmtime_r(&seconds, &day) != NULL) {
        (void)strftime(words, sizeof words, "%Y-%m-%d", &day);
    }
    return arena_copy(history->arena, words, strlen(words));
}

struct moment history_moment(const struct history *history)
{
    struct arena *arena = history->arena;
    char id[GIT_OID_HEXSZ + 1];
    git_buf brief = { NULL, 0, 0 };
    const char *subject = git_commit_summary(history->commit);
    git_oid_tostr(id, sizeof id, git_commit_id(history->commit));
    struct moment moment = {
        .id = arena_copy(arena, id, strlen(id)),
        .date = date_of(history),
        .subject =
            subject != NULL ? arena_copy(arena, subject, strlen(subject)) : "",
    };
    moment.short_id = moment.id;
    if (git_object_short_id(&brief, (const git_object *)history->commit) == 0) {
        moment.short_id = arena_copy(arena, brief.ptr, brief.size);
        git_buf_dispose(&brief);
    }
    return moment;
}

bool history_back(struct history *history)
{
    git_commit *parent = NULL;
    if (git_commit_parentcount(history->commit) == 0) {
        return false;
    }
    if (git_commit_parent(&parent, history->commit, 0) != 0) {
        history->cut = true;
        return false;
    }
    git_commit_free(history->commit);
    history->commit = parent;
    return true;
}

bool history_is_cut(const struct history *history)
{
    return history->cut;
}

/* --- what it holds --------------------------------------------------------- */

/* The object at the path; false where there is none. */
static bool object_at(git_commit *commit, const char *path, git_oid *id)
{
    git_tree *tree = NULL;
    git_tree_entry *entry = NULL;
    bool found = git_commit_tree(&tree, commit) == 0 &&
                 git_tree_entry_bypath(&entry, tree, path) == 0;
    if (found) {
        git_oid_cpy(id, git_tree_entry_id(entry));
    }
    git_tree_entry_free(entry);
    git_tree_free(tree);
    return found;
}

bool history_has_policy(const struct history *history)
{
    git_oid id;
    return object_at(history->commit, history->path, &id);
}

bool history_is_same(const struct history *history, const char *id,
                     const char *path)
{
    git_oid other;
    git_oid here;
    git_oid there;
    git_commit *commit = NULL;
    if (git_oid_fromstr(&other, id) != 0 ||
        git_commit_lookup(&commit, history->repository, &other) != 0) {
        return false;
    }
    bool is_here = object_at(history->commit, path, &here);
    bool is_there = object_at(commit, path, &there);
    git_commit_free(commit);
    return is_here == is_there && (!is_here || git_oid_equal(&here, &there));
}

const char *history_path(const struct history *history)
{
    return history->path;
}

bool history_origin(const struct history *history, struct origin *origin,
                    const char **error)
{
    char id[GIT_OID_HEXSZ + 1];
    git_oid_tostr(id, sizeof id, git_commit_id(history->commit));
    return origin_open_at(history->arena, history->folder, id, history->path,
                          origin, error);
}
