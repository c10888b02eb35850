#ifndef WRIT_EMIT_LINE_H
#define WRIT_EMIT_LINE_H

/* Strings of a document: one line each, without markup. */

#include "emit/phrasing.h"

/* The string on one line: runs of white space are one space. In the arena. */
const char *line_of(struct arena *arena, const char *string);

/* The same with a capital at its head. */
const char *line_headed(struct arena *arena, const char *string);

/* Each phrase of the cell with a capital at its head. */
void line_head_cell(struct arena *arena, struct cell *cell);

#endif
