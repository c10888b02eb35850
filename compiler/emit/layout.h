#ifndef WRIT_EMIT_LAYOUT_H
#define WRIT_EMIT_LAYOUT_H

/* Plain text in lines of a terminal: 72 cells wide, wide characters as two. A
 * line is broken at a space, or between characters of a script without spaces
 * where its rules allow it. */

#include "base/text.h"

enum { LAYOUT_WIDTH = 72 };

/* Where a paragraph stands. */
struct layout {
    struct text *text;
    size_t indent;     /* cells before every line */
    const char *first; /* what stands before the first instead, or NULL */
};

/* Adds the string as lines, each with its end; an empty string is none. */
void layout_paragraph(const struct layout *layout, const char *string);

/* Adds the string as it is, its own lines indented. */
void layout_verbatim(const struct layout *layout, const char *string);

/* Adds a heading with a line of `under` as wide as it. */
void layout_heading(struct text *text, const char *string, char under);

#endif
