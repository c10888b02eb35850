#ifndef WRIT_SERVER_DOCUMENT_H
#define WRIT_SERVER_DOCUMENT_H

/* The files that an editor has open, as it has them: where a policy is read,
 * they go before the disk. A document has a path ("/home/ada/policy.writ") by
 * which imports find it; one that is in no file has its address behind a slash
 * for one. */

#include "base/text.h"
#include "syntax/load.h"

struct open_document {
    char *uri, *path;
    char *text; /* a NUL behind it */
    size_t length;
};

/* A store of everything on this machine: paths are without their first slash,
 * as those of a store are. */
struct documents_store {
    struct store store;
    struct open_document *items;
    size_t count;
};

void documents_begin(struct documents_store *documents);
void documents_end(struct documents_store *documents);

/* Opens it, or replaces its text, which is copied. False where it is neither
 * open nor to be opened. */
bool documents_put(struct documents_store *documents, const char *uri,
                   const char *text, size_t length, bool open);
void documents_close(struct documents_store *documents, const char *uri);

/* By its address or its path; NULL where it is not open. */
const struct open_document *
documents_find(const struct documents_store *documents, const char *uri);
const struct open_document *
documents_at(const struct documents_store *documents, const char *path);

/* Whether there is a file of that path, open or on the disk. */
bool documents_have(const struct documents_store *documents, const char *path);

/* Adds the address of a path: that of the document, or "file://...". */
void documents_uri(const struct documents_store *documents, const char *path,
                   struct text *text);

#endif
