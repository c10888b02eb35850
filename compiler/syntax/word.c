/* Names and what is nearly one. Invariant: each slip is told here once and
 * leaves as a token of the language: an illegal name as its legal spelling, or
 * as it stands where other scripts leave none. */

#include "syntax/word.h"

#include "base/arena.h"
#include "base/name.h"
#include "base/utf8.h"
#include "syntax/mark.h"
#include "syntax/string.h"

#include <inttypes.h>
#include <string.h>

struct span lexer_span(const struct lexer *lexer, const unsigned char *start)
{
    return (struct span){
        lexer->base + (uint32_t)(start - lexer->begin),
        lexer->base + (uint32_t)(lexer->at - lexer->begin),
    };
}

/* --- names -------------------------------------------------------------- */

static bool is_small(unsigned char byte)
{
    return byte >= 'a' && byte <= 'z';
}

static bool is_large(unsigned char byte)
{
    return byte >= 'A' && byte <= 'Z';
}

static bool is_digit(unsigned char byte)
{
    return byte >= '0' && byte <= '9';
}

/* Bytes of the letter at `at`, in the widest sense of what an author takes
 * for one in a name; 0 where it is none. */
static size_t letter_at(const struct lexer *lexer, const unsigned char *at)
{
    if (at == lexer->end)
        return 0;
    if (*at < 0x80)
        return is_small(*at) || is_large(*at) || is_digit(*at) || *at == '_' ||
               *at == '-';

    uint32_t point;
    size_t length = utf8_read(at, (size_t)(lexer->end - at), &point);

    return mark_class(point) == MARK_LETTER ? length : 0;
}

bool word_goes_oddly(const struct lexer *lexer)
{
    const unsigned char *at = lexer->at;

    if (is_large(*at) || *at == '_' || *at == '-')
        return true;
    if (*at == '.')
        return is_large(at[1]) || at[1] == '_';
    return *at >= 0x80 && letter_at(lexer, at) > 0;
}

struct tree_name word_name(struct lexer *lexer, const unsigned char *start)
{
    return (struct tree_name){
        .text = name_intern(lexer->reader->reading->names, (const char *)start,
                            (size_t)(lexer->at - start)),
        .span = lexer_span(lexer, start),
    };
}

/* Whether `we` or `you`, in any case, stands here as a whole word: a sentence
 * begins. */
static bool party_at(const unsigned char *at, const unsigned char *end)
{
    static const char *const parties[] = { "we", "you" };

    for (size_t index = 0; index < 2; index++) {
        size_t length = strlen(parties[index]);

        if ((size_t)(end - at) < length)
            continue;

        bool same = (at[0] | 0x20) == parties[index][0] &&
                    memcmp(at + 1, parties[index] + 1, length - 1) == 0;

        if (same && (at + length == end || at[length] == ' ' ||
                     at[length] == '\t' || at[length] == '\n'))
            return true;
    }
    return false;
}

int word_path(struct lexer *lexer, const unsigned char *start,
              struct token *token)
{
    if (word_goes_on(lexer))
        return word_odd(lexer, start, token);
    for (const unsigned char *at = start; at < lexer->at; at++) {
        if (*at == '.' && party_at(at + 1, lexer->end)) {
            lexer->at = at;
            break;
        }
    }
    token->value.TOK_NAME = word_name(lexer, start);
    return TOK_NAME;
}

int word_subject(struct lexer *lexer, const unsigned char *start,
                 struct token *token)
{
    lexer->at = start + strlen("subject");
    token->value.TOK_KIND = KIND_SUBJECT;
    return TOK_KIND;
}

/* --- what is nearly a name ---------------------------------------------- */

/* Moves `at` to the end of a name-like run: letters, and full stops that a
 * letter follows, unless a sentence begins there. */
static void take_run(struct lexer *lexer, const unsigned char *start)
{
    lexer->at = start;
    for (;;) {
        size_t length = letter_at(lexer, lexer->at);

        if (length > 0) {
            lexer->at += length;
            continue;
        }
        if (*lexer->at != '.' || lexer->at == lexer->end ||
            letter_at(lexer, lexer->at + 1) == 0 ||
            party_at(lexer->at + 1, lexer->end))
            return;
        lexer->at++;
    }
}

