/* String literals. Invariants: a string's text is valid UTF-8, without the
 * bytes that `encoding` has told of, and never runs past where its token ends;
 * a `"` string ends at its line even where no quote closes it. */

#include "syntax/string.h"

#include "base/arena.h"
#include "base/utf8.h"
#include "syntax/word.h"

#include <string.h>

/* Text being put together; at most as long as what it is read from. */
struct body {
    struct lexer *lexer;
    char *bytes;
    size_t length;
};

static struct body new_body(struct lexer *lexer, size_t capacity)
{
    return (struct body){
        .lexer = lexer,
        .bytes = arena_allocate(lexer->reader->reading->arena, capacity + 1),
    };
}

/* What the character behind a backslash stands for; NUL where for nothing. */
static char escaped(unsigned char next)
{
    if (next == 'n')
        return '\n';
    if (next == '"' || next == '\\')
        return (char)next;
    return '\0';
}

/* Tells of an escape that there is none of; `at` is its backslash. */
static void tell_escape(struct lexer *lexer, const unsigned char *at)
{
    uint32_t point;
    size_t length = utf8_read(at + 1, (size_t)(lexer->end - at) - 1, &point);
    uint32_t start = lexer->base + (uint32_t)(at - lexer->begin);
    struct span span = { start, start + 1 + (uint32_t)length };
    struct finding *finding = fault_add(lexer->reader, &rule_syntax, span,
                                        "%s stands for nothing in a text",
                                        reader_quote(lexer->reader, span));

    fault_help(lexer->reader, finding,
               "write `\\\\` for a backslash; the "
               "others are `\\\"` and `\\n`");
}

/* Adds the bytes from `at` to `end`, escapes undone. */
static void add_escaped(struct body *body, const unsigned char *at,
                        const unsigned char *end)
{
    while (at < end) {
        uint32_t point;
        size_t length = utf8_read(at, (size_t)(end - at), &point);

        if (point == '\\' && at + 1 < end) {
            char meant = escaped(at[1]);

            if (meant != '\0') {
                body->bytes[body->length++] = meant;
                at += 2;
                continue;
            }
            tell_escape(body->lexer, at);
        }
        if (!utf8_is_forbidden(point)) {
            memcpy(body->bytes + body->length, at, length);
            body->length += length;
        }
        at += length;
    }
}

static void set_string(struct lexer *lexer, const unsigned char *start,
                       const char *text, struct token *token)
{
    token->value.TOK_STRING = (struct tree_string){
        .text = text,
        .span = lexer_span(lexer, start),
    };
}

/* The text between two places of a line. */
static const char *line_text(struct lexer *lexer, const unsigned char *from,
                             const unsigned char *to)
{
    struct body body = new_body(lexer, (size_t)(to - from));

    add_escaped(&body, from, to);
    return body.bytes;
}

/* --- on one line -------------------------------------------------------- */

/* A curly quote that closes where a straight one opened, or NULL. */
static const unsigned char *find_curly(const unsigned char *from,
                                       const unsigned char *to)
{
    for (; to - from >= 3; from++)
        if (from[0] == 0xE2 && from[1] == 0x80 && from[2] == 0x9D)
            return from;
    return NULL;
}

static int end_unclosed(struct lexer *lexer, const unsigned char *start,
                        struct token *token)
{
    const unsigned char *to = lexer->at;
    const unsigned char *curly = find_curly(start + 1, to);
    struct finding *finding;

    while (to > start + 1 && (to[-1] == '\r' || to[-1] == ' '))
        to--;
    if (curly) {
        lexer->at = curly + 3;
        finding =
            fault_add(lexer->reader, &rule_syntax, lexer_span(lexer, curly),
                      "this quote closes nothing: it is a curly one");
        fault_help(lexer->reader, finding, "write `\"`");
        set_string(lexer, start, line_text(lexer, start + 1, curly), token);
        return TOK_STRING;
    }
    lexer->at = to;
    finding = fault_add(lexer->reader, &rule_syntax,
                        (struct span){ lexer_span(lexer, start).start,
                                       lexer_span(lexer, start).start + 1 },
                        "this text has no closing quote");
    fault_help(lexer->reader, finding,
               "write `\"` at its end, or `\"\"\"` at both ends of a text of "
               "several lines");
    token->ragged = true;
    set_string(lexer, start, line_text(lexer, start + 1, to), token);
    return TOK_STRING;
}

int string_line(struct lexer *lexer, const unsigned char *start,
                struct token *token)
{
    const unsigned char *at = start + 1;
    bool plain = true;

    for (;; at++) {
        if (*at == '"' || *at == '\n' || (*at == '\0' && at == lexer->end))
            break;
        /* what is forbidden begins with one of these */
        plain = plain && *at >= 0x20 && *at != '\\' && *at != 0x7F &&
                *at != 0xC2 && *at != 0xD8 && *at != 0xE2;
        if (*at == '\\' && (at[1] == '"' || at[1] == '\\'))
            at++;
    }
    lexer->at = at;
    if (*at != '"')
        return end_unclosed(lexer, start, token);
    lexer->at++;
    set_string(lexer, start,
               plain ? arena_copy(lexer->reader->reading->arena,
                                  (const char *)start + 1,
                                  (size_t)(at - start) - 1)
                     : line_text(lexer, start + 1, at),
               token);
    return TOK_STRING;
}

