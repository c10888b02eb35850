#ifndef WRIT_LANGUAGE_CHINESE_H
#define WRIT_LANGUAGE_CHINESE_H

/* What the files of Chinese share: chinese_words.c writes the parts of a
 * sentence, chinese_predicate.c what is done, chinese_sentence.c the whole.
 * Nothing outside language/ sees it.
 *
 * The label of an action or a right may hold "…", which is the place of its
 * object, as in a dictionary: "对…进行匿名化处理". Otherwise the object follows. */

#include "language/phrase.h"

/* --- chinese_words.c --------------------------------------------------- */

const char *chinese_label(const struct policy *policy, const struct term *term);

/* Adds the string with a space between a sign and a word in Latin letters, where
 * labels met without one: "通过 Cookie 收集". */
void chinese_spaced(const char *string, struct text *text);

/* "甲、乙和丙"; in a prohibition "甲、乙或丙". */
void chinese_list(const char *const *items, size_t count, bool prohibition,
                  struct text *text);
void chinese_terms(const struct policy *policy, const struct term_list *terms,
                   bool prohibition, struct text *text);

/* "合作伙伴（经销商除外）"; the root's words where nothing was chosen. */
void chinese_chosen(const struct policy *policy, const struct chosen *chosen,
                    int space, bool prohibition, struct text *text);

/* The same of data, with "您的" where it goes. */
void chinese_yours(const struct policy *policy, const struct chosen *chosen,
                   bool prohibition, struct text *text);

void chinese_condition(const struct policy *policy,
                       const struct condition *condition, struct text *text);
void chinese_facts(const struct policy *policy, const struct bits *facts,
                   struct text *text);

const char *chinese_mention(const char *text, const char *label,
                            enum mentioning how, size_t *length);

void chinese_duration(const struct tree_duration *duration, struct text *text);
void chinese_time(const struct policy *policy, const struct time *time,
                  struct text *text);
void chinese_events(const struct policy *policy, const struct time *time,
                    struct text *text);
void chinese_date(const char *date, struct text *text);

/* --- chinese_predicate.c ----------------------------------------------- */

/* What is done, behind who does it. Each part is NULL where it is left out. */
struct chinese_predicate {
    const struct policy *policy;
    struct term *const *verbs; /* actions or rights, at least one */
    size_t verb_count;
    bool prohibition;
    const char *object;
    const char *adverbs; /* when and how, just before the verb's own parts */
    const char *recipient, *region, *purpose;
    bool only_recipient, only_region, only_purpose;
    bool to_region; /* it goes there, and is not there */
};
void chinese_predicate(const struct chinese_predicate *predicate,
                       struct text *text);

/* "查阅"; "对该信息进行匿名化处理"; without an object "作出响应". */
void chinese_verb_alone(const struct policy *policy, const struct term *term,
                        bool object, struct text *text);

/* What the verb acts on where nothing is written: "您的信息", "您", or NULL. */
const char *chinese_object(const struct policy *policy,
                           const struct term *verb);

/* Whether the purpose stands behind the object: "将您的姓名用于广告". */
bool chinese_uses(const struct chinese_predicate *predicate);

/* --- chinese_sentence.c ------------------------------------------------ */

void chinese_statement(const struct policy *policy,
                       const struct statement *statement, struct text *text);
void chinese_generated(const struct policy *policy,
                       const struct statement *statement, struct text *text);
struct phrase chinese_phrase(const struct policy *policy,
                             const struct statement *statement);
void chinese_order(const struct policy *policy, const struct section *section,
                   struct text *text);

#endif
