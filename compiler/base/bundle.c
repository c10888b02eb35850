/* A commit in steps, each over all of the bundle's files: write each beside
 * its place, give each old file a second name, rename all, drop the second
 * names. The invariant: until the last step every step can be undone, and
 * undoing takes neither memory nor disk space; so whatever is refused, the
 * folder is as it was. All memory is taken before the first step. */

#include "base/bundle.h"

#include "base/arena.h"
#include "base/files.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    NAMES_TRIED = 10000, /* hidden names beside a file, before giving up */
    NUMBER_LENGTH = 12   /* room for any number, and a NUL */
};

/* The plain names that a bundle may hold: they lie in its folder, and cannot
 * be the hidden names that a commit makes. */
static bool is_plain(const struct bundle *bundle, const char *name)
{
    if (name[0] == '\0' || name[0] == '.' || strchr(name, '/'))
        return false;
    for (size_t at = 0; at < bundle->count; at++)
        if (strcmp(bundle->items[at]->name, name) == 0)
            return false;
    return true;
}

struct text *bundle_add(struct bundle *bundle, const char *name)
{
    bool plain = is_plain(bundle, name);

    assert(plain && "a file of a bundle has its own, plain name");
    (void)plain;

    struct bundle_file *file = arena_allocate(bundle->arena, sizeof *file);

    file->name = arena_copy(bundle->arena, name, strlen(name));
    bundle->items = arena_extend(bundle->arena, bundle->items, bundle->count,
                                 sizeof(struct bundle_file *));
    bundle->items[bundle->count++] = file;
    return &file->text;
}

void bundle_destroy(struct bundle *bundle)
{
    for (size_t at = 0; at < bundle->count; at++)
        text_destroy(&bundle->items[at]->text);
    bundle->items = NULL;
    bundle->count = 0;
}

/* A name that did not exist: `.NAME.writ-0`, or with the next number that is
 * free. Deterministic, and never a user's own file. */
struct hidden {
    char *path;
    size_t stem; /* where the number stands */
};

/* One file on its way to its place. */
struct placement {
    const struct text *text;
    const char *target;
    struct hidden fresh; /* the new bytes */
    struct hidden old;   /* the second name of what was at the target */
    bool written;        /* `fresh` exists */
    bool kept;           /* `old` exists */
    bool vacant;         /* the target was renamed to `old`, not linked */
    bool placed;         /* the target is the new file */
};

struct commit {
    struct placement *items;
    size_t count;
    char *folder;
    size_t *made; /* lengths of the prefixes of `folder` that were made */
    size_t made_count;
    int error;         /* the first refusal ... */
    const char *where; /* ... and of what */
    const char *stuck; /* what could not be put back, or NULL */
};

static bool refuse(struct commit *commit, const char *where, int error)
{
    if (!commit->where) {
        commit->where = where;
        commit->error = error;
    }
    return false;
}

static struct hidden hidden_beside(struct arena *arena, const char *prefix,
                                   const char *name)
{
    struct hidden hidden;

    hidden.path =
        arena_print(arena, "%s.%s.writ-%*s", prefix, name, NUMBER_LENGTH, "");
    hidden.stem = strlen(hidden.path) - NUMBER_LENGTH;
    return hidden;
}

static void hidden_number(struct hidden hidden, int number)
{
    snprintf(hidden.path + hidden.stem, NUMBER_LENGTH, "%d", number);
}

static struct commit commit_plan(const struct bundle *bundle,
                                 const char *folder)
{
    struct arena *arena = bundle->arena;
    struct commit commit = { .count = bundle->count };
    size_t length = strlen(folder);
    const char *slash = length > 0 && folder[length - 1] != '/' ? "/" : "";
    const char *prefix = arena_print(arena, "%s%s", folder, slash);

    commit.folder = arena_copy(arena, folder, length);
    commit.made = arena_array(arena, length, sizeof *commit.made);
    commit.items = arena_array(arena, bundle->count, sizeof *commit.items);
    for (size_t at = 0; at < bundle->count; at++) {
        const struct bundle_file *file = bundle->items[at];
        struct placement *item = &commit.items[at];

        item->text = &file->text;
        item->target = arena_print(arena, "%s%s", prefix, file->name);
        item->fresh = hidden_beside(arena, prefix, file->name);
        item->old = hidden_beside(arena, prefix, file->name);
    }
    return commit;
}

/* Makes the first `length` bytes of the folder's path, which end before a
 * slash or with the path. */
static bool make_one(struct commit *commit, size_t length)
{
    struct stat status;
    char after = commit->folder[length];
    int error = 0;

    commit->folder[length] = '\0';
    if (mkdir(commit->folder, 0777) == 0)
        commit->made[commit->made_count++] = length;
    else
        error = errno;
    if (error != 0 && stat(commit->folder, &status) == 0)
        error = S_ISDIR(status.st_mode) ? 0 : ENOTDIR;
    commit->folder[length] = after;
    return error == 0 || refuse(commit, commit->folder, error);
}

static bool make_folder(struct commit *commit)
{
    const char *path = commit->folder;

    for (size_t at = 1; path[0] != '\0' && path[at - 1] != '\0'; at++) {
        bool ends = path[at] == '/' || path[at] == '\0';
        if (ends && path[at - 1] != '/' && !make_one(commit, at))
            return false;
    }
    return true;
}

/* Makes a new file under a hidden name; -1 with errno. */
static int create_hidden(struct hidden hidden)
{
    int descriptor = -1;

    errno = EEXIST;
    for (int number = 0;
         descriptor < 0 && errno == EEXIST && number < NAMES_TRIED; number++) {
        hidden_number(hidden, number);
        descriptor =
            open(hidden.path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    }
    return descriptor;
}

static bool write_whole(int descriptor, const char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t written = write(descriptor, bytes, length);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return false;
        bytes += written;
        length -= (size_t)written;
    }
    return true;
}

