/* The graph of flows as SVG: boxes in three columns, and a ribbon for each link
 * between two of them, which leads to the clause that permits it. Geometry is
 * in whole units and from counts of characters alone, so the same policy gives
 * the same picture everywhere; colours are those of the page (style.css). What
 * is only allowed in part is told by dashes, and by the name of the ribbon. */

#include "emit/picture.h"

#include "base/utf8.h"
#include "emit/chart.h"

#include <string.h>

enum {
    LINE_HEIGHT = 17,
    LABEL_GAP = 4, /* between two labels of a box */
    BASELINE = 13, /* of a line, from its top */
    PADDING = 8,   /* within a box */
    GAP = 14,      /* between boxes */
    PITCH = 9,     /* between ribbons at a box */
    HEAD = 34,     /* the captions of the columns */
    CELL = 7,      /* as wide as a character is taken to be */
    WIDTH = 864,
    MOST_LINES = 7, /* of a box */
    MOST_ROWS = 10  /* boxes of a column */
};

static const int column_x[CHART_COLUMNS] = { 0, 322, 674 };
static const int column_width[CHART_COLUMNS] = { 190, 230, 190 };

/* A line of a label: a part of it. */
struct words {
    const char *start;
    size_t length;
    int y; /* from the top of the text */
};

struct picture_box {
    int y, height;
    struct words lines[MOST_LINES + 2]; /* and what is left out */
    size_t line_count;
    int text_height;
    size_t ends[2];  /* ribbons at its left and its right side */
    size_t drawn[2]; /* so far */
};

struct picture {
    const struct document *document;
    const struct chart *chart;
    struct picture_box boxes[CHART_COLUMNS][MOST_ROWS];
    int height;
};

/* --- lines --------------------------------------------------------------- */

/* How much of the string fits `cells`: up to a space, or between two wide
 * characters, or, where there is neither, as much as there is room for. */
static size_t fitting(const char *string, size_t cells)
{
    size_t length = strlen(string);
    size_t used = 0;
    size_t best = 0;
    size_t at = 0;
    while (at < length) {
        uint32_t point;
        size_t size =
            utf8_read((const unsigned char *)string + at, length - at, &point);
        size_t wide = utf8_width((const unsigned char *)string + at, size);
        if (used + wide > cells) {
            return best > 0 ? best : at;
        }
        used += wide;
        at += size;
        if (string[at] == ' ' || wide == 2) {
            best = at;
        }
    }
    return length;
}

static void add_line(struct picture_box *box, const char *start, size_t length)
{
    box->lines[box->line_count++] =
        (struct words){ start, length, box->text_height };
    box->text_height += LINE_HEIGHT;
}

/* False where the box has no room for all of the label. */
static bool add_label(struct picture_box *box, const char *label, size_t cells)
{
    box->text_height += box->line_count > 0 ? LABEL_GAP : 0;
    while (*label != '\0') {
        if (box->line_count == MOST_LINES) {
            return false;
        }
        size_t length = fitting(label, cells);
        add_line(box, label, length);
        label += length;
        while (*label == ' ') {
            label++;
        }
    }
    return true;
}

static void add_labels(struct picture_box *box, const struct chart_node *node,
                       size_t cells)
{
    bool room = true;
    for (size_t i = 0; i < node->labels.count && room; i++) {
        room = add_label(box, node->labels.items[i], cells);
    }
    if (!room) {
        add_line(box, "\xE2\x80\xA6", 3);
    } else if (node->more != NULL) {
        add_line(box, node->more, strlen(node->more));
    }
}

/* --- boxes --------------------------------------------------------------- */

static void count_ends(struct picture *picture)
{
    for (int side = 0; side < CHART_COLUMNS - 1; side++) {
        for (size_t i = 0; i < picture->chart->ribbon_count[side]; i++) {
            const struct chart_ribbon *ribbon =
                &picture->chart->ribbons[side][i];
            picture->boxes[side][ribbon->from].ends[1]++;
            picture->boxes[side + 1][ribbon->to].ends[0]++;
        }
    }
}

