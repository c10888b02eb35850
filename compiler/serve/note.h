#ifndef WRIT_SERVE_NOTE_H
#define WRIT_SERVE_NOTE_H

/* Findings as HTML, for a page that shows the policy: each beside its sentence,
 * and all of them in a list. */

#include "base/text.h"
#include "check/compilation.h"

struct document;

struct notes {
    const struct compilation *compilation;
    const struct document *document; /* NULL: there are no sentences */
    const char **anchors; /* a finding's sentence, or NULL; one a finding */
};

/* In the arena of the compilation. The findings are sorted. */
struct notes notes_create(const struct compilation *compilation,
                          const struct document *document);

/* Adds the findings about the sentence of that anchor, which is the name of its
 * statement, and mentions of it by others. */
void notes_beside(void *context, const char *anchor, struct text *text);

/* "2 errors, 1 warning" or "no findings". */
void notes_count(const struct compilation *compilation, struct text *text);

/* Adds the bar at the head of a preview: how many findings there are, and a list
 * that leads to their sentences. `stale` where the policy can no longer be read
 * and this is how it was. */
void notes_bar(const struct notes *notes, bool stale, struct text *text);

/* Adds a sentence of a finding; names in backquotes become code, those of
 * statements links to them. `notes` may be NULL. */
void note_words(const struct notes *notes, const char *words,
                struct text *text);

#endif
