/* Prose without its marks: lists have dashes and numbers, quotes and code an
 * indent, links their address behind them, and emphasis is only words. The
 * words of a block gather in a run, which is laid out when the block ends. */

#include "emit/plain.h"

#include <stdbool.h>
#include <string.h>

enum { QUOTE_INDENT = 4 };

struct plain {
    struct text *text;
    const struct prose *prose;
    size_t indent;
    struct text run;   /* of words, until their block ends */
    struct text first; /* what stands before the next line, "- "; or empty */
    bool fresh;        /* nothing stands above, so no line is left empty */
};

static size_t write_marks(struct plain *plain, size_t at);

static void clear(struct text *text)
{
    text->length = 0;
    if (text->bytes != NULL) {
        text->bytes[0] = '\0';
    }
}

static void end_run(struct plain *plain)
{
    bool first = plain->first.length > 0 && plain->run.length > 0;
    layout_paragraph(
        &(struct layout){ .text = plain->text,
                          .indent = plain->indent,
                          .first = first ? plain->first.bytes : NULL },
        text_string(&plain->run));
    if (first) {
        clear(&plain->first);
    }
    clear(&plain->run);
}

static void start_block(struct plain *plain)
{
    end_run(plain);
    if (!plain->fresh && plain->first.length == 0) {
        text_char(plain->text, '\n');
    }
    plain->fresh = false;
}

/* Everything to its end, with so much more of an indent. */
static size_t write_inside(struct plain *plain, size_t at, size_t indent)
{
    plain->indent += indent;
    at = write_marks(plain, at);
    end_run(plain);
    plain->indent -= indent;
    return at;
}

/* Whether what starts here is a block, and not words. */
static bool is_block(const struct prose *prose, size_t at)
{
    return at < prose->count && prose->marks[at].kind < MARK_EMPHASIS;
}

static size_t write_list(struct plain *plain, size_t at,
                         const struct mark *list)
{
    unsigned number = list->number;
    bool first = true;
    start_block(plain);
    while (at < plain->prose->count &&
           plain->prose->marks[at].kind == MARK_ITEM) {
        bool apart = !first && is_block(plain->prose, at + 1);
        text_put(plain->text, apart ? "\n" : "");
        first = false;
        clear(&plain->first);
        text_repeat(&plain->first, ' ', plain->indent);
        size_t start = plain->first.length;
        if (list->kind == MARK_NUMBERED) {
            text_print(&plain->first, "%u. ", number++);
        } else {
            text_put(&plain->first, "- ");
        }
        at = write_inside(plain, at + 1, plain->first.length - start);
        clear(&plain->first);
    }
    return at + 1; /* behind the list's own end */
}

static size_t write_verbatim(struct plain *plain, size_t at)
{
    start_block(plain);
    at = write_marks(plain, at);
    layout_verbatim(&(struct layout){ .text = plain->text,
                                      .indent = plain->indent + QUOTE_INDENT },
                    text_string(&plain->run));
    clear(&plain->run);
    return at;
}

/* An address that is not already what is read stands behind it. */
static size_t write_link(struct plain *plain, size_t at, const char *address)
{
    static const char mail[] = "mailto:";
    size_t start = plain->run.length;
    at = write_marks(plain, at);
    const char *read = text_string(&plain->run) + start;
    const char *bare = strncmp(address, mail, sizeof mail - 1) == 0
                           ? address + sizeof mail - 1
                           : address;
    if (strcmp(read, bare) != 0) {
        text_print(&plain->run, " (%s)", bare);
    }
    return at;
}

static void write_rule(struct plain *plain)
{
    start_block(plain);
    text_repeat(plain->text, ' ', plain->indent);
    text_repeat(plain->text, '-', LAYOUT_WIDTH / 2);
    text_char(plain->text, '\n');
}

static size_t write_mark(struct plain *plain, const struct mark *mark,
                         size_t at)
{
    switch (mark->kind) {
    case MARK_PARAGRAPH:
    case MARK_HEADING: start_block(plain); return write_inside(plain, at, 0);
    case MARK_QUOTE:
        start_block(plain);
        plain->fresh = true;
        at = write_inside(plain, at, QUOTE_INDENT);
        plain->fresh = false;
        return at;
    case MARK_LIST:
    case MARK_NUMBERED: return write_list(plain, at, mark);
    case MARK_VERBATIM: return write_verbatim(plain, at);
    case MARK_EMPHASIS:
    case MARK_STRONG:
    case MARK_CODE: return write_marks(plain, at);
    case MARK_LINK: return write_link(plain, at, mark->text);
    case MARK_TEXT: text_put(&plain->run, mark->text); return at;
    case MARK_BREAK: end_run(plain); return at;
    case MARK_RULE: write_rule(plain); return at;
    case MARK_ITEM: /* write_list takes them */
    case MARK_END: break;
    }
    return at;
}

static size_t write_marks(struct plain *plain, size_t at)
{
    while (at < plain->prose->count) {
        const struct mark *mark = &plain->prose->marks[at++];
        if (mark->kind == MARK_END) {
            return at;
        }
        at = write_mark(plain, mark, at);
    }
    return at;
}

void plain_prose(struct text *text, const struct prose *prose)
{
    struct plain plain = { .text = text, .prose = prose, .fresh = true };
    write_marks(&plain, 0);
    end_run(&plain);
    text_destroy(&plain.run);
    text_destroy(&plain.first);
}
