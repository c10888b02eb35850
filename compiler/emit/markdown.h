#ifndef WRIT_EMIT_MARKDOWN_H
#define WRIT_EMIT_MARKDOWN_H

/* Text and prose as Markdown, for emitters that write it. */

#include "base/text.h"
#include "emit/prose.h"

/* Words that mean themselves, anywhere but at the start of a line. */
void markdown_text(struct text *text, const char *string);

/* What has changed, with a blank line behind it; nothing where it is not said. */
struct document;
void markdown_revision(struct text *text, const struct document *document);

/* Blocks, one sentence a line, with a blank line behind them. */
void markdown_prose(struct text *text, const struct prose *prose);

#endif
