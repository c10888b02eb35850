#ifndef WRIT_BASE_NAME_H
#define WRIT_BASE_NAME_H

/* Interned strings: one pointer a spelling, so names compare with ==. They and
 * their table live in an arena. */

#include <stddef.h>
#include <stdint.h>

struct arena;
struct names;

struct names *names_create(struct arena *arena);

/* The one copy of these bytes, NUL ended. */
const char *name_intern(struct names *names, const char *bytes, size_t length);

/* The one copy of "above.name". */
const char *name_join(struct names *names, const char *above, const char *name);

/* The one copy of these bytes if the table has them, else NULL. */
const char *name_find(const struct names *names, const char *bytes,
                      size_t length);

/* The same for the same bytes, in this run: for tables of names. */
uint32_t name_hash(const char *bytes, size_t length);

#endif
