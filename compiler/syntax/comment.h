#ifndef WRIT_SYNTAX_COMMENT_H
#define WRIT_SYNTAX_COMMENT_H

/* `# writ: allow SLUG because REASON`, collected while reading. */

#include "syntax/lexer.h"

/* A comment from `start`, its `#`, to where the lexer stands. */
void comment_read(struct lexer *lexer, const unsigned char *start);

#endif
