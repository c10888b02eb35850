/* Findings as a person reads them on a terminal: what is wrong, where, what
 * else is involved, an example in words, and what to write instead. One that a
 * comment silences is not shown and not counted; one that the baseline lists
 * is not counted, and shown in two lines, so that what is new stands out. */

#include "report/excerpt.h"
#include "report/reporters.h"

#include <inttypes.h>
#include <stdio.h>

static const enum paint severity_paint[] = {
    [SEVERITY_ERROR] = PAINT_ERROR,
    [SEVERITY_WARNING] = PAINT_WARNING,
    [SEVERITY_NOTE] = PAINT_NOTE,
};

/* Entries of a baseline that are gone, before the rest is only counted. */
#define GONE_SHOWN 20u

static void put_title(const struct page *page, const struct finding *finding,
                      bool known)
{
    struct text slug = { 0 };
    text_print(&slug, "%s[%s]", severity_name[finding->rule->severity],
               finding->rule->slug);
    page_put(page, severity_paint[finding->rule->severity], text_string(&slug));
    text_destroy(&slug);
    text_put(page->text, known ? " in the baseline: " : ": ");
    page_put(page, PAINT_STRONG, finding->message);
    text_char(page->text, '\n');
}

/* ` --> policy.writ:41:5` */
static void put_place(const struct page *page, const char *arrow,
                      struct place place)
{
    struct text where = { 0 };
    text_print(&where, "%s:%" PRIu32 ":%" PRIu32, place.source->name,
               place.line, place.column);
    page_arrow(page, arrow);
    page_put(page, PAINT_PLAIN, text_string(&where));
    text_char(page->text, '\n');
    text_destroy(&where);
}

/* Where the finding says so itself: a flow that stands in other code. */
static void put_file(const struct page *page, const struct finding *finding)
{
    page_arrow(page, "-->");
    page_put(page, PAINT_PLAIN, finding->file);
    if (finding->line > 0)
        text_print(page->text, ":%" PRIu32, finding->line);
    text_char(page->text, '\n');
}

static void put_related(const struct page *page, const struct related *related)
{
    struct place place = source_place(page->sources, related->span.start);
    if (place.source) {
        put_place(page, ":::", place);
        excerpt_first(page, related->span,
                      &(struct mark){ '-', PAINT_GUTTER, related->caption });
    } else if (related->caption) {
        page_remark(page, "also", related->caption);
    }
}

static size_t digits(uint32_t number)
{
    size_t count = 1;
    while (number >= 10) {
        number /= 10;
        count++;
    }
    return count;
}

/* The gutter is as wide as the last line number that the finding shows. */
static size_t gutter(const struct sources *sources,
                     const struct finding *finding)
{
    uint32_t last =
        finding->file ? 0 : excerpt_last_line(sources, finding->span);
    for (size_t i = 0; i < finding->related_count; i++) {
        struct place place =
            source_place(sources, finding->related[i].span.start);
        if (place.line > last)
            last = place.line;
    }
    return digits(last);
}

static void put_finding(const struct page *paper, const struct finding *finding)
{
    struct page page = *paper;
    struct place place = source_place(page.sources, finding->span.start);

    page.gutter = gutter(page.sources, finding);
    put_title(&page, finding, false);
    if (finding->file) {
        put_file(&page, finding);
    } else if (place.source) {
        put_place(&page, "-->", place);
        page_rule(&page);
        excerpt_whole(&page, finding->span,
                      &(struct mark){
                          '^', severity_paint[finding->rule->severity], NULL });
    }
    for (size_t i = 0; i < finding->related_count; i++)
        put_related(&page, &finding->related[i]);
    if (finding->sentence)
        page_remark(&page, "for example", finding->sentence);
    if (finding->help)
        page_remark(&page, "help", finding->help);
}

