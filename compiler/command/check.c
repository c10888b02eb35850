/* `writ check`: what is wrong with a policy. All of the work is done by the
 * floors below; this says how it ended. */

#include "command/command.h"
#include "report/clean.h"

static int check_run(struct session *session)
{
    session_report(session);
    if (session_errors(session) > 0)
        return CALL_FAILED;
    if (session_is_human(session)) {
        size_t count = session->compilation->policy->statement_count;
        clean_put(&session->out, session_files(session));
        text_print(&session->out, ": %zu statement%s, no errors\n", count,
                   count == 1 ? "" : "s");
    }
    return CALL_DONE;
}

static const struct option check_options[] = {
    OPTION_FORMAT, OPTION_SYSTEMS, OPTION_INCLUDE, OPTION_BUDGET, { 0 },
};

const struct command command_check = {
    .name = "check",
    .summary = "find what is wrong with a policy",
    .usage = "FILE...",
    .text = "Runs every static check. The files of one call form one policy.\n"
            "`writ explain SLUG` says what a finding means and how to repair "
            "it.\n",
    .example = "writ check examples/ai-pool/policy.writ "
               "--systems examples/ai-pool/systems.json",
    .needs = NEED_CHECKED,
    .options = check_options,
    .run = check_run,
};
