#ifndef WRIT_EMIT_EMITTERS_H
#define WRIT_EMIT_EMITTERS_H

/* Every emitter by name, for its own file to define and for the table to list:
 * an emitter is one file, one line here and one row in emitters.c. */

#include "emit/emit.h"

extern const struct emitter emitter_c, emitter_selftest, emitter_sql,
    emitter_markdown, emitter_html, emitter_text, emitter_json;

#endif