/* What a spelling is made of, and what it would be in the language. */
struct spelling {
    char *legal;  /* in the arena */
    bool foreign; /* letters of other scripts, which are left out of `legal` */
    bool cased;   /* nothing but capitals is wrong */
};

/* Whether a capital at `at` begins a word within a name: emailAddress,
 * IPAddress. */
static bool opens_word(const unsigned char *text, size_t at, size_t length)
{
    if (at == 0)
        return false;
    return is_small(text[at - 1]) || is_digit(text[at - 1]) ||
           (is_large(text[at - 1]) && at + 1 < length &&
            is_small(text[at + 1]));
}

/* Adds a letter; a break before it only where the word has begun. */
static char *add_letter(char *to, char letter, bool after_break,
                        const char *from)
{
    if (after_break && to > from && to[-1] != '.' && to[-1] != '_')
        *to++ = '_';
    *to++ = letter;
    return to;
}

static struct spelling spell(struct lexer *lexer, const unsigned char *text,
                             size_t length)
{
    /* every capital may bring its `_` */
    char *legal = arena_allocate(lexer->reader->reading->arena, 2 * length + 1);
    struct spelling spelling = { legal, false, true };
    char *to = legal;
    bool after_break = false;

    for (size_t at = 0; at < length; at++) {
        unsigned char byte = text[at];

        if (is_large(byte)) {
            after_break = after_break || opens_word(text, at, length);
            to = add_letter(to, (char)(byte | 0x20), after_break, legal);
        } else if (is_small(byte) || is_digit(byte)) {
            to = add_letter(to, (char)byte, after_break, legal);
        } else if (byte == '.') {
            *to++ = '.';
        } else {
            spelling.cased = false;
            spelling.foreign = spelling.foreign || byte >= 0x80;
        }
        after_break = byte == '_' || byte == '-';
    }
    *to = '\0';
    return spelling;
}

/* Whether each part of a path is a word. */
static bool is_legal(const char *path)
{
    bool first = true;

    for (; *path; path++) {
        if (first && !is_small((unsigned char)*path))
            return false;
        first = *path == '.';
    }
    return !first;
}

static void tell_odd(struct lexer *lexer, const struct spelling *spelling,
                     bool legal, struct span span)
{
    struct reader *reader = lexer->reader;
    const char *text = reader_quote(reader, span);
    struct finding *finding;

    if (legal && lexer_keyword(spelling->legal, NULL) != TOK_NAME &&
        spelling->cased) {
        finding = fault_add(reader, &rule_syntax, span,
                            "%s has a capital letter", text);
        fault_help(reader, finding,
                   "write `%s`: the words of the language are small",
                   spelling->legal);
        return;
    }
    finding = fault_add(reader, &rule_syntax, span, "%s is not a name", text);
    if (legal && !spelling->foreign)
        fault_help(reader, finding, "write `%s`", spelling->legal);
    else if (spelling->foreign)
        fault_help(reader, finding,
                   "write the name with a to z, and this as its label: "
                   "`some_name \"...\"`");
    else
        fault_help(reader, finding,
                   "begin it with a letter, and write only "
                   "a to z, 0 to 9 and single `_`");
}

int word_odd(struct lexer *lexer, const unsigned char *start,
             struct token *token)
{
    take_run(lexer, start);

    size_t length = (size_t)(lexer->at - start);
    struct spelling spelling = spell(lexer, start, length);
    bool legal = is_legal(spelling.legal);
    struct span span = lexer_span(lexer, start);
    const char *text =
        spelling.foreign || !legal ? (const char *)start : spelling.legal;