/* To the disk itself; some file systems cannot be asked. */
static bool settle(int descriptor)
{
    int status;

    do
        status = fsync(descriptor);
    while (status != 0 && errno == EINTR);
    return status == 0 || errno == EINVAL || errno == ENOSYS;
}

static bool write_fresh(struct commit *commit, struct placement *item)
{
    int descriptor = create_hidden(item->fresh);
    int error = 0;

    if (descriptor < 0)
        return refuse(commit, item->target, errno);
    item->written = true;
    if (!write_whole(descriptor, item->text->bytes, item->text->length) ||
        !settle(descriptor))
        error = errno;
    /* Interrupted or not, the descriptor is closed and the bytes settled. */
    if (close(descriptor) != 0 && errno != EINTR && error == 0)
        error = errno;
    return error == 0 || refuse(commit, item->target, error);
}

/* Gives what is at the target a second name. A link, so that the target is
 * there at every moment; where links are refused, a rename. */
static bool keep_old(struct commit *commit, struct placement *item)
{
    struct stat status;
    int linked = -1;

    if (lstat(item->target, &status) != 0)
        return errno == ENOENT || refuse(commit, item->target, errno);
    if (S_ISDIR(status.st_mode))
        return refuse(commit, item->target, EISDIR);
    errno = EEXIST;
    for (int number = 0; linked != 0 && errno == EEXIST && number < NAMES_TRIED;
         number++) {
        hidden_number(item->old, number);
        linked = linkat(AT_FDCWD, item->target, AT_FDCWD, item->old.path, 0);
    }
    if (linked == 0) {
        item->kept = true;
        return true;
    }

    /* Rename replaces what is there, so the name is taken first. */
    int descriptor = create_hidden(item->old);

    if (descriptor < 0)
        return refuse(commit, item->target, errno);
    close(descriptor);
    item->kept = true;
    if (rename(item->target, item->old.path) != 0)
        return refuse(commit, item->target, errno);
    item->vacant = true;
    return true;
}

static bool place(struct commit *commit, struct placement *item)
{
    if (rename(item->fresh.path, item->target) != 0)
        return refuse(commit, item->target, errno);
    item->placed = true;
    item->written = false;
    return true;
}

static void undo_one(struct commit *commit, struct placement *item)
{
    int status = 0;

    if (item->kept && (item->placed || item->vacant))
        status = rename(item->old.path, item->target);
    else if (item->kept)
        status = unlink(item->old.path);
    else if (item->placed)
        status = unlink(item->target);
    if (status != 0 && !commit->stuck)
        commit->stuck = item->kept ? item->old.path : item->target;
    if (item->written && unlink(item->fresh.path) != 0 && !commit->stuck)
        commit->stuck = item->fresh.path;
}

static void undo(struct commit *commit)
{
    for (size_t at = commit->count; at-- > 0;)
        undo_one(commit, &commit->items[at]);
    while (commit->made_count > 0) {
        size_t length = commit->made[--commit->made_count];
        char after = commit->folder[length];

        commit->folder[length] = '\0';
        rmdir(commit->folder);
        commit->folder[length] = after;
    }
}

/* After this there is no way back: the new files are in their places. */
static bool drop_old(struct commit *commit)
{
    bool dropped = true;

    for (size_t at = 0; at < commit->count; at++) {
        const struct placement *item = &commit->items[at];
        if (item->kept && unlink(item->old.path) != 0)
            dropped = refuse(commit, item->old.path, errno);
    }
    return dropped;
}

/* Every file through one step. */
static bool each(struct commit *commit,
                 bool (*step)(struct commit *commit, struct placement *item))
{
    for (size_t at = 0; at < commit->count; at++)
        if (!step(commit, &commit->items[at]))
            return false;
    return true;
}

static bool commit_run(struct commit *commit)
{
    if (make_folder(commit) && each(commit, write_fresh) &&
        each(commit, keep_old) && each(commit, place))
        return drop_old(commit);
    undo(commit);
    return false;
}

/* Signals that would end the program between two steps wait until the commit
 * is done; a file that outgrows its limit is an error like any other. */
struct calm {
    sigset_t before;
    struct sigaction limit;
};

static void calm_begin(struct calm *calm)
{
    struct sigaction ignore = { .sa_handler = SIG_IGN };
    sigset_t held;

    sigemptyset(&ignore.sa_mask);
    sigaction(SIGXFSZ, &ignore, &calm->limit);
    sigemptyset(&held);
    sigaddset(&held, SIGINT);
    sigaddset(&held, SIGTERM);
    sigaddset(&held, SIGHUP);
    sigaddset(&held, SIGQUIT);
    sigprocmask(SIG_BLOCK, &held, &calm->before);
}

static void calm_end(const struct calm *calm)
{
    sigaction(SIGXFSZ, &calm->limit, NULL);
    sigprocmask(SIG_SETMASK, &calm->before, NULL);
}

bool bundle_commit(const struct bundle *bundle, const char *folder,
                   const char **error)
{
    struct commit commit = commit_plan(bundle, folder);
    struct calm calm;

    calm_begin(&calm);
    bool done = commit_run(&commit);
    calm_end(&calm);
    if (done)
        return true;
    *error = arena_print(bundle->arena, "%s: %s", commit.where,
                         files_reason(bundle->arena, commit.error));
    if (commit.stuck)
        *error = arena_print(bundle->arena, "%s; `%s` could not be put back",
                             *error, commit.stuck);
    return false;
}
