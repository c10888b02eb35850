/* The chart is one row a figure. A bar is as long as the figure's share of the
 * largest one of its unit in its group, or where they lie far apart as its
 * logarithm: bars of a group compare, and those of two groups do not. */

#include "figures.h"

#include "base/arena.h"
#include "base/bundle.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double seconds_by(clockid_t clock)
{
    struct timespec time;

    clock_gettime(clock, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

double figures_now(void)
{
    return seconds_by(CLOCK_MONOTONIC);
}

double figures_worked(void)
{
    return seconds_by(CLOCK_PROCESS_CPUTIME_ID);
}

static int compare(const void *a, const void *b)
{
    double left = *(const double *)a;
    double right = *(const double *)b;

    return left < right ? -1 : left > right;
}

double figures_median(double *values, size_t count)
{
    qsort(values, count, sizeof *values, compare);
    return values[count / 2];
}

struct figures figures_create(const char *name, const char *title)
{
    return (struct figures){ .arena = arena_create(),
                             .name = name,
                             .title = title };
}

void figures_destroy(struct figures *figures)
{
    arena_destroy(figures->arena);
    *figures = (struct figures){ 0 };
}

void figures_add(struct figures *figures, const char *group, const char *name,
                 double value, const char *unit)
{
    struct arena *arena = figures->arena;

    figures->items = arena_extend(arena, figures->items, figures->count,
                                  sizeof *figures->items);
    figures->items[figures->count++] = (struct figure){
        .group = arena_copy(arena, group, strlen(group)),
        .name = arena_copy(arena, name, strlen(name)),
        .value = value,
        .unit = arena_copy(arena, unit, strlen(unit)),
    };
}

void figures_add_word(struct figures *figures, const char *group,
                      const char *name, const char *word)
{
    figures_add(figures, group, name, 0, "");
    figures->items[figures->count - 1].word =
        arena_copy(figures->arena, word, strlen(word));
}

/* --- JSON ----------------------------------------------------------------- */

static void write_json(const struct figures *figures, struct text *text)
{
    text_put(text, "{\"format\": 1, \"name\": ");
    text_json(text, figures->name);
    text_put(text, ", \"figures\": [\n");
    for (size_t i = 0; i < figures->count; i++) {
        const struct figure *figure = &figures->items[i];

        text_put(text, " {\"group\": ");
        text_json(text, figure->group);
        text_put(text, ", \"name\": ");
        text_json(text, figure->name);
        if (figure->word != NULL) {
            text_put(text, ", \"word\": ");
            text_json(text, figure->word);
        } else {
            text_print(text, ", \"value\": %.6g, \"unit\": ", figure->value);
            text_json(text, figure->unit);
        }
        text_put(text, i + 1 < figures->count ? "},\n" : "}\n");
    }
    text_put(text, "]}\n");
}

/* --- for people ----------------------------------------------------------- */

enum { CELL = 128 };

/* A goal of 0 is none. */
static bool is_missing(const struct figure *figure)
{
    return figure->word == NULL && figure->value <= 0 &&
           strcmp(figure->name, "goal") == 0;
}

/* A whole number with commas between the thousands. */
static void write_whole(double value, char *cell)
{
    char digits[64];
    int length = snprintf(digits, sizeof digits, "%.0f", value);

    for (int i = 0; i < length; i++) {
        *cell++ = digits[i];
        if ((length - i) % 3 == 1 && i + 1 < length) {
            *cell++ = ',';
        }
    }
    *cell = '\0';
}

/* "4.2 ns", "151 us", "1.2 MiB", "3,412": in the unit in which it reads best,
 * and with no more digits than mean something, counts excepted. */
static void write_cell(const struct figure *figure, char *cell)
{
    static const struct {
        const char *unit;
        double size; /* of how many of the next */
        const char *next;
    } larger[] = { { "ns", 1e3, "us" },
                   { "us", 1e3, "ms" },
                   { "ms", 1e3, "s" },
                   { "B", 1024, "KiB" },
                   { "KiB", 1024, "MiB" } };
    double value = figure->value;
    const char *unit = figure->unit;
    char number[64];

    for (size_t i = 0; i < sizeof larger / sizeof *larger; i++) {
        if (strcmp(unit, larger[i].unit) == 0 && value >= larger[i].size) {
            value /= larger[i].size;
            unit = larger[i].next;
        }
    }
    if (value >= 1000 && *unit != '\0') {
        double rounded = 1;
        while (value / rounded >= 1000) {
            rounded *= 10;
        }
        value = floor(value / rounded + 0.5) * rounded;
    }
    if (*unit == '\0' || value >= 100) {
        write_whole(value, number);
    } else {
        snprintf(number, sizeof number, value < 10 ? "%.2f" : "%.1f", value);
    }
    snprintf(cell, CELL, "%s%s%s", number, *unit != '\0' ? " " : "", unit);
    if (is_missing(figure)) {
        snprintf(cell, CELL, "-");
    } else if (figure->word != NULL) {
        snprintf(cell, CELL, "%s", figure->word);
    }
}

static bool opens_group(const struct figures *figures, size_t index)
{
    return index == 0 || strcmp(figures->items[index].group,
                                figures->items[index - 1].group) != 0;
}

/* How many figures the group that begins here has. */
static size_t size_of_group(const struct figures *figures, size_t first)
{
    size_t end = first + 1;

    while (end < figures->count && !opens_group(figures, end)) {
        end++;
    }
    return end - first;
}

/* Whether the two groups have figures of the same names. */
static bool same_names(const struct figures *figures, size_t a, size_t b)
{
    size_t size = size_of_group(figures, a);
    bool same = size == size_of_group(figures, b);

    for (size_t i = 0; same && i < size; i++) {
        same =
            strcmp(figures->items[a + i].name, figures->items[b + i].name) == 0;
    }
    return same;
}

/* The next group behind this one whose figures have the same names; the count of
 * figures where there is none. */
static size_t next_row(const struct figures *figures, size_t row)
{
    size_t next = row + size_of_group(figures, row);

    while (next < figures->count && !same_names(figures, row, next)) {
        next += size_of_group(figures, next);
    }
    return next;
}

/* How wide a column of the table is that begins with this group. */
static int width_of(const struct figures *figures, size_t first, size_t column)
{
    size_t width = strlen(figures->items[first + column].name);
    char cell[CELL];

    for (size_t row = first; row < figures->count;
         row = next_row(figures, row)) {
        write_cell(&figures->items[row + column], cell);
        width = strlen(cell) > width ? strlen(cell) : width;
    }
    return (int)width;
}

/* Numbers stand to the right of their column, words to the left. */
static void print_cell(const struct figures *figures, size_t first,
                       size_t column, const char *text)
{
    int width = width_of(figures, first, column);
    bool last = column + 1 == size_of_group(figures, first);

    if (figures->items[first + column].word == NULL) {
        printf("  %*s", width, text);
    } else if (*text != '\0') {
        printf("  %-*s", last ? 0 : width, text);
    } else {
        printf("%*s", last ? 0 : width + 2, "");
    }
}

static void print_table(const struct figures *figures, size_t first)
{
    size_t columns = size_of_group(figures, first);
    size_t label = 0;
    char cell[CELL];

    for (size_t row = first; row < figures->count;
         row = next_row(figures, row)) {
        size_t length = strlen(figures->items[row].group);
        label = length > label ? length : label;
    }
    printf("\n%*s", (int)label, "");
    for (size_t i = 0; i < columns; i++) {
        print_cell(figures, first, i, figures->items[first + i].name);
    }
    printf("\n");
    for (size_t row = first; row < figures->count;
         row = next_row(figures, row)) {
        printf("%-*s", (int)label, figures->items[row].group);
        for (size_t i = 0; i < columns; i++) {
            write_cell(&figures->items[row + i], cell);
            print_cell(figures, first, i, cell);
        }
        printf("\n");
    }
}

void figures_print(const struct figures *figures)
{
    printf("%s\n", figures->title);
    for (size_t i = 0; i < figures->count; i += size_of_group(figures, i)) {
        bool printed = false;

        for (size_t k = 0; k < i; k += size_of_group(figures, k)) {
            printed = printed || same_names(figures, k, i);
        }
        if (!printed) {
            print_table(figures, i);
        }
    }
}

/* --- SVG ------------------------------------------------------------------ */

enum { ROW = 18, LEFT = 190, BARS = 400, WIDTH = 720, BASELINE = 13 };

/* The least and the most of a figure's unit in its group, and how many have it. */
struct range {
    double least, most;
    size_t count;
};

static struct range range_of(const struct figures *figures, size_t index)
{
    const struct figure *figure = &figures->items[index];
    struct range range = { figure->value, figure->value, 0 };

    for (size_t i = 0; i < figures->count; i++) {
        const struct figure *other = &figures->items[i];

        if (strcmp(other->group, figure->group) == 0 &&
            strcmp(other->unit, figure->unit) == 0 && !is_missing(other)) {
            range.least =
                other->value < range.least ? other->value : range.least;
            range.most = other->value > range.most ? other->value : range.most;
            range.count++;
        }
    }
    return range;
}

/* Bars of a wide range are logarithmic, from a tenth of the least on. */
static bool is_wide(struct range range)
{
    return range.least > 0 && range.most / range.least > 100;
}

static double share_of(double value, struct range range)
{
    if (is_wide(range)) {
        return log(10 * value / range.least) /
               log(10 * range.most / range.least);
    }
    return range.most > 0 ? value / range.most : 0;
}

static void draw_text(struct text *text, int x, int y, const char *class,
                      const char *string)
{
    text_print(text, "<text x=\"%d\" y=\"%d\" class=\"%s\">", x, y + BASELINE,
               class);
    text_html(text, string);
    text_put(text, "</text>\n");
}

static void draw_group(const struct figures *figures, size_t index, int y,
                       struct text *text)
{
    const struct figure *figure = &figures->items[index];
    char heading[256];

    snprintf(heading, sizeof heading, "%s%s", figure->group,
             is_wide(range_of(figures, index)) ? " (logarithmic)" : "");
    draw_text(text, 10, y, "group", heading);
}

/* A count has no bar, nor has what there is nothing to compare with. */
static void draw_figure(const struct figures *figures, size_t index, int y,
                        struct text *text)
{
    const struct figure *figure = &figures->items[index];
    struct range range = range_of(figures, index);
    bool barred = range.count > 1 && *figure->unit != '\0';
    int length = barred ? (int)(share_of(figure->value, range) * BARS) : 0;
    char cell[CELL];

    write_cell(figure, cell);
    draw_text(text, LEFT - 10, y, "name", figure->name);
    if (barred) {
        text_print(text,
                   "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"%s/>\n",
                   LEFT, y + 2, length > 0 ? length : 1, ROW - 4,
                   strcmp(figure->name, "goal") == 0 ? " class=\"goal\"" : "");
        length += 8;
    }
    draw_text(text, LEFT + length, y, "value", cell);
}

static void write_svg(const struct figures *figures, struct text *text)
{
    struct text drawing = { 0 };
    int y = 2 * ROW;

    draw_text(&drawing, 10, ROW / 2, "group", figures->title);
    for (size_t i = 0; i < figures->count; i++) {
        if (opens_group(figures, i)) {
            y += ROW
            / 2;
            draw_group(figures, i, y, &drawing);
            y += ROW;
        }
        if (!is_missing(&figures->items[i]) && figures->items[i].word == NULL) {
            draw_figure(figures, i, y, &drawing);
            y += ROW;
        }
    }
    text_print(text,
               "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" "
               "height=\"%d\" font-family=\"sans-serif\" font-size=\"12\">\n"
               "<style>.name { text-anchor: end } .group { font-weight: bold } "
               "text { fill: #222 } rect { fill: #4a7ab5 } "
               ".goal { fill: #c9ced6 }</style>\n"
               "<rect width=\"100%%\" height=\"100%%\" "
               "style=\"fill: #fff\"/>\n%s</svg>\n",
               WIDTH, y + ROW, text_string(&drawing));
    text_destroy(&drawing);
}

bool figures_write(const struct figures *figures, const char *folder)
{
    struct bundle bundle = { .arena = arena_create() };
    const char *error = NULL;

    write_json(figures, bundle_add(&bundle, arena_print(bundle.arena, "%s.json",
                                                        figures->name)));
    write_svg(figures, bundle_add(&bundle, arena_print(bundle.arena, "%s.svg",
                                                       figures->name)));
    bool written = bundle_commit(&bundle, folder, &error);

    if (!written) {
        fprintf(stderr, "%s\n", error);
    }
    bundle_destroy(&bundle);
    arena_destroy(bundle.arena);
    return written;
}
