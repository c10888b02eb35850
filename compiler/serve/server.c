/* libmicrohttpd, driven from outside. A reader that waits for a change is a
 * suspended connection; it is resumed when the version is another or when it
 * has waited for long enough, and is then answered like any other. */

#include "serve/server.h"

#include "base/memory.h"

#include <arpa/inet.h>
#include <errno.h>
#include <microhttpd.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <time.h>

enum { MOST_CONNECTIONS = 64, IDLE_SECONDS = 60, WAIT_SECONDS = 25 };

/* A request under way. */
struct visitor {
    struct visitor *next;
    struct MHD_Connection *connection;
    bool waiting; /* suspended */
    bool waited;  /* and resumed, to be answered now */
    time_t since;
};

struct server {
    struct MHD_Daemon *daemon;
    struct site site;
    struct visitor *visitors;
    char *version; /* at the last step */
};

/* --- what is let in ------------------------------------------------------ */

/* Another name would be one that a page elsewhere points at this machine. */
static bool is_local(const char *host)
{
    static const char *const names[] = { "127.0.0.1", "localhost" };
    for (size_t i = 0; host != NULL && i < 2; i++) {
        size_t length = strlen(names[i]);
        if (strncasecmp(host, names[i], length) != 0) {
            continue;
        }
        const char *port = host + length;
        if (*port == '\0' ||
            (*port == ':' && port[1] != '\0' &&
             strspn(port + 1, "0123456789") == strlen(port + 1))) {
            return true;
        }
    }
    return false;
}

static bool is_reading(const char *method)
{
    return strcmp(method, MHD_HTTP_METHOD_GET) == 0 ||
           strcmp(method, MHD_HTTP_METHOD_HEAD) == 0;
}

/* --- answers ------------------------------------------------------------- */

static enum MHD_Result answer(struct MHD_Connection *connection,
                              unsigned status, const struct reply *reply)
{
    static const char *const headers[][2] = {
        { MHD_HTTP_HEADER_CACHE_CONTROL, "no-store" },
        { "X-Content-Type-Options", "nosniff" },
        { "Referrer-Policy", "no-referrer" },
        { "Cross-Origin-Resource-Policy", "same-origin" },
        { "Content-Security-Policy", "frame-ancestors 'none'" },
    };
    struct MHD_Response *response = MHD_create_response_from_buffer(
        reply->length, (void *)(uintptr_t)reply->bytes, MHD_RESPMEM_MUST_COPY);
    if (response == NULL) {
        return MHD_NO;
    }
    MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE,
                            reply->type);
    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++) {
        MHD_add_response_header(response, headers[i][0], headers[i][1]);
    }
    if (status == MHD_HTTP_METHOD_NOT_ALLOWED) {
        MHD_add_response_header(response, MHD_HTTP_HEADER_ALLOW, "GET, HEAD");
    }
    enum MHD_Result result = MHD_queue_response(connection, status, response);
    MHD_destroy_response(response);
    return result;
}

static enum MHD_Result say(struct MHD_Connection *connection, unsigned status,
                           const char *line)
{
    struct reply reply = { "text/plain; charset=utf-8", line, strlen(line) };
    return answer(connection, status, &reply);
}

/* The version that the reader has: all that stands behind the `?`. */
static enum MHD_Result take_argument(void *context, enum MHD_ValueKind kind,
                                     const char *key, const char *value)
{
    const char **version = context;
    (void)kind;
    (void)value;
    *version = key;
    return MHD_NO;
}

static enum MHD_Result answer_waiting(struct server *server,
                                      struct visitor *visitor)
{
    const char *version = server->site.version(server->site.context);
    const char *known = NULL;
    MHD_get_connection_values(visitor->connection, MHD_GET_ARGUMENT_KIND,
                              take_argument, &known);
    bool news = known == NULL || strcmp(known, version) != 0;
    if (news || visitor->waited) {
        return say(visitor->connection, MHD_HTTP_OK, version);
    }
    visitor->waiting = true;
    visitor->since = time(NULL);
    MHD_suspend_connection(visitor->connection);
    return MHD_YES;
}

