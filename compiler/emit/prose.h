#ifndef WRIT_EMIT_PROSE_H
#define WRIT_EMIT_PROSE_H

/* A string of prose, which is Markdown, as a flat row of marks that any format
 * can write: every mark that opens something is closed by its own MARK_END.
 * Nothing in it is markup any more: raw HTML has become text, pictures their
 * description, and a link that is no http, https or mailto its words alone. */

#include <stddef.h>

struct arena;

enum mark_kind {
    MARK_PARAGRAPH,
    MARK_HEADING,
    MARK_QUOTE,
    MARK_LIST,
    MARK_NUMBERED,
    MARK_ITEM,
    MARK_VERBATIM, /* blocks */
    MARK_EMPHASIS,
    MARK_STRONG,
    MARK_CODE,
    MARK_LINK, /* within a line */
    MARK_END,  /* of the innermost that is open */
    MARK_TEXT,
    MARK_BREAK,
    MARK_RULE /* these hold nothing */
};

struct mark {
    enum mark_kind kind;
    const char *text; /* of MARK_TEXT; the address of MARK_LINK */
    unsigned number;  /* MARK_NUMBERED: of its first item */
};

struct prose {
    struct mark *marks;
    size_t count;
};

/* In the arena. */
struct prose prose_read(struct arena *arena, const char *markdown);

/* The address as it may stand in a link of any format, percent-encoded where
 * it has to be; NULL where it is none of the three schemes. */
const char *prose_address(struct arena *arena, const char *address);

#endif
