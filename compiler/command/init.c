/* `writ init`: a small policy to begin with. It lies in init.writ, and the tests
 * hold that it checks, builds and tests. */

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

/* What to type next. */
static void say_next(struct session *session, const char *folder,
                     const char *path)
{
    struct text *out = &session->out;
    const struct {
        const char *command, *end;
    } lines[] = {
        { "writ check ", "" },
        { "writ test ", "" },
        { "writ build ", " -o " },
    };

    clean_put(out, path);
    text_put(out, "\n\nNext:\n");
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        text_print(out, "  %s", lines[i].command);
        clean_put(out, path);
        text_put(out, lines[i].end);
        if (*lines[i].end) {
            clean_put(out, folder);
            text_put(out, "/out");
        }
        text_char(out, '\n');
    }
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
