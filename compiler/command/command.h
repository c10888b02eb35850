#ifndef WRIT_COMMAND_COMMAND_H
#define WRIT_COMMAND_COMMAND_H

/* A subcommand is one file and one row of main.c's table. main.c reads the
 * call and does what every command needs; the command's file holds its own
 * work alone. */

#include "command/options.h"
#include "command/session.h"

/* How far the policy is worked out before a command runs. It runs only where
 * that succeeded: with NEED_MODEL there is a model, with NEED_DIAGRAM an
 * analysis whose budget sufficed. */
enum need {
    NEED_NOTHING, /* no files either */
    NEED_TREE,
    NEED_MODEL,
    NEED_DIAGRAM,
    NEED_CHECKED
};

/* The exit status of writ. */
enum outcome_of_call {
    CALL_DONE = 0,    /* nothing at error level */
    CALL_FAILED = 1,  /* the policy fails */
    CALL_UNUSABLE = 2 /* the call or the machine fails */
};

struct command {
    const char *name;
    const char *summary; /* a clause, for the list of commands */
    const char *usage;   /* what follows `writ NAME` */
    const char *text;    /* more, for its own help; or NULL */
    const char *example; /* one that can be typed in this repository */
    enum need needs;
    const struct option *options; /* a row without a name ends it; or NULL */
    /* Looks at the call before any file is read: false, and told, where it
     * lacks what the command cannot do without; or NULL. */
    bool (*ready)(struct session *session);
    int (*run)(struct session *session); /* gives the exit status */
};

extern const struct command
    *const commands[]; /* NULL ended; as help lists them */

extern const struct command command_check, command_build, command_ask,
    command_diff, command_approve, command_gate, command_log, command_serve,
    command_lsp, command_test, command_fmt, command_init, command_explain,
    command_help;

const struct command *command_find(const char *name);

/* Says on standard error that there is no such command; gives the status. */
int command_unknown(struct session *session, const char *name);

/* `writ help`, and `writ help COMMAND`. */
void help_print(struct text *text);
void help_command(const struct command *command, struct text *text);

#endif
