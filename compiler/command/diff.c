/* `writ diff`: what a newer policy says that an older did not. Both are worked
 * out down to their diagrams; the floors below compare them and put it into
 * words. */

#include "command/command.h"

#include "check/catalogue.h"
#include "diff/origin.h"
#include "diff/print.h"

#include <string.h>

static const char *format_choice(size_t index)
{
    static const char *const formats[] = { "human", "json", NULL };
    return formats[index];
}

static const char *fail_choice(size_t index)
{
    static const char *const choices[] = { "none", "broader", "any", NULL };
    return choices[index];
}

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

/* One side, in `session->compilation`. Gives CALL_DONE, or the exit status and
 * all is said. */
static int load(struct session *session, const char *word)
{
    struct origin origin;
    const char *error = NULL;

    if (!origin_open(session->arena, word, &origin, &error)) {
        session_complain(session, "%s", error);
        return CALL_UNUSABLE;
    }
    bool prepared = session_prepare(session);
    bool good = false;
    if (prepared) {
        session->compilation->folders.store = origin.store;
        good = compilation_run(session->compilation, &origin.path, 1,
                               DEPTH_DIAGRAM, &error);
        session->compilation->folders.store = NULL;
        if (!good)
            session_complain(session, "%s%s",
                             origin.store ? origin.store->name : "", error);
    }
    origin_close(&origin);
    if (!good)
        return CALL_UNUSABLE;
    if (!session->compilation->analysis ||
        diagrams_exhausted(session->compilation->analysis->diagrams)) {
        session_report(session);
        return CALL_FAILED;
    }
    find_errors(session->compilation);
    warn(session, word);
    return CALL_DONE;
}

static bool fails(const struct session *session, const struct diff *diff)
{
    const char *on = call_value(&session->call, "fail-on");

    if (!on || strcmp(on, "none") == 0)
        return false;
    return strcmp(on, "any") == 0 ? diff->count > 0
                                  : diff_count(diff, EFFECT_BROADER) > 0;
}

static bool has_option(const struct session *session, const char *name)
{
    for (size_t i = 0; i < session->call.option_count; i++)
        if (strcmp(session->call.options[i].option->name, name) == 0)
            return true;
    return false;
}

/* Says what there is to say; gives the exit status. */
static int tell(struct session *session, struct diff *diff, bool refines)
{
    if (diff->exhausted) {
        session_complain(session, "the comparison needs more nodes than "
                                  "`--budget` allows");
        return CALL_FAILED;
    }
    if (!session_is_human(session))
        diff_json(diff, &session->out);
    else if (refines)
        diff_human_refinement(diff, &session->out);
    else
        diff_human(diff, &session->out);
    bool failed = refines ? diff->count > 0 : fails(session, diff);
    return failed ? CALL_FAILED : CALL_DONE;
}

static int diff_run(struct session *session)
{
    const struct call *call = &session->call;
    bool refines = has_option(session, "refines");

    if (call->file_count != 2) {
        session_complain(session,
                         "`writ diff` compares two policies: `writ diff %s`",
                         call->command->usage);
        return CALL_UNUSABLE;
    }
    int status = load(session, call->files[0]);
    if (status != CALL_DONE)
        return status;
    struct compilation *old = session->compilation;
    session->compilation = NULL;
    status = load(session, call->files[1]);
    if (status == CALL_DONE) {
        struct diff *diff = refines ? diff_refinement(old, session->compilation)
                                    : diff_create(old, session->compilation);
        status = tell(session, diff, refines);
        diff_destroy(diff);
    }
    compilation_destroy(old);
    return status;
}

static const struct option diff_options[] = {
    {
        .name = "fail-on",
        .value = "WHAT",
        .help = "exit 1 where a change is broader, or where there is any, "
                "of wording too",
        .choice = fail_choice,
    },
    {
        .name = "refines",
        .help = "exit 1 where the second allows what the first, its baseline, "
                "forbids; say nothing else",
    },
    {
        .name = "format",
        .value = "FORMAT",
        .help = "how the changes are said, the first by default",
        .choice = format_choice,
    },
    OPTION_INCLUDE,
    OPTION_BUDGET,
    { 0 },
};

const struct command command_diff = {
    .name = "diff",
    .summary = "say what changed in meaning between two policies",
    .usage = "OLD NEW",
    .text = "A change is `broader` where more is allowed or less is promised, "
            "`narrower` the\nother way round. OLD and NEW are files, folders "
            "with a policy.writ, or REV:PATH\nin a git repository, whose "
            "imports are read from that revision too.\n",
    .example = "writ diff examples/ai-pool/as-published/policy.writ "
               "examples/ai-pool/policy.writ",
    .needs = NEED_NOTHING,
    .options = diff_options,
    .run = diff_run,
};
