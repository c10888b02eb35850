#ifndef WRIT_EMIT_C_EMITTER_H
#define WRIT_EMIT_C_EMITTER_H

/* The C in each of its layouts, for tests that must see them all. */

#include "emit/c/layout.h"
#include "emit/emit.h"

/* As emitter_c.write. */
bool emit_c(const struct emission *emission, enum layout_form form,
            struct bundle *bundle, const char **error);

#endif
