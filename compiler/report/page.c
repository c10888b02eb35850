/* Lines of the human form. Every function writes whole pieces between two
 * colours, so a page never ends inside a colour. */

#include "report/page.h"

#include "report/clean.h"

#include <stdio.h>
#include <string.h>

static const char *const paint_code[] = {
    [PAINT_PLAIN] = "",
    [PAINT_ERROR] = "\033[1;31m",
    [PAINT_WARNING] = "\033[1;33m",
    [PAINT_NOTE] = "\033[1;36m",
    [PAINT_GUTTER] = "\033[34m",
    [PAINT_STRONG] = "\033[1m",
};

void page_put(const struct page *page, enum paint paint, const char *string)
{
    bool coloured = page->colour && paint != PAINT_PLAIN && *string;
    if (coloured)
        text_put(page->text, paint_code[paint]);
    clean_put(page->text, string);
    if (coloured)
        text_put(page->text, "\033[0m");
}

void page_arrow(const struct page *page, const char *arrow)
{
    text_repeat(page->text, ' ', page->gutter);
    page_put(page, PAINT_GUTTER, arrow);
    text_char(page->text, ' ');
}

void page_margin(const struct page *page, uint32_t line)
{
    char number[16] = "";
    if (line > 0)
        (void)snprintf(number, sizeof number, "%u", (unsigned)line);
    page_put(page, PAINT_GUTTER, number);
    text_repeat(page->text, ' ', page->gutter - strlen(number) + 1);
    page_put(page, PAINT_GUTTER, "|");
    text_char(page->text, ' ');
}

void page_rule(const struct page *page)
{
    text_repeat(page->text, ' ', page->gutter + 1);
    page_put(page, PAINT_GUTTER, "|");
    text_char(page->text, '\n');
}

void page_remark(const struct page *page, const char *label, const char *text)
{
    size_t indent = page->gutter + strlen(" = : ") + strlen(label);
    struct text line = { 0 };

    text_repeat(page->text, ' ', page->gutter + 1);
    page_put(page, PAINT_GUTTER, "=");
    text_char(page->text, ' ');
    page_put(page, PAINT_STRONG, label);
    text_put(page->text, ": ");
    while (*text) {
        size_t length = strcspn(text, "\n");
        text_add(&line, text, length);
        page_put(page, PAINT_PLAIN, text_string(&line));
        text_destroy(&line);
        text += length + (text[length] == '\n');
        if (*text) {
            text_char(page->text, '\n');
            text_repeat(page->text, ' ', indent);
        }
    }
    text_char(page->text, '\n');
}
