#ifndef WRIT_BASE_EMBEDDED_H
#define WRIT_BASE_EMBEDDED_H

/* Files that are part of the program: the standard library and the fixed texts
 * of artifacts. compiler/base/embed.sh writes the table when writ is built;
 * what it holds is EMBEDDED in the Makefile. */

#include <stddef.h>

/* `bytes` is the whole file, and a NUL behind it that `length` does not
 * count. */
struct embedded {
    const char *path; /* "stdlib/gdpr.writ", "emit/c/decide.c" */
    const unsigned char *bytes;
    size_t length;
};

/* In the order of their paths; a row of zeros ends the table. */
extern const struct embedded embedded_files[];

/* The version of writ, "0.1.0": VERSION in the Makefile. */
extern const char embedded_version[];

#endif
