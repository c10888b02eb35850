#ifndef WRIT_DIFF_SENTENCE_H
#define WRIT_DIFF_SENTENCE_H

/* Regions in words: "we share contact details with partners for advertising,
 * except where you have declined". Strings are in the arena of the diff. */

#include "diff/diff.h"
#include "language/phrase.h"

/* Who speaks: of which diff, in which language. */
struct voice {
    struct diff *diff;
    const struct language *language;
};

/* "we share contact details with partners for advertising". A word in place of
 * the actions ("keep") says what is done instead; else NULL. */
const char *sentence_clause(const struct voice *voice,
                            const struct region *region, const char *action);

/* "you may access and correct account information" */
const char *sentence_right(const struct voice *voice,
                           const struct region *region);

/* ", where you have agreed", ", except where ...", or "". */
const char *sentence_facts(const struct voice *voice,
                           const struct region *region);

/* " after collection or the closing of your account", or "": of every event. */
const char *sentence_events(const struct voice *voice,
                            const struct region *region);

/* Labels of the terms of a set, as a list. */
const char *sentence_terms(const struct voice *voice, int space,
                           const struct bits *numbers);

/* The duration that was written: with the same seconds, in one of the times of
 * the statement (NULL: none); else "30 days", of seconds. */
const char *sentence_written(const struct voice *voice, uint64_t seconds,
                             const struct statement *statement);

/* A pattern of the language with its values, as phrase_arranged. */
const char *sentence_arranged(const struct voice *voice, const char *pattern,
                              const char *const *values);

#endif
