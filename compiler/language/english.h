#ifndef WRIT_LANGUAGE_ENGLISH_H
#define WRIT_LANGUAGE_ENGLISH_H

/* What the files of English share: english_words.c writes the parts of a
 * sentence, english_grammar.c bends words, english_condition.c says under which
 * facts, english_predicate.c what is done, english_sentence.c the whole.
 * Nothing outside language/ sees it. */

#include "language/phrase.h"

/* --- english_words.c --------------------------------------------------- */

/* Whether the label ends in a preposition: "restrict the use of". */
bool english_is_transitive(const char *label);

/* "access it"; an action without its object where it reads so: "delete". */
void english_verb_alone(const struct policy *policy, const struct term *term,
                        bool object, struct text *text);

const char *english_label(const struct policy *policy, const struct term *term);

/* "a, b and c"; in a prohibition "a, b or c". */
void english_list(const char *const *items, size_t count, bool prohibition,
                  struct text *text);

/* The same with that word before the last, and a comma before the word or not;
 * whether one is needed to tell the items apart. */
void english_join(const char *const *items, size_t count, const char *word,
                  bool comma, struct text *text);
bool english_needs_comma(const char *const *items, size_t count,
                         const char *word);

/* Labels as a list. */
void english_terms(const struct policy *policy, const struct term_list *terms,
                   bool prohibition, struct text *text);

/* What was chosen, "partners other than resellers"; the root's words where
 * nothing was. It has two parts: what is named, of data with "your" where it
 * goes; and, with the space before it, what is excepted, which is enclosed in
 * parentheses where more follows that it must be told apart from. */
void english_chosen(const struct policy *policy, const struct chosen *chosen,
                    int space, bool prohibition, struct text *text);
void english_named(const struct policy *policy, const struct chosen *chosen,
                   int space, bool prohibition, struct text *text);
void english_yours(const struct policy *policy, const struct chosen *chosen,
                   bool prohibition, struct text *text);
void english_exceptions(const struct policy *policy,
                        const struct chosen *chosen, bool enclosed,
                        struct text *text);

void english_duration(const struct tree_duration *duration, struct text *text);
void english_time(const struct policy *policy, const struct time *time,
                  struct text *text);
void english_events(const struct policy *policy, const struct time *time,
                    struct text *text);
void english_date(const char *date, struct text *text);

/* --- english_grammar.c ------------------------------------------------- */

/* Whether what a label names is many: "public authorities". */
bool english_is_plural(const char *label);

/* "build profiles from" to "builds profiles from". */
const char *english_third_person(const struct policy *policy, const char *verb);

const char *english_mention(const char *text, const char *label,
                            enum mentioning how, size_t *length);

/* "you have agreed" to "you have not agreed". */
const char *english_denied(const struct policy *policy, const char *label);

/* --- english_condition.c ----------------------------------------------- */

void english_condition(const struct policy *policy,
                       const struct condition *condition, struct text *text);
void english_facts(const struct policy *policy, const struct bits *facts,
                   struct text *text);

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

/* What is done to what, with whom, where and for what. `followed`: more comes
 * behind it without a comma. */
void english_predicate(const struct policy *policy,
                       const struct statement *statement, bool followed,
                       struct text *text);

/* --- english_sentence.c ------------------------------------------------ */

void english_statement(const struct policy *policy,
                       const struct statement *statement, struct text *text);
void english_generated(const struct policy *policy,
                       const struct statement *statement, struct text *text);
struct phrase english_phrase(const struct policy *policy,
                             const struct statement *statement);
void english_order(const struct policy *policy, const struct section *section,
                   struct text *text);

#endif
