#ifndef WRIT_BASE_SOURCE_H
#define WRIT_BASE_SOURCE_H

/* All files of a compilation lie in one 32-bit offset space, so a place is one
 * number and a span two. Lines and columns are worked out only when a finding
 * is shown. Offset 0 belongs to no file: a span of {0, 0} is "nowhere". */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

struct span {
    uint32_t start, end; /* [start, end) */
};

struct source {
    const char *name; /* as the user wrote it, or "std.purposes" */
    const char *path; /* as opened, to import beside it; NULL for std and `-` */
    const unsigned char *bytes; /* owned by the arena, a NUL behind them */
    uint32_t length;
    uint32_t base;   /* offset of its first byte */
    bool library;    /* standard library: its terms are nobody's fault */
    uint32_t *lines; /* where lines start in the file; made on demand */
    size_t line_count;
};

struct sources {
    struct arena *arena;
    struct source **items;
    size_t count;
    uint32_t used; /* next free offset; a zeroed struct is an empty one */
};

/* A place as people count: line and column from 1, column in code points. A
 * byte order mark is no column, and the end of the file is a place. */
struct place {
    const struct source *source; /* NULL where the span is nowhere */
    uint32_t line, column;
};

/* Adds a file; its bytes, never NULL, live in the arena or longer, as do the
 * name and the path. NULL when the offset space (4 GiB) is full. */
struct source *source_add(struct sources *sources, const char *name,
                          const char *path, const unsigned char *bytes,
                          size_t length, bool library);

/* The file that holds the offset, or NULL. */
struct source *source_at(const struct sources *sources, uint32_t offset);

struct place source_place(const struct sources *sources, uint32_t offset);

/* Line `line` (from 1) without its newline, `\r\n` too: where it starts and
 * how long. Empty behind the last line. */
const unsigned char *source_line(const struct sources *sources,
                                 struct source *source, uint32_t line,
                                 size_t *length);

#endif
