#ifndef WRIT_SERVER_WIRE_H
#define WRIT_SERVER_WIRE_H

/* Messages of the Language Server Protocol on two descriptors: a header, an
 * empty line, and as many bytes of JSON as it says. */

#include "base/text.h"

#include <stdbool.h>

/* A message that is longer is not kept in memory, and told as too long. */
#define WIRE_MOST ((size_t)64 * 1024 * 1024)

enum wire_result {
    WIRE_MESSAGE, /* a body is there */
    WIRE_TOO_LONG,
    WIRE_GARBAGE, /* a header that says no length; what follows is looked for */
    WIRE_END
};

/* Zeroed but for the descriptors, it has read nothing. */
struct wire {
    int in, out;
    struct text read; /* not taken yet, from `at` on */
    size_t at;
    bool broken; /* nobody reads what is written */
};

/* Waits for the next message; its body replaces the text. */
enum wire_result wire_read(struct wire *wire, struct text *body);

/* Whether more has come already, so that what is only for now can wait. */
bool wire_has_more(const struct wire *wire);

void wire_write(struct wire *wire, const struct text *body);

void wire_close(struct wire *wire);

#endif
