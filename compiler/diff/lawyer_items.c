/* What is to be decided, with both wordings side by side, and what is to be
 * known. Changes that the same clauses say are one item. */

#include "diff/lawyer.h"

#include "base/arena.h"
#include "diff/telling.h"
#include "emit/markdown.h"

#include <string.h>

/* What somebody has to answer for. */
static bool is_decision(const struct change *change)
{
    return change->effect == EFFECT_BROADER ||
           change->group == GROUP_CONTROLLER;
}

static bool same_clauses(const struct change *a, const struct change *b)
{
    for (size_t side = 0; side < SIDE_COUNT; side++) {
        size_t count = a->statement_count[side];
        if (count != b->statement_count[side]) {
            return false;
        }
        for (size_t i = 0; i < count; i++) {
            if (a->statements[side][i] != b->statements[side][i]) {
                return false;
            }
        }
    }
    return a->group == b->group && a->region != NULL && b->region != NULL;
}

static void put_cell(const struct lawyer *lawyer, const char *words)
{
    struct text line = { NULL, 0, 0 };
    text_line(&line, words);
    markdown_text(lawyer->text, text_string(&line));
    text_destroy(&line);
}

/* The clause that has the name on the side of one that stands on the other. */
static const struct statement *counterpart(const struct lawyer *lawyer,
                                           const struct change *change,
                                           size_t side)
{
    size_t other = side == SIDE_NEW ? SIDE_OLD : SIDE_NEW;
    const struct statement *statement = change->statement_count[other] > 0
                                            ? change->statements[other][0]
                                            : NULL;
    return statement == NULL
               ? NULL
               : lawyer_named(lawyer->diff->sides[side]->policy,
                              statement->name, strlen(statement->name));
}

static void put_clause(const struct lawyer *lawyer, size_t side,
                       const struct statement *statement)
{
    text_put(lawyer->text, "**");
    text_put(lawyer->text, lawyer_number(lawyer, statement));
    text_put(lawyer->text, "** ");
    put_cell(lawyer, lawyer_sentence(lawyer, side, statement));
}

/* The clauses of a side, each with its number and its sentence; where it says
 * nothing of it, what it says at that place. */
static void put_clauses(const struct lawyer *lawyer,
                        const struct change *change, size_t side)
{
    size_t count = change->statement_count[side];
    const struct statement *other = counterpart(lawyer, change, side);
    const char *words = change->texts[side].text;
    for (size_t i = 0; i < count; i++) {
        text_put(lawyer->text, i > 0 ? "<br>" : "");
        put_clause(lawyer, side, change->statements[side][i]);
    }
    if (count == 0 && other != NULL && words == NULL) {
        put_clause(lawyer, side, other);
    } else if (count == 0) {
        put_cell(lawyer, words != NULL ? words : lawyer->words->nothing);
    }
}

static void put_columns(const struct lawyer *lawyer, bool with_part)
{
    text_put(lawyer->text, "\n|");
    if (with_part) {
        text_char(lawyer->text, ' ');
        markdown_text(lawyer->text, lawyer->words->clause);
        text_put(lawyer->text, " |");
    }
    text_char(lawyer->text, ' ');
    markdown_text(lawyer->text, lawyer->words->before);
    text_put(lawyer->text, " | ");
    markdown_text(lawyer->text, lawyer->words->now);
    text_put(lawyer->text,
             with_part ? " |\n|---|---|---|\n" : " |\n|---|---|\n");
}

static void put_sentence(const struct lawyer *lawyer,
                         const struct change *change)
{
    text_put(lawyer->text, "- ");
    lawyer_words(lawyer,
                 telling_sentence(lawyer->diff, change, lawyer->language));
    text_put(lawyer->text, lawyer->words->stop);
    text_char(lawyer->text, '\n');
}

static void put_row(const struct lawyer *lawyer, const struct change *change)
{
    text_put(lawyer->text, "| ");
    put_clauses(lawyer, change, SIDE_OLD);
    text_put(lawyer->text, " | ");
    put_clauses(lawyer, change, SIDE_NEW);
    text_put(lawyer->text, " |\n");
}

/* The end of the item that begins there: where other clauses are what is
 * said. */
static size_t item_end(const struct diff *diff, size_t first)
{
    size_t end = first + 1;
    while (end < diff->count && is_decision(&diff->changes[end]) &&
           same_clauses(&diff->changes[first], &diff->changes[end])) {
        end++;
    }
    return end;
}

size_t lawyer_decisions(const struct lawyer *lawyer)
{
    const struct diff *diff = lawyer->diff;
    size_t count = 0;
    for (size_t i = 0; i < diff->count;) {
        bool decision = is_decision(&diff->changes[i]);
        count += decision;
        i = decision ? item_end(diff, i) : i + 1;
    }
    return count;
}

static void put_decision(const struct lawyer *lawyer, size_t from, size_t end,
                         size_t number)
{
    const struct diff *diff = lawyer->diff;
    const struct change *first = &diff->changes[from];
    const struct change_words *words = lawyer->language->changes;
    text_print(lawyer->text, "### %zu. ", number);
    markdown_text(lawyer->text, words->groups[first->group]);
    text_put(lawyer->text, "\n\n");
    for (size_t i = from; i < end; i++) {
        if (diff->changes[i].region != NULL) {
            put_sentence(lawyer, &diff->changes[i]);
        }
    }
    put_columns(lawyer, false);
    put_row(lawyer, first);
    text_put(lawyer->text, "\n- [ ] ");
    markdown_text(lawyer->text, lawyer->words->agreed);
    text_put(lawyer->text, "\n- [ ] ");
    markdown_text(lawyer->text, lawyer->words->not_agreed);
    text_put(lawyer->text, "\n\n");
}

