#ifndef WRIT_SYNTAX_FORMAT_PIECES_H
#define WRIT_SYNTAX_FORMAT_PIECES_H

/* A text as the formatter takes it: every token with the comments around it,
 * and where blank lines stand. Between tokens and comments there is nothing but
 * white space, so a layout of the pieces says what the text said. */

#include "syntax/parse.h"

/* A comment, from its `#`, without blanks at its end. */
struct remark {
    const char *text;
    bool blank; /* a blank line stands before it */
};

struct piece {
    int kind;          /* TOK_... */
    const char *text;  /* as written, with single spaces between its words */
    const char *value; /* of a text in quotes; else NULL */
    struct span span;
    struct remark *remarks; /* on lines of their own before it */
    size_t remark_count;
    bool blank;         /* a blank line stands right before it */
    const char *behind; /* the comment at the end of its line, or NULL */
};

struct pieces {
    struct piece *items; /* the last one is the end of the file */
    size_t count;
};

/* Of a text that has been read without fault, in the arena of the reading. */
struct pieces pieces_read(const struct reading *reading, struct source *source);

/* Moves the comments around a piece that is left out to its neighbours. */
void pieces_leave_out(struct arena *arena, struct pieces *pieces, size_t index);

/* Whether both hold the same tokens and the same comments, in the same order;
 * commas, of which a list of terms needs none, aside. */
bool pieces_same(const struct pieces *a, const struct pieces *b);

#endif