static void put_known(const struct page *paper, const struct finding *finding)
{
    struct page page = *paper;
    struct place place = source_place(page.sources, finding->span.start);

    page.gutter = digits(finding->file ? finding->line : place.line);
    put_title(&page, finding, true);
    if (finding->file)
        put_file(&page, finding);
    else if (place.source)
        put_place(&page, "-->", place);
}

/* The entries that are gone, and how many there are beyond those shown. */
static size_t put_entries(const struct page *page,
                          const struct baseline *baseline)
{
    size_t shown = 0, left = 0;

    for (size_t i = 0; i < baseline->count; i++) {
        const struct listed *listed = &baseline->items[i];
        if (listed->found == listed->count)
            continue;
        if (shown++ < GONE_SHOWN)
            page_remark(page, listed->identity.slug, listed->identity.message);
        else
            left++;
    }
    return left;
}

/* What the baseline lists and the policy no longer has. */
static void put_gone(const struct page *page, const struct baseline *baseline)
{
    struct text line = { 0 };

    text_print(&line, "%zu finding%s of %s %s gone", baseline->gone,
               baseline->gone == 1 ? "" : "s", baseline->file,
               baseline->gone == 1 ? "is" : "are");
    page_put(page, PAINT_NOTE, "note");
    text_put(page->text, ": ");
    page_put(page, PAINT_STRONG, text_string(&line));
    text_char(page->text, '\n');
    text_destroy(&line);

    size_t left = put_entries(page, baseline);
    if (left > 0) {
        text_print(&line, "%zu more; `--format json` lists all", left);
        page_remark(page, "and", text_string(&line));
        text_destroy(&line);
    }
    text_print(&line, "write it anew with `--write-baseline %s`",
               baseline->file);
    page_remark(page, "help", text_string(&line));
    text_char(page->text, '\n');
    text_destroy(&line);
}

/* What is not counted is told of all the same. */
static void put_excused(const struct page *page,
                        const struct baseline *baseline)
{
    struct text line = { 0 };

    text_print(&line, "not counted: %zu finding%s in %s", baseline->known_count,
               baseline->known_count == 1 ? "" : "s", baseline->file);
    if (baseline->known_errors > 0)
        text_print(&line, ", %zu of them %s", baseline->known_errors,
                   baseline->known_errors == 1 ? "an error" : "errors");
    page_put(page, PAINT_PLAIN, text_string(&line));
    text_char(page->text, '\n');
    text_destroy(&line);
}

/* "2 errors, 3 warnings"; nothing where there is nothing. */
static void put_summary(const struct page *page, const struct report *report)
{
    const char *separator = "";
    for (enum severity severity = SEVERITY_ERROR; severity <= SEVERITY_NOTE;
         severity++) {
        size_t count = report_count(report, severity);
        if (count == 0)
            continue;
        text_print(page->text, "%s%zu %s%s", separator, count,
                   severity_name[severity], count == 1 ? "" : "s");
        separator = ", ";
    }
    if (*separator)
        text_char(page->text, '\n');
    if (report->baseline && report->baseline->known_count > 0)
        put_excused(page, report->baseline);
}

static void human_write(const struct report *report, struct text *text)
{
    const struct findings *findings = &report->compilation->findings;
    struct page page = {
        .text = text,
        .sources = &report->compilation->sources,
        .colour = report->colour,
    };

    for (size_t i = 0; i < findings->count; i++) {
        enum standing standing = report_standing(report, i);
        if (standing == STANDING_SILENCED)
            continue;
        if (standing == STANDING_KNOWN)
            put_known(&page, &findings->items[i]);
        else
            put_finding(&page, &findings->items[i]);
        text_char(text, '\n');
    }
    if (report->baseline && report->baseline->gone > 0)
        put_gone(&page, report->baseline);
    put_summary(&page, report);
}

const struct reporter reporter_human = {
    .name = "human",
    .summary = "for people: the place, an example, the repair",
    .write = human_write,
};
