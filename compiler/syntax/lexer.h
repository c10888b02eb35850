#ifndef WRIT_SYNTAX_LEXER_H
#define WRIT_SYNTAX_LEXER_H

/* Bytes to tokens, by grammar/lexer.re. Every token has its exact span; white
 * space and comments are skipped, and what a comment silences is collected.
 * What is nearly right (`Must`, `e-mail`, “text”, 2026-02-30) is told once and
 * handed out as what was meant, so the parser never hears of it. */

#include "syntax/parser.h"
#include "syntax/reader.h"

#include <stdbool.h>

struct lexer {
    struct reader *reader;
    const unsigned char *begin, *at, *end; /* a NUL at `end` */
    uint32_t base;                         /* offset of `begin` */
};

struct token {
    int kind;    /* TOK_... */
    bool fresh;  /* the first on its line */
    bool ragged; /* a string that its line or the file ended */
    bool told;   /* the lexer has found fault with it */
    struct span span;
    YYSTYPE value;
};

/* Starts before the first byte, or behind a byte order mark. */
struct lexer lexer_create(struct reader *reader);

/* The next token; TOK_END for ever at the end or once the reader stopped. */
void lexer_next(struct lexer *lexer, struct token *token);

/* The next token's kind. Sets its value, and where its span starts. */
int lexer_read(struct lexer *lexer, struct token *token);

/* The next token without what only the careful reader asks of it: its kind, its
 * value, and its span where it is not the end. */
static inline void lexer_take(struct lexer *lexer, struct token *token)
{
    token->kind = lexer_read(lexer, token);
    token->span.end = lexer->base + (uint32_t)(lexer->at - lexer->begin);
}

/* Which token this spelling is: a keyword's, or TOK_NAME. */
int lexer_keyword(const char *text, enum kind *kind);

#endif
