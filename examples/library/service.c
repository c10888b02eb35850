/* A lending library's service, which asks its privacy policy before it acts.
 *
 *     library serve DATABASE PORT [TIME]    on this machine, until it is ended
 *     library purge DATABASE [TIME]         deletes what may no longer be kept
 *
 * TIME, in seconds since 1970, stands in for the clock, for tests. Who may call
 * is not this example's subject: a service like it stands behind a login. */

#include "gate.h"

#include <arpa/inet.h>
#include <microhttpd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { LONGEST_BODY = 1000, LONGEST_ANSWER = 16384 };

struct call;

/* What can be called, as METHOD /readers/NUMBER/LAST. No step is reached but
 * through its question: that is what a route is. */
struct route {
    const char *method;
    const char *last;
    library_request request; /* what is left out is `any`: all there is */
    uint64_t measures;       /* those that the step takes */
    bool (*step)(struct call *call);
};

struct service {
    struct store *store;
    int64_t time; /* in place of the clock; -1: the clock's */
};

struct call {
    struct service *service;
    const struct route *route;
    int64_t reader;
    int64_t now;
    char body[LONGEST_BODY + 1];
    size_t length; /* of the body, also of what there is no room for */
    char answer[LONGEST_ANSWER];
};

/* --- steps: what is done once it is allowed; false where it cannot be ------- */

static bool put(struct call *call, const char *value)
{
    const library_request *request = &call->route->request;

    return store_put(call->service->store, call->reader,
                     library_data_name(request->data),
                     library_purpose_name(request->purpose), value, call->now);
}

static bool forget(struct call *call, const char *value)
{
    return store_forget(call->service->store, call->reader,
                        library_data_name(call->route->request.data), value);
}

static bool add(struct call *call)
{
    return put(call, call->body);
}

static bool replace(struct call *call)
{
    return forget(call, NULL) && add(call);
}

static bool choose(struct call *call)
{
    return put(call, call->route->last);
}

static bool withdraw(struct call *call)
{
    return forget(call, call->route->last);
}

/* What was asked for, and no more: the terms that lie within its data. */
static bool show(struct call *call)
{
    bool good = true;

    for (uint16_t data = 0; good && data < LIBRARY_COUNT_OF_DATA; data++) {
        good = !library_data_is_within(data, call->route->request.data) ||
               store_get(call->service->store, call->reader,
                         library_data_name(data), "\n", call->answer,
                         sizeof call->answer);
    }
    return good;
}

/* --- routes --------------------------------------------------------------- */

#define WE(what, which, why, whom)                                             \
    {                                                                          \
        .party = LIBRARY_PARTY_WE, .action = LIBRARY_ACTION_PROCESS_##what,    \
        .data = LIBRARY_DATA_##which, .purpose = LIBRARY_PURPOSE_##why,        \
        .recipient = LIBRARY_RECIPIENT_##whom                                  \
    }
#define COLLECT(which, why)     WE(COLLECT, which, why, US)
#define USE(which, why)         WE(USE, which, why, US)
#define SHARE(which, why, whom) WE(DISCLOSE_SHARE, which, why, whom)
#define CHOICE                  COLLECT(CHOICE, LEGAL_COMPLIANCE_RIGHTS_FULFILLMENT)
#define DELIVERY                SERVICE_PROVISION_ORDER_FULFILLMENT_DELIVERY

/* Letters leave over TLS, and the courier has signed an agreement. */
#define TLS LIBRARY_MEASURE_BIT_ENCRYPTION_ENCRYPTION_IN_TRANSIT
#define AGREEMENT                                                              \
    LIBRARY_MEASURE_BIT_DATA_PROCESSING_AGREEMENT_PROCESSOR_AGREEMENT

