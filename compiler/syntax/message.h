#ifndef WRIT_SYNTAX_MESSAGE_H
#define WRIT_SYNTAX_MESSAGE_H

/* A syntax error in words. */

struct reader;

/* The token in hand fits nowhere: adds the finding that says what was
 * expected, in the author's words. */
void message_unexpected(struct reader *reader);

#endif
