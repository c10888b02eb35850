#ifndef WRIT_EMIT_PLAIN_H
#define WRIT_EMIT_PLAIN_H

/* Prose as plain text, for text.c. */

#include "emit/layout.h"
#include "emit/prose.h"

/* Adds the blocks, a line without anything between two. */
void plain_prose(struct text *text, const struct prose *prose);

#endif