static const struct route routes[] = {
    { "PUT", "name", COLLECT(READER_LABEL_NAME, LENDING), 0, replace },
    { "PUT", "email", COLLECT(READER_EMAIL, LENDING), 0, replace },
    { "PUT", "address", COLLECT(READER_LABEL_ADDRESS, LENDING), 0, replace },
    { "POST", "loans", COLLECT(LOAN, LENDING), 0, add },
    { "GET", "loans", USE(LOAN, LENDING), 0, show },
    { "GET", "card", USE(READER, LENDING), 0, show },
    { "POST", "reminder", USE(READER_EMAIL, REMINDER), TLS, show },
    { "POST", "offer", USE(READER_EMAIL, MARKETING_ADVERTISING), TLS, show },
    { "GET", "statistics", USE(LOAN, RESEARCH_STATISTICS), 0, show },
    { "POST", "parcel", SHARE(READER_LABEL, DELIVERY, COURIER), AGREEMENT,
      show },
    { "PUT", "reminders_wanted", CHOICE, 0, choose },
    { "PUT", "delivery_wanted", CHOICE, 0, choose },
    { "PUT", "account_closure", CHOICE, 0, choose },
    { "DELETE", "reminders_wanted", CHOICE, 0, withdraw },
    { "DELETE", "delivery_wanted", CHOICE, 0, withdraw },
};

/* The route, and the reader that the path names; NULL where there is none. */
static const struct route *find_route(const char *method, const char *path,
                                      int64_t *reader)
{
    static const char prefix[] = "/readers/";
    char *end = NULL;

    if (strncmp(path, prefix, sizeof prefix - 1) != 0) {
        return NULL;
    }
    *reader = strtoll(path + sizeof prefix - 1, &end, 10);
    if (*reader <= 0 || *reader == INT64_MAX || *end != '/') {
        return NULL;
    }
    for (size_t i = 0; i < sizeof routes / sizeof *routes; i++) {
        if (strcmp(routes[i].method, method) == 0 &&
            strcmp(routes[i].last, end + 1) == 0) {
            return &routes[i];
        }
    }
    return NULL;
}

/* --- calls ---------------------------------------------------------------- */

/* Values are shown a line each, so none may hold one. */
static bool good_body(const struct call *call)
{
    bool wanted = call->route->step == add || call->route->step == replace;

    if (!wanted || call->length == 0 || call->length > LONGEST_BODY) {
        return !wanted;
    }
    for (size_t i = 0; i < call->length; i++) {
        if ((unsigned char)call->body[i] < ' ') {
            return false;
        }
    }
    return true;
}

/* The question, its row in the audit and the step are one transaction, and the
 * answer leaves when it is on the disk. Whatever fails, nothing leaves. */
static unsigned answer(struct call *call)
{
    struct store *store = call->service->store;
    char sentence[2048];
    enum gate gate = GATE_BROKEN;
    bool done = false;

    if (!good_body(call)) {
        strcpy(call->answer,
               "Send the value as one line of 1 to 1000 bytes.\n");
        return MHD_HTTP_BAD_REQUEST;
    }
    if (store_begin(store)) {
        gate = gate_ask(store, call->reader, call->route->request,
                        call->route->measures, call->now, sentence,
                        sizeof sentence);
        done = gate != GATE_BROKEN &&
               (gate == GATE_CLOSED || call->route->step(call)) &&
               store_commit(store);
    }
    if (!done) {
        store_rollback(store);
        strcpy(call->answer, "Nothing was done. Try again later.\n");
        return MHD_HTTP_SERVICE_UNAVAILABLE;
    }
    if (gate == GATE_CLOSED) {
        snprintf(call->answer, sizeof call->answer, "%s\n", sentence);
        return MHD_HTTP_FORBIDDEN;
    }
    return MHD_HTTP_OK;
}

static enum MHD_Result reply(struct MHD_Connection *connection, unsigned status,
                             char *text)
{
    enum MHD_Result result = MHD_NO;
    struct MHD_Response *response = MHD_create_response_from_buffer(
        strlen(text), text, MHD_RESPMEM_MUST_COPY);

    if (response != NULL &&
        MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE,
                                "text/plain; charset=utf-8") == MHD_YES &&
        MHD_add_response_header(response, MHD_HTTP_HEADER_CACHE_CONTROL,
                                "no-store") == MHD_YES) {
        result = MHD_queue_response(connection, status, response);
    }
    MHD_destroy_response(response);
    return result;
}

/* Called when the head of a call has come, for each part of its body, and at
 * its end. MHD_NO closes the connection. */
