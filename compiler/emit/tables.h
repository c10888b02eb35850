#ifndef WRIT_EMIT_TABLES_H
#define WRIT_EMIT_TABLES_H

/* The tables of a document. Those of data and of recipients are computed from
 * the verdict diagram, those of rights and of duties from the statements that
 * grant and impose them; each phrase knows the statements that it rests on. */

#include "emit/document.h"
#include "emit/receivers.h"
#include "emit/summary.h"

void tables_data(const struct practice *practice, const struct summary *summary,
                 struct document *document);
void tables_receivers(const struct practice *practice,
                      const struct receivers *receivers,
                      struct document *document);
void tables_rights(const struct practice *practice, struct document *document);
void tables_duties(const struct practice *practice, struct document *document);

#endif
