/* ask PORT PATH: what a server at this machine answers, on standard output. A
 * browser's part, for tests of `writ serve`. */

#include <arpa/inet.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

int main(int count, char **words)
{
    struct sockaddr_in address = { .sin_family = AF_INET };
    char room[65536];
    if (count != 3) {
        fprintf(stderr, "ask PORT PATH\n");
        return 2;
    }
    address.sin_port = htons((uint16_t)strtoul(words[1], NULL, 10));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int client = socket(AF_INET, SOCK_STREAM, 0);
    if (client < 0 ||
        connect(client, (struct sockaddr *)&address, sizeof address) != 0) {
        perror("ask");
        return 1;
    }
    int length = snprintf(room, sizeof room,
                          "GET %s HTTP/1.1\r\nHost: localhost:%s\r\n"
                          "Connection: close\r\n\r\n",
                          words[2], words[1]);
    if (write(client, room, (size_t)length) != length) {
        return 1;
    }
    for (;;) {
        ssize_t got = read(client, room, sizeof room);
        if (got <= 0) {
            break;
        }
        fwrite(room, 1, (size_t)got, stdout);
    }
    close(client);
    return 0;
}
