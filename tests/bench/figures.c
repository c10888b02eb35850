/* The chart is one row a figure. A bar is as long as the figure's share of the
 * largest one of its unit in its group, so bars of a group compare, and those
 * of two groups do not. */

#include "figures.h"

#include "base/arena.h"
#include "base/bundle.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

double figures_now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
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
        text_print(text, ", \"value\": %.6g, \"unit\": ", figure->value);
        text_json(text, figure->unit);
        text_put(text, i + 1 < figures->count ? "},\n" : "}\n");
    }
    text_put(text, "]}\n");
}

/* --- SVG ------------------------------------------------------------------ */

enum { ROW = 18, LEFT = 220, BARS = 360, WIDTH = 720, BASELINE = 13 };

static bool opens_group(const struct figures *figures, size_t index)
{
    return index == 0 || strcmp(figures->items[index].group,
                                figures->items[index - 1].group) != 0;
}

static double largest_of(const struct figures *figures, size_t index)
{
    const struct figure *figure = &figures->items[index];
    double largest = figure->value;

    for (size_t i = 0; i < figures->count; i++) {
        const struct figure *other = &figures->items[i];

        if (strcmp(other->group, figure->group) == 0 &&
            strcmp(other->unit, figure->unit) == 0 && other->value > largest) {
            largest = other->value;
        }
    }
    return largest;
}

static void draw_text(struct text *text, int x, int y, const char *class,
                      const char *string)
{
    text_print(text, "<text x=\"%d\" y=\"%d\" class=\"%s\">", x, y + BASELINE,
               class);
    text_html(text, string);
    text_put(text, "</text>\n");
}

static void draw_figure(const struct figures *figures, size_t index, int y,
                        struct text *text)
{
    const struct figure *figure = &figures->items[index];
    double largest = largest_of(figures, index);
    double share = largest > 0 ? figure->value / largest : 0;
    int length = (int)(share * BARS);
    char value[64];

    snprintf(value, sizeof value, "%.4g %s", figure->value, figure->unit);
    draw_text(text, LEFT - 10, y, "name", figure->name);
    text_print(text, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>\n",
               LEFT, y + 2, length > 0 ? length : 1, ROW - 4);
    draw_text(text, LEFT + length + 8, y, "value", value);
}

static void write_svg(const struct figures *figures, struct text *text)
{
    size_t rows = 2 + figures->count;
    int y = 2 * ROW;

    for (size_t i = 0; i < figures->count; i++) {
        rows += opens_group(figures, i) ? 2 : 0;
    }
    text_print(text,
               "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" "
               "height=\"%d\" font-family=\"sans-serif\" font-size=\"12\">\n"
               "<style>.name { text-anchor: end } .group { font-weight: bold } "
               "text { fill: #222 } rect { fill: #4a7ab5 }</style>\n"
               "<rect width=\"100%%\" height=\"100%%\" "
               "style=\"fill: #fff\"/>\n",
               WIDTH, (int)(rows + 1) * ROW);
    draw_text(text, 10, ROW / 2, "group", figures->title);
    for (size_t i = 0; i < figures->count; i++) {
        if (opens_group(figures, i)) {
            draw_text(text, 10, y + ROW / 2, "group", figures->items[i].group);
            y += 2 * ROW;
        }
        draw_figure(figures, i, y, text);
        y += ROW;
    }
    text_put(text, "</svg>\n");
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
