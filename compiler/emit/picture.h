#ifndef WRIT_EMIT_PICTURE_H
#define WRIT_EMIT_PICTURE_H

/* The graph of flows as SVG. */

#include "emit/document.h"

/* Adds a `<figure>`; nothing where the document has no flows. */
void picture_write(struct text *text, const struct document *document);

#endif
