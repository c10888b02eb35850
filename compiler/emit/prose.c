/* Markdown to marks, through md4c. Its callbacks only append; what may not be
 * published (raw HTML, pictures, addresses of other schemes) is dropped or made
 * text here, once, and so in every format. */

#include "emit/prose.h"

#include "base/arena.h"
#include "base/text.h"
#include "base/utf8.h"

#include <md4c.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

struct prose_reader {
    struct arena *arena;
    struct prose prose;
    bool linking; /* a link is open: they do not nest */
    bool broken;  /* a line ended here: a space, or nothing in Chinese */
};

static void add_mark(struct prose_reader *reader, enum mark_kind kind,
                     const char *text)
{
    struct prose *prose = &reader->prose;
    prose->marks = arena_extend(reader->arena, prose->marks, prose->count,
                                sizeof *prose->marks);
    prose->marks[prose->count++] = (struct mark){ .kind = kind, .text = text };
}

/* What a line break between the two texts is. */
static const char *break_between(const char *before, const char *after)
{
    uint32_t point;
    size_t length = strlen(after);
    if (*before == '\0' || length == 0) {
        return " ";
    }
    (void)utf8_read((const unsigned char *)after, length, &point);
    bool joined = utf8_joins(
        utf8_last((const unsigned char *)before, strlen(before)), point);
    return joined ? "" : " ";
}

/* Text that follows text is one mark, so that sentences can be told apart. */
static void add_text(struct prose_reader *reader, const char *text)
{
    struct prose *prose = &reader->prose;
    struct mark *last =
        prose->count > 0 ? &prose->marks[prose->count - 1] : NULL;
    bool follows = last != NULL && last->kind == MARK_TEXT;
    if (reader->broken) {
        reader->broken = false;
        text =
            arena_print(reader->arena, "%s%s",
                        break_between(follows ? last->text : "", text), text);
    }
    if (!follows) {
        add_mark(reader, MARK_TEXT, text);
    } else {
        last->text = arena_print(reader->arena, "%s%s", last->text, text);
    }
}

/* A line break before emphasis stands before its mark. */
static void end_line(struct prose_reader *reader)
{
    if (reader->broken) {
        add_text(reader, "");
    }
}

/* --- entities ----------------------------------------------------------- */

static void put_point(struct text *text, uint32_t point)
{
    if (point < 0x80) {
        text_char(text, (char)point);
    } else if (point < 0x800) {
        text_char(text, (char)(0xC0 | point >> 6));
    } else if (point < 0x10000) {
        text_char(text, (char)(0xE0 | point >> 12));
        text_char(text, (char)(0x80 | (point >> 6 & 0x3F)));
    } else {
        text_char(text, (char)(0xF0 | point >> 18));
        text_char(text, (char)(0x80 | (point >> 12 & 0x3F)));
        text_char(text, (char)(0x80 | (point >> 6 & 0x3F)));
    }
    if (point >= 0x80) {
        text_char(text, (char)(0x80 | (point & 0x3F)));
    }
}

/* A character reference must not bring in what a source may not hold. */
static bool publishable(uint32_t point)
{
    return point >= ' ' && point <= 0x10FFFF &&
           (point < 0xD800 || point > 0xDFFF) && !utf8_is_forbidden(point);
}

/* "&#38;" and "&#x26;": false where it is no such number. */
static bool put_number(struct text *text, const char *entity, size_t size)
{
    bool hex = entity[2] == 'x' || entity[2] == 'X';
    uint32_t point = 0;
    for (size_t i = hex ? 3 : 2; i + 1 < size && point <= 0x10FFFF; i++) {
        unsigned digit = (unsigned char)entity[i] - (unsigned)'0';
        if (digit > 9) {
            digit = ((unsigned char)entity[i] | 0x20U) - (unsigned)'a' + 10;
        }
        point = point * (hex ? 16 : 10) + digit;
    }
    if (!publishable(point)) {
        return false;
    }
    put_point(text, point);
    return true;
}

