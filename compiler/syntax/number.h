#ifndef WRIT_SYNTAX_NUMBER_H
#define WRIT_SYNTAX_NUMBER_H

/* Numbers, durations and dates, once the lexer knows where they end; called
 * as the functions of word.h. */

#include "syntax/lexer.h"

int number_read(struct lexer *lexer, const unsigned char *start,
                struct token *token);

/* A number and a word: a duration where the word is a unit of time, else the
 * number alone. */
int number_duration(struct lexer *lexer, const unsigned char *start,
                    struct token *token);

int number_date(struct lexer *lexer, const unsigned char *start,
                struct token *token);

/* Nearly a date: `2026-1-5`, `2026/01/05`. */
int number_loose_date(struct lexer *lexer, const unsigned char *start,
                      struct token *token);

/* `1.0` stands in quotes, and a duration is whole. */
int number_decimal(struct lexer *lexer, const unsigned char *start,
                   struct token *token);

/* Digits with letters on: `30days`, `3rd_party`. */
int number_odd(struct lexer *lexer, const unsigned char *start,
               struct token *token);

#endif
