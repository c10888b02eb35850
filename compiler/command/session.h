#ifndef WRIT_COMMAND_SESSION_H
#define WRIT_COMMAND_SESSION_H

/* One run of writ: the call, the compilation it asked for, and all that it has
 * to say. Nothing is written before the end, so what is written can be
 * checked, and a full disk is told from success. */

#include "check/compilation.h"
#include "command/options.h"
#include "report/report.h"

struct session {
    struct arena *arena;
    struct call call;
    struct compilation
        *compilation;          /* NULL where the command needs no policy */
    struct text out, err;      /* for standard output and standard error */
    struct baseline *baseline; /* of `--baseline`; NULL: none */
    struct progress *progress; /* NULL where nobody watches */
};

struct session *session_create(void);

/* An empty compilation with the folders and the budget of the call, in
 * `compilation`. False where the budget is no number, which is said. */
bool session_prepare(struct session *session);

/* Works out the files of the call as far as the command needs. Gives
 * CALL_DONE where that succeeded, or else the exit status, findings said. */
int session_compile(struct session *session);

/* Writes what was said and frees the session. Gives the exit status: that of
 * the run, or CALL_UNUSABLE where the machine did not take it. */
int session_end(struct session *session, int status);

/* Adds a line to standard error: "writ: ..." */
void session_complain(struct session *session, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* What the command does from now on, for who watches a long run. */
void session_step(struct session *session, const char *what, size_t number,
                  size_t of);

/* Says all findings in the format of the call: human ones on standard error,
 * others on standard output. */
void session_report(struct session *session);

/* Whether results are to be read by people: no `--format`, or human. */
bool session_is_human(const struct session *session);

/* How many findings at error level there are that no baseline lists. */
size_t session_errors(const struct session *session);

/* The files of the call as a line begins with them: "policy.writ". */
const char *session_files(const struct session *session);

/* Names of the report formats, for OPTION_FORMAT. */
const char *session_format(size_t index);

#define OPTION_FORMAT                                                          \
    {                                                                          \
        .name = "format", .value = "FORMAT",                                   \
        .help = "how findings are said, the first by default",                 \
        .choice = session_format                                               \
    }

#endif
