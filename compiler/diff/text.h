#ifndef WRIT_DIFF_TEXT_H
#define WRIT_DIFF_TEXT_H

/* Texts that changed without a change of meaning. */

#include "diff/piece.h"

/* Adds a change of kind CHANGE_TEXT_ONLY for two partners, or for one piece
 * that has none (the other NULL). `what` names the sort of piece. */
void text_change(struct diff *diff, const char *what, enum change_group group,
                 const struct piece *old, const struct piece *new);

/* Adds what the pieces, matched, have no equal partner for. */
void text_tell(struct diff *diff, struct pieces *pieces, const char *what,
               enum change_group group);

/* wording.c: the sentences of statements, and what of them changed. */
void list_sentences(struct diff *diff, struct pieces *pieces);
void compare_wordings(struct diff *diff);

/* translation.c: what is published in other languages. */
void compare_translations(struct diff *diff);

#endif
