/* `writ init`: a small policy to begin with. It lies in init.writ, and the tests
 * hold that it checks, builds and tests. */

#include "base/arena.h"
#include "base/bundle.h"
#include "base/embedded.h"
#include "base/files.h"
#include "command/command.h"
#include "report/clean.h"

#include <assert.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

static const char *first_policy(void)
{
    const struct embedded *file = embedded_files;

    while (file->path && strcmp(file->path, "command/init.writ") != 0)
        file++;
    assert(file->path && "the file is built into writ");
    return (const char *)file->bytes;
}

/* Whether there is nothing at the path; a link that leads nowhere is something.
 * What cannot be told is said. */
static bool is_free(struct session *session, const char *path)
{
    struct stat status;

    if (lstat(path, &status) == 0)
        session_complain(session,
                         "%s is there already, and stays as it is; "
                         "`writ init` begins a new policy",
                         path);
    else if (errno != ENOENT && errno != ENOTDIR)
        session_complain(session, "%s cannot be looked for: %s", path,
                         files_reason(session->arena, errno));
    else
        return true;
    return false;
}

/* The name as a shell takes it for one word. */
static const char *typed(struct arena *arena, const char *name)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
                                "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-/";
    struct text text = { NULL, 0, 0 };

    if (name[strspn(name, plain)] == '\0')
        return name;
    text_char(&text, '\'');
    for (const char *at = name; *at; at++)
        if (*at == '\'')
            text_put(&text, "'\\''");
        else
            text_char(&text, *at);
    text_char(&text, '\'');
    const char *word = arena_copy(arena, text.bytes, text.length);
    text_destroy(&text);
    return word;
}

/* What to type next. */
static void say_next(struct session *session, const char *folder,
                     const char *path)
{
    struct text *out = &session->out;
    struct arena *arena = session->arena;
    const char *file = typed(arena, path);
    const char *made = typed(arena, arena_print(arena, "%s/out", folder));

    clean_put(out, path);
    text_put(out, "\n\nNext:\n");
    clean_put(out, arena_print(arena,
                               "  writ check %s\n"
                               "  writ test %s\n"
                               "  writ build %s -o %s\n",
                               file, file, file, made));
}

static int init_run(struct session *session)
{
    struct bundle bundle = { .arena = session->arena };
    const char *error = NULL;

    if (session->call.file_count != 1 || *session->call.files[0] == '\0') {
        session_complain(session, "`writ init` needs one folder to write to: "
                                  "`writ init shop`, or `writ init .`");
        return CALL_UNUSABLE;
    }
    size_t length = strlen(session->call.files[0]);
    while (length > 1 && session->call.files[0][length - 1] == '/')
        length--;
    const char *folder =
        arena_copy(session->arena, session->call.files[0], length);
    if (length > strlen(".writ") &&
        strcmp(folder + length - strlen(".writ"), ".writ") == 0) {
        session_complain(
            session,
            "`writ init` makes a folder with a policy.writ in it: "
            "`writ init %s`",
            typed(session->arena, arena_copy(session->arena, folder,
                                             length - strlen(".writ"))));
        return CALL_UNUSABLE;
    }
    const char *path = arena_print(session->arena, "%s%spolicy.writ", folder,
                                   strcmp(folder, "/") == 0 ? "" : "/");
    if (!is_free(session, path))
        return CALL_UNUSABLE;
    text_put(bundle_add(&bundle, "policy.writ"), first_policy());
    bool done = bundle_commit(&bundle, folder, &error);
    bundle_destroy(&bundle);
    if (!done) {
        session_complain(session, "%s", error);
        return CALL_UNUSABLE;
    }
    say_next(session, folder, path);
    return CALL_DONE;
}

const struct command command_init = {
    .name = "init",
    .summary = "begin a policy: a small one that checks, tests and builds",
    .usage = "DIR",
    .text = "The folder is made where it is missing. A `policy.writ` that lies "
            "there stays as it\nis, and the call fails.\n",
    .example = "writ init shop",
    .needs = NEED_NOTHING,
    .run = init_run,
};
