/* SHA-256, by libmd. */

#include "base/hash.h"

#include "base/arena.h"

#include <sha2.h>

_Static_assert((int)HASH_SIZE == (int)SHA256_DIGEST_LENGTH,
               "a hash is what libmd makes");

struct hash hash_bytes(const void *bytes, size_t length)
{
    SHA2_CTX context;
    struct hash hash;
    SHA256Init(&context);
    SHA256Update(&context, bytes, length);
    SHA256Final(hash.bytes, &context);
    return hash;
}

void hash_put(struct text *text, const struct hash *hash)
{
    static const char digits[] = "0123456789abcdef";
    char words[2 * HASH_SIZE];
    for (size_t i = 0; i < HASH_SIZE; i++) {
        words[2 * i] = digits[hash->bytes[i] >> 4];
        words[2 * i + 1] = digits[hash->bytes[i] & 15];
    }
    text_add(text, words, sizeof words);
}

const char *hash_digest(struct arena *arena, const void *bytes, size_t length)
{
    struct hash hash = hash_bytes(bytes, length);
    struct text text = { NULL, 0, 0 };
    text_put(&text, "sha256:");
    hash_put(&text, &hash);
    const char *digest = arena_copy(arena, text.bytes, text.length);
    text_destroy(&text);
    return digest;
}
