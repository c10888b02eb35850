/* The table of formats, and what they share. A new one is a file beside this, a
 * declaration in format.h and a row here. */

#include "diff/format.h"

#include "base/arena.h"
#include "diagram/witness.h"
#include "language/phrase.h"

#include <stdlib.h>
#include <string.h>

const struct diff_format *const diff_formats[] = {
    &diff_human,  &diff_lawyer, &diff_json, &diff_sarif,
    &diff_github, &diff_junit,  NULL,
};

const struct diff_format *diff_format_find(const char *name)
{
    for (size_t i = 0; diff_formats[i] != NULL; i++) {
        if (strcmp(diff_formats[i]->name, name) == 0) {
            return diff_formats[i];
        }
    }
    return NULL;
}

bool diff_report_fails(const struct diff_report *report,
                       const struct change *change)
{
    return report->diff->refinement || report->failing == FAILING_ANY ||
           (report->failing == FAILING_BROADER &&
            change->effect == EFFECT_BROADER);
}

const char *diff_example(struct diff *diff, const struct region *region)
{
    struct situation situation;
    struct text text = { NULL, 0, 0 };
    struct analysis *analysis = diff->common->analysis;
    if (witness_find(analysis, region->set, &situation)) {
        language_english.situation(analysis->policy, &situation, &text);
    }
    const char *words =
        arena_copy(diff->arena, text_string(&text), text.length);
    text_destroy(&text);
    return words;
}

/* Of "main:shop/policy.writ" the path in the repository, which the source has
 * too, but for parts that lead nowhere (`./`). */
static const char *in_repository(const struct source *source)
{
    size_t length = source->path == NULL ? 0 : strlen(source->path);
    size_t whole = strlen(source->name);
    if (source->path == NULL || strcmp(source->name, source->path) == 0) {
        return source->name;
    }
    if (length < whole &&
        strcmp(source->name + whole - length, source->path) == 0) {
        return source->name + whole - length;
    }
    const char *colon = strchr(source->name, ':');
    return colon == NULL ? source->name : colon + 1;
}

struct where diff_where(const struct diff *diff, size_t side, struct span span)
{
    const struct sources *sources = &diff->sides[side]->sources;
    const struct source *source = source_at(sources, span.start);
    struct where where = where_span(sources, span);
    if (source != NULL) {
        where.file = in_repository(source);
    }
    return where;
}

static struct change_place place_at(const struct diff *diff, size_t side,
                                    struct span span, const char *statement)
{
    return (struct change_place){ side, diff_where(diff, side, span),
                                  statement };
}

struct change_place diff_place(const struct diff *diff,
                               const struct change *change)
{
    static const size_t order[] = { SIDE_NEW, SIDE_OLD };
    for (size_t i = 0; i < SIDE_COUNT; i++) {
        size_t side = order[i];
        const struct change_text *words = &change->texts[side];
        if (change->statement_count[side] > 0) {
            const struct statement *first = change->statements[side][0];
            return place_at(diff, side, first->rule, first->name);
        }
        if (words->text != NULL && words->span.end > words->span.start) {
            return place_at(diff, side, words->span, NULL);
        }
    }
    const struct program *program = &diff->sides[SIDE_NEW]->program;
    return (struct change_place){
        .side = SIDE_NEW,
        .where.file = program->root_count > 0 ? program->roots[0]->source->name
                                              : "policy",
    };
}

struct turn {
    const struct change *change;
    size_t index;
};

static int compare(const struct turn *a, const struct turn *b)
{
    if (a->change->kind != b->change->kind) {
        return a->change->kind < b->change->kind ? -1 : 1;
    }
    return strcmp(a->change->sentence, b->change->sentence);
}

static int by_sentence(const void *left, const void *right)
{
    const struct turn *a = left;
    const struct turn *b = right;
    int order = compare(a, b);
    return order != 0 ? order : (a->index > b->index) - (a->index < b->index);
}

const size_t *diff_turns(struct diff *diff)
{
    struct turn *list = arena_array(diff->arena, diff->count, sizeof *list);
    size_t *turns = arena_array(diff->arena, diff->count, sizeof *turns);
    for (size_t i = 0; i < diff->count; i++) {
        list[i] = (struct turn){ &diff->changes[i], i };
    }
    if (diff->count > 0) {
        qsort(list, diff->count, sizeof *list, by_sentence);
    }
    for (size_t i = 0; i < diff->count; i++) {
        bool again = i > 0 && compare(&list[i - 1], &list[i]) == 0;
        turns[list[i].index] = again ? turns[list[i - 1].index] + 1 : 1;
    }
    return turns;
}
