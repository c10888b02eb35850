/* What every command has in common: reading the policy, saying findings, and
 * writing once, at the end, with every write checked. */

#include "command/session.h"

#include "base/files.h"
#include "command/command.h"
#include "command/progress.h"
#include "report/clean.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* A run that takes longer says what it is doing. */
#define PATIENCE_MILLISECONDS 2000u

/* Nodes are numbered in 31 bits. */
#define BUDGET_MOST 2147483647u

struct session *session_create(void)
{
    struct arena *arena = arena_create();
    struct session *session = arena_allocate(arena, sizeof *session);
    session->arena = arena;
    return session;
}

void session_complain(struct session *session, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    const char *line = arena_vprint(session->arena, format, arguments);
    va_end(arguments);
    text_put(&session->err, "writ: ");
    clean_put(&session->err, line);
    text_char(&session->err, '\n');
}

const char *session_format(size_t index)
{
    return reporters[index] ? reporters[index]->name : NULL;
}

bool session_is_human(const struct session *session)
{
    const char *format = call_value(&session->call, "format");
    return !format || strcmp(format, reporters[0]->name) == 0;
}

/* Colour is for eyes: a terminal, and nobody who asked for none. */
static bool wants_colour(void)
{
    const char *none = getenv("NO_COLOR");
    const char *terminal = getenv("TERM");
    return isatty(STDERR_FILENO) && (!none || !*none) && terminal &&
           strcmp(terminal, "dumb") != 0;
}

/* Progress is for eyes too, but has no colour. A terminal that does not know
 * its width is taken to be an old one. */
static void watch(struct session *session)
{
    struct winsize size;
    size_t width = 80;

    if (!session_is_human(session) || !isatty(STDERR_FILENO))
        return;
    if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        width = size.ws_col;
    session->progress =
        progress_start(STDERR_FILENO, width, PATIENCE_MILLISECONDS);
    session->compilation->watcher =
        (struct watcher){ progress_step, session->progress };
}

void session_step(struct session *session, const char *what, size_t number,
                  size_t of)
{
    progress_step(session->progress, what, number, of);
}

/* There is an analysis, and its budget sufficed. */
static bool is_analysed(const struct compilation *compilation)
{
    return compilation->analysis &&
           !diagrams_exhausted(compilation->analysis->diagrams);
}

/* Where a command has formats that findings have not, those are for people. */
static const struct reporter *reporter_of(const struct session *session)
{
    const char *format = call_value(&session->call, "format");
    const struct reporter *reporter = format ? reporter_find(format) : NULL;

    return reporter ? reporter : reporters[0];
}

void session_report(struct session *session)
{
    struct compilation *compilation = session->compilation;
    const struct reporter *reporter = reporter_of(session);
    bool human = reporter == reporters[0];
    struct report report = {
        .compilation = compilation,
        .digest =
            is_analysed(compilation) ? compilation_digest(compilation) : NULL,
        .colour = human && wants_colour(),
        .baseline = session->baseline,
    };

    finding_sort(&compilation->findings);
    if (session->baseline && !session->baseline->known)
        baseline_match(session->baseline, session->arena, compilation);
    reporter->write(&report, human ? &session->err : &session->out);
}

size_t session_errors(const struct session *session)
{
    size_t errors =
        finding_count(&session->compilation->findings, SEVERITY_ERROR);
    return session->baseline ? errors - session->baseline->known_errors
                             : errors;
}

const char *session_files(const struct session *session)
{
    const struct call *call = &session->call;
    const char *first = call->files[0];

    if (strcmp(first, "-") == 0)
        first = "standard input";
    if (call->file_count == 1)
        return first;
    return arena_print(session->arena, "%s and %zu more", first,
                       call->file_count - 1);
}

/* A number of nodes; false where the word is none. */
static bool read_budget(const char *word, size_t *budget)
{
    char *end = NULL;
    errno = 0;
    unsigned long long number = strtoull(word, &end, 10);

    if (word[0] < '0' || word[0] > '9' || *end != '\0' || errno != 0 ||
        number == 0 || number > BUDGET_MOST)
        return false;
    *budget = (size_t)number;
    return true;
}