static void put_entity(struct text *text, const char *entity, size_t size)
{
    static const struct {
        const char *name, *character;
    } known[] = {
        { "&amp;", "&" },   { "&apos;", "'" },        { "&copy;", "©" },
        { "&euro;", "€" },  { "&gt;", ">" },          { "&hellip;", "…" },
        { "&ldquo;", "“" }, { "&lsquo;", "‘" },       { "&lt;", "<" },
        { "&mdash;", "—" }, { "&nbsp;", "\xC2\xA0" }, { "&ndash;", "–" },
        { "&quot;", "\"" }, { "&rdquo;", "”" },       { "&reg;", "®" },
        { "&rsquo;", "’" }, { "&sect;", "§" },        { "&trade;", "™" },
    };
    if (size > 3 && entity[1] == '#' && put_number(text, entity, size)) {
        return;
    }
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (strlen(known[i].name) == size &&
            strncmp(known[i].name, entity, size) == 0) {
            text_put(text, known[i].character);
            return;
        }
    }
    text_add(text, entity, size);
}

static const char *taken(struct arena *arena, struct text *text)
{
    const char *copy = arena_copy(arena, text_string(text), text->length);
    text_destroy(text);
    return copy;
}

/* --- addresses ---------------------------------------------------------- */

const char *prose_address(struct arena *arena, const char *address)
{
    static const char *const schemes[] = { "http://", "https://", "mailto:" };
    static const char plain[] = "-._~:/?#@!$&*+,;=%";
    bool allowed = false;
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
        allowed = allowed ||
                  strncasecmp(address, schemes[i], strlen(schemes[i])) == 0;
    }
    if (!allowed) {
        return NULL;
    }
    struct text text = { NULL, 0, 0 };
    for (const char *at = address; *at != '\0'; at++) {
        bool letter = (*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z');
        bool digit = *at >= '0' && *at <= '9';
        if (letter || digit || strchr(plain, *at) != NULL) {
            text_char(&text, *at);
        } else {
            text_print(&text, "%%%02X", (unsigned)(unsigned char)*at);
        }
    }
    return taken(arena, &text);
}

static const char *attribute(struct arena *arena, const MD_ATTRIBUTE *from)
{
    struct text text = { NULL, 0, 0 };
    for (size_t i = 0; from->size > 0 && from->substr_offsets[i] < from->size;
         i++) {
        MD_OFFSET start = from->substr_offsets[i];
        size_t size = from->substr_offsets[i + 1] - start;
        if (from->substr_types[i] == MD_TEXT_ENTITY) {
            put_entity(&text, from->text + start, size);
        } else {
            text_add(&text, from->text + start, size);
        }
    }
    return taken(arena, &text);
}

/* --- callbacks ---------------------------------------------------------- */

/* Which mark a block becomes; MARK_END where it becomes none. */
static enum mark_kind block_mark(MD_BLOCKTYPE type)
{
    switch (type) {
    case MD_BLOCK_QUOTE: return MARK_QUOTE;
    case MD_BLOCK_UL: return MARK_LIST;
    case MD_BLOCK_OL: return MARK_NUMBERED;
    case MD_BLOCK_LI: return MARK_ITEM;
    case MD_BLOCK_HR: return MARK_RULE;
    case MD_BLOCK_H: return MARK_HEADING;
    case MD_BLOCK_CODE: return MARK_VERBATIM;
    case MD_BLOCK_HTML: /* switched off, like tables: they come as text */
    case MD_BLOCK_P: return MARK_PARAGRAPH;
    case MD_BLOCK_DOC:
    case MD_BLOCK_TABLE:
    case MD_BLOCK_THEAD:
    case MD_BLOCK_TBODY:
    case MD_BLOCK_TR:
    case MD_BLOCK_TH:
    case MD_BLOCK_TD: return MARK_END;
    }
    return MARK_END;
}