    if (!legal || strlen(spelling.legal) != length ||
        memcmp(spelling.legal, start, length) != 0)
        tell_odd(lexer, &spelling, legal, span);
    if (text == spelling.legal) {
        length = strlen(text);
        if (spelling.cased) {
            int kind = lexer_keyword(text, &token->value.TOK_KIND);

            if (kind != TOK_NAME)
                return kind;
        }
    }
    token->value.TOK_NAME = (struct tree_name){
        .text = name_intern(lexer->reader->reading->names, text, length),
        .span = span,
    };
    return TOK_NAME;
}

/* --- marks -------------------------------------------------------------- */

/* Takes the run of marks of this class that begins at `start`. */
static void take_marks(struct lexer *lexer, const unsigned char *start,
                       enum mark_class class)
{
    lexer->at = start;
    while (lexer->at < lexer->end && *lexer->at >= 0x80) {
        uint32_t point;
        size_t length =
            utf8_read(lexer->at, (size_t)(lexer->end - lexer->at), &point);

        if (mark_class(point) != class || mark_meant(point))
            return;
        lexer->at += length;
    }
}

static void tell_meant(struct lexer *lexer, const unsigned char *start,
                       const struct mark_meant *meant)
{
    struct span span = lexer_span(lexer, start);
    struct finding *finding = fault_add(lexer->reader, &rule_syntax, span,
                                        "%s is not a mark of the language",
                                        reader_quote(lexer->reader, span));

    fault_help(lexer->reader, finding, "write %s", meant->write);
}

static void tell_invisible(struct lexer *lexer, const unsigned char *start,
                           uint32_t point)
{
    struct finding *finding =
        fault_add(lexer->reader, &rule_syntax, lexer_span(lexer, start),
                  "a space that is none stands here (U+%04" PRIX32 ")", point);

    fault_help(lexer->reader, finding, "write an ordinary space, or nothing");
}

bool word_high(struct lexer *lexer, const unsigned char *start,
               struct token *token)
{
    uint32_t point;
    size_t length = utf8_read(start, (size_t)(lexer->end - start), &point);
    enum mark_class class = mark_class(point);
    const struct mark_meant *meant = mark_meant(point);

    lexer->at = start + length;
    if (class == MARK_LETTER) {
        token->kind = word_odd(lexer, start, token);
        return true;
    }
    if (meant && meant->close) {
        token->kind = string_curly(lexer, start, meant->close, token);
        return true;
    }
    if (meant) {
        tell_meant(lexer, start, meant);
        token->kind = meant->token;
        return true;
    }
    take_marks(lexer, start, class);
    if (class == MARK_SPACE)
        tell_invisible(lexer, start, point);
    token->kind = TOK_STRAY;
    return class == MARK_OTHER;
}

int word_stop(struct lexer *lexer, const unsigned char *start)
{
    unsigned char next = *lexer->at;

    /* control characters are told by themselves */
    if (lexer->at == lexer->end || next <= ' ' || next == 0x7F || next == '#')
        return TOK_STOP;

    struct finding *finding =
        fault_add(lexer->reader, &rule_syntax, lexer_span(lexer, start),
                  "a full stop that ends a sentence has a space behind it");

    fault_help(lexer->reader, finding,
               "write a space or a new line after this `.`");
    return TOK_STOP;
}

int word_dots(struct lexer *lexer, const unsigned char *start)
{
    if (lexer->at - start != 3) {
        struct finding *finding =
            fault_add(lexer->reader, &rule_syntax, lexer_span(lexer, start),
                      "a list that goes on ends in three full stops");
        fault_help(lexer->reader, finding,
                   "write `...`, or one `.` at the end of a sentence");
    }
    return TOK_ELLIPSIS;
}

int word_query(struct lexer *lexer, const unsigned char *start)
{
    return lexer->reader->asking ? TOK_QUERY : word_stray(lexer, start);
}

/* What stands for nothing is told where more is known of what stands around
 * it: message.c. */
int word_stray(struct lexer *lexer, const unsigned char *start)
{
    const struct mark_meant *meant =
        mark_meant_ascii(start, (size_t)(lexer->at - start));

    if (!meant || meant->token == TOK_STRAY)
        return TOK_STRAY;
    tell_meant(lexer, start, meant);
    return meant->token;
}
