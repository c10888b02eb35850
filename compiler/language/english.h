#ifndef WRIT_LANGUAGE_ENGLISH_H
#define WRIT_LANGUAGE_ENGLISH_H

/* What the files of English share: english_words.c writes the parts of a
 * sentence, english_predicate.c what is done, english_sentence.c the whole.
 * Nothing outside language/ sees it. */

#include "language/phrase.h"

/* A part of a sentence is written with the space before it. */

/* --- english_words.c --------------------------------------------------- */

const char *english_label(const struct policy *policy, const struct term *term);
void english_list(const char *const *items, size_t count, bool prohibition,
                  struct text *text);

/* Labels as a list. */
void english_terms(const struct policy *policy, const struct term_list *terms,
                   bool prohibition, struct text *text);

/* What was chosen, "partners other than resellers"; the root's words where
 * nothing was. */
void english_chosen(const struct policy *policy, const struct chosen *chosen,
                    int space, bool prohibition, struct text *text);

/* The same of data, with "your" where it goes. */
void english_yours(const struct policy *policy, const struct chosen *chosen,
                   bool prohibition, struct text *text);

void english_condition(const struct policy *policy,
                       const struct condition *condition, struct text *text);
void english_facts(const struct policy *policy, const struct bits *facts,
                   struct text *text);

void english_duration(const struct tree_duration *duration, struct text *text);
void english_time(const struct policy *policy, const struct time *time,
                  struct text *text);
void english_events(const struct policy *policy, const struct time *time,
                    struct text *text);
void english_date(const char *date, struct text *text);

/* --- english_predicate.c ----------------------------------------------- */

/* How an action takes what comes after it. */
struct english_verb {
    const char *word;      /* the first of its label */
    const char *recipient; /* what stands before a recipient, */
    const char *method;    /* and before a method that is no gerund; or NULL */
    const char *object;    /* when none is written; NULL: your information */
};
const struct english_verb *english_verb(const struct policy *policy,
                                        const struct term *action);

/* What is done to what, with whom, where and for what. */
void english_predicate(const struct policy *policy,
                       const struct statement *statement, struct text *text);

/* The first qualifier of that kind, or NULL. */
const struct tree_qualifier *
english_qualifier(const struct statement *statement,
                  enum tree_qualifier_kind kind);

/* --- english_sentence.c ------------------------------------------------ */

void english_statement(const struct policy *policy,
                       const struct statement *statement, struct text *text);
void english_generated(const struct policy *policy,
                       const struct statement *statement, struct text *text);
bool english_part(const struct policy *policy,
                  const struct statement *statement, const char *name,
                  struct text *text);
void english_order(const struct policy *policy, const struct section *section,
                   struct text *text);

#endif
