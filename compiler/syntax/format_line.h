#ifndef WRIT_SYNTAX_FORMAT_LINE_H
#define WRIT_SYNTAX_FORMAT_LINE_H

/* The lines of a layout: pieces one behind the other, with the spaces between
 * them, and where a sentence that is too long goes on. Pieces are taken in
 * their order. */

#include "base/text.h"
#include "syntax/format_pieces.h"

enum { FORMAT_WIDTH = 120, FORMAT_INDENT = 2 };

struct writer {
    struct arena *arena;
    struct text *text;
    const struct source *source;
    struct pieces *pieces;
    size_t next;        /* piece */
    size_t indent;      /* of the line */
    size_t column;      /* in cells; 0 while nothing stands on the line */
    const char *behind; /* the comment that will end the line, or NULL */
};

/* The piece that comes next. */
struct piece *writer_piece(const struct writer *writer);

/* The first piece at or behind an offset. */
size_t writer_find(const struct writer *writer, uint32_t offset);

/* Ends the line, if anything stands on it, and begins one of that indent. */
void writer_line(struct writer *writer, size_t indent);

/* A line with nothing on it. */
void writer_blank(struct writer *writer);

/* Writes the next piece. Where a comment parts the line it goes on at `margin`,
 * which is also the indent of a text of several lines. */
void writer_put(struct writer *writer, size_t margin);

/* Adds what is no piece right behind the last one. */
void writer_add(struct writer *writer, const char *string);
void writer_pad(struct writer *writer, size_t column);

/* The comments before the next piece, each on a line; `blank`: with a blank
 * line before the first. Gives whether there were any. */
bool writer_remarks(struct writer *writer, size_t indent, bool blank);

/* Writes the pieces up to `to` on one line, however wide. */
void writer_whole(struct writer *writer, size_t to, size_t indent);

/* Writes the pieces up to `to` from where the line stands. Where they do not
 * fit, lines go on at the words that open a part of a sentence, at `indent`;
 * within a part, at `indent` and a step more. */
void writer_run(struct writer *writer, size_t to, size_t indent);

/* How wide these pieces are in a line; SIZE_MAX where they cannot be in one. */
size_t writer_width(const struct writer *writer, size_t from, size_t to);

#endif
