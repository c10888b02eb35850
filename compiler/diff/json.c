/* A comparison for programs. The first lines of a change are those that the
 * specification names; what follows may grow. */

#include "diff/format.h"

#include "base/arena.h"
#include "diagram/digest.h"
#include "diff/points.h"
#include "report/json.h"

#include <inttypes.h>

static void put_points(struct diff *diff, struct text *text, int level,
                       const struct bits *select)
{
    size_t count;
    const char **points = points_list(diff, level_space(level), select, &count);
    json_strings(text, points, count);
}

/* Events, and clocks of several: "earliest of closure and withdrawal". */
static void put_events(struct diff *diff, struct text *text,
                       const struct bits *select)
{
    size_t count;
    const char **events = points_events(diff, select, &count);
    text_put(text, ", \"event\": ");
    json_strings(text, events, count);
}

static void put_where(struct diff *diff, struct text *text,
                      const struct region *region)
{
    static const char *const keys[DIMENSION_COUNT] = {
        "party", "action", "data", "purpose", "recipient", "subject", "region",
    };
    text_put(text, "\"where\": {");
    for (int d = 0; d < DIMENSION_COUNT; d++) {
        text_print(text, "\"%s\": ", keys[d]);
        put_points(diff, text, d, region->select[d]);
        text_put(text, ", ");
    }
    json_member(text, "condition", points_condition(diff, region->facts.holds));
    if (region->select[LEVEL_RIGHT] != NULL) {
        text_put(text, ", \"right\": ");
        put_points(diff, text, LEVEL_RIGHT, region->select[LEVEL_RIGHT]);
    }
    if (region->select[LEVEL_EVENT] != NULL) {
        put_events(diff, text, region->select[LEVEL_EVENT]);
    }
    text_put(text, region->rest ? ", \"complete\": false}" : "}");
}

static void put_place(const struct compilation *side, struct span span,
                      struct text *text)
{
    struct place place = source_place(&side->sources, span.start);
    if (place.source != NULL) {
        text_put(text, ", ");
        json_member(text, "file", place.source->name);
        text_print(text, ", \"line\": %" PRIu32 ", \"column\": %" PRIu32,
                   place.line, place.column);
    }
}

/* The statements that decide, or the text that was. */
static void put_side(const struct diff *diff, const struct change *change,
                     size_t side, struct text *text)
{
    const struct compilation *compilation = diff->sides[side];
    const struct change_text *words = &change->texts[side];
    text_print(text, "\"%s\": [", side == SIDE_OLD ? "old" : "new");
    if (change->kind == CHANGE_TEXT_ONLY && words->text != NULL) {
        text_char(text, '{');
        json_member(text, "statement", words->statement);
        text_put(text, ", ");
        json_member(text, "text", words->text);
        put_place(compilation, words->span, text);
        text_char(text, '}');
    }
    for (size_t i = 0;
         change->kind != CHANGE_TEXT_ONLY && i < change->statement_count[side];
         i++) {
        const struct statement *statement = change->statements[side][i];
        text_put(text, i > 0 ? ", {" : "{");
        json_member(text, "statement", statement->name);
        put_place(compilation, statement->rule, text);
        text_char(text, '}');
    }
    text_char(text, ']');
}

static void put_change(struct diff *diff, const struct change *change,
                       struct text *text)
{
    text_put(text, "  {");
    json_member(text, "kind", change_kind_name[change->kind]);
    text_put(text, ", ");
    json_member(text, "effect", change_effect_name[change->effect]);
    text_put(text, ", ");
    json_member(text, "group", change_group_name[change->group]);
    text_put(text, ",\n   ");
    json_member(text, "sentence", change->sentence);
    text_put(text, ",\n   ");
    if (change->region != NULL) {
        put_where(diff, text, change->region);
    } else {
        text_put(text, "\"where\": null");
    }
    text_put(text, ",\n   ");
    put_side(diff, change, SIDE_OLD, text);
    text_put(text, ",\n   ");
    put_side(diff, change, SIDE_NEW, text);
    text_char(text, '}');
}

/* "" where the budget does not hold it. */
static const char *digest_of(struct compilation *side)
{
    const char *digest = compilation_digest(side);
    return digest != NULL ? digest : "";
}

static void json_write(const struct diff_report *report, struct text *text)
{
    struct diff *diff = report->diff;
    text_put(text, "{\"format\": 1, ");
    json_member(text, "verdict", diff_verdict_name[diff->verdict]);
    text_put(text, ", \"changes\": [");
    for (size_t i = 0; i < diff->count; i++) {
        text_put(text, i > 0 ? ",\n" : "\n");
        put_change(diff, &diff->changes[i], text);
    }
    text_put(text, "],\n ");
    json_member(text, "old_digest", digest_of(diff->sides[SIDE_OLD]));
    text_put(text, ", ");
    json_member(text, "new_digest", digest_of(diff->sides[SIDE_NEW]));
    text_put(text, "}\n");
}

const struct diff_format diff_json = {
    .name = "json",
    .summary = "for programs",
    .write = json_write,
};