/* `-I` first, then WRIT_PATH, whose folders have colons between them. */
static void read_folders(struct session *session)
{
    struct arena *arena = session->arena;
    const char *path = getenv("WRIT_PATH");
    struct folders folders = { 0 };

    folders.items =
        call_values(&session->call, arena, "include", &folders.count);
    while (path && *path) {
        size_t length = strcspn(path, ":");
        if (length > 0) {
            folders.items = arena_extend(arena, folders.items, folders.count,
                                         sizeof *folders.items);
            folders.items[folders.count++] = arena_copy(arena, path, length);
        }
        path += length + (path[length] == ':');
    }
    session->compilation->folders = folders;
}

/* The list that `--baseline` names; false where it is none. It is read before
 * the policy, so that a broken one is told whatever the policy is like. */
static bool read_baseline(struct session *session)
{
    const char *file = call_value(&session->call, "baseline");
    const char *error = NULL;
    size_t length = 0;

    if (!file)
        return true;
    if (call_value(&session->call, "write-baseline")) {
        session_complain(session, "`--write-baseline` lists every finding, so "
                                  "`--baseline` has no place beside it");
        return false;
    }
    unsigned char *bytes = files_read(session->arena, file, &length, &error);
    if (!bytes) {
        session_complain(session, "%s %s", file, error);
        return false;
    }
    session->baseline =
        baseline_read(session->arena, file, bytes, length, &error);
    if (!session->baseline)
        session_complain(session,
                         "%s is no baseline: %s; write it anew with "
                         "`--write-baseline %s`",
                         file, error, file);
    return session->baseline;
}

/* What the model and the analysis failed at has been found and said. */
static int refuse_policy(struct session *session)
{
    session_report(session);
    return CALL_FAILED;
}

/* A name alone, since both sides of a comparison have such a file. */
static bool read_approvals_name(struct session *session)
{
    const char *name = call_value(&session->call, "approvals");

    if (!name)
        return true;
    session->compilation->approvals_name = name;
    if (*name && name[0] != '.' && !strchr(name, '/'))
        return true;
    session_complain(session,
                     "`--approvals` cannot be `%s`; it is the name of a file "
                     "beside the policy, which does not begin with `.`",
                     name);
    return false;
}

bool session_prepare(struct session *session)
{
    const char *budget = call_value(&session->call, "budget");
    struct compilation *compilation = compilation_create();

    session->compilation = compilation;
    if (budget && !read_budget(budget, &compilation->budget)) {
        session_complain(session,
                         "`--budget` cannot be `%s`; it is a number of nodes "
                         "from 1 to %u",
                         budget, BUDGET_MOST);
        return false;
    }
    read_folders(session);
    return read_approvals_name(session);
}

int session_compile(struct session *session)
{
    static const enum depth depth_of[] = {
        [NEED_TREE] = DEPTH_TREE,
        [NEED_MODEL] = DEPTH_MODEL,
        [NEED_DIAGRAM] = DEPTH_DIAGRAM,
        [NEED_CHECKED] = DEPTH_CHECKED,
    };
    const struct call *call = &session->call;
    enum need needs = call->command->needs;
    const char *error = NULL;

    if (!session_prepare(session) || !read_baseline(session))
        return CALL_UNUSABLE;
    struct compilation *compilation = session->compilation;
    compilation->systems = call_values(call, session->arena, "systems",
                                       &compilation->systems_count);
    compilation->fides_map = call_value(call, "fides-map");
    watch(session);
    if (!compilation_run(compilation, call->files, call->file_count,
                         depth_of[needs], &error)) {
        session_complain(session, "%s", error);
        return CALL_UNUSABLE;
    }
    if ((needs >= NEED_MODEL && !compilation->policy) ||
        (needs >= NEED_DIAGRAM && !is_analysed(compilation)))
        return refuse_policy(session);
    return CALL_DONE;
}

/* False where the stream does not take all of the text; errno says why. */
static bool write_out(FILE *stream, const struct text *text)
{
    if (text->length == 0)
        return true;
    errno = 0;
    size_t written = fwrite(text->bytes, 1, text->length, stream);
    return fflush(stream) == 0 && written == text->length;
}

int session_end(struct session *session, int status)
{
    progress_stop(session->progress);
    if (!write_out(stderr, &session->err))
        status = CALL_UNUSABLE; /* and nowhere left to say so */
    if (!write_out(stdout, &session->out)) {
        (void)fprintf(stderr, "writ: standard output cannot be written: %s\n",
                      strerror(errno));
        status = CALL_UNUSABLE;
    }
    compilation_destroy(session->compilation);
    text_destroy(&session->out);
    text_destroy(&session->err);
    arena_destroy(session->arena);
    return status;
}
