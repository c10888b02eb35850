#ifndef WRIT_SERVE_SERVER_H
#define WRIT_SERVE_SERVER_H

/* A web server for one reader at this machine: it listens on 127.0.0.1 alone,
 * answers GET and HEAD, and only to names of this machine, so that no page from
 * elsewhere can read what it shows. One thread: nothing happens but in
 * server_step. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What is found at a path; the bytes are good until the next server_step. */
struct reply {
    const char *type; /* "text/html; charset=utf-8" */
    const char *bytes;
    size_t length;
};

struct site {
    /* False where there is nothing at the path. */
    bool (*find)(void *context, const char *path, struct reply *reply);
    /* What stands for the state of the site: another where anything is. */
    const char *(*version)(void *context);
    void *context;
};

/* The path that answers with the version, as soon as it is another than that
 * behind its `?`. */
#define SERVER_WAIT "/.writ/wait"

struct server;

/* Port 0 is any that is free. NULL where the machine refuses: `*error` says why,
 * as the end of a sentence. */
struct server *server_create(uint16_t port, const struct site *site,
                             const char **error);
void server_destroy(struct server *server);

uint16_t server_port(const struct server *server);

/* Answers what has come in and what comes in within so many milliseconds. */
void server_step(struct server *server, int milliseconds);

#endif
