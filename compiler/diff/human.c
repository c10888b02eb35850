/* A comparison for people: plain lines, no layout that a terminal must have. */

#include "diff/affected.h"
#include "diff/format.h"

#include "base/arena.h"
#include "language/change.h"
#include "language/phrase.h"
#include "report/clean.h"
#include "report/where.h"

#include <inttypes.h>
#include <string.h>

static const char *plural(size_t count)
{
    return count == 1 ? "" : "s";
}

/* --- the first line --------------------------------------------------- */

void diff_human_verdict(const struct diff *diff, struct text *text)
{
    size_t broader = diff_count(diff, EFFECT_BROADER);
    size_t narrower = diff_count(diff, EFFECT_NARROWER);
    size_t texts = diff_count_texts(diff);
    text_print(text, "%s: ", diff_verdict_name[diff->verdict]);
    switch (diff->verdict) {
    case DIFF_SAME: text_put(text, "the meaning has not changed"); break;
    case DIFF_NARROWER:
        text_print(text, "%zu change%s, less is allowed or more is promised",
                   narrower, plural(narrower));
        break;
    case DIFF_BROADER:
        text_print(text, "%zu change%s, more is allowed or less is promised",
                   broader, plural(broader));
        break;
    case DIFF_MIXED:
        text_print(text,
                   "%zu change%s by which more is allowed or less is promised, "
                   "%zu the other way",
                   broader, plural(broader), narrower);
        break;
    }
    if (texts > 0) {
        text_print(text, "; %zu text%s read%s otherwise", texts, plural(texts),
                   texts == 1 ? "s" : "");
    }
    text_char(text, '\n');
}

/* --- one change ------------------------------------------------------- */

static void put_place(const struct compilation *side, struct span span,
                      struct text *text)
{
    struct place place = source_place(&side->sources, span.start);
    if (place.source != NULL) {
        text_put(text, " (");
        clean_put(text, place.source->name);
        text_print(text, ":%" PRIu32 ")", place.line);
    }
}

/* Text of any length, each of its lines indented, but those that are empty. */
static void put_block(struct text *text, const char *block)
{
    for (const char *at = block; *at != '\0';) {
        size_t length = strcspn(at, "\n");
        struct text line = { NULL, 0, 0 };
        text_add(&line, at, length);
        text_put(text, length > 0 ? "        " : "");
        clean_put(text, text_string(&line));
        text_char(text, '\n');
        text_destroy(&line);
        at += length + (at[length] == '\n');
    }
}

static void put_statements(const struct diff *diff, const struct change *change,
                           size_t side, struct text *text)
{
    const struct compilation *compilation = diff->sides[side];
    const char *when = side == SIDE_OLD ? "before" : "now";
    if (change->statement_count[side] == 0) {
        text_print(text, "    %s: no statement\n", when);
    }
    for (size_t i = 0; i < change->statement_count[side]; i++) {
        const struct statement *statement = change->statements[side][i];
        struct text sentence = { NULL, 0, 0 };
        text_print(text, "    %s: `%s`", when, statement->name);
        put_place(compilation, statement->rule, text);
        text_char(text, '\n');
        language_english.statement(compilation->policy, statement, &sentence);
        put_block(text, text_string(&sentence));
        text_destroy(&sentence);
    }
}

static void put_texts(const struct diff *diff, const struct change *change,
                      struct text *text)
{
    static const char *const when[SIDE_COUNT] = { "before", "now" };
    for (size_t side = 0; side < SIDE_COUNT; side++) {
        const struct change_text *piece = &change->texts[side];
        if (piece->text != NULL) {
            text_print(text, "    %s:", when[side]);
            put_place(diff->sides[side], piece->span, text);
            text_char(text, '\n');
            put_block(text, piece->text);
        }
    }
}

