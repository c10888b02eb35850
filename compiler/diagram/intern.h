#ifndef WRIT_DIAGRAM_INTERN_H
#define WRIT_DIAGRAM_INTERN_H

/* Numbers for values: equal bytes, equal number; the first is 0. */

#include <stddef.h>
#include <stdint.h>

struct interner;

struct interner *interner_create(void);
void interner_destroy(struct interner *interner);

/* The number of these bytes; `*added` is set where they are new. */
uint32_t interner_number(struct interner *interner, const void *bytes,
                         size_t length, _Bool *added);

#endif
