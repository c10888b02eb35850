#ifndef WRIT_REPORT_EXCERPT_H
#define WRIT_REPORT_EXCERPT_H

/* Pieces of source with marks below them, as a terminal shows them: columns
 * are counted in cells, a tab reaches to the next multiple of four, and a line
 * that is longer than the page is wide is cut around its mark. */

#include "report/page.h"

struct mark {
    char sign; /* '^' or '-' */
    enum paint paint;
    const char *caption; /* behind the sign, or NULL */
};

/* The line numbers that an excerpt of the span shows; 0 where it is nowhere. */
uint32_t excerpt_last_line(const struct sources *sources, struct span span);

/* All of the span: its lines, or where they are many the first three and the
 * last, each with the mark under what belongs to the span. */
void excerpt_whole(const struct page *page, struct span span,
                   const struct mark *mark);

/* The first line of the span alone, for places that are only mentioned. */
void excerpt_first(const struct page *page, struct span span,
                   const struct mark *mark);

#endif
