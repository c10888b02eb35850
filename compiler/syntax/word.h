#ifndef WRIT_SYNTAX_WORD_H
#define WRIT_SYNTAX_WORD_H

/* What the lexer does once it knows where a word or a mark ends: names, what
 * is nearly a name, punctuation that is not of the language. `start` is the
 * token's first byte, lexer->at the byte behind what was matched; a function
 * that takes more or less moves `at`. Each gives the token's kind. */

#include "syntax/lexer.h"

/* From `start` to where the lexer stands. */
struct span lexer_span(const struct lexer *lexer, const unsigned char *start);

/* Whether what stands at `at` still belongs to the word before it, which then
 * is no name: a capital, a hyphen, `_`, a letter of another script. Nothing
 * below the hyphen does, and that is what stands behind nearly every word. */
bool word_goes_oddly(const struct lexer *lexer);

static inline bool word_goes_on(const struct lexer *lexer)
{
    return *lexer->at >= '-' && *lexer->at != ':' && word_goes_oddly(lexer);
}

struct tree_name word_name(struct lexer *lexer, const unsigned char *start);

/* A path. Ends before `.we` and `.you`: a full stop without its space. */
int word_path(struct lexer *lexer, const unsigned char *start,
              struct token *token);

/* `subject` with another word behind it than `to`. */
int word_subject(struct lexer *lexer, const unsigned char *start,
                 struct token *token);

/* Name-like, but no name: read to its end, told, handed out as the name or
 * the word of the language that was meant. */
int word_odd(struct lexer *lexer, const unsigned char *start,
             struct token *token);

/* A code point over 127: a name, a mark, or nothing but space (false). */
bool word_high(struct lexer *lexer, const unsigned char *start,
               struct token *token);

int word_stop(struct lexer *lexer, const unsigned char *start);
int word_dots(struct lexer *lexer, const unsigned char *start);
int word_query(struct lexer *lexer, const unsigned char *start);
int word_stray(struct lexer *lexer, const unsigned char *start);

#endif
