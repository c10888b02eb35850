#ifndef WRIT_MODEL_PIECES_H
#define WRIT_MODEL_PIECES_H

/* A JSON text taken apart without building anything: where each member of an
 * object and each element of an array starts and ends. A million flows are read
 * through a window of one. What a piece holds is not looked at, so a piece that
 * is used is also parsed: then the whole text has been checked.
 *
 *     for (bool more = pieces_enter(&pieces, '{'); more;
 *          more = pieces_more(&pieces, '}')) {
 *         struct piece key = pieces_key(&pieces);
 *         ... pieces_value(&pieces), or entered in its turn ...
 *     } */

#include <stdbool.h>
#include <stddef.h>

/* The text of one value, or of a key with its quotes. */
struct piece {
    const char *start;
    size_t length; /* 0 where the text is broken */
};

struct pieces {
    const char *at, *end;
    bool broken; /* at `at`; every loop then ends by itself */
};

/* Takes the bracket that opens; whether anything stands inside. An empty one is
 * taken whole. */
bool pieces_enter(struct pieces *pieces, char open);

/* Behind a value: takes the comma, and true, or the bracket that closes. */
bool pieces_more(struct pieces *pieces, char close);

/* Takes a key and its colon. */
struct piece pieces_key(struct pieces *pieces);

/* Takes a whole value. */
struct piece pieces_value(struct pieces *pieces);

/* The first character of what comes next; NUL at the end. */
char pieces_peek(struct pieces *pieces);

#endif
