#ifndef WRIT_MODEL_MEMO_H
#define WRIT_MODEL_MEMO_H

/* What bytes were found to mean, so that the same bytes are worked out once.
 * Neither the bytes nor the values are copied: they outlive the memo. */

#include <stddef.h>

struct memo;

struct memo *memo_create(void);
void memo_destroy(struct memo *memo);

/* The value of these bytes as that kind of thing, or NULL. */
const void *memo_find(const struct memo *memo, unsigned kind, const void *bytes,
                      size_t length);

/* Adds bytes that memo_find does not know; the value is not NULL. */
void memo_add(struct memo *memo, unsigned kind, const void *bytes,
              size_t length, const void *value);

#endif
