/* The block is a struct of char arrays, which have no padding between them: so
 * each string stands on its own line in the source, and no literal is longer
 * than every compiler takes. A struct need not have more than 1,023 members,
 * hence the parts. */

#include "emit/c/strings.h"

#include "base/arena.h"
#include "diagram/intern.h"

#include <stdbool.h>
#include <string.h>

enum {
    PART = 500, /* strings in one part */
    LONGEST_LITERAL = 4000,
    WIDTH = 96, /* columns that a line of declarations fills */
    PIECE = 72  /* bytes of a string on a line, escapes counted */
};

void strings_begin(struct strings *strings, struct arena *arena)
{
    *strings = (struct strings){ .arena = arena, .numbers = interner_create() };
    (void)strings_add(strings, "");
}

void strings_end(struct strings *strings)
{
    interner_destroy(strings->numbers);
    strings->numbers = NULL;
}

uint32_t strings_add(struct strings *strings, const char *string)
{
    size_t length = strlen(string);
    bool added;
    uint32_t number = interner_number(strings->numbers, string, length, &added);
    if (added) {
        strings->items = arena_extend(strings->arena, strings->items,
                                      strings->count, sizeof *strings->items);
        strings->items[strings->count++] =
            (struct string){ string, length, (uint32_t)strings->size };
        strings->size += length + 1;
    }
    return strings->items[number].offset;
}

/* --- as C ---------------------------------------------------------------- */

static void declare(const struct string *item, struct text *out, size_t *column)
{
    struct text member = { 0 };
    text_print(&member, "char t%lu[%zu];", (unsigned long)item->offset,
               item->length + 1);
    if (*column > 0 && *column + 1 + member.length > WIDTH) {
        text_char(out, '\n');
        *column = 0;
    }
    text_put(out, *column == 0 ? "        " : " ");
    *column += (*column == 0 ? 8 : 1) + member.length;
    text_put(out, text_string(&member));
    text_destroy(&member);
}

/* Bytes from `from` that fill a line: to a space where there is one near the
 * end, so that words stay whole. */
static size_t piece_at(const struct string *item, size_t from)
{
    size_t width = 0;
    size_t end = from;
    size_t space = from;
    while (end < item->length && width < PIECE) {
        unsigned char byte = (unsigned char)item->bytes[end++];
        width += byte < 0x20 || byte > 0x7E                   ? 4
                 : byte == '"' || byte == '\\' || byte == '?' ? 2
                                                              : 1;
        if (byte == ' ') {
            space = end;
        }
    }
    return end < item->length && space > from ? space : end;
}

static void write_literal(const struct string *item, struct text *out)
{
    size_t at = 0;
    do {
        size_t end = piece_at(item, at);
        struct text piece = { 0 };
        text_add(&piece, item->bytes + at, end - at);
        text_put(out, at == 0 ? "        " : "\n            ");
        text_c_string(out, text_string(&piece));
        text_destroy(&piece);
        at = end;
    } while (at < item->length);
}

/* Byte by byte: longer than a literal may be. */
static void write_bytes(const struct string *item, struct text *out)
{
    text_put(out, "        {");
    for (size_t i = 0; i < item->length; i++) {
        text_put(out, i % 12 == 0 ? "\n            " : " ");
        text_print(out, "'\\%03o',", (unsigned)(unsigned char)item->bytes[i]);
    }
    text_put(out, " '\\0' }");
}

void strings_write(const struct strings *strings, struct text *out)
{
    text_put(out,
             "\n/* Every string there is, one behind the other; a member is "
             "called by its offset. */\nstatic const struct {\n");
    for (size_t first = 0; first < strings->count; first += PART) {
        size_t column = 0;
        text_put(out, "    struct {\n");
        for (size_t i = first; i < strings->count && i < first + PART; i++) {
            declare(&strings->items[i], out, &column);
        }
        text_print(out, "\n    } part%zu;\n", first / PART);
    }
    text_put(out, "} text = {\n");
    for (size_t first = 0; first < strings->count; first += PART) {
        text_put(out, "    {\n");
        for (size_t i = first; i < strings->count && i < first + PART; i++) {
            const struct string *item = &strings->items[i];
            if (item->length <= LONGEST_LITERAL) {
                write_literal(item, out);
            } else {
                write_bytes(item, out);
            }
            bool last = i + 1 == strings->count || i + 1 == first + PART;
            text_put(out, last ? "\n" : ",\n");
        }
        text_put(out, first + PART < strings->count ? "    },\n" : "    }\n");
    }
    text_put(out, "};\n");
}
