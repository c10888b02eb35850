/* `writ help`: all of it is printed from the table of commands, so it cannot
 * tell of a command or an option that is not there. */

#include "command/command.h"

void help_print(struct text *text)
{
    text_put(text,
             "Usage: writ COMMAND [OPTION]... FILE...\n"
             "\n"
             "Writ reads a privacy policy that is written as code. It finds "
             "where the policy\n"
             "contradicts itself, answers questions, and builds the document "
             "to publish and\n"
             "the C that enforces it from one source.\n"
             "\n"
             "Commands:\n");
    for (size_t i = 0; commands[i]; i++)
        text_print(text, "  %-10s %s\n", commands[i]->name,
                   commands[i]->summary);
    text_put(text,
             "\n"
             "`writ help COMMAND` says more about one, with an example; "
             "`writ --version` says\n"
             "which writ this is. `-` as FILE is standard input.\n"
             "\n"
             "Exit status: 0 done, nothing at error level; 1 the policy "
             "fails; 2 the call or\n"
             "the machine fails, and nothing is left half-written.\n"
             "Environment: WRIT_PATH, folders to look for imports in, with "
             "colons between\n"
             "them; NO_COLOR, set to anything, for no colour.\n");
}

void help_command(const struct command *command, struct text *text)
{
    text_print(text, "Usage: writ %s%s%s%s\n\nTo %s.\n", command->name,
               *command->usage ? " " : "", command->usage,
               command->options ? " [OPTION]..." : "", command->summary);
    if (command->text)
        text_print(text, "\n%s", command->text);
    text_put(text, "\nOptions:\n");
    options_print(command, text);
    text_print(text, "\nExample:\n  %s\n", command->example);
}

static int help_run(struct session *session)
{
    const struct call *call = &session->call;

    if (call->file_count == 0)
        help_print(&session->out);
    for (size_t i = 0; i < call->file_count; i++) {
        const struct command *command = command_find(call->files[i]);
        if (!command)
            return command_unknown(session, call->files[i]);
        if (i > 0)
            text_char(&session->out, '\n');
        help_command(command, &session->out);
    }
    return CALL_DONE;
}

const struct command command_help = {
    .name = "help",
    .summary = "say what the commands do, or one of them in full",
    .usage = "[COMMAND]...",
    .example = "writ help ask",
    .needs = NEED_NOTHING,
    .run = help_run,
};
