#ifndef WRIT_COMMAND_REPLY_H
#define WRIT_COMMAND_REPLY_H

/* An answer as text: for people, and as JSON, format 1. reply.c says the
 * verdict and what it rests on, reply_nearest.c what would make it allow, and
 * reply_terms.c what a `?` stands for. */

#include "base/text.h"
#include "check/compilation.h"
#include "diagram/answer.h"
#include "diagram/nearest.h"
#include "diagram/open.h"

struct reply {
    const struct compilation *compilation;
    const struct question *question;
    const struct answer *answer;
    const struct nearest_answer *nearest; /* NULL: not looked for */
    const struct open_terms *terms;       /* NULL: the question has no `?` */
};

void reply_human(const struct reply *reply, struct text *text);
void reply_json(const struct reply *reply, struct text *text);

/* --- for the files of replies ------------------------------------------ */

/* Names of statements, "`a`, `b`, `c` and 3 more", and as JSON. */
void reply_statements(struct text *text, const struct statement *const *items,
                      size_t count);
void reply_json_statements(struct text *text,
                           const struct statement *const *items, size_t count);

/* "policy.writ:41" */
void reply_place(const struct reply *reply, const struct statement *statement,
                 struct text *text);

/* Parts of a dimension: "`partner` and any other recipient", "any purpose except
 * `training`"; of a list no more than `most`. */
void reply_parts(const struct reply *reply, const struct parts *parts,
                 size_t most, struct text *text);

/* A part as a path, "personal..." for a remainder. */
const char *reply_path(const struct reply *reply, const struct part *part);

/* Terms of a set as a JSON list of paths; an empty one where it is NULL. */
void reply_json_terms(struct text *text, const struct terms *terms,
                      const struct bits *set);

void reply_nearest_human(const struct reply *reply, struct text *text);
void reply_nearest_json(const struct reply *reply, struct text *text);
void reply_terms_human(const struct reply *reply, struct text *text);
void reply_terms_json(const struct reply *reply, struct text *text);

#endif
