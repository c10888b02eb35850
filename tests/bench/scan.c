/* What re2c made of grammar/lexer.re is compiled once more, under other names;
 * wherever the lexer would call one of its helpers, nothing is built and no
 * fault is told. Only where a string ends must be found, since the automaton
 * does not know. */

#include "scan.h"

#include "syntax/comment.h"
#include "syntax/number.h"
#include "syntax/string.h"
#include "syntax/word.h"

#include <stdbool.h>
#include <string.h>

static int skip_string(struct lexer *lexer, const char *quotes)
{
    size_t length = strlen(quotes);

    while (lexer->at + length < lexer->end &&
           (*lexer->at != '"' || memcmp(lexer->at, quotes, length) != 0)) {
        lexer->at += *lexer->at == '\\' ? 2 : 1;
    }
    lexer->at += length;
    lexer->at = lexer->at < lexer->end ? lexer->at : lexer->end;
    return TOK_STRING;
}

#define lexer_create  bare_create
#define lexer_read    bare_read
#define lexer_next    bare_next
#define lexer_keyword bare_keyword

struct lexer bare_create(struct reader *reader);
int bare_read(struct lexer *lexer, struct token *token);
void bare_next(struct lexer *lexer, struct token *token);
int bare_keyword(const char *text, enum kind *kind);

#define comment_read(lexer, start)             ((void)0)
#define string_line(lexer, start, token)       skip_string(lexer, "\"")
#define string_block(lexer, start, token)      skip_string(lexer, "\"\"\"")
#define number_read(lexer, start, token)       TOK_NUMBER
#define number_odd(lexer, start, token)        TOK_NUMBER
#define number_decimal(lexer, start, token)    TOK_NUMBER
#define number_duration(lexer, start, token)   TOK_DURATION
#define number_date(lexer, start, token)       TOK_DATE
#define number_loose_date(lexer, start, token) TOK_DATE
#define word_goes_on(lexer)                    false
#define word_name(lexer, start)                ((struct tree_name){ 0 })
#define word_subject(lexer, start, token)      TOK_KIND
#define word_path(lexer, start, token)         TOK_NAME
#define word_odd(lexer, start, token)          TOK_NAME
#define word_high(lexer, start, token)         false
#define word_stop(lexer, start)                TOK_STOP
#define word_dots(lexer, start)                TOK_ELLIPSIS
#define word_query(lexer, start)               TOK_QUERY
#define word_stray(lexer, start)               TOK_STRAY

#include "syntax/lexer.c"

size_t scan_text(const unsigned char *bytes, size_t length)
{
    struct lexer lexer = { .begin = bytes, .at = bytes, .end = bytes + length };
    struct token token = { .kind = 0 };
    size_t count = 0;

    do {
        token.kind = lexer_read(&lexer, &token);
        count++;
    } while (token.kind != TOK_END);
    return count;
}
