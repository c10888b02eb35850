#ifndef WRIT_EMIT_C_VERIFY_H
#define WRIT_EMIT_C_VERIFY_H

/* `build` does not trust itself: the text that would be written is read back
 * and held against the model it came from. What may be trusted is asked in two
 * steps: the tables are walked whole against the asked diagrams, and what they
 * decide is held against the reference evaluator, which knows no diagrams: at
 * every class of points and for all facts, where that can be done. */

#include "emit/c/artifact.h"

/* False where they differ; `*error`, in the arena of the analysis, is then
 * "internal error: " and what differs. */
bool verify_c(struct analysis *analysis, struct asked asked,
              const struct text *header, const struct text *source,
              const char **error);

/* --- its parts: NULL, or what differs, in the arena of the artifact -------- */

/* The tables against the asked diagrams, completely. */
const char *verify_tables(struct artifact *artifact, struct asked asked);

/* What the tables decide against the reference evaluator, at every class of
 * points and for all facts. False where that is more than may be worked out:
 * then nothing is said. No number of points alone is: 10,000 statements over
 * half a billion combinations take half a second. */
bool verify_points(struct artifact *artifact, const char **fault);

/* What they say of rights, likewise; nothing where that is too much. */
const char *verify_rights(struct artifact *artifact);

/* The same of decisions at some combinations, which are drawn; always
 * the same ones. */
const char *verify_rulings(struct artifact *artifact);

/* Constants, statements, duties and names against the model. */
const char *verify_lists(struct artifact *artifact);

#endif
