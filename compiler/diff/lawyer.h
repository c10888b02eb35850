#ifndef WRIT_DIFF_LAWYER_H
#define WRIT_DIFF_LAWYER_H

/* What the files of the report for lawyers share: lawyer_words.c has its words,
 * lawyer_items.c what is to be decided and to be known, lawyer.c the whole. */

#include "diff/format.h"
#include "diff/gate.h"
#include "diff/notice.h"
#include "language/change.h"
#include "language/phrase.h"

struct lawyer {
    struct diff *diff;
    struct arena *arena;
    const struct language *language;
    const struct review_words *words;
    const char *versions[SIDE_COUNT]; /* what each is called */
    struct notice notice;
    const struct gate *gate; /* NULL where the budget does not hold it */
    struct text *text;
};

/* A pattern with its values; those it has not are NULL. In the arena. */
const char *lawyer_arranged(const struct lawyer *lawyer, const char *pattern,
                            const char *first, const char *second,
                            const char *third);

/* A number; a date in words; of a statement its number ("4.2"), that as it is
 * referred to ("section 4.2"), and what it says. */
const char *lawyer_count(const struct lawyer *lawyer, size_t count);
const char *lawyer_date(const struct lawyer *lawyer, const char *date);
const char *lawyer_number(const struct lawyer *lawyer,
                          const struct statement *statement);
const char *lawyer_clause(const struct lawyer *lawyer,
                          const struct statement *statement);
const char *lawyer_sentence(const struct lawyer *lawyer, size_t side,
                            const struct statement *statement);

/* The statement whose name is those bytes, or NULL. */
const struct statement *lawyer_named(const struct policy *policy,
                                     const char *name, size_t length);

/* A message in which statements go by their numbers. */
const char *lawyer_numbered(const struct lawyer *lawyer, const char *message);

/* Adds words, the first letter a capital; a paragraph of them; a heading. */
void lawyer_words(const struct lawyer *lawyer, const char *words);
void lawyer_paragraph(const struct lawyer *lawyer, const char *words);
void lawyer_heading(const struct lawyer *lawyer, const char *title);

/* --- lawyer_items.c ----------------------------------------------------- */

/* How many items there are to decide, and changes to be told of. */
size_t lawyer_decisions(const struct lawyer *lawyer);
size_t lawyer_information(const struct lawyer *lawyer);

/* Adds both parts, each where it has anything. */
void lawyer_items(const struct lawyer *lawyer);

#endif