int string_curly(struct lexer *lexer, const unsigned char *start,
                 const char *close, struct token *token)
{
    const unsigned char *from = lexer->at;
    size_t length = strlen(close);
    struct finding *finding;

    while (lexer->at < lexer->end && *lexer->at != '\n' && *lexer->at != '"' &&
           ((size_t)(lexer->end - lexer->at) < length ||
            memcmp(lexer->at, close, length) != 0))
        lexer->at++;

    const unsigned char *to = lexer->at;
    struct span inside = lexer_span(lexer, from);

    if (to < lexer->end && *to != '\n')
        lexer->at += *to == '"' ? 1 : length;
    else
        token->ragged = true;
    set_string(lexer, start, line_text(lexer, from, to), token);
    finding =
        fault_add(lexer->reader, &rule_syntax, token->value.TOK_STRING.span,
                  "a text stands between straight quotes");
    fault_help(lexer->reader, finding, "write `\"` at both ends of %s",
               reader_quote(lexer->reader, inside));
    return TOK_STRING;
}

/* --- on several lines --------------------------------------------------- */

static bool is_blank(unsigned char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r';
}

static const unsigned char *line_end(const unsigned char *at,
                                     const unsigned char *end)
{
    const unsigned char *newline = memchr(at, '\n', (size_t)(end - at));

    return newline ? newline : end;
}

/* How many bytes two indents share. */
static size_t shared_indent(const unsigned char *model, size_t length,
                            const unsigned char *at, size_t indent)
{
    size_t shared = 0;

    while (shared < length && shared < indent && model[shared] == at[shared])
        shared++;
    return shared;
}

/* The indent that all lines from `at` share, blank ones aside. */
static size_t common_indent(const unsigned char *at, const unsigned char *end)
{
    const unsigned char *model = NULL;
    size_t common = 0;

    while (at < end) {
        const unsigned char *stop = line_end(at, end);
        const unsigned char *text = at;

        while (text < stop && is_blank(*text))
            text++;
        if (text < stop && !model) {
            model = at;
            common = (size_t)(text - at);
        } else if (text < stop) {
            common = shared_indent(model, common, at, (size_t)(text - at));
        }
        at = stop < end ? stop + 1 : end;
    }
    return common;
}

/* Adds lines from `at` to `end`, each without `indent` bytes and without
 * blanks at its end. */
static void add_lines(struct body *body, const unsigned char *at,
                      const unsigned char *end, size_t indent)
{
    for (;;) {
        const unsigned char *stop = line_end(at, end);
        const unsigned char *text =
            (size_t)(stop - at) < indent ? stop : at + indent;
        const unsigned char *to = stop;

        while (to > text && is_blank(to[-1]))
            to--;
        add_escaped(body, text, to);
        if (stop == end)
            return;
        body->bytes[body->length++] = '\n';
        at = stop + 1;
    }
}

/* Where the quotes that close stand, or the end of the text. */
static const unsigned char *block_end(const unsigned char *at,
                                      const unsigned char *end)
{
    for (; at < end; at++) {
        if (*at == '\\' && at + 1 < end)
            at++;
        else if (*at == '"' && end - at >= 3 && at[1] == '"' && at[2] == '"')
            return at;
    }
    return end;
}

/* The text without its first line where that is blank, and without the blanks
 * before the closing quotes. */
static const char *block_text(struct lexer *lexer, const unsigned char *from,
                              const unsigned char *to)
{
    const unsigned char *first = line_end(from, to);
    const unsigned char *text = from;
    struct body body = new_body(lexer, (size_t)(to - from));

    while (text < first && is_blank(*text))
        text++;
    while (to > from && (is_blank(to[-1]) || to[-1] == '\n'))
        to--;
    if (to < first)
        first = to;
    if (text < first) {
        add_escaped(&body, text, first);
        if (first < to)
            body.bytes[body.length++] = '\n';
    }
    if (first < to)
        add_lines(&body, first + 1, to, common_indent(first + 1, to));
    return body.bytes;
}

int string_block(struct lexer *lexer, const unsigned char *start,
                 struct token *token)
{
    const unsigned char *from = lexer->at;
    const unsigned char *to = block_end(from, lexer->end);

    if (to < lexer->end) {
        lexer->at = to + 3;
        set_string(lexer, start, block_text(lexer, from, to), token);
        return TOK_STRING;
    }

    /* The rest of the file is inside: nothing behind it can be told. */
    struct span opening = lexer_span(lexer, start);
    struct finding *finding = fault_add(lexer->reader, &rule_syntax, opening,
                                        "this text has no closing quotes");

    fault_help(lexer->reader, finding, "write `\"\"\"` where the text ends");
    lexer->at = to;
    token->ragged = true;
    set_string(lexer, start, block_text(lexer, from, to), token);
    return TOK_STRING;
}
