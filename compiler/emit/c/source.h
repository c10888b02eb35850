#ifndef WRIT_EMIT_C_SOURCE_H
#define WRIT_EMIT_C_SOURCE_H

/* The two files, from the plan. Both hold BUILD_UNKNOWN once, where the number
 * of the build will stand. */

#include "emit/c/block.h"
#include "emit/c/names.h"
#include "emit/c/plan.h"
#include "emit/c/strings.h"

#define BUILD_UNKNOWN "0x00000000u"

void header_write(const struct plan *plan, struct text *out);

/* False where strings are too long for their numbers. */
bool source_write(const struct plan *plan, struct text *out,
                  const char **error);

/* --- parts of the source, which add their strings as they go -------------- */

/* The types of numbers that differ from policy to policy. */
void types_write(const struct plan *plan, struct text *out);

/* The tables that decide, and those of retention and rights. */
void tables_write(const struct plan *plan, struct text *out);

/* The classes and cells of one of them; `answers` says what an answer is. */
void cells_write(const struct plan *plan, const struct layout *layout,
                 const char *answers, struct block *block);

/* Statements, duties and names. */
void lists_write(const struct plan *plan, const struct namings *namings,
                 struct strings *strings, struct text *out);

/* The first lines of either file. */
void banner_write(const struct plan *plan, struct text *out);

#endif
