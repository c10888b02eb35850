#ifndef WRIT_SYNTAX_REPAIR_H
#define WRIT_SYNTAX_REPAIR_H

/* What repair.c, guess.c and surplus.c ask of each other. All look at the
 * token in hand, with one before it and one behind. */

#include "syntax/driver.h"

/* Whether a token can be a name. */
bool repair_is_name(int kind);

/* Whether the text stands in a requirement of a pack, which may say anything. */
bool repair_in_pack(const struct driver *driver);

/* The word of the language for another that means the same, or NULL. */
const char *guess_synonym(const struct token *token);

/* Whether the token is `may`, `must`, `never`, or a word that means one. */
bool guess_modality(const struct token *token);

/* Takes a name that fits nowhere for the word that is meant, and tells. */
bool guess_word(struct driver *driver);

/* The same for a word that is to open an item, before the parser takes it for
 * a party. */
bool guess_opener(struct driver *driver);

/* True where the token is too many: told, and to be left out ... */
bool surplus_comma(struct driver *driver);
bool surplus_stop(struct driver *driver);
bool surplus_close(struct driver *driver);
bool surplus_open(struct driver *driver);

/* ... or replaced by the kind of the declaration it tried to go on with. */
bool surplus_term(struct driver *driver);

/* Whether a token that does not fit may be passed over; not told yet. */
bool surplus_token(const struct driver *driver);

#endif