static enum MHD_Result on_call(void *closure, struct MHD_Connection *connection,
                               const char *path, const char *method,
                               const char *version, const char *part,
                               size_t *length, void **state)
{
    struct service *service = closure;
    struct call *call = *state;

    (void)version;
    if (call == NULL) {
        *state = call = calloc(1, sizeof *call);
        return call != NULL ? MHD_YES : MHD_NO;
    }
    if (*length > 0) {
        size_t room =
            call->length < LONGEST_BODY ? LONGEST_BODY - call->length : 0;
        memcpy(call->body + call->length, part,
               *length < room ? *length : room);
        call->length += *length;
        *length = 0;
        return MHD_YES;
    }
    call->service = service;
    call->now = service->time >= 0 ? service->time : (int64_t)time(NULL);
    call->route = find_route(method, path, &call->reader);
    if (call->route == NULL) {
        strcpy(call->answer, "There is no such call.\n");
        return reply(connection, MHD_HTTP_NOT_FOUND, call->answer);
    }
    return reply(connection, answer(call), call->answer);
}

static void on_end(void *closure, struct MHD_Connection *connection,
                   void **state, enum MHD_RequestTerminationCode code)
{
    (void)closure;
    (void)connection;
    (void)code;
    free(*state);
}

/* --- the program ---------------------------------------------------------- */

/* One thread answers, one call after the other: the database has one writer. */
static int serve(struct service *service, uint16_t port)
{
    struct sockaddr_in address = { .sin_family = AF_INET,
                                   .sin_port = htons(port),
                                   .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    sigset_t signals;
    int signal;

    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, NULL);
    struct MHD_Daemon *daemon = MHD_start_daemon(
        MHD_USE_INTERNAL_POLLING_THREAD, port, NULL, NULL, on_call, service,
        MHD_OPTION_SOCK_ADDR, &address, MHD_OPTION_NOTIFY_COMPLETED, on_end,
        NULL, MHD_OPTION_CONNECTION_TIMEOUT, 10u, MHD_OPTION_END);
    const union MHD_DaemonInfo *info =
        daemon != NULL ? MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_BIND_PORT)
                       : NULL;
    if (info == NULL) {
        fputs("library: the port cannot be opened\n", stderr);
        return 2;
    }
    printf("http://127.0.0.1:%u/readers/\n", (unsigned)info->port);
    fflush(stdout);
    sigwait(&signals, &signal);
    MHD_stop_daemon(daemon);
    return 0;
}

static int purge(struct service *service)
{
    size_t count = 0;
    int64_t now = service->time >= 0 ? service->time : (int64_t)time(NULL);

    if (!gate_purge(service->store, now, &count)) {
        fputs("library: nothing was deleted\n", stderr);
        return 2;
    }
    printf("%zu deleted\n", count);
    return 0;
}

/* A whole number up to `most`, or -1. */
static int64_t number(const char *text, int64_t most)
{
    char *end = NULL;
    int64_t value = strtoll(text, &end, 10);

    return end != text && *end == '\0' && value >= 0 && value <= most ? value
                                                                      : -1;
}

int main(int argc, char **argv)
{
    bool serving = argc > 1 && strcmp(argv[1], "serve") == 0;
    int named = serving ? 4 : 3; /* arguments before the time */
    int64_t port = serving && argc > 3 ? number(argv[3], UINT16_MAX) : 0;
    int64_t time = argc > named ? number(argv[named], INT64_MAX - 1) : -1;
    bool good = (serving || (argc > 1 && strcmp(argv[1], "purge") == 0)) &&
                argc >= named && argc <= named + 1 && port >= 0 &&
                (argc == named || time >= 0);
    if (!good) {
        fputs("usage: library serve DATABASE PORT [TIME]\n"
              "       library purge DATABASE [TIME]\n",
              stderr);
        return 2;
    }
    struct service service = { .store = store_open(argv[2]), .time = time };
    if (service.store == NULL) {
        return 2;
    }
    int status = serving ? serve(&service, (uint16_t)port) : purge(&service);
    store_close(service.store);
    return status;
}
