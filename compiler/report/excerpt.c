/* A line is never copied: it is walked, code point by code point, and each one
 * is given the cells it takes. The mark and the line come from the same walk,
 * so they agree whatever the line holds. */

#include "report/excerpt.h"

#include "base/utf8.h"
#include "report/clean.h"

/* Cells of a source line that are shown, and those before a mark when the line
 * is cut on its left. */
#define PAGE_CELLS 100u
#define LEAD_CELLS 20u
#define TAB_CELLS  4u
#define CUT        "..."
#define CUT_CELLS  3u

/* Lines of one span that are shown without leaving any out. */
#define WHOLE_LINES 4u

struct line {
    const unsigned char *bytes;
    size_t length;
};

/* One code point of a line. */
struct glyph {
    size_t size;  /* bytes */
    size_t cells; /* from its own start */
    bool hidden;  /* may not be written as it is */
};

static struct glyph glyph_at(const struct line *line, size_t at, size_t cell)
{
    const unsigned char *bytes = line->bytes + at;
    uint32_t point = 0;
    struct glyph glyph = { 0 };

    glyph.size = utf8_read(bytes, line->length - at, &point);
    if (point == '\t') {
        glyph.cells = TAB_CELLS - cell % TAB_CELLS;
    } else if (utf8_is_forbidden(point) ||
               (glyph.size == 1 && bytes[0] >= 0x80)) {
        glyph.hidden = true;
        glyph.cells = 1;
    } else {
        glyph.cells = utf8_width(bytes, glyph.size);
    }
    return glyph;
}

/* Cells of the line's first `end` bytes. A span may reach past the line. */
static size_t line_cells(const struct line *line, size_t end)
{
    size_t cell = 0;
    for (size_t at = 0; at < line->length && at < end;) {
        struct glyph glyph = glyph_at(line, at, cell);
        at += glyph.size;
        cell += glyph.cells;
    }
    return cell;
}

/* Writes the cells [from, to) of the line. */
static void line_put(struct text *text, const struct line *line, size_t from,
                     size_t to)
{
    size_t cell = 0;
    for (size_t at = 0; at < line->length && cell < to;) {
        struct glyph glyph = glyph_at(line, at, cell);
        size_t end = cell + glyph.cells;
        bool whole = cell >= from && end <= to;
        if (whole && glyph.hidden)
            text_put(text, CLEAN_REPLACEMENT);
        else if (whole && line->bytes[at] != '\t')
            text_add(text, (const char *)line->bytes + at, glyph.size);
        else if (end > from) /* a tab, or a wide character cut in two */
            text_repeat(text, ' ',
                        (end < to ? end : to) - (cell > from ? cell : from));
        at += glyph.size;
        cell = end;
    }
}

/* The bytes of the line without the white space at its end. */
static size_t line_trimmed(const struct line *line)
{
    size_t length = line->length;
    while (length > 0 &&
           (line->bytes[length - 1] == ' ' || line->bytes[length - 1] == '\t' ||
            line->bytes[length - 1] == '\r'))
        length--;
    return length;
}

static size_t line_indent(const struct line *line)
{
    size_t at = 0;
    while (at < line->length &&
           (line->bytes[at] == ' ' || line->bytes[at] == '\t'))
        at++;
    return at;
}

/* A line with the mark under its bytes [start, end). */
static void line_marked(const struct page *page, uint32_t number,
                        const struct line *line, const size_t range[2],
                        const struct mark *mark)
{
    struct line shown = { line->bytes, line_trimmed(line) };
    size_t width = line_cells(&shown, shown.length);
    size_t start = line_cells(&shown, range[0]);
    size_t end = line_cells(&shown, range[1]);
    size_t from = 0, to = width;
    struct text below = { 0 };

    if (end <= start)
        end = start + 1; /* a place, as the end of a file, has no width */
    if (width > PAGE_CELLS) {
        const size_t room = PAGE_CELLS - CUT_CELLS;
        if (end > room)
            from = start > LEAD_CELLS ? start - LEAD_CELLS : 0;
        if (from > width - room)
            from = width - room; /* the page is filled to its right */
        if (from > 0 && from < width - room)
            to = from + room - CUT_CELLS;
        else
            to = from + room;
    }

    page_margin(page, number);
    if (from > 0)
        text_put(page->text, CUT);
    line_put(page->text, &shown, from, to);
    if (to < width)
        text_put(page->text, CUT);
    text_char(page->text, '\n');

    page_margin(page, 0);
    text_repeat(page->text, ' ', start - from + (from > 0 ? CUT_CELLS : 0));
    if (to < width && end > to)
        end = to;
    text_repeat(&below, mark->sign, end > start ? end - start : 1);
    if (mark->caption)
        text_print(&below, " %s", mark->caption);
    page_put(page, mark->paint, text_string(&below));
    text_char(page->text, '\n');
    text_destroy(&below);
}

/* First and last line of a span that is somewhere. */
struct extent {
    struct source *source;
    uint32_t first, last;
};

static bool extent_of(const struct sources *sources, struct span span,
                      struct extent *extent)
{
    uint32_t end = span.end > span.start ? span.end - 1 : span.start;
    extent->source = source_at(sources, span.start);
    if (!extent->source)
        return false;
    extent->first = source_place(sources, span.start).line;
    extent->last = source_place(sources, end).line;
    if (extent->last < extent->first)
        extent->last = extent->first;
    return true;
}

/* Line `number`, with the mark under its part of the span. */
static void extent_line(const struct page *page, const struct extent *extent,
                        uint32_t number, struct span span,
                        const struct mark *mark)
{
    struct source *source = extent->source;
    struct line line = { 0 };
    line.bytes = source_line(page->sources, source, number, &line.length);
    size_t offset = (size_t)(line.bytes - source->bytes);
    size_t start = span.start - source->base;
    size_t end = span.end - source->base;
    size_t trimmed = line_trimmed(&line);
    size_t range[2];

    if (start < offset) /* on an earlier line, or in a byte order mark */
        start = offset;
    if (end < start)
        end = start;
    range[0] = number == extent->first ? start - offset : line_indent(&line);
    range[1] = number == extent->last ? end - offset : trimmed;
    if (range[1] > trimmed && range[0] < trimmed)
        range[1] = trimmed;
    line_marked(page, number, &line, range, mark);
}

uint32_t excerpt_last_line(const struct sources *sources, struct span span)
{
    struct extent extent;
    return extent_of(sources, span, &extent) ? extent.last : 0;
}

void excerpt_whole(const struct page *page, struct span span,
                   const struct mark *mark)
{
    struct extent extent;
    if (!extent_of(page->sources, span, &extent))
        return;
    struct mark bare = *mark;
    bare.caption = NULL;
    bool cut = extent.last - extent.first >= WHOLE_LINES;
    for (uint32_t line = extent.first; line < extent.last; line++) {
        if (cut && line == extent.first + WHOLE_LINES - 1) {
            page_put(page, PAINT_GUTTER, CUT);
            text_char(page->text, '\n');
            break;
        }
        extent_line(page, &extent, line, span, &bare);
    }
    extent_line(page, &extent, extent.last, span, mark);
}

void excerpt_first(const struct page *page, struct span span,
                   const struct mark *mark)
{
    struct extent extent;
    if (!extent_of(page->sources, span, &extent))
        return;
    extent_line(page, &extent, extent.first, span, mark);
}
