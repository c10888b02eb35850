#ifndef WRIT_BASE_FILES_H
#define WRIT_BASE_FILES_H

/* Reading files whole; base/bundle.h writes them. */

#include "base/bundle.h"

#include <stddef.h>

struct arena;

/* The bytes of a file (`-` is standard input), in the arena with a NUL behind
 * them. On failure NULL, and `*error` says why, without the path: "is a
 * folder", "cannot be read: permission denied", "is larger than 1 GiB". */
unsigned char *files_read(struct arena *arena, const char *path, size_t *length,
                          const char **error);

/* What an errno says, as the end of a sentence: "no space left on device". */
const char *files_reason(struct arena *arena, int error);

#endif
