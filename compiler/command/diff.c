/* `writ diff`: what a newer policy says that an older did not. Both are worked
 * out down to their diagrams; the floors below compare them and put it into
 * words. */

#include "command/command.h"

#include "command/side.h"
#include "diff/format.h"

#include <string.h>

static const char *format_choice(size_t index)
{
    return diff_formats[index] ? diff_formats[index]->name : NULL;
}

static const char *fail_choice(size_t index)
{
    static const char *const choices[] = { "none", "broader", "any", NULL };
    return choices[index];
}

static enum diff_failing failing(const struct session *session)
{
    const char *on = call_value(&session->call, "fail-on");

    return !on || strcmp(on, "none") == 0 ? FAILING_NONE
           : strcmp(on, "any") == 0       ? FAILING_ANY
                                          : FAILING_BROADER;
}

static bool has_option(const struct session *session, const char *name)
{
    for (size_t i = 0; i < session->call.option_count; i++)
        if (strcmp(session->call.options[i].option->name, name) == 0)
            return true;
    return false;
}

/* Says what there is to say; gives the exit status. */
static int tell(struct session *session, struct diff *diff)
{
    const char *format = call_value(&session->call, "format");
    struct diff_report report = { diff, failing(session) };
    bool failed = false;

    if (diff->exhausted)
        return sides_exhausted(session);
    (format ? diff_format_find(format) : diff_formats[0])
        ->write(&report, &session->out);
    for (size_t i = 0; i < diff->count; i++)
        failed = failed || diff_report_fails(&report, &diff->changes[i]);
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
    int status = side_load(session, call->files[0]);
    if (status != CALL_DONE)
        return status;
    struct compilation *old = session->compilation;
    session->compilation = NULL;
    status = side_load(session, call->files[1]);
    if (status == CALL_DONE) {
        struct diff *diff = refines ? diff_refinement(old, session->compilation)
                                    : diff_create(old, session->compilation);
        status = tell(session, diff);
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
            "imports are read from that revision too.\n"
            "The format `lawyer` is Markdown for a pull request: what is to be "
            "decided, both\nwordings, what notice it takes, and boxes to sign. "
            "`human` says too which rows of\nthe published tables and which "
            "tests a change touches.\n",
    .example = "writ diff examples/ai-pool/as-published/policy.writ "
               "examples/ai-pool/policy.writ",
    .needs = NEED_NOTHING,
    .options = diff_options,
    .run = diff_run,
};