static void put_decisions(const struct lawyer *lawyer)
{
    size_t number = 1;
    lawyer_heading(lawyer, lawyer->words->decide);
    lawyer_paragraph(lawyer, lawyer->words->decide_note);
    for (size_t i = 0; i < lawyer->diff->count;) {
        size_t end = item_end(lawyer->diff, i);
        if (is_decision(&lawyer->diff->changes[i])) {
            put_decision(lawyer, i, end, number++);
        } else {
            end = i + 1;
        }
        i = end;
    }
}

/* --- for information ---------------------------------------------------- */

/* The clauses where it stands now, or stood: " (section 4.2)". */
static void put_where(const struct lawyer *lawyer, const struct change *change)
{
    size_t side = change->statement_count[SIDE_NEW] > 0 ? SIDE_NEW : SIDE_OLD;
    const struct headings *headings = lawyer->language->headings;
    if (change->statement_count[side] == 0) {
        return;
    }
    text_put(lawyer->text, headings->opening);
    if (side == SIDE_OLD) {
        text_put(lawyer->text, lawyer->words->before);
        text_put(lawyer->text, headings->colon);
    }
    markdown_text(lawyer->text,
                  lawyer_clause(lawyer, change->statements[side][0]));
    text_put(lawyer->text, headings->closing);
}

static void put_meanings(const struct lawyer *lawyer)
{
    const struct diff *diff = lawyer->diff;
    const struct change_words *words = lawyer->language->changes;
    int group = GROUP_COUNT;
    for (size_t i = 0; i < diff->count; i++) {
        const struct change *change = &diff->changes[i];
        if (change->region == NULL || is_decision(change)) {
            continue;
        }
        if ((int)change->group != group) {
            text_put(lawyer->text, group != GROUP_COUNT ? "\n**" : "**");
            markdown_text(lawyer->text, words->groups[change->group]);
            text_put(lawyer->text, "**\n\n");
        }
        group = (int)change->group;
        text_put(lawyer->text, "- ");
        lawyer_words(lawyer,
                     telling_sentence(lawyer->diff, change, lawyer->language));
        put_where(lawyer, change);
        text_char(lawyer->text, '\n');
    }
    text_put(lawyer->text, group != GROUP_COUNT ? "\n" : "");
}

static const char *part_of(const struct lawyer *lawyer,
                           const struct change *change)
{
    static const char *const names[] = { "prose of", "title of", "field" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(change->what, names[i]) == 0) {
            return lawyer->words->part[i];
        }
    }
    for (size_t side = SIDE_COUNT; side-- > 0;) {
        if (change->statement_count[side] > 0) {
            return lawyer_number(lawyer, change->statements[side][0]);
        }
    }
    return lawyer->words->part[change->group == GROUP_TRANSLATION ? 4 : 3];
}

/* Texts are many, and mean what they meant: they are folded away. */
static void put_texts(const struct lawyer *lawyer, size_t count)
{
    const struct diff *diff = lawyer->diff;
    text_put(lawyer->text, "<details><summary>");
    markdown_text(lawyer->text,
                  lawyer_arranged(lawyer, lawyer->words->texts,
                                  lawyer_count(lawyer, count), NULL, NULL));
    text_put(lawyer->text, "</summary>\n");
    put_columns(lawyer, true);
    for (size_t i = 0; i < diff->count; i++) {
        const struct change *change = &diff->changes[i];
        if (change->region == NULL && !is_decision(change)) {
            text_put(lawyer->text, "| ");
            markdown_text(lawyer->text, part_of(lawyer, change));
            for (size_t side = 0; side < SIDE_COUNT; side++) {
                const char *words = change->texts[side].text;
                text_put(lawyer->text, " | ");
                put_cell(lawyer,
                         words != NULL ? words : lawyer->words->nothing);
            }
            text_put(lawyer->text, " |\n");
        }
    }
    text_put(lawyer->text, "\n</details>\n\n");
}

static void put_information(const struct lawyer *lawyer, size_t texts)
{
    lawyer_heading(lawyer, lawyer->words->inform);
    lawyer_paragraph(lawyer, lawyer->words->inform_note);
    put_meanings(lawyer);
    if (texts > 0) {
        put_texts(lawyer, texts);
    }
}

/* --- both --------------------------------------------------------------- */

static size_t count_told(const struct lawyer *lawyer, bool texts_alone)
{
    const struct diff *diff = lawyer->diff;
    size_t count = 0;
    for (size_t i = 0; i < diff->count; i++) {
        const struct change *change = &diff->changes[i];
        count +=
            !is_decision(change) && (!texts_alone || change->region == NULL);
    }
    return count;
}

size_t lawyer_information(const struct lawyer *lawyer)
{
    return count_told(lawyer, false);
}

void lawyer_items(const struct lawyer *lawyer)
{
    if (lawyer_decisions(lawyer) > 0) {
        put_decisions(lawyer);
    }
    if (lawyer_information(lawyer) > 0) {
        put_information(lawyer, count_told(lawyer, true));
    }
}