static int most(int a, int b)
{
    return a > b ? a : b;
}

/* Height of the column, with its boxes one below the other from 0. */
static int stack_column(struct picture *picture, int column)
{
    const struct chart_column *nodes = &picture->chart->columns[column];
    size_t cells = (size_t)((column_width[column] - 2 * PADDING) / CELL);
    int y = 0;
    for (size_t i = 0; i < nodes->count; i++) {
        struct picture_box *box = &picture->boxes[column][i];
        add_labels(box, &nodes->nodes[i], cells);
        size_t ends = box->ends[0] > box->ends[1] ? box->ends[0] : box->ends[1];
        box->y = y;
        box->height =
            most(box->text_height + 2 * PADDING, (int)ends * PITCH + PADDING);
        y += box->height + GAP;
    }
    return y > 0 ? y - GAP : 0;
}

/* Columns stand in the middle of the height. */
static void place_boxes(struct picture *picture)
{
    int heights[CHART_COLUMNS];
    int highest = 0;
    for (int column = 0; column < CHART_COLUMNS; column++) {
        heights[column] = stack_column(picture, column);
        highest = most(highest, heights[column]);
    }
    for (int column = 0; column < CHART_COLUMNS; column++) {
        for (size_t i = 0; i < picture->chart->columns[column].count; i++) {
            picture->boxes[column][i].y +=
                HEAD + (highest - heights[column]) / 2;
        }
    }
    picture->height = HEAD + highest + 2;
}

/* --- ribbons ------------------------------------------------------------- */

/* The names of a node in one line. */
static void put_name(const struct picture *picture,
                     const struct chart_node *node, struct text *text)
{
    const struct language *language = picture->document->language;
    language->list(node->labels.items, node->labels.count, false, text);
    if (node->more != NULL) {
        text_put(text, ", ");
        text_put(text, node->more);
    }
}

/* "Account information to providing the service, under conditions". */
static void put_ribbon_name(const struct picture *picture, int side,
                            const struct chart_ribbon *ribbon,
                            struct text *text)
{
    const struct headings *headings = picture->document->language->headings;
    const struct chart_column *columns = picture->chart->columns;
    struct text from = { NULL, 0, 0 };
    struct text to = { NULL, 0, 0 };
    struct text half = { NULL, 0, 0 };
    put_name(picture, &columns[side].nodes[ribbon->from], &from);
    put_name(picture, &columns[side + 1].nodes[ribbon->to], &to);
    phrase_filled(&half, ribbon->whole ? headings->flows : headings->flows_some,
                  text_string(&from));
    phrase_filled(text, text_string(&half), text_string(&to));
    text_destroy(&from);
    text_destroy(&to);
    text_destroy(&half);
}

/* Where the next ribbon ends at that side of the box. */
static int next_end(struct picture_box *box, int side)
{
    int room = ((int)box->ends[side] - 1) * PITCH;
    int first = box->y + (box->height - room) / 2;
    return first + (int)box->drawn[side]++ * PITCH;
}

static void put_ribbon(struct picture *picture, int side,
                       const struct chart_ribbon *ribbon, struct text *text)
{
    const struct clause *clause =
        &picture->document->clauses[ribbon->statement];
    int left = column_x[side] + column_width[side];
    int right = column_x[side + 1];
    int middle = (left + right) / 2;
    int from = next_end(&picture->boxes[side][ribbon->from], 1);
    int to = next_end(&picture->boxes[side + 1][ribbon->to], 0);
    struct text name = { NULL, 0, 0 };
    put_ribbon_name(picture, side, ribbon, &name);
    text_put(&name, " (");
    phrase_filled(&name, picture->document->language->headings->clause,
                  clause->number);
    text_put(&name, ")");
    text_put(text, "<a href=\"#");
    text_html(text, clause->anchor);
    text_put(text, "\" aria-label=\"");
    text_html(text, text_string(&name));
    text_put(text, "\"><title>");
    text_html(text, text_string(&name));
    text_print(text, "</title><path class=\"%s\" ",
               ribbon->whole ? "ribbon" : "ribbon part");
    text_print(text, "d=\"M%d %dC%d %d %d %d %d %d\"/></a>\n", left, from,
               middle, from, middle, to, right, to);
    text_destroy(&name);
}

