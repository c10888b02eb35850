/* serve/server: one reader at this machine is answered, nobody else is, and who
 * waits for a change is told of it. Server and client are one thread: the
 * client writes, the server steps, the client reads. */

#include "serve/server.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <arpa/inet.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

static bool find_hello(void *context, const char *path, struct reply *reply)
{
    (void)context;
    *reply = (struct reply){ "text/html; charset=utf-8", "<p>hello", 8 };
    return strcmp(path, "/") == 0;
}

static const char *version_in(void *context)
{
    return context;
}

static struct server *start(char *version)
{
    const struct site site = { find_hello, version_in, version };
    const char *error = NULL;
    struct server *server = server_create(0, &site, &error);
    assert_non_null(server);
    assert_int_not_equal(server_port(server), 0);
    return server;
}

/* A connection to the server under this address; -1 where it refuses. */
static int reach(const struct server *server, const char *host)
{
    int client = socket(AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in address = { .sin_family = AF_INET };
    assert_true(client >= 0);
    address.sin_port = htons(server_port(server));
    assert_int_equal(inet_pton(AF_INET, host, &address.sin_addr), 1);
    if (connect(client, (struct sockaddr *)&address, sizeof address) != 0) {
        close(client);
        return -1;
    }
    assert_int_equal(fcntl(client, F_SETFL, O_NONBLOCK), 0);
    return client;
}

static int send_to(const struct server *server, const char *request)
{
    int client = reach(server, "127.0.0.1");
    assert_true(client >= 0);
    assert_int_equal(write(client, request, strlen(request)),
                     (ssize_t)strlen(request));
    return client;
}

/* What has come within so many steps; "" where nothing has. */
static const char *heard(struct server *server, int client, int steps,
                         char room[4096])
{
    size_t length = 0;
    for (int i = 0; i < steps; i++) {
        server_step(server, 10);
        ssize_t got = read(client, room + length, 4095 - length);
        length += got > 0 ? (size_t)got : 0;
        if (got == 0) {
            break;
        }
    }
    room[length] = '\0';
    return room;
}

static void answers(struct server *server, const char *request,
                    const char *head)
{
    char room[4096];
    int client = send_to(server, request);
    const char *answer = heard(server, client, 8, room);
    if (strncmp(answer, head, strlen(head)) != 0) {
        fail_msg("%s\n  is answered by\n%s", request, answer);
    }
    close(client);
}

static void a_reader_here_is_answered(void **state)
{
    (void)state;
    char version[] = "1";
    char room[4096];
    struct server *server = start(version);
    int client =
        send_to(server, "GET / HTTP/1.1\r\nHost: localhost:80\r\n\r\n");
    const char *answer = heard(server, client, 8, room);
    close(client);
    assert_memory_equal(answer, "HTTP/1.1 200", 12);
    assert_non_null(strstr(answer, "text/html; charset=utf-8"));
    assert_non_null(strstr(answer, "no-store"));
    assert_non_null(strstr(answer, "\r\n\r\n<p>hello"));
    answers(server, "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
            "HTTP/1.1 200");
    answers(server, "GET /other HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
            "HTTP/1.1 404");
    client = send_to(server, "HEAD / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    answer = heard(server, client, 8, room);
    close(client);
    assert_memory_equal(answer, "HTTP/1.1 200", 12);
    assert_null(strstr(answer, "hello"));
    server_destroy(server);
}

static void nobody_else_is(void **state)
{
    (void)state;
    static const char *const hosts[] = {
        "Host: evil.example\r\n",     "Host: localhost.evil.example\r\n",
        "Host: 127.0.0.1.nip.io\r\n", "Host: localhost:80@evil\r\n",
        "Host: 192.168.0.1\r\n",
    };
    char version[] = "1";
    struct server *server = start(version);
    for (size_t i = 0; i < sizeof hosts / sizeof *hosts; i++) {
        char request[128];
        snprintf(request, sizeof request, "GET / HTTP/1.1\r\n%s\r\n", hosts[i]);
        answers(server, request, "HTTP/1.1 403");
    }
    answers(server, "GET / HTTP/1.0\r\n\r\n", "HTTP/1.1 403");
    /* loopback has more addresses than the one that is listened on */
    assert_int_equal(reach(server, "127.0.0.2"), -1);
    server_destroy(server);
}

static void it_can_only_be_read(void **state)
{
    (void)state;
    static const char *const methods[] = { "POST", "PUT", "DELETE", "PATCH" };
    char version[] = "1";
    struct server *server = start(version);
    for (size_t i = 0; i < sizeof methods / sizeof *methods; i++) {
        char request[128];
        snprintf(request, sizeof request,
                 "%s / HTTP/1.1\r\nHost: localhost\r\n"
                 "Content-Length: 3\r\n\r\na=b",
                 methods[i]);
        answers(server, request, "HTTP/1.1 405");
    }
    server_destroy(server);
}

static void who_waits_is_told(void **state)
{
    (void)state;
    char version[] = "1";
    char room[4096];
    struct server *server = start(version);
    answers(server, "GET " SERVER_WAIT " HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "HTTP/1.1 200");
    answers(server, "GET " SERVER_WAIT "?0 HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "HTTP/1.1 200");
    int client = send_to(server, "GET " SERVER_WAIT
                                 "?1 HTTP/1.1\r\nHost: localhost\r\n\r\n");
    assert_string_equal(heard(server, client, 8, room), "");
    /* others are answered meanwhile */
    answers(server, "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "HTTP/1.1 200");
    version[0] = '2';
    const char *answer = heard(server, client, 8, room);
    assert_memory_equal(answer, "HTTP/1.1 200", 12);
    assert_non_null(strstr(answer, "\r\n\r\n2"));
    close(client);
    server_destroy(server);
}

static void it_ends_while_somebody_waits(void **state)
{
    (void)state;
    char version[] = "1";
    char room[4096];
    struct server *server = start(version);
    int waiting = send_to(server, "GET " SERVER_WAIT
                                  "?1 HTTP/1.1\r\nHost: localhost\r\n\r\n");
    int gone = send_to(server, "GET " SERVER_WAIT
                               "?1 HTTP/1.1\r\nHost: localhost\r\n\r\n");
    heard(server, waiting, 4, room);
    close(gone);
    heard(server, waiting, 4, room);
    server_destroy(server);
    close(waiting);
}

static void a_port_in_use_is_told(void **state)
{
    (void)state;
    char version[] = "1";
    const struct site site = { find_hello, version_in, version };
    const char *error = NULL;
    struct server *server = start(version);
    assert_null(server_create(server_port(server), &site, &error));
    assert_string_equal(error, "is in use by another program");
    server_destroy(server);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_reader_here_is_answered),
        cmocka_unit_test(nobody_else_is),
        cmocka_unit_test(it_can_only_be_read),
        cmocka_unit_test(who_waits_is_told),
        cmocka_unit_test(it_ends_while_somebody_waits),
        cmocka_unit_test(a_port_in_use_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
