/* Tokens by the lexer, comments from what it skips between them. */

#include "syntax/format_pieces.h"

#include "base/arena.h"
#include "syntax/lexer.h"

#include <string.h>

/* --- comments ------------------------------------------------------------- */

/* What stands between two tokens, while it is read. */
struct gap {
    struct arena *arena;
    const unsigned char *at, *end;
    size_t newlines; /* since the last token or comment */
};

static bool is_white(unsigned char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

/* The next comment of the gap, or NULL at its end. */
static const char *next_comment(struct gap *gap)
{
    gap->newlines = 0;
    while (gap->at < gap->end && *gap->at != '#')
        gap->newlines += *gap->at++ == '\n';
    if (gap->at == gap->end)
        return NULL;

    const unsigned char *start = gap->at;
    const unsigned char *stop = memchr(start, '\n', (size_t)(gap->end - start));
    stop = stop ? stop : gap->end;
    gap->at = stop;
    while (is_white(stop[-1]))
        stop--;
    return arena_copy(gap->arena, (const char *)start, (size_t)(stop - start));
}

static void add_remark(struct arena *arena, struct piece *piece,
                       struct remark remark)
{
    piece->remarks = arena_extend(arena, piece->remarks, piece->remark_count,
                                  sizeof *piece->remarks);
    piece->remarks[piece->remark_count++] = remark;
}

/* What stands between two pieces; `before` is NULL at the top of the file. */
static void read_gap(struct gap *gap, struct piece *before, struct piece *piece)
{
    const char *comment = next_comment(gap);

    if (comment && before && gap->newlines == 0) {
        before->behind = comment;
        comment = next_comment(gap);
    }
    while (comment) {
        add_remark(gap->arena, piece,
                   (struct remark){ comment, gap->newlines > 1 });
        comment = next_comment(gap);
    }
    piece->blank = gap->newlines > 1;
}

/* --- tokens --------------------------------------------------------------- */

/* `30   days` and `subject  to` hold white space of their own. */
static const char *token_text(struct arena *arena, const unsigned char *bytes,
                              size_t length, int kind)
{
    char *text = arena_copy(arena, (const char *)bytes, length);
    char *to = text;

    if (kind == TOK_STRING)
        return text;
    for (const char *at = text; *at != '\0'; at++) {
        bool white = is_white((unsigned char)*at);
        if (!white || to == text || to[-1] != ' ')
            *to++ = white ? ' ' : *at;
    }
    *to = '\0';
    return text;
}

struct pieces pieces_read(const struct reading *reading, struct source *source)
{
    struct tree_file file = { .source = source };
    struct reader reader = { .reading = reading,
                             .source = source,
                             .file = &file };
    struct lexer lexer = lexer_create(&reader);
    struct pieces pieces = { NULL, 0 };
    struct token token = { .kind = TOK_STOP };
    const unsigned char *end = lexer.at;

    while (token.kind != TOK_END) {
        lexer_next(&lexer, &token);
        size_t start = token.span.start - source->base;
        size_t length = token.span.end - token.span.start;
        pieces.items = arena_extend(reading->arena, pieces.items, pieces.count,
                                    sizeof *pieces.items);
        struct piece *piece = &pieces.items[pieces.count++];
        *piece = (struct piece){
            .kind = token.kind,
            .text = token_text(reading->arena, source->bytes + start, length,
                               token.kind),
            .value =
                token.kind == TOK_STRING ? token.value.TOK_STRING.text : NULL,
            .span = token.span,
        };
        struct gap gap = { .arena = reading->arena,
                           .at = end,
                           .end = source->bytes + start };
        read_gap(&gap, pieces.count > 1 ? piece - 1 : NULL, piece);
        end = source->bytes + start + length;
    }
    return pieces;
}

void pieces_leave_out(struct arena *arena, struct pieces *pieces, size_t index)
{
    struct piece *gone = &pieces->items[index];
    struct piece *before = gone - 1;
    struct piece *next = gone + 1;
    struct remark *remarks = next->remarks;
    size_t count = next->remark_count;

    next->remarks = NULL;
    next->remark_count = 0;
    for (size_t i = 0; i < gone->remark_count; i++)
        add_remark(arena, next, gone->remarks[i]);
    if (gone->behind && before->behind)
        add_remark(arena, next, (struct remark){ gone->behind, false });
    else if (gone->behind)
        before->behind = gone->behind;
    for (size_t i = 0; i < count; i++)
        add_remark(arena, next, remarks[i]);
    gone->remark_count = 0;
    gone->behind = NULL;
}

/* --- comparing ------------------------------------------------------------ */

static size_t skip_commas(const struct pieces *pieces, size_t at)
{
    while (at < pieces->count && pieces->items[at].kind == TOK_COMMA)
        at++;
    return at;
}

static bool same_tokens(const struct pieces *a, const struct pieces *b)
{
    size_t i = skip_commas(a, 0);
    size_t n = skip_commas(b, 0);

    while (i < a->count && n < b->count) {
        const struct piece *left = &a->items[i];
        const struct piece *right = &b->items[n];
        bool same = left->kind == right->kind &&
                    (left->value ? strcmp(left->value, right->value) == 0
                                 : strcmp(left->text, right->text) == 0);
        if (!same)
            return false;
        i = skip_commas(a, i + 1);
        n = skip_commas(b, n + 1);
    }
    return i == a->count && n == b->count;
}

/* Where a walk through the comments of a text stands. */
struct walk {
    const struct pieces *pieces;
    size_t piece, remark;
};

static const char *next_remark(struct walk *walk)
{
    while (walk->piece < walk->pieces->count) {
        const struct piece *piece = &walk->pieces->items[walk->piece];
        if (walk->remark < piece->remark_count)
            return piece->remarks[walk->remark++].text;
        walk->piece++;
        walk->remark = 0;
        if (piece->behind)
            return piece->behind;
    }
    return NULL;
}

static bool same_comments(const struct pieces *a, const struct pieces *b)
{
    struct walk left = { a, 0, 0 };
    struct walk right = { b, 0, 0 };
    const char *one = NULL;
    const char *other = NULL;

    do {
        one = next_remark(&left);
        other = next_remark(&right);
        if ((one == NULL) != (other == NULL) ||
            (one && strcmp(one, other) != 0))
            return false;
    } while (one);
    return true;
}

bool pieces_same(const struct pieces *a, const struct pieces *b)
{
    return same_tokens(a, b) && same_comments(a, b);
}