/* --- the picture --------------------------------------------------------- */

static void put_line(struct text *text, int x, int y, const struct words *words)
{
    struct text line = { NULL, 0, 0 };
    text_add(&line, words->start, words->length);
    text_print(text, "<text x=\"%d\" y=\"%d\">", x, y);
    text_html(text, text_string(&line));
    text_put(text, "</text>\n");
    text_destroy(&line);
}

static void put_box(const struct picture *picture, int column, size_t i,
                    struct text *text)
{
    const struct picture_box *box = &picture->boxes[column][i];
    int top = box->y + (box->height - box->text_height) / 2 + BASELINE;
    text_print(text,
               "<g><rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" "
               "rx=\"4\"/>\n",
               column_x[column], box->y, column_width[column], box->height);
    for (size_t n = 0; n < box->line_count; n++) {
        put_line(text, column_x[column] + PADDING, top + box->lines[n].y,
                 &box->lines[n]);
    }
    text_put(text, "</g>\n");
}

static void put_captions(const struct picture *picture, struct text *text)
{
    const struct headings *headings = picture->document->language->headings;
    const char *const captions[CHART_COLUMNS] = {
        headings->picture_data, headings->picture_purposes,
        headings->picture_recipients
    };
    for (int column = 0; column < CHART_COLUMNS; column++) {
        if (picture->chart->columns[column].count > 0) {
            text_print(text, "<text class=\"caption\" x=\"%d\" y=\"16\">",
                       column_x[column]);
            text_html(text, captions[column]);
            text_put(text, "</text>\n");
        }
    }
}

static void put_drawing(struct picture *picture, struct text *text)
{
    const struct headings *headings = picture->document->language->headings;
    text_print(text,
               "<svg viewBox=\"0 0 %d %d\" role=\"group\" "
               "aria-labelledby=\"%s\" aria-describedby=\"%s-note\">\n<title>",
               WIDTH, picture->height, ANCHOR_PICTURE, ANCHOR_PICTURE);
    text_html(text, headings->picture);
    text_put(text, "</title>\n<desc>");
    text_html(text, headings->picture_note);
    text_put(text, "</desc>\n");
    put_captions(picture, text);
    for (int side = 0; side < CHART_COLUMNS - 1; side++) {
        for (size_t i = 0; i < picture->chart->ribbon_count[side]; i++) {
            put_ribbon(picture, side, &picture->chart->ribbons[side][i], text);
        }
    }
    for (int column = 0; column < CHART_COLUMNS; column++) {
        for (size_t i = 0; i < picture->chart->columns[column].count; i++) {
            put_box(picture, column, i, text);
        }
    }
    text_put(text, "</svg>\n");
}

void picture_write(struct text *text, const struct document *document)
{
    const struct headings *headings = document->language->headings;
    struct picture picture = { .document = document, .chart = document->chart };
    if (document->chart == NULL) {
        return;
    }
    count_ends(&picture);
    place_boxes(&picture);
    text_print(text,
               "<section class=\"picture\" aria-labelledby=\"%s\">\n"
               "<h2 id=\"%s\">",
               ANCHOR_PICTURE, ANCHOR_PICTURE);
    text_html(text, headings->picture);
    text_print(text, "</h2>\n<p class=\"note\" id=\"%s-note\">",
               ANCHOR_PICTURE);
    text_html(text, headings->picture_note);
    text_put(text, "</p>\n<div class=\"scroll\" role=\"group\" tabindex=\"0\" "
                   "aria-label=\"");
    text_html(text, headings->picture);
    text_put(text, "\">\n");
    put_drawing(&picture, text);
    text_put(text, "</div>\n</section>\n");
}
