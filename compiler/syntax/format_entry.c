/* The shape of a term's body follows from what fits. */

#include "syntax/format_entry.h"

#include "syntax/parser.h"

#include <string.h>

static bool is_plain(const struct tree_entry *entry)
{
    for (size_t i = 0; i < entry->child_count; i++) {
        const struct tree_entry *child = entry->children[i];
        if (child->has_body || child->citing.text || child->within.count > 0)
            return false;
    }
    return true;
}

/* Passes over the comma that stands next, if one does. */
static void skip_comma(struct writer *writer)
{
    if (writer_piece(writer)->kind == TOK_COMMA) {
        pieces_leave_out(writer->arena, writer->pieces, writer->next);
        if (writer->column > 0 && !writer->behind)
            writer->behind = writer_piece(writer)[-1].behind;
        writer->next++;
    }
}

/* The end of the pieces before the terms below, their brace among them. */
static size_t heading_end(const struct writer *writer,
                          const struct tree_entry *entry)
{
    size_t at = writer->next;

    if (!entry->has_body)
        return writer_find(writer, entry->span.end);
    while (writer->pieces->items[at].kind != TOK_OPEN)
        at++;
    return at + 1;
}

/* How wide the terms below are in one line, with their commas; SIZE_MAX where
 * they cannot stand in one. */
static size_t members_width(const struct writer *writer,
                            const struct tree_entry *entry)
{
    size_t from = heading_end(writer, entry);
    size_t close = writer_find(writer, entry->span.end) - 1;
    size_t width = writer_width(writer, from - 1, close + 1);
    size_t members = entry->child_count + entry->open;

    if (width == SIZE_MAX || !is_plain(entry))
        return SIZE_MAX;
    for (size_t i = from; i < close; i++)
        width -= writer->pieces->items[i].kind == TOK_COMMA;
    return width - strlen("{  }") + members - 1;
}

enum body_shape {
    BODY_FLAT,   /* { name, email } */
    BODY_INSIDE, /* on one line of its own */
    BODY_TALL    /* each on a line of its own */
};

/* A comma may stand behind the brace. */
static enum body_shape body_shape(const struct writer *writer,
                                  const struct tree_entry *entry, size_t indent)
{
    size_t column = writer->column > 0 ? writer->column + 1 : writer->indent;
    size_t heading =
        writer_width(writer, writer->next, heading_end(writer, entry));
    size_t members = members_width(writer, entry);

    if (heading == SIZE_MAX || members == SIZE_MAX)
        return BODY_TALL;
    if (column + heading + 1 + members + strlen(" },") <= FORMAT_WIDTH)
        return BODY_FLAT;
    return indent + FORMAT_INDENT + members <= FORMAT_WIDTH ? BODY_INSIDE
                                                            : BODY_TALL;
}

/* Begins the line of a term, or of the dots, with what stands before it. */
static void begin_child(struct writer *writer, size_t inner, bool first)
{
    const struct piece *piece = writer_piece(writer);
    bool blank = piece->blank;
    bool parted =
        !first && (piece->remark_count > 0 ? piece->remarks[0].blank : blank);
    bool remarked = writer_remarks(writer, inner, parted);

    if (remarked ? blank : parted)
        writer_blank(writer);
    writer_line(writer, inner);
}

static void write_children(struct writer *writer,
                           const struct tree_entry *entry, size_t indent,
                           enum body_shape shape)
{
    size_t inner = indent + FORMAT_INDENT;
    size_t count = entry->child_count + entry->open;

    if (shape == BODY_INSIDE)
        writer_line(writer, inner);
    for (size_t i = 0; i < count; i++) {
        if (shape == BODY_TALL)
            begin_child(writer, inner, i == 0);
        if (i < entry->child_count)
            entry_write(writer, entry->children[i], inner);
        else
            writer_put(writer, inner);
        skip_comma(writer);
        if (i + 1 < count)
            writer_add(writer, ",");
    }
    if (shape != BODY_FLAT) {
        writer_line(writer, inner);
        (void)writer_remarks(writer, inner, false);
        writer_line(writer, indent);
    }
    writer_put(writer, indent);
}

void entry_write(struct writer *writer, const struct tree_entry *entry,
                 size_t indent)
{
    enum body_shape shape = BODY_FLAT;

    if (entry->has_body)
        shape = body_shape(writer, entry, indent);
    writer_whole(writer, heading_end(writer, entry), indent + FORMAT_INDENT);
    if (entry->has_body)
        write_children(writer, entry, indent, shape);
}

bool entry_is_tall(const struct writer *writer, const struct tree_entry *entry,
                   size_t indent)
{
    struct writer at = *writer;
    size_t end = writer_find(writer, entry->span.end);

    if (!entry->has_body)
        return writer_width(writer, writer->next, end) == SIZE_MAX;
    at.column = indent + writer_width(writer, writer->next, writer->next + 1);
    at.next++;
    return body_shape(&at, entry, indent) != BODY_FLAT;
}
