#ifndef WRIT_SERVER_LOOKUP_H
#define WRIT_SERVER_LOOKUP_H

/* What an editor asks about a place: what is named there, and what could be.
 * Each adds the JSON of its result. */

#include "server/place.h"
#include "server/unit.h"

void lookup_hover(const struct unit *unit, const char *path,
                  struct position position, struct text *text);
void lookup_definition(const struct documents_store *documents,
                       const struct unit *unit, const char *path,
                       struct position position, struct text *text);
void lookup_completion(const struct unit *unit, const char *path,
                       struct position position, struct text *text);

#endif
