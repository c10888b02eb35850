/* `writ diff`: what a newer policy says that an older did not. Both are worked
 * out down to their diagrams; the floors below compare them and put it into
 * words. */

#include "command/command.h"

#include "command/side.h"
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
    int status = side_load(session, call->files[0]);
    if (status != CALL_DONE)
        return status;
    struct compilation *old = session->compilation;
    session->compilation = NULL;
    status = side_load(session, call->files[1]);
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
