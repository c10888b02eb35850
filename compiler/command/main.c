/* writ: the table of its commands, and the way of a call. A call is read, the
 * policy is worked out as far as the command needs, the command runs, and then
 * all that was said is written. */

#include "base/embedded.h"
#include "command/command.h"

#include <string.h>

const struct command *const commands[] = {
    &command_check,   &command_build, &command_serve,
    &command_lsp,     &command_ask,   &command_diff,
    &command_approve, &command_gate,  &command_log,
    &command_test,    &command_fmt,   &command_init,
    &command_explain, &command_help,  NULL,
};

const struct command *command_find(const char *name)
{
    for (size_t i = 0; commands[i]; i++)
        if (strcmp(commands[i]->name, name) == 0)
            return commands[i];
    return NULL;
}

int command_unknown(struct session *session, const char *name)
{
    struct nearest nearest = { .word = name };

    for (size_t i = 0; commands[i]; i++)
        nearest_offer(&nearest, commands[i]->name);
    if (nearest.name)
        session_complain(session,
                         "there is no command `%s`; did you mean `writ %s`?",
                         name, nearest.name);
    else
        session_complain(session,
                         "there is no command `%s`; `writ help` lists those "
                         "there are",
                         name);
    return CALL_UNUSABLE;
}

/* A call that names its command. */
static int run_command(struct session *session, char *const *words)
{
    struct call *call = &session->call;
    const struct command *command = call->command;
    struct text error = { 0 };
    bool good = call_parse(call, session->arena, words, &error);

    if (!good)
        session_complain(session, "%s", text_string(&error));
    text_destroy(&error);
    if (!good)
        return CALL_UNUSABLE;
    if (call->help) {
        help_command(command, &session->out);
        return CALL_DONE;
    }
    if (command->needs == NEED_NOTHING)
        return command->run(session);
    if (call->file_count == 0) {
        session_complain(session,
                         "`writ %s` needs a file: `writ %s %s`, where `-` is "
                         "standard input",
                         command->name, command->name, command->usage);
        return CALL_UNUSABLE;
    }

    if (command->ready && !command->ready(session))
        return CALL_UNUSABLE;
    int status = session_compile(session);
    return status == CALL_DONE ? command->run(session) : status;
}

static int run(struct session *session, int count, char *const *words)
{
    const char *word = count > 1 ? words[1] : "";

    if (count < 2) {
        help_print(&session->err);
        return CALL_UNUSABLE;
    }
    if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0) {
        help_print(&session->out);
        return CALL_DONE;
    }
    if (strcmp(word, "--version") == 0) {
        text_print(&session->out, "writ %s\n", embedded_version);
        return CALL_DONE;
    }
    if (word[0] == '-') {
        session_complain(session,
                         "there is no option `%s` before a command; "
                         "`writ help` lists the commands",
                         word);
        return CALL_UNUSABLE;
    }
    session->call.command = command_find(word);
    if (!session->call.command)
        return command_unknown(session, word);
    return run_command(session, words + 2);
}

int main(int count, char **words)
{
    struct session *session = session_create();
    return session_end(session, run(session, count, words));
}
