#ifndef WRIT_REPORT_PAGE_H
#define WRIT_REPORT_PAGE_H

/* The human form's paper: a text with a gutter for line numbers at its left,
 * and colour where it is asked for. Without colour not one escape is written,
 * and with it the visible characters are the same. */

#include "base/source.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum paint {
    PAINT_PLAIN,
    PAINT_ERROR,
    PAINT_WARNING,
    PAINT_NOTE,
    PAINT_GUTTER,
    PAINT_STRONG
};

struct page {
    struct text *text;
    const struct sources *sources;
    bool colour;
    size_t gutter; /* digits of the largest line number in this finding */
};

/* Adds a string in a colour; nothing of it can move the cursor. */
void page_put(const struct page *page, enum paint paint, const char *string);

/* `  --> `, `  ::: `: the arrow under the line numbers. */
void page_arrow(const struct page *page, const char *arrow);

/* `41 | `, or `   | ` for line 0. The line that follows must not be empty; see
 * page_rule. */
void page_margin(const struct page *page, uint32_t line);

/* `   |` and the end of the line. */
void page_rule(const struct page *page);

/* `   = label: text`; further lines of the text stand under its first word. */
void page_remark(const struct page *page, const char *label, const char *text);

#endif
