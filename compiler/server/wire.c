/* Framing. Nothing that comes in can make it hold more than a message, or stop
 * it: what is too long is read past, and what is no header is skipped up to the
 * next one. */

#include "server/wire.h"

#include <errno.h>
#include <poll.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

enum { PIECE = 65536, LONGEST_LINE = 4096 };

/* Takes what has been used out of the front. */
static void shift(struct wire *wire)
{
    if (wire->at > 0) {
        memmove(wire->read.bytes, wire->read.bytes + wire->at,
                wire->read.length - wire->at);
        wire->read.length -= wire->at;
        wire->at = 0;
    }
}

/* Reads a piece more; false at the end. */
static bool fill(struct wire *wire)
{
    char piece[PIECE];
    ssize_t count;
    do {
        count = read(wire->in, piece, sizeof piece);
    } while (count < 0 && errno == EINTR);
    if (count <= 0) {
        return false;
    }
    shift(wire);
    text_add(&wire->read, piece, (size_t)count);
    return true;
}

/* The next line without its end; false at the end. One that is too long for a
 * header is cut. */
static bool read_line(struct wire *wire, struct text *line)
{
    line->length = 0;
    for (;;) {
        while (wire->at < wire->read.length) {
            char byte = wire->read.bytes[wire->at++];
            if (byte == '\n') {
                bool returned =
                    line->length > 0 && line->bytes[line->length - 1] == '\r';
                line->length -= returned;
                return true;
            }
            if (line->length < LONGEST_LINE) {
                text_char(line, byte);
            }
        }
        if (!fill(wire)) {
            return false;
        }
    }
}

/* The number behind the name of the header; false where it is another, or none.
 * A number beyond 64 bits is the largest. */
static bool read_length(const struct text *line, uint64_t *length)
{
    static const char name[] = "content-length:";
    size_t at = strlen(name);
    if (line->length < at || strncasecmp(line->bytes, name, at) != 0) {
        return false;
    }
    while (at < line->length && line->bytes[at] == ' ') {
        at++;
    }
    bool any = false;
    *length = 0;
    for (; at < line->length; at++) {
        char byte = line->bytes[at];
        if (byte < '0' || byte > '9') {
            return false;
        }
        uint64_t digit = (uint64_t)(byte - '0');
        *length = *length > (UINT64_MAX - digit) / 10 ? UINT64_MAX
                                                      : *length * 10 + digit;
        any = true;
    }
    return any;
}

/* Takes so many bytes, and keeps them where a text is given. */
static bool take(struct wire *wire, uint64_t length, struct text *body)
{
    while (length > 0) {
        size_t there = wire->read.length - wire->at;
        size_t count = length < there ? (size_t)length : there;
        if (body != NULL && count > 0) {
            text_add(body, wire->read.bytes + wire->at, count);
        }
        wire->at += count;
        length -= count;
        if (length > 0 && !fill(wire)) {
            return false;
        }
    }
    return true;
}

enum wire_result wire_read(struct wire *wire, struct text *body)
{
    struct text line = { NULL, 0, 0 };
    enum wire_result result = WIRE_END;
    uint64_t length = 0;
    bool known = false;
    bool any = false;
    body->length = 0;
    while (read_line(wire, &line)) {
        known = read_length(&line, &length) || known;
        if (line.length > 0) {
            any = true;
            continue;
        }
        if (!known && !any) {
            continue; /* an empty line more */
        }
        bool fits = known && length <= WIRE_MOST;
        result = !known ? WIRE_GARBAGE : fits ? WIRE_MESSAGE : WIRE_TOO_LONG;
        if (known && !take(wire, length, fits ? body : NULL)) {
            result = WIRE_END;
        }
        break;
    }
    text_destroy(&line);
    return result;
}

bool wire_has_more(const struct wire *wire)
{
    struct pollfd poll_in = { .fd = wire->in, .events = POLLIN };
    return wire->at < wire->read.length ||
           (poll(&poll_in, 1, 0) > 0 && (poll_in.revents & POLLIN) != 0);
}

static void write_all(struct wire *wire, const char *bytes, size_t length)
{
    while (length > 0 && !wire->broken) {
        ssize_t count = write(wire->out, bytes, length);
        if (count < 0 && errno == EINTR) {
            continue;
        }
        wire->broken = count <= 0;
        bytes += count > 0 ? count : 0;
        length -= count > 0 ? (size_t)count : 0;
    }
}

void wire_write(struct wire *wire, const struct text *body)
{
    struct text header = { NULL, 0, 0 };
    text_print(&header, "Content-Length: %zu\r\n\r\n", body->length);
    write_all(wire, header.bytes, header.length);
    write_all(wire, text_string(body), body->length);
    text_destroy(&header);
}

void wire_close(struct wire *wire)
{
    text_destroy(&wire->read);
}
