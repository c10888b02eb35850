#ifndef WRIT_SERVE_PREVIEW_H
#define WRIT_SERVE_PREVIEW_H

/* A policy as pages that follow its files: worked out again whenever one of
 * them changes, with what the check finds beside the sentences. */

#include "check/compilation.h"
#include "serve/server.h"

struct preview;

/* `settings` tells the folders, the budget and the systems, and lives longer. */
struct preview *preview_create(const struct compilation *settings,
                               const char *const *files, size_t file_count);
void preview_destroy(struct preview *preview);

/* Looks whether a file has changed, and works the pages out where one has.
 * True where it did. */
bool preview_refresh(struct preview *preview);

/* What was found, in words: "2 errors, 1 warning". */
void preview_tell(const struct preview *preview, struct text *text);

/* The pages, for a server; good as long as the preview. */
struct site preview_site(struct preview *preview);

#endif
