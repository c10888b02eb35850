#ifndef WRIT_REPORT_BASELINE_H
#define WRIT_REPORT_BASELINE_H

/* A baseline lists the findings that an old policy had when it adopted the
 * gate. What it lists is still reported, marked, and fails nothing; what it
 * lists and is not found any more is gone, and reported too. It knows findings
 * by their identity and how often each is there, so it holds no place.
 *
 * What keeps a policy from being read is never listed: with it, nothing was
 * checked. Errors of meaning are, and every report says how many. */

#include "base/text.h"
#include "report/identity.h"

struct listed {
    struct identity identity;
    size_t count; /* how many of it are known, at least 1 */
    size_t found; /* how many of those are still there, once matched */
};

struct baseline {
    const char *file;
    struct listed *items; /* by identity, no two the same */
    size_t count;
    bool *known;         /* [finding] of the list as it was matched; or NULL */
    size_t known_count;  /* findings that are listed ... */
    size_t known_errors; /* ... and those of them that are errors */
    size_t gone;         /* that are listed and not found; 0 unless checked */
};

/* Reads a baseline's text; NULL where it is none, and then `*error` is a
 * clause that says why. `bytes` end in a NUL behind `length`. */
struct baseline *baseline_read(struct arena *arena, const char *file,
                               const unsigned char *bytes, size_t length,
                               const char **error);

/* The baseline that lists all findings there are and knows them. */
struct baseline *baseline_of(struct arena *arena, const char *file,
                             const struct compilation *compilation);

/* Marks what is known in the compilation's list, which stays as it is from
 * then on. Where not every check has run nothing is gone. */
void baseline_match(struct baseline *baseline, struct arena *arena,
                    const struct compilation *compilation);

/* As a file: sorted, an entry a line. */
void baseline_print(const struct baseline *baseline, struct text *text);

#endif
