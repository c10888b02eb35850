#ifndef WRIT_SYNTAX_DRIVER_H
#define WRIT_SYNTAX_DRIVER_H

/* What stands between lexer and parser: it looks one token ahead, keeps count
 * of what is open, and mends a slip that it understands before the parser
 * stumbles over it (repair.c). */

#include "syntax/lexer.h"

/* A brace that is open, and the words before it. */
struct opening {
    struct span head; /* `section disclosure "..."` */
    int kind;         /* TOK_SECTION, TOK_KIND, ...; TOK_NAME for a term */
    enum kind term;   /* of TOK_KIND */
    bool indented;    /* its first line stands further right than column 1 */
};

/* Invariant: depth is braces + parentheses + the `not`s, at every level of
 * parentheses, whose operand has not ended; it never passes DEPTH_LIMIT. */
struct nesting {
    struct opening braces[DEPTH_LIMIT];
    size_t brace_count;
    size_t nots[DEPTH_LIMIT + 1]; /* by level of parentheses */
    size_t paren_count;
    size_t depth;
    struct opening next; /* what a brace would open; kind 0 at its start */
};

struct driver {
    struct reader *reader;
    struct lexer lexer;
    yypstate *parser;
    struct token previous; /* the last that the parser was handed */
    struct token token;    /* the one in hand */
    struct token next;     /* the one behind it */
    struct nesting nesting;
    size_t skip;       /* braces to stay open while a block is passed over */
    bool spills;       /* between a heading and its brace */
    bool second;       /* the text has a fault: take a heading for one */
    bool stumbled;     /* the parser could not take a token */
    bool has_headings; /* something looked like a heading within a block */
    bool done;         /* the parser has taken the end, or given up */
};

/* Hands the parser a token. */
void driver_push(struct driver *driver, const struct token *token);

/* Hands it one that is not in the text: empty, behind the last one. */
void driver_insert(struct driver *driver, int kind);

/* Whether the parser could take this token next. */
bool driver_accepts(const struct driver *driver, int kind);

/* Looks at the token in hand and mends what cannot be right: by a token put
 * before it or in its place. False where it is not for the parser. */
bool repair_token(struct driver *driver);

/* Whether a token opens an item of a file. */
bool repair_opens_item(int kind);

/* Counts a token in. False, and told, where it is nested too deep. */
bool nesting_add(struct driver *driver, const struct token *token);

/* What the innermost open brace belongs to, or NULL. */
const struct opening *nesting_inner(const struct driver *driver);

#endif
