#ifndef WRIT_REPORT_IDENTITY_H
#define WRIT_REPORT_IDENTITY_H

/* What a finding is, wherever it stands: the same before and after lines move
 * or are laid out anew. Baselines and fingerprints rest on it. Several findings
 * may have one identity; `turn` tells them apart and is no part of it. */

#include "check/compilation.h"

struct identity {
    const char *slug;
    const char *about;   /* a statement or flow, a term, or the words found */
    const char *message; /* without the numbers of made-up names */
    size_t turn;         /* the how-manieth of this identity, from 1 */
};

/* One a finding, in the order of the list; in the arena, clean to show. */
const struct identity *identities_of(struct arena *arena,
                                     const struct compilation *compilation);

/* By slug, then what it is about, then message, bytewise; as strcmp. The turn
 * plays no part. */
int identity_compare(const struct identity *a, const struct identity *b);

#endif
