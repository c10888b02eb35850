#ifndef WRIT_DIFF_SENTENCE_H
#define WRIT_DIFF_SENTENCE_H

/* Changes in words: "newly allowed: we share contact details with partners for
 * advertising, except where you have declined". Strings are in the arena of the
 * diff. */

#include "diff/diff.h"

/* "we share contact details with partners for advertising". A word in place of
 * the actions ("keep") says what is done instead; else NULL. */
const char *sentence_clause(struct diff *diff, const struct region *region,
                            const char *action);

/* "you may access and correct account information" */
const char *sentence_right(struct diff *diff, const struct region *region);

/* ", where you have agreed", ", except where ...", or "". */
const char *sentence_facts(struct diff *diff, const struct region *region);

/* " after collection or the closing of your account", or "": of every event. */
const char *sentence_events(struct diff *diff, const struct region *region);

/* Labels of the terms of a set, as a list. */
const char *sentence_terms(struct diff *diff, int space,
                           const struct bits *numbers);

/* "30 days", of seconds. */
const char *sentence_duration(struct diff *diff, uint64_t seconds);

/* The duration that was written: with the same seconds, in one of the times of
 * the statement (NULL: none). */
const char *sentence_written(struct diff *diff, uint64_t seconds,
                             const struct statement *statement);

/* Points of a space as a list in the language's syntax, for programs: terms
 * whose union is the set, "TERM..." for what is not listed below it. */
const char **sentence_points(struct diff *diff, int space,
                             const struct bits *points, size_t *count);

const char **sentence_event_points(struct diff *diff, const struct bits *points,
                                   size_t *count);

/* A condition as it is written in a policy: "consent and not declined". */
const char *sentence_condition(struct diff *diff,
                               const struct condition *condition);

#endif
