#ifndef WRIT_DIFF_PIECE_H
#define WRIT_DIFF_PIECE_H

/* Pieces of published text, of one sort and of both sides, and which of them
 * are the same. */

#include "diff/diff.h"

struct piece {
    const char *key;     /* its name on both sides */
    const char *compare; /* equal where nothing that matters changed */
    const char *text;    /* as it is shown */
    const struct statement *statement; /* that it publishes, or NULL */
    struct span span;
    struct piece *partner; /* the piece of the other side that it became */
    bool same;             /* as its partner */
};

struct pieces {
    struct arena *arena;
    struct piece *items[SIDE_COUNT];
    size_t count[SIDE_COUNT];
};

void piece_add(struct pieces *pieces, size_t side, const struct piece *piece);

/* Finds partners: of the same key and the same text; then, where pieces may
 * `move`, of the same text; then of the same key. */
void pieces_match(struct pieces *pieces, bool move);

/* The text with its white space as the page has it: lines run on, paragraphs
 * stand apart. */
const char *piece_flow(struct arena *arena, const char *text);

#endif
