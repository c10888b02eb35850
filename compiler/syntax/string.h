#ifndef WRIT_SYNTAX_STRING_H
#define WRIT_SYNTAX_STRING_H

/* String literals, called with the opening quote read; as the functions of
 * word.h. */

#include "syntax/lexer.h"

/* `"..."`, which ends at its line in any case. */
int string_line(struct lexer *lexer, const unsigned char *start,
                struct token *token);

/* `"""..."""` over several lines, common indent dropped. */
int string_block(struct lexer *lexer, const unsigned char *start,
                 struct token *token);

/* A string in the quotes of a word processor, which close with `close`. */
int string_curly(struct lexer *lexer, const unsigned char *start,
                 const char *close, struct token *token);

#endif
