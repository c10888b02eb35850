/* `writ fmt`: files in the one canonical layout. A file that cannot be read as
 * a policy stays as it is; others are written beside their place and renamed. */

#include "base/arena.h"
#include "base/bundle.h"
#include "base/files.h"
#include "command/command.h"
#include "report/clean.h"
#include "syntax/format.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* One file of the call. */
struct formatting {
    const char *path;
    const unsigned char *bytes;
    size_t length;
    struct text layout;
};

static bool is_standard_input(const char *path)
{
    return strcmp(path, "-") == 0;
}

/* The file in its layout, or the exit status for what is wrong. */
static int lay_out(struct session *session, struct formatting *formatting)
{
    struct compilation *compilation = session->compilation;
    const struct reading *reading = &compilation->reading;
    const char *path = formatting->path;
    const char *name = is_standard_input(path) ? "standard input" : path;
    const char *error = NULL;

    formatting->bytes =
        files_read(session->arena, path, &formatting->length, &error);
    if (!formatting->bytes) {
        session_complain(session, "%s %s", name, error);
        return CALL_UNUSABLE;
    }
    struct source *source =
        source_add(&compilation->sources, name, NULL, formatting->bytes,
                   formatting->length, false);
    if (!source) {
        session_complain(session,
                         "%s is too much: 4 GiB in one call is the "
                         "most",
                         name);
        return CALL_UNUSABLE;
    }
    size_t errors = finding_count(&compilation->findings, SEVERITY_ERROR);
    struct tree_file *file = parse_file(reading, source);
    if (finding_count(&compilation->findings, SEVERITY_ERROR) > errors)
        return CALL_FAILED;
    if (!format_file(reading, file, &formatting->layout)) {
        session_complain(session,
                         "internal error: the layout of %s would not say the "
                         "same; it stays as it is",
                         name);
        return CALL_UNUSABLE;
    }
    return CALL_DONE;
}

static bool is_laid_out(const struct formatting *formatting)
{
    return formatting->length == formatting->layout.length &&
           memcmp(formatting->bytes, text_string(&formatting->layout),
                  formatting->length) == 0;
}

/* What a link leads to; the path itself where it is none. */
static const char *real_path(struct arena *arena, const char *path)
{
    struct stat status;
    char *real = NULL;

    if (lstat(path, &status) == 0 && S_ISLNK(status.st_mode))
        real = realpath(path, NULL);
    path = real ? arena_print(arena, "%s", real) : path;
    free(real);
    return path;
}

/* Writes the layout beside the file and renames it. */
static bool replace(struct session *session, const char *path,
                    const struct text *layout, const char **error)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    const char *folder = ".";
    struct bundle bundle = { .arena = session->arena };

    if (slash)
        folder = slash == path
                     ? "/"
                     : arena_copy(session->arena, path, (size_t)(slash - path));
    if (*name == '.') {
        *error = arena_print(session->arena, "%s: writ writes no hidden files",
                             path);
        return false;
    }
    text_add(bundle_add(&bundle, name), text_string(layout), layout->length);
    bool done = bundle_commit(&bundle, folder, error);
    bundle_destroy(&bundle);
    return done;
}

/* Puts the layout in the place of the file, with the rights that it had. */
static int place(struct session *session, const struct formatting *formatting)
{
    const char *path = real_path(session->arena, formatting->path);
    const char *error = NULL;
    struct stat status;
    bool known = stat(path, &status) == 0;

    if (!replace(session, path, &formatting->layout, &error)) {
        session_complain(session, "%s", error);
        return CALL_UNUSABLE;
    }
    if (!known || chmod(path, status.st_mode & 07777) != 0) {
        session_complain(session, "%s may have other rights now: %s", path,
                         files_reason(session->arena, errno));
        return CALL_UNUSABLE;
    }
    clean_put(&session->out, formatting->path);
    text_char(&session->out, '\n');
    return CALL_DONE;
}

/* Lays out one file and does with it what the call asks for. */
static int format_one(struct session *session, const char *path)
{
    struct formatting formatting = { .path = path };
    int status = lay_out(session, &formatting);
    bool check = call_has(&session->call, "check");

    if (status == CALL_DONE && check && !is_laid_out(&formatting)) {
        clean_put(&session->out,
                  is_standard_input(path) ? "standard input" : path);
        text_char(&session->out, '\n');
        status = CALL_FAILED;
    } else if (status == CALL_DONE && !check && is_standard_input(path)) {
        text_add(&session->out, text_string(&formatting.layout),
                 formatting.layout.length);
    } else if (status == CALL_DONE && !check && !is_laid_out(&formatting)) {
        status = place(session, &formatting);
    }
    text_destroy(&formatting.layout);
    return status;
}

static int fmt_run(struct session *session)
{
    int worst = CALL_DONE;

    if (session->call.file_count == 0) {
        session_complain(session, "`writ fmt` needs a file: `writ fmt "
                                  "policy.writ`, where `-` is standard input");
        return CALL_UNUSABLE;
    }
    if (!session_prepare(session))
        return CALL_UNUSABLE;
    for (size_t i = 0; i < session->call.file_count; i++) {
        int status = format_one(session, session->call.files[i]);
        worst = status > worst ? status : worst;
    }
    if (session->compilation->findings.count > 0)
        session_report(session);
    return worst;
}

static const struct option fmt_options[] = {
    {
        .name = "check",
        .help = "write nothing; name the files that are laid out otherwise, "
                "and exit 1 if there are any",
    },
    { 0 },
};

const struct command command_fmt = {
    .name = "fmt",
    .summary = "lay a policy out in the one canonical way",
    .usage = "FILE...",
    .text = "Comments, blank lines and the meaning stay; spaces, line breaks "
            "and the commas\nbetween terms are set. The names of the files "
            "that it changed are printed; a file\nthat is no policy stays as "
            "it is. `-` goes from standard input to standard output.\n",
    .example = "writ fmt --check examples/ai-pool/policy.writ",
    .needs = NEED_NOTHING,
    .options = fmt_options,
    .run = fmt_run,
};
