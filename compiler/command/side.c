/* Reading one side of a comparison, down to its diagrams. */

#include "command/side.h"

#include "check/catalogue.h"
#include "command/command.h"

/* Errors of meaning are looked for, so that it can be said that there are
 * some; nothing else that a check finds matters to a comparison. */
static void find_errors(struct compilation *compilation)
{
    for (size_t i = 0; catalogue[i]; i++)
        if (catalogue[i]->meaning && catalogue[i]->run)
            catalogue[i]->run(compilation);
}

static void warn(struct session *session, const char *word)
{
    size_t errors = session_errors(session);

    if (errors > 0)
        session_complain(session,
                         "%s has %zu error%s of meaning, which `writ check` "
                         "lists; it is compared as it stands",
                         word, errors, errors == 1 ? "" : "s");
}

int side_read(struct session *session, struct origin *origin,
              const char **error)
{
    struct compilation *compilation = session->compilation;

    compilation->folders.store = origin->store;
    bool good =
        compilation_run(compilation, &origin->path, 1, DEPTH_DIAGRAM, error);
    compilation->folders.store = NULL;
    if (!good)
        *error = arena_print(session->arena, "%s%s",
                             origin->store ? origin->store->name : "", *error);
    origin_close(origin);
    if (!good)
        return CALL_UNUSABLE;
    if (!compilation->analysis ||
        diagrams_exhausted(compilation->analysis->diagrams))
        return CALL_FAILED;
    return CALL_DONE;
}

int side_load(struct session *session, const char *word)
{
    struct origin origin;
    const char *error = NULL;

    if (!session_prepare(session))
        return CALL_UNUSABLE;
    if (!origin_open(session->arena, word, &origin, &error)) {
        session_complain(session, "%s", error);
        return CALL_UNUSABLE;
    }
    int status = side_read(session, &origin, &error);
    if (status == CALL_UNUSABLE)
        session_complain(session, "%s", error);
    if (status == CALL_FAILED)
        session_report(session);
    if (status == CALL_DONE) {
        find_errors(session->compilation);
        warn(session, word);
    }
    return status;
}

int sides_exhausted(struct session *session)
{
    session_complain(session, "the comparison needs more nodes than `--budget` "
                              "allows");
    return CALL_FAILED;
}

int sides_compare(struct session *session, struct diff **diff)
{
    const struct call *call = &session->call;
    const char *name = call->command->name;

    if (call->file_count != 2) {
        session_complain(session,
                         "`writ %s` is about two policies: `writ %s %s`", name,
                         name, call->command->usage);
        return CALL_UNUSABLE;
    }
    int status = side_load(session, call->files[0]);
    if (status != CALL_DONE)
        return status;
    struct compilation *old = session->compilation;
    session->compilation = NULL;
    status = side_load(session, call->files[1]);
    if (status != CALL_DONE) {
        compilation_destroy(old);
        return status;
    }
    *diff = diff_create(old, session->compilation);
    if ((*diff)->exhausted) {
        sides_close(*diff);
        return sides_exhausted(session);
    }
    return CALL_DONE;
}

void sides_close(struct diff *diff)
{
    struct compilation *old = diff->sides[SIDE_OLD];

    diff_destroy(diff);
    compilation_destroy(old);
}

const char *side_format(size_t index)
{
    static const char *const formats[] = { "human", "json", NULL };
    return formats[index];
}
