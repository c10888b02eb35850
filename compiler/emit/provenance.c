/* Where each sentence of the document comes from. A statement is one sentence,
 * however long its wording; prose has as many as it has. Invariant: what is
 * neither enforced nor a duty is listed, so nothing looks promised that only
 * stands there. */

#include "emit/provenance.h"

#include "base/arena.h"
#include "check/reading.h"
#include "report/clean.h"

#include <inttypes.h>
#include <string.h>

enum origin { ORIGIN_TABLE, ORIGIN_DUTY, ORIGIN_TEXT, ORIGIN_COUNT };

/* A sentence of text only, or several of prose. */
struct words {
    const char *name; /* of the statement or section */
    const char *text;
    struct span span;
    size_t sentences;
};

struct provenance {
    const struct policy *policy;
    const struct language *language;
    size_t counts[ORIGIN_COUNT];
    struct words *items;
    size_t item_count;
};

/* A right is a row of its table; that something is deemed is only said. */
static enum origin origin_of(const struct statement *statement)
{
    bool owed = statement->time_count > 0 || statement->measures.count > 0;
    return statement->kind == STATEMENT_DEEM ? ORIGIN_TEXT
           : statement->kind == STATEMENT_RULE &&
                   statement->modality == MODALITY_MUST && owed
               ? ORIGIN_DUTY
               : ORIGIN_TABLE;
}

static void list_words(struct provenance *provenance, const char *name,
                       const char *text, struct span span)
{
    struct figures figures = { 0 };
    provenance->language->readability->count(text, &figures);
    size_t sentences = figures.sentences == 0 ? 1 : figures.sentences;
    provenance->counts[ORIGIN_TEXT] += sentences;
    provenance->items =
        arena_extend(provenance->policy->arena, provenance->items,
                     provenance->item_count, sizeof *provenance->items);
    provenance->items[provenance->item_count++] =
        (struct words){ name, text, span, sentences };
}

static void count_statement(struct provenance *provenance,
                            const struct statement *statement)
{
    enum origin origin = origin_of(statement);
    if (origin != ORIGIN_TEXT) {
        provenance->counts[origin]++;
        return;
    }
    struct text text = { NULL, 0, 0 };
    provenance->language->statement(provenance->policy, statement, &text);
    list_words(provenance, statement->name,
               phrase_taken(provenance->policy, &text), statement->rule);
}

/* Sections nest as deep as the reader allows, so recursion is safe. */
static void count_section(struct provenance *provenance,
                          const struct section *section)
{
    for (size_t i = 0; i < section->content_count; i++) {
        const struct content *content = &section->contents[i];
        switch (content->kind) {
        case CONTENT_SECTION:
            count_section(provenance, content->section);
            break;
        case CONTENT_STATEMENT:
            count_statement(provenance, content->statement);
            break;
        case CONTENT_PROSE:
            list_words(provenance,
                       content->name != NULL ? content->name : section->name,
                       content->prose->string.text,
                       content->prose->string.span);
            break;
        }
    }
}

/* The beginning of the words, up to so many characters. */
static void put_beginning(struct text *text, const char *words)
{
    enum { SHOWN = 60 };
    struct text line = { NULL, 0, 0 };
    text_line(&line, words);
    const char *at = text_string(&line);
    size_t shown = 0;
    for (size_t points = 0; at[shown] != '\0' && points < SHOWN; points++) {
        shown++;
        while (((unsigned char)at[shown] & 0xC0U) == 0x80U) {
            shown++;
        }
    }
    struct text part = { NULL, 0, 0 };
    text_add(&part, at, shown);
    clean_put(text, text_string(&part));
    text_put(text, at[shown] == '\0' ? "" : "...");
    text_destroy(&part);
    text_destroy(&line);
}

static void write_words(const struct words *words,
                        const struct sources *sources, struct text *text)
{
    struct place place = source_place(sources, words->span.start);
    text_put(text, "  ");
    if (place.source != NULL) {
        clean_put(text, place.source->name);
        text_print(text, ":%" PRIu32 ": ", place.line);
    }
    text_put(text, words->name);
    text_put(text, words->name[0] == '\0' ? "" : ": ");
    put_beginning(text, words->text);
    if (words->sentences > 1) {
        text_print(text, " (%zu sentences)", words->sentences);
    }
    text_char(text, '\n');
}

static void write_readings(const struct policy *policy, struct text *text)
{
    struct language_list list = language_list(policy);
    for (size_t i = 0; i < list.count; i++) {
        struct figures figures = reading_figures(policy, list.items[i]);
        if (figures.sentences > 0) {
            text_print(text, "reads in %s at ", list.items[i]->code);
            list.items[i]->readability->say(&figures, text);
            text_char(text, '\n');
        }
    }
}

void provenance_write(const struct policy *policy,
                      const struct sources *sources, struct text *text)
{
    struct provenance provenance = { .policy = policy,
                                     .language =
                                         language_list(policy).items[0] };
    count_section(&provenance, policy->document);
    const size_t *counts = provenance.counts;
    size_t all =
        counts[ORIGIN_TABLE] + counts[ORIGIN_DUTY] + counts[ORIGIN_TEXT];
    if (all == 0) {
        return;
    }
    text_print(text,
               "%zu %s: %zu enforced by the tables (%zu%%), %zu %s with a "
               "deadline or a measure (%zu%%), %zu text only (%zu%%)%s\n",
               all, all == 1 ? "sentence" : "sentences", counts[ORIGIN_TABLE],
               counts[ORIGIN_TABLE] * 100 / all, counts[ORIGIN_DUTY],
               counts[ORIGIN_DUTY] == 1 ? "duty" : "duties",
               counts[ORIGIN_DUTY] * 100 / all, counts[ORIGIN_TEXT],
               counts[ORIGIN_TEXT] * 100 / all,
               provenance.item_count > 0 ? ":" : "");
    for (size_t i = 0; i < provenance.item_count; i++) {
        write_words(&provenance.items[i], sources, text);
    }
    write_readings(policy, text);
}
