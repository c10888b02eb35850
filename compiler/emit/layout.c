/* Lines of text. A string is taken apart into pieces that must stay on one line,
 * each with or without a space before it, and pieces fill lines one after the
 * other. Invariant: no line is wider than the page, but for an address that is
 * so itself. */

#include "emit/layout.h"

#include "base/utf8.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

static size_t width_of(const char *bytes, size_t length)
{
    return utf8_width((const unsigned char *)bytes, length);
}

static size_t read_point(const char *at, uint32_t *point)
{
    return utf8_read((const unsigned char *)at, strlen(at), point);
}

/* Whether the mark may not open a line: it closes what stands before it. */
static bool is_closing(uint32_t point)
{
    static const uint32_t marks[] = {
        0x2019, 0x201D, 0x2026, 0x3001, 0x3002, 0x3009, 0x300B, 0x300D, 0x300F,
        0x3011, 0x3015, 0xFF01, 0xFF09, 0xFF0C, 0xFF0E, 0xFF1A, 0xFF1B, 0xFF1F,
    };
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (marks[i] == point) {
            return true;
        }
    }
    return point < 0x80 && point != 0 &&
           strchr(".,;:!?)]}%", (int)point) != NULL;
}

/* Whether it may not end a line: it opens what stands behind it. */
static bool is_opening(uint32_t point)
{
    static const uint32_t marks[] = { 0x2018, 0x201C, 0x3008, 0x300A, 0x300C,
                                      0x300E, 0x3010, 0x3014, 0xFF08 };
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (marks[i] == point) {
            return true;
        }
    }
    return point == '(' || point == '[' || point == '{';
}

/* Whether a line may end between the two, which no space parts. */
static bool may_break(uint32_t before, uint32_t after)
{
    bool unspaced = utf8_is_unspaced(before) || utf8_is_unspaced(after);
    return unspaced && !is_opening(before) && !is_closing(after);
}

/* Bytes of the piece at `at`, which is neither empty nor a space. */
static size_t piece_length(const char *at)
{
    uint32_t before;
    size_t length = read_point(at, &before);
    while (at[length] != '\0' && at[length] != ' ') {
        uint32_t after;
        size_t next = read_point(at + length, &after);
        if (may_break(before, after)) {
            break;
        }
        before = after;
        length += next;
    }
    return length;
}

static bool is_address(const char *at, size_t length)
{
    const char *found = strstr(at, "://");
    return found != NULL && (size_t)(found - at) < length;
}

/* As much of the piece as fits in so many cells, and one character at least. */
static size_t fitting(const char *at, size_t length, size_t cells)
{
    uint32_t point;
    size_t taken = read_point(at, &point);
    while (taken < length) {
        size_t next = read_point(at + taken, &point);
        if (width_of(at, taken + next) > cells) {
            break;
        }
        taken += next;
    }
    return taken;
}

/* A line that is being filled. */
struct line {
    const struct layout *layout;
    size_t cells; /* taken, with the indent */
    bool empty;   /* of pieces */
};

static void new_line(struct line *line)
{
    text_char(line->layout->text, '\n');
    text_repeat(line->layout->text, ' ', line->layout->indent);
    line->cells = line->layout->indent;
    line->empty = true;
}

static void open_line(struct line *line)
{
    const struct layout *layout = line->layout;
    if (layout->first == NULL) {
        text_repeat(layout->text, ' ', layout->indent);
        line->cells = layout->indent;
    } else {
        text_put(layout->text, layout->first);
        line->cells = width_of(layout->first, strlen(layout->first));
    }
    line->empty = true;
}

static void put_piece(struct line *line, bool spaced, const char *at,
                      size_t length)
{
    struct text *text = line->layout->text;
    size_t gap = spaced && !line->empty ? 1 : 0;
    size_t cells = width_of(at, length);
    if (!line->empty && line->cells + gap + cells > LAYOUT_WIDTH) {
        new_line(line);
        gap = 0;
    }
    while (line->cells + gap + cells > LAYOUT_WIDTH &&
           !is_address(at, length)) {
        size_t room = LAYOUT_WIDTH - line->layout->indent;
        size_t part = fitting(at, length, room);
        if (part == length) {
            break;
        }
        text_add(text, at, part);
        new_line(line);
        at += part;
        length -= part;
        cells = width_of(at, length);
    }
    text_repeat(text, ' ', gap);
    text_add(text, at, length);
    line->cells += gap + cells;
    line->empty = false;
}

void layout_paragraph(const struct layout *layout, const char *string)
{
    struct line line = { .layout = layout };
    bool spaced = false;
    bool opened = false;
    for (const char *at = string; *at != '\0';) {
        if (*at == ' ') {
            spaced = true;
            at++;
            continue;
        }
        if (!opened) {
            open_line(&line);
            opened = true;
        }
        size_t length = piece_length(at);
        put_piece(&line, spaced, at, length);
        spaced = false;
        at += length;
    }
    if (opened) {
        text_char(layout->text, '\n');
    }
}

void layout_verbatim(const struct layout *layout, const char *string)
{
    for (const char *at = string; *at != '\0';) {
        size_t length = strcspn(at, "\n");
        if (length > 0) {
            text_repeat(layout->text, ' ', layout->indent);
            text_add(layout->text, at, length);
        }
        text_char(layout->text, '\n');
        at += length + (at[length] == '\n' ? 1 : 0);
    }
}

void layout_heading(struct text *text, const char *string, char under)
{
    size_t widest = 0;
    size_t start = text->length;
    layout_paragraph(&(struct layout){ .text = text }, string);
    for (size_t at = start; at < text->length;) {
        const char *line = text->bytes + at;
        size_t length = strcspn(line, "\n");
        size_t cells = width_of(line, length);
        widest = cells > widest ? cells : widest;
        at += length + 1;
    }
    text_repeat(text, under, widest);
    text_put(text, widest > 0 ? "\n" : "");
}
