#ifndef WRIT_SERVER_DIAGNOSTIC_H
#define WRIT_SERVER_DIAGNOSTIC_H

/* Findings as diagnostics: one notification a file. */

#include "server/unit.h"
#include "server/wire.h"

/* Shows what is found in the unit, and takes back what was shown where nothing
 * is found any more. */
void diagnostics_publish(struct wire *wire,
                         const struct documents_store *documents,
                         struct unit *unit);

/* Takes all back. */
void diagnostics_clear(struct wire *wire,
                       const struct documents_store *documents,
                       struct unit *unit);

#endif