static void put_sentence(const struct change *change, struct text *text)
{
    text_put(text, "  ");
    if (change->effect != EFFECT_NEUTRAL) {
        text_print(text, "%s: ", change_effect_name[change->effect]);
    }
    clean_put(text, change->sentence);
    text_char(text, '\n');
}

static void put_change(const struct diff *diff, const struct change *change,
                       struct text *text)
{
    put_sentence(change, text);
    if (change->kind == CHANGE_TEXT_ONLY) {
        put_texts(diff, change, text);
        return;
    }
    put_statements(diff, change, SIDE_OLD, text);
    put_statements(diff, change, SIDE_NEW, text);
}

/* --- what it touches -------------------------------------------------- */

static void put_rows(const struct affected *affected, struct text *text)
{
    static const char *const fates[] = {
        [ROW_NEW] = "new", [ROW_GONE] = "gone", [ROW_CHANGED] = "changed"
    };
    if (!affected->tables_known) {
        text_put(text, "\nRows of the published tables: more than `--budget` "
                       "allows\n");
        return;
    }
    for (size_t i = 0; i < affected->row_count; i++) {
        const struct affected_row *row = &affected->rows[i];
        bool first = i == 0 || row[-1].table != row->table;
        text_put(text, i == 0 ? "\nRows of the published tables\n" : "");
        if (first) {
            text_print(text, "  %s\n", row->table);
        }
        text_print(text, "    %s: ", fates[row->fate]);
        clean_put(text, row->row);
        text_char(text, '\n');
    }
}

static void put_tests(const struct diff *diff, const struct affected *affected,
                      struct text *text)
{
    const struct sources *sources = &diff->sides[SIDE_NEW]->sources;
    for (size_t i = 0; i < affected->test_count; i++) {
        const struct affected_test *item = &affected->tests[i];
        struct text words = { NULL, 0, 0 };
        text_put(text,
                 i == 0 ? "\nExpectations that ask about what changed\n" : "");
        struct span span = item->expectation->tree->span;
        span.end--; /* without the full stop */
        where_words(&words, sources, span);
        text_put(text, item->fails ? "  fails: " : "  holds: ");
        clean_put(text, text_string(&words));
        put_place(diff->sides[SIDE_NEW], item->expectation->tree->span, text);
        text_char(text, '\n');
        text_destroy(&words);
    }
}

static void write_changes(struct diff *diff, struct text *text)
{
    diff_human_verdict(diff, text);
    for (size_t i = 0; i < diff->count; i++) {
        const struct change *change = &diff->changes[i];
        if (i == 0 || diff->changes[i - 1].group != change->group) {
            text_print(text, "\n%s\n", changes_english.groups[change->group]);
        }
        put_change(diff, change, text);
    }
    struct affected affected = affected_by(diff);
    put_rows(&affected, text);
    put_tests(diff, &affected, text);
}

/* --- refinement ------------------------------------------------------- */

static void write_refinement(struct diff *diff, struct text *text)
{
    if (diff->count == 0) {
        text_put(text,
                 "refines: nothing that the baseline forbids is allowed\n");
        return;
    }
    text_print(text,
               "does not refine: %zu thing%s that the baseline forbids "
               "%s allowed\n\n",
               diff->count, plural(diff->count),
               diff->count == 1 ? "is" : "are");
    for (size_t i = 0; i < diff->count; i++) {
        const struct change *change = &diff->changes[i];
        text_put(text, "  ");
        clean_put(text, change->sentence);
        text_put(text, "\n    for example: ");
        clean_put(text, diff_example(diff, change->region));
        text_char(text, '\n');
        put_statements(diff, change, SIDE_OLD, text);
        put_statements(diff, change, SIDE_NEW, text);
    }
}

static void human_write(const struct diff_report *report, struct text *text)
{
    if (report->diff->refinement) {
        write_refinement(report->diff, text);
    } else {
        write_changes(report->diff, text);
    }
}

const struct diff_format diff_human = {
    .name = "human",
    .summary = "for people: places, names, the tables and tests it touches",
    .write = human_write,
};