static int enter_block(MD_BLOCKTYPE type, void *detail, void *context)
{
    struct prose_reader *reader = context;
    enum mark_kind kind = block_mark(type);
    if (kind == MARK_END) {
        return 0;
    }
    add_mark(reader, kind, NULL);
    if (kind == MARK_NUMBERED) {
        const MD_BLOCK_OL_DETAIL *list = detail;
        reader->prose.marks[reader->prose.count - 1].number = list->start;
    }
    return 0;
}

static int leave_block(MD_BLOCKTYPE type, void *detail, void *context)
{
    (void)detail;
    enum mark_kind kind = block_mark(type);
    if (kind != MARK_END && kind != MARK_RULE) {
        add_mark(context, MARK_END, NULL);
    }
    return 0;
}

static enum mark_kind span_mark(MD_SPANTYPE type)
{
    switch (type) {
    case MD_SPAN_EM: return MARK_EMPHASIS;
    case MD_SPAN_STRONG: return MARK_STRONG;
    case MD_SPAN_CODE: return MARK_CODE;
    case MD_SPAN_A: return MARK_LINK;
    case MD_SPAN_IMG: /* nothing is fetched from elsewhere by reading */
    case MD_SPAN_DEL:
    case MD_SPAN_LATEXMATH:
    case MD_SPAN_LATEXMATH_DISPLAY:
    case MD_SPAN_WIKILINK:
    case MD_SPAN_U: return MARK_END;
    }
    return MARK_END;
}

static int enter_span(MD_SPANTYPE type, void *detail, void *context)
{
    struct prose_reader *reader = context;
    end_line(reader);
    enum mark_kind kind = span_mark(type);
    if (kind == MARK_LINK) {
        const MD_SPAN_A_DETAIL *link = detail;
        const char *address =
            prose_address(reader->arena, attribute(reader->arena, &link->href));
        reader->linking = address != NULL;
        if (reader->linking) {
            add_mark(reader, MARK_LINK, address);
        }
    } else if (kind != MARK_END) {
        add_mark(reader, kind, NULL);
    }
    return 0;
}

static int leave_span(MD_SPANTYPE type, void *detail, void *context)
{
    (void)detail;
    struct prose_reader *reader = context;
    end_line(reader);
    enum mark_kind kind = span_mark(type);
    if (kind != MARK_END && (kind != MARK_LINK || reader->linking)) {
        add_mark(reader, MARK_END, NULL);
    }
    return 0;
}

static int read_text(MD_TEXTTYPE type, const MD_CHAR *bytes, MD_SIZE size,
                     void *context)
{
    struct prose_reader *reader = context;
    struct text text = { NULL, 0, 0 };
    switch (type) {
    case MD_TEXT_BR: add_mark(reader, MARK_BREAK, NULL); return 0;
    case MD_TEXT_SOFTBR: reader->broken = true; return 0;
    case MD_TEXT_ENTITY: put_entity(&text, bytes, size); break;
    case MD_TEXT_NULLCHAR: text_put(&text, "\xEF\xBF\xBD"); break;
    case MD_TEXT_NORMAL:
    case MD_TEXT_CODE:
    case MD_TEXT_HTML:
    case MD_TEXT_LATEXMATH: text_add(&text, bytes, size); break;
    }
    add_text(reader, taken(reader->arena, &text));
    return 0;
}

struct prose prose_read(struct arena *arena, const char *markdown)
{
    struct prose_reader reader = { .arena = arena };
    const MD_PARSER parser = {
        .flags = MD_FLAG_NOHTML | MD_FLAG_COLLAPSEWHITESPACE |
                 MD_FLAG_NOINDENTEDCODEBLOCKS | MD_FLAG_PERMISSIVEURLAUTOLINKS |
                 MD_FLAG_PERMISSIVEEMAILAUTOLINKS,
        .enter_block = enter_block,
        .leave_block = leave_block,
        .enter_span = enter_span,
        .leave_span = leave_span,
        .text = read_text,
    };
    md_parse(markdown, (MD_SIZE)strlen(markdown), &parser, &reader);
    return reader.prose;
}
