/* Invariant: what stands on a line is ended by one newline, has no blanks at its
 * end, and a comment is the last of its line. */

#include "syntax/format_line.h"

#include "base/arena.h"
#include "base/utf8.h"
#include "syntax/parser.h"

#include <string.h>

struct piece *writer_piece(const struct writer *writer)
{
    return &writer->pieces->items[writer->next];
}

size_t writer_find(const struct writer *writer, uint32_t offset)
{
    size_t at = writer->next;

    while (at + 1 < writer->pieces->count &&
           writer->pieces->items[at].span.start < offset)
        at++;
    return at;
}

/* --- lines ---------------------------------------------------------------- */

static size_t cells(const char *string)
{
    return utf8_width((const unsigned char *)string, strlen(string));
}

void writer_line(struct writer *writer, size_t indent)
{
    struct text *text = writer->text;

    while (writer->column > 0 && text->bytes[text->length - 1] == ' ')
        text->bytes[--text->length] = '\0';
    if (writer->behind)
        text_print(text, " %s", writer->behind);
    if (writer->column > 0)
        text_char(text, '\n');
    writer->behind = NULL;
    writer->column = 0;
    writer->indent = indent;
}

void writer_blank(struct writer *writer)
{
    writer_line(writer, writer->indent);
    if (writer->text->length > 0)
        text_char(writer->text, '\n');
}

void writer_add(struct writer *writer, const char *string)
{
    if (writer->column == 0)
        text_repeat(writer->text, ' ', writer->indent);
    writer->column = writer->column == 0 ? writer->indent : writer->column;
    text_put(writer->text, string);
    writer->column += cells(string);
}

void writer_pad(struct writer *writer, size_t column)
{
    if (column > writer->column && !writer->behind) {
        text_repeat(writer->text, ' ', column - writer->column);
        writer->column = column;
    }
}

bool writer_remarks(struct writer *writer, size_t indent, bool blank)
{
    struct piece *piece = writer_piece(writer);
    size_t count = piece->remark_count;

    for (size_t i = 0; i < count; i++) {
        if (i > 0 ? piece->remarks[i].blank : blank)
            writer_blank(writer);
        writer_line(writer, indent);
        writer_add(writer, piece->remarks[i].text);
    }
    if (count > 0)
        writer_line(writer, indent);
    piece->remark_count = 0;
    return count > 0;
}

/* --- texts of several lines ----------------------------------------------- */

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r';
}

/* The blanks that all lines from `at` begin with, but for empty lines; as the
 * lexer drops them. */
static size_t common_indent(const char *at, const char *end)
{
    const char *model = NULL;
    size_t common = 0;

    while (at < end) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        const char *text = at;
        stop = stop ? stop : end;
        while (text < stop && is_blank(*text))
            text++;
        if (text < stop && !model) {
            model = at;
            common = (size_t)(text - at);
        }
        for (size_t i = 0; text < stop && i < common; i++)
            if (at[i] != model[i])
                common = i;
        at = stop < end ? stop + 1 : end;
    }
    return common;
}

/* The inside of `"""` behind its first line, which is empty, up to its last
 * visible byte; false where it is not written so, and then it stays as it is. */
static bool block_inside(const char *text, const char **from, const char **end)
{
    if (strncmp(text, "\"\"\"", 3) != 0)
        return false;
    *from = text + 3;
    *end = text + strlen(text) - 3;
    while (*from < *end && is_blank(**from))
        (*from)++;
    if (*from == *end || **from != '\n')
        return false;
    (*from)++;
    while (*end > *from && (is_blank((*end)[-1]) || (*end)[-1] == '\n'))
        (*end)--;
    return *end > *from;
}

static void add_block(struct writer *writer, const char *from, const char *end,
                      size_t indent)
{
    size_t common = common_indent(from, end);

    writer_add(writer, "\"\"\"");
    for (const char *at = from; at < end;) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        stop = stop ? stop : end;
        const char *text = (size_t)(stop - at) < common ? stop : at + common;
        const char *last = stop;
        while (last > text && is_blank(last[-1]))
            last--;
        text_char(writer->text, '\n');
        if (last > text)
            text_repeat(writer->text, ' ', indent);
        text_add(writer->text, text, (size_t)(last - text));
        at = stop < end ? stop + 1 : end;
    }
    text_char(writer->text, '\n');
    writer->column = 0;
    writer->indent = indent;
    writer_add(writer, "\"\"\"");
}

/* --- pieces ---------------------------------------------------------------- */

static bool is_apart(const struct piece *before, const struct piece *piece)
{
    switch (piece->kind) {
    case TOK_COMMA:
    case TOK_STOP:
    case TOK_COLON:
    case TOK_PAREN_CLOSE: return false;
    case TOK_CLOSE: return before->kind != TOK_OPEN;
    default: return before->kind != TOK_PAREN_OPEN;
    }
}

