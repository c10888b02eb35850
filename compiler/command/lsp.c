/* `writ lsp`: the language server, for editors. */

#include "command/command.h"
#include "server/language_server.h"

#include <signal.h>
#include <unistd.h>

static int lsp_run(struct session *session)
{
    if (session->call.file_count > 0) {
        session_complain(session, "`writ lsp` takes no files: the editor says "
                                  "which it has open");
        return CALL_UNUSABLE;
    }
    if (!session_prepare(session))
        return CALL_UNUSABLE;
    signal(SIGPIPE, SIG_IGN);
    switch (serve_editor(session->compilation, STDIN_FILENO, STDOUT_FILENO)) {
    case SERVICE_DONE: return CALL_DONE;
    case SERVICE_LEFT: return CALL_FAILED;
    case SERVICE_REFUSED:
        session_complain(session, "standard output cannot be written");
        break;
    }
    return CALL_UNUSABLE;
}

static const struct option lsp_options[] = {
    OPTION_INCLUDE,
    OPTION_BUDGET,
    { 0 },
};

const struct command command_lsp = {
    .name = "lsp",
    .summary = "serve an editor: findings, names and sentences as you type",
    .usage = "",
    .text = "A language server (LSP 3.17) on standard input and output. It "
            "shows what `check`\nfinds, the label of a name and the published "
            "sentence of a statement, goes to\nwhere a name is declared, and "
            "completes names. Exit status 1 where the editor\nleft without "
            "shutting it down.\n",
    .example = "writ lsp",
    .needs = NEED_NOTHING,
    .options = lsp_options,
    .run = lsp_run,
};
