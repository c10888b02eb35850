#ifndef WRIT_EMIT_C_SIZES_H
#define WRIT_EMIT_C_SIZES_H

/* The types of the tables, the smallest that hold what the policy has, and what
 * the tables take. */

#include "emit/c/plan.h"

/* Of bits of facts that cases look at, of numbers of cases, of rulings. */
const char *mask_type(const struct plan *plan);
const char *case_type(const struct plan *plan);
const char *ruling_type(const struct plan *plan);

/* A case: how it is aligned, and what it takes. */
size_t case_align(const struct plan *plan);
size_t case_bytes(const struct plan *plan);

/* Bits of facts that the cases look at, of decisions and of rights. */
uint64_t masks_of(const struct cases *cases);

/* The bytes of all that `decide` reads, as 64-bit machines and most others lay
 * it out, and in which of its layouts the table is: "2 stages, 1 packed". */
size_t tables_bytes(const struct plan *plan);
const char *tables_layout(const struct plan *plan);

#endif
