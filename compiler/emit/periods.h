#ifndef WRIT_EMIT_PERIODS_H
#define WRIT_EMIT_PERIODS_H

/* How long data is kept, in the words of the statements that bound it. */

#include "emit/practice.h"

/* The bounds on data that is used in `uses` and kept by `keeping` (both from
 * the purpose level on), for the purposes in `used`; each with its purposes
 * where it does not hold for all of them. */
struct cell periods_of(const struct practice *practice, uint32_t uses,
                       uint32_t keeping, const struct bits *used);

#endif
