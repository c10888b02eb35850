/* Bytes to tokens, by re2c. The invariant: the text is valid UTF-8 (parse.c
 * looks before), `at` never passes `end`, and each call of lexer_read takes at
 * least one byte or hands out the end. A NUL inside the text is an ordinary
 * byte. What a name, a string or a number means once its end is known is in
 * compiler/syntax/word.c, string.c and number.c. */

#include "syntax/lexer.h"

#include "base/arena.h"
#include "base/name.h"
#include "syntax/comment.h"
#include "syntax/number.h"
#include "syntax/string.h"
#include "syntax/word.h"

#include <string.h>

/*!re2c
    re2c:api:style = free-form;
    re2c:define:YYCTYPE = "unsigned char";
    re2c:define:YYCURSOR = "lexer->at";
    re2c:define:YYLIMIT = "lexer->end";
    re2c:define:YYMARKER = "marker";
    re2c:eof = 0;
    re2c:yyfill:enable = 0;

    blank     = [ \t\r];
    newline   = "\n";
    gap       = [ \t\r\n]+;
    control   = [\x00-\x08\x0b\x0c\x0e-\x1f\x7f]; /* told before; only skipped */
    high      = [\x80-\xff];                      /* of a code point over 127 */
    stray     = [!$%&'*+\-/;<=>@[\\\]^`|~];

    word      = [a-z][a-z0-9]*("_"[a-z0-9]+)*;
    path      = word("."word)+;
    odd       = [A-Z_];

    digits    = [0-9]+;
    date      = [0-9]{4} "-" [0-9]{2} "-" [0-9]{2};
    looseday  = digits ("-" digits){2} | digits ("/" digits){2};
    decimal   = digits ("." digits)+;
*/

struct lexer lexer_create(struct reader *reader)
{
    const struct source *source = reader->source;
    struct lexer lexer = {
        .reader = reader,
        .begin = source->bytes,
        .at = source->bytes,
        .end = source->bytes + source->length,
        .base = source->base,
    };

    if (source->length >= 3 && memcmp(source->bytes, "\xEF\xBB\xBF", 3) == 0)
        lexer.at += 3;
    return lexer;
}

/* One token from the text at `at`, past white space and comments. */
int lexer_read(struct lexer *lexer, struct token *token)
{
    const unsigned char *marker;
    const unsigned char *start;
    enum kind term;
    int kind;

next:
    start = lexer->at;
    token->span.start = lexer->base + (uint32_t)(start - lexer->begin);
    /*!re2c
    newline              { token->fresh = true; goto next; }
    blank+               { goto next; }
    control+             { goto next; }
    "#" [^\n]*           { comment_read(lexer, start); goto next; }

    "we"                 { kind = TOK_WE; goto word; }
    "you"                { kind = TOK_YOU; goto word; }
    "may"                { kind = TOK_MAY; goto word; }
    "must"               { kind = TOK_MUST; goto word; }
    "not"                { kind = TOK_NOT; goto word; }
    "never"              { kind = TOK_NEVER; goto word; }
    "for"                { kind = TOK_FOR; goto word; }
    "to"                 { kind = TOK_TO; goto word; }
    "in"                 { kind = TOK_IN; goto word; }
    "of"                 { kind = TOK_OF; goto word; }
    "only"               { kind = TOK_ONLY; goto word; }
    "any"                { kind = TOK_ANY; goto word; }
    "except"             { kind = TOK_EXCEPT; goto word; }
    "and"                { kind = TOK_AND; goto word; }
    "or"                 { kind = TOK_OR; goto word; }
    "if"                 { kind = TOK_IF; goto word; }
    "when"               { kind = TOK_WHEN; goto word; }
    "unless"             { kind = TOK_UNLESS; goto word; }
    "within"             { kind = TOK_WITHIN; goto word; }
    "up"                 { kind = TOK_UP; goto word; }
    "at"                 { kind = TOK_AT; goto word; }
    "least"              { kind = TOK_LEAST; goto word; }
    "every"              { kind = TOK_EVERY; goto word; }
    "before"             { kind = TOK_BEFORE; goto word; }
    "after"              { kind = TOK_AFTER; goto word; }
    "on"                 { kind = TOK_ON; goto word; }
    "promptly"           { kind = TOK_PROMPTLY; goto word; }
    "earliest"           { kind = TOK_EARLIEST; goto word; }
    "latest"             { kind = TOK_LATEST; goto word; }
    "with"               { kind = TOK_WITH; goto word; }
    "by"                 { kind = TOK_BY; goto word; }
    "under"              { kind = TOK_UNDER; goto word; }
    "citing"             { kind = TOK_CITING; goto word; }
    "notwithstanding"    { kind = TOK_NOTWITHSTANDING; goto word; }
    "subject" gap "to"   { kind = TOK_SUBJECT_TO; goto word; }
    "subject" gap [a-z0-9_]+ { return word_subject(lexer, start, token); }
    "as"                 { kind = TOK_AS; goto word; }
    "deem"               { kind = TOK_DEEM; goto word; }
    "given"              { kind = TOK_GIVEN; goto word; }

    "policy"             { kind = TOK_POLICY; goto word; }
    "import"             { kind = TOK_IMPORT; goto word; }
    "renamed"            { kind = TOK_RENAMED; goto word; }
    "section"            { kind = TOK_SECTION; goto word; }
    "system"             { kind = TOK_SYSTEM; goto word; }
    "test"               { kind = TOK_TEST; goto word; }
    "translation"        { kind = TOK_TRANSLATION; goto word; }
    "pack"               { kind = TOK_PACK; goto word; }
    "require"            { kind = TOK_REQUIRE; goto word; }
    "expect"             { kind = TOK_EXPECT; goto word; }
    "prove"              { kind = TOK_PROVE; goto word; }
    "allow"              { kind = TOK_ALLOW; goto word; }
    "deny"               { kind = TOK_DENY; goto word; }
    "silent"             { kind = TOK_SILENT; goto word; }

    "action"             { term = KIND_ACTION; goto term; }
    "data"               { term = KIND_DATA; goto term; }
    "purpose"            { term = KIND_PURPOSE; goto term; }
    "recipient"          { term = KIND_RECIPIENT; goto term; }
    "subject"            { term = KIND_SUBJECT; goto term; }
    "region"             { term = KIND_REGION; goto term; }
    "condition"          { term = KIND_CONDITION; goto term; }
    "right"              { term = KIND_RIGHT; goto term; }
    "measure"            { term = KIND_MEASURE; goto term; }
    "event"              { term = KIND_EVENT; goto term; }
    "basis"              { term = KIND_BASIS; goto term; }
    "method"             { term = KIND_METHOD; goto term; }

    word                 { kind = TOK_NAME; goto word; }
    path                 { return word_path(lexer, start, token); }
    odd                  { return word_odd(lexer, start, token); }

    digits               { return number_read(lexer, start, token); }
    digits gap [A-Za-z]+ { return number_duration(lexer, start, token); }
    date                 { return number_date(lexer, start, token); }
    looseday             { return number_loose_date(lexer, start, token); }
    decimal              { return number_decimal(lexer, start, token); }
    decimal gap [A-Za-z]+ { return number_decimal(lexer, start, token); }

    ["]                  { return string_line(lexer, start, token); }
    ["]{3}               { return string_block(lexer, start, token); }

    "."                  { return word_stop(lexer, start); }
    "." "."+             { return word_dots(lexer, start); }
    ","                  { return TOK_COMMA; }
    ":"                  { return TOK_COLON; }
    "{"                  { return TOK_OPEN; }
    "}"                  { return TOK_CLOSE; }
    "("                  { return TOK_PAREN_OPEN; }
    ")"                  { return TOK_PAREN_CLOSE; }
    "?"                  { return word_query(lexer, start); }
    stray+               { return word_stray(lexer, start); }
    high                 { if (word_high(lexer, start, token)) return token->kind; goto next; }
    *                    { goto next; }
    $                    { return TOK_END; }
    */

term:
    token->value.TOK_KIND = term;
    kind = TOK_KIND;
word:
    if (word_goes_on(lexer))
        return word_odd(lexer, start, token);
    if (kind == TOK_NAME && lexer->reader) {
        size_t length = (size_t)(lexer->at - start);

        /* a label: only its spelling is ever asked for */
        token->value.TOK_NAME.text =
            *lexer->at == ':' ? arena_copy(lexer->reader->reading->arena,
                                           (const char *)start, length)
                              : name_intern(lexer->reader->reading->names,
                                            (const char *)start, length);
        token->value.TOK_NAME.span.start = token->span.start;
        token->value.TOK_NAME.span.end = token->span.start + (uint32_t)length;
    }
    return kind;
}

void lexer_next(struct lexer *lexer, struct token *token)
{
    size_t faults = lexer->reader->faults;

    token->fresh = lexer->at == lexer->begin;
    token->ragged = false;
    lexer_take(lexer, token);
    token->told = lexer->reader->faults != faults;
    if (lexer->reader->stopped)
        token->kind = TOK_END;
    if (token->kind == TOK_END)
        token->span.start = token->span.end;
}

/* Reads the word as a text of its own; without a reader it is not interned. */
int lexer_keyword(const char *text, enum kind *kind)
{
    struct lexer lexer = {
        .begin = (const unsigned char *)text,
        .at = (const unsigned char *)text,
        .end = (const unsigned char *)text + strlen(text),
    };
    struct token token;

    if (text[strspn(text, "abcdefghijklmnopqrstuvwxyz_")] != '\0')
        return TOK_NAME;

    lexer_take(&lexer, &token);
    if (token.kind == TOK_KIND && kind)
        *kind = token.value.TOK_KIND;
    return token.kind;
}
