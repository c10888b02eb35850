/* Words of the report for lawyers: clauses by their numbers, patterns filled
 * in. */

#include "diff/lawyer.h"

#include "base/arena.h"
#include "emit/markdown.h"

#include <string.h>

static const char *taken(const struct lawyer *lawyer, struct text *text)
{
    const char *copy =
        arena_copy(lawyer->arena, text_string(text), text->length);
    text_destroy(text);
    return copy;
}

const char *lawyer_arranged(const struct lawyer *lawyer, const char *pattern,
                            const char *first, const char *second,
                            const char *third)
{
    const char *const values[] = { first, second, third };
    struct text text = { NULL, 0, 0 };
    phrase_arranged(&text, pattern, values);
    return taken(lawyer, &text);
}

/* Adds a line of words, its first letter a capital. */
void lawyer_words(const struct lawyer *lawyer, const char *words)
{
    struct text text = { NULL, 0, 0 };
    text_put(&text, words);
    phrase_capital(&text, 0);
    markdown_text(lawyer->text, text_string(&text));
    text_destroy(&text);
}

void lawyer_heading(const struct lawyer *lawyer, const char *title)
{
    text_put(lawyer->text, "## ");
    markdown_text(lawyer->text, title);
    text_put(lawyer->text, "\n\n");
}

void lawyer_paragraph(const struct lawyer *lawyer, const char *words)
{
    lawyer_words(lawyer, words);
    text_put(lawyer->text, "\n\n");
}

const char *lawyer_date(const struct lawyer *lawyer, const char *date)
{
    struct text text = { NULL, 0, 0 };
    lawyer->language->date(date, &text);
    return taken(lawyer, &text);
}

const char *lawyer_number(const struct lawyer *lawyer,
                          const struct statement *statement)
{
    struct text text = { NULL, 0, 0 };
    statement_number(statement, &text);
    return taken(lawyer, &text);
}

/* "section 4.2" */
const char *lawyer_clause(const struct lawyer *lawyer,
                          const struct statement *statement)
{
    struct text text = { NULL, 0, 0 };
    phrase_filled(&text, lawyer->language->headings->clause,
                  lawyer_number(lawyer, statement));
    return taken(lawyer, &text);
}

const char *lawyer_sentence(const struct lawyer *lawyer, size_t side,
                            const struct statement *statement)
{
    struct text text = { NULL, 0, 0 };
    lawyer->language->statement(lawyer->diff->sides[side]->policy, statement,
                                &text);
    return taken(lawyer, &text);
}

const char *lawyer_count(const struct lawyer *lawyer, size_t count)
{
    return arena_print(lawyer->arena, "%zu", count);
}

const struct statement *lawyer_named(const struct policy *policy,
                                     const char *name, size_t length)
{
    for (size_t i = 0; i < policy->statement_count; i++) {
        const struct statement *statement = policy->statements[i];
        if (strlen(statement->name) == length &&
            strncmp(statement->name, name, length) == 0) {
            return statement;
        }
    }
    return NULL;
}

const char *lawyer_numbered(const struct lawyer *lawyer, const char *message)
{
    const struct policy *policy = lawyer->diff->sides[SIDE_NEW]->policy;
    struct text text = { NULL, 0, 0 };
    for (const char *at = message; *at != '\0';) {
        const char *end = *at == '`' ? strchr(at + 1, '`') : NULL;
        const struct statement *statement =
            end == NULL ? NULL
                        : lawyer_named(policy, at + 1, (size_t)(end - at) - 1);
        if (statement != NULL) {
            text_put(&text, lawyer_clause(lawyer, statement));
            at = end + 1;
        } else {
            text_char(&text, *at++);
        }
    }
    return taken(lawyer, &text);
}
