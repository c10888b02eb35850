#ifndef LIBRARY_GATE_H
#define LIBRARY_GATE_H

/* The one place where the policy is asked. What is asked and what it answers
 * goes into the audit, in the transaction of the step that is asked for: there
 * is no step without its row. */

#include "library.h"
#include "store.h"

enum gate {
    GATE_OPEN,   /* allowed, and the row is written */
    GATE_CLOSED, /* refused, and the row is written */
    GATE_BROKEN /* the database failed: nothing is known, and nothing allowed */
};

/* Asks about a reader's data. The facts of the request are filled in from what
 * the reader has chosen. `measures` are those that the step takes, an OR of
 * LIBRARY_MEASURE_BIT_...: what is allowed only together with another is
 * refused. `sentence` gets what the reader is shown. */
enum gate gate_ask(struct store *store, int64_t reader, library_request request,
                   uint64_t measures, int64_t now, char *sentence, size_t size);

/* Deletes what the policy no longer lets the service keep, and says how many
 * pieces that were. False, and nothing is deleted, where the database fails or
 * holds what the policy does not know. */
bool gate_purge(struct store *store, int64_t now, size_t *count);

#endif
