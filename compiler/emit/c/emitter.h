#ifndef WRIT_EMIT_C_EMITTER_H
#define WRIT_EMIT_C_EMITTER_H

/* The C in either of its layouts, for tests that must see both. */

#include "emit/emit.h"

/* As emitter_c.write; `in_rows` leaves stages out even where they are small. */
bool emit_c(const struct emission *emission, bool in_rows,
            struct bundle *bundle, const char **error);

#endif
