#ifndef WRIT_EMIT_BRIEF_H
#define WRIT_EMIT_BRIEF_H

/* The summary of one screen: what, what for, to whom, how long, where, which
 * rights, whom to ask. Its lines are unions of the tables, so they are as true
 * as these; a line that has no room for all says how much is left out, and
 * where it stands. */

#include "emit/document.h"
#include "emit/receivers.h"
#include "emit/summary.h"

void brief_create(const struct practice *practice,
                  const struct summary *summary,
                  const struct receivers *receivers, struct document *document);

#endif
