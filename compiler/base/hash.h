#ifndef WRIT_BASE_HASH_H
#define WRIT_BASE_HASH_H

/* SHA-256 of bytes, and how a digest is written: "sha256:" and 64 hexadecimal
 * digits. */

#include "base/text.h"

struct arena;

enum { HASH_SIZE = 32 };

struct hash {
    unsigned char bytes[HASH_SIZE];
};

struct hash hash_bytes(const void *bytes, size_t length);

/* Adds the 64 digits. */
void hash_put(struct text *text, const struct hash *hash);

/* The digest of the bytes as it is written, in the arena. */
const char *hash_digest(struct arena *arena, const void *bytes, size_t length);

#endif