void writer_put(struct writer *writer, size_t margin)
{
    const struct piece *piece = writer_piece(writer);
    const char *from = NULL;
    const char *end = NULL;

    if (writer->column > 0 && (writer->behind || piece->remark_count > 0))
        writer_line(writer, margin);
    (void)writer_remarks(writer, margin, false);
    if (writer->column > 0 && is_apart(piece - 1, piece) &&
        writer->text->bytes[writer->text->length - 1] != ' ')
        writer_add(writer, " ");
    if (block_inside(piece->text, &from, &end))
        add_block(writer, from, end, margin);
    else
        writer_add(writer, piece->text);
    writer->behind = piece->behind;
    writer->next++;
}

size_t writer_width(const struct writer *writer, size_t from, size_t to)
{
    const struct piece *items = writer->pieces->items;
    size_t width = 0;

    for (size_t i = from; i < to; i++) {
        if ((i > from && items[i].remark_count > 0) ||
            (i + 1 < to && items[i].behind) || strchr(items[i].text, '\n'))
            return SIZE_MAX;
        width += cells(items[i].text) +
                 (i > from && is_apart(&items[i - 1], &items[i]));
    }
    return width;
}

/* --- sentences ------------------------------------------------------------- */

/* Whether a part of a sentence begins here: what for, to whom, if, as. */
static bool opens_part(const struct piece *piece)
{
    switch (piece->kind) {
    case TOK_OF:
        return piece[-1].kind != TOK_EARLIEST && piece[-1].kind != TOK_LATEST &&
               piece[-1].kind != TOK_ONLY;
    case TOK_TO: return piece[-1].kind != TOK_UP && piece[-1].kind != TOK_ONLY;
    case TOK_FOR:
    case TOK_IN: return piece[-1].kind != TOK_ONLY;
    case TOK_ONLY:
    case TOK_IF:
    case TOK_WHEN:
    case TOK_UNLESS:
    case TOK_WITHIN:
    case TOK_UP:
    case TOK_AT:
    case TOK_EVERY:
    case TOK_BEFORE:
    case TOK_ON:
    case TOK_PROMPTLY:
    case TOK_WITH:
    case TOK_BY:
    case TOK_UNDER:
    case TOK_CITING:
    case TOK_NOTWITHSTANDING:
    case TOK_SUBJECT_TO:
    case TOK_AS:
    case TOK_GIVEN: return true;
    default: return false;
    }
}

/* Between the members of a list. */
static bool may_break(const struct piece *piece)
{
    return piece[-1].kind == TOK_COMMA
               ? piece->kind != TOK_AND && piece->kind != TOK_OR
               : piece->kind == TOK_AND || piece->kind == TOK_OR;
}

void writer_whole(struct writer *writer, size_t to, size_t indent)
{
    while (writer->next < to)
        writer_put(writer, indent);
}

/* A part of a sentence; its list goes on below where it is too wide. */
static void write_part(struct writer *writer, size_t to, size_t indent)
{
    size_t start = writer->next;
    size_t hang = indent + FORMAT_INDENT;

    while (writer->next < to) {
        bool first = writer->next == start;
        size_t width = writer_width(writer, writer->next, writer->next + 1);
        if (!first && may_break(writer_piece(writer)) && width != SIZE_MAX &&
            writer->column + width + 2 > FORMAT_WIDTH)
            writer_line(writer, hang);
        writer_put(writer, first ? indent : hang);
    }
}

/* The end of the part that begins with this piece. */
static size_t part_end(const struct writer *writer, size_t from, size_t to)
{
    size_t end = from + 1;

    while (end < to && !opens_part(&writer->pieces->items[end]))
        end++;
    return end;
}

/* How many lines the parts take where none may be wider; SIZE_MAX where a part
 * is, or has lines of its own. */
static size_t count_lines(const struct writer *writer, size_t to, size_t indent,
                          size_t limit)
{
    size_t column = writer->column > 0 ? writer->column : writer->indent;
    size_t lines = 1;

    for (size_t from = writer->next; from < to;) {
        size_t end = part_end(writer, from, to);
        size_t width = writer_width(writer, from, end);
        if (width > limit || indent + width > limit)
            return SIZE_MAX;
        if (column + 1 + width > limit && from > writer->next) {
            lines++;
            column = indent;
        }
        column += width + (column > indent);
        from = end;
    }
    return lines;
}

/* The width at which the lines are as even as they can be, without one more. */
static size_t even_width(const struct writer *writer, size_t to, size_t indent)
{
    size_t lines = count_lines(writer, to, indent, FORMAT_WIDTH);
    size_t limit = FORMAT_WIDTH;

    while (lines != SIZE_MAX && lines > 1 &&
           count_lines(writer, to, indent, limit - 1) == lines)
        limit--;
    return limit;
}

void writer_run(struct writer *writer, size_t to, size_t indent)
{
    size_t wording = writer->next;

    while (wording < to && writer->pieces->items[wording].kind != TOK_AS)
        wording++;
    size_t limit = even_width(writer, wording, indent);
    while (writer->next < to) {
        size_t end = part_end(writer, writer->next, to);
        size_t width = writer_width(writer, writer->next, end);
        bool fits = width != SIZE_MAX && writer->column + 1 + width <= limit;
        if (opens_part(writer_piece(writer)) && writer->column > 0 &&
            (writer->next == wording || !fits))
            writer_line(writer, indent);
        write_part(writer, end, indent);
    }
}
