/* `writ serve`: the page of a policy on this machine, for those who edit it
 * together. It says where at once, and one line each time that the files have
 * changed; Ctrl-C ends it. */

#include "command/command.h"
#include "report/clean.h"
#include "serve/preview.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DEFAULT_PORT "7080"

enum { STEP = 150, MOST_PORT = 65535 }; /* milliseconds between two looks */

/* The one thing that a signal may touch. */
static volatile sig_atomic_t stopped;

static void stop(int signal)
{
    (void)signal;
    stopped = 1;
}

static void catch_signals(void)
{
    struct sigaction action = { .sa_handler = stop };
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    action.sa_handler = SIG_IGN;
    sigaction(SIGPIPE, &action, NULL);
}

/* Puts the text out at once. False where nobody takes it. */
static bool say(struct text *text)
{
    bool good =
        fwrite(text_string(text), 1, text->length, stdout) == text->length;
    good = fflush(stdout) == 0 && good;
    text_destroy(text);
    return good;
}

static bool tell(struct session *session, const struct preview *preview)
{
    struct text line = { NULL, 0, 0 };
    struct text found = { NULL, 0, 0 };
    preview_tell(preview, &found);
    clean_put(&line, session_files(session));
    text_put(&line, ": ");
    clean_put(&line, text_string(&found));
    text_char(&line, '\n');
    text_destroy(&found);
    return say(&line);
}

static int follow(struct session *session, struct preview *preview,
                  struct server *server)
{
    struct text line = { NULL, 0, 0 };
    text_print(&line, "http://127.0.0.1:%u/ shows it; Ctrl-C ends this\n",
               (unsigned)server_port(server));
    bool heard = tell(session, preview) && say(&line);
    while (!stopped && heard) {
        server_step(server, STEP);
        heard = !preview_refresh(preview) || tell(session, preview);
    }
    if (!heard) {
        session_complain(session, "standard output cannot be written: %s",
                         strerror(errno));
        return CALL_UNUSABLE;
    }
    return CALL_DONE;
}

static bool read_port(const char *word, uint16_t *port)
{
    char *end = NULL;
    unsigned long number = strtoul(word, &end, 10);
    if (word[0] < '0' || word[0] > '9' || *end != '\0' || number > MOST_PORT) {
        return false;
    }
    *port = (uint16_t)number;
    return true;
}

static int serve_port(struct session *session, uint16_t port)
{
    const struct call *call = &session->call;
    const char *error = NULL;
    struct preview *preview =
        preview_create(session->compilation, call->files, call->file_count);
    struct site site = preview_site(preview);
    struct server *server = server_create(port, &site, &error);
    int status = CALL_UNUSABLE;
    if (server == NULL) {
        session_complain(session, "port %u %s; choose another with `--port`",
                         (unsigned)port, error);
    } else {
        status = follow(session, preview, server);
    }
    server_destroy(server);
    preview_destroy(preview);
    return status;
}

static int serve_run(struct session *session)
{
    struct call *call = &session->call;
    const char *word = call_value(call, "port");
    uint16_t port = 0;
    if (call->file_count == 0) {
        session_complain(session,
                         "`writ serve` needs a file: `writ serve FILE`");
        return CALL_UNUSABLE;
    }
    for (size_t i = 0; i < call->file_count; i++) {
        if (strcmp(call->files[i], "-") == 0) {
            session_complain(session, "`writ serve` reads its files again and "
                                      "again, which standard input cannot be");
            return CALL_UNUSABLE;
        }
    }
    if (!read_port(word != NULL ? word : DEFAULT_PORT, &port)) {
        session_complain(session,
                         "`--port` cannot be `%s`; it is a number up to %d, "
                         "where 0 is any that is free",
                         word, MOST_PORT);
        return CALL_UNUSABLE;
    }
    if (!session_prepare(session)) {
        return CALL_UNUSABLE;
    }
    session->compilation->systems = call_values(
        call, session->arena, "systems", &session->compilation->systems_count);
    catch_signals();
    return serve_port(session, port);
}

static const struct option serve_options[] = {
    {
        .name = "port",
        .value = "N",
        .help = "the port to listen on, on this machine alone "
                "(" DEFAULT_PORT " by default, 0 for any that is free)",
    },
    OPTION_SYSTEMS,
    OPTION_INCLUDE,
    OPTION_BUDGET,
    { 0 },
};

const struct command command_serve = {
    .name = "serve",
    .summary = "show a policy as a page that follows its files",
    .usage = "FILE...",
    .text = "For a browser on this machine. The page is worked out again "
            "whenever a file\nchanges, with what the check finds beside each "
            "sentence; Ctrl-C ends it.\n",
    .example = "writ serve examples/ai-pool/policy.writ",
    .needs = NEED_NOTHING,
    .options = serve_options,
    .run = serve_run,
};