static enum MHD_Result handle(void *context, struct MHD_Connection *connection,
                              const char *url, const char *method,
                              const char *protocol, const char *upload,
                              size_t *upload_size, void **own)
{
    struct server *server = context;
    struct visitor *visitor = *own;
    struct reply reply;
    (void)protocol;
    (void)upload;
    if (visitor == NULL) { /* the head has come; the rest may follow */
        visitor = memory_resize(NULL, sizeof *visitor);
        *visitor = (struct visitor){ .next = server->visitors,
                                     .connection = connection };
        server->visitors = visitor;
        *own = visitor;
        return MHD_YES;
    }
    if (*upload_size > 0) {
        *upload_size = 0; /* nothing is taken */
        return MHD_YES;
    }
    if (!is_local(MHD_lookup_connection_value(connection, MHD_HEADER_KIND,
                                              MHD_HTTP_HEADER_HOST))) {
        return say(connection, MHD_HTTP_FORBIDDEN,
                   "This preview answers to localhost alone.\n");
    }
    if (!is_reading(method)) {
        return say(connection, MHD_HTTP_METHOD_NOT_ALLOWED,
                   "This preview can only be read.\n");
    }
    if (strcmp(url, SERVER_WAIT) == 0) {
        return answer_waiting(server, visitor);
    }
    if (!server->site.find(server->site.context, url, &reply)) {
        return say(connection, MHD_HTTP_NOT_FOUND, "There is no such page.\n");
    }
    return answer(connection, MHD_HTTP_OK, &reply);
}

static void forget(void *context, struct MHD_Connection *connection, void **own,
                   enum MHD_RequestTerminationCode code)
{
    struct server *server = context;
    struct visitor *visitor = *own;
    (void)connection;
    (void)code;
    for (struct visitor **at = &server->visitors; *at != NULL;
         at = &(*at)->next) {
        if (*at == visitor) {
            *at = visitor->next;
            free(visitor);
            *own = NULL;
            return;
        }
    }
}

/* Lets those go on who wait for a change that has come, or for too long. */
static void resume(struct server *server, bool all)
{
    time_t now = time(NULL);
    for (struct visitor *visitor = server->visitors; visitor != NULL;
         visitor = visitor->next) {
        if (visitor->waiting && (all || now - visitor->since >= WAIT_SECONDS)) {
            visitor->waiting = false;
            visitor->waited = true;
            MHD_resume_connection(visitor->connection);
        }
    }
}

/* --- the server ---------------------------------------------------------- */

static void remember(struct server *server)
{
    const char *version = server->site.version(server->site.context);
    size_t size = strlen(version) + 1;
    server->version = memory_resize(server->version, size);
    memcpy(server->version, version, size);
}

struct server *server_create(uint16_t port, const struct site *site,
                             const char **error)
{
    struct sockaddr_in address = { .sin_family = AF_INET };
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    struct server *server = memory_resize(NULL, sizeof *server);
    *server = (struct server){ .site = *site };
    remember(server);
    errno = 0;
    server->daemon = MHD_start_daemon(
        MHD_ALLOW_SUSPEND_RESUME, 0, NULL, NULL, handle, server,
        MHD_OPTION_SOCK_ADDR, &address, MHD_OPTION_NOTIFY_COMPLETED, forget,
        server, MHD_OPTION_CONNECTION_LIMIT, (unsigned)MOST_CONNECTIONS,
        MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE_SECONDS, MHD_OPTION_END);
    if (server->daemon == NULL) {
        *error = errno == EADDRINUSE ? "is in use by another program"
                 : errno == EACCES   ? "may not be used"
                                     : "cannot be listened on";
        free(server->version);
        free(server);
        return NULL;
    }
    return server;
}

void server_destroy(struct server *server)
{
    if (server != NULL) {
        resume(server, true);
        MHD_run(server->daemon);
        MHD_stop_daemon(server->daemon);
        free(server->version);
        free(server);
    }
}

uint16_t server_port(const struct server *server)
{
    const union MHD_DaemonInfo *info =
        MHD_get_daemon_info(server->daemon, MHD_DAEMON_INFO_BIND_PORT);
    return info == NULL ? 0 : info->port;
}

void server_step(struct server *server, int milliseconds)
{
    bool news = strcmp(server->version,
                       server->site.version(server->site.context)) != 0;
    resume(server, news);
    if (news) {
        remember(server);
    }
    MHD_run_wait(server->daemon, milliseconds);
}
